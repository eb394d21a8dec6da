"""How many there are, in words."""

import pytest

from desktop.domain.clocks.words import counted


@pytest.mark.parametrize(
    ("number", "thing", "words"),
    [
        (1, "event", "1 event"),
        (0, "event", "0 events"),
        (3, "file", "3 files"),
        (1, "entry", "1 entry"),
        (2, "entry", "2 entries"),
        (2, "day", "2 days"),
    ],
)
def test_one_is_not_several(number, thing, words):
    assert counted(number, thing) == words
