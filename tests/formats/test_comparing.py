"""Claims of several documents, compared fact by fact."""

import msgspec
import pytest

from desktop.formats.advisories.claims import Claims, claims_of, plain_range
from desktop.formats.advisories.comparing import compare, differences
from tests.formats.advisories import FULL

replace = msgspec.structs.replace
CASE = claims_of(FULL)


def affected(*entries: tuple[str, str, str]) -> Claims:
    return Claims(affected=frozenset(entries))


def test_what_a_format_has_no_place_for_is_no_difference() -> None:
    assert differences(CASE, Claims()) == ()
    assert differences(CASE, Claims(severity="critical")) == ()
    assert differences(CASE, Claims(severity="low", tlp="CLEAR")) == ("severity",)


def test_ranges_are_compared_by_the_versions_that_they_hold() -> None:
    whole = affected(("A", "B", ">=1.0, <2.0"))
    assert differences(whole, affected(("A", "B", ">=1.0, <1.5"), ("A", "B", ">=1.5, <2.0"))) == ()
    assert differences(whole, affected(("A", "B", ">=1.0, <1.5"), ("A", "B", ">1.5, <2.0"))) == ("affected",)


def test_a_product_that_one_side_leaves_out_is_a_difference() -> None:
    assert differences(affected(("A", "B", "1.0")), affected()) == ("affected",)
    assert differences(affected(("A", "B", "1.0")), affected(("A", "C", "1.0"))) == ("affected",)


def test_vendors_are_compared_where_both_tell_one() -> None:
    assert differences(affected(("A", "B", "1.0")), affected(("", "B", "1.0"))) == ()
    assert differences(affected(("A", "B", "1.0")), affected(("Z", "B", "1.0"))) == ("affected",)


@pytest.mark.parametrize(
    ("purl", "called"),
    [
        ("pkg:npm/%40acme/runner", "pkg:npm/%40acme/runner"),
        ("pkg:npm/%40acme/runner", "@acme/runner"),
        ("pkg:npm/%40acme/runner", "runner"),
        ("pkg:maven/org.acme/runner?type=jar", "org.acme:runner"),
        ("pkg:golang/acme.example/runner#cmd", "acme.example/runner"),
    ],
)
def test_a_package_stands_for_the_product_that_has_it(purl: str, called: str) -> None:
    case = Claims(
        affected=frozenset({("Acme", "Runner", "<2.0"), ("Acme", "Other", "1.0")}),
        purls=frozenset({("Acme", "Runner", purl)}),
    )
    other = affected(("", "Other", "1.0"), ("", called, "<2.0"))
    assert differences(case, other) == differences(other, case) == ()
    less = affected(("", "Other", "1.0"), ("", called, "<1.9"))
    assert differences(case, less) == differences(less, case) == ("affected",)


def test_what_is_told_of_a_version_is_compared_with_its_version() -> None:
    def justified(version: str, why: str) -> Claims:
        return Claims(justified=frozenset({("A", "B", version, why)}))

    assert differences(justified("v1.0", "x"), justified("1.0", "x")) == ()
    assert differences(justified("1.0", "x"), justified("1.1", "x")) == ("justified",)
    assert differences(justified("1.0", "x"), justified("1.0", "y")) == ("justified",)


def test_every_file_that_speaks_of_a_fact_is_shown_with_its_words() -> None:
    found = compare(
        {
            "a": Claims(severity="low", fixed=frozenset({("A", "B", "2.0"), ("A", "B", "1.0")})),
            "b": Claims(severity="high", fixed=frozenset({("", "B", "2.0")})),
            "c": Claims(tlp="RED", credit=()),
        }
    )
    assert {difference.fact: difference.values for difference in found} == {
        "fixed": {"a": ["A B 1.0", "A B 2.0"], "b": ["B 2.0"]},
        "severity": {"a": "low", "b": "high"},
    }


def test_a_text_is_compared_without_regard_to_its_lines() -> None:
    broken = replace(FULL, text=replace(FULL.text, summary="A crafted model\n  file runs code. "))
    assert differences(CASE, claims_of(broken)) == ()


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("vers:generic/>=1.2|<1.4", ">=1.2, <1.4"),
        ("vers:deb/>=1:2|<1:3", "vers:deb/>=1:2|<1:3"),
        ("v1.2", "1.2"),
        ("<= 4.2", "<=4.2"),
        ("1.* | 2.*", "1.* | 2.*"),
    ],
)
def test_a_range_is_read_in_any_notation(written: str, plain: str) -> None:
    assert plain_range(written) == plain
