"""From NAME, --set and --note to an event; everything that is wrong with the words is said at once."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from desktop.cli.cases.event_fields import fields_of, in_words, note_field, read_value
from desktop.domain.acts import ACTS
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.event import Event
from desktop.domain.events import ArrivalConfirmed, CodeSearched, PackTaken, PolicyRepinned, VersionsTraced
from desktop.domain.failures import Usage
from desktop.domain.instants import zone_of
from desktop.formats.policies.mistakes import did_you_mean, nearest, shown

_ELSEWHERE: dict[type[Event], tuple[str, str]] = {
    PackTaken: ("keeps a profile too", "`embargo policy take CASE ID --reason TEXT`"),
    PolicyRepinned: ("keeps a profile too", "`embargo policy offer CASE --accept --reason TEXT`"),
    CodeSearched: ("keeps what a search found", "`embargo audit search CASE PATTERN --clone DIR`"),
    VersionsTraced: ("keeps what a clone told", "`embargo versions trace CASE --clone DIR`"),
}
"""Acts that keep more than anybody types, and the verbs that record them."""
_NEIGHBOURS = 5


def build_event(name: str, assignments: list[str], note: str, at: datetime | None = None) -> Event:
    """The event that `NAME --set key=value` describes; a key given twice makes a list.

    `at` is the arrival that a confirmation stands for when it names none. Raises Usage.
    """
    kind = _kind_of(name)
    given, problems = _gathered(kind, assignments, note)
    if kind is ArrivalConfirmed and at is not None:
        given.setdefault("arrived_at", [at.isoformat()])
    fields = fields_of(kind)
    values: dict[str, Any] = {}
    for key, words in given.items():
        try:
            if key in fields:
                values[key] = read_value(fields[key], words)
        except ValueError as error:
            problems.append(str(error))
    problems += _unknown_and_missing(kind, given)
    if problems:
        raise Usage(f"{name} cannot be recorded so. {' '.join(problems)}", advice=in_words(kind))
    return _made(kind, values)


def _made(kind: type[Event], values: dict[str, Any]) -> Event:
    if kind is ArrivalConfirmed:
        values.setdefault("zone", zone_of(values["arrived_at"]))
    nested = any(field.type is AdvisoryText for field in msgspec.structs.fields(kind))
    return msgspec.convert({"text": values} if nested else values, kind)


def _kind_of(name: str) -> type[Event]:
    kinds = {kind.kind: kind for kind in ACTS}
    kind = kinds.get(name)
    if kind is None:
        near = nearest(name, kinds, _NEIGHBOURS)
        other = f"Close to it are {', '.join(near)}; " if len(near) > 1 else ""
        raise Usage(
            f"There is no act {shown(name)}{did_you_mean(name, kinds)}",
            advice=f"{other}`embargo act --help` lists all {len(kinds)}.",
        )
    if kind in _ELSEWHERE:
        what, verb = _ELSEWHERE[kind]
        raise Usage(f"{name} {what}.", advice=f"Use {verb}.")
    return kind


def _gathered(kind: type[Event], assignments: list[str], note: str) -> tuple[dict[str, list[str]], list[str]]:
    """What was given to each key, and what is not understood."""
    given: dict[str, list[str]] = {}
    problems = []
    for assignment in assignments:
        key, equals, value = assignment.partition("=")
        if equals:
            given.setdefault(key, []).append(value)
        else:
            problems.append(f"--set takes KEY=VALUE, not {shown(assignment)}.")
    if note and note_field(kind):
        given.setdefault(note_field(kind), []).append(note)
    elif note:
        problems.append("It takes no note.")
    return given, problems


def _unknown_and_missing(kind: type[Event], given: Mapping[str, object]) -> Iterator[str]:
    fields = fields_of(kind)
    for key in given:
        if key not in fields:
            yield f"It has no {shown(key)}{did_you_mean(key, fields)}"
    missing = [field.name for field in fields.values() if field.required and field.name not in given]
    if missing:
        yield f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing."
