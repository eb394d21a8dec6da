"""Files that are no policy, or want to do harm: a sentence or an empty proposal, nothing invented."""

import pytest

from desktop.domain.failures import Failure, Malformed, TooLarge
from desktop.formats.policies.reading.reader import read_proposal
from desktop.formats.policies.reading.source import (
    LONGEST_LINE,
    MOST_BRACKETS,
    MOST_LINES,
    MOST_STARS,
    TEXT_LIMIT,
)

BADGES = "[![build](https://ci.acme.dev/b.svg)](https://ci.acme.dev) ![cov](https://ci.acme.dev/c.svg)\n" * 60
SCRIPT = "<script>\nalert('We answer within 2 hours: x@acme.dev')\n</script>\n"
NESTED = "<table><tr><td><table><tr><td>Fix within 2 days</td></tr></table></td></tr></table>\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a" * (TEXT_LIMIT + 1), "KiB"),
        (b"\n" * (MOST_LINES + 1), "lines"),
        (b"a" * (LONGEST_LINE + 1), "lines"),
        (b"[\n" * (MOST_BRACKETS + 1), "links"),
        ((b"*a" * 10_000 + b"\n") * (MOST_STARS // 10_000 + 1), "stars"),
    ],
)
def test_more_than_a_policy_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(TooLarge, match=words):
        read_proposal(content)


@pytest.mark.parametrize("content", [b"\x7fELF\0\1\2\3" * 9, b"\xff\xfea", bytes(range(32)) * 3])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(Malformed, match="no text"):
        read_proposal(content)


@pytest.mark.parametrize(
    "text", ["", "\n\n", BADGES, SCRIPT, NESTED, "|\n|\n||||\n", "\u202eאבג 48 שעות\u202c"]
)
def test_what_promises_nothing_proposes_nothing(text: str) -> None:
    proposal = read_proposal(text.encode())
    assert (proposal.items, proposal.not_a_policy) == ((), True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_a_text_in_another_encoding_is_read(encoding: str) -> None:
    text = "Wir antworten innerhalb von 48 Stunden. Schöne Grüße von sec@acme.dev\n"
    proposal = read_proposal(text.encode(encoding))
    assert [item.value["within"] for item in proposal.proposed("clocks")] == ["48h"]
    assert [item.value["address"] for item in proposal.proposed("intake")] == ["sec@acme.dev"]


@pytest.mark.parametrize(
    "piece", ["[", "> ", "`", "*a", "a@", "do not ", "within 48 hours ", "1 2 3 ", "(", "<!--"]
)
def test_endless_repetitions_end(piece: str) -> None:
    text = "\n\n".join([(piece * 800)[:2000]] * 4)
    try:
        proposal = read_proposal(text.encode())
    except Failure:
        return
    assert not proposal.proposed("disclosure")


def test_a_sentence_of_many_times_and_a_table_of_many_columns_are_named_and_not_read() -> None:
    wide = f"|{'Fix|' * 200}\n|{'-|' * 200}\n" + f"|{'2 days|' * 200}\n" * 20
    many = "We respond " + ", ".join(f"within {n} days" for n in range(1, 40)) + ".\n"
    for text in (wide, many):
        proposal = read_proposal(text.encode())
        assert not proposal.proposed("clocks")
        assert {one.reason for one in proposal.left_out} == {"too-long"}


@pytest.mark.parametrize(
    "time",
    [
        "99999999999 days",
        "0 days",
        "-5 days",
        "1/2 day",
        "1.5 days",
        "1,000 days",
        "9999 days",
        "48 \u04bbours",
        "4\u200b8 hours",
        "48\u00adhours",
        "7/14 days",
    ],
)
def test_a_time_that_is_none_makes_no_clock(time: str) -> None:
    assert not read_proposal(f"We will respond within {time}.\n".encode()).proposed("clocks")


@pytest.mark.parametrize(
    "time", ["48 hours", "４８ hours", "48\u00a0hours", "48\u2009hours", "forty-eight hours"]
)
def test_a_time_in_other_signs_is_the_same_time(time: str) -> None:
    clocks = read_proposal(f"We will respond within {time}.\n".encode()).proposed("clocks")
    assert [item.value["within"] for item in clocks] == ["48h"]


def test_a_day_of_the_first_centuries_is_a_day_like_others() -> None:
    proposal = read_proposal(
        b"| Version | Supported |\n|---|---|\n| 2.x | until 0320-02-26 |\n", "SECURITY.md"
    )
    assert [item.value["until"] for item in proposal.proposed("versions")] == ["0320-02-26"]
