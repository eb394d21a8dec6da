"""fix: what was done about each supported branch, recorded through the same rules as the desk."""

import argparse
from collections.abc import Callable, Sequence

import msgspec

from desktop.cli.cases.act_verb import require_done
from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import ProgressBar, print_json, print_text, say
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.cli.stages.fix_text import calendar_text, calendar_values, fixes_text, fixes_values
from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.decide import Refusal
from desktop.domain.failures import Exit, Usage
from desktop.domain.fixing.at_once import (
    all_out,
    exemptions_of,
    releases_of,
    unreviewed_branches,
    untested_branches,
)
from desktop.domain.fixing.gaps import records_of
from desktop.domain.fixing.out_of_band import release_by_default
from desktop.domain.fixing.records import Branch, BranchAct, branch_of
from desktop.domain.fixing.remarks import remarks_on_fixes
from desktop.workflows.fixing.keep_patch import keep_proof
from desktop.workflows.fixing.record_fixes import (
    branches_named,
    prepare_fix,
    read_case,
    record_all,
    refusal_of,
)
from desktop.workflows.fixing.release_calendar import release_calendar
from desktop.workflows.ports import Desk


def fix(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the acts. Raises RefusedByPolicy, Usage, CloneRefused, Unreadable, TooLarge."""
    return _ACTS[parsed.fix_act](parsed, program)


def _show(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program, read_only=True) as desk:
        case, profile, today = read_case(desk, case_id_of(parsed.case))
    remarks = remarks_on_fixes(case, profile, today)
    if parsed.json:
        print_json({"case": case.case_id, "branches": fixes_values(case), "remarks": remarks})
        return Exit.DONE
    if case.branches:
        print_text(fixes_text(case))
    else:
        say("The case lists no affected product yet: no branch needs a fix.")
    for remark in remarks:
        say(remark)
    return Exit.DONE


def _calendar(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program, read_only=True) as desk:
        planned = release_calendar(desk)
    if parsed.json:
        print_json(calendar_values(planned))
    elif planned:
        print_text(calendar_text(planned))
    else:
        say("No release is planned, and nothing waits for one. `embargo policy release ID DATE` plans one.")
    return Exit.DONE


def _prepare(parsed: argparse.Namespace, program: Program) -> int:
    case_id, progress = case_id_of(parsed.case), ProgressBar()
    if parsed.clone is not None and not parsed.commit:
        raise Usage("A clone is for looking a commit up, and none is named.", advice="Add --commit ID.")
    with open_desk(parsed, program) as desk:
        product, branch = _one(read_case(desk, case_id)[0], parsed)
        act = e.FixPrepared(
            product, parsed.version, branch, parsed.reference, parsed.commit, "", tuple(parsed.covers)
        )
        outcome, found = prepare_fix(
            desk, case_id, act, patch=parsed.patch, clone=parsed.clone, progress=progress
        )
        progress.finish()
        recorded = require_done(outcome, desk, case_id)
        _tell(parsed, desk, case_id, recorded.event.kind)
    if found is not None:
        names = ", ".join(name.line for name in (*found.branches, *found.tags)) or "no branch or tag"
        say(f"{found.id} is in {names}.")
        if found.shallow:
            say("The clone is shallow: history is missing, and more of them may contain it.")
        if branch and not found.is_in(branch):
            say(
                f"No branch of the clone that is called {branch} contains it: check that it is the right one."
            )
    return Exit.DONE


def _own(parsed: argparse.Namespace, program: Program) -> int:
    return _record(parsed, program, lambda _d, _c, named: [e.FixOwned(p, parsed.owner, b) for p, b in named])


def _test(parsed: argparse.Namespace, program: Program) -> int:
    def tests(desk: Desk, case: Case, named: Sequence[Branch]) -> Sequence[BranchAct]:
        branches = _waiting(
            parsed, named, untested_branches(case), "Every fix that stands has passed a test."
        )
        outcome: e.TestOutcome = "failed" if parsed.failed else "passed"
        found = [e.FixTested(p, parsed.ran, outcome, b, parsed.on) for p, b in branches]
        if parsed.evidence is None or refusal_of(desk, case.case_id, found) is not None:
            return found
        progress = ProgressBar()
        evidence = keep_proof(desk, case.case_id, parsed.evidence, progress=progress).sha256
        progress.finish()
        return [msgspec.structs.replace(test, evidence_sha256=evidence) for test in found]

    return _record(parsed, program, tests)


def _review(parsed: argparse.Namespace, program: Program) -> int:
    def reviews(_desk: Desk, case: Case, named: Sequence[Branch]) -> Sequence[BranchAct]:
        branches = _waiting(parsed, named, unreviewed_branches(case), "Every fix that stands is approved.")
        verdict: e.ReviewVerdict = "changes-needed" if parsed.changes_needed else "approved"
        return [e.FixReviewed(p, parsed.reviewer, verdict, b, parsed.note) for p, b in branches]

    return _record(parsed, program, reviews)


def _release(parsed: argparse.Namespace, program: Program) -> int:
    def releases(desk: Desk, _case: Case, named: Sequence[Branch]) -> Sequence[BranchAct]:
        case, profile, today = read_case(desk, case_id_of(parsed.case))
        on, out_of_band = release_by_default(case, profile, today, parsed.on)
        if parsed.out_of_band is not None:
            out_of_band = parsed.out_of_band
        if parsed.version:
            product, branch = _one(case, parsed)
            return [e.BranchReleased(product, parsed.version, on, branch, out_of_band)]
        waiting = releases_of(records_of(case), on, out_of_band=out_of_band)
        found = [act for act in waiting if branch_of(act) in named]
        if not found:
            raise Usage(
                "No fix waits for its release there.", advice="`embargo fix show CASE` says what each lacks."
            )
        return found

    return _record(parsed, program, releases)


def _revert(parsed: argparse.Namespace, program: Program) -> int:
    def reverts(_desk: Desk, case: Case, _named: Sequence[Branch]) -> Sequence[BranchAct]:
        product, branch = _one(case, parsed)
        return [e.FixReverted(product, parsed.reason, branch)]

    return _record(parsed, program, reverts)


def _exempt(parsed: argparse.Namespace, program: Program) -> int:
    def exempts(_desk: Desk, case: Case, named: Sequence[Branch]) -> Sequence[BranchAct]:
        if parsed.why is None and parsed.ground is None:
            return _exempt_by_matrix(case, named)
        if parsed.why is None or parsed.ground is None:
            raise Usage("A reason and what it rests on belong together.", advice="Add --why and --ground.")
        product, branch = _one(case, parsed)
        return [e.FixExempted(product, parsed.why, parsed.ground, branch)]

    return _record(parsed, program, exempts)


def _exempt_by_matrix(case: Case, named: Sequence[Branch]) -> Sequence[BranchAct]:
    """By what the matrix says of each of these. Raises Usage where it calls none not affected."""
    found = exemptions_of(case, named)
    if not found:
        raise Usage(
            "The matrix calls no such branch without a fix not affected.",
            advice="Say with --why and --ground why it needs none, or judge it: `embargo versions judge`.",
        )
    return found


_Made = Callable[[Desk, Case, Sequence[Branch]], Sequence[BranchAct]]


def _record(parsed: argparse.Namespace, program: Program, made: _Made) -> int:
    """Record what is made of the branches that are named. Raises RefusedByPolicy, and then nothing is."""
    case_id = case_id_of(parsed.case)
    with open_desk(parsed, program) as desk:
        case = read_case(desk, case_id)[0]
        acts = made(desk, case, branches_named(case, parsed.branch, parsed.product))
        outcome = record_all(desk, case_id, acts)
        if isinstance(outcome, Refusal):
            require_done(outcome, desk, case_id)
        _tell(parsed, desk, case_id, acts[0].kind)
    return Exit.DONE


def _tell(parsed: argparse.Namespace, desk: Desk, case_id: str, kind: str) -> None:
    case, profile, today = read_case(desk, case_id)
    if parsed.json:
        print_json({"case": case_id, "event": kind, "branches": fixes_values(case)})
        return
    print_text(fixes_text(case))
    for remark in remarks_on_fixes(case, profile, today):
        say(remark)
    if all_out(case) and not case.has(e.FixReleased):
        say(f"Every fix is out: `embargo act {case_id} fix.released` declares it, once the fixes are ready.")


def _one(case: Case, parsed: argparse.Namespace) -> Branch:
    """The only branch of these names. Raises Usage when it is not clear which one is meant."""
    found = branches_named(case, parsed.branch, parsed.product)
    if len(found) > 1:
        names = ", ".join(f"{product} {branch}".strip() for product, branch in found)
        raise Usage(f"Say which branch: {names}.", advice="Add --branch NAME, and --product NAME if need be.")
    return found[0]


def _waiting(
    parsed: argparse.Namespace, named: Sequence[Branch], waiting: Sequence[Branch], none: str
) -> Sequence[Branch]:
    """Those of the named that wait for it; one that is named itself gets it in any case. Raises Usage."""
    if parsed.branch is not None:
        return named
    found = [branch for branch in named if branch in waiting]
    if not found:
        raise Usage(none, advice="Name one with --branch, or prepare a fix first.")
    return found


_ACTS: dict[str, Callable[[argparse.Namespace, Program], int]] = {
    "show": _show,
    "calendar": _calendar,
    "own": _own,
    "prepare": _prepare,
    "test": _test,
    "review": _review,
    "release": _release,
    "revert": _revert,
    "exempt": _exempt,
}
