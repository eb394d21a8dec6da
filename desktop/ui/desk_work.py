"""What the worker does for the session: read a case, record acts, keep sent letters. Knows no Qt."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice, takewhile
from pathlib import Path
from typing import NamedTuple

from desktop.domain.decide import Refusal
from desktop.domain.event import Event, Recorded
from desktop.domain.thread import Entry
from desktop.domain.undecodable import decoded
from desktop.formats.letters.kinds import LetterKind
from desktop.workflows.correspondence.read_thread import read_thread
from desktop.workflows.correspondence.recognise_sent import SentCopy
from desktop.workflows.correspondence.record_sent import record_sent
from desktop.workflows.correspondence.unsent_letters import LETTERS, draft_key, forget_served
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import CaseView, view_case
from desktop.workflows.intake.enter_case import TypedReport, enter_case
from desktop.workflows.intake.receive_report import MESSAGE_LIMIT
from desktop.workflows.intake.usual_policy import remember_policy
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.promises.list_due import count_conditional, count_due, list_due, walk_due
from desktop.workflows.vault_ports import DueRow

_SOON = timedelta(hours=24)
_MOST_COUNTED = 999

FORMS = (LETTERS, "confirm", "audit", "fix", "advisory")
"""Forms whose half-typed content is kept as a draft."""


class Intent(NamedTuple):
    """Why a case is read: to be looked at, at a promise perhaps, or because it has changed."""

    look: bool = False
    promise: str = ""
    move_on: bool = False
    """An act finished what a tab was for: go where the next step is done."""
    refusal: str = ""
    """Why an act was refused after others before it were recorded: to be said once those are shown."""

    def joined(self, later: "Intent") -> "Intent":
        """One reading for both."""
        return Intent(
            self.look or later.look,
            later.promise or self.promise,
            self.move_on or later.move_on,
            later.refusal or self.refusal,
        )


class Loaded(NamedTuple):
    """A case with what was half typed into its forms, and why it was read."""

    view: CaseView
    drafts: dict[str, dict[str, str]]
    intent: Intent = Intent()
    thread: tuple[Entry, ...] = ()
    """Everything that was written about it."""


class DuePage(NamedTuple):
    """Some promises, and how many there are.

    Of these `may_apply` hang on a severity or an answer, and `may_go_on` are no promises but proposals.
    """

    total: int
    rows: list[DueRow]
    may_apply: int = 0
    may_go_on: int = 0


class Urgent(NamedTuple):
    """How many promises are overdue or due within a day; `more` when there are too many to count."""

    number: int
    overdue: int
    more: bool = False


class SentFile(NamedTuple):
    """A message that looks like a letter of ours, and what it shows."""

    message: Path | bytes
    copy: SentCopy


def load(desk: Desk, case_id: str) -> Loaded:
    """A case with its drafts; raises NoSuchCase."""
    drafts = {}
    for form in FORMS:
        typed = decoded(desk.vault.draft(draft_key(case_id, form)), dict[str, str], {})
        if typed:
            drafts[form] = typed
    return Loaded(view_case(desk, case_id), drafts, thread=read_thread(desk, case_id))


def due_page(desk: Desk, offset: int, limit: int, everything: bool) -> DuePage:
    """A page of promises; they are counted with the first page only."""
    total = 0 if offset else count_due(desk, everything=everything)
    may_apply = 0 if offset else count_conditional(desk)
    may_go_on = 0 if offset else desk.vault.count_proposals()
    rows = list_due(desk, offset, limit, everything=everything)
    return DuePage(total, rows, may_apply, may_go_on)


def count_urgent(desk: Desk) -> Urgent:
    """What a handler should not leave for tomorrow."""
    soon = desk.tools.now() + _SOON
    found = takewhile(lambda row: row.due is not None and row.due <= soon, walk_due(desk))
    waiting = (row.state for row in found if row.state in ("overdue", "running"))
    states = list(islice(waiting, _MOST_COUNTED))
    return Urgent(len(states), states.count("overdue"), more=len(states) == _MOST_COUNTED)


def record(
    desk: Desk, case_id: str, acts: Sequence[Event], at: datetime | None, seen: int | None, form: str
) -> tuple[list[Recorded], Refusal | None]:
    recorded: list[Recorded] = []
    moment = at or desk.tools.now()  # one for all: what one click did happened together, and is undone so
    for act in acts:
        expected = None if seen is None else seen + len(recorded)
        outcome = record_act(desk, case_id, act, at=moment, seen=expected)
        if isinstance(outcome, Refusal):
            return recorded, outcome
        recorded.append(outcome)
    if form:
        desk.vault.keep_draft(draft_key(case_id, form), b"")
    forget_served(desk, case_id)
    return recorded, None


def enter(desk: Desk, typed: TypedReport) -> str:
    """Open a case that was typed; its policy is proposed for the next one."""
    case_id = enter_case(desk, typed)
    remember_policy(desk, typed.policy_id)
    return case_id


def keep_sent(
    desk: Desk, file: SentFile, kind: LetterKind, at: datetime | None, progress: Progress
) -> tuple[list[Recorded], Refusal | None]:
    """Record a sent copy on a person's word, or on the name that our own draft bore."""
    raw = _read(desk, file.message)
    outcome = record_sent(desk, file.copy.case_id, raw, kind, at=at, sure=True, progress=progress)
    if isinstance(outcome, Refusal):
        return [], outcome
    forget_served(desk, file.copy.case_id)
    return [outcome], None


def _read(desk: Desk, message: Path | bytes) -> bytes:
    return message if isinstance(message, bytes) else desk.tools.files.read(message, limit=MESSAGE_LIMIT)
