"""The files of a case, all in quarantine: what came with its messages, and what handlers added."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from desktop.domain.event import Recorded
from desktop.domain.events import EvidenceAdded
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.occurrences import in_force
from desktop.domain.report import Report


class KeptFile(msgspec.Struct, frozen=True):
    """A file as it is listed; nothing of it was opened."""

    name: Untrusted
    shown_name: str
    size: int
    sha256: str
    media_type: str
    message: int = 0
    """The number of the message that brought it; 0 for one that a handler added."""
    note: str = ""
    added_at: datetime | None = None
    added_by: str = ""


def files_of(history: Sequence[Recorded], reports: Sequence[Report]) -> tuple[KeptFile, ...]:
    """Every file of a case: those of its messages in their order, then what was added, as it came."""
    brought = [
        KeptFile(a.name, a.shown_name, a.size, a.sha256, a.media_type, number)
        for number, report in enumerate(reports, start=1)
        for a in report.attachments
    ]
    return (*brought, *added_in(history))


def added_in(history: Sequence[Recorded]) -> list[KeptFile]:
    """The files that handlers added, without those that were taken back."""
    return [
        KeptFile(
            event.name,
            event.shown_name,
            event.size,
            event.sha256,
            event.media_type,
            note=event.note,
            added_at=recorded.recorded_at,
            added_by=recorded.author,
        )
        for recorded in in_force(history)
        if isinstance(event := recorded.event, EvidenceAdded)
    ]


def whence(history: Sequence[Recorded], sha256: str) -> str:
    """How this very file is in the case already, as a part of a sentence; empty when it is not."""
    case = fold(history)
    if any(sha256 in message.attachments for message in case.messages):
        return "it came with a message"
    same = next((file for file in added_in(history) if file.sha256 == sha256), None)
    return f"it was added as {same.shown_name}" if same is not None else ""
