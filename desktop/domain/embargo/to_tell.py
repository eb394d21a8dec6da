"""Who has to hear that the embargo is broken, and who heard since: derived, so that nobody is forgotten."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.clocks import Reading
from desktop.domain.embargo.breaking import broken_by
from desktop.domain.event import Recorded
from desktop.domain.inert import Untrusted
from desktop.domain.occurrences import in_force
from desktop.domain.parties.people import Person, people_of
from desktop.domain.policy import Profile

Whom = Literal["reporter", "finder", "coordinator", "vendor", "handler", "reviewer", "authority", "users"]
_TO_OTHERS = (e.UsersNotified, e.AuthorityNotified, e.CsirtWarned, e.CsirtNotified, e.CsirtReported)
"""Letters that do not go to the reporter."""
_LETTERS = {e.UsersNotified.kind: "user-notice", e.AuthorityNotified.kind: "authority-notice"}
"""The letters that there are for what a legal clock waits for."""
_LAST = datetime.max.replace(tzinfo=UTC)
_ASKS = ("running", "overdue", "conditional", "undated")


class ToTell(msgspec.Struct, frozen=True):
    """Somebody who has to hear of it, and how that is done and recorded."""

    whom: Whom
    name: Untrusted
    """May be a stranger's word; for authorities and users what the policy calls them, or empty."""
    label: str = ""
    """Of a person of the case: how acts name them, for a reporter who joined the id of their case."""
    letter: str = ""
    """The kind of letter to write; empty where Embargo has none: it is done by hand."""
    act: str = ""
    """The kind of event that says it was done."""
    told_at: datetime | None = None
    due: datetime | None = None
    why: str = ""
    """The sentence of the promise, where one asks for it."""


def to_tell(
    case: Case,
    profile: Profile,
    readings: Sequence[Reading],
    history: Sequence[Recorded],
    *,
    packs: Sequence[Profile] = (),
    joined_told: Mapping[str, datetime] = {},
    own_name: str = "",
) -> tuple[ToTell, ...]:
    """Everybody, those told among them; empty while the glass is whole.

    `joined_told` is when the reporters of other cases, who joined this one, were written to there; `own_name`
    is who sits at this desk and knows already.
    """
    broken = broken_by(history)
    if broken is None:
        return ()
    since = broken.occurred_at
    acts = [r for r in in_force(history) if r.occurred_at >= since]
    people = _people(case, acts, {c: at for c, at in joined_told.items() if at >= since}, own_name)
    profiles = (profile, *packs)
    lawful = tuple(_by_law(readings, profiles, acts))
    return (*people, *lawful, *_unasked(case, lawful, acts), _users(readings, profiles, acts))


def _people(
    case: Case, acts: Sequence[Recorded], joined: Mapping[str, datetime], own_name: str
) -> Iterator[ToTell]:
    for person in people_of(case):
        first = person.role == "reporter" and not person.label
        if first and (case.unreachable is not None or case.arrived_at is None):
            continue
        if e.same_name(person.label, own_name) and own_name:
            continue
        yield _first(person, acts) if first else _other(person, acts, joined)
    known = (own_name, *(person.label for person in people_of(case)))
    if case.handler and not any(e.same_name(case.handler, name) for name in known):
        yield _by_hand("handler", Untrusted(case.handler), case.handler, acts)


def _first(person: Person, acts: Sequence[Recorded]) -> ToTell:
    written = [r for r in acts if isinstance(r.event, e.Sent) and not isinstance(r.event, _TO_OTHERS)]
    return ToTell("reporter", _name(person), "", "status", e.StatusSent.kind, _first_at(written))


def _other(person: Person, acts: Sequence[Recorded], joined: Mapping[str, datetime]) -> ToTell:
    if person.role == "reporter":
        told = joined.get(person.label)
        return ToTell("reporter", _name(person), person.label, "status", e.StatusSent.kind, told)
    return _by_hand(person.role, _name(person), person.label, acts)


def _by_hand(whom: Whom, name: Untrusted, label: str, acts: Sequence[Recorded]) -> ToTell:
    told = [r for r in acts if isinstance(r.event, e.PersonTold) and e.same_name(r.event.person, label)]
    return ToTell(whom, name, label, "", e.PersonTold.kind, _first_at(told))


def _name(person: Person) -> Untrusted:
    return person.name if person.name.raw.strip() else Untrusted(person.line)


def _by_law(
    readings: Sequence[Reading], profiles: Sequence[Profile], acts: Sequence[Recorded]
) -> Iterator[ToTell]:
    """What laws ask for, each once, also where nobody has answered yet whether they apply."""
    for stop, reading in _asked(readings, profiles).items():
        told = [r for r in acts if r.event.kind == stop]
        if stop != e.UsersNotified.kind and (reading.state in _ASKS or told):
            yield _lawful("authority", reading, stop, told)


def _unasked(case: Case, lawful: Sequence[ToTell], acts: Sequence[Recorded]) -> Iterator[ToTell]:
    """The authority, by hand, where personal data is affected and no clock of the case asks for it (GDPR)."""
    ruled_out = case.incident.ruled_out is not None
    named = any(person.act == e.AuthorityNotified.kind for person in lawful)
    if case.has(e.BreachAware) and not ruled_out and not named:
        told = [r for r in acts if isinstance(r.event, e.AuthorityNotified)]
        yield ToTell(
            "authority",
            Untrusted(""),
            act=e.AuthorityNotified.kind,
            told_at=_first_at(told),
            why="Personal data is affected: the law may ask for it, though no clock of this case does.",
        )


def _asked(readings: Sequence[Reading], profiles: Sequence[Profile]) -> dict[str, Reading]:
    """The legal clock that asks first for each notice; a policy and a law may ask for the same."""
    found: dict[str, Reading] = {}
    for reading in readings:
        stop = _stop_of(reading, profiles)
        if reading.force != "legal" or not stop or reading.since is None:
            continue
        if stop not in found or (reading.due or _LAST) < (found[stop].due or _LAST):
            found[stop] = reading
    return found


def _users(readings: Sequence[Reading], profiles: Sequence[Profile], acts: Sequence[Recorded]) -> ToTell:
    """The users hear by a notice, or by an advisory that is published."""
    told = [r for r in acts if isinstance(r.event, e.UsersNotified | e.AdvisoryPublished)]
    asked = _asked(readings, profiles).get(e.UsersNotified.kind)
    owed = asked if asked is not None and asked.state in _ASKS else None
    return ToTell(
        "users",
        Untrusted(""),
        letter=_LETTERS[e.UsersNotified.kind],
        act=e.UsersNotified.kind,
        told_at=_first_at(told),
        due=owed.due if owed else None,
        why=owed.sentence if owed else "",
    )


def _lawful(whom: Whom, reading: Reading, stop: str, told: Sequence[Recorded]) -> ToTell:
    return ToTell(
        whom,
        Untrusted(reading.audience),
        letter=_LETTERS.get(stop, ""),
        act=stop,
        told_at=_first_at(told),
        due=reading.due,
        why=reading.sentence,
    )


def _stop_of(reading: Reading, profiles: Sequence[Profile]) -> str:
    owner = next((p for p in profiles if p.policy.id == reading.policy_id), None)
    clock = owner.clock(reading.clock) if owner is not None else None
    return clock.stops[0] if clock is not None and clock.stops else ""


def _first_at(told: Sequence[Recorded]) -> datetime | None:
    return min((r.occurred_at for r in told), default=None)
