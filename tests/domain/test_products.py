"""The catalogue of products: what is the same, what is refused, what a policy adds."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.versions.catalogue import catalogue, find_product, key_of, objection, proposals, tidied
from tests.domain.test_reproduction import ask
from tests.histories import PRODUCT, january, profile

SCANNER = e.ProductListed("AumOS", "Scanner", ("2.3", "2.4"), ("the scanner",))
CPE = "cpe:2.3:a:aumos:scanner:*:*:*:*:*:*:*:*"


def listed(*events: Event) -> list[Recorded]:
    return [
        Recorded(f"{n:064x}", None, "w", n, january(n), january(n), "me", event)
        for n, event in enumerate(events, 1)
    ]


def test_a_later_entry_of_the_same_name_replaces_it() -> None:
    again = e.ProductListed(" aumos ", "SCANNER", ("2.5",))
    assert catalogue(listed(SCANNER, again)) == (again,)
    assert find_product((again,), "AumOS", "scanner\u00a0") == again


def test_what_is_delisted_or_undone_is_proposed_no_more() -> None:
    assert catalogue(listed(SCANNER, e.ProductDelisted("AUMOS", "scanner"))) == ()
    assert catalogue(listed(SCANNER, e.EventUndone(f"{1:064x}"))) == ()
    gone = (SCANNER, e.ProductDelisted("AumOS", "Scanner"), e.EventUndone(f"{2:064x}"))
    assert catalogue(listed(*gone)) == (SCANNER,)


def test_products_are_sorted_by_their_names() -> None:
    others = (e.ProductListed("b", "zeta"), e.ProductListed("a", "Alpha"), e.ProductListed("a", "beta"))
    assert [p.product for p in catalogue(listed(*others))] == ["Alpha", "beta", "zeta"]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (e.ProductListed(" ", "Scanner"), "a vendor and a name"),
        (e.ProductListed("AumOS", "x" * 10_000), "10,000 characters is too long"),
        (e.ProductListed("AumOS", "one\ntwo"), "on one line"),
        (e.ProductListed("AumOS", "Scan\u202ener"), "nobody sees"),
        (e.ProductListed("AumOS", "Scanner", ("1\x00",)), "nobody sees"),
        (e.ProductListed("AumOS", "Scanner", ("1",) * 101), "too many"),
        (e.ProductListed("AumOS", "Scanner", cpe="cpe:2.3:a:x"), "no CPE"),
        (e.ProductListed("AumOS", "Scanner", purl="pypi/x"), "no package URL"),
        (e.ProductListed("AumOS", "Scanner", purl=f"pkg:a/{'x' * 1_000}"), "no package URL"),
    ],
)
def test_what_no_product_is_called_is_refused(entry: e.ProductListed, said: str) -> None:
    assert said in objection(entry)


@pytest.mark.parametrize(
    "more", [{"cpe": CPE}, {"cpe": "cpe:/a:aumos:scanner"}, {"purl": "pkg:pypi/scan@1.0?x=y"}]
)
def test_products_have_ids_of_others(more: dict[str, str]) -> None:
    assert objection(msgspec.structs.replace(SCANNER, **more)) == ""


@pytest.mark.parametrize("name", ['" OR NEAR(a b) *', "x:y -z", "(", "ünïcode 中文"])
def test_operators_of_a_search_are_only_letters_in_a_name(name: str) -> None:
    assert objection(e.ProductListed(name, name)) == ""


@given(st.text(max_size=40), st.text(max_size=40))
def test_tidying_changes_no_identity(vendor: str, product: str) -> None:
    entry = tidied(e.ProductListed(vendor, product, aliases=(vendor, vendor.upper())))
    assert key_of(entry.vendor, entry.product) == key_of(vendor, product)
    assert tidied(entry) == entry


@pytest.mark.clause("MUS-2a")
def test_a_policys_own_product_comes_first_with_what_it_supports() -> None:
    mushin, day = profile("mushin"), date(2026, 3, 1)
    first, second = proposals((SCANNER,), mushin, day)
    assert (first.vendor, first.product) == (mushin.policy.organisation, mushin.policy.product)
    assert first.branches
    assert second == SCANNER
    own = e.ProductListed(mushin.policy.organisation.upper(), mushin.policy.product, ("9",))
    assert proposals((SCANNER, own), mushin, day) == (own, SCANNER)
    nameless = msgspec.structs.replace(mushin, policy=msgspec.structs.replace(mushin.policy, product=" "))
    assert proposals((SCANNER,), nameless, day) == (SCANNER,)


@pytest.mark.parametrize("name", ["x" * 10_000, "one\ntwo", "Scan\u202ener"])
def test_a_case_names_no_such_product_either(name: str) -> None:
    assert isinstance(ask(msgspec.structs.replace(PRODUCT, product=name)), Refusal)
    assert isinstance(ask(msgspec.structs.replace(PRODUCT, supported_branches=(name,))), Refusal)
    assert isinstance(ask(PRODUCT), Draft)
