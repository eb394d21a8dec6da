"""What little there is to set: the look, the size of type, the minutes until the desk locks itself."""

import msgspec
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.settings import DeskSettings


class SettingsDialog(Dialog):
    """Gives the settings back, changed."""

    def __init__(self, parent: QWidget, settings: DeskSettings) -> None:
        super().__init__(parent, self.tr("Settings"), width=440)
        self._settings = settings
        self._theme = ChoiceField(
            self.tr("Look"),
            [
                ("system", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ],
        )
        self._theme.put(settings.theme)
        self._scale = ChoiceField(
            self.tr("Size of type"), [(str(p), f"{p} %") for p in (80, 100, 120, 150, 200)]
        )
        self._scale.put(str(settings.scale))
        minutes = [(str(m), self.tr("{n} minutes").format(n=m)) for m in (2, 5, 10, 20, 45)]
        self._lock = ChoiceField(self.tr("Lock when nobody has touched it for"), minutes)
        self._lock.put(str(settings.lock_after_min))
        self._letters = QCheckBox(self.tr("Single letters are shortcuts"))
        self._letters.setAccessibleName(self._letters.text())
        self._letters.setChecked(settings.single_letters)
        for field in (self._theme, self._scale, self._lock, self._letters):
            self.rows.addWidget(field)
        self.finish(self.tr("Use these"), cancel=self.tr("Cancel"))

    @property
    def settings(self) -> DeskSettings:
        """The settings as they stand now."""
        return msgspec.structs.replace(
            self._settings,
            theme=self._theme.value,
            scale=int(self._scale.value),
            lock_after_min=int(self._lock.value),
            single_letters=self._letters.isChecked(),
        )
