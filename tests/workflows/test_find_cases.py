"""Cases are found by what they are called: in the real vault, and in the one of the tests."""

import pytest

from desktop.workflows.desk.find_cases import find_cases, rows_of
from desktop.workflows.vault_ports import Vault
from tests.workflows.test_vault_contract import case_id, open_case

TITLES = ("Session cookie stays valid", "Résumé upload overwrites files", "Session table races")


@pytest.fixture
def cases(either_vault: Vault) -> Vault:
    for number, title in enumerate(TITLES):
        open_case(either_vault, number, title=title)
    return either_vault


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("races", [2]),
        ("session tab", [2]),
        ("sess", [0, 2]),
        ("sesison cookie", [0]),
        ("resume uplaod", [1]),
        ("cookie races", []),
        ("…", []),
        ("", []),
    ],
)
def test_by_beginnings_of_words_by_id_and_with_a_slip(cases: Vault, typed: str, found: list[int]) -> None:
    assert sorted(row.case_id for row in find_cases(cases, typed)) == [case_id(n) for n in found]


@pytest.mark.parametrize("typed", [case_id(1), case_id(1)[-7:]])
def test_by_its_id_or_the_end_of_it_it_comes_first(cases: Vault, typed: str) -> None:
    assert find_cases(cases, typed)[0].case_id == case_id(1)


def test_no_more_than_asked_for(cases: Vault) -> None:
    assert len(find_cases(cases, "mus", limit=2)) == 2


def test_those_of_late_come_in_their_order_and_what_is_gone_is_left_out(cases: Vault) -> None:
    rows = rows_of(cases, (case_id(2), "MUS-2026-XXXXXXX", case_id(0)))
    assert [row.case_id for row in rows] == [case_id(2), case_id(0)]
