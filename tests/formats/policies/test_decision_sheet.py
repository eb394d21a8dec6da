"""Decisions made in a file: read back, they are about that very text, and about what was read in it alone."""

import json

import pytest

from desktop.domain.failures import InvalidPolicy, RefusedByPolicy
from desktop.domain.policy.adoption import Choice
from desktop.domain.policy.proposing import Open, Passage, Proposal, Proposed, Source
from desktop.domain.policy.proposing.reviewing import Review
from desktop.formats.policies.decision_sheet import read_sheet, write_sheet

PROPOSAL = Proposal(
    sources=(Source("SECURITY.md", "ab" * 32),),
    items=(
        Proposed(
            id="clocks:ack",
            table="clocks",
            value={"id": "ack", "within": "48h"},
            passages=(Passage(5, 6, "Within two days."),),
        ),
        Proposed(id="credit", table="credit", value={"mode": "opt-in"}, passages=(Passage(9, 9, "Ask."),)),
    ),
    questions=(Open(id="clocks:ack", about="clock", text="From when?", choices=(Choice("", "Receipt."),)),),
)


def sheet() -> dict:
    return json.loads(write_sheet(PROPOSAL))


def back(document: dict) -> Review:
    return read_sheet(json.dumps(document).encode(), PROPOSAL)


def test_an_empty_sheet_decides_nothing_and_shows_the_sentences() -> None:
    assert read_sheet(write_sheet(PROPOSAL), PROPOSAL) == Review()
    first = sheet()["values"][0]
    assert (first["lines"], first["quotes"], first["decision"]) == (["5-6"], ["Within two days."], "")


def test_verdicts_corrections_and_answers_are_read_back() -> None:
    document = sheet()
    document["values"][0]["decision"] = "accept"
    document["values"][0]["value"]["within"] = "24h"
    document["values"][1]["decision"] = "refuse"
    document["questions"][0]["answer"] = ""
    review = back(document)
    assert review.accepted == {"clocks:ack": {"within": "24h"}}
    assert review.refused == {"credit"}
    assert review.answers == {"clocks:ack": ""}


def test_a_sheet_about_another_text_is_refused() -> None:
    document = sheet()
    document["sources"][0]["sha256"] = "cd" * 32
    with pytest.raises(RefusedByPolicy, match="another version"):
        back(document)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda d: d.update(schema="embargo-proposal/9"), "this Embargo knows"),
        (lambda d: d["values"][0].update(id="clocks:invented", decision="accept"), "not read in the text"),
        (lambda d: d["values"][0].update(decision="yes"), "neither accept nor refuse"),
        (lambda d: d["values"][0].update(decision="accept", value={"id": "ack"}), "within is missing"),
        (lambda d: d["questions"][0].update(id="policy.id", answer="x"), "not leave open"),
    ],
)
def test_what_was_not_proposed_cannot_be_decided(change, told: str) -> None:
    document = sheet()
    change(document)
    with pytest.raises(InvalidPolicy, match=told):
        back(document)


@pytest.mark.parametrize("content", [b"", b"\xff\x00", b"[]", b"{}", b'{"schema": 1}', b"[" * 100_000])
def test_what_is_no_sheet_is_told(content: bytes) -> None:
    with pytest.raises(InvalidPolicy, match="no sheet"):
        read_sheet(content, PROPOSAL)
