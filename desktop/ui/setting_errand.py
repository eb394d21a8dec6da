"""Changing the settings: in their dialog, or one choice at once; they are used and kept in the vault."""

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.ui.settings import DeskSettings

if TYPE_CHECKING:
    from desktop.ui.dialogs.settings_dialog import SettingsDialog
    from desktop.ui.window import MainWindow
    from desktop.workflows.ports import Desk


class SettingErrand(QObject):
    """What the window is asked for about its settings, while it is unlocked."""

    kept = Signal()
    """Other settings hold from now on."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def dialog(self) -> "SettingsDialog":
        """With what is set now; whoever does not open it deletes it."""
        from desktop.ui.dialogs.settings_dialog import SettingsDialog  # noqa: PLC0415 - the door opens without it

        window, rule = self._window, self._window.rule
        assert rule is not None  # a vault is open
        handler, chosen = window.desk.session.desk.handler, window.tongue.chosen
        return SettingsDialog(window, window.settings, rule.limit, handler, chosen)

    def open(self) -> None:
        """Change the settings."""
        self._open(self.dialog())

    def change_keys(self) -> None:
        """Other keys for the commands."""
        from desktop.ui.dialogs.keys_dialog import KeysDialog  # noqa: PLC0415 - the door opens without it
        from desktop.ui.keys_in_use import KeysInUse  # noqa: PLC0415 - likewise
        from desktop.ui.palette.offers import words_of  # noqa: PLC0415 - likewise

        window, commands = self._window, self._window.commands
        words = {action.objectName(): words_of(action) for action in commands.actions}
        keys = KeysInUse(commands.usual_keys, window.settings.keys, words, commands.mnemonics)
        dialog = KeysDialog(window, commands.actions, keys)
        dialog.accepted.connect(
            lambda: self.keep(msgspec.structs.replace(window.settings, keys=keys.changed))
        )
        dialog.open()

    def open_at(self, name: str) -> None:
        """Change the settings, at the one of this name."""
        from desktop.ui.palette.offers import named_settings  # noqa: PLC0415 - the door opens without it
        from desktop.ui.parts.fields import Field  # noqa: PLC0415 - likewise

        dialog = self.dialog()
        self._open(dialog)
        shown = named_settings(dialog)[name]
        (shown.control if isinstance(shown, Field) else shown).setFocus()

    def use(self, name: str, choice: str) -> None:
        """Choose this for the setting of this name, and nothing else."""
        from desktop.ui.palette.offers import named_settings  # noqa: PLC0415 - the door opens without it
        from desktop.ui.parts.fields import Field  # noqa: PLC0415 - likewise

        dialog = self.dialog()
        shown = named_settings(dialog)[name]
        assert isinstance(shown, Field)
        shown.put(choice)
        self.keep(dialog.settings)
        self._window.tongue.choose(dialog.language)
        dialog.deleteLater()

    def use_letters_folder(self, folder: str) -> None:
        """Save letters there from now on."""
        self.keep(msgspec.structs.replace(self._window.settings, letters_folder=folder))

    def keep(self, settings: DeskSettings, handler: str = "") -> None:
        """Use these, and keep them in the vault; another name is worked under from now on."""
        window = self._window
        window.use_settings(settings)
        if window.page is None:
            return
        desk = window.page.session.desk
        window.page.session.letters_folder.path = settings.letters_folder
        window.door.keep_settings(desk, settings)
        self.kept.emit()
        if handler not in ("", desk.handler):
            self.name_handler(handler)

    def name_handler(self, name: str) -> None:
        """Work under this name from now on, also when the vault opens next, here or elsewhere."""
        from desktop.workflows.team.sign_in import work_as  # noqa: PLC0415 - the door opens without it

        desk = self._window.desk.session.desk
        self._window.background.run(
            lambda p: work_as(desk, name, progress=p), self._on_named, doing=self.tr("Signing in")
        )

    def _open(self, dialog: "SettingsDialog") -> None:
        dialog.accepted.connect(lambda: self.keep(dialog.settings, dialog.handler))
        dialog.accepted.connect(lambda: self._window.tongue.choose(dialog.language))
        self._window.desk.session.open(dialog, of_case=False)

    def _on_named(self, desk: "Desk") -> None:
        """A name alone changes what stands beside entries; a person of a team may see other things too."""
        from desktop.workflows.team.guarded_vault import has_team  # noqa: PLC0415 - the door opens without it

        if has_team(desk.vault):
            self._window.work_as(desk)
        elif self._window.page is not None:
            self._window.page.work_as(desk)
