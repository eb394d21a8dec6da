"""The filter language: whatever is typed is read or explained, and prints back to what it means."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.filters import Filter, Misread, Term, read_filter, span_of
from desktop.domain.filters.reading import MOST_CHARACTERS, MOST_TERMS

NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def terms(written: str) -> tuple[Term, ...]:
    read = read_filter(written)
    assert isinstance(read, Filter), read
    return read.terms


def complaint(written: str) -> str:
    read = read_filter(written)
    assert isinstance(read, Misread), read
    return read.sentence


def test_words_phrases_and_what_must_not_be_there():
    assert terms('login  "closed beta" -draft -"not this"') == (
        Term("word", "login"),
        Term("phrase", "closed beta"),
        Term("word", "draft", negated=True),
        Term("phrase", "not this", negated=True),
    )
    assert terms("") == terms('  "" -"  "') == ()
    assert terms("\u201cclosed beta\u201d") == (Term("phrase", "closed beta"),)


def test_keys_in_any_letter_case_with_and_without_quotation_marks():
    assert terms('FROM:lin@example.org handler:"Robin Keeper" Stage:CONFIRM -severity:High') == (
        Term("from", "lin@example.org"),
        Term("handler", "Robin Keeper"),
        Term("stage", "Confirm"),
        Term("severity", "high", negated=True),
    )
    assert terms("is:Overdue has:attachment policy:AUMOS case:aum-2026-7k") == (
        Term("is", "overdue"),
        Term("has", "attachment"),
        Term("policy", "aumos"),
        Term("case", "AUM-2026-7K"),
    )


def test_dates_and_spans_of_time():
    assert terms("due:<3d due:>1w due:overdue received:<2026-01-01 received:2026-01-05") == (
        Term("due", "3d", "<"),
        Term("due", "1w", ">"),
        Term("due", "overdue"),
        Term("received", "2026-01-01", "<"),
        Term("received", "2026-01-05"),
    )


@pytest.mark.checks("C41")
@pytest.mark.parametrize(
    "written",
    [
        "NEAR( AND OR NOT",
        "(" * 900,
        "* ^ + {x} -",
        "https://example.org/a:b",
        "std::vector",
        "12:30",
        "#1 --",
    ],
)
def test_what_others_call_operators_are_words(written: str):
    assert {term.kind for term in terms(written)} == {"word"}
    assert str(read_filter(written)) == written


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("fron:lin", ("no key “fron:”", "did you mean from:?", "received:", "quotation marks")),
        ("col:x", ("no key “col:”",)),
        ("zzzzzz:x", ("“zzzzzz:”. A filter knows",)),
        ("stage:confrim", ("“confrim”; did you mean confirm?", "intake, confirm")),
        ("has:wings", ("It takes only attachment.",)),
        ("from:", ("needs a value", "from:lin@example.org")),
        ('from: "', ("needs a value",)),
        ("due:3d", ("due:<3d or due:>3d",)),
        ("due:soon", ("cannot read “soon”", "2026-01-31", "2w")),
        ("received:<2026-02-31", ("cannot read “<2026-02-31”",)),
        ("received:overdue", ("cannot read",)),
        ("due:<9999-12-31", ("cannot read",)),
        ('say "what', ("not closed", "“what”")),
        ('"', ("not closed: put another",)),
        ("is:\u202eopen", ("⟨U+202E⟩open",)),
        ("x" * (MOST_CHARACTERS + 1), ("longer than 1,000 characters",)),
        ("x " * (MOST_TERMS + 1), ("more than 50 words",)),
        (f"stage:{'y' * 100}", ("…”",)),
    ],
)
def test_what_cannot_be_read_is_explained(written: str, parts: tuple[str, ...]):
    for part in parts:
        assert part in complaint(written)


def test_spans_are_meant_from_now_on_or_back_from_now():
    inside = {
        "due:<3d": NOW + 3 * DAY - DAY,
        "due:>1w": NOW + 7 * DAY,
        "due:overdue": NOW - DAY,
        "received:<3d": NOW - 2 * DAY,
        "received:>36h": NOW - 2 * DAY,
        "received:<2026-03-01": datetime(2026, 2, 28, 23, 59, tzinfo=UTC),
        "received:>2026-03-01": datetime(2026, 3, 2, tzinfo=UTC),
        "received:2026-03-01": datetime(2026, 3, 1, 12, tzinfo=UTC),
    }
    outside = {
        "due:<3d": NOW + 3 * DAY,
        "due:>1w": NOW + 6 * DAY,
        "due:overdue": NOW,
        "received:<3d": NOW - 4 * DAY,
        "received:>36h": NOW - DAY,
        "received:<2026-03-01": datetime(2026, 3, 1, tzinfo=UTC),
        "received:>2026-03-01": datetime(2026, 3, 1, 23, tzinfo=UTC),
        "received:2026-03-01": datetime(2026, 3, 2, tzinfo=UTC),
    }
    for written, instant in inside.items():
        (term,) = terms(written)
        assert span_of(term, NOW).holds(instant), written
        assert not span_of(term, NOW).holds(outside[written]), written
        assert not span_of(term, NOW).holds(None)


PIECES = st.sampled_from(
    [
        "-",
        '"',
        ":",
        "from:",
        "stage:fix",
        "due:<",
        "3d",
        ">2026-01-01",
        "received:",
        "is:open",
        " ",
        "x",
        "case:",
    ]
)


@pytest.mark.checks("C41")
@given(st.one_of(st.text(max_size=60), st.lists(st.one_of(PIECES, st.text(max_size=4))).map("".join)))
def test_what_is_printed_reads_back_as_the_same(written: str):
    read = read_filter(written)
    if isinstance(read, Misread):
        assert read.sentence.endswith((".", "?"))
        return
    assert read_filter(str(read)) == read
    assert str(read_filter(str(read))) == str(read)
    for term in read.terms:
        assert span_of(term, NOW) is not None or term.kind not in ("due", "received")
