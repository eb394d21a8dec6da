"""Several traces of one finding: a trace of a part leaves what it does not speak of."""

import msgspec
from hypothesis import given

from desktop.domain import events as e
from desktop.domain.matrix.known import known_of
from desktop.domain.matrix.matrix import matrix_of
from desktop.domain.matrix.proposal import propose
from desktop.domain.matrix.regressions import regressions
from tests.domain.test_matrix import TRACES, WIDGET, cell, judged, states, told, trace
from tests.histories import january, profile

WHOLE = trace(cell("v1.3.0"), cell("v1.3.1"), cell("v1.4.0"), cell("v1.4.1", "fixed"))


def part(traced: e.VersionsTraced, *refs: str) -> e.VersionsTraced:
    return msgspec.structs.replace(traced, refs=refs or ("v1.4*",))


def shallow(traced: e.VersionsTraced) -> e.VersionsTraced:
    return msgspec.structs.replace(traced, shallow=True)


def test_a_trace_of_a_part_replaces_only_what_it_speaks_of() -> None:
    later = part(trace(cell("v1.4.0", "not-affected"), cell("v1.4.1", "fixed")))
    matrix = matrix_of(told(WIDGET, WHOLE, later), "Widget")
    found = {name: state for name, state in states(matrix).items() if name.startswith("v")}
    assert found == {
        "v1.3.0": "affected", "v1.3.1": "affected", "v1.4.0": "not-affected", "v1.4.1": "fixed",
    }  # fmt: skip
    assert (matrix.trace, matrix.kept) == (later, 2)
    assert propose(matrix).affected == (">=1.3.0, <=1.3.1",)


def test_what_a_shallow_clone_lacks_hides_nothing_that_is_known() -> None:
    unsure = (cell("v1.3.1", "not-checked"), cell("v1.5.0", "not-checked"))
    later = shallow(trace(*unsure, cell("v1.4.0", "fixed")))
    matrix = matrix_of(told(WIDGET, WHOLE, later), "Widget")
    known = states(matrix)
    assert (known["v1.3.1"], known["v1.4.0"], known["v1.5.0"]) == ("affected", "fixed", "not-checked")
    assert (known["v1.3.0"], matrix.kept) == ("affected", 3)


def test_a_trace_of_the_whole_history_replaces_all_before_it() -> None:
    matrix = matrix_of(told(WIDGET, WHOLE, trace(cell("v1.4.0", "fixed"))), "Widget")
    assert "v1.3.0" not in states(matrix)
    assert matrix.kept == 0


@given(TRACES, TRACES)
def test_a_part_laid_over_a_whole_loses_no_version(whole: e.VersionsTraced, later: e.VersionsTraced) -> None:
    known = states(matrix_of(told(WIDGET, whole, part(later)), "Widget"))
    assert {c.version for c in (*whole.cells, *later.cells)} <= known.keys()
    assert all(known[c.version] == c.state for c in later.cells if c.state != "not-checked")


def test_a_part_that_tells_nothing_of_a_branch_takes_no_word_on_it_back() -> None:
    fixed = trace(cell("release/1.4", "fixed", "branch"))
    affected = trace(cell("release/1.4", "affected", "branch"))
    word = judged("1.4", "fixed", branch=True)
    elsewhere = part(trace(cell("v1.3.1")), "v1.3*")
    unsure = shallow(trace(cell("release/1.4", "not-checked", "branch")))
    for later in (elsewhere, unsure):
        assert regressions(told(WIDGET, fixed, affected, word, later)) == ()
    (again,) = regressions(told(WIDGET, fixed, affected, elsewhere))
    assert again.name == "Widget 1.4"


def test_a_word_on_a_branch_and_the_clones_branch_of_its_name_that_disagree_are_remarked() -> None:
    head = trace(cell("release/1.4", "affected", "branch"))
    word = judged("1.4", "fixed", branch=True)

    def remarks(*acts: e.VersionsTraced | e.VersionJudged) -> tuple[str, ...]:
        return known_of(told(WIDGET, *acts), profile("aumos"), january(12).date(), "Widget").remarks

    assert remarks(head) == ()
    (remark,) = remarks(head, word)
    assert remark.startswith(
        "Widget 1.4 is fixed by a person's word, and its branch release/1.4 in the clone"
    )
