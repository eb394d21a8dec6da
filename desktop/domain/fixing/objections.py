"""What speaks against an act on the fix of a branch: sentences, "" where nothing does."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.clocks.words import happened
from desktop.domain.event import Event, Recorded
from desktop.domain.fixing.gaps import records_of
from desktop.domain.fixing.records import BranchAct, BranchRecord, branch_of, is_same
from desktop.domain.fold import fold
from desktop.domain.matrix.matrix import matrix_of
from desktop.domain.occurrences import in_force
from desktop.domain.versions.ranges import overlap, parse_range

_SHA256 = re.compile(r"[0-9a-f]{64}")
_LONGEST_COMMIT = 200
_SAID_OF_ONE_FIX = (e.FixTested, e.FixReviewed, e.BranchReleased, e.FixReverted)


def objection(act: BranchAct, case: Case) -> str:
    """What speaks against the act, or ""."""
    record = next((r for r in records_of(case) if (r.product, r.branch) == branch_of(act)), None)
    if record is None:
        names = ", ".join(r.name for r in records_of(case))
        return f"Fixes are for the listed products: {names or 'none is listed yet'}."
    return _RULES[type(act)](act, record, case)


def rests_on(prepared: Recorded, history: Sequence[Recorded]) -> str:
    """What keeps the entry of a fix from being undone: what was said of it would count for the one before."""
    fix = prepared.event
    if not isinstance(fix, e.FixPrepared):
        return ""
    counting = in_force(history)
    place = counting.index(prepared)
    record = fold(counting[:place]).fixing.get(branch_of(fix))
    if record is not None and record.fix is not None and is_same(record.fix, fix):
        return ""
    since = [
        r.event for r in counting[place + 1 :] if isinstance(r.event, (e.FixPrepared, *_SAID_OF_ONE_FIX))
    ]
    said = next((act for act in since if branch_of(act) == branch_of(fix)), None)
    if said is None or isinstance(said, e.FixPrepared):
        return ""
    words = happened(said.kind)
    return f"{words[:1].upper()}{words[1:]} since, and that was said of this one: undo that first."


def wrong_day(act: e.BranchReleased, arrived: date | None, today: date) -> str:
    """What speaks against the day of a release, on the policy's calendar."""
    if act.released_on > today:
        return f"{act.released_on} lies in the future: a release is recorded when it is out."
    if arrived is not None and act.released_on < arrived:
        return f"{act.released_on} lies before the report arrived: no fix of it can have been out."
    return ""


def _owned(act: e.FixOwned, record: BranchRecord, _case: Case) -> str:
    if not act.owner.strip():
        return "Name who makes the fix."
    if record.review is not None and e.same_name(record.review.reviewer, act.owner):
        return f"{act.owner.strip()} has reviewed this fix: somebody else has to own it."
    return ""


def _prepared(act: e.FixPrepared, _record: BranchRecord, case: Case) -> str:
    if wrong := _wrong_version(act.fixed_in, act, case):
        return wrong
    if len(act.commit) > _LONGEST_COMMIT or not act.commit.isprintable():
        return "This is no commit: give its id, or a name of one line."
    unknown = [name for name in act.covers if name not in {variant.name for variant in case.variants}]
    if unknown:
        return f"The case has no similar problem {', '.join(unknown)}."
    return _no_file(act.patch_sha256, case)


def _tested(act: e.FixTested, record: BranchRecord, case: Case) -> str:
    if not act.ran.strip():
        return "Say what was run."
    return _no_fix(record) or _no_file(act.evidence_sha256, case)


def _reviewed(act: e.FixReviewed, record: BranchRecord, _case: Case) -> str:
    if not act.reviewer.strip():
        return "Name who reviewed it."
    if record.owner and e.same_name(act.reviewer, record.owner):
        return f"{record.owner} owns the fix of {record.name}: a review is another person's word."
    if record.fix is not None and record.preparer and e.same_name(act.reviewer, record.preparer):
        return f"{record.preparer} prepared the fix of {record.name}: a review is another person's word."
    if act.verdict == "changes-needed" and not act.note.strip():
        return "Say what has to change."
    return _no_fix(record)


def _released(act: e.BranchReleased, record: BranchRecord, case: Case) -> str:
    return _no_fix(record) or _wrong_version(act.version, act, case)


def _reverted(act: e.FixReverted, record: BranchRecord, _case: Case) -> str:
    if record.reverted:
        return f"The fix of {record.name} was taken back already."
    return _no_fix(record) or ("" if act.reason.strip() else "Say why the fix was taken back.")


def _exempted(act: e.FixExempted, record: BranchRecord, case: Case) -> str:
    if record.fix is not None and record.state == "released":
        return f"The fix of {record.name} is out: take it back first."
    row = matrix_of(case, record.product).branch(record.branch)
    if row.state in ("affected", "under-investigation"):
        words = row.state.replace("-", " ")
        return f"By the matrix {record.name} is {words} ({row.evidence.rstrip('.')}): judge it anew first."
    return "" if act.ground.strip() else "Say on what it rests that this branch needs no fix."


_RULES: dict[type[Event], Callable[[Any, BranchRecord, Case], str]] = {
    e.FixOwned: _owned,
    e.FixPrepared: _prepared,
    e.FixTested: _tested,
    e.FixReviewed: _reviewed,
    e.BranchReleased: _released,
    e.FixReverted: _reverted,
    e.FixExempted: _exempted,
}


def _no_fix(record: BranchRecord) -> str:
    if record.exempted:
        return f"It was said that {record.name} needs no fix: undo that, or prepare one first."
    if record.reverted:
        return f"The fix of {record.name} was taken back: prepare another one first."
    return "" if record.fix is not None else f"{record.name} has no fix yet: prepare one first."


def _no_file(sha256: str, case: Case) -> str:
    if not sha256:
        return ""
    if not _SHA256.fullmatch(sha256):
        return "A file of the case is named by its SHA-256, in 64 digits."
    added = any(file.sha256 == sha256 for file in case.evidence)
    came = any(sha256 in message.attachments for message in case.messages)
    return "" if added or came else "No file of the case has this hash: add it as evidence first."


def _wrong_version(written: str, act: e.FixPrepared | e.BranchReleased, case: Case) -> str:
    try:
        fixed = parse_range(written)
    except ValueError as error:
        words = str(error)
        return f"{words[:1].upper()}{words[1:]}."
    if not fixed.is_exact:
        return "A fix is in one version, not in a range."
    listed = next(product for product in case.products if product.product == act.product)
    for affected in listed.affected:
        known = parse_range(affected)
        # A range over several branches says nothing sure of one of them: the gate asks before it leaves.
        if (known.is_exact or not listed.supported_branches) and overlap(known, fixed):
            return f"{written} is listed as affected itself ({affected}): mend one of the two."
    return ""
