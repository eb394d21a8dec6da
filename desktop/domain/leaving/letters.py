"""What a letter has to be before it leaves, whoever it goes to."""

from collections.abc import Iterator, Sequence

import msgspec

from desktop.domain.case import Case
from desktop.domain.inert import escape_invisible
from desktop.domain.leaving.labels import whole_case
from desktop.domain.leaving.leaks.guarded import Guarded
from desktop.domain.leaving.leaks.known import known_to_all
from desktop.domain.leaving.marks import unwritten
from desktop.domain.leaving.secrets import secret
from desktop.domain.leaving.sentences import foreign, guarded_items, hidden, naming, worked_on
from desktop.domain.leaving.traces import traces_of_others
from desktop.domain.parties.people import Person
from desktop.domain.policy import Profile


class LetterCandidate(msgspec.Struct, frozen=True):
    """A letter that asks to leave: what it says, and the bytes that would be sent."""

    to: str
    subject: str
    text: str
    content: bytes
    file_name: str
    encrypted: bool
    guarded: Guarded = Guarded()

    @property
    def words(self) -> str:
        """All that is read of it."""
        return f"{self.subject}\n{self.text}"


def objections_to_letter(candidate: LetterCandidate, case: Case, others: Sequence[Person]) -> Iterator[str]:
    """Why a letter to the case's own reporter stays."""
    yield from _to_the_reporter(candidate, case)
    yield from _wrong(candidate, case)
    yield from _naming_others(candidate.words, case, others)


def objections_to_notice(
    candidate: LetterCandidate, case: Case, profile: Profile, others: Sequence[Person]
) -> Iterator[str]:
    """Why a notice to users or an authority stays: it does not name who reported (CZM-8b)."""
    yield from whole_case(case)
    yield from naming(candidate.words, case, profile, "The letter")
    yield from _naming_others(candidate.words, case, others)
    yield from _wrong(candidate, case)
    ours = known_to_all(case, profile)
    yield from worked_on(candidate.words, candidate.guarded, ours, profile.policy.organisation)


def _to_the_reporter(candidate: LetterCandidate, case: Case) -> Iterator[str]:
    if candidate.to.strip() != case.reporter_address.raw.strip():
        yield "A letter of a case goes to its own reporter."


def _wrong(candidate: LetterCandidate, case: Case) -> Iterator[str]:
    """What stands against any letter, whoever it goes to."""
    if not candidate.text.strip():
        yield "The letter is empty."
    if candidate.encrypted and candidate.text.strip().encode() in candidate.content:
        yield "The letter is called encrypted and can be read."
    if sentence := unwritten(candidate.text):
        yield sentence
    yield from guarded_items(candidate.words, candidate.guarded)
    yield from foreign(candidate.words, case)
    yield from hidden(candidate.words)
    yield from secret(candidate.words)


def _naming_others(text: str, case: Case, others: Sequence[Person]) -> Iterator[str]:
    found = traces_of_others(text, case, others)
    if found:
        names = ", ".join(f"“{escape_invisible(name)}”" for name in found)
        yield f"The letter names somebody else who reported this, as {names}."
