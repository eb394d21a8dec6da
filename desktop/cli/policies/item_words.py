"""A value of a profile in sentences: the first says what it is, the others what belongs to it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import singledispatch
from types import MappingProxyType

from desktop.cli.policies.promise_words import clock_words, disclosure_words
from desktop.domain.policy import (
    AskedField,
    Bounty,
    Clock,
    Condition,
    Credit,
    Disclosure,
    ForbiddenChannel,
    Identity,
    Intake,
    Item,
    Release,
    SafeHarbour,
    ScopeCondition,
    ScopeLine,
    Severities,
    VersionLine,
)
from desktop.formats.policies.rewording import duration_words

_TIMED = re.compile(r"\d+(?:h|d|w|mo|bd)")
_NEED = {
    "required": " (required)",
    "if-any": " (if there is one)",
    "if-possible": " (if possible)",
    "if-applicable": " (if it applies)",
    "optional": " (optional)",
}
_KIND = {
    "email": "Mail to",
    "web-form": "Web form",
    "private-advisory": "Private advisory at",
    "platform": "Platform",
    "chat": "Chat",
    "phone": "Telephone",
}
_SIDE = {"in": "In scope", "out": "Out of scope", "prohibited": "Prohibited"}
_SUPPORTED = {True: "supported", False: "not supported", "critical-only": "critical problems only"}
_CREDIT = {
    "opt-in": "A reporter is named only when they agree.",
    "opt-out": "A reporter is named unless they object.",
    "unstated": "How reporters are named:",
}


def item_words(
    value: Item, clocks: Sequence[Clock], asked: Mapping[str, str] = MappingProxyType({})
) -> list[str]:
    """The sentences of a value; `clocks` are those of its profile, for a hold that ends with one of them.

    `asked` gives the questions that clocks hang on, by their ids.
    """
    if isinstance(value, Clock):
        return [value.sentence, *clock_words(value, asked)]
    if isinstance(value, Disclosure):
        return list(disclosure_words(value, clocks)) or ["The text says nothing of a hold."]
    return list(_words(value))


def cadence_words(cadence: str) -> str:
    """How often releases come; words of a person's own as they are."""
    return f"Every {duration_words(cadence)}." if _TIMED.fullmatch(cadence) else cadence


@singledispatch
def _words(value: Item) -> Iterator[str]:
    raise TypeError(type(value))


@_words.register
def _identity(value: Identity) -> Iterator[str]:
    named = {
        "Organisation": value.organisation,
        "Product": value.product,
        "Address on the web": value.namespace,
        "Short name": value.id,
        "Case ids begin with": value.code,
        "Updated": value.updated,
        "In effect since": value.effective,
        "Language": value.language if value.language != "en" else "",
    }
    told = [f"{about}: {said}" for about, said in named.items() if said]
    yield from told or ["The text does not say."]


@_words.register
def _channel(value: Intake) -> Iterator[str]:
    preferred = " (preferred)" if value.preferred else ""
    yield f"{_KIND[value.kind]} {value.address}{preferred}"
    if value.subject:
        yield f"Expected subject: {value.subject}"
    if value.severities:
        yield f"Only for severity {' or '.join(value.severities)}."
    if value.key:
        yield f"Key, not verified by anybody yet: {value.key}"


@_words.register
def _forbidden(value: ForbiddenChannel) -> Iterator[str]:
    yield f"Not by {value.channel}."
    yield value.on_arrival


@_words.register
def _asked(value: AskedField) -> Iterator[str]:
    yield f"{value.text}{_NEED.get(value.need, '')}"


@_words.register
def _severities(value: Severities) -> Iterator[str]:
    yield f"Levels, worst first: {', '.join(value.levels)}."
    yield from (f"{rule.level}: {rule.match}" for rule in value.rules)
    yield from (f"{effect.level}: {effect.effect}" for effect in value.effects)


@_words.register
def _only_if(value: ScopeCondition) -> Iterator[str]:
    yield value.text


@_words.register
def _scope(value: ScopeLine) -> Iterator[str]:
    yield f"{_SIDE[value.side]}: {value.text}"


@_words.register
def _version(value: VersionLine) -> Iterator[str]:
    until = f" until {value.until}" if value.until else ""
    yield f"{value.as_written} ({value.range}): {_SUPPORTED[value.supported]}{until}"


@_words.register
def _release(value: Release) -> Iterator[str]:
    yield cadence_words(value.cadence) or "The text says that they come, and gives no date."
    if value.dates:
        yield f"Planned: {', '.join(map(str, value.dates))}."


@_words.register
def _condition(value: Condition) -> Iterator[str]:
    yield value.question


@_words.register
def _credit(value: Credit) -> Iterator[str]:
    yield _CREDIT[value.mode]
    if value.name:
        yield "By the name that they give." if value.name == "given" else "By their name or an alias."
    if value.where:
        yield f"Where: {', '.join(value.where)}."
    yield from (f"Only if: {one}" for one in value.only_if)


@_words.register
def _bounty(value: Bounty) -> Iterator[str]:
    yield value.text or ("Money is offered." if value.offered is True else "No money is offered.")


@_words.register
def _harbour(value: SafeHarbour) -> Iterator[str]:
    yield value.promise
    yield from (f"On condition: {one}" for one in value.conditions)
