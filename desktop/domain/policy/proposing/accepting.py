"""The profile of what a person accepted: nothing that they refused, nothing that nobody proposed or wrote."""

from collections.abc import Iterator, Mapping
from datetime import date
from string import ascii_lowercase
from typing import Any

import msgspec

from desktop.domain.failures import InvalidPolicy
from desktop.domain.policy.adoption import DISCLOSURE, as_adopted, counts_business_hours, without_adoption
from desktop.domain.policy.identity import Adoption
from desktop.domain.policy.profile import SCHEMA, Profile
from desktop.domain.policy.proposing.proposal import LISTS, TABLES, Passage, Proposal, Proposed
from desktop.domain.undecodable import UNDECODABLE

_ONE = "Accept one of them, and refuse the others."
_ANY_DAY = date(2000, 1, 1)
_UNSTATED = ("timezone", "weekend", "holidays")
"""Keys of a calendar that texts hardly ever state."""


class Decisions(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided about a proposal; what is not named in `accepted` is refused."""

    accepted: Mapping[str, Mapping[str, Any]] = msgspec.field(default_factory=dict)
    """For the id of each accepted value the keys that were corrected, such as {"within": "72h"}."""
    answers: Mapping[str, str] = msgspec.field(default_factory=dict)
    """For the id of an open question the id of a choice, or words; lists are parted by spaces."""
    read_on: str = ""
    """The day on which the text was read, such as "2026-01-09"."""


def accepted(proposal: Proposal, decisions: Decisions) -> Profile:
    """The profile that the decisions make. Raises InvalidPolicy for what cannot hold together or is missing.

    Each item names the passages that it was accepted from as clauses; `policy.lines` and `policy.quotes` say
    where those stand and what they say.
    """
    chosen = [item for item in proposal.items if item.id in decisions.accepted]
    _require_whole(proposal, chosen, decisions)
    code = _identity(chosen, decisions).get("code", "")
    clauses = _clause_ids([passage for item in chosen for passage in item.passages])
    tables: dict[str, Any] = {"schema": SCHEMA, "calendar": _calendar(decisions)}
    for item in chosen:
        named = [f"{code}-{clauses[passage]}" for passage in item.passages]
        value = {**item.value, **decisions.accepted[item.id], "clauses": named}
        if item.table == "disclosure":
            value |= _early(value, [f"{code}-{clauses[one]}" for one in _alone(item, chosen)] or named)
        if item.table in LISTS:
            tables.setdefault(item.table, []).append(value)
        else:
            tables[item.table] = value
    tables["policy"] = _policy(proposal, chosen, decisions, clauses)
    try:
        profile = msgspec.convert(tables, Profile)
    except UNDECODABLE as error:
        raise InvalidPolicy(f"What was accepted is no profile: {error}.") from error
    return _as_answered(_with_hours(profile), _readings(chosen, decisions))


def _early(value: dict[str, Any], named: list[str]) -> dict[str, Any]:
    """Who hears before the public, each with the clauses that say so; what is no such list stays as it is."""
    rows = value.get("predisclosure")
    if not isinstance(rows, list | tuple):
        return {}
    return {"predisclosure": [{"clauses": named, **r} if isinstance(r, Mapping) else r for r in rows]}


def _alone(item: Proposed, chosen: list[Proposed]) -> list[Passage]:
    """The passages of a value that no other value was read in."""
    others = {passage for other in chosen if other is not item for passage in other.passages}
    return [passage for passage in item.passages if passage not in others]


def _require_whole(proposal: Proposal, chosen: list[Proposed], decisions: Decisions) -> None:
    ids = {item.id for item in chosen}
    if unknown := [name for name in decisions.accepted if name not in ids]:
        raise InvalidPolicy(f"Nothing with the id {unknown[0]} was proposed.")
    for conflict in proposal.conflicts:
        if len(ids & {*conflict.ids}) > 1:
            raise InvalidPolicy(
                f"Values were accepted that contradict each other. {conflict.text}",
                advice=_ONE,
            )
    for table in (table for table in TABLES if table not in LISTS):
        if sum(item.table == table for item in chosen) > 1:
            raise InvalidPolicy(f"A profile has one table {table}, and two were accepted.", advice=_ONE)
    for item in chosen:
        if missing := [need for need in item.needs if need not in ids]:
            raise InvalidPolicy(
                f"{item.id} was accepted without {missing[0]}, which it rests on.",
                advice="Accept both, or neither.",
            )


def _identity(chosen: list[Proposed], decisions: Decisions) -> dict[str, Any]:
    """Whose policy it is: as proposed, as corrected, as answered."""
    proposed = next((item for item in chosen if item.table == "policy"), None)
    given = {**proposed.value, **decisions.accepted[proposed.id]} if proposed else {}
    answers = {
        name.removeprefix("policy."): answer
        for name, answer in decisions.answers.items()
        if name.startswith("policy.") and answer
    }
    return given | answers


def _policy(
    proposal: Proposal, chosen: list[Proposed], decisions: Decisions, clauses: Mapping[Passage, str]
) -> dict[str, Any]:
    identity = _identity(chosen, decisions)
    missing = [key for key in ("id", "code", "organisation", "namespace") if not identity.get(key)]
    if missing:
        raise InvalidPolicy(
            f"The text does not say whose policy it is: {', '.join(missing)} must be given.",
            advice="Accept the proposed identity, or answer these.",
        )
    mine = [passage for item in chosen if item.table == "policy" for passage in item.passages]
    several = len(proposal.sources) > 1
    return identity | {
        "source": ", ".join(source.name for source in proposal.sources),
        "source_sha256": proposal.sources[0].sha256 if not several else "",
        "source_read": decisions.read_on,
        "clauses": [f"{identity['code']}-{clauses[passage]}" for passage in mine],
        "lines": {} if several else {name: passage.lines for passage, name in clauses.items()},
        "quotes": {name: passage.quote for passage, name in clauses.items()},
    }


def _clause_ids(passages: list[Passage]) -> dict[Passage, str]:
    """A clause for every passage: its first line, and a letter from the second one of a line on."""
    found: dict[Passage, str] = {}
    taken: dict[str, int] = {}
    for passage in sorted(dict.fromkeys(passages), key=lambda one: (one.source, one.first, one.last)):
        base = f"{passage.first}" if not passage.source else f"{passage.source + 1}.{passage.first}"
        number = taken.get(base, 0)
        taken[base] = number + 1
        found[passage] = f"{base}{_letters(number)}"
    return found


def _letters(number: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    tens, ones = divmod(number, len(ascii_lowercase))
    return f"{_letters(tens - 1) if tens else ''}{ascii_lowercase[ones]}"


def _calendar(decisions: Decisions) -> dict[str, Any]:
    given = {
        name.removeprefix("calendar."): answer
        for name, answer in decisions.answers.items()
        if name.startswith("calendar.")
    }
    calendar: dict[str, Any] = {
        key: answer if key in ("timezone", "national_holidays") else answer.split()
        for key, answer in given.items()
    }
    assumed = [key for key in _UNSTATED if key not in given]
    if "national_holidays" in given and "holidays" in assumed:
        assumed.remove("holidays")
    return calendar | {"assumed": assumed}


def _with_hours(profile: Profile) -> Profile:
    """With the hours of business among what is asked, where a clock counts them and nobody said when."""
    calendar = profile.calendar
    if calendar.office_hours or not any(counts_business_hours(clock) for clock in profile.clocks):
        return profile
    calendar = msgspec.structs.replace(calendar, assumed=(*calendar.assumed, "office_hours"))
    return msgspec.structs.replace(profile, calendar=calendar)


def _readings(chosen: list[Proposed], decisions: Decisions) -> Iterator[tuple[str, str]]:
    for item in chosen:
        answer = decisions.answers.get(item.id)
        if answer is not None and item.table in ("clocks", "disclosure"):
            yield (item.value["id"] if item.table == "clocks" else DISCLOSURE, answer)


def _as_answered(profile: Profile, readings: Iterator[tuple[str, str]]) -> Profile:
    """With the chosen readings in place; what was answered is not asked again when the policy is adopted."""
    chosen = dict(readings)
    adoption = Adoption(on=_ANY_DAY, readings=chosen)
    read = without_adoption(as_adopted(msgspec.structs.replace(profile, adopted=adoption)))
    clocks = tuple(
        msgspec.structs.replace(clock, alternatives=()) if clock.id in chosen else clock
        for clock in read.clocks
    )
    disclosure = read.disclosure
    if DISCLOSURE in chosen:
        disclosure = msgspec.structs.replace(disclosure, alternatives=())
    return msgspec.structs.replace(read, clocks=clocks, disclosure=disclosure)
