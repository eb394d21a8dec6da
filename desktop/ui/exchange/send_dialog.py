"""Who is to get a case: one handler by their key, and who allowed it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.exchange.peer_card import PeerCard
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.choose_file import choose_files
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.ticks_field import Tick, TicksField
from desktop.workflows.exchange.peers import Peer

_COMPARED = "compared"


class SendDialog(Dialog):
    """Accepted once a key is chosen that was compared now or before."""

    brought = Signal(object)
    """The path of a file of keys to look at and to `add`."""

    def __init__(self, parent: QWidget, case_id: str, peers: Sequence[Peer]) -> None:
        title = self.tr("Send {case} to another handler").format(case=case_id)
        super().__init__(parent, title, width=580)
        self._peers: list[Peer] = []
        self._known = frozenset(peer.key.fingerprint for peer in peers)
        self._which = ChoiceField(self.tr("Their key"))
        self._which.edited.connect(self._show_key)
        self._card = PeerCard()
        self._compared = TicksField(self.tr("Before it is used for the first time"))
        self._compared.offer([Tick(_COMPARED, self.tr("I compared the fingerprint with them"))])
        self._allowed = LineField(
            self.tr("Allowed by"), self.tr("Some policies want to know. The journal keeps it.")
        )
        intro = self.tr(
            "They alone can open the bundle. It holds this case with its files; of everything else in this "
            "vault only headers, which name no case, so that the journal can be proved."
        )
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        from_file = FoldingRow(ActButton(self.tr("Their key from a file…"), self._on_file, mark="folder"))
        for widget in (self._which, from_file, self._card, self._compared, self._allowed):
            self.rows.addWidget(widget)
        self.finish(self.tr("Write the bundle…"), cancel=self.tr("Cancel"), mark="lock")
        self.add(peers)

    def add(self, peers: Sequence[Peer]) -> None:
        """Offer these keys too, and show the first of them."""
        first = len(self._peers)
        self._peers.extend(peers)
        named = [
            (str(i), f"{p.key.uids[0].line if p.key.uids else ''} {p.key.fingerprint[-16:]}".strip())
            for i, p in enumerate(self._peers)
        ]
        self._which.offer(named)
        if peers:
            self._which.put(str(first))
        self._show_key()

    @property
    def peer(self) -> Peer:
        """Who gets it; only while there is somebody."""
        return self._peers[int(self._which.value)]

    @property
    def permission(self) -> str:
        """Who allowed it, or empty."""
        return self._allowed.value

    def accept(self) -> None:
        """A key that is used for the first time has to be compared."""
        if not self._peers:
            self.refuse(self.tr("Choose the handler's public key from a file first."))
        elif self._is_known or self._compared.keys:
            super().accept()
        else:
            self.refuse(self.tr("Compare the fingerprint first, and tick that you did."))

    @property
    def _is_known(self) -> bool:
        return self.peer.key.fingerprint in self._known

    def _show_key(self) -> None:
        there = bool(self._peers)
        self._which.setVisible(len(self._peers) > 1)
        self._card.setVisible(there)
        self._compared.setVisible(there and not self._is_known)
        self.refuse("")
        if there:
            key = self.peer.key
            self._card.show_key(key.fingerprint, key.uids, known=self._is_known)

    def _on_file(self) -> None:
        for path in choose_files(self, self.tr("Choose a key file"))[:1]:
            self.brought.emit(path)
