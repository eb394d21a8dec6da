"""The matrix of a finding: a clone's word, a person's word above it, and what nobody has looked at."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.event import Event
from desktop.domain.fold import fold
from desktop.domain.matrix.cells import Cell, CellState
from desktop.domain.matrix.matrix import Matrix, findings_of, matrix_of, products_of
from tests.histories import RECEIVED, history, january, received

WIDGET = e.AffectedListed("Acme", "Widget", (">=1.3.0, <1.4.2", "1.2.9"), ("1.3", "1.4"))
STATES: tuple[CellState, ...] = ("affected", "not-affected", "fixed", "under-investigation", "not-checked")


def told(*acts: Event) -> Case:
    return fold(history((RECEIVED, received()), *((january(12), act) for act in acts)))


def cell(version: str, state: CellState = "affected", sort: str = "tag") -> Cell:
    why = "vulnerable_code_not_present" if state == "not-affected" else ""
    return Cell(version, sort, state, f"{version} traced", why)  # type: ignore[arg-type]


def trace(*cells: Cell, finding: str = "", product: str = "Widget") -> e.VersionsTraced:
    return e.VersionsTraced(product, "widget", ("a" * 40,), ("b" * 40,), cells, finding)


def judged(version: str, state: CellState, *, branch: bool = False, finding: str = "") -> e.VersionJudged:
    why = "component_not_present" if state == "not-affected" else ""
    return e.VersionJudged("Widget", version, state, f"{version} read", why, finding, branch)  # type: ignore[arg-type]


def states(matrix: Matrix) -> dict[str, CellState]:
    return {row.name: row.state for row in matrix.rows}


def test_without_a_clone_every_supported_branch_and_listed_version_is_not_checked() -> None:
    matrix = matrix_of(told(WIDGET), "Widget")
    assert states(matrix) == {"1.4": "not-checked", "1.3": "not-checked", "1.2.9": "not-checked"}
    assert {row.evidence for row in matrix.rows} == {"Nobody has looked at it."}


def test_the_policys_branches_stand_in_where_a_case_lists_none() -> None:
    assert states(matrix_of(told(), "Widget", "", ("1.x.x",))) == {"1.x.x": "not-checked"}
    assert states(matrix_of(told(WIDGET), "Widget", "", ("1.x.x",))).keys() == {"1.4", "1.3", "1.2.9"}


def test_rows_stand_branch_by_branch_newest_first_and_what_is_no_version_last() -> None:
    cells = [cell(name) for name in ("v1.3.1", "nightly", "v1.4.0", "v1.3.10", "v0.9", "v1.4.0-rc1")]
    heads = [cell("release/1.4", "fixed", "branch"), cell("topic", "affected", "branch")]
    matrix = matrix_of(told(WIDGET, trace(*cells, *heads)), "Widget")
    assert [row.name for row in matrix.rows] == [
        *("1.4", "release/1.4", "v1.4.0", "v1.4.0-rc1"),
        *("1.3", "v1.3.10", "v1.3.1"),
        *("topic", "1.2.9", "v0.9", "nightly"),
    ]
    assert [row.number for row in matrix.rows if row.name in ("nightly", "topic", "v0.9")] == ["", "0.9", ""]


def test_a_branch_is_what_its_own_branch_in_the_clone_says_else_its_newest_version() -> None:
    cells = (cell("v1.4.0"), cell("release/1.4", "fixed", "branch"), cell("v1.3.1", "fixed"), cell("v1.3.0"))
    matrix = matrix_of(told(WIDGET, trace(*cells)), "Widget")
    assert (matrix.branch("1.4").state, matrix.branch("1.3").state) == ("fixed", "fixed")
    assert matrix.branch("1.4").evidence == "By release/1.4: release/1.4 traced"
    assert matrix.branch("1.3").evidence == "By v1.3.1, its newest version: v1.3.1 traced"


def test_of_two_branches_that_disagree_the_worse_one_counts() -> None:
    cells = (cell("release/1.4", "fixed", "branch"), cell("origin/release/1.4", "affected", "branch"))
    assert matrix_of(told(WIDGET, trace(*cells)), "Widget").branch("1.4").state == "affected"


def test_a_word_on_a_branch_stands_above_what_follows_from_its_versions() -> None:
    acts = (WIDGET, trace(cell("1.4", "affected"), cell("1.4.1")), judged("1.4", "fixed", branch=True))
    matrix = matrix_of(told(*acts), "Widget")
    row = matrix.branch("1.4")
    assert (row.state, row.evidence) == ("fixed", "1.4 read")
    assert row.traced is not None
    assert row.traced.evidence == "By 1.4.1, its newest version: 1.4.1 traced"
    assert [r.state for r in matrix.rows if r.name == "1.4" and r.sort == "version"] == ["affected"]


def test_a_word_finds_its_version_whatever_the_tag_is_called() -> None:
    acts = (WIDGET, judged("1.4.0", "fixed"), trace(cell("v1.4.0"), cell("widget-1.4.1")))
    matrix = matrix_of(told(*acts, judged("v1.4.1", "not-affected")), "Widget")
    assert states(matrix)["v1.4.0"] == "fixed"
    assert states(matrix)["widget-1.4.1"] == "not-affected"
    assert "1.4.0" not in states(matrix)


def test_a_product_without_branches_has_one_that_its_trunk_tells_of() -> None:
    single = e.AffectedListed("Acme", "Widget", ("1.0",))
    matrix = matrix_of(told(single, trace(cell("v1.0"), cell("main", "fixed", "branch"))), "Widget")
    assert matrix.branch("").state == "fixed"
    assert all(row.sort != "supported" for row in matrix.rows)


def test_each_finding_and_each_product_has_its_own_matrix() -> None:
    acts = (WIDGET, e.VariantFound("In the exporter", "export.c"), trace(cell("v1.4.0")))
    case = told(*acts, trace(cell("v1.4.0", "fixed"), finding="In the exporter"), trace(product="Gadget"))
    assert findings_of(case) == ("", "In the exporter")
    assert products_of(case) == ("Widget", "Gadget")
    assert states(matrix_of(case, "Widget"))["v1.4.0"] == "affected"
    assert states(matrix_of(case, "Widget", "In the exporter"))["v1.4.0"] == "fixed"
    assert matrix_of(case, "Gadget").rows == ()


NAMES = st.sampled_from(["v1.4.0", "v1.4.1", "1.3.0", "nightly", "release/1.4", "0.9"])
CELLS = st.builds(
    lambda name, state: cell(name, state, "branch" if "/" in name else "tag"), NAMES, st.sampled_from(STATES)
)
TRACES = st.lists(CELLS, unique_by=lambda c: c.version, max_size=6).map(lambda cells: trace(*cells))
JUDGEMENTS = st.builds(judged, NAMES, st.sampled_from(STATES))
ACTS = st.lists(TRACES | JUDGEMENTS, max_size=8)


def rows_of(acts: Sequence[Event]) -> tuple[object, ...]:
    return matrix_of(told(WIDGET, *acts), "Widget").rows


@given(ACTS, JUDGEMENTS)
def test_a_persons_word_counts_and_the_clones_stays_in_sight(acts: list[Event], act: e.VersionJudged) -> None:
    before = {row.name: row.traced for row in matrix_of(told(WIDGET, *acts), "Widget").rows}
    rows = [r for r in matrix_of(told(WIDGET, *acts, act), "Widget").rows if r.judged == act]
    assert rows
    assert all((row.state, row.evidence) == (act.state, act.ground) for row in rows)
    assert all(row.traced == before.get(row.name) for row in rows)


@given(ACTS, JUDGEMENTS, ACTS)
def test_a_word_that_is_undone_was_never_said(
    acts: list[Event], act: e.VersionJudged, since: list[Event]
) -> None:
    happened = [WIDGET, *acts, act, *since]
    recorded = history((RECEIVED, received()), *((january(12), event) for event in happened))
    undone = e.EventUndone(recorded[2 + len(acts)].id)
    case = fold(history((RECEIVED, received()), *((january(12), x) for x in (*happened, undone))))
    assert matrix_of(case, "Widget").rows == rows_of([*acts, *since])


@given(ACTS, TRACES, TRACES)
def test_a_later_trace_replaces_an_earlier_one_and_keeps_every_word(
    acts: list[Event], earlier: e.VersionsTraced, later: e.VersionsTraced
) -> None:
    words = [act for act in acts if isinstance(act, e.VersionJudged)]
    assert set(map(repr, rows_of([*acts, earlier, later]))) == set(map(repr, rows_of([*words, later])))


@given(TRACES, st.lists(JUDGEMENTS, max_size=6))
def test_words_count_the_same_before_and_after_the_trace(
    traced: e.VersionsTraced, words: list[e.VersionJudged]
) -> None:
    assert set(map(repr, rows_of([*words, traced]))) == set(map(repr, rows_of([traced, *words])))


@given(ACTS)
def test_nothing_that_was_told_is_left_out_and_no_branch_is_passed_over(acts: list[Event]) -> None:
    matrix = matrix_of(told(WIDGET, *acts), "Widget")
    names = {row.name for row in matrix.rows}
    assert names >= {"1.3", "1.4", "1.2.9"}
    if matrix.trace is not None:
        assert names >= {c.version for c in matrix.trace.cells}
    assert all(row.evidence for row in matrix.rows)
