"""What the case waits for from its reporter, and from when on it may go on without that."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.promises.silence import Silence
from desktop.ui.look.act_words import event_words
from desktop.ui.look.instants import absolute, relative
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column
from desktop.workflows.desk.view_case import CaseView


class SilenceNotice(QWidget):
    """`wanted` asks to go on; it is offered from the date on, and a person decides."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = Words(wrap=True)
        self._why = Words(look="small", wrap=True)
        self._go_on = ActButton(self.tr("Go on without an answer…"), self.wanted.emit)
        rows = column(self, spacing=4)
        rows.addWidget(self._words)
        rows.addWidget(self._why)
        rows.addWidget(FoldingRow(self._go_on))
        self.hide()

    def show_case(self, view: CaseView) -> None:
        """Tell it of this case, at the moment of the view."""
        silence = view.silence
        self.setVisible(silence is not None)
        if silence is None:
            return
        offered = silence.may_go_on(view.at)
        self._go_on.setVisible(offered)
        self._words.say(self._told(silence, view.at), "warn" if offered else "body")
        words = self.tr("{letter} {when}. A rule of the house, no promise of the policy.")
        self._why.say(words.format(letter=event_words(silence.kind), when=absolute(silence.asked_at)))

    def _told(self, silence: Silence, now: datetime) -> str:
        if silence.accepted_at is not None:
            words = self.tr("The case goes on without the reporter's answer since {when}.")
            return words.format(when=absolute(silence.accepted_at))
        if silence.may_go_on(now):
            return self.tr(
                "Silent for %n days: the case may go on without the reporter's answer.",
                "",
                (now - silence.asked_at).days,
            )
        words = self.tr("Waits for the reporter's answer. Without one, it may go on {in_time}: {when}.")
        return words.format(in_time=relative(silence.until, now), when=absolute(silence.until))


class SilenceLine(ActButton):
    """The same in a few words, beside the case; it leads to where somebody may go on."""

    def __init__(self, lead: Callable[[], object]) -> None:
        super().__init__(self.tr("Waits for an answer"), lead, "quiet")
        self.hide()

    def show_case(self, view: CaseView) -> None:
        """Tell it of this case, at the moment of the view."""
        silence = view.silence
        self.setVisible(silence is not None)
        if silence is not None:
            self.rename(self._told(silence, view.at))

    def _told(self, silence: Silence, now: datetime) -> str:
        if silence.accepted_at is not None:
            return self.tr("Goes on without an answer")
        if silence.may_go_on(now):
            return self.tr("Silent for %n days…", "", (now - silence.asked_at).days)
        return self.tr("Waits for an answer")
