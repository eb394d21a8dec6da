"""Versions are ordered where that is certain, and read against the table of supported ones."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.policy import VersionLine
from desktop.domain.versions.order import SCHEMES, check_version, compare, is_prerelease
from desktop.domain.versions.ranges import canonical_range, lies_within, overlap, parse_range, to_vers
from desktop.domain.versions.supported import branches_to_fix, supported
from tests.histories import profile

MUS, TER = profile("mushin"), profile("terragon")
DAY = date(2026, 3, 2)


def verdict(version: str, policy=MUS, on: date = DAY) -> str:
    return supported(policy, version, on).verdict


def with_rows(*rows: VersionLine):
    return msgspec.structs.replace(MUS, versions=rows)


def row(span: str, state=True, until: date | None = None) -> VersionLine:
    return VersionLine(range=span, as_written=span, supported=state, until=until)


@pytest.mark.clause("MUS-2a", "MUS-2b", "MUS-2c")
@pytest.mark.parametrize(
    ("version", "says"),
    [
        ("1.0.0", "supported"),
        ("v1.4.2", "supported"),
        ("1.99", "supported"),
        (">=1.2.0, <1.4.1", "supported"),
        ("0.9.7", "unsupported"),
        ("<0.5", "unsupported"),
        ("2.0.0", "ask"),
        ("3", "ask"),
        ("1.0.0-rc1", "ask"),
        ("2.0.0-rc1", "ask"),
        ("1.5.0b2", "ask"),
        ("<2.0.0-rc1", "ask"),
        (">=1.2.0", "ask"),
        ("<1.6.1", "ask"),
        ("1.x.x", "ask"),
        ("r7", "ask"),
        ("vers:deb/1:1.4-2", "ask"),
    ],
)
def test_the_table_of_mushin(version, says):
    assert verdict(version) == says


@pytest.mark.clause("MUS-2b", "MUS-2c")
def test_the_row_and_its_clauses_are_told():
    assert supported(MUS, "1.4.2", DAY).clauses == ("MUS-2a", "MUS-2b")
    reaching = supported(MUS, "<1.6.1", DAY)
    assert "1.x.x: supported" in reaching.why
    assert "< 1.0: unsupported" in reaching.why
    assert supported(MUS, "2.0.0-rc1", DAY).rows == ()


@pytest.mark.clause("MUS-3d")
def test_branches_to_fix_follow_from_the_table():
    assert branches_to_fix(MUS, ("1.4.2", ">=1.2, <1.3"), DAY) == ("1.x.x",)
    assert branches_to_fix(MUS, ("<1.6.1",), DAY) == ("1.x.x",)
    assert branches_to_fix(MUS, ("0.9", "2.0.0", "1.0.0-rc1", "1.*"), DAY) == ()


def test_a_policy_without_a_table_states_nothing():
    assert verdict("1.0.0", TER) == "not-stated"
    assert branches_to_fix(TER, ("1.0.0",), DAY) == ()


def test_support_ends_after_its_last_day():
    policy = with_rows(row(">=1.0, <2.0", until=DAY), row(">=2.0, <3.0", "critical-only"))
    assert verdict("1.5", policy) == "supported"
    assert "lasts until 2026-03-02" in supported(policy, "1.5", DAY).why
    assert verdict("1.5", policy, date(2026, 3, 3)) == "unsupported"
    assert verdict("2.5", policy) == "critical-only"
    assert branches_to_fix(policy, ("1.5", "2.5"), date(2026, 3, 3)) == (">=2.0, <3.0",)


def test_rows_that_contradict_each_other_ask():
    policy = with_rows(row(">=1.0, <2.0"), row("1.5", state=False))
    assert verdict("1.5", policy) == "ask"
    assert verdict("1.4", policy) == "supported"


def test_a_row_that_names_a_pre_release_means_it():
    assert verdict("2.0.0-rc2", with_rows(row(">=2.0.0-rc1, <3.0.0"))) == "supported"


def test_rows_may_be_of_a_named_scheme():
    policy = with_rows(row("vers:deb/>=1:2.3-1|<1:3"))
    assert verdict("vers:deb/1:2.3-4", policy) == "supported"
    assert verdict("vers:deb/9.9", policy) == "ask"
    assert verdict("2.5", policy) == "ask"


@pytest.mark.parametrize(
    ("one", "other"),
    [("1.9", "1.10"), ("1.2.3.4", "1.2.3.10"), ("1.0.0-rc1", "1.0.0"), ("1.0.0-alpha.beta", "1.0.0")],
)
def test_versions_of_no_scheme_are_ordered_where_all_readings_agree(one, other):
    assert (compare("generic", one, other), compare("generic", other, one)) == (-1, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.0.2k", "1.0.2"),
        ("9.3p2", "9.3"),
        ("1.0.2b", "1.0.2"),
        ("1.0.0-1", "1.0.0"),
        ("r7", "r8"),
        ("1.x", "1.0"),
    ],
)
def test_versions_that_mean_different_things_elsewhere_are_not_ordered(one, other):
    assert compare("generic", one, other) is None
    assert overlap(parse_range(one), parse_range(other)) is None


@pytest.mark.parametrize(("scheme", "version"), [("gem", "1" * 5_000), ("alpm", "1" * 5_000), ("npm", "1.x")])
def test_a_version_that_its_scheme_cannot_compare_has_no_place(scheme, version):
    assert compare(scheme, version, "1.9") is None


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("vers:deb/>=1:2.3-4, <1:2.4", "vers:deb/>=1:2.3-4|<1:2.4"),
        ("VERS:PyPI/ v1!2.0 ", "vers:pypi/1!2.0"),
        ("vers:generic/>=1|<2", ">=1, <2"),
    ],
)
def test_ranges_of_a_named_scheme_stay_in_its_notation(written, spelled):
    assert canonical_range(written) == spelled
    assert canonical_range(to_vers(written)) == spelled


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("vers:foo/1", "no version scheme"),
        ("vers:npm/1.x", "no version of the scheme npm"),
        ("vers:nuget/x", "no version of the scheme nuget"),
        ("vers:intdot/1.2", "no version scheme"),
        ("vers:datetime/2024-01-01T00:00:00Z", "no version scheme"),
        (">=1, >2", "one lower and one upper"),
        ("vers:deb/>=1|<2|>=3|<4", "one lower and one upper"),
        ("1:2.3", "no comparison"),
        ("!=1", "no comparison"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(written, words):
    with pytest.raises(ValueError, match=words):
        parse_range(written)


VERSIONS = st.from_regex(r"[0-9A-Za-z][0-9A-Za-z.+~_:!-]{0,12}", fullmatch=True) | st.from_regex(
    r"[0-9]{1,3}(\.[0-9]{1,3}){0,3}(-?(rc|a|b|beta|alpha|p)\.?[0-9]{0,2})?", fullmatch=True
)


@given(st.sampled_from(SCHEMES), VERSIONS, VERSIONS)
def test_an_order_is_an_order_and_nothing_else_is_raised(scheme, one, other):
    forth, back = compare(scheme, one, other), compare(scheme, other, one)
    assert (forth, back) in {(0, 0), (-1, 1), (1, -1), (None, None)}
    is_prerelease(scheme, one)
    if scheme != "generic" and forth is not None and one != other:
        check_version(scheme, one)


@given(st.text())
def test_any_text_is_a_range_or_is_refused(text):
    try:
        spelled = canonical_range(text)
    except ValueError:
        return
    assert canonical_range(spelled) == spelled
    assert "object at" not in spelled


NUMBERS = st.lists(st.integers(0, 3), min_size=1, max_size=3).map(lambda ns: ".".join(map(str, ns)))


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_ranges_of_numbers_lie_within_each_other_as_their_versions_do(low, high, other_low, other_high):
    one, other = parse_range(f">={low}, <{high}"), parse_range(f">={other_low}, <{other_high}")
    within = overlap(one) is False or lies_within(one, other)
    for version in (low, high, other_low, other_high, f"{low}.0.1"):
        exact = parse_range(version)
        if overlap(exact, one) and within:
            assert overlap(exact, other)
        if lies_within(exact, one):
            assert overlap(exact, one)
