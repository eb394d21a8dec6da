"""The disclosure table and the clock of the hold, made of what sentences say."""

from collections.abc import Sequence
from typing import Any

import msgspec

from desktop.domain.policy.proposing import Conflict, Passage, Proposed
from desktop.formats.policies.promise_sentences import notice_sentence
from desktop.formats.policies.reading.clock_values import ANSWERS
from desktop.formats.policies.reading.disclosure import Earlier, Held, Later, Said, Waived
from desktop.formats.policies.reading.extension import Extended
from desktop.formats.publishing.promises import spelled

_EVENTS = {"released": "fix.released", "remedied": "remediation.complete", "both": "fix.released"}
_UNTIL = {"fix.released": "a fix is released", "remediation.complete": "the problem is remedied"}
_STARTS: dict[str, tuple[str, ...]] = {
    "received": ("report.received",),
    "acknowledged": (*ANSWERS, "rejection.sent"),
    "assessed": ("assessment.sent",),
    "confirmed": ("report.confirmed",),
    "next": ("report.received",),
    "": ("report.received",),
}
_READINGS = (
    ("from-acknowledgement", "Counted from the acknowledgement.", ANSWERS),
    ("from-confirmation", "Counted from the confirmation.", ("report.confirmed",)),
)
_LEVELS = ("critical", "high", "medium", "low")


def disclosure_of(found: Sequence[Said], fixes: Sequence[str]) -> tuple[list[Proposed], list[Conflict]]:
    """Values for the hold and its clock; `fixes` names clocks that help to judge a reasonable time."""
    windows = _distinct([held for held in found if isinstance(held, Held) and held.rule == "window"])
    others = [held for held in found if isinstance(held, Held) and held.rule != "window"]
    rest = _rest([one for one in found if not isinstance(one, Held)])
    if not windows and not others and not rest[0].keys() - {"waiver"}:
        return [], []
    if len(windows) <= 1:
        return _one(windows, others, rest, fixes, 1), []
    items = [item for n, one in enumerate(windows, start=1) for item in _one([one], others, rest, fixes, n)]
    tables = tuple(item.id for item in items if item.table == "disclosure")
    return items, [Conflict("The text names two times for when details may be told.", tables)]


def _distinct(windows: list[Held]) -> list[list[Held]]:
    """Windows of one length are one: what any of its sentences says holds of it."""
    groups: dict[str, list[Held]] = {}
    for held in windows:
        groups.setdefault(held.written, []).append(held)
    return list(groups.values())


def _one(
    windows: list[list[Held]],
    others: list[Held],
    rest: tuple[dict[str, Any], list[Passage]],
    fixes: Sequence[str],
    number: int,
) -> list[Proposed]:
    suffix = "" if number == 1 else f"-{number}"
    passages = [held.passage for group in windows for held in group]
    told, also = rest
    if not windows:
        value = told | _without_window(others, fixes)
        where = (*(held.passage for held in others), *also)
        return [_table(value, where, suffix, ())]
    window = _whole(windows[0])
    ending = next((held for held in others if held.rule == "fixed"), None)
    window = msgspec.structs.replace(window, waiver=window.waiver or "waiver" in told)
    clock = _clock(window, ending, passages, f"embargo{suffix}")
    hold, more = _hold(window, ending, f"embargo{suffix}")
    value = told | hold | more
    where = (*passages, *([ending.passage] if ending else []), *also)
    return [clock, _table(value, where, suffix, (clock.id,))]


def _whole(group: list[Held]) -> Held:
    """All that the sentences about one window say."""
    flags = {
        name: any(getattr(held, name) for held in group)
        for name in ("first", "at_least", "waiver", "coordinated", "publish")
    }
    start = next((held.start for held in group if held.start), "")
    return msgspec.structs.replace(group[0], start=start, **flags)


def _clock(window: Held, ending: Held | None, passages: list[Passage], name: str) -> Proposed:
    event = _EVENTS[ending.deed if ending else window.deed]
    ends_early = window.first or ending is not None
    until = f"until {_UNTIL[event]}, for" if ends_early else "for"
    most = "at least" if window.at_least else "at most"
    value: dict[str, Any] = {
        "id": name,
        "sentence": f"Details stay private {until} {spelled(window.written)} {most}.",
        "owed_by": "both" if window.coordinated else "reporter",
        "force": "rule",
        "starts": list(_STARTS[window.start]),
        "stops": [event] if ends_early and not window.at_least else [],
        "within": window.written,
    }
    if window.waiver or window.coordinated:
        value["waiver"] = "agreement"
    if not window.start:
        value["assumed"] = "Counted from the report: the text names no start."
        value["alternatives"] = [
            {"id": reading, "text": text, "starts": list(events)} for reading, text, events in _READINGS
        ]
    where = tuple(dict.fromkeys([*passages, *([ending.passage] if ending else [])]))
    return Proposed(id=f"clocks:{name}", table="clocks", value=value, passages=where)


def _hold(window: Held, ending: Held | None, clock: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The hold's table for a window, and what goes with it."""
    event = _EVENTS[ending.deed if ending else window.deed]
    over: dict[str, Any] = {"clock": clock}
    more: dict[str, Any] = {}
    if window.at_least:
        hold = over
        if ending:
            hold = {"op": "max", "of": [{"event": event}, over]}
    elif window.first or ending:
        hold = {"op": "min", "of": [{"event": event}, over]}
    else:
        hold = over
    if ending and not window.first:
        more["assumed"] = "Two sentences are read together: the time bounds the wait for a fix."
        more["alternatives"] = [
            {
                "id": "fix-only",
                "text": "Held until the fix, however long that takes.",
                "hold": {"event": event},
            }
        ]
    if window.publish and not window.at_least:
        more["publish_by"] = over
    if window.waiver or window.coordinated:
        more["waiver"] = "agreement"
    if window.request or (ending and ending.request):
        more["force"] = "request"
    return {"hold": hold}, more


def _without_window(others: list[Held], fixes: Sequence[str]) -> dict[str, Any]:
    if not others:
        return {"assumed": "The text states no hold: details stay closed until a person decides to publish."}
    rank = ("fixed-and-agreed", "reasonable", "agreed", "fixed")
    held = min(others, key=lambda one: rank.index(one.rule))
    event = {"event": _EVENTS[held.deed]}
    agreed = {"judgement": "a date that both sides agree on"}
    if held.rule == "fixed":
        value: dict[str, Any] = {"hold": event}
    elif held.rule == "fixed-and-agreed":
        value = {"hold": {"op": "max", "of": [event, agreed]}, "waiver": "agreement"}
    elif held.rule == "agreed":
        value = {"hold": agreed, "waiver": "agreement"}
    else:
        hint = {"hint": list(fixes)} if fixes else {}
        value = {"hold": {"judgement": "a reasonable time to deal with it"} | hint, "waiver": "agreement"}
        value["assumed"] = "A reasonable time is no date: a person judges it."
    if held.waiver:
        value["waiver"] = "agreement"
    if any(one.request for one in others):
        value["force"] = "request"
    return value


def _rest(found: Sequence[Later | Earlier | Extended | Waived]) -> tuple[dict[str, Any], list[Passage]]:
    """What is published after the fix, and who hears earlier."""
    value: dict[str, Any] = {}
    for one in found:
        if isinstance(one, Later):
            rules = value.setdefault("publish_after", [])
            told = {rule["severity"] for rule in rules}
            levels = [level for level in one.severities or _LEVELS if level not in told]
            rules += [{"severity": level, "after": one.after} for level in levels]
        elif isinstance(one, Extended):
            needs = {"needs": list(one.needs)} if one.needs else {}
            value |= {"extension": {"longest": one.longest} | needs, "waiver": "agreement"}
        elif isinstance(one, Waived):
            value["waiver"] = "agreement"
        else:
            notices = value.setdefault("predisclosure", [])
            name = f"notice-{len(notices) + 1}" if notices else "notice"
            bound = {"at_most" if one.at_most else "at_least": one.written}
            notices.append(
                {"id": name, "sentence": notice_sentence(bound), "audience": one.audience, **bound}
            )
    return value, [one.passage for one in found]


def _table(
    value: dict[str, Any], passages: Sequence[Passage], suffix: str, needs: tuple[str, ...]
) -> Proposed:
    return Proposed(
        id=f"disclosure{suffix}",
        table="disclosure",
        value=value,
        passages=tuple(dict.fromkeys(passages)),
        needs=needs,
    )
