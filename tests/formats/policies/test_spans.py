"""How long a sentence says: what is written in words, twice, as a range; nothing where it says two things."""

import pytest

from desktop.formats.policies.reading.spans import spans_of


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("within 48 hours", ["48h"]),
        ("within 5 (five) days", ["5d"]),
        ("three (3) business days", ["3bd"]),
        ("forty-eight (48) hours", ["48h"]),
        ("twenty four hours", ["24h"]),
        ("eighty days", ["80d"]),
        ("within one hundred days", ["100d"]),
        ("within one hundred and twenty days", ["120d"]),
        ("1-3 business days", ["1bd..3bd"]),
        ("every 7 days", ["7d"]),
    ],
)
def test_a_time_is_read_however_it_is_written(words: str, written: list[str]) -> None:
    assert [span.written for span in spans_of(words)] == written


@pytest.mark.parametrize(
    "words",
    [
        "within a day or two",
        "in 2 days 4 hours",
        "7 to 3 days",
        "within ten (5) days",
        "within 10 (five) days",
        "+/- 3 days",
        "± 3 days",
        "within 0 days",
    ],
)
def test_what_says_two_things_or_none_is_no_time(words: str) -> None:
    assert spans_of(words) == []
