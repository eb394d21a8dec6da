"""What a bundle says of itself, before anything of it is taken in."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.exchange.peer_card import PeerCard
from desktop.ui.look.instants import short
from desktop.ui.look.sizes import size_words
from desktop.ui.parts.labels import Words
from desktop.ui.parts.ticks_field import Tick, TicksField
from desktop.workflows.exchange.receive_bundle import OpenedBundle

_COMPARED = "compared"


class ReceiveDialog(ActDialog):
    """`submitted` once the sender's key was compared, now or before; it stays open for a refusal."""

    def __init__(self, parent: QWidget, opened: OpenedBundle) -> None:
        title = self.tr("A case from another handler")
        super().__init__(parent, title, width=580)
        self.opened = opened
        self.rows.addWidget(Words(_summary(opened), wrap=True))
        card = PeerCard()
        card.show_key(opened.signer.fingerprint, opened.signer.uids, known=opened.known)
        self._compared = TicksField(self.tr("Before anything of theirs is taken in"))
        self._compared.offer([Tick(_COMPARED, self.tr("I compared the fingerprint with them"))])
        self._compared.setVisible(not opened.known)
        words = self.tr(
            "All of it is checked first: chains, signatures, every entry, every file. It is taken in whole, "
            "or not at all."
        )
        for widget in (card, self._compared, Words(words, "muted", wrap=True)):
            self.rows.addWidget(widget)
        self.finish(self.tr("Check it and take it in"), cancel=self.tr("Cancel"), mark="done")

    @property
    def confirmed(self) -> str:
        """The fingerprint that was compared, or empty where it is known."""
        return self.opened.signer.fingerprint if self._compared.keys else ""

    def missing(self) -> str:
        """A key that is used for the first time has to be compared."""
        if self.opened.known or self._compared.keys:
            return ""
        return self.tr("Compare the fingerprint first, and tick that you did.")


def _summary(opened: OpenedBundle) -> str:
    manifest = opened.manifest
    words = QCoreApplication.translate(
        "ReceiveDialog", "{case}, made {when} (events: {events}, files: {files}, {size})."
    )
    return words.format(
        case=manifest.case_id,
        when=short(manifest.made_at),
        events=len(manifest.events),
        files=len(manifest.files),
        size=size_words(manifest.size),
    )
