"""What the worker does for the session: read a case, record acts, take messages in. Knows no Qt."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from desktop.domain.decide import Refusal
from desktop.domain.event import Event, Recorded
from desktop.domain.failures import Failure
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.receive_report import MESSAGE_LIMIT, Received, receive_message
from desktop.workflows.record_act import record_act
from desktop.workflows.view_case import CaseView, view_case

FORMS = ("letters", "confirm", "audit", "fix", "advisory")
"""Forms whose half-typed content is kept as a draft."""


class Loaded(NamedTuple):
    """A case with what was half typed into its forms."""

    view: CaseView
    drafts: dict[str, dict[str, str]]


class TakenIn(NamedTuple):
    """What became of the messages that were dropped."""

    received: tuple[Received, ...]
    failures: tuple[Failure, ...]


def draft_key(case_id: str, form: str) -> str:
    """Where the vault keeps the draft of a form."""
    return f"case/{case_id}/{form}"


def load(desk: Desk, case_id: str) -> Loaded:
    """A case with its drafts; raises NoSuchCase."""
    drafts = {}
    for form in FORMS:
        kept = desk.vault.draft(draft_key(case_id, form))
        if kept:
            drafts[form] = msgspec.json.decode(kept, type=dict[str, str])
    return Loaded(view_case(desk, case_id), drafts)


def record(
    desk: Desk, case_id: str, acts: Sequence[Event], at: datetime | None, seen: int | None, form: str
) -> tuple[list[Recorded], Refusal | None]:
    recorded: list[Recorded] = []
    for act in acts:
        expected = None if seen is None else seen + len(recorded)
        outcome = record_act(desk, case_id, act, at=at, seen=expected)
        if isinstance(outcome, Refusal):
            return recorded, outcome
        recorded.append(outcome)
    if form:
        desk.vault.keep_draft(draft_key(case_id, form), b"")
    return recorded, None


def take_in(desk: Desk, messages: Sequence[Path | bytes], policy_id: str, progress: Progress) -> TakenIn:
    """Take messages in one after another; a failure of one does not stop the next. Raises Cancelled."""
    received: list[Received] = []
    failures: list[Failure] = []
    for number, message in enumerate(messages, start=1):
        progress.step("Opening the report", number, len(messages))
        try:
            raw = (
                message if isinstance(message, bytes) else desk.tools.files.read(message, limit=MESSAGE_LIMIT)
            )
            received.append(receive_message(desk, raw, policy_id=policy_id, progress=progress))
        except Failure as failure:
            failures.append(failure)
    return TakenIn(tuple(received), tuple(failures))
