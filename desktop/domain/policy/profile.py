"""A security policy as data: what an organisation promised, to whom, from when, for how long.

The code knows no organisation; it knows this schema (`cvd-profile/1`). Every item carries the ids of the
clauses it comes from; `assumed` says where the policy was silent and a choice was made. A table that a policy
does not fill means "not stated"; no default is ever shown as its promise.
"""

from typing import Literal

from desktop.domain.policy.clock import Clock, Condition, Step
from desktop.domain.policy.disclosure import Disclosure
from desktop.domain.policy.duties import (
    Bounty,
    Compliance,
    Credit,
    ExportRule,
    LetterRule,
    NotCarried,
    Retention,
    SafeHarbour,
    ToolDuty,
)
from desktop.domain.policy.identity import Adoption, Calendar, Identity, Release
from desktop.domain.policy.intake import AskedField, ForbiddenChannel, Intake
from desktop.domain.policy.item import Table
from desktop.domain.policy.scope import ScopeCondition, ScopeLine, Severities, VersionLine

SCHEMA = "cvd-profile/1"


class Profile(Table, frozen=True, kw_only=True):
    """One policy, whole."""

    schema: Literal["cvd-profile/1"]
    kind: Literal["policy", "pack"] = "policy"
    """A pack is no policy of its own: its clocks are taken on by a case beside those of its policy."""
    policy: Identity
    calendar: Calendar = Calendar()
    intake: tuple[Intake, ...] = ()
    forbidden: tuple[ForbiddenChannel, ...] = ()
    fields: tuple[AskedField, ...] = ()
    severity: Severities = Severities()
    scope_condition: ScopeCondition | None = None
    scope: tuple[ScopeLine, ...] = ()
    versions: tuple[VersionLine, ...] = ()
    release: Release = Release()
    steps: tuple[Step, ...] = ()
    conditions: tuple[Condition, ...] = ()
    clocks: tuple[Clock, ...] = ()
    disclosure: Disclosure = Disclosure()
    credit: Credit = Credit()
    bounty: Bounty = Bounty()
    safe_harbour: SafeHarbour = SafeHarbour()
    compliance: tuple[Compliance, ...] = ()
    letters: tuple[LetterRule, ...] = ()
    exports: tuple[ExportRule, ...] = ()
    retention: Retention = Retention()
    tool: tuple[ToolDuty, ...] = ()
    not_carried: tuple[NotCarried, ...] = ()
    adopted: Adoption | None = None

    def clock(self, clock_id: str) -> Clock | None:
        """The clock of this id, if the policy has it."""
        return next((clock for clock in self.clocks if clock.id == clock_id), None)

    def promises(self, name: str) -> bool:
        """Whether one of its clocks, also of those that run backwards, has this id."""
        backward = any(item.id == name for item in self.disclosure.predisclosure)
        return backward or self.clock(name) is not None

    def condition(self, condition_id: str) -> Condition | None:
        """The question of this id, if the policy asks it."""
        return next((c for c in self.conditions if c.id == condition_id), None)
