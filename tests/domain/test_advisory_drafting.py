"""What an advisory takes from the matrix, the fixes, the catalogue and the decisions of its case."""

from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryFacts, Moment, SsvcFact, Unaffected
from desktop.domain.advisories.facts import advisory_exported, advisory_from, without_release
from desktop.domain.advisories.unsaid import unsaid
from desktop.domain.event import Event
from desktop.domain.fold import fold
from desktop.domain.matrix.cells import Cell
from tests.histories import PRODUCT, RECEIVED, SEVERITY, history, january, profile, received

MUSHIN = profile("mushin")
NOW = january(20, 12)
NEVER = "vulnerable_code_not_present"


def facts(*acts: Event, **given: object) -> AdvisoryFacts:
    told = history((RECEIVED, received()), *((january(15), act) for act in acts))
    return advisory_from(fold(told), MUSHIN, now=NOW, **given)  # type: ignore[arg-type]


def judged(version: str, state: str, finding: str = "", *, branch: bool = False) -> e.VersionJudged:
    why = NEVER if state == "not-affected" else ""
    return e.VersionJudged("Widget", version, state, "read", why, finding, branch)  # type: ignore[arg-type]


def traced(refs: tuple[str, ...] = (), **states: str) -> e.VersionsTraced:
    cells = tuple(
        Cell(name.replace("_", "."), "tag", state, "told", NEVER if state == "not-affected" else "")  # type: ignore[arg-type]
        for name, state in states.items()
    )
    return e.VersionsTraced("Widget", "clone", (), (), cells, refs=refs)


def test_what_the_matrix_knows_is_said_with_its_justification() -> None:
    (product,) = facts(PRODUCT, judged("0.9", "not-affected"), judged("2.0", "under-investigation")).products
    assert product.unaffected == (Unaffected("0.9", NEVER),)
    assert product.investigated == ("2.0",)


def test_a_word_on_a_whole_branch_is_one_on_its_range() -> None:
    (product,) = facts(
        PRODUCT, judged("2.x", "not-affected", branch=True), judged("3.x", "under-investigation", branch=True)
    ).products
    assert product.unaffected == (Unaffected(">=2, <3", NEVER),)
    assert product.investigated == (">=3, <4",)


def test_a_branch_that_needs_no_fix_is_not_affected() -> None:
    listed = e.AffectedListed("Acme", "Widget", (">=1.4, <1.4.1",), ("1.3", "1.4"))
    said = e.FixExempted("Widget", "component_not_present", "read", "1.3")
    assert facts(listed, said).products[0].unaffected == (Unaffected(">=1.3, <1.4", "component_not_present"),)
    own_word = e.FixExempted("Widget", "branch-not-affected", "read", "1.3")
    assert facts(listed, own_word).products[0].unaffected == (Unaffected(">=1.3, <1.4", ""),)


def test_a_branch_that_is_called_affected_since_is_not_called_free_of_it() -> None:
    listed = e.AffectedListed("Acme", "Widget", (">=1.4, <1.4.1",), ("1.3", "1.4"))
    said = e.FixExempted("Widget", "component_not_present", "read", "1.3")
    assert facts(listed, said, judged("1.3", "affected", branch=True)).products[0].unaffected == ()


def test_a_similar_problem_keeps_a_version_from_being_called_free() -> None:
    found = e.VariantFound("Loader", "src/x.c")
    free = judged("0.9", "not-affected")
    assert facts(PRODUCT, free, found).products[0].unaffected == (), "nobody looked for the similar one"
    assert facts(PRODUCT, free, found, judged("0.9", "not-affected", "Loader")).products[0].unaffected
    again = facts(PRODUCT, free, found, judged("0.9", "under-investigation", "Loader")).products[0]
    assert (again.unaffected, again.investigated) == ((), ("0.9",))


def test_versions_of_a_whole_history_that_follow_each_other_are_one_range() -> None:
    free = dict.fromkeys(("v0_1", "v0_2", "v0_3"), "not-affected")
    whole = facts(PRODUCT, traced(**free, v1_0="affected", v2_0="not-affected")).products[0]
    assert [one.version for one in whole.unaffected] == [">=0.1, <=0.3", "2.0"]
    part = facts(PRODUCT, traced(("v0.*",), **free)).products[0]
    assert [one.version for one in part.unaffected] == ["0.1", "0.2", "0.3"]


def test_the_graver_word_stands_and_the_other_is_left_out_with_a_remark() -> None:
    told = fold(
        history((RECEIVED, received()), (RECEIVED, PRODUCT), (RECEIVED, judged("1.2", "not-affected")))
    )
    drafted = advisory_from(told, MUSHIN, now=NOW)
    assert drafted.products[0].unaffected == ()
    (flaw,) = unsaid(drafted, told)
    assert (flaw.field, flaw.is_mistake) == ("products", False)
    assert "1.2" in flaw.sentence


def test_thousands_of_versions_are_told_apart_in_one_go() -> None:
    many = {f"v0_{n}_{m}": "not-affected" if n % 2 else "affected" for n in range(60) for m in range(50)}
    (product,) = facts(PRODUCT, traced(("v0.*",), **many)).products
    assert len(product.unaffected) == 1500


def test_a_fix_says_when_it_came_out_and_where_it_can_be_looked_at() -> None:
    prepared = e.FixPrepared("Widget", "v1.4.1", "1.4", "https://acme.example/1.4.1")
    released = e.BranchReleased("Widget", "v1.4.1", date(2026, 1, 14), "1.4")
    (product,) = facts(PRODUCT, prepared, released).products
    (fix,) = product.fixes
    assert (fix.version, fix.reference) == ("1.4.1", "https://acme.example/1.4.1")
    assert fix.released == datetime(2026, 1, 14, tzinfo=UTC)


def test_what_is_no_address_is_left_out_with_a_remark() -> None:
    told = fold(
        history(
            (RECEIVED, received()),
            (RECEIVED, PRODUCT),
            (RECEIVED, e.FixPrepared("Widget", "1.4.1", "1.4", "PR 12")),
        )
    )
    drafted = advisory_from(told, MUSHIN, now=NOW)
    assert drafted.products[0].fixes[0].reference == ""
    assert [flaw.field for flaw in unsaid(drafted, told)] == ["fixes"]


def test_a_release_on_the_day_of_the_report_is_not_before_it() -> None:
    acts = (
        e.FixPrepared("Widget", "1.4.1", "1.4"),
        e.BranchReleased("Widget", "1.4.1", RECEIVED.date(), "1.4"),
    )
    assert facts(PRODUCT, *acts).products[0].fixes[0].released == RECEIVED
    early = e.BranchReleased("Widget", "1.4.1", RECEIVED.date() - timedelta(days=1), "1.4")
    assert facts(PRODUCT, acts[0], early).products[0].fixes[0].released is None


def test_affected_versions_outside_the_supported_branches_get_no_fix() -> None:
    listed = e.AffectedListed("Acme", "Widget", (">=1.0, <1.2", "1.3.2", "r7"), ("1.3", "1.4"))
    assert facts(listed).products[0].abandoned == (">=1.0, <1.2",)
    one_line = e.AffectedListed("Acme", "Widget", (">=1.0, <1.2",))
    assert facts(one_line).products[0].abandoned == ()
    named = e.AffectedListed("Acme", "Widget", (">=1.0, <1.2",), ("stable",))
    assert facts(named).products[0].abandoned == (), "nobody can say which versions are of a branch so called"


@pytest.mark.parametrize(
    ("purl", "without"),
    [
        ("pkg:pypi/widget", "pkg:pypi/widget"),
        ("pkg:pypi/widget@1.0", "pkg:pypi/widget"),
        ("pkg:npm/@acme/widget", "pkg:npm/@acme/widget"),
        ("pkg:npm/%40acme/widget@1.0?arch=x#sub", "pkg:npm/%40acme/widget?arch=x#sub"),
    ],
)
def test_the_catalogue_names_the_package(purl: str, without: str) -> None:
    entry = e.ProductListed("ACME", " widget ", cpe=" cpe:2.3:a:acme:widget:*:*:*:*:*:*:*:* ", purl=purl)
    (product,) = facts(PRODUCT, catalogue=(entry,)).products
    assert product.purl == without
    assert product.cpe == "cpe:2.3:a:acme:widget:*:*:*:*:*:*:*:*"
    assert facts(PRODUCT).products[0].purl == ""


def test_decisions_about_the_problem_are_said_and_those_about_the_report_are_not() -> None:
    decided = [
        e.SsvcDecided(table, ("Exploitation=none",), "because", "2.1", "scheduled")
        for table in ("supplier", "triage", "publish")
    ]
    assert facts(*decided).ssvc == (SsvcFact("supplier", "2.1", ("Exploitation=none",), "scheduled"),)


def test_the_timeline_tells_what_happened_and_nobody_who_did_it() -> None:
    found = facts(
        PRODUCT,
        SEVERITY,
        e.NoteAdded("Mallory called"),
        e.ReportConfirmed(),
        e.FixPrepared("Widget", "1.4.1", "1.4"),
        e.BranchReleased("Widget", "1.4.1", date(2026, 1, 16), "1.4"),
    )
    assert found.timeline == (
        Moment(RECEIVED, "The problem was reported."),
        Moment(january(15), "The problem was confirmed."),
        Moment(january(16), "Widget 1.4.1 came out with the fix."),
        Moment(NOW, "The advisory was published."),
    )
    assert without_release(found).timeline[-1] == Moment(
        datetime(1970, 1, 1, tzinfo=UTC), found.timeline[-1].what
    )


def test_a_holding_advisory_tells_neither_the_timeline_nor_how_it_is_used() -> None:
    found = facts(
        PRODUCT,
        e.SsvcDecided("supplier", ("Exploitation=active",), "because", "2.1", "immediate"),
        e.CreditRecorded("named", "Ada", "mail"),
        e.EmbargoExited("exploited", "seen"),
    )
    assert found.holding
    assert (found.timeline, found.ssvc, found.credits) == ((), (), ())


def test_the_facts_that_left_last_can_be_told_again() -> None:
    exported = e.AdvisoryExported("csaf", "a", "0" * 64, changed="Initial publication.")
    told = history(
        (RECEIVED, received()),
        (RECEIVED, PRODUCT),
        (january(12), exported),
        (january(13), e.FixPrepared("Widget", "1.4.1", "1.4")),
    )
    left = advisory_exported(fold(told), MUSHIN)
    assert left == advisory_from(fold(told[:2]), MUSHIN, now=january(12))
    assert advisory_exported(fold(told[:2]), MUSHIN) is None


def test_an_entry_of_the_catalogue_that_came_later_is_a_change() -> None:
    told = history(
        (RECEIVED, received()), (RECEIVED, PRODUCT), (january(12), e.AdvisoryExported("csaf", "a", "0" * 64))
    )
    entry = e.ProductListed("Acme", "Widget", purl="pkg:pypi/widget")
    found = advisory_from(fold(told), MUSHIN, now=NOW, catalogue=(entry,), catalogue_then=())
    assert found.revisions[-1].summary == "Widget is identified otherwise."
    same = advisory_from(fold(told), MUSHIN, now=NOW, catalogue=(entry,))
    assert same.revisions[-1].summary == "Updated."
