"""From the matrix to what is listed as affected: never more and never less than what is known."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.matrix.cells import CellState
from desktop.domain.matrix.matrix import matrix_of
from desktop.domain.matrix.proposal import disagreements, propose
from desktop.domain.versions.ranges import lies_within, parse_range
from tests.domain.test_matrix import STATES, WIDGET, cell, judged, told, trace


def proposed(**states: CellState) -> tuple[str, ...]:
    cells = [cell(name.replace("_", "."), state) for name, state in states.items()]
    return propose(matrix_of(told(WIDGET, trace(*cells)), "Widget")).affected


def test_versions_that_follow_each_other_are_a_range_up_to_the_one_that_is_fixed() -> None:
    assert proposed(v1_3_0="affected", v1_3_1="affected", v1_3_2="fixed", v1_4_0="affected") == (
        ">=1.3.0, <1.3.2",
        "1.4.0",
    )


def test_a_range_ends_where_nobody_has_looked_yet() -> None:
    states: dict[str, CellState] = {"v1_3_0": "affected", "v1_3_1": "affected", "v1_3_2": "not-checked"}
    assert proposed(**states, v1_3_3="affected") == (">=1.3.0, <=1.3.1", "1.3.3")
    assert proposed(v1_3_0="affected", v1_3_1="not-affected") == ("1.3.0",)


def test_versions_whose_order_nobody_knows_are_listed_one_by_one() -> None:
    assert sorted(proposed(v1_0_2k="affected", v1_0_2l="affected")) == ["1.0.2k", "1.0.2l"]


def test_what_is_no_version_is_never_proposed() -> None:
    cells = [cell(name) for name in ("nightly", "release-candidate-foo", "a,b", "v1.3.0")]
    matrix = matrix_of(told(WIDGET, trace(*cells, cell("topic", "affected", "branch"))), "Widget")
    assert propose(matrix).affected == ("1.3.0",)


def test_branches_that_have_or_had_the_problem_need_their_fix_on_record() -> None:
    e_branches = e.AffectedListed("Acme", "Widget", ("1.0",), ("1.2", "1.3", "1.4", "1.5"))
    cells = (cell("v1.4.0"), cell("v1.3.1", "fixed"), cell("v1.2.0", "not-affected"))
    assert propose(matrix_of(told(e_branches, trace(*cells)), "Widget")).branches == ("1.4", "1.3")


def test_a_list_that_says_otherwise_than_the_matrix_is_remarked_on() -> None:
    cells = (cell("v1.4.2", "fixed"), cell("v1.4.1"), cell("v1.2.0"), cell("v1.1.0"), cell("nightly"))
    case = told(WIDGET, trace(*cells), judged("1.3.5", "not-affected"))
    assert disagreements(WIDGET, matrix_of(case, "Widget")) == (
        "By the matrix Widget v1.2.0, v1.1.0 are affected, and nothing listed holds it.",
        "By the matrix Widget 1.3.5 is not affected, and listed all the same.",
    )
    agreed = e.AffectedListed("Acme", "Widget", propose(matrix_of(case, "Widget")).affected)
    assert disagreements(agreed, matrix_of(case, "Widget")) == ()


def test_a_list_that_cannot_be_read_is_passed_over() -> None:
    listed = e.AffectedListed("Acme", "Widget", ("1.*", "1.3.0"), ("1.3",))
    matrix = matrix_of(told(listed, trace(cell("v1.3.1"))), "Widget")
    assert [row.name for row in matrix.rows] == ["1.3", "v1.3.1", "1.3.0"]
    assert disagreements(listed, matrix) == (
        "By the matrix Widget v1.3.1 is affected, and nothing listed holds it.",
    )


VERSIONS = st.from_regex(r"\A1\.[0-4]\.[0-9]{1,2}(-rc\.[1-3]|)\Z")


@given(st.dictionaries(VERSIONS, st.sampled_from(STATES), max_size=14))
def test_a_proposal_holds_every_affected_version_and_no_other(known: dict[str, CellState]) -> None:
    cells = [cell(f"v{name}", state) for name, state in known.items()]
    matrix = matrix_of(told(WIDGET, trace(*cells)), "Widget")
    ranges = [parse_range(written) for written in propose(matrix).affected]
    canonical = {row.number: row.state for row in matrix.versions if row.traced}
    for version, state in canonical.items():
        held = any(lies_within(parse_range(version), one) is True for one in ranges)
        twins = [s for other, s in canonical.items() if _same(other, version)]
        assert held == (state == "affected") or "affected" in twins, (version, ranges)


def _same(one: str, other: str) -> bool:
    """1.0.1 and 1.0.01 are one version to some readings."""
    return lies_within(parse_range(one), parse_range(other)) is not False
