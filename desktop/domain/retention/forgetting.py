"""Forgetting a person field by field: what is stored of them, and their name in what we wrote (M87-3.1c).

A payload and a file are purged whole. An entry that names the person is written down anew without what is
forgotten; the messages that they wrote, and the letters to them, hold it anywhere and go as a whole.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.event import Event, Recorded
from desktop.domain.parties.people import Person, people_of, person_of
from desktop.domain.retention.redaction import kept_fields, stripped_of, without_report

PersonalField = Literal["name", "address", "key", "credit"]
FIELDS: tuple[PersonalField, ...] = get_args(PersonalField)
_IN_MESSAGES = frozenset({"name", "address", "key"})
"""What a message shows of who wrote it."""
_SHORTEST_PART = 3
"""Letters of a surname that is looked for alone."""
_NEVER_TEXT = frozenset({"person", "from_case", "letter", "address", "reporter_address"})
"""Labels and references, which stay whole; addresses are a field of their own."""
_Struct = TypeVar("_Struct", bound=msgspec.Struct)
Redact = Callable[[Recorded], Event | None]


def forgetting(case: Case, label: str, fields: Sequence[PersonalField]) -> Redact | None:
    """What is left of each event once these fields of a person are forgotten; None where there is nobody."""
    person = person_of(case, label)
    return None if person is None else _Forgotten(case, person, frozenset(fields)).redact


def forgetting_all(case: Case) -> Redact:
    """The same for everybody but our own handlers."""
    all_of = [_Forgotten(case, p, frozenset(FIELDS)) for p in people_of(case) if p.role != "handler"]

    def redact(recorded: Recorded) -> Event | None:
        event = recorded.event
        for one in all_of:  # all by the names that were written, before any of them is gone
            event = one.without_fields(event, recorded.event)
        for one in all_of:
            event = one.out_of_the_text(event)
        return event

    return redact


class _Forgotten:
    """One person of a case, and what of them is to be forgotten."""

    def __init__(self, case: Case, person: Person, fields: frozenset[str]) -> None:
        self._person = person
        self._fields = fields
        self._is_first = person.role == "reporter" and not person.label
        self._label = e.name_key(person.label)
        called = list(dict.fromkeys(e.name_key(one.name) for one in case.called))
        number = called.index(self._label) + 1 if self._label in called else 0
        self._mark = f"[forgotten {number}]" if number else "[forgotten]"
        self._written = _pattern(sorted(self._words(case), key=len, reverse=True))

    def redact(self, recorded: Recorded) -> Event | None:
        """The event without what is forgotten; the same one where it held none of it."""
        return self.out_of_the_text(self.without_fields(recorded.event, recorded.event))

    def without_fields(self, event: Event, written: Event) -> Event:
        """Without the fields that hold it; `written` is the event before anybody was forgotten."""
        return stripped_of(self._without_message(event, written), self._personal(written))

    def _words(self, case: Case) -> Iterator[str]:
        name = self._person.name.raw.strip()
        if "name" in self._fields and name:
            yield name
            last = name.split()[-1]
            if len(last) >= _SHORTEST_PART:
                yield last
        if "address" in self._fields and self._person.address.raw.strip():
            yield self._person.address.raw.strip()
        if "key" in self._fields and self._is_first:
            yield from (key.fingerprint for key in case.keys)
        if "credit" in self._fields and self._person.credited:
            yield self._person.credited

    def _without_message(self, event: Event, written: Event) -> Event:
        if not self._fields & _IN_MESSAGES:
            return event
        if isinstance(written, e.FollowUpReceived | e.ReportReceived):
            return without_report(event) or event if self._wrote(written) else event
        if isinstance(event, e.Sent | e.ReportRegraded):
            return without_report(event) or event
        return event

    def _wrote(self, event: e.FollowUpReceived | e.ReportReceived) -> bool:
        sender = event.reporter_address.raw
        mine = e.same_name(sender, self._person.address.raw)
        return mine or (self._is_first and (isinstance(event, e.ReportReceived) or not sender.strip()))

    def _personal(self, event: Event) -> frozenset[str]:
        """The fields of an event that hold one of those that are forgotten."""
        found: dict[str, str] = {}
        if isinstance(event, e.ReportReceived | e.FollowUpReceived) and self._wrote(event):
            found = {"reporter_name": "name", "reporter_address": "address"}
        elif isinstance(event, e.ReporterJoined) and e.same_name(event.from_case, self._person.label):
            found = {"reporter_name": "name", "reporter_address": "address", "traces": "name"}
        elif isinstance(event, e.KeyTaken | e.KeyConfirmed) and self._is_first:
            found = {"fingerprint": "key", "uids": "key", "key_sha256": "key", "with_whom": "key"}
        elif isinstance(event, e.CreditRecorded) and e.same_name(event.person, self._person.label):
            found = {"name": "credit", "ground": "credit"}
            if "name" in self._fields:
                found = dict.fromkeys(found, "name")
        elif isinstance(event, e.PersonNamed) and e.same_name(event.name, self._person.label):
            found = {"address": "address", "organisation": "name"}
        return frozenset(
            field for field, what in found.items() if what in self._fields and hasattr(event, field)
        )

    def out_of_the_text(self, event: Event) -> Event:
        """Without their name wherever it stands."""
        kept = kept_fields(event) | _NEVER_TEXT - self._own_label()
        return event if self._written is None else self._masked_struct(event, kept)

    def _own_label(self) -> frozenset[str]:
        """A named person is told by their name, which then has to go everywhere in the same way."""
        return frozenset({"person"}) if self._label and self._person.role != "reporter" else frozenset()

    def _masked(self, value: Any) -> Any:
        if isinstance(value, str) and self._written is not None:
            return self._written.sub(self._mark, value)
        if isinstance(value, tuple):
            return tuple(map(self._masked, value))
        return self._masked_struct(value) if isinstance(value, msgspec.Struct) else value

    def _masked_struct(self, value: _Struct, kept: frozenset[str] = frozenset()) -> _Struct:
        """The same without the words; what is chosen from a list holds none, whatever it is called."""
        fields = [f for f in msgspec.structs.fields(value) if get_origin(f.type) is not Literal]
        masked = {f.name: self._masked(getattr(value, f.name)) for f in fields if f.name not in kept}
        return msgspec.structs.replace(value, **masked)


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """Any of these words where it stands whole, in any case; None for none."""
    written = [r"\s+".join(map(re.escape, word.split())) for word in dict.fromkeys(words) if word.split()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE) if written else None
