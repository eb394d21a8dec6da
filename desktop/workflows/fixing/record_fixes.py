"""Record what was done about the fixes of a case: of one branch, or of all that still wait for it."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.clocks.policy_day import day_of
from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Draft, Recorded
from desktop.domain.failures import Usage
from desktop.domain.fixing.gaps import records_of
from desktop.domain.fixing.records import Branch, BranchAct
from desktop.domain.fold import fold
from desktop.domain.policy import Profile
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import pinned_profile
from desktop.workflows.fixing.find_commit import FoundCommit, read_clone
from desktop.workflows.fixing.keep_patch import keep_patch
from desktop.workflows.ports import Desk, Progress


def read_case(desk: Desk, case_id: str) -> tuple[Case, Profile, date]:
    """A case, its policy with the vault's dates, and the policy's own day. Raises NoSuchCase."""
    case = fold(desk.vault.history(case_id))
    profile = pinned_profile(desk.vault, case)
    return case, profile, day_of(profile, desk.tools.now())


def record_all(desk: Desk, case_id: str, acts: Sequence[BranchAct]) -> list[Recorded] | Refusal:
    """Record all of them in one transaction, or say why one is refused. Raises NoSuchCase, CaseChanged."""
    history, now = desk.vault.history(case_id), desk.tools.now()
    drafts = _drafts(desk, history, acts, now)
    if isinstance(drafts, Refusal):
        return drafts
    return desk.vault.append(case_id, drafts, author=desk.handler, now=now, revision=len(history))


def refusal_of(desk: Desk, case_id: str, acts: Sequence[BranchAct]) -> Refusal | None:
    """Why one of these would be refused, before anything is kept for them. Raises NoSuchCase."""
    drafts = _drafts(desk, desk.vault.history(case_id), acts, desk.tools.now())
    return drafts if isinstance(drafts, Refusal) else None


def _drafts(
    desk: Desk, history: Sequence[Recorded], acts: Sequence[BranchAct], now: datetime
) -> list[Draft] | Refusal:
    """What would be recorded, each act judged after those before it."""
    supposed, drafts = list(history), list[Draft]()
    profile = pinned_profile(desk.vault, fold(history))
    for act in acts:
        outcome = decide(supposed, fold(supposed), act, profile, at=now, now=now)
        if isinstance(outcome, Refusal):
            return outcome
        drafts.append(outcome)
        last = supposed[-1]
        place = last.sequence + 1
        supposed.append(
            Recorded(f"{place}", last.case_id, last.writer, place, now, now, desk.handler, outcome.event)
        )
    return drafts


def prepare_fix(
    desk: Desk,
    case_id: str,
    fix: e.FixPrepared,
    *,
    patch: Path | None = None,
    clone: Path | None = None,
    progress: Progress,
) -> tuple[Recorded | Refusal, FoundCommit | None]:
    """Record a fix; its commit is looked up in the clone, its patch kept with the case.

    Raises CloneRefused for a commit that the clone lacks, and what `keep_patch` raises.
    """
    refusal = refusal_of(desk, case_id, (fix,))
    if refusal is not None:  # before anything is kept for it
        return refusal, None
    found = None
    if clone is not None:
        found = read_clone(desk.tools.open_clone, clone, progress).find(fix.commit)
        fix = msgspec.structs.replace(fix, commit=found.id)
    if patch is not None:
        kept = keep_patch(desk, case_id, patch, progress=progress)
        fix = msgspec.structs.replace(fix, patch_sha256=kept.sha256)
    return record_act(desk, case_id, fix), found


def branches_named(case: Case, branch: str | None, product: str | None) -> tuple[Branch, ...]:
    """The listed branches of these names; without names all of them. Raises Usage when none fits."""
    records = records_of(case)
    found = tuple(
        (record.product, record.branch)
        for record in records
        if branch in (None, record.branch) and product in (None, record.product)
    )
    if not found:
        names = ", ".join(record.name for record in records) or "none is listed yet"
        raise Usage("The case lists no such branch.", advice=f"Branches that need a fix: {names}.")
    return found
