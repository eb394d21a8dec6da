"""Put the promises of a case on paper for the organisation's own eyes: through the gate, to a new file."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import clear_timeline
from desktop.domain.leaving.timelines import TimelineCandidate
from desktop.domain.promises.lanes import Lanes, lanes_of
from desktop.domain.promises.ledger import Entry, ledger
from desktop.workflows.custody.record_refusal import require_cleared
from desktop.workflows.desk.view_case import CaseView, view_case
from desktop.workflows.paper_ports import OnPaper, Printed
from desktop.workflows.ports import Desk
from desktop.workflows.publication.write_cleared import write_cleared


class Timeline(msgspec.Struct, frozen=True):
    """What a printed timeline shows: a case id and its promises, nothing of the report."""

    case_id: str
    organisation: str
    lanes: Lanes
    entries: tuple[Entry, ...]
    at: datetime


Draw = Callable[[Timeline], Printed]
"""Draws the timeline as PDF."""


def timeline_of(view: CaseView) -> Timeline:
    """The timeline of a case as it stands."""
    return Timeline(
        case_id=view.case.case_id,
        organisation=view.profile.policy.organisation,
        lanes=lanes_of(view.readings, view.case.arrived_at, view.hold, view.at),
        entries=ledger(view.readings, view.at),
        at=view.at,
    )


def export_timeline(desk: Desk, case_id: str, path: Path, draw: Draw) -> Cleared:
    """Write the timeline of a case; raises NoSuchCase, RefusedByPolicy from the gate, WriteFailed."""
    cleared = timeline_on_paper(desk, case_id, path.name, draw).cleared
    write_cleared(desk.tools.files, path, cleared)
    return cleared


def timeline_on_paper(desk: Desk, case_id: str, file_name: str, draw: Draw) -> OnPaper:
    """The timeline of a case, which may leave; raises NoSuchCase, RefusedByPolicy from the gate."""
    view = view_case(desk, case_id)
    printed = draw(timeline_of(view))
    candidate = TimelineCandidate(printed.content, printed.words, file_name)
    outcome = clear_timeline(candidate, view.case, view.profile, view.packs)
    cleared = require_cleared(
        desk,
        outcome,
        "timeline",
        "The timeline may not leave.",
        case_id=case_id,
        advice="Compare the title and the reporter's name with what the policies of the case say: "
        "words of one stand among the words of the other.",
    )
    return OnPaper(cleared, printed.pages, case_id)
