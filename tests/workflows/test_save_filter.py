"""Filters are kept under a name, as text, beside the journal."""

import pytest

from desktop.domain.failures import Usage
from desktop.workflows.desk.save_filter import (
    MOST_FILTERS,
    SavedFilter,
    forget_filter,
    save_filter,
    saved_filters,
)
from desktop.workflows.vault_ports import Vault


def test_a_filter_is_kept_in_its_canonical_words_until_it_is_forgotten(either_vault: Vault) -> None:
    assert saved_filters(either_vault) == ()
    before = len(either_vault.vault_history())
    save_filter(either_vault, " Mine,  this week ", "IS:open  due:<7D")
    save_filter(either_vault, "Loud", "severity:high")
    assert saved_filters(either_vault) == (
        SavedFilter("Mine, this week", "is:open due:<7d"),
        SavedFilter("Loud", "severity:high"),
    )
    save_filter(either_vault, "Mine, this week", "is:closed")
    assert saved_filters(either_vault)[0] == SavedFilter("Mine, this week", "is:closed")
    assert forget_filter(either_vault, "Mine, this week") == (SavedFilter("Loud", "severity:high"),)
    assert forget_filter(either_vault, "Loud") == saved_filters(either_vault) == ()
    assert len(either_vault.vault_history()) == before


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("", "x", "needs a name"),
        ("x", '""', "something to look for"),
        ("x", "stage:confrim", "did you mean confirm?"),
        ("x" * 61, "x", "longer than 60"),
    ],
)
def test_what_cannot_be_kept_is_said(either_vault: Vault, name: str, text: str, said: str) -> None:
    with pytest.raises(Usage) as refused:
        save_filter(either_vault, name, text)
    assert said in refused.value.message
    assert saved_filters(either_vault) == ()


def test_there_is_an_end_to_saved_filters(either_vault: Vault) -> None:
    for number in range(MOST_FILTERS):
        save_filter(either_vault, f"filter {number}", "x")
    save_filter(either_vault, "filter 0", "y")
    with pytest.raises(Usage, match="30 saved filters"):
        save_filter(either_vault, "one more", "x")


def test_desk_state_that_cannot_be_read_holds_no_filters(either_vault: Vault) -> None:
    either_vault.keep_draft("filters", b"{")
    assert saved_filters(either_vault) == ()
