"""act: record what was done, through the same rules as the desk."""

import argparse
from datetime import datetime
from typing import Any, get_origin

import msgspec

from desktop.cli.argument_types import instant
from desktop.cli.case_verbs import case_id_of
from desktop.cli.output import print_json, say
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.acts import ACTS
from desktop.domain.advisory import AdvisoryText
from desktop.domain.decide import Refusal
from desktop.domain.event import Event
from desktop.domain.events import PackTaken, PolicyRepinned
from desktop.domain.failures import Exit, RefusedByPolicy, Usage
from desktop.domain.inert import Untrusted
from desktop.workflows.record_act import record_act

_NOTES = (
    "rationale", "text", "reason", "explanation", "result", "evidence", "ground", "record", "how", "where",
)  # fmt: skip
"""What --note fills, the first that the event has."""
_ELSEWHERE: dict[type[Event], str] = {
    PackTaken: "`embargo policy take CASE ID --reason TEXT`",
    PolicyRepinned: "`embargo policy offer CASE --accept --reason TEXT`",
}
"""Acts that put a profile into the vault beside the event."""
_YES_AND_NO = {"yes": True, "no": False, "true": True, "false": False}


def act(parsed: argparse.Namespace, program: Program) -> int:
    """Record one event. Raises RefusedByPolicy with what is missing."""
    event = build_event(parsed.event, parsed.values, parsed.note)
    with open_desk(parsed, program) as desk:
        outcome = record_act(desk, case_id_of(parsed.case), event, at=parsed.at)
    if isinstance(outcome, Refusal):
        raise RefusedByPolicy(outcome.sentence, advice="`embargo show` says what the case still lacks.")
    if parsed.json:
        document = {"case": outcome.case_id, "event": event.kind, "id": outcome.id}
        print_json(document | {"occurred_at": outcome.occurred_at})
    else:
        say(f"{event.kind} recorded in {outcome.case_id}.")
    return Exit.DONE


def build_event(name: str, assignments: list[str], note: str) -> Event:
    """The event that `NAME --set key=value` describes; a key given twice makes a list. Raises Usage."""
    kind = next((kind for kind in ACTS if kind.kind == name), None)
    if kind is None:
        known = ", ".join(sorted(kind.kind for kind in ACTS))
        raise Usage(f"There is no act {name!r}.", advice=f"The acts are {known}.")
    if kind in _ELSEWHERE:
        raise Usage(f"{name} keeps a profile too.", advice=f"Use {_ELSEWHERE[kind]}.")
    given: dict[str, list[str]] = {}
    for assignment in assignments:
        key, equals, value = assignment.partition("=")
        if not equals:
            raise Usage(f"--set takes KEY=VALUE, not {assignment!r}.")
        given.setdefault(key, []).append(value)
    if note:
        given.setdefault(_field_for_note(kind), []).append(note)
    try:
        return msgspec.convert(_nest(kind, given), kind, strict=False)
    except msgspec.ValidationError as error:
        raise Usage(f"{name} cannot be recorded so: {error}.", advice=_takes(kind)) from error


def _nest(kind: type[Event], given: dict[str, list[str]]) -> dict[str, Any]:
    """Values as the event's fields want them; the words of an advisory are a struct of their own."""
    if any(field.type is AdvisoryText for field in msgspec.structs.fields(kind)):
        return {"text": _flatten(AdvisoryText, given)}
    return _flatten(kind, given)


def _flatten(kind: type[msgspec.Struct], given: dict[str, list[str]]) -> dict[str, Any]:
    fields = {field.name: field.type for field in msgspec.structs.fields(kind)}
    unknown = given.keys() - fields.keys()
    if unknown:
        raise Usage(f"There is no {', '.join(sorted(unknown))} in it.", advice=_takes(kind))
    return {key: _value(fields[key], key, words) for key, words in given.items()}


def _value(kind: Any, key: str, words: list[str]) -> Any:
    """Lists take every word that was given, all else the last."""
    if get_origin(kind) is tuple:
        return words
    try:
        if kind is bool:
            return _YES_AND_NO[words[-1].lower()]
        if kind is Untrusted:
            return words[-1:]
        return instant(words[-1]) if kind is datetime else words[-1]
    except KeyError as error:
        raise Usage(f"{key} takes yes or no, not {words[-1]!r}.") from error
    except argparse.ArgumentTypeError as error:
        raise Usage(f"{key}: {error}.") from error


def _field_for_note(kind: type[Event]) -> str:
    names = {field.name for field in msgspec.structs.fields(kind)}
    found = next((name for name in _NOTES if name in names), None)
    if found is None:
        raise Usage(f"{kind.kind} takes no note.", advice=_takes(kind))
    return found


def _takes(kind: type[msgspec.Struct]) -> str:
    fields = msgspec.structs.fields(kind)
    names = [f"{field.name}{'' if field.required else ' (optional)'}" for field in fields]
    return f"It takes {', '.join(names)}." if names else "It takes nothing."
