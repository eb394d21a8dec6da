"""A name of a file is read by everybody: it tells neither who reported nor what."""

import pytest

from desktop.domain.leaving.file_names import names_nobody, names_nothing
from desktop.domain.leaving.gate import GateRefusal, clear_timeline
from desktop.domain.leaving.timelines import TimelineCandidate
from tests.domain.gatekeeping import CASE_ID, MUSHIN, told


@pytest.mark.parametrize(
    "name", ["finder.asc", "ada_finder-record.asc", "Notes of FINDER.pdf", "ada finder.pdf"]
)
def test_a_part_of_a_name_is_enough(name: str) -> None:
    assert not names_nobody(name, told())
    assert not names_nothing(name, told())


@pytest.mark.parametrize("name", ["record.asc", f"{CASE_ID}.pdf", "a.pdf", "approval-0123abcd.request"])
def test_other_names_tell_nobody(name: str) -> None:
    assert names_nobody(name, told())
    assert names_nothing(name, told()) == (CASE_ID not in name)


def test_a_timeline_leaves_under_no_name_of_a_reporter() -> None:
    one, other = (TimelineCandidate(b"%PDF-", (CASE_ID,), name) for name in ("a.pdf", "finder.pdf"))
    assert not isinstance(clear_timeline(one, told(), MUSHIN), GateRefusal)
    refused = clear_timeline(other, told(), MUSHIN)
    assert isinstance(refused, GateRefusal)
    assert "name of the file" in refused.sentence
