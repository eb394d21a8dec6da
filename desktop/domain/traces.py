"""What must not slip out with a text: who reported, other cases, characters that nobody sees."""

import re
from collections.abc import Iterable, Iterator

from desktop.domain.case import Case
from desktop.domain.case_id import normalise
from desktop.domain.inert import is_hidden
from desktop.domain.namings import namings
from desktop.domain.notations import ESCAPED, notations
from desktop.domain.people import Person, credited, people_of
from desktop.domain.policy import Profile

_CASE_ID = re.compile(
    r"(?<![0-9A-Za-z])(?!CVE-)[A-Z0-9]{2,8}-\d{4}-[0-9A-Z]{7}(?![0-9A-Za-z])", re.IGNORECASE
)
_USER_ID = re.compile(r"\s*([^<>]*?)\s*<([^<>\s]+)>\s*")


def reporter_traces(text: str, case: Case, profile: Profile) -> tuple[str, ...]:
    """Names and addresses of the case's people that the text holds without a recorded ground to name them.

    Our own handlers do not count. A surname alone does; what stands in a name that is agreed to does not.
    """
    own = {i.address.casefold() for i in profile.intake} | {profile.policy.organisation.casefold()}
    agreed = notations("\n".join(person.credited for person in credited(case)))
    read = notations(text)
    found = (
        naming.shown
        for identity in dict.fromkeys(_identities(case))
        for naming in namings(identity)
        if naming.shown.casefold() not in own and not naming.stands_in(agreed) and naming.stands_in(read)
    )
    return tuple(dict.fromkeys(found))


def traces_of_others(text: str, case: Case, others: Iterable[Person]) -> tuple[str, ...]:
    """Names and addresses of other reporters that a letter to this case's own one holds."""
    own = {case.reporter_name.raw.strip().casefold(), case.reporter_address.raw.strip().casefold()}
    read = notations(text)
    found = (
        naming.shown
        for person in others
        if not person.credited
        for identity in (person.name.raw, person.address.raw)
        if identity.strip() and identity.strip().casefold() not in own
        for naming in namings(identity)
        if naming.stands_in(read)
    )
    return tuple(dict.fromkeys(found))


def foreign_case_ids(text: str, own: str) -> tuple[str, ...]:
    """Ids of other cases; one is only taken for an id when its check digit holds."""
    found = (match[0].upper() for reading in notations(text).written for match in _CASE_ID.finditer(reading))
    return tuple(dict.fromkeys(i for i in found if normalise(i) not in (None, normalise(own) or own)))


def hidden_characters(text: str) -> tuple[str, ...]:
    """Code points that no reader sees, such as U+202E, also where JSON escapes them."""
    escaped = {chr(int(match[1], 16)) for match in ESCAPED.finditer(text)}
    found = {c for c in set(text.replace("\r\n", "\n")) | escaped if is_hidden(c)}
    return tuple(f"U+{ord(c):04X}" for c in sorted(found))


def _identities(case: Case) -> Iterator[str]:
    for person in people_of(case):
        if person.role != "handler":
            yield from (person.name.raw, person.address.raw)
    for key in case.keys:
        for user_id in key.uids:
            match = _USER_ID.fullmatch(user_id.raw)
            yield from match.groups() if match else (user_id.raw,)
