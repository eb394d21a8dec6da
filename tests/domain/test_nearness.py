"""How near what is typed is to a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.nearness import SURE, nearness

NAMES = ("Close as spam", "Close…", "Acknowledge", "Back up…", "Reject as a duplicate", "Café Zoë")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("close", "Close…"),
        ("spam", "Close as spam"),
        ("cas", "Close as spam"),
        ("ack", "Acknowledge"),
        ("rej dup", "Reject as a duplicate"),
        ("dup rej", "Reject as a duplicate"),
        ("CAFE zoe", "Café Zoë"),
    ],
)
def test_beginnings_of_words_in_any_order_and_initials_are_sure(typed: str, name: str) -> None:
    best = max(NAMES, key=lambda other: nearness(typed, other))
    assert best == name
    assert nearness(typed, name) >= SURE


@pytest.mark.parametrize("typed", ["acknolwedge", "aknowledge", "acknowlegde", "knowledge"])
def test_a_slip_or_a_piece_is_found_but_not_sure(typed: str) -> None:
    assert 0 < nearness(typed, "Acknowledge") < SURE


@pytest.mark.parametrize("typed", ["", "…", "zzz", "close zzz", "x"])
def test_what_has_nothing_to_do_with_it_is_nothing(typed: str) -> None:
    assert nearness(typed, "Close as spam") == 0


@given(st.text(), st.text())
def test_whatever_is_typed_it_is_a_number_within_bounds(typed: str, name: str) -> None:
    assert 0 <= nearness(typed, name) <= 104
