"""A clock in words that mean exactly it, and back: the same promise is read from the visible text."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import msgspec

from desktop.domain.clocks.durations import RELEASE
from desktop.domain.clocks.words import happens, known_events
from desktop.domain.policy import Clock, Pause

_FORCE = {
    "commit": "Promised",
    "target": "Aimed at",
    "expect": "Expected",
    "request": "Asked for",
    "rule": "Held to",
    "legal": "Owed by law",
}
FORCE_WORDS = tuple(_FORCE.values())
"""How the exact words of a promise begin."""
_PARTY = {"vendor": "by us", "reporter": "by the reporter", "both": "by both sides"}
_TRACK = {"report": "", "incident": "for incidents", "tool": "for the desk that handles reports"}
_UNITS = {
    "h": "hour",
    "d": "day",
    "w": "week",
    "mo": "month",
    "bd": "business day",
    "bh": "business hour",
}
_NEXT_RELEASE = "with the next scheduled release"
_NO_NUMBER, _AGAIN = "without a number: ", "again and again: "
_AGREED = "another date may be agreed by both sides"
_FROM, _KEPT, _ENDLESS = "counted from when ", "kept when ", "without an end"
_TICK, _AUDIENCE, _SEVERITY = "counted anew from when ", "owed to ", "for these severities: "
_OUTER, _WHERE, _PAUSED, _CONDITION = "at the latest ", ", where ", "no time counts from when ", "only where "
_MOVED = re.compile(r"moved to the (next|previous) business day")
_HEAD = re.compile(
    f"({'|'.join(_FORCE.values())}) ({'|'.join(_PARTY.values())}) (within|every|with|without|again)(.*)",
    re.DOTALL,
)
_WRITTEN = re.compile(r"(?:(\d+)(h|d|w|mo|bd|bh)\.\.)?(\d+)(h|d|w|mo|bd|bh)")
_TOLD = re.compile(
    r"(?:(\d+) (hour|day|week|month|business day|business hour)s? to )?"
    r"(\d+) (hour|day|week|month|business day|business hour)s?"
)
_PARTS = re.compile(r"(?:“[^”]*”|[^;“])+")


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """What a clock does, without the names that only the profile knows."""

    sentence: str
    force: str
    owed_by: str
    track: str
    audience: str
    when: str
    starts: tuple[str, ...]
    stops: tuple[str, ...]
    within: str
    every: str
    tick: str
    severities: tuple[str, ...]
    outer: str
    outer_when: str
    rollover: str
    pauses: tuple[Pause, ...]
    waiver: str


class Unclear(ValueError):  # noqa: N818 - says what the words are, as every failure is named here
    """These words are no promise as it is written here."""


def promise_of(clock: Clock) -> Promise:
    """The clock itself, its sentence on one line."""
    facts = {name: getattr(clock, name) for name in Promise.__struct_fields__}
    return Promise(**facts | {"sentence": " ".join(clock.sentence.split())})


def in_words(promise: Promise) -> str:
    """The promise exactly, as parts between semicolons; `read_words` takes it back."""
    return "; ".join(part for part in _parts(promise) if part)


def read_words(sentence: str, words: str) -> Promise:
    """The promise that these words mean. Raises Unclear."""
    head, *others = [part.strip() for part in _PARTS.findall(words)] or [""]
    told = _HEAD.fullmatch(head)
    if told is None:
        raise Unclear
    facts = _BLANK | {
        "sentence": sentence,
        "force": _name_of(_FORCE, told[1]),
        "owed_by": _name_of(_PARTY, told[2]),
    }
    span = f"{told[3]}{told[4]}"
    facts |= _read_interval(span) if told[3] in ("every", "again") else {"within": _read_span(span)}
    for part in others:
        facts |= _read_part(part)
    return Promise(**facts)


# --- writing ---------------------------------------------------------------------------------------------


def _parts(promise: Promise) -> Iterator[str]:
    span = _interval(promise.every) if promise.every else _span(promise.within)
    yield f"{_FORCE[promise.force]} {_PARTY[promise.owed_by]} {span}"
    yield f"{_FROM}{happens(promise.starts)}"
    yield f"{_TICK}{happens((promise.tick,))}" if promise.tick else ""
    yield f"{_KEPT}{happens(promise.stops)}" if promise.stops else _ENDLESS
    yield f"{_SEVERITY}{', '.join(promise.severities)}" if promise.severities else ""
    yield from _conditions(promise)
    yield _TRACK[promise.track]


def _conditions(promise: Promise) -> Iterator[str]:
    yield f"{_AUDIENCE}“{promise.audience}”" if promise.audience else ""
    where = f"{_WHERE}“{promise.outer_when}”" if promise.outer_when else ""
    yield f"{_OUTER}{_span(promise.outer)}{where}" if promise.outer else ""
    yield f"moved to the {promise.rollover} business day" if promise.rollover != "none" else ""
    for pause in promise.pauses:
        yield f"{_PAUSED}{happens((pause.since,))} until {happens((pause.until,))}"
    yield _AGREED if promise.waiver else ""
    yield f"{_CONDITION}“{promise.when}”" if promise.when else ""


def _interval(written: str) -> str:
    undated = written.startswith("undated:")
    return f"{_AGAIN}“{_words_of(written)}”" if undated else f"every {spelled(written)}"


def _words_of(written: str) -> str:
    return written.removeprefix("undated:").strip()


def _span(written: str) -> str:
    if written == RELEASE:
        return _NEXT_RELEASE
    if written.startswith("undated:"):
        return f"{_NO_NUMBER}“{_words_of(written)}”"
    return f"within {spelled(written)}"


def spelled(written: str) -> str:
    """A duration with its unit: 48 hours, 10 to 15 business days."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return f"“{written}”"  # which no reader takes back: it is refused before it leaves
    upper = _counted(found[3], found[4])
    return f"{_counted(found[1], found[2])} to {upper}" if found[1] else upper


def _counted(amount: str, unit: str) -> str:
    return f"{amount} {_UNITS[unit]}{'' if int(amount) == 1 else 's'}"


# --- reading ---------------------------------------------------------------------------------------------


_Facts = dict[str, Any]
_BLANK: _Facts = {
    **dict.fromkeys(("audience", "when", "within", "every", "tick", "outer", "outer_when", "waiver"), ""),
    **dict.fromkeys(("starts", "stops", "severities", "pauses"), ()),
    "track": "report",
    "rollover": "none",
}


def _read_part(part: str) -> _Facts:
    if part in (_ENDLESS, _AGREED):
        return {"waiver": "agreement"} if part == _AGREED else {}
    if part in _TRACK.values():
        return {"track": _name_of(_TRACK, part)}
    if (moved := _MOVED.fullmatch(part)) is not None:
        return {"rollover": moved[1]}
    for beginning, read in _READERS:
        if part.startswith(beginning):
            return read(part.removeprefix(beginning))
    raise Unclear


def _read_pause(words: str) -> _Facts:
    since, _, until = words.partition(" until ")
    return {"pauses": (Pause(since=event_in(since), until=event_in(until)),)}


def _read_outer(words: str) -> _Facts:
    span, _, where = words.partition(_WHERE)
    return {"outer": _read_span(span), "outer_when": _quoted(where) if where else ""}


_READERS: tuple[tuple[str, Callable[[str], _Facts]], ...] = (
    (_FROM, lambda words: {"starts": _events(words)}),
    (_TICK, lambda words: {"tick": event_in(words)}),
    (_KEPT, lambda words: {"stops": _events(words)}),
    (_SEVERITY, lambda words: {"severities": tuple(words.split(", "))}),
    (_AUDIENCE, lambda words: {"audience": _quoted(words)}),
    (_OUTER, _read_outer),
    (_PAUSED, _read_pause),
    (_CONDITION, lambda words: {"when": _quoted(words)}),
)


def _read_interval(words: str) -> _Facts:
    if words.startswith(_AGAIN):
        return {"every": f"undated:{_quoted(words.removeprefix(_AGAIN))}"}
    return {"every": amount_in(words.removeprefix("every "))}


def _read_span(words: str) -> str:
    if words == _NEXT_RELEASE:
        return RELEASE
    if words.startswith(_NO_NUMBER):
        return f"undated:{_quoted(words.removeprefix(_NO_NUMBER))}"
    return amount_in(words.removeprefix("within "))


def amount_in(words: str) -> str:
    """A duration back from its words. Raises Unclear."""
    found = _TOLD.fullmatch(words.strip())
    if found is None:
        raise Unclear
    upper = f"{found[3]}{_name_of(_UNITS, found[4])}"
    return f"{found[1]}{_name_of(_UNITS, found[2])}..{upper}" if found[1] else upper


def _quoted(words: str) -> str:
    found = re.fullmatch("“([^”]*)”", words, re.DOTALL)
    if found is None:
        raise Unclear
    return found[1]


def _name_of(names: dict[str, str], words: str) -> str:
    return next(name for name, told in names.items() if told == words)


def event_in(words: str) -> str:
    """The event back from what happens. Raises Unclear."""
    found = _events(words)
    if len(found) != 1:
        raise Unclear
    return found[0]


def _events(words: str) -> tuple[str, ...]:
    """The names of events behind a list of choices."""
    found, rest = [], words
    while rest:
        clause = _clauses().match(rest)
        if clause is None:
            raise Unclear
        found.append(clause[2] or _names()[clause[1]])
        rest = rest[clause.end() :]
    return tuple(found)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {happens((name,)): name for name in sorted(known_events(), reverse=True)}


@lru_cache(maxsize=1)
def _clauses() -> re.Pattern[str]:
    """One choice and what follows it; the longest clause first, as some hold others."""
    clauses = "|".join(map(re.escape, sorted(_names(), key=len, reverse=True)))
    return re.compile(rf"({clauses}|“([^”]*)” is recorded)(?:, | or |$)")
