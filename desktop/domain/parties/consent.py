"""What a policy lets us presume about credit, and since when: a ground to propose; a person records the wish.

Without a recorded wish nobody is named under any policy (CZM-5c, CZM-7a). Where a policy names reporters
unless they object (M87-2f, AUM-4c), silence after the question may be that ground.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.event import Recorded
from desktop.domain.fold import fold
from desktop.domain.occurrences import in_force
from desktop.domain.parties.answering import returned
from desktop.domain.parties.people import Person
from desktop.domain.policy import Profile

TIME_TO_OBJECT = timedelta(days=14)
"""The house's own measure: no policy so far says how long silence has to last."""
_RULES = {
    "opt-in": "The policy names nobody without their permission",
    "opt-out": "The policy names whoever reported unless they object",
    "unstated": "The policy gives no rule: nobody is named without a recorded wish",
}


class Consent(msgspec.Struct, frozen=True):
    """The rule that holds for one person, what was asked, and on what a wish could rest without an answer."""

    rule: str
    asked: str
    ground: str = ""
    """The policy's rule as a ground, once enough time passed in silence; else empty."""


def consent_of(person: Person, history: Sequence[Recorded], profile: Profile, now: datetime) -> Consent:
    """What is known of somebody's consent; only the first reporter is asked by a letter of ours."""
    rule = _rule(profile)
    if person.label or person.anonymous:
        return Consent(rule, "")
    letter = _asking(history)
    if letter is None:
        return Consent(rule, "Not asked yet.")
    asked_at, case = letter.occurred_at, fold(history)
    asked = f"Asked on {asked_at:%Y-%m-%d}."
    if told := _unheard(letter, case, history) or _came_since(asked_at, case):
        return Consent(rule, f"{asked} {told}")
    if profile.credit.mode != "opt-out":
        return Consent(rule, f"{asked} No message came since.")
    until = asked_at + TIME_TO_OBJECT
    if now < until:
        return Consent(rule, f"{asked} They may object until {until:%Y-%m-%d}.")
    days = f"{TIME_TO_OBJECT.days} days"
    ground = f"{rule} Asked on {asked_at:%Y-%m-%d}, nothing came within {days}."
    return Consent(rule, f"{asked} Nobody objected within {days}.", "" if person.credit else ground)


def _rule(profile: Profile) -> str:
    """The policy's rule as a sentence with its clauses."""
    credit = profile.credit
    only_if = f", if {' and '.join(credit.only_if)}" if credit.mode == "opt-out" and credit.only_if else ""
    clauses = f" ({', '.join(credit.clauses)})" if credit.clauses and credit.mode != "unstated" else ""
    return f"{_RULES[credit.mode]}{only_if}{clauses}."


def _asking(history: Sequence[Recorded]) -> Recorded | None:
    """The letter that asked last."""
    letters = [r for r in in_force(history) if isinstance(r.event, e.CreditAsked)]
    return max(letters, key=lambda letter: letter.occurred_at, default=None)


def _came_since(asked_at: datetime, case: Case) -> str:
    since = sum(message.received_at > asked_at for message in case.messages)
    came = "A message came" if since == 1 else f"{since} messages came"
    return f"{came} since: read what they say about it." if since else ""


def _unheard(letter: Recorded, case: Case, history: Sequence[Recorded]) -> str:
    """Why nobody may have read the question, or "": who was not reached cannot object."""
    if case.unreachable is not None:
        return "The reporter cannot be reached: silence says nothing."
    if letter.id not in returned(in_force(history)):
        return ""
    wrote = any(m.received_at > letter.occurred_at and not m.automatic for m in case.messages)
    return "" if wrote else "The letter came back undelivered: nobody was asked."
