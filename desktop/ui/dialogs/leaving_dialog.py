"""The last look before an advisory leaves, wherever it goes: what stands against it, and who signs it."""

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.counted import Counted
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.labels import Words
from desktop.workflows.ports import KeyInfo
from desktop.workflows.publication.preview_advisory import AdvisoryPreview

_SHOWN = 3


class LeavingDialog(Dialog):
    """Cannot be undone, so its button says exactly what happens."""

    def __init__(
        self, parent: QWidget, title: str, preview: AdvisoryPreview, keys: tuple[KeyInfo, ...], chosen: str
    ) -> None:
        super().__init__(parent, title, width=560)
        self._refusals = preview.refusals
        self._has_key = bool(keys)
        self.key = ChoiceField(self.tr("Sign with"), [(key.fingerprint, key_words(key)) for key in keys])
        self.key.put(chosen)

    def tell_refusals(self) -> None:
        """The first few reasons why it may not leave yet."""
        for refusal in self._refusals[:_SHOWN]:
            self.rows.addWidget(Words(refusal, "warn", wrap=True))
        if len(self._refusals) > _SHOWN:
            self.rows.addWidget(Words(Counted().more_refusals(len(self._refusals) - _SHOWN), "warn"))

    def end_with(self, words: str) -> None:
        """The buttons; nothing is signed while something stands against it, or without a key."""
        self.finish(words, cancel=self.tr("Not yet"), mark="seal")
        assert self.primary is not None
        self.primary.setEnabled(not self._refusals and self._has_key)
        if not self._has_key:
            self.refuse(self.tr("No key to sign with: choose or create the intake key first."))

    @property
    def fingerprint(self) -> str:
        """The key to sign with."""
        return self.key.value


def key_words(key: KeyInfo) -> str:
    """A key as one line: its first user id, escaped, and the end of its fingerprint."""
    name = key.uids[0].line if key.uids else ""
    return f"{name}  … {key.fingerprint[-8:]}"
