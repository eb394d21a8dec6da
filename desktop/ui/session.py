"""An unlocked desk as the widgets see it: verbs that run in the background, signals for what came of them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.domain.decide import Refusal
from desktop.domain.event import Event, Recorded
from desktop.domain.failures import Failure
from desktop.formats.letters.kinds import LetterKind
from desktop.ui.background import Background
from desktop.ui.case_reading import CaseReading
from desktop.ui.desk_work import Intent, Loaded, SentFile, enter, keep_sent, load, record
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.dialogs.kept_words import KeptWords
from desktop.ui.granting import Granting
from desktop.ui.intake_work import TakenIn, take_in
from desktop.ui.job import Job
from desktop.ui.jobs.job_words import of_what_comes_in
from desktop.ui.letters_folder import LettersFolder
from desktop.ui.look.act_words import act_words
from desktop.ui.outcomes import of_entering, of_taking_back, of_taking_in
from desktop.ui.parts.message_bar import Message
from desktop.ui.pieces import Pieces
from desktop.ui.undo_work import TakenBack, take_back, take_back_last
from desktop.workflows.correspondence.unsent_letters import draft_key
from desktop.workflows.desk.view_case import CaseView, view_case
from desktop.workflows.intake.enter_case import TypedReport
from desktop.workflows.intake.take_in_reports import Message as Given
from desktop.workflows.ports import Desk


class Session(QObject):
    """What pages and tabs talk to; holds no widget and no secret."""

    case_shown = Signal(object)
    """A Loaded; sent again whenever the case has changed. Its intent says whether anybody is led there."""
    judged = Signal(object)
    """A CaseView: the case in view as of now; nothing happened in it, but time has passed."""
    changed = Signal()
    """What lists show may be different by now: they read again."""
    said = Signal(object)
    """A Message for the bar."""
    refused = Signal(str)
    """The sentence of a refusal."""
    policy_wanted = Signal(object)
    """A TakenIn with something in it that no policy claims: a person must say which it is."""
    sent_found = Signal(object)
    """SentFiles: messages that look like letters of ours."""
    items_wanted = Signal(object)
    """Items of which somebody wants to see what became of each."""
    tab_wanted = Signal(str, str)
    """A tab to show, and what to do in it."""
    errand_wanted = Signal(str, str)
    """Something that needs a dialog first, and what it is about."""

    def __init__(self, desk: Desk, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.background = background
        self.letters_folder = LettersFolder(self)
        self.words = KeptWords(self, desk.vault, background)
        self.view: CaseView | None = None
        self.pieces = Pieces(self)
        self._reading = CaseReading(background, lambda case_id: load(self.desk, case_id), self._on_loaded)
        self.granting = Granting(background)

    @property
    def present(self) -> datetime:
        """The instant at which all that is in sight is judged, so that no two places differ."""
        return self.view.at if self.view is not None else self.desk.tools.now()

    # --- reading -------------------------------------------------------------------------------------

    def show_case(self, case_id: str, promise: str = "") -> None:
        """Read a case and bring it into sight, at the lane of a promise if one is named."""
        self._reading.begin(case_id, Intent(look=True, promise=promise))

    def stay_away(self) -> None:
        """The person went elsewhere: a case that is still being read does not call them back."""
        self._reading.stay_away()

    @property
    def at(self) -> str:
        """The case on its way into view, else the one that is there."""
        return self._reading.case_id or (self.view.case.case_id if self.view is not None else "")

    # --- acting --------------------------------------------------------------------------------------

    def act(
        self,
        *acts: Event,
        form: str = "",
        at: datetime | None = None,
        seen_later: bool = False,
        move_on: bool = False,
        then: Callable[[], None] = lambda: None,
        dialog: ActDialog | None = None,
        case_id: str = "",
    ) -> None:
        """Record acts in order, until one is refused; `form` is whose draft has served.

        `seen_later` says that the act follows one of ours which the view does not show yet; after `move_on`
        the desk goes where the next step is done. A `dialog` stays open until it is recorded; what it says is
        about `case_id`, where another case came into view since it was opened.
        """
        if self.view is None or not acts:
            return
        case_id = case_id or self.view.case.case_id
        in_view = case_id == self.view.case.case_id
        seen = self.view.case.revision if in_view and not seen_later else None
        self.granting.attempt(
            dialog,
            lambda _p: record(self.desk, case_id, acts, at, seen, form),
            lambda outcome: self._on_recorded(case_id, outcome, then, Intent(move_on=move_on), dialog),
            otherwise=lambda failure: self._on_failed_act(failure, dialog),
        )

    def ask(self, dialog: ActDialog, said: Callable[[], Sequence[Event]]) -> None:
        """Open a dialog about the case in view; what it says is recorded there, whatever is in view then."""
        case_id = self.view.case.case_id if self.view is not None else ""
        dialog.submitted.connect(lambda: self.act(*said(), dialog=dialog, case_id=case_id))
        self.open(dialog)

    def open(self, dialog: Dialog, *, of_case: bool = True, about: str = "") -> None:
        """Open a dialog with what a lock left half typed in it, about a case or about none.

        The case is the one in view, where `about` names no other that the dialog was begun for.
        """
        in_view = self.view.case.case_id if of_case and self.view is not None else ""
        self.words.watch(dialog, about or in_view)
        dialog.open()

    def undo(self) -> None:
        """Take back the last act of the case in view that counts."""
        if self.view is not None:
            self._take_back(take_back_last, self.view.case.case_id)

    def say_done(self, words: str, act: Recorded) -> None:
        """Say what was done, and offer to take this very act back, whatever is in view by then."""
        undo = partial(self._take_back, take_back, act.case_id or "", act)
        self.said.emit(Message("good", words, self.tr("Undo"), undo, seconds=10))

    def _take_back(self, work: Callable[..., TakenBack], *of: object) -> None:
        said = self.tr("Taking it back")
        self.background.run(lambda _p: work(self.desk, *of), self._on_taken_back, doing=said)

    def receive(
        self,
        messages: Sequence[Given],
        policy_id: str = "",
        *,
        are_reports: bool = False,
        earlier: TakenIn | None = None,
    ) -> None:
        """Take in messages, or go on with them; the first new case is shown, and `earlier` is told too."""
        job = self.background.run(
            lambda progress: take_in(self.desk, messages, policy_id, progress, are_reports=are_reports),
            lambda taken: self._on_taken_in(taken, policy_id, job, earlier),
            name=of_what_comes_in(messages),
            again=lambda: self.receive(messages, policy_id, are_reports=are_reports, earlier=earlier),
        )

    def record_sent(
        self,
        file: SentFile,
        kind: LetterKind,
        at: datetime | None = None,
        *,
        dialog: ActDialog | None = None,
        refused: Callable[[str], object] | None = None,
    ) -> None:
        """Record a letter by the copy of what was sent, and show its case; `refused` takes why it was not."""
        case_id = file.copy.case_id

        def kept(outcome: tuple[list[Recorded], Refusal | None]) -> None:
            if refused is not None and outcome[1] is not None:
                refused(outcome[1].sentence)
            else:
                self._on_recorded(case_id, outcome, _nothing, Intent(look=True), dialog)

        self.granting.attempt(dialog, lambda progress: keep_sent(self.desk, file, kind, at, progress), kept)

    def enter(self, typed: TypedReport, dialog: ActDialog | None = None) -> None:
        """Open a case that no file brought."""
        self.granting.attempt(
            dialog,
            lambda _p: enter(self.desk, typed),
            lambda case_id: self._on_entered(case_id, dialog),
        )

    def keep_draft(self, case_id: str, form: str, state: dict[str, str]) -> None:
        """Keep what is half typed."""
        content = msgspec.json.encode(state) if state else b""
        self.background.run(lambda _p: self.desk.vault.keep_draft(draft_key(case_id, form), content))

    def reload(self) -> None:
        """Read lists and the case in view again; nobody is taken anywhere."""
        self.changed.emit()
        if self.at:
            self._reading.begin(self.at, Intent())

    def let_time_pass(self) -> None:
        """Judge lists and the case in view as of now; what is under way goes first, and shows it too."""
        if not self.background.idle:
            return
        self.changed.emit()
        if self.view is not None:
            case_id = self.view.case.case_id
            self.background.run(
                lambda _p: view_case(self.desk, case_id), self._on_judged, topic="case", otherwise=_nothing
            )

    # --- results -------------------------------------------------------------------------------------

    def _on_loaded(self, loaded: Loaded) -> None:
        self.view = loaded.view
        self.case_shown.emit(loaded)
        if loaded.intent.refusal:
            self.refused.emit(loaded.intent.refusal)

    def _on_judged(self, view: CaseView) -> None:
        shown = self.view.case if self.view is not None else None
        if shown is not None and (view.case.case_id, view.case.revision) == (shown.case_id, shown.revision):
            self.view = view
            self.judged.emit(view)

    def _on_recorded(
        self,
        case_id: str,
        outcome: tuple[list[Recorded], Refusal | None],
        then: Callable[[], None],
        intent: Intent,
        dialog: ActDialog | None = None,
    ) -> None:
        recorded, refusal = outcome
        in_dialog = dialog is not None and dialog.is_open
        shown = bool(recorded) and (intent.look or case_id == self.at)
        if recorded:
            self.changed.emit()
        if shown:
            later = "" if refusal is None or in_dialog else refusal.sentence
            self._reading.begin(case_id, intent if refusal is None else Intent(refusal=later))
        if refusal is not None:
            if dialog is not None and in_dialog:
                dialog.refuse(refusal.sentence)
            elif not shown:
                self.refused.emit(refusal.sentence)
            return
        words = self.tr("{case}: {act}.").format(case=case_id, act=act_words(recorded[-1].event))
        self.say_done(words, recorded[-1])
        if dialog is not None:
            dialog.finish_well()
        then()

    def _on_taken_back(self, taken: TakenBack) -> None:
        if taken.acts:
            self.reload()
        self.said.emit(of_taking_back(taken))

    def _on_failed_act(self, failure: Failure, dialog: ActDialog | None) -> None:
        self.granting.teller(dialog)(failure)
        self.reload()

    def _on_taken_in(self, taken: TakenIn, policy_id: str, job: Job, earlier: TakenIn | None) -> None:
        again = job.again if taken.stopped else None
        if taken.received:
            self.changed.emit()
            first = taken.received[0]
            self.tab_wanted.emit("thread" if first.automatic else "report", "")
            self.show_case(first.case_id)  # after coming back from another page, which calls it off
        if taken.sent:
            self.sent_found.emit(taken.sent)
        taken = taken.after(earlier) if earlier is not None else taken
        failures = taken.refused(policy_id)
        show_each = partial(self.items_wanted.emit, taken.items) if taken.items else None
        job.words, job.show_each = of_taking_in(taken, failures).text, show_each
        if failures and len(taken.items) == 1:
            self.background.failed.emit(failures[0])
        elif failures or taken.received or taken.stopped or taken.skipped or taken.broken:
            several = show_each if len(taken.items) > 1 else None
            self.said.emit(of_taking_in(taken, failures, several, again))
        if taken.unclaimed(policy_id):
            self.policy_wanted.emit(taken)

    def _on_entered(self, case_id: str, dialog: ActDialog | None) -> None:
        if dialog is not None:
            dialog.finish_well()
        self.changed.emit()
        self.show_case(case_id)
        self.said.emit(of_entering(case_id))


def _nothing(*_what: object) -> None:
    """There is nothing to follow; a case that cannot be judged again stays as it is shown."""
