"""How long an address and its keys are known, in words that claim no proof."""

from datetime import datetime

import pytest
from msgspec.structs import replace

from desktop.domain.parties.first_use import Acquaintance, Sighting, acquaintance, key_in
from tests.histories import january

HERE, THERE, ELSEWHERE = "AUM-2026-0000001", "AUM-2026-0000002", "AUM-2026-0000003"
ADA, KEY, OLD = "ada@example.org", "AB12" * 10, "CD34" * 10
TAIL, OLD_TAIL = "AB12 AB12 AB12 AB12", "CD34 CD34 CD34 CD34"
NOW = january(20)


def seen(at: datetime, *cases: str, key: str = "", address: str = ADA) -> Sighting:
    return Sighting(address, key, at, len(cases), cases, proved=len(cases) if key else 0)


@pytest.mark.parametrize(
    ("key", "of_address", "line"),
    [
        ("", [seen(NOW, HERE)], "First seen today."),
        ("", [seen(january(9), HERE)], "First seen on 2026-01-09."),
        (KEY, [seen(january(9), HERE), seen(january(9), HERE, key=KEY)], "First seen on 2026-01-09."),
        ("", [seen(january(9), HERE, THERE)], "Known since 2026-01-09, 2 cases."),
        (
            KEY,
            [seen(january(9), HERE, THERE), seen(january(9), HERE, THERE, key=KEY)],
            "Known since 2026-01-09, 2 cases, always with this key.",
        ),
        (
            KEY,
            [seen(january(9), HERE, THERE, ELSEWHERE), seen(january(9), HERE, THERE, key=KEY)],
            "Known since 2026-01-09, 3 cases, with this key in 2 of them.",
        ),
        (
            KEY,
            [
                seen(january(9), HERE, THERE),
                seen(january(9), HERE, THERE, key=KEY),
                seen(january(9), HERE, key=OLD),
            ],
            "Known since 2026-01-09, 2 cases.",
        ),
        (
            KEY,
            [seen(january(9), HERE, THERE), replace(seen(january(9), HERE, THERE, key=KEY), proved=1)],
            "Known since 2026-01-09, 2 cases, with this key in 1 of them.",
        ),
        (
            KEY,
            [seen(january(9), HERE, THERE), replace(seen(january(9), HERE, THERE, key=KEY), proved=0)],
            "Known since 2026-01-09, 2 cases; the key only lay in messages, and signed none.",
        ),
    ],
)
def test_how_long_an_address_is_known(key: str, of_address: list[Sighting], line: str) -> None:
    found = acquaintance(key, of_address, [], NOW)
    assert found.line == line
    assert (found.since, found.cases) == (of_address[0].since, of_address[0].case_ids)


def test_of_an_address_that_never_wrote_nothing_is_known() -> None:
    assert acquaintance("", [], [], NOW) == Acquaintance()


def test_a_key_that_came_without_an_address_is_known_by_itself() -> None:
    found = acquaintance(
        KEY, [], [seen(january(9), THERE, key=KEY), seen(NOW, HERE, key=KEY, address="")], NOW
    )
    assert (found.line, found.cases) == ("The key was first seen on 2026-01-09.", (THERE, HERE))


def test_a_key_that_changed_is_told_with_the_one_before() -> None:
    of_address = [
        seen(january(9), HERE, THERE),
        seen(january(9), THERE, key=OLD),
        seen(january(19), HERE, key=KEY),
    ]
    assert acquaintance(KEY, of_address, [], NOW).warnings == (
        f"This address came with another key before: … {OLD_TAIL}, first on 2026-01-09.",
    )
    assert acquaintance(OLD, of_address, [], NOW).warnings == (
        f"This address came with another key since: … {TAIL}, first on 2026-01-19.",
    )


def test_a_message_without_the_key_that_its_address_had_is_told() -> None:
    of_address = [seen(january(9), HERE, THERE), seen(january(9), THERE, key=OLD)]
    assert acquaintance("", of_address, [], NOW).warnings == (
        f"With this address a key came before, which this case lacks: … {OLD_TAIL}, first on 2026-01-09.",
    )


def test_a_key_that_was_used_with_another_address_is_told_with_its_address_made_inert() -> None:
    of_address = [seen(january(9), HERE), seen(january(9), HERE, key=KEY)]
    of_key = [
        of_address[1],
        seen(january(2), THERE, key=KEY, address="e\u202eve@example.org"),
        seen(NOW, HERE, key=KEY, address=""),
    ]
    (warning,) = acquaintance(KEY, of_address, of_key, NOW).warnings
    assert warning.startswith("This key was used with another address too: ")
    assert warning.endswith("@example.org, first on 2026-01-02.")
    assert "\u202e" not in warning


def test_the_key_of_a_case_is_the_newest_that_came_in_it() -> None:
    of_address = [
        seen(january(1), HERE, THERE),
        seen(january(2), HERE, key=OLD),
        seen(january(3), HERE, key=KEY),
        seen(january(4), THERE, key="EF56" * 10),
    ]
    assert key_in(HERE, of_address) == KEY
    assert key_in(ELSEWHERE, of_address) == ""
