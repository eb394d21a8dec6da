"""What the policy is about: assets, classes of problems, activities, versions, severities."""

from datetime import date
from typing import Literal

from desktop.domain.policy.item import Item, Name


class ScopeCondition(Item, frozen=True, kw_only=True):
    """What must hold of everything in scope; a person answers it."""

    text: Name


class ScopeLine(Item, frozen=True, kw_only=True):
    """One line of what is in scope, out of it, or prohibited."""

    side: Literal["in", "out", "prohibited"]
    kind: Literal["asset", "class", "activity"]
    text: Name
    hosts: tuple[str, ...] = ()
    """Globs such as "*.example.org" that tell of a host name by itself whether the line is meant."""
    action: Literal["", "redirect-to-bug-tracker"] = ""


class VersionLine(Item, frozen=True, kw_only=True):
    """A row of the table of supported versions; a version that no row means is asked about."""

    range: Name
    as_written: Name
    supported: bool | Literal["critical-only"]
    until: date | None = None


class SeverityRule(Item, frozen=True, kw_only=True):
    """A kind of problem whose severity the policy fixes; a person says whether a report is of that kind."""

    match: Name
    level: Name


class SeverityEffect(Item, frozen=True, kw_only=True):
    """What a severity changes about the procedure."""

    level: Name
    effect: Name
    out_of_band: bool = False
    """Whether the fix is released for itself, without waiting for a planned release."""


class Severities(Item, frozen=True, kw_only=True):
    """The levels in use, worst first; `stated` is false where the policy names none and these are our own."""

    levels: tuple[Name, ...] = ("critical", "high", "medium", "low")
    stated: bool = False
    rules: tuple[SeverityRule, ...] = ()
    effects: tuple[SeverityEffect, ...] = ()
