"""What carries each clause of a policy: the register that tests and the page about a policy read."""

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from desktop.domain.policy.clock import Clock, Condition, Step
from desktop.domain.policy.disclosure import Disclosure, Extension, Predisclosure, PublishAfter
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
from desktop.domain.policy.identity import Identity, Release
from desktop.domain.policy.intake import AskedField, ForbiddenChannel, Intake
from desktop.domain.policy.item import Item
from desktop.domain.policy.profile import Profile
from desktop.domain.policy.scope import (
    ScopeCondition,
    ScopeLine,
    Severities,
    SeverityEffect,
    SeverityRule,
    VersionLine,
)

_NAMED: dict[type[Item], str] = {
    AskedField: "field {0.id}",
    Bounty: "bounty",
    Clock: "clock {0.id}",
    Compliance: "compliance {0.tag}",
    Condition: "condition {0.id}",
    Credit: "credit",
    Disclosure: "hold",
    ExportRule: "export {0.artefact}",
    Extension: "extension of the hold",
    ForbiddenChannel: "forbidden channel {0.channel}",
    Identity: "policy",
    Intake: "intake {0.id}",
    LetterRule: "letter {0.event}",
    NotCarried: "not carried: {0.reason}",
    Predisclosure: "notice before disclosure {0.id}",
    PublishAfter: "publication {0.severity}",
    Release: "release",
    Retention: "retention",
    SafeHarbour: "safe harbour",
    ScopeCondition: "scope condition",
    ScopeLine: "scope {0.side}: {0.text}",
    Severities: "severity",
    SeverityEffect: "severity effect {0.level}",
    SeverityRule: "severity rule {0.level}",
    Step: "step {0.id}",
    ToolDuty: "tool {0.need}",
    VersionLine: "version {0.as_written}",
}
"""How an item of each table is called; a table that carries clauses has to stand here."""


def carriers(profile: Profile) -> dict[str, tuple[str, ...]]:
    """For every clause id of the profile, the items that carry it, or why nothing does."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in items_of(profile):
        for clause in item.clauses:
            found[clause].append(_NAMED[type(item)].format(item))
    return {clause: tuple(names) for clause, names in found.items()}


def not_carried(profile: Profile) -> frozenset[str]:
    """The clauses that no desktop client can keep."""
    return frozenset(clause for item in profile.not_carried for clause in item.clauses)


def items_of(table: object) -> Iterator[Item]:
    """Every item of a profile or of one of its tables, in the order of the schema."""
    if isinstance(table, Item):
        yield table
    if isinstance(table, msgspec.Struct):
        for key in table.__struct_fields__:
            yield from items_of(getattr(table, key))
    elif isinstance(table, tuple):
        for entry in table:
            yield from items_of(entry)
