"""What a text says of weekends and holidays becomes part of the clocks that it speaks of, of no others."""

import pytest

from desktop.domain.policy.proposing import LeftOut, Passage, Proposal, Proposed, Source, with_moved_dates


def clock(name: str, within: str, line: int, force: str = "commit") -> Proposed:
    value = {"id": name, "sentence": name, "starts": ["report.received"], "within": within, "force": force}
    where = (Passage(line, line, name),)
    return Proposed(id=f"clocks:{name}", table="clocks", value=value, passages=where)


CLOCKS = (
    clock("ack", "3d", 3),
    clock("assess", "10bd", 5),
    clock("fix", "1mo", 8),
    clock("hold", "90d", 12, "rule"),
)


def moved(said: str, line: int = 20, reason: str = "unclear") -> tuple[dict[str, str], int]:
    """Which clocks move where, and how much is left out."""
    left = LeftOut(reason, "Set by hand.", Passage(line, line, said))  # type: ignore[arg-type]
    proposal = Proposal(sources=(Source("SECURITY.md", "ab" * 32),), items=CLOCKS, left_out=(left,))
    found = with_moved_dates(proposal)
    ways = {item.value["id"]: item.value["rollover"] for item in found.items if "rollover" in item.value}
    assert all(item.passages[-1].quote == said for item in found.items if "rollover" in item.value)
    return ways, len(found.left_out)


@pytest.mark.parametrize(
    ("said", "ways"),
    [
        (
            "Deadlines that fall on a weekend move to the next business day.",
            {"ack": "next", "fix": "next", "hold": "next"},
        ),
        (
            "If the due date is a public holiday, the previous working day counts.",
            {"ack": "previous", "fix": "previous", "hold": "previous"},
        ),
        ("An embargo that ends on a Saturday ends on the following Monday.", {"hold": "next"}),
    ],
)
def test_a_sentence_about_deadlines_moves_every_clock_that_can_end_on_such_a_day(
    said: str, ways: dict[str, str]
) -> None:
    assert moved(said) == (ways, 0)


def test_a_sentence_that_names_no_deadlines_moves_the_clock_that_it_stands_beside() -> None:
    said = "On a weekend we answer on the next business day."
    assert moved(said, line=3) == ({"ack": "next"}, 0)
    assert moved(said, line=4) == ({"ack": "next"}, 0)
    assert moved(said, line=5) == ({}, 1)
    assert moved(said) == ({}, 1)


@pytest.mark.parametrize(
    "said",
    [
        "Deadlines do not move to the next business day when they fall on a weekend.",
        "Deadlines on a weekend may move.",
        "Deadlines move to the next or the previous business day around holidays, as next business day fits.",
        "We release on the next business day.",
    ],
)
def test_a_sentence_that_says_no_or_not_which_way_moves_nothing(said: str) -> None:
    assert moved(said) == ({}, 1)


def test_only_what_the_text_itself_promises_is_carried() -> None:
    said = "Deadlines that fall on a weekend move to the next business day."
    assert moved(said, reason="comment") == ({}, 1)
