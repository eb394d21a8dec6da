"""What is said of fixes and of an advisory where the matrix, or the list, says otherwise."""

import pytest

from desktop.domain import events as e
from desktop.domain.advisories.facts import advisory_from
from desktop.domain.event import Event
from desktop.domain.fixing.at_once import all_out
from desktop.domain.fixing.gaps import lacks, proofs_wanted, standing, unfixed
from desktop.domain.fixing.remarks import remarks_on_fixes
from desktop.domain.matrix.advised import belied, left_out
from desktop.domain.matrix.cells import Cell
from tests.domain.test_fixing import AUMOS, EXEMPTED, FIXES, NOW, OUT, PROVED, VARIANT, branch, case, refused

AFFECTED = Cell("v1.4.1", "tag", "affected", "read in the code")


def traced(*cells: Cell, finding: str = "second-sink") -> e.VersionsTraced:
    return e.VersionsTraced("Widget", "widget", ("a" * 40,), (), cells, finding)


def advised(*acts: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = case(*acts)
    products = advisory_from(found, AUMOS, now=NOW).products
    return belied(products, found), left_out(products, found)


def remarks(*acts: Event) -> str:
    return " ".join(remarks_on_fixes(case(*acts), AUMOS, NOW.date()))


def test_a_version_that_a_similar_problem_affects_is_not_called_fixed() -> None:
    told = (VARIANT, *FIXES, traced(AFFECTED))
    wrong, missing = advised(*told)
    assert len(wrong) == 1
    assert wrong[0].startswith(
        "Widget: 1.4.1 is called fixed, and by the matrix it is affected by “second-sink”: name another"
    )
    assert missing == (
        "By the matrix Widget v1.4.1 is affected by “second-sink”, and nothing listed holds it.",
    )
    word = e.VersionJudged("Widget", "v1.4.1", "fixed", "read again", finding="second-sink")
    assert advised(*told, word) == ((), ())


def test_so_is_one_that_the_reported_problem_still_affects() -> None:
    wrong, missing = advised(*FIXES, traced(AFFECTED, Cell("v1.5.0", "tag", "affected", "x"), finding=""))
    assert "affected by the reported problem" in wrong[0]
    assert "v1.5.0, v1.4.1 are affected" in missing[0]


def test_a_fix_that_is_said_to_mend_what_the_matrix_calls_affected_is_remarked() -> None:
    covering = e.FixPrepared("Widget", "1.4.1", "1.4", covers=("second-sink",))
    assert "affected by “second-sink”, which this fix is said to mend" in remarks(
        VARIANT, traced(AFFECTED), covering
    )
    assert remarks(VARIANT, covering) == ""


@pytest.mark.parametrize(
    ("fix", "words"),
    [
        (e.FixPrepared("Widget", "1.3.9", "1.4"), "1.3.9 is a version of Widget 1.3, and named for 1.4."),
        (e.FixPrepared("Widget", "0.9", "1.4"), "lies before every version of Widget that is listed"),
        (FIXES[1], ""),
    ],
)
def test_a_version_that_is_none_of_its_branch_or_too_old_is_remarked(fix: Event, words: str) -> None:
    said = remarks(fix)
    assert words in said if words else not said


def test_a_fix_that_came_out_untested_and_unreviewed_is_said_to_be_so() -> None:
    assert remarks(*FIXES, PROVED[0], PROVED[1], OUT[1]) == (
        "The fix of Widget 1.4 is released, and no test of it passed and no review approved it."
    )
    assert remarks(*FIXES, *PROVED, *OUT) == ""


def test_nobody_reviews_what_they_prepared_or_own() -> None:
    mine = e.FixReviewed("Widget", "ME ", "approved", "1.4")
    assert "me owns the fix" in refused(mine, *FIXES)
    assert "me prepared the fix" in refused(mine, e.FixOwned("Widget", "Dana", "1.4"), *FIXES)
    assert branch(case(e.FixOwned("Widget", "Dana", "1.4"), *FIXES)).owner == "Dana"
    assert refused(PROVED[3], *FIXES) == ""


def test_no_fix_is_called_ready_that_lacks_more_than_its_release() -> None:
    def stands(*acts: Event) -> tuple[str, tuple[str, ...]]:
        found = case(*acts)
        return standing(branch(found), found), proofs_wanted(branch(found), found)

    whole = e.FixPrepared("Widget", "1.4.1", "1.4", commit="abc")
    assert stands(FIXES[1], *PROVED[2:]) == ("in-work", ())
    assert stands(whole, *PROVED[2:]) == ("ready", ())
    assert stands(VARIANT, whole, *PROVED[2:]) == ("in-work", ())
    assert stands(whole, PROVED[2], OUT[1]) == ("released", ("unreviewed",))
    assert stands(whole, OUT[1]) == ("released", ("untested", "unreviewed"))
    assert stands(whole, e.FixReady(), OUT[1]) == ("released", ())  # from before proofs were asked for


def test_no_branch_is_exempted_that_a_clone_calls_affected_or_that_is_looked_into() -> None:
    head = Cell("release/1.3", "branch", "affected", "It has the code as it began, and no fix.")
    harmless = e.VersionJudged("Widget", "1.3", "not-affected", "read", "component_not_present", branch=True)
    looking = e.VersionJudged("Widget", "1.3", "under-investigation", "being read", branch=True)
    said = refused(EXEMPTED, traced(head, finding=""))
    assert (
        "Widget 1.3 is affected (By release/1.3: It has the code as it began, and no fix): judge it" in said
    )
    assert "is under investigation (being read)" in refused(EXEMPTED, looking)
    assert refused(EXEMPTED, traced(head, finding=""), harmless) == ""


def test_a_trace_after_an_exemption_is_asked_about() -> None:
    head = Cell("release/1.3", "branch", "affected", "It has the code.")
    since = case(FIXES[1], EXEMPTED, traced(head, finding=""))
    assert unfixed(since) == (
        "Widget 1.3 was said to need no fix, and the matrix calls it affected since: judge it, or fix it"
    )
    assert lacks(branch(since, "1.3"), since) == ("a fix, as the matrix calls it affected since",)
    harmless = e.VersionJudged("Widget", "1.3", "not-affected", "x", "component_not_present", branch=True)
    assert unfixed(case(FIXES[1], EXEMPTED, traced(head, finding=""), harmless)) == ""


def test_a_test_that_failed_and_a_review_that_asks_for_changes_are_told() -> None:
    failed = e.FixTested("Widget", "the steps", "failed", "1.4")
    asking = e.FixReviewed("Widget", "Barbara", "changes-needed", "1.4", "check the length")
    found = case(FIXES[1], failed, asking)
    assert lacks(branch(found), found)[1:3] == (
        "a test that passes (the last one failed: the steps)",
        "a review that approves it (Barbara asks for changes: check the length)",
    )


def test_not_every_fix_is_out_while_a_similar_problem_has_none() -> None:
    assert all_out(case(*FIXES, *OUT))
    assert not all_out(case(VARIANT, *FIXES, *OUT))


def test_what_was_set_aside_for_one_fix_is_asked_for_of_another() -> None:
    waived = tuple(e.NeedWaived(need, "trivial") for need in ("fix-tested", "fix-reviewed"))
    named = e.FixPrepared("Widget", "1.4.1", "1.4", commit="abc")
    other = e.FixPrepared("Widget", "1.4.2", "1.4", commit="def")

    def set_aside(*acts: Event) -> set[str]:
        return {waiver.need for waiver in case(*acts).waived}

    assert set_aside(named, *waived, other) == set()
    assert set_aside(*waived, named) == {"fix-tested", "fix-reviewed"}
    assert set_aside(FIXES[1], *waived, named) == {"fix-tested", "fix-reviewed"}  # the same one, completed
