"""The timeline of a case goes to a new file, through the gate."""

import pytest

from desktop.domain.failures import RefusedByPolicy, WriteFailed
from desktop.workflows.paper_ports import Printed
from desktop.workflows.promises.export_timeline import Timeline, export_timeline
from tests.workflows.desks import CASE, receive

PDF = b"%PDF-1.4 drawn"


def draw(timeline: Timeline) -> Printed:
    return Printed(PDF, (timeline.case_id, *(entry.sentence for entry in timeline.entries)))


def test_what_was_drawn_is_written_once_for_the_owner_alone(desk, out):
    receive(desk)
    path = out / "timeline.pdf"
    cleared = export_timeline(desk, CASE, path, draw)
    assert path.read_bytes() == PDF == cleared.content
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(WriteFailed):
        export_timeline(desk, CASE, path, draw)


def test_it_holds_the_promises_of_the_case_as_they_stand(desk, out):
    receive(desk)
    seen = []
    export_timeline(desk, CASE, out / "a.pdf", lambda timeline: seen.append(timeline) or draw(timeline))
    (timeline,) = seen
    assert (timeline.case_id, timeline.at) == (CASE, desk.tools.now())
    assert timeline.entries
    assert timeline.lanes.lanes


@pytest.mark.clause("CZM-8b")
@pytest.mark.parametrize("leak", ["Hole in loader", "Ada Finder", "ada@reporter.example"])
def test_a_drawing_that_tells_of_the_report_is_not_written(desk, out, leak):
    receive(desk)
    path = out / "a.pdf"
    with pytest.raises(RefusedByPolicy):
        export_timeline(desk, CASE, path, lambda timeline: Printed(PDF, (timeline.case_id, leak)))
    assert not path.exists()
