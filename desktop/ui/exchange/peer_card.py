"""A card with the key of another handler: its fingerprint, to be compared, and whose it says it is."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.domain.inert import Untrusted
from desktop.domain.parties.fingerprints import grouped
from desktop.ui.parts.labels import InertLabel, Words


class PeerCard(QFrame):
    """Empty until a key is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._fingerprint = Words(look="code", wrap=True)
        self._owner = InertLabel(look="caption")
        self._known = Words(look="small", wrap=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 14, 16, 14)
        rows.addWidget(Words(self.tr("Fingerprint"), "section"))
        for label in (self._fingerprint, self._owner, self._known):
            rows.addWidget(label)

    def show_key(self, fingerprint: str, uids: tuple[Untrusted, ...], *, known: bool) -> None:
        """Show this key, and whether a case was exchanged with it before."""
        self._fingerprint.say(grouped(fingerprint))
        self._owner.show_text(uids[0] if uids else Untrusted(self.tr("no user id")))
        if known:
            self._known.say(self.tr("A case was exchanged with this key before."), "good")
        else:
            words = self.tr("First use. Compare it with the handler over another channel, such as by phone.")
            self._known.say(words, "warn")
