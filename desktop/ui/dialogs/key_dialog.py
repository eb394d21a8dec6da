"""A reporter's key, shown by its fingerprint before it is taken in."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.look.instants import short
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.labels import InertLabel, Words
from desktop.workflows.take_key import OfferedKey

_GROUP = 4


class KeyDialog(Dialog):
    """One key at a time; how it was compared may be said at once, or later."""

    def __init__(self, parent: QWidget, offers: tuple[OfferedKey, ...]) -> None:
        super().__init__(parent, self.tr("Take in the reporter's key"), width=560)
        self._offers = offers
        self._which = ChoiceField(
            self.tr("Key"), [(str(i), o.info.fingerprint) for i, o in enumerate(offers)]
        )
        self._which.setVisible(len(offers) > 1)
        self._which.edited.connect(self._show_key)
        intro = self.tr("Letters will be encrypted to it. It is kept in the vault, not in your GnuPG home.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self.rows.addWidget(self._which)
        card = QFrame()
        card.setObjectName("card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(16, 14, 16, 14)
        self._owner = InertLabel(look="caption")
        self._fingerprint = Words(look="code", wrap=True)
        self._dates = Words(look="small")
        for label in (Words(self.tr("Fingerprint"), "section"), self._fingerprint, self._owner, self._dates):
            rows.addWidget(label)
        self.rows.addWidget(card)
        self._how = LineField(
            self.tr("Compared over another channel"),
            self.tr("Only if you have: by phone, on a business card, on the reporter's own page."),
            self.tr("empty when not compared yet"),
        )
        self.rows.addWidget(self._how)
        self.finish(self.tr("Take in this key"), cancel=self.tr("Cancel"), mark="key")
        self._show_key()

    @property
    def offer(self) -> OfferedKey:
        """The key chosen."""
        return self._offers[int(self._which.value or 0)]

    @property
    def compared(self) -> str:
        """How it was compared; empty when it was not."""
        return self._how.value

    def _show_key(self) -> None:
        info = self.offer.info
        self._fingerprint.say(grouped(info.fingerprint))
        self._owner.show_text(info.uids[0] if info.uids else Untrusted(self.tr("no user id")))
        made = short(info.created) if info.created else self.tr("unknown")
        ends = short(info.expires) if info.expires else self.tr("never")
        words = self.tr("Made {made}. Expires {ends}. State: {state}.")
        self._dates.say(words.format(made=made, ends=ends, state=info.state))


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups of four, as gpg prints it, with the middle wider."""
    groups = [fingerprint[i : i + _GROUP] for i in range(0, len(fingerprint), _GROUP)]
    half = len(groups) // 2
    return " ".join(groups[:half]) + "   " + " ".join(groups[half:])
