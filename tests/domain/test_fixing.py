"""The fix of each branch: its state follows from what was recorded; one that is taken back counts no more."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.advisories.facts import advisory_from
from desktop.domain.case import Case
from desktop.domain.clocks import read_clocks
from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.fixing.at_once import proposed_version, releases_of
from desktop.domain.fixing.gaps import lacks, records_of, unfixed
from desktop.domain.fixing.out_of_band import release_by_default, remarks_on_release
from desktop.domain.fixing.records import BranchRecord
from desktop.domain.fold import fold
from desktop.domain.matrix.matrix import Matrix, matrix_of
from desktop.domain.matrix.unchecked import unchecked
from desktop.domain.parties.people import export_is_stale
from desktop.domain.stages import needs_of, stage_of
from tests.histories import PRODUCT, RECEIVED, SEVERITY, TRIED, history, january, profile, received

AUMOS, MUSHIN, M87 = profile("aumos"), profile("mushin"), profile("m87")
NOW = january(20)
DAY = date(2026, 1, 15)
HASH = "a" * 64
PATCH = e.EvidenceAdded(received().title, "fix.patch", 12, HASH, "text/plain")
VARIANT = e.VariantFound("second-sink", "src/b.c:12")
BEFORE = (
    e.ArrivalConfirmed(RECEIVED),
    e.HandlerAssigned("Grace"),
    e.AckSent(),
    PRODUCT,
    SEVERITY,
    TRIED,
    e.ReportConfirmed(),
    e.AssessmentSent(),
    e.AuditRecorded("all", "nothing"),
    e.AuditDone(),
)
FIXES = (e.FixPrepared("Widget", "1.3.9", "1.3"), e.FixPrepared("Widget", "1.4.1", "1.4"))
PROVED = tuple(
    act
    for branch in ("1.3", "1.4")
    for act in (
        e.FixTested("Widget", "the steps", "passed", branch),
        e.FixReviewed("Widget", "Barbara", "approved", branch),
    )
)
OUT = tuple(e.BranchReleased("Widget", fix.fixed_in, DAY, fix.branch) for fix in FIXES)
REVERTED = e.FixReverted("Widget", "it broke the login", "1.4")
EXEMPTED = e.FixExempted("Widget", "vulnerable_code_not_present", "came in with 1.4", "1.3")


def so_far(*acts: Event, policy: str = "aumos") -> list[Recorded]:
    opened = (RECEIVED, received(policy))
    return history(opened, *((january(10) + timedelta(hours=n), act) for n, act in enumerate(acts)))


def case(*acts: Event) -> Case:
    return fold(so_far(PRODUCT, *acts))


def branch(found: Case, name: str = "1.4") -> BranchRecord:
    return next(record for record in records_of(found) if record.branch == name)


def refused(act: Event, *acts: Event) -> str:
    events = so_far(PRODUCT, *acts)
    answer = decide(events, fold(events), act, AUMOS, at=NOW, now=NOW)
    return answer.sentence if isinstance(answer, Refusal) else ""


def allowed(act: Event, *acts: Event, policy: str = "aumos") -> bool:
    events = so_far(PRODUCT, *acts, policy=policy)
    return isinstance(decide(events, fold(events), act, AUMOS, at=NOW, now=NOW), Draft)


def undone(events: list[Recorded], act: Event) -> list[Recorded]:
    target = next(r.id for r in reversed(events) if r.event == act)
    undo = Recorded(f"{len(events) + 1:064x}", None, "w", 99, NOW, NOW, "me", e.EventUndone(target))
    return [*events, undo]


def undoing(act: Event, *acts: Event) -> str:
    """What keeps the act from being undone."""
    return refused(e.EventUndone(next(r.id for r in so_far(PRODUCT, *acts) if r.event == act)), *acts)


def test_a_state_is_read_off_what_was_recorded() -> None:
    owned = e.FixOwned("Widget", "Dana", "1.4")
    steps = (owned, FIXES[1], *PROVED[2:], OUT[1], REVERTED, FIXES[1])
    states = [branch(case(*steps[:n])).state for n in range(len(steps) + 1)]
    assert states == [
        "not-started", "in-work", "in-work", "in-work", "ready", "released", "taken-back", "in-work",
    ]  # fmt: skip
    assert branch(case(EXEMPTED), "1.3").state == "not-needed"
    assert branch(case(*FIXES, e.FixReady(), e.FixReleased())).state == "released"


def test_each_branch_says_what_it_still_lacks() -> None:
    assert lacks(branch(case()), case()) == ("a fix",)
    begun = case(VARIANT, FIXES[1])
    assert branch(begun).owner == "me"  # who prepared it, until somebody else is named
    assert lacks(branch(begun), begun) == (
        "its commit or patch", "a fix for second-sink", "a test that passes",
        "a review that approves it", "the day of its release",
    )  # fmt: skip
    whole = e.FixPrepared("Widget", "1.4.1", "1.4", commit="abc", covers=("second-sink",))
    done = case(VARIANT, e.FixOwned("Widget", "Dana", "1.4"), whole, *PROVED[2:], OUT[1])
    assert lacks(branch(done), done) == ()


def test_another_fix_has_to_be_proved_anew_and_a_completed_entry_has_not() -> None:
    named = e.FixPrepared("Widget", "1.4.1", "1.4", commit="abc", covers=("second-sink",))
    other = e.FixPrepared("Widget", "1.4.1", "1.4", commit="def")
    later = e.FixPrepared("Widget", "1.4.2", "1.4")
    assert branch(case(VARIANT, FIXES[1], *PROVED[2:], named)).tested
    assert not branch(case(VARIANT, named, *PROVED[2:], other)).tested
    assert branch(case(FIXES[1], *PROVED[2:], OUT[1], later)).state == "in-work"


@pytest.mark.clause("MUS-3d")
def test_a_variant_that_a_branch_leaves_open_is_named() -> None:
    assert unfixed(case(VARIANT, *FIXES)) == (
        "Widget 1.3 has no fix for second-sink; Widget 1.4 has no fix for second-sink"
    )
    covered = tuple(e.FixPrepared("Widget", f.fixed_in, f.branch, covers=("second-sink",)) for f in FIXES)
    assert unfixed(case(VARIANT, *covered)) == ""
    assert unfixed(case(VARIANT, *covered, e.VariantFound("third", "c.c"))).count("third") == 2


def test_a_branch_that_needs_none_counts_until_another_problem_is_found() -> None:
    assert unfixed(case(VARIANT, EXEMPTED)).startswith("A fix for Widget 1.4")
    later = case(EXEMPTED, e.FixPrepared("Widget", "1.4.1", "1.4"), VARIANT)
    assert "Widget 1.3 has no fix for second-sink" in unfixed(later)
    assert unfixed(case(EXEMPTED, FIXES[0])) == "A fix for Widget 1.4"
    assert branch(case(EXEMPTED, FIXES[0]), "1.3").state == "in-work"


def test_a_fix_that_is_taken_back_opens_the_stage_again_and_clocks_keep_their_stop() -> None:
    done = (*BEFORE, *FIXES, *PROVED, e.FixReady(), *OUT, e.FixReleased(), e.ReporterNotified())
    released = so_far(*done)
    assert stage_of(fold(released), AUMOS) == "Advisory"
    back = so_far(*done, REVERTED)
    assert stage_of(fold(back), AUMOS) == "Fix"
    missing = {need.id for need in needs_of(fold(back), AUMOS) if not need.settled and need.stage == "Fix"}
    assert missing == {"fix-per-branch", "fix-tested", "fix-reviewed", "fix.ready", "fix.released"}
    stopped = [(r.clock, r.met_at) for r in read_clocks(AUMOS, released, NOW) if r.met_at]
    assert [(r.clock, r.met_at) for r in read_clocks(AUMOS, back, NOW) if r.met_at] == stopped
    assert any(clock == "fix-high" for clock, _ in stopped)
    again = (e.FixPrepared("Widget", "1.4.2", "1.4"), *PROVED[2:], e.FixReady(), e.FixReleased())
    assert stage_of(fold(so_far(*done, REVERTED, *again)), AUMOS) == "Advisory"
    assert stage_of(fold(undone(back, REVERTED)), AUMOS) == "Advisory"


def test_another_fix_after_the_release_is_declared_and_proved_anew() -> None:
    done = (*BEFORE, *FIXES, *PROVED, e.FixReady(), *OUT, e.FixReleased(), e.ReporterNotified())
    found = so_far(*done, VARIANT)
    assert stage_of(fold(found), AUMOS) == "Audit"  # its versions are not looked at yet
    mended = tuple(
        e.FixPrepared("Widget", f"{f.branch}.77", f.branch, covers=("second-sink",)) for f in FIXES
    )
    open_needs = {n.id for n in needs_of(fold(so_far(*done, VARIANT, *mended)), AUMOS) if not n.settled}
    assert {"fix-tested", "fix-reviewed", "fix.ready", "fix.released"} <= open_needs
    covered = tuple(e.FixPrepared("Widget", f.fixed_in, f.branch, covers=("second-sink",)) for f in FIXES)
    assert stage_of(fold(so_far(*done, VARIANT, *covered)), AUMOS) == "Advisory"


def test_a_case_from_before_proofs_were_asked_for_stays_as_it_was() -> None:
    old = (*BEFORE, *FIXES, e.FixReady(), e.FixReleased(), e.ReporterNotified())
    assert stage_of(fold(so_far(*old)), AUMOS) == "Advisory"
    assert stage_of(fold(so_far(*old, e.FixTested("Widget", "x", "failed", "1.4"))), AUMOS) == "Fix"


def test_proofs_that_are_taken_back_are_asked_for_again() -> None:
    ready = so_far(*BEFORE, *FIXES, *PROVED, e.FixReady(), e.FixReleased(), e.ReporterNotified())
    for proof in [r for r in ready if isinstance(r.event, e.FixTested | e.FixReviewed)]:
        ready = undone(ready, proof.event)
    open_needs = {need.id for need in needs_of(fold(ready), AUMOS) if not need.settled}
    assert {"fix-tested", "fix-reviewed"} <= open_needs


@pytest.mark.parametrize("before", [(EXEMPTED,), ()], ids=["needed none", "listed later"])
def test_what_was_declared_without_a_fix_is_not_declared_of_it(before: tuple[Event, ...]) -> None:
    only = msgspec.structs.replace(PRODUCT, supported_branches=("1.4",))
    listed = () if before else (only,)
    done = (*BEFORE, *before, *listed, FIXES[1], *PROVED[2:], e.FixReady(), OUT[1], e.FixReleased(), PRODUCT)
    later = fold(so_far(*done, FIXES[0], *PROVED[:2]))
    open_needs = {need.id for need in needs_of(later, AUMOS) if not need.settled}
    assert {"fix.ready", "fix.released"} <= open_needs


def test_what_was_said_of_one_fix_never_counts_for_the_one_before() -> None:
    first = e.FixPrepared("Widget", "1.4.1", "1.4", commit="abc")
    second = e.FixPrepared("Widget", "1.4.2", "1.4", commit="def")
    named = msgspec.structs.replace(second, reference="ticket 12")
    for said in (PROVED[2], PROVED[3], OUT[1], REVERTED):
        assert "undo that first" in undoing(second, first, second, said)
    assert undoing(second, first, second) == ""
    assert "A fix was tested since" in undoing(first, first, PROVED[2], second)
    assert undoing(named, second, named, PROVED[2]) == ""  # the same fix is left
    assert undoing(second, first, second, PROVED[0]) == ""  # of another branch


def test_no_branch_is_called_affected_and_in_no_need_of_a_fix() -> None:
    affected = e.VersionJudged("Widget", "1.3", "affected", "read", branch=True)
    harmless = msgspec.structs.replace(affected, state="not-affected", justification="component_not_present")
    assert "judge it anew" in refused(EXEMPTED, affected)
    assert refused(EXEMPTED, affected, harmless) == refused(EXEMPTED) == ""
    assert "needs no fix" in refused(affected, EXEMPTED)
    assert refused(affected, EXEMPTED, FIXES[0]) == refused(harmless, EXEMPTED) == ""
    variant = msgspec.structs.replace(affected, finding="second-sink")
    assert refused(variant, VARIANT, EXEMPTED) == ""


def test_nothing_is_published_while_a_fix_is_taken_back() -> None:
    text = AdvisoryText("A hole", "In the Widget")
    done = (
        *BEFORE, *FIXES, *PROVED, e.FixReady(), *OUT, e.FixReleased(),
        e.CreditRecorded("anonymous", ground="mail"), e.AdvisoryDrafted(text),
        e.AdvisoryExported("csaf", "a.json", "0" * 64),
    )  # fmt: skip
    waived = e.NeedWaived("fix-per-branch", "nobody will mind")
    for policy in (AUMOS, MUSHIN):
        events = so_far(*done, waived, REVERTED, policy=policy.policy.id)
        answer = decide(events, fold(events), e.AdvisoryPublished(), policy, at=NOW, now=NOW)
        assert isinstance(answer, Refusal)
        assert "export it again" in answer.sentence  # the export still claims the fix
        needs = {need.id: need.settled for need in needs_of(fold(events), policy)}
        assert not needs["fix-per-branch"]
    assert allowed(e.AdvisoryPublished(), *done[3:])
    assert export_is_stale(fold(so_far(*done, REVERTED)))


def test_an_advisory_claims_released_versions_and_no_fix_that_was_taken_back() -> None:
    fixed = (*FIXES, e.BranchReleased("Widget", "1.4.2", DAY, "1.4"))

    def claimed(*acts: Event) -> list[str]:
        (product,) = advisory_from(case(*acts), AUMOS, now=NOW).products
        return [fix.version for fix in product.fixes]

    assert claimed(*fixed) == ["1.3.9", "1.4.2"]
    assert claimed(*fixed, REVERTED) == ["1.3.9"]
    assert claimed(*fixed, e.FixReverted("Widget", "late", "1.3"), EXEMPTED) == ["1.4.2"]


@pytest.mark.parametrize(
    ("before", "act", "words"),
    [
        ((), e.FixPrepared("Widget", "1.5.1", "1.5"), "listed products: Widget 1.3, Widget 1.4"),
        ((), e.FixPrepared("Widget", "1.4.1", "1.4", covers=("nothing",)), "no similar problem nothing"),
        ((), e.FixPrepared("Widget", "1.4.1", "1.4", patch_sha256=HASH), "No file of the case"),
        ((), e.FixPrepared("Widget", "1.4.1", "1.4", patch_sha256="abc"), "64 digits"),
        ((), e.FixPrepared("Widget", "1.4.1", "1.4", commit="a\nb"), "no commit"),
        ((), e.FixOwned("Widget", " ", "1.4"), "who makes"),
        ((), PROVED[2], "has no fix yet"),
        (FIXES, e.FixTested("Widget", " ", "passed", "1.4"), "what was run"),
        (FIXES, e.FixTested("Widget", "all", "passed", "1.4", "", HASH), "No file of the case"),
        ((e.FixOwned("Widget", "Dana", "1.4"), *FIXES), e.FixReviewed("Widget", "dana ", "approved", "1.4"),
         "another person's word"),
        ((*FIXES, *PROVED), e.FixOwned("Widget", "BARBARA", "1.4"), "somebody else has to own it"),
        (FIXES, e.FixReviewed("Widget", "Barbara", "changes-needed", "1.4"), "what has to change"),
        (FIXES, e.BranchReleased("Widget", ">=1.4.1", DAY, "1.4"), "not in a range"),
        (FIXES, e.BranchReleased("Widget", "1.4.1", date(2026, 1, 21), "1.4"), "future"),
        (FIXES, e.BranchReleased("Widget", "1.4.1", date(2026, 1, 8), "1.4"), "before the report arrived"),
        ((), OUT[1], "has no fix yet"),
        (FIXES, e.FixReverted("Widget", " ", "1.4"), "why the fix was taken back"),
        ((*FIXES, REVERTED), REVERTED, "taken back already"),
        ((*FIXES, REVERTED), OUT[1], "prepare another one first"),
        ((), REVERTED, "has no fix yet"),
        ((EXEMPTED,), e.FixTested("Widget", "all", "passed", "1.3"), "needs no fix"),
        ((*FIXES, *OUT), EXEMPTED, "take it back first"),
        ((), e.FixExempted("Widget", "branch-not-affected", " ", "1.3"), "on what it rests"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_words(before: tuple[Event, ...], act: Event, words: str) -> None:
    assert words in refused(act, *before)


def test_a_fixed_version_is_not_one_that_is_listed_as_affected() -> None:
    one_line = e.AffectedListed("Acme", "Gadget", (">=1.0, <2.0",))
    exact = e.AffectedListed("Acme", "Gadget", ("1.4.0", "1.4.1"), ("1.4",))
    assert "listed as affected itself" in refused(e.FixPrepared("Gadget", "1.9"), one_line)
    assert "listed as affected itself" in refused(e.FixPrepared("Gadget", "1.4.1", "1.4"), exact)
    assert allowed(e.FixPrepared("Gadget", "2.0"), one_line)


def test_a_file_that_was_added_proves_a_fix_or_a_test() -> None:
    assert allowed(e.FixPrepared("Widget", "1.4.1", "1.4", patch_sha256=HASH), PATCH)
    assert allowed(e.FixTested("Widget", "all", "passed", "1.4", "", HASH), PATCH, *FIXES)


def test_all_that_stand_are_released_at_once_and_none_twice() -> None:
    found = releases_of(records_of(case(*FIXES, OUT[0])), DAY, out_of_band=True)
    assert found == (e.BranchReleased("Widget", "1.4.1", DAY, "1.4", out_of_band=True),)
    assert releases_of(records_of(case(*FIXES, *OUT)), DAY, out_of_band=False) == ()


@pytest.mark.parametrize(
    ("affected", "line", "version"),
    [
        ((">=1.0, <1.4.1",), "", "1.4.1"),
        ((">=1.3, <1.3.9", ">=1.4, <1.4.1"), "1.4", "1.4.1"),
        ((">=1.3, <1.3.9", ">=1.4, <1.4.1"), "", ""),
        ((">=1.3, <1.4.1",), "1.3", ""),
        ((">=1.3, <=1.4.1",), "", ""),
        (("1.4.0",), "", ""),
    ],
)
def test_a_version_is_proposed_where_the_list_leaves_no_doubt(
    affected: tuple[str, ...], line: str, version: str
) -> None:
    listed = e.AffectedListed("Acme", "Gadget", affected, (line,) if line else ())
    assert proposed_version(case(listed), ("Gadget", line)) == version


@pytest.mark.clause("M87-3.4e")
def test_a_critical_problem_is_not_kept_for_a_planned_release() -> None:
    planned = msgspec.structs.replace(
        M87, release=msgspec.structs.replace(M87.release, dates=(date(2026, 1, 18), date(2026, 2, 3)))
    )
    critical = e.SeveritySet("critical", "why")
    waiting = case(critical, *FIXES)
    said = " ".join(remarks_on_release(waiting, planned, NOW.date()))
    assert "Release out of band, outside the schedule (M87-3.4e)." in said
    assert "planned for 2026-02-03 is nothing to wait for (M87-3.4e)" in said
    assert remarks_on_release(case(SEVERITY, *FIXES), planned, NOW.date()) == ()
    assert remarks_on_release(waiting, AUMOS, NOW.date()) == ()
    assert release_by_default(waiting, M87, NOW.date()) == (NOW.date(), True)
    assert release_by_default(waiting, planned, NOW.date()) == (date(2026, 1, 18), False)
    assert release_by_default(case(SEVERITY), M87, NOW.date()) == (NOW.date(), False)
    with_schedule = case(critical, *FIXES, *OUT)
    assert "recorded as released with the schedule" in remarks_on_release(with_schedule, M87, DAY)[0]


_ANY_ACT = st.sampled_from((
    e.FixOwned("Widget", "Dana", "1.4"), *FIXES, *PROVED, *OUT, REVERTED, EXEMPTED, VARIANT, e.FixReady(),
    e.FixReleased(), e.FixReverted("Widget", "why", "1.3"), e.NeedWaived("fix.ready", "why"),
    e.FixPrepared("Gone", "9", "9"),
))  # fmt: skip


@given(st.lists(_ANY_ACT, max_size=12))
def test_whatever_was_recorded_the_fixes_that_stand_are_those_of_the_records(acts: list[Event]) -> None:
    found = case(*acts)
    standing = {(record.product, record.branch) for record in records_of(found) if record.fix is not None}
    assert standing == {(f.product, f.branch) for f in found.fixes} & set(found.branches)
    assert all((record.version == "") == (record.fix is None) for record in records_of(found))
    assert not (unfixed(found) == "" and any(record.state == "taken-back" for record in records_of(found)))


def test_a_branch_that_a_similar_problem_does_not_affect_needs_no_fix_for_it() -> None:
    words = (*FIXES, VARIANT)
    assert unfixed(case(*words)).count("second-sink") == 2
    spared = e.VersionJudged(
        finding="second-sink",
        product="Widget",
        version="1.3",
        state="not-affected",
        justification="vulnerable_code_not_present",
        ground="The module came with 1.4.",
        branch=True,
    )
    assert unfixed(case(*words, spared)) == "Widget 1.4 has no fix for second-sink"
    assert "Widget 1.3" not in unchecked(case(*words, spared))
    covered = e.FixPrepared("Widget", FIXES[1].fixed_in, "1.4", covers=("second-sink",))
    assert unfixed(case(*words, spared, covered)) == ""
    assert unchecked(case(*words, spared, covered)) == ""


def test_a_matrix_is_read_once_for_all_branches(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clone of thousands of tags is looked through for every act, whatever number of branches there is."""
    made: list[tuple[str, str]] = []

    def counted(found: Case, product: str, finding: str) -> Matrix:
        made.append((product, finding))
        return matrix_of(found, product, finding)

    monkeypatch.setattr("desktop.domain.fixing.gaps.matrix_of", counted)
    monkeypatch.setattr("desktop.domain.matrix.unchecked.matrix_of", counted)
    listed = msgspec.structs.replace(PRODUCT, supported_branches=tuple(f"1.{n}" for n in range(40)))
    fixes = (e.FixPrepared("Widget", f"1.{n}.9", f"1.{n}") for n in range(40))
    needs_of(case(listed, VARIANT, *fixes), AUMOS)
    assert made == [("Widget", "second-sink")] * 2
