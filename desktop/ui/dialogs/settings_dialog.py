"""What little there is to set: the look, the type, the minutes until the desk locks itself, a name."""

import msgspec
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.languages import offered_languages
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.folder_field import FolderField
from desktop.ui.settings import SCALES, DeskSettings
from desktop.ui.tray import tray_there
from desktop.workflows.custody.limit_lock import LockLimit

_MINUTES = (2, 5, 10, 20, 45)
_HOUSE = LockLimit()


class SettingsDialog(Dialog):
    """Gives the settings back, changed."""

    def __init__(
        self,
        parent: QWidget,
        settings: DeskSettings,
        limit: LockLimit = _HOUSE,
        handler: str = "",
        language: str = "",
    ) -> None:
        super().__init__(parent, self.tr("Settings"), width=440)
        self._settings = settings
        self._theme = ChoiceField(
            self.tr("Look"),
            [
                ("system", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
                ("contrast-light", self.tr("High contrast, light")),
                ("contrast-dark", self.tr("High contrast, dark")),
            ],
        )
        self._theme.put(settings.theme)
        sizes = sorted({settings.scale, *SCALES})
        self._scale = ChoiceField(self.tr("Size of type"), [(str(p), f"{p} %") for p in sizes])
        self._scale.put(str(settings.scale))
        self._density = ChoiceField(
            self.tr("Rows and fields"),
            [("comfortable", self.tr("With air around them")), ("compact", self.tr("Close together"))],
        )
        self._density.put(settings.density)
        chosen = min(settings.lock_after_min, limit.minutes)
        offered = sorted({chosen, limit.minutes, *(m for m in _MINUTES if m <= limit.minutes)})
        minutes = [(str(m), self.tr("%n minutes", "", m)) for m in offered]
        self._lock = ChoiceField(self.tr("Lock when nobody has touched it for"), minutes, self._why(limit))
        self._lock.put(str(chosen))
        self._handler = LineField(self.tr("Your name"), self.tr("Stands beside what you record from now on."))
        self._handler.put(handler)
        self._letters = QCheckBox(self.tr("Single letters are shortcuts"))
        self._letters.setAccessibleName(self._letters.text())
        self._letters.setChecked(settings.single_letters)
        self._reminders = QCheckBox(
            self.tr("Remind in the tray, by case ids alone")
            if tray_there()
            else self.tr("Reminders: this desktop has no tray")
        )
        self._reminders.setAccessibleName(self._reminders.text())
        self._reminders.setEnabled(tray_there())
        self._reminders.setChecked(settings.reminders)
        self._folder = FolderField(
            self.tr("Folder for letters"), self.tr("Letters are saved there at once. Empty: ask each time.")
        )
        self._folder.put(settings.letters_folder)
        self._language = ChoiceField(
            self.tr("Language"),
            [("", self.tr("As the system")), *offered_languages()],
            self.tr("From the next start on."),
        )
        self._language.put(language)
        named = {
            "theme": self._theme,
            "scale": self._scale,
            "density": self._density,
            "language": self._language,
            "lock_after_min": self._lock,
            "handler": self._handler,
            "letters_folder": self._folder,
            "single_letters": self._letters,
            "reminders": self._reminders,
        }
        for name, field in named.items():
            field.setObjectName(name)  # what the palette knows it by
            self.rows.addWidget(field)
        self.finish(self.tr("Use these"), cancel=self.tr("Cancel"))

    def _why(self, limit: LockLimit) -> str:
        if limit.unread:
            return self.tr(
                "%n minutes at most: a policy in use cannot be read. The policies page names it.",
                "",
                limit.minutes,
            )
        if not limit.organisation:
            return self.tr("%n minutes at most.", "", limit.minutes)
        words = self.tr("%n minutes at most: {name} promises it ({clauses}).", "", limit.minutes)
        clauses = ", ".join(limit.clauses)
        return words.format(name=limit.organisation, clauses=clauses)

    @property
    def language(self) -> str:
        """The code of the language; empty for the system's."""
        return self._language.value

    @property
    def handler(self) -> str:
        """The name typed; empty when there is none."""
        return self._handler.value

    @property
    def settings(self) -> DeskSettings:
        """The settings as they stand now."""
        return msgspec.structs.replace(
            self._settings,
            theme=self._theme.value,
            scale=int(self._scale.value),
            density=self._density.value,
            lock_after_min=int(self._lock.value),
            single_letters=self._letters.isChecked(),
            reminders=self._reminders.isChecked(),
            letters_folder=self._folder.value,
        )
