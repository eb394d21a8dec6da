"""The fixes of a case, and the planned releases, as a table and as JSON."""

from collections.abc import Sequence

import msgspec

from desktop.cli.output import table
from desktop.domain.case import Case
from desktop.domain.fixing.gaps import lacks, proofs_wanted, records_of, standing
from desktop.domain.fixing.records import BranchRecord
from desktop.domain.inert import Untrusted
from desktop.workflows.fixing.release_calendar import PlannedRelease


def fixes_text(case: Case) -> str:
    """A line for each branch: where it stands, its version, who owns it, what it lacks."""
    rows = [
        (
            Untrusted(record.name).line,
            _state(record, case),
            record.version or "-",
            Untrusted(record.owner).line or "-",
            Untrusted(_rest(record, case)).line,
        )
        for record in records_of(case)
    ]
    return table(rows, ("BRANCH", "STATE", "FIXED IN", "OWNER", "LACKS"))


def fixes_values(case: Case) -> list[dict[str, object]]:
    """The same with everything that was recorded."""
    return [_values(record, case) for record in records_of(case)]


def calendar_text(planned: Sequence[PlannedRelease]) -> str:
    """A line for each planned release and each case that waits for it."""
    rows = []
    for release in planned:
        day = str(release.on) if release.on else "no day yet"
        rows += [
            (day, release.policy_id, case.case_id, ", ".join(case.branches) or "nothing left to release")
            for case in release.waiting
        ] or [(day, release.policy_id, "-", "-")]
    return table(rows, ("RELEASE", "POLICY", "CASE", "WAITING"))


def calendar_values(planned: Sequence[PlannedRelease]) -> list[dict[str, object]]:
    """The same as JSON."""
    return [
        {
            "policy": release.policy_id,
            "on": release.on,
            "waiting": [
                {"case": case.case_id, "title": case.title.raw, "branches": case.branches}
                for case in release.waiting
            ],
        }
        for release in planned
    ]


def _state(record: BranchRecord, case: Case) -> str:
    words = standing(record, case).replace("-", " ")
    return ", ".join((words, *proofs_wanted(record, case)))


def _rest(record: BranchRecord, case: Case) -> str:
    if record.exempted is not None:
        return "; ".join((f"{record.exempted.why}: {record.exempted.ground}", *lacks(record, case)))
    if record.reverted is not None:
        return f"another fix: {record.reverted.reason}"
    return ", ".join(lacks(record, case)) or "nothing"


def _values(record: BranchRecord, case: Case) -> dict[str, object]:
    return {
        "product": record.product,
        "branch": record.branch,
        "state": standing(record, case),
        "owner": record.owner,
        "fixed_in": record.version or None,
        "fix": _asdict(record.fix),
        "tests": [_asdict(test) for test in record.tests],
        "reviews": [_asdict(review) for review in record.reviews],
        "released": _asdict(record.released),
        "reverted": _asdict(record.reverted),
        "exempted": _asdict(record.exempted),
        "lacks": lacks(record, case),
    }


def _asdict(act: msgspec.Struct | None) -> dict[str, object] | None:
    """What was recorded, without the names of the branch that stand beside it."""
    values = msgspec.structs.asdict(act) if act is not None else None
    return {k: v for k, v in values.items() if k not in ("product", "branch")} if values is not None else None
