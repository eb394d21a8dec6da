"""policy release, holiday: dates that all cases of a policy share, and what each of them moved."""

import argparse
from datetime import UTC, datetime

from desktop.cli.output import print_json, say
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain import events as e
from desktop.domain.clocks.durations import RELEASE
from desktop.domain.event import name_of
from desktop.domain.failures import Exit, Usage
from desktop.domain.policy import Profile
from desktop.formats.policy import read_pinned
from desktop.workflows.policies.adopt_policy import adopted_source
from desktop.workflows.policies.keep_dates import DateChange, keep_date
from desktop.workflows.ports import Desk
from desktop.workflows.promises.list_due import walk_due

_WORDS: dict[type[DateChange], str] = {
    e.ReleaseScheduled: "{on} is planned as a release under {policy}",
    e.ReleaseCancelled: "{on} is no release under {policy} any more",
    e.HolidayAdded: "{on} is no business day under {policy}",
    e.HolidayRemoved: "{on} is a business day under {policy} again",
}
_Dues = dict[tuple[str, str], datetime | None]


def release(parsed: argparse.Namespace, program: Program) -> int:
    """Plan a release, or take one back. Raises Usage."""
    kind = e.ReleaseCancelled if parsed.cancel else e.ReleaseScheduled
    return _keep(parsed, program, kind(policy_id=parsed.policy, on=parsed.on))


def holiday(parsed: argparse.Namespace, program: Program) -> int:
    """Add a day that is no business day, or take one back. Raises Usage."""
    if parsed.remove:
        return _keep(parsed, program, e.HolidayRemoved(policy_id=parsed.policy, on=parsed.on))
    return _keep(parsed, program, e.HolidayAdded(policy_id=parsed.policy, on=parsed.on, name=parsed.name))


def _keep(parsed: argparse.Namespace, program: Program, change: DateChange) -> int:
    with open_desk(parsed, program) as desk:
        _refuse_past(change, desk)
        before = _dues(desk, change.policy_id)
        keep_date(desk, change)
        after = _dues(desk, change.policy_id)
        unused = isinstance(change, e.ReleaseScheduled) and not _waits_for_release(desk, change.policy_id)
    moved = sum(before.get(promise) != due for promise, due in after.items())
    if parsed.json:
        print_json({"event": name_of(change), "policy": change.policy_id, "on": change.on, "moved": moved})
    else:
        said = _WORDS[type(change)].format(on=change.on, policy=change.policy_id)
        say(f"{said}: {_count(moved)}.")
    if unused:
        say(f"No clock of {change.policy_id} waits for a release: this date moves nothing.")
    return Exit.DONE


def _refuse_past(change: DateChange, desk: Desk) -> None:
    today = desk.tools.now().astimezone(UTC).date()
    if isinstance(change, e.ReleaseScheduled) and change.on < today:
        raise Usage(
            f"{change.on} is past: only a release that is still to come can be planned.",
            advice="Check the year. Record in each case what was released, with fix.released.",
        )


def _dues(desk: Desk, policy_id: str) -> _Dues:
    """When each open promise of the policy is due, by case and clock."""
    return {(row.case_id, row.clock): row.due for row in walk_due(desk) if row.policy_id == policy_id}


def _waits_for_release(desk: Desk, policy_id: str) -> bool:
    profile = read_pinned(adopted_source(desk, policy_id))
    return RELEASE in _durations(profile)


def _durations(profile: Profile) -> set[str]:
    clocks = [c for clock in profile.clocks for c in (clock.within, *(a.within for a in clock.alternatives))]
    return {*clocks, *(after.after for after in profile.disclosure.publish_after)}


def _count(moved: int) -> str:
    if not moved:
        return "no open promise has another date"
    return "1 open promise has another date" if moved == 1 else f"{moved} open promises have another date"
