"""A reporter's key, shown by its fingerprint before it is taken in."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from desktop.domain import events as e
from desktop.domain.case import Compared
from desktop.domain.inert import Untrusted
from desktop.domain.parties.fingerprints import grouped
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.key_work import KeyAtHand
from desktop.ui.look.instants import day_and_year, short
from desktop.ui.look.people_words import how_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.choose_file import choose_files
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.when_field import WhenField


class KeyDialog(Dialog):
    """One key at a time; how it was compared may be said at once, or later."""

    brought = Signal(object)
    """Bytes that were pasted, or the path of a file: keys to look at and to `add`."""

    def __init__(self, parent: QWidget, keys: Sequence[KeyAtHand], now: datetime) -> None:
        super().__init__(parent, self.tr("The reporter's key"), width=560)
        self.concerns = " ".join(key.offer.info.fingerprint for key in keys)
        self._edited = False
        self._keys: list[KeyAtHand] = []
        self._which = ChoiceField(self.tr("Key"))
        self._which.edited.connect(self._show_key)
        self._none = Words(
            self.tr("No key that gpg can read came with the messages. Paste one, or choose its file."),
            wrap=True,
        )
        self._how = LineField(
            self.tr("Compared over another channel"),
            self.tr("Only if you have: by phone, on a business card, on the reporter's own page."),
            self.tr("empty when not compared yet"),
        )
        self._whom = LineField(self.tr("With whom"), "", self.tr("such as the reporter's name"))
        self._when = WhenField(self.tr("When it was compared"), now)
        self._when.edited.connect(self._on_time_edited)
        self._beside = FoldingRow(self._whom, self._when, grow=(self._whom, self._when), spacing=14)
        self._compared = Words(look="small", wrap=True)
        intro = self.tr("Letters will be encrypted to it. It is kept in the vault, not in your GnuPG home.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        for widget in (self._none, self._which, self._card(), self._sources(), self._how, self._beside):
            self.rows.addWidget(widget)
        self.finish(self.tr("Take in this key"), cancel=self.tr("Cancel"), mark="key")
        self.add(keys)

    def _card(self) -> QFrame:
        card = self._shown = QFrame()
        card.setObjectName("card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(16, 14, 16, 14)
        self._owner = InertLabel(look="caption")
        self._fingerprint = Words(look="code", wrap=True)
        self._dates = Words(look="small", wrap=True)
        title = Words(self.tr("Fingerprint"), "section")
        for label in (title, self._fingerprint, self._owner, self._dates, self._compared):
            rows.addWidget(label)
        return card

    def _sources(self) -> FoldingRow:
        return FoldingRow(
            ActButton(self.tr("Paste a key"), self._on_paste, mark="clip"),
            ActButton(self.tr("From a file…"), self._on_file, mark="folder"),
        )

    def add(self, keys: Sequence[KeyAtHand]) -> None:
        """Offer these keys too, and show the first of them."""
        first = len(self._keys)
        self._keys.extend(keys)
        choices = [(f"{i} {f}", f) for i, f in enumerate(key.offer.info.fingerprint for key in self._keys)]
        self._which.offer(choices)
        if keys:
            self._which.put(choices[first][0])
        self._show_key()

    def counting(self, kept: dict[str, str]) -> dict[str, str]:
        """Nothing, where it was said of a key that is not at hand: it would be taken for said of another."""
        at_hand = {key for key, _words in self._which.choices}
        named = self._which.caption.text()
        of_another = any(n.endswith(f"/{named}") and v not in at_hand for n, v in kept.items())
        return {} if of_another else kept

    @property
    def key(self) -> KeyAtHand:
        """The key chosen; only while there is one."""
        return self._keys[int(self._which.value.split()[0])]

    @property
    def comparison(self) -> e.KeyConfirmed | None:
        """What to record of how it was compared; nothing when it was not."""
        if not self._how.value:
            return None
        return e.KeyConfirmed(self.key.offer.info.fingerprint, self._how.value, self._whom.value)

    @property
    def at(self) -> datetime | None:
        """When it was compared; None for now."""
        return self._when.instant if self._edited else None

    def accept(self) -> None:
        """A key that is taken in already can only be said to have been compared."""
        if self.key.offer.taken and self.comparison is None:
            self.refuse(self.tr("This key is taken in already. Say how it was compared, or cancel."))
        else:
            super().accept()

    def _show_key(self) -> None:
        there = bool(self._keys)
        self._none.setVisible(not there)
        self._which.setVisible(len(self._keys) > 1)
        self._shown.setVisible(there)
        assert self.primary is not None
        self.primary.setEnabled(there and not self.key.why_not)
        if not there:
            return
        info = self.key.offer.info
        self._fingerprint.say(grouped(info.fingerprint))
        self._owner.show_text(info.uids[0] if info.uids else Untrusted(self.tr("no user id")))
        made = short(info.created) if info.created else self.tr("unknown")
        ends = short(info.expires) if info.expires else self.tr("never")
        words = self.tr("Made {made}. Expires {ends}. State: {state}.")
        self._dates.say(words.format(made=made, ends=ends, state=info.state))
        self._show_comparison(self.key.compared)
        taken = self.key.offer.taken
        self.primary.rename(self.tr("Record the comparison") if taken else self.tr("Take in this key"))
        self.refuse(self.key.why_not)

    def _show_comparison(self, compared: Compared | None) -> None:
        if compared is None:
            self._compared.say(self.tr("Not compared yet."), "small")
            return
        words = self.tr("Compared on {day}: {how}.")
        self._compared.say(words.format(day=day_and_year(compared.at), how=how_words(compared)), "good")

    def _on_time_edited(self) -> None:
        self._edited = True

    def _on_paste(self) -> None:
        pasted = QApplication.clipboard().text().strip()
        if pasted:
            self.brought.emit(pasted.encode())
        else:
            self.refuse(self.tr("There is no text on the clipboard."))

    def _on_file(self) -> None:
        for path in choose_files(self, self.tr("Choose a key file"))[:1]:
            self.brought.emit(path)
