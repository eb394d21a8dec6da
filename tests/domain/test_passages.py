"""A long text in parts: nothing is lost, nothing is too long to be laid out, and quotes are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import passages
from desktop.domain.inert import Untrusted, escape_invisible
from desktop.domain.passages import (
    LINE_CHARACTERS,
    PART_CHARACTERS,
    PART_LINES,
    lines_of,
    parts_of,
    quote_level,
)

SMALL = st.text(alphabet="ab \n\r\u202e>", max_size=400)


@given(SMALL)
def test_the_parts_of_a_text_are_the_text(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passages, "PART_CHARACTERS", 16)
        patch.setattr(passages, "PART_LINES", 3)
        parts = parts_of(Untrusted(text))
    assert "".join(part.raw for part in parts) == text.replace("\r\n", "\n").replace("\r", "\n")
    assert all(part.raw for part in parts[1:])
    assert all(len(part.raw) <= 16 and part.raw.count("\n") <= 3 for part in parts)


@given(SMALL)
def test_the_lines_of_a_part_say_what_it_shows(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passages, "LINE_CHARACTERS", 7)
        lines = list(lines_of(Untrusted(text)))
    assert "".join(line.text + ("" if line.goes_on else "\n") for line in lines)[:-1] == escape_invisible(
        text
    )
    assert all(len(line.text) <= 7 for line in lines)


@pytest.mark.parametrize(
    "text", ["x" * 10_000_000, "\n" * 1_000_000, "\u202e" * 300_000, "a line\n" * 200_000]
)
def test_no_part_is_more_than_a_window_lays_out_at_once(text):
    parts = parts_of(Untrusted(text))
    assert sum(len(part.raw) for part in parts) == len(text)
    assert all(len(part.raw) <= PART_CHARACTERS and part.raw.count("\n") <= PART_LINES for part in parts)
    assert all(len(line.text) <= LINE_CHARACTERS for line in lines_of(parts[0]))


def test_a_part_ends_behind_a_line_where_it_can():
    parts = parts_of(Untrusted("one line of text\n" * 20_000))
    assert len(parts) > 1
    assert all(part.raw.endswith("\n") for part in parts)


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("plain", 0),
        ("> once", 1),
        (">> twice", 2),
        ("> > > thrice", 3),
        (" > with a space before", 1),
        (">From the mailbox", 0),
        ("-> an arrow", 0),
        ("    > code", 0),
        ("", 0),
    ],
)
def test_the_signs_of_quoting_are_counted(line, level):
    assert quote_level(line) == level
