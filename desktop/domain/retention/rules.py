"""How long content is kept: by the policy, else by the vault's own setting. A rule only proposes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from desktop.domain import events as e
from desktop.domain.clocks.durations import due_after, parse_duration
from desktop.domain.event import Recorded
from desktop.domain.occurrences import in_force
from desktop.domain.policy import Calendar, Profile

RETENTION = "retention"
"""The name of the reminder among what is due; it stands under no policy."""
_UNITS = {"d": timedelta(days=1), "mo": timedelta(days=28)}
"""The shortest that each unit comes to."""
_DAY = timedelta(days=1)


class Rule(msgspec.Struct, frozen=True):
    """How long after its closing what of a case is kept."""

    after: str
    what: e.Purgeable
    by_policy: bool
    calendar: Calendar = Calendar()

    def due(self, closed_at: datetime) -> datetime:
        """From when on it asks for a purge."""
        due = due_after(closed_at, parse_duration(self.after), self.calendar)
        assert due is not None, "days and months always give a date"
        return due

    def latest_closing(self, now: datetime) -> datetime:
        """What was closed after this is not due for certain."""
        duration = parse_duration(self.after)
        return now - duration.amount * _UNITS[duration.unit] + _DAY


def wrong_duration(after: str) -> str:
    """What is wrong with a time to keep content, or ""."""
    try:
        unit = parse_duration(after).unit
    except ValueError as error:
        return f"{str(error)[:1].upper()}{str(error)[1:]}."
    return "" if unit in _UNITS else "Content is kept for days, weeks or months, such as 90d, 12w or 24mo."


def rule_for(profile: Profile | None, policy_id: str, vault_history: Sequence[Recorded]) -> Rule | None:
    """The rule for the cases of a policy; None where neither it nor the vault says any."""
    calendar = profile.calendar if profile is not None else Calendar()
    if profile is not None and profile.retention.after:
        return Rule(profile.retention.after, profile.retention.what, by_policy=True, calendar=calendar)
    ruled = [r.event for r in in_force(vault_history) if isinstance(r.event, e.RetentionRuled)]
    for wanted in (policy_id, ""):
        latest = next((rule for rule in reversed(ruled) if rule.policy_id == wanted), None)
        if latest is not None and latest.after:
            return Rule(latest.after, latest.what, by_policy=False, calendar=calendar)
    return None
