"""What a public list of thanks has to be before it leaves: names that people agreed to, and nothing else."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.inert import escape_invisible
from desktop.domain.leaving.secrets import secret
from desktop.domain.leaving.sentences import hidden
from desktop.domain.parties.people import credited, people_of


class Thanked(msgspec.Struct, frozen=True):
    """Somebody who is thanked: the name they agreed to, and the year in which their advisory came out."""

    name: str
    year: int


class AcknowledgementsCandidate(msgspec.Struct, frozen=True):
    """A list of thanks that asks to leave: its bytes, and who stands in it."""

    content: bytes
    thanked: tuple[Thanked, ...]
    file_name: str


def thanked_in(case: Case) -> Iterator[Thanked]:
    """Whom a case thanks: nobody before its advisory is out, nobody without a wish and its ground."""
    at = case.milestones.get(e.AdvisoryPublished.kind)
    if at is not None and case.published_in_full:
        yield from (Thanked(person.credited, at.year) for person in credited(case))


def objections_to_acknowledgements(
    candidate: AcknowledgementsCandidate, cases: Sequence[Case]
) -> Iterator[str]:
    """Why it stays: a name that nobody agreed to (MUS-9a), an address, or characters that nobody sees."""
    agreed = {one for case in cases for one in thanked_in(case)}
    others = [one.name for one in candidate.thanked if one not in agreed]
    if others:
        names = ", ".join(f"“{escape_invisible(name)}”" for name in others)
        yield f"No agreement to be named is recorded of {names}."
    if any("@" in one.name for one in candidate.thanked):
        yield "A mail address stands among the names: ask how they wish to be called."
    text = candidate.content.decode("utf-8", "replace")
    yield from _named_all_the_same(text, cases, {one.name for one in agreed})
    yield from hidden(text)
    yield from secret(text)


def _named_all_the_same(text: str, cases: Sequence[Case], agreed: AbstractSet[str]) -> Iterator[str]:
    """Whoever stands in the page itself, whatever its list says: by their whole name or their address."""
    read, known = e.name_key(text), {*map(e.name_key, agreed)}
    for person in (p for case in cases for p in people_of(case) if not p.credited):
        name, address = e.name_key(person.name.raw), e.name_key(person.address.raw)
        told = [address, name if " " in name and name not in known else ""]
        if any(word and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", read) for word in told):
            yield f"The page names “{escape_invisible(person.line)}”, who did not agree to that."
