"""What a written advisory has to be before it leaves, a small function for each rule of a document."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

import msgspec
from msgspec.structs import replace

from desktop.domain import events as e
from desktop.domain.advisories.advisory import Tlp
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.clocks.words import both_hours
from desktop.domain.digest import sha256
from desktop.domain.leaving.approvals import lacks_eyes
from desktop.domain.leaving.leaks.guarded import Known
from desktop.domain.leaving.leaks.leak import Leak
from desktop.domain.leaving.leaks.lint import leaks_in
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.leaving.leaks.pdf_words import Unread, pdf_about, pdf_words
from desktop.domain.leaving.standing import Standing

_PDF = b"%PDF-"
_PUBLIC = ("CLEAR", "GREEN")


class Candidate(msgspec.Struct, frozen=True, dict=True):
    """A written advisory that asks to leave; `mistakes` is what validation and comparison found."""

    content: bytes
    file_name: str
    format: str
    tlp: Tlp
    mistakes: tuple[str, ...] = ()
    approvable: tuple[e.ApprovedDocument, ...] = ()
    """The same document as a person approves it: its instant of release is left blank."""
    words: str = ""
    """What a reader sees in it, where its bytes are compressed or escape what they say."""
    known: Known = Known()
    """What it says by right."""
    rejects: bool = False
    """Whether it says of an id, not of a problem: that it is not to be used."""

    @cached_property
    def text(self) -> str | None:
        """All that its bytes say, and say of themselves; None where nobody can look through them."""
        if not self.content.startswith(_PDF):
            return self.content.decode(errors="replace")
        try:
            return f"{pdf_words(self.content)}\n{pdf_about(self.content)}"
        except Unread:
            return None

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Itself, and what a reader sees in it where that is something else; each is read once."""
        text = self.text or ""
        return (Page(text), Page(self.words)) if self.words not in ("", text) else (Page(text),)


def objections_to_advisory(candidate: Candidate, standing: Standing) -> Iterator[str]:
    """What stands against it, but for its leaks."""
    yield from standing.against_rejecting if candidate.rejects else standing.against_publishing
    for rule in _RULES_OF_REJECTIONS if candidate.rejects else _RULES:
        yield from rule(candidate, standing)


def leaks_of_advisory(candidate: Candidate, standing: Standing) -> tuple[Leak, ...]:
    """What slips out with it, but for what a person said to be none, of exactly these bytes."""
    found: list[Leak] = []
    for page in candidate.pages:
        told = set(map(_of, found))
        leaks = leaks_in(page, standing, candidate.known)
        found += [replace(leak, file=candidate.file_name) for leak in leaks if _of(leak) not in told]
    accepted = {(one.leak_id, one.document) for one in standing.case.accepted_leaks}
    document = document_of(candidate)
    return tuple(
        leak for leak in found if not (leak.acceptable and (leak.id_in(document), document) in accepted)
    )


def _of(leak: Leak) -> tuple[str, str]:
    return leak.kind, leak.what


def document_of(candidate: Candidate) -> str:
    """The SHA-256 by which a person accepts or approves it: with its instant of release left blank."""
    return candidate.approvable[0].sha256 if candidate.approvable else sha256(candidate.content)


def _hold_ended(candidate: Candidate, standing: Standing) -> Iterator[str]:
    tlp, hold = candidate.tlp, standing.hold
    if tlp not in _PUBLIC or hold.ended(standing.now):
        return
    if hold.until is None:
        yield f"TLP:{tlp} would publish it, and no date is set. {hold.why}"
    else:
        until = both_hours(hold.until, zone_named(standing.profile.calendar.timezone))
        yield f"TLP:{tlp} would publish it, and the hold lasts until {until}. {hold.why}"


def _valid(candidate: Candidate, _standing: Standing) -> Iterator[str]:
    yield from candidate.mistakes


def _names_its_case(candidate: Candidate, standing: Standing) -> Iterator[str]:
    if standing.case.case_id not in (candidate.text or ""):
        yield "The document does not carry the id of its case."


def _can_be_read(candidate: Candidate, _standing: Standing) -> Iterator[str]:
    if candidate.text is None:
        yield "The words of this PDF cannot be read back: nobody could look through it for leaks."


def _four_eyes(candidate: Candidate, standing: Standing) -> Iterator[str]:
    if not standing.four_eyes:
        return
    if lacking := lacks_eyes(standing.case, candidate.approvable):
        yield f"{lacking.sentence} {lacking.advice}"


_RULES: tuple[Callable[[Candidate, Standing], Iterable[str]], ...] = (
    _hold_ended,
    _valid,
    _can_be_read,
    _names_its_case,
    _four_eyes,
)
_RULES_OF_REJECTIONS: tuple[Callable[[Candidate, Standing], Iterable[str]], ...] = (
    _valid,
    _can_be_read,
    _four_eyes,
)
"""Nothing is published by a rejection, so that no stage, date or hold is waited for."""
