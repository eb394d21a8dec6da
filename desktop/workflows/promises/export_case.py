"""Put the state of a case on paper for the organisation's own eyes: through the gate, to a new file."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from desktop.domain.event import Event
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import clear_case_sheet
from desktop.domain.leaving.timelines import TimelineCandidate
from desktop.domain.occurrences import in_force
from desktop.domain.stages import StageView
from desktop.workflows.custody.record_refusal import require_cleared
from desktop.workflows.desk.view_case import CaseView, view_case
from desktop.workflows.paper_ports import OnPaper, Printed
from desktop.workflows.ports import Desk
from desktop.workflows.promises.export_timeline import Timeline, timeline_of
from desktop.workflows.publication.write_cleared import write_cleared


class Happened(msgspec.Struct, frozen=True):
    """Something that counts: what, when, and who recorded it; its words are not printed."""

    event: Event
    at: datetime
    by: str


class CaseSheet(msgspec.Struct, frozen=True):
    """What a printed case shows: its stages, promises, history and what left; nothing of the report."""

    timeline: Timeline
    stages: tuple[StageView, ...]
    level: str
    """Its severity; empty while nobody set one."""
    history: tuple[Happened, ...]
    left: tuple[tuple[str, str, datetime], ...]
    """Files that left: name, SHA-256, and when."""


DrawCase = Callable[[CaseSheet], Printed]
"""Draws the case as PDF."""


def sheet_of(view: CaseView) -> CaseSheet:
    """The sheet of a case as it stands; what was undone is not on it."""
    return CaseSheet(
        timeline=timeline_of(view),
        stages=view.stages,
        level=view.case.severity.level if view.case.severity else "",
        history=tuple(Happened(r.event, r.occurred_at, r.author) for r in in_force(view.history)),
        left=tuple((export.file_name, export.sha256, export.at) for export in view.case.exports),
    )


def export_case(desk: Desk, case_id: str, path: Path, draw: DrawCase) -> Cleared:
    """Write the sheet of a case; raises NoSuchCase, RefusedByPolicy from the gate, WriteFailed."""
    cleared = case_on_paper(desk, case_id, path.name, draw).cleared
    write_cleared(desk.tools.files, path, cleared)
    return cleared


def case_on_paper(desk: Desk, case_id: str, file_name: str, draw: DrawCase) -> OnPaper:
    """The sheet of a case, which may leave; raises NoSuchCase, RefusedByPolicy from the gate."""
    view = view_case(desk, case_id)
    printed = draw(sheet_of(view))
    candidate = TimelineCandidate(printed.content, printed.words, file_name)
    outcome = clear_case_sheet(candidate, view.case, view.profile, view.packs)
    cleared = require_cleared(
        desk,
        outcome,
        "case-sheet",
        "The case may not leave on paper.",
        case_id=case_id,
        advice="Look whether the title of the report or the reporter's name is a word of the procedure, "
        "or the name of a file that left.",
    )
    return OnPaper(cleared, printed.pages, case_id)
