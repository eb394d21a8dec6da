"""Clocks of a profile from the promises that were found: each promise once, with every line that makes it."""

from collections.abc import Iterable
from typing import Any

from desktop.domain.policy.proposing import Conflict, Proposed
from desktop.formats.policies.promise_sentences import clock_sentence
from desktop.formats.policies.reading.found import Found, Start

ANSWERS = ("ack.sent", "question.sent", "assessment.sent")
_ANY_ANSWER = (*ANSWERS, "rejection.sent")
_STARTS: dict[Start, tuple[str, ...]] = {
    "received": ("report.received",),
    "acknowledged": ANSWERS,
    "assessed": ("assessment.sent",),
    "confirmed": ("report.confirmed",),
    "released": ("fix.released",),
    "exploited": ("exploitation.aware",),
}
_STOPS: dict[str, tuple[str, ...]] = {
    "ack": _ANY_ANSWER,
    "assess": ("assessment.sent", "rejection.sent"),
    "confirm": ("report.confirmed", "report.rejected"),
    "released": ("fix.released",),
    "remedied": ("remediation.complete",),
    "both": ("fix.released", "remediation.complete"),
    "fix-notice": ("reporter.notified",),
    "address": ("remediation.complete", "report.rejected"),
}
_BEFORE: dict[str, Start] = {"assess": "acknowledged", "confirm": "acknowledged", "fix": "confirmed"}
"""The step that a further time is added to."""
_READINGS: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "assess": (("from-acknowledgement", "Counted from the acknowledgement.", ANSWERS),),
    "confirm": (("from-acknowledgement", "Counted from the acknowledgement.", ANSWERS),),
    "fix": (
        ("from-confirmation", "Counted from the confirmation.", ("report.confirmed",)),
        ("from-assessment", "Counted from the assessment.", ("assessment.sent",)),
        ("from-severity", "Counted from the classification.", ("severity.set",)),
    ),
}


_MOST_CONFLICTS = 200


def clocks_of(found: Iterable[Found]) -> tuple[list[Proposed], list[Conflict]]:
    """A value for every promise; what promises two times for one thing is a conflict."""
    items: list[Proposed] = []
    together = _together(found)
    ids: dict[str, int] = {}
    asked: dict[str, Proposed] = {}
    for one in together:
        name = _free(_name(one[0]), ids)
        paused = [part.paused for part in one if part.paused]
        passages = tuple(dict.fromkeys([*(part.passage for part in one), *paused]))
        question = _question(one[0], asked)
        needs = (question.id,) if question else ()
        value = _value(one, name) | ({"when": question.value["id"]} if question else {})
        items.append(
            Proposed(id=f"clocks:{name}", table="clocks", value=value, passages=passages, needs=needs)
        )
    return [*asked.values(), *items], _conflicts(together, items)


def _question(one: Found, asked: dict[str, Proposed]) -> Proposed | None:
    """The question that a conditional promise hangs on, once for the same words."""
    if one.when and one.when not in asked:
        name = f"condition-{len(asked) + 1}" if asked else "condition"
        value = {"id": name, "question": f"Does this hold for the case: “{one.when}”?"}
        asked[one.when] = Proposed(
            id=f"conditions:{name}", table="conditions", value=value, passages=(one.passage,)
        )
    return asked.get(one.when)


def _together(found: Iterable[Found]) -> list[list[Found]]:
    groups: dict[tuple[object, ...], list[Found]] = {}
    for one in found:
        only = (one.when, one.start == "exploited")
        key = (one.kind, one.written, one.every, one.severities, one.audience, one.force == "target", only)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _name(found: Found) -> str:
    return "-".join([found.kind, *found.severities]) if found.kind in ("fix", "ack", "assess") else found.kind


def _free(name: str, taken: dict[str, int]) -> str:
    """The name with the next free number; `taken` counts how often each was given."""
    free = name
    while free in taken:
        taken[name] += 1
        free = f"{name}-{taken[name]}"
    taken[free] = 1
    return free


def _value(parts: list[Found], name: str) -> dict[str, Any]:
    one = parts[0]
    start: Start = next((part.start for part in parts if part.start), "")
    value: dict[str, Any] = {"id": name, "sentence": _sentence(one)}
    forces = {part.force for part in parts}
    force = "commit" if "commit" in forces else next(iter(forces))
    if force != "commit":
        value["force"] = force
    if one.severities:
        value["severities"] = list(one.severities)
    if one.audience:
        value["audience"] = one.audience
    value |= {"starts": list(_starts(one, start)), "stops": list(_stops(one))}
    value |= {"every": one.written, "tick": "status.sent"} if one.every else {"within": one.written}
    if any(part.paused for part in parts):
        value["pauses"] = [{"since": "question.sent", "until": "report.followed-up"}]
    return value | _doubts(one, start)


def _starts(one: Found, start: Start) -> tuple[str, ...]:
    if one.kind in ("status", "address") and not start:
        return ANSWERS
    if one.kind == "fix-notice":
        return _STOPS[one.deed]
    if start == "next":
        start = _BEFORE.get(one.kind, "received")
    return _STARTS[start or "received"]


def _stops(one: Found) -> tuple[str, ...]:
    if one.kind == "status":
        return (*_STOPS[one.deed], "report.rejected", "case.closed")
    return _STOPS[one.deed if one.kind == "fix" else one.kind]


def _doubts(one: Found, start: Start) -> dict[str, Any]:
    """What is assumed of a clock, and its other readings."""
    told = []
    readings: list[dict[str, Any]] = []
    if one.kind in ("status", "address") and not start:
        told.append("Counted from the first answer: the text names no start.")
    elif start == "next":
        told.append("A further time is counted from the step before.")
    elif not start and one.kind in _READINGS:
        told.append("Counted from receipt: the text names no start.")
        readings = [
            {"id": r, "text": text, "starts": list(events)} for r, text, events in _READINGS[one.kind]
        ]
    if one.kind == "fix" and one.deed == "both":
        told.append("A release or a remedy: either will do.")
    if one.assumed:
        told.append(one.assumed)
    if one.paused:
        told.append("Waiting begins with a question to the reporter, and ends when they write again.")
    return ({"assumed": " ".join(told)} if told else {}) | ({"alternatives": readings} if readings else {})


def _sentence(one: Found) -> str:
    span = {"every" if one.every else "within": one.written}
    said = clock_sentence(
        one.kind, span | {"force": one.force, "severities": one.severities, "audience": one.audience}
    )
    only = f" On condition: “{one.when}”." if one.when else ""
    only += " From when active exploitation becomes known." if one.start == "exploited" else ""
    return f"{said}{only}"


def _conflicts(groups: list[list[Found]], items: list[Proposed]) -> list[Conflict]:
    """Each two promises of one thing that give it two times, in the order of the text."""
    alike: dict[tuple[object, ...], list[int]] = {}
    found: list[tuple[int, int]] = []
    for later, one in enumerate(groups):
        others = alike.setdefault(_about(one[0]), [])
        found += [(n, later) for n in others if _contradict(groups[n][0], one[0])][
            : _MOST_CONFLICTS - len(found)
        ]
        others.append(later)
    return [_conflict(items[n], items[later]) for n, later in sorted(found)]


def _conflict(one: Proposed, other: Proposed) -> Conflict:
    words = f"{one.value['sentence']} {other.value['sentence']}"
    return Conflict(f"The text says two things. {words}", (one.id, other.id))


def _contradict(one: Found, other: Found) -> bool:
    """Whether two promises of one thing are for the same severities, or for any."""
    undated = one.written.startswith("undated:") or other.written.startswith("undated:")
    shared = {*one.severities} & {*other.severities}
    return not undated and bool(shared or not (one.severities or other.severities))


def _about(one: Found) -> tuple[object, ...]:
    """What is promised, whatever the time and the severities."""
    return (
        one.kind,
        one.every,
        one.audience,
        one.force == "target",
        one.deed,
        one.when,
        one.start == "exploited",
    )
