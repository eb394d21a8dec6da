"""Steps, questions, letters, scope and where each sentence comes from."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from desktop.domain.event_codec import KINDS
from desktop.domain.events import Sent
from desktop.domain.incidents.wanted import REVIEW_NEEDS
from desktop.domain.policy import Item, Profile
from desktop.domain.policy.adoption import DISCLOSURE
from desktop.domain.retention.rules import wrong_duration
from desktop.domain.stages import NEEDS
from desktop.domain.versions.ranges import parse_range
from desktop.formats.mail.addresses import address_in
from desktop.formats.policies.mistakes import Flaw, TablePath, did_you_mean, shown
from desktop.formats.policies.naming_rules import twice, unknown_events, unknown_levels

_LETTERS = sorted(name for name, kind in KINDS.items() if issubclass(kind, Sent))

_MANY = 3
"""So many clauses with the same other code are no slips of the pen."""


def procedure_flaws(profile: Profile) -> Iterator[Flaw]:
    """What is wrong with the tables that are neither clock, calendar nor disclosure."""
    yield from _intake_flaws(profile)
    yield from _version_flaws(profile)
    yield from _tool_flaws(profile)
    yield from _step_flaws(profile)
    yield from _question_flaws(profile)
    yield from _letter_flaws(profile)
    yield from _severity_flaws(profile)
    yield from _scope_flaws(profile)
    yield from _reading_flaws(profile)
    if profile.retention.after and (wrong := wrong_duration(profile.retention.after)):
        yield Flaw(("retention",), "after", wrong)
    if profile.kind == "policy":
        yield from _clause_flaws(profile)


def _intake_flaws(profile: Profile) -> Iterator[Flaw]:
    yield from twice(("intake",), [channel.id for channel in profile.intake])
    for n, channel in enumerate(profile.intake):
        if channel.kind == "email" and not address_in(channel.address):
            yield Flaw(("intake", n), "address", f"{shown(channel.address)} is no mail address.")


def _version_flaws(profile: Profile) -> Iterator[Flaw]:
    for n, line in enumerate(profile.versions):
        try:
            parse_range(line.range)
        except ValueError as error:
            yield Flaw(("versions", n), "range", f"{shown(error)}.")


def _tool_flaws(profile: Profile) -> Iterator[Flaw]:
    for n, duty in enumerate(profile.tool):
        if duty.need == "auto-lock" and duty.value and not duty.minutes:
            yield Flaw(("tool", n), "value", f'{shown(duty.value)} is no time such as "45m".')


def _step_flaws(profile: Profile) -> Iterator[Flaw]:
    yield from twice(("steps",), [step.id for step in profile.steps])
    for n, step in enumerate(profile.steps):
        yield from unknown_events(("steps", n), "event", (step.event,))
        known = NEEDS | REVIEW_NEEDS if step.track == "incident" else NEEDS
        for need in step.needs:
            if need not in known:
                words = f"There is no need {shown(need)}{did_you_mean(need, known)}"
                yield Flaw(("steps", n), "needs", words)


def _question_flaws(profile: Profile) -> Iterator[Flaw]:
    yield from twice(("conditions",), [condition.id for condition in profile.conditions])
    used = {name for clock in profile.clocks for name in (clock.when, clock.outer_when)}
    for n, condition in enumerate(profile.conditions):
        if condition.id not in used:
            yield Flaw(("conditions", n), "id", "No clock hangs on the answer: nobody would be asked.")


def _letter_flaws(profile: Profile) -> Iterator[Flaw]:
    for n, letter in enumerate(profile.letters):
        if letter.event not in _LETTERS:
            words = f"{shown(letter.event)} is no letter{did_you_mean(letter.event, _LETTERS)}"
            yield Flaw(("letters", n), "event", words)


def _severity_flaws(profile: Profile) -> Iterator[Flaw]:
    severity = profile.severity
    if not severity.levels:
        yield Flaw(("severity",), "levels", "A profile needs at least one severity.")
    if len({*severity.levels}) < len(severity.levels):
        yield Flaw(("severity",), "levels", "A severity stands twice.")
    for key in ("rules", "effects"):
        for n, rule in enumerate(getattr(severity, key)):
            yield from unknown_levels(("severity", key, n), "level", (rule.level,), profile)
    for n, channel in enumerate(profile.intake):
        yield from unknown_levels(("intake", n), "severities", channel.severities, profile)


def _scope_flaws(profile: Profile) -> Iterator[Flaw]:
    for n, line in enumerate(profile.scope):
        for host in line.hosts:
            if not host or "/" in host or ":" in host or any(c.isspace() for c in host):
                words = f'{shown(host)} is no host name or glob such as "*.example.org".'
                yield Flaw(("scope", n), "hosts", words)


def _reading_flaws(profile: Profile) -> Iterator[Flaw]:
    known = {clock.id: [other.id for other in clock.alternatives] for clock in profile.clocks}
    known[DISCLOSURE] = [other.id for other in profile.disclosure.alternatives]
    for about, reading in profile.adopted.readings.items() if profile.adopted else ():
        path = ("adopted", "readings")
        if about not in known:
            yield Flaw(path, shown(about), f"There is no such clock{did_you_mean(about, known)}")
        elif reading not in known[about]:
            near = did_you_mean(reading, known[about])
            yield Flaw(path, shown(about), f"It has no other reading {shown(reading)}{near}")


def _clause_flaws(profile: Profile) -> Iterator[Flaw]:
    """Clauses that cannot be this policy's; where many share another code, it is the code that is wrong."""
    if not profile.policy.code:  # could not be read, which is said already
        return
    code = f"{profile.policy.code}-"
    named = [(path, clause) for path, item in _items(profile, ()) for clause in item.clauses]
    wrong = [(path, clause) for path, clause in named if not clause.startswith(code) or clause == code]
    foreign = [clause for _, clause in wrong if not clause.startswith(code)]
    counts = Counter(clause.partition("-")[0] for clause in foreign)
    for other in (other for other, count in counts.items() if count >= _MANY):
        example = next(clause for clause in foreign if clause.partition("-")[0] == other)
        words = f"The clauses start with it, and {counts[other]} start otherwise, as in {shown(example)}"
        yield Flaw(("policy",), "code", f"{words}.")
    for path, clause in wrong:
        if counts[clause.partition("-")[0]] < _MANY:
            words = f"{shown(clause)} is no clause of this policy: its clauses start with {code}"
            yield Flaw(path, "clauses", f"{words}.")


def _items(table: Any, path: TablePath) -> Iterator[tuple[TablePath, Item]]:
    """Every table below this one that can name clauses."""
    if isinstance(table, Item):
        yield path, table
    for name in table.__struct_fields__:
        value = getattr(table, name)
        if isinstance(value, msgspec.Struct):
            yield from _items(value, (*path, name))
        elif isinstance(value, tuple):
            for n, part in enumerate(value):
                if isinstance(part, msgspec.Struct):
                    yield from _items(part, (*path, name, n))
