"""The catalogue in the vault: listed once, changed, taken back; cases keep their own facts."""

import pytest

from desktop.domain import events as e
from desktop.domain.failures import Usage
from desktop.domain.fold import fold
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.investigation.keep_products import (
    drop_product,
    keep_product,
    read_products,
    take_back_products,
)
from desktop.workflows.ports import Desk
from desktop.workflows.vault_ports import Vault
from tests.workflows.desks import CASE, confirm_audit_fix, desk_on, receive

SCANNER = e.ProductListed("AumOS", "Scanner", ("2.3", "2.4"))


@pytest.fixture
def at_work(either_vault: Vault, us) -> Desk:
    return desk_on(either_vault, us.gpg)


def test_a_product_is_listed_once_however_it_is_written(at_work: Desk) -> None:
    keep_product(at_work, e.ProductListed(" AumOS ", "Scanner", ("2.3", "2.4", "2.3")))
    assert read_products(at_work) == (SCANNER,)
    with pytest.raises(Usage, match="listed so already"):
        keep_product(at_work, SCANNER)
    keep_product(at_work, e.ProductListed("AUMOS", "scanner", ("2.4",)))
    (changed,) = read_products(at_work)
    assert changed.branches == ("2.4",)


def test_what_is_refused_leaves_the_vault_as_it_was(at_work: Desk) -> None:
    before = len(at_work.vault.vault_history())
    for entry in (e.ProductListed("AumOS", "x" * 10_000), e.ProductListed("AumOS", "a\nb")):
        with pytest.raises(Usage, match="Nothing was written"):
            keep_product(at_work, entry)
    with pytest.raises(Usage, match="no such product"):
        drop_product(at_work, "AumOS", "Scanner")
    assert len(at_work.vault.vault_history()) == before
    assert at_work.vault.verify().sound


def test_each_change_is_taken_back(at_work: Desk) -> None:
    first = keep_product(at_work, SCANNER)
    renamed = keep_product(at_work, e.ProductListed("AumOS", "Inspector"), replacing=SCANNER)
    assert [p.product for p in read_products(at_work)] == ["Inspector"]
    take_back_products(at_work, renamed)
    assert read_products(at_work) == (SCANNER,)
    assert take_back_products(at_work, renamed) == []
    gone = drop_product(at_work, "aumos", "SCANNER")
    assert read_products(at_work) == ()
    take_back_products(at_work, gone)
    take_back_products(at_work, first)
    assert read_products(at_work) == ()
    assert at_work.vault.verify().sound


def test_no_product_takes_another_ones_name(at_work: Desk) -> None:
    keep_product(at_work, SCANNER)
    keep_product(at_work, e.ProductListed("AumOS", "Console"))
    with pytest.raises(Usage, match="another product of the list"):
        keep_product(at_work, e.ProductListed("AumOS", "console", ("1",)), replacing=SCANNER)


def test_a_case_keeps_what_it_says(at_work: Desk) -> None:
    receive(at_work)
    confirm_audit_fix(at_work)
    before = fold(at_work.vault.history(CASE))
    keep_product(at_work, e.ProductListed("MushinAI", "Platform", ("9.9",)))
    drop_product(at_work, "MushinAI", "Platform")
    keep_product(at_work, SCANNER)
    assert fold(at_work.vault.history(CASE)) == before
    assert view_case(at_work, CASE).products == (SCANNER,)
