"""The people of a case, whoever has part in it: those who reported first, then those who were named.

Everybody has a label by which acts name them: "" for the first reporter, the other case's id for a reporter
who joined from there, the name for everybody else.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.inert import Untrusted
from desktop.domain.report import Grade

Role = Literal["reporter"] | e.Part
CREDITED: tuple[Role, ...] = ("reporter", "finder")
"""Whose wish about credit is asked before an advisory leaves; others are credited when theirs is recorded."""
_DOUBT = (
    "No signature proves who sent the message that is to prove it ({grade}): ask back another way before the "
    "name is told."
)
_ANOTHER_SENDER = "The message came from another address than theirs: check that it is they who say so."
_NEVER_CREDITED: tuple[Role, ...] = ("handler",)


class Person(msgspec.Struct, frozen=True):
    """Somebody with a part in the case; names and addresses may be a stranger's words."""

    label: str
    role: Role
    name: Untrusted
    address: Untrusted
    organisation: str = ""
    grade: Grade | None = None
    """How far a reporter is proved."""
    credit: e.CreditRecorded | None = None
    """The wish that counts: their own, or what the same person said later in another part."""
    wished_at: datetime | None = None
    """When they said so."""

    @property
    def line(self) -> str:
        """What they are called, on one line; a reporter who gave no name has none."""
        label = f"the reporter of {self.label}" if self.role == "reporter" and self.label else self.label
        return self.name.line or self.address.line or label

    @property
    def anonymous(self) -> bool:
        """Whether nothing is known of them by which they could be named."""
        return not (self.name.raw.strip() or self.address.raw.strip())

    @property
    def keys(self) -> frozenset[str]:
        """By what they are known in another part: name and address; a case's id is nobody's name."""
        label = "" if self.role == "reporter" else self.label
        return frozenset(map(e.name_key, (self.name.raw, self.address.raw, label))) - {""}

    @property
    def credited(self) -> str:
        """The name that they agreed to; empty without a recorded wish and its ground."""
        return self.credit.agreed_name if self.credit else ""


def people_of(case: Case) -> tuple[Person, ...]:
    """Everybody, the first reporter first; nobody reported what an incident began."""
    first = Person("", "reporter", case.reporter_name, case.reporter_address, grade=case.grade)
    joined = (
        Person(j.from_case, "reporter", j.reporter_name, j.reporter_address, grade=j.grade)
        for j in case.joined
    )
    named = (
        Person(p.name, p.part, Untrusted("" if p.anonymous else p.name), Untrusted(p.address), p.organisation)
        for p in case.named
    )
    reporters = joined if case.incident_only else (first, *joined)
    people = tuple(_wishing(person, case) for person in (*reporters, *named))
    return tuple(_of_one_mind(person, people) for person in people)


def _wishing(person: Person, case: Case) -> Person:
    key = e.name_key(person.label)
    return msgspec.structs.replace(person, credit=case.credits.get(key), wished_at=case.wished_at.get(key))


def _of_one_mind(person: Person, people: Sequence[Person]) -> Person:
    """Who reported twice may wish otherwise later: what they said last counts for both."""
    if person.credit is None:
        return person
    last = max((p for p in people if p.credit and p.keys & person.keys), key=_said, default=person)
    if last.credit is None or _said(last) <= _said(person):
        return person
    wish = msgspec.structs.replace(last.credit, person=person.label)
    return msgspec.structs.replace(person, credit=wish, wished_at=last.wished_at)


def _said(person: Person) -> tuple[datetime, bool]:
    """How late they said it; of two wishes of one instant the one to stay anonymous is the later."""
    return person.wished_at or datetime.min.replace(tzinfo=UTC), not person.credited


def person_of(case: Case, label: str) -> Person | None:
    """Whom a label names in this case."""
    return next((p for p in people_of(case) if e.same_name(p.label, label)), None)


def spelled(wish: e.CreditRecorded, case: Case) -> e.CreditRecorded:
    """The same wish under the label that its person has."""
    person = person_of(case, wish.person)
    return msgspec.structs.replace(wish, person=person.label) if person else wish


def doubt(wish: e.CreditRecorded, case: Case) -> str:
    """What a message that is to prove a wish to be named does not prove, or ""."""
    proof = case.message(wish.proof)
    if proof is None or wish.choice == "anonymous":
        return ""
    person = person_of(case, wish.person)
    theirs = person is not None and e.same_name(proof.sender.raw, person.address.raw)
    signed = proof.grade == "signed"
    doubts = ("" if theirs else _ANOTHER_SENDER, "" if signed else _DOUBT.format(grade=proof.grade))
    return " ".join(filter(None, doubts))


def uncredited(case: Case) -> tuple[Person, ...]:
    """Those whose wish about credit is still to be recorded."""
    return tuple(p for p in people_of(case) if p.role in CREDITED and p.credit is None)


def credited(case: Case) -> tuple[Person, ...]:
    """Those who are named in public, reporters first; each name once."""
    named = {p.credited: p for p in reversed(people_of(case)) if p.credited and p.role not in _NEVER_CREDITED}
    return tuple(reversed(named.values()))


def export_is_stale(case: Case) -> bool:
    """Whether its words, whom it names, or the fixed versions are others than those exported last."""
    then = case.exported
    if then is None:
        return False
    named, told = ({person.credited for person in credited(at)} for at in (case, then))
    fixed, said = ({(r.product, r.branch, r.version) for r in at.fixed} for at in (case, then))
    return then.advisory != case.advisory or named != told or fixed != said
