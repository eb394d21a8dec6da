"""Whether personal data is affected, and who has to be told of it by when."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain import events as e
from desktop.domain.clocks import Reading
from desktop.domain.incidents.phases import remarks_on_breach
from desktop.domain.inert import Untrusted
from desktop.ui.look.act_words import event_words
from desktop.ui.look.instants import absolute
from desktop.ui.look.sentences import said
from desktop.ui.look.wording import state_chip
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, InertLabel, Words
from desktop.ui.parts.layout import clear, column, holds_focus
from desktop.workflows.desk.view_case import CaseView

_LETTERS = {e.UsersNotified.kind: "user-notice", e.AuthorityNotified.kind: "authority-notice"}


class NoticesCard(QFrame):
    """A person says whether a breach is known: nothing else starts a notice."""

    record_wanted = Signal(str)
    letter_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._shown: object = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(16, 13, 16, 14)
        self._rows.setSpacing(8)

    def show_notices(self, view: CaseView) -> None:
        """Draw them anew, if they are others than before; who was at one of them goes on there."""
        notices = tuple(r for r in view.readings if r.track == "incident" and r.since is not None)
        shown = (view.case.case_id, view.case.revision, notices)
        if shown == self._shown:
            return
        self._shown, was_here = shown, holds_focus(self)
        clear(self._rows)
        self._rows.addWidget(Words(self.tr("Personal data and notices"), "section"))
        self._say_what_is_known(view)
        for reading in notices:
            self._rows.addWidget(self._notice(view, reading))
        if was_here:
            self.focus_first()

    def _say_what_is_known(self, view: CaseView) -> None:
        """Whether personal data is affected, on what that rests, and what a person can say of it."""
        case = view.case
        aware, ruled_out = case.milestones.get(e.BreachAware.kind), case.incident.ruled_out
        if aware is not None:
            told = self.tr("A breach of personal data was known from {when}.").format(when=absolute(aware))
            self._rows.addWidget(Words(told, wrap=True))
            if case.incident.breach is not None and case.incident.breach.record:
                ground = Untrusted(case.incident.breach.record)
                self._rows.addWidget(InertLabel(ground, "small", lines=True))
            if not any(r.track == "incident" for r in view.readings):
                none = self.tr("No clock of the policy, or of a pack taken on, asks for a notice.")
                self._rows.addWidget(Words(none, "muted", wrap=True))
            for remark in remarks_on_breach(case):
                self._rows.addWidget(Words(remark, "warn", wrap=True))
        elif ruled_out is not None:
            self._rows.addWidget(
                Words(self.tr("No personal data is affected, so no notice is owed."), wrap=True)
            )
            self._rows.addWidget(InertLabel(Untrusted(ruled_out.ground), "small", lines=True))
        else:
            told = self.tr(
                "Nobody has said yet whether personal data is affected. No notice runs until then."
            )
            self._rows.addWidget(Words(told, "warn", wrap=True))
        self._say(view, known=aware is not None, ruled_out=ruled_out is not None)

    def focus_first(self) -> None:
        """Begin at the first thing that can be said."""
        for button in self.findChildren(ActButton):
            if button.isVisibleTo(self):
                button.setFocus()
                return

    def _say(self, view: CaseView, *, known: bool, ruled_out: bool) -> None:
        if known or not view.case.open:
            return
        affected = self.tr("Affected after all…") if ruled_out else self.tr("It is affected…")
        buttons = [ActButton(affected, partial(self.record_wanted.emit, e.BreachAware.kind), "small")]
        if not ruled_out:
            none = partial(self.record_wanted.emit, e.BreachRuledOut.kind)
            buttons.append(ActButton(self.tr("None is affected…"), none, "small"))
        self._rows.addWidget(FoldingRow(*buttons))

    def _notice(self, view: CaseView, reading: Reading) -> QWidget:
        line = QWidget()
        rows = column(line, spacing=2)
        rows.addWidget(Words(reading.sentence, wrap=True))
        due = absolute(reading.due) if reading.due is not None else said(reading.why)
        detail = Words(due, "small", wrap=True)
        chip = ChipLabel(state_chip(reading.state, reading.why))
        rows.addWidget(FoldingRow(detail, chip, grow=(detail,), spacing=8))
        buttons = [self._button(event) for event in _stops(view, reading)] if reading.met_at is None else []
        if buttons and view.case.open:
            rows.addWidget(FoldingRow(*buttons))
        return line

    def _button(self, event: str) -> ActButton:
        """Write the letter where there is one, else say that it was done."""
        letter = _LETTERS.get(event)
        if letter is None:
            words = self.tr("Record: {act}…").format(act=event_words(event))
            return ActButton(words, partial(self.record_wanted.emit, event), "small")
        words = self.tr("Write to the users…")
        if event == e.AuthorityNotified.kind:
            words = self.tr("Write to the authority…")
        return ActButton(words, partial(self.letter_wanted.emit, letter), "small")


def _stops(view: CaseView, reading: Reading) -> tuple[str, ...]:
    owner = next(p for p in (view.profile, *view.packs) if p.policy.id == reading.policy_id)
    clock = owner.clock(reading.clock)
    return clock.stops if clock is not None else ()
