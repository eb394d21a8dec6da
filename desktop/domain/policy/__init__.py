"""A security policy as data: the schema of profiles, table by table."""

from desktop.domain.policy.clock import Alternative, Clock, Condition, Pause, Step
from desktop.domain.policy.disclosure import Disclosure, HoldAlternative, Predisclosure, PublishAfter, Term
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
from desktop.domain.policy.identity import Adoption, Calendar, Identity, Release, Weekday
from desktop.domain.policy.intake import AskedField, ForbiddenChannel, Intake
from desktop.domain.policy.item import Force, Item, Party, Table, Track
from desktop.domain.policy.profile import SCHEMA, Profile
from desktop.domain.policy.scope import (
    ScopeCondition,
    ScopeLine,
    Severities,
    SeverityEffect,
    SeverityRule,
    VersionLine,
)

__all__ = [
    "SCHEMA",
    "Adoption",
    "Alternative",
    "AskedField",
    "Bounty",
    "Calendar",
    "Clock",
    "Compliance",
    "Condition",
    "Credit",
    "Disclosure",
    "ExportRule",
    "ForbiddenChannel",
    "Force",
    "HoldAlternative",
    "Identity",
    "Intake",
    "Item",
    "LetterRule",
    "NotCarried",
    "Party",
    "Pause",
    "Predisclosure",
    "Profile",
    "PublishAfter",
    "Release",
    "Retention",
    "SafeHarbour",
    "ScopeCondition",
    "ScopeLine",
    "Severities",
    "SeverityEffect",
    "SeverityRule",
    "Step",
    "Table",
    "Term",
    "ToolDuty",
    "Track",
    "VersionLine",
    "Weekday",
]
