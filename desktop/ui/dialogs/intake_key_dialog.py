"""The organisation's own key: one that gpg has, or a new one."""

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.dialogs.leaving_dialog import key_words
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.labels import Words
from desktop.workflows.ports import KeyInfo

_NEW = "new"


class IntakeKeyDialog(Dialog):
    """Reports are encrypted to it, advisories signed with it."""

    def __init__(self, parent: QWidget, keys: tuple[KeyInfo, ...], chosen: str) -> None:
        super().__init__(parent, self.tr("Intake key"), width=540)
        intro = self.tr("Reporters encrypt to this key; letters and advisories are signed with it.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        choices = [(key.fingerprint, key_words(key)) for key in keys]
        elsewhere = self.tr("A key that is in a file stands here once gpg has it: gpg --import FILE")
        self._key = ChoiceField(self.tr("Key"), [*choices, (_NEW, self.tr("Create a new key"))], elsewhere)
        self._key.put(chosen)
        self._key.edited.connect(self._on_chosen)
        self._name = LineField(self.tr("Name"), "", self.tr("Security team of …"))
        self._address = LineField(self.tr("Mail address"), "", "security@…")
        self._passphrase = LineField(
            self.tr("Passphrase of the key"), self.tr("Empty leaves the key unprotected."), secret=True
        )
        for field in (self._key, self._name, self._address, self._passphrase):
            self.rows.addWidget(field)
        self.finish(self.tr("Use this key"), cancel=self.tr("Cancel"), mark="key")
        self._on_chosen()

    @property
    def fingerprint(self) -> str:
        """The key chosen; empty when a new one is wanted."""
        return "" if self._key.value == _NEW else self._key.value

    @property
    def new_key(self) -> tuple[str, str, str]:
        """Name, address and passphrase of the key to make."""
        return self._name.value, self._address.value, self._passphrase.value

    def _on_chosen(self) -> None:
        new = self._key.value == _NEW
        for field in (self._name, self._address, self._passphrase):
            field.setVisible(new)
        if self.primary is not None:
            self.primary.rename(self.tr("Create and use this key") if new else self.tr("Use this key"))
