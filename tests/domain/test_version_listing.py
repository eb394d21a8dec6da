"""Sets of ranges, compared by the versions that they hold."""

import operator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.versions.listing import same_versions

_HOLDS = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "=": operator.eq}
_number = st.integers(1, 6)
_range = st.one_of(
    st.tuples(st.sampled_from(sorted(_HOLDS)), _number).map(lambda bound: (bound,)),
    st.tuples(
        st.tuples(st.sampled_from([">", ">="]), _number), st.tuples(st.sampled_from(["<", "<="]), _number)
    ),
)
_ranges = st.lists(_range, max_size=4)

Ranges = list[tuple[tuple[str, int], ...]]


def written(ranges: Ranges) -> list[str]:
    return [", ".join(f"{sign}{number}.0.0" for sign, number in bounds) for bounds in ranges]


def held(ranges: Ranges) -> set[float]:
    """Of all halves, so that every gap between two versions has one of its own."""
    points = [half / 2 for half in range(16)]
    return {
        point for bounds in ranges for point in points if all(_HOLDS[sign](point, n) for sign, n in bounds)
    }


@settings(max_examples=300, deadline=None)
@given(_ranges, _ranges)
def test_listing_says_what_trying_every_version_says(one: Ranges, other: Ranges) -> None:
    assert same_versions(written(one), written(other)) == (held(one) == held(other))


@settings(max_examples=60, deadline=None)
@given(_ranges, _ranges)
def test_it_does_not_matter_which_comes_first_or_twice(one: Ranges, other: Ranges) -> None:
    assert same_versions(written(one), written(one[::-1] + one))
    assert same_versions(written(one), written(other)) == same_versions(written(other), written(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([">=1.2, <1.4", ">=1.4, <1.5"], [">=1.2, <1.5"]),
        (["<=1.4.1"], ["<1.4.1", "1.4.1"]),
        (["v1.2"], ["1.2"]),
        (["1.2", "1.2.0"], ["1.2"]),
        (["vers:semver/>=1.2.0|<1.4.1"], [">=1.2.0, <1.4.1"]),
        (["vers:deb/>=1:2.3|<1:2.4", "vers:deb/1:2.4"], ["vers:deb/>=1:2.3|<=1:2.4"]),
        (["1.0.2k"], ["1.0.2k"]),
        (["all before 2"], ["all before 2"]),
        ([">=2.0, <1.0"], []),
        ([">=0, <1.4.1"], ["<1.4.1"]),
        ([">=0"], ["<2.0", ">=2.0"]),
        ([], []),
    ],
)
def test_the_same_versions_in_other_words_are_the_same(one: list[str], other: list[str]) -> None:
    assert same_versions(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["<1.4.1"], ["<=1.4.1"]),
        ([">=0"], []),
        ([">0, <1.0"], ["<1.0"]),
        ([">=1.2, <1.4"], [">=1.2, <1.5"]),
        (["1.2"], []),
        (["1.2", "1.3"], [">=1.2, <=1.3"]),
        (["vers:deb/1.2"], ["vers:rpm/1.2"]),
        (["<1.0.2k"], ["<1.0.2l"]),
        (["all before 2"], ["<2"]),
        (["1.*"], ["1.0"]),
    ],
)
def test_others_are_not(one: list[str], other: list[str]) -> None:
    assert not same_versions(one, other)
    assert not same_versions(other, one)


def test_more_versions_than_can_be_ordered_are_compared_by_their_text() -> None:
    many = [f"{n}.0.0" for n in range(300)]
    assert same_versions(many, reversed(many))
    assert not same_versions(many, many[1:])


def test_what_has_no_order_is_the_same_from_0_on_and_in_any_order_of_its_bounds() -> None:
    assert same_versions(["0.0.0", ">=0, <A"], ["0.0.0", "<A"])
    assert same_versions(["0.0.0", ">=A, <B"], ["<B, >=A", "0.0.0"])
    assert not same_versions(["0.0.0", ">=0, <A"], ["0.0.0", "<B"])
    assert not same_versions(["no range at all"], ["1.0"])
