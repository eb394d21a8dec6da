"""What must not slip out with a text: who reported, other cases, characters that nobody sees."""

import re
from collections.abc import Iterator, Sequence

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.case_id import normalise
from desktop.domain.inert import has_hidden, is_hidden
from desktop.domain.leaving.namings import Naming, fingerprint_namings, namings, organisation_naming
from desktop.domain.leaving.notations import ESCAPED, Notations, notations
from desktop.domain.parties.people import Person, credited, people_of
from desktop.domain.policy import Profile

_LONGEST_PREFIX = 8
_PREFIX = re.compile(r"(?<![0-9A-Za-z])(?!CVE-)[A-Z0-9]{2,8}(?=[-_]\Z)", re.IGNORECASE)
_NUMBER = re.compile(r"[-_]\d{4}[-_][0-9A-Z]{7}(?![0-9A-Za-z])", re.IGNORECASE)
"""What follows the prefix of a case id; it is sought first, for it is found many times as quickly."""
_USER_ID = re.compile(r"([^<>]*)<([^<>\s]+)>\s*")


def reporter_traces(text: str, case: Case, profile: Profile) -> tuple[str, ...]:
    """Names and addresses of the case's people that the text holds without a recorded ground to name them.

    Our own handlers do not count. A surname alone does; what stands in a name that is agreed to does not.
    """
    read = notations(text)
    return tuple(dict.fromkeys(n.shown for n in namings_without_ground(case, profile) if n.stands_in(read)))


def namings_without_ground(case: Case, profile: Profile) -> Iterator[Naming]:
    """All by which the people of the case could be told, but for what they agreed to and what is our own."""
    own = {i.address.casefold() for i in profile.intake} | {profile.policy.organisation.casefold()}
    ours = notations("\n".join((*_own_words(case, profile), *(person.credited for person in credited(case)))))
    agreed = notations("\n".join(person.credited for person in credited(case)))
    for identity in dict.fromkeys(_identities(case)):
        for place, naming in enumerate(namings(identity)):
            known = ours if place else agreed  # a part of a name may be a word of our own
            if naming.shown.casefold() not in own and not naming.stands_in(known):
                yield naming
    organisations = {p.organisation for p in people_of(case) if p.role != "handler"} - {""}
    for organisation in sorted(organisations):
        yield from (n for n in organisation_naming(organisation) if not n.stands_in(ours))
    for fingerprint in dict.fromkeys(key.fingerprint for key in case.keys):
        yield from fingerprint_namings(fingerprint)


def traces_of_others(text: str, case: Case, others: Sequence[Person]) -> tuple[str, ...]:
    """Names and addresses of other people that a letter to this case's own reporter holds.

    What the reporter is called themselves says nothing, nor does a name that was agreed to.
    """
    own = (case.reporter_name.raw, case.reporter_address.raw)
    known = notations("\n".join((*own, *(person.credited for person in others))))
    read = notations(text)
    found = (
        naming.shown
        for identity in dict.fromkeys(i for person in others for i in (person.name.raw, person.address.raw))
        for naming in namings(identity)
        if not naming.stands_in(known) and naming.stands_in(read)
    )
    return tuple(dict.fromkeys(found))


def foreign_case_ids(text: str, own: str) -> tuple[str, ...]:
    """Ids of other cases; one is only taken for an id when its check digit holds."""
    return foreign_case_ids_in(notations(text), own)


def foreign_case_ids_in(read: Notations, own: str) -> tuple[str, ...]:
    """The same of a text whose notations are undone."""
    ids = (one.upper().replace("_", "-") for reading in read.written for one in _case_ids(reading))
    mine = (None, normalise(own) or own)
    return tuple(one for one in dict.fromkeys(ids) if normalise(one) not in mine)


def _case_ids(text: str) -> Iterator[str]:
    for number in _NUMBER.finditer(text):
        first = max(0, number.start() - _LONGEST_PREFIX)
        if prefix := _PREFIX.search(text, first, number.start() + 1):
            yield prefix[0] + number[0]


def hidden_characters(text: str) -> tuple[str, ...]:
    """Code points that no reader sees, such as U+202E, also where JSON escapes them."""
    if not has_hidden(text) and "\\u" not in text:
        return ()
    escaped = {chr(int(digits, 16)) for digits in ESCAPED.findall(text)}
    found = set(filter(is_hidden, {*text.replace("\r\n", "\n"), *escaped}))
    return tuple(f"U+{ord(c):04X}" for c in sorted(found))


def hidden_identities(case: Case) -> Iterator[str]:
    """What the people of the case are or were called beside what its card shows."""
    ours = {e.name_key(person.name) for person in case.named if person.part == "handler"}
    for named in case.called:
        if named.part != "handler" and e.name_key(named.name) not in ours:
            yield from ("" if named.anonymous else named.name, named.address)
    for key in case.keys:
        for user_id in key.uids:
            match = _USER_ID.fullmatch(user_id.raw)
            yield from map(str.strip, match.groups()) if match else (user_id.raw,)
    yield from (trace.raw for joined in case.joined for trace in joined.traces)


def _own_words(case: Case, profile: Profile) -> Iterator[str]:
    """What any document of the case says: its products, its policy and organisation."""
    yield from (profile.policy.organisation, profile.policy.product)
    for product in case.products:
        yield from (product.vendor, product.product)


def _identities(case: Case) -> Iterator[str]:
    for person in people_of(case):
        if person.role != "handler":
            yield from (person.name.raw, person.address.raw)
    yield from hidden_identities(case)
