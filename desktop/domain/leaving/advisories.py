"""What a written advisory has to be before it leaves, a small function for each rule."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

import msgspec

from desktop.domain import events as e
from desktop.domain.advisories.advisory import Tlp
from desktop.domain.case import Case
from desktop.domain.clocks.hold import Hold
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.clocks.words import both_hours
from desktop.domain.decide import missing_for
from desktop.domain.digest import sha256
from desktop.domain.leaving.approvals import asks_for_four_eyes, lacks_eyes
from desktop.domain.leaving.labels import whole_case
from desktop.domain.leaving.leaks.guarded import Guarded, Known
from desktop.domain.leaving.leaks.leak import Leak
from desktop.domain.leaving.leaks.lint import leaks_in
from desktop.domain.leaving.leaks.pdf_words import Unread, pdf_about, pdf_words
from desktop.domain.policy import Profile

_PDF = b"%PDF-"
_PUBLIC = ("CLEAR", "GREEN")
_AFTER_EXPORT = frozenset({"advisory-exported", "fix.released"})
"""Needs of publication that the export itself serves, or that come out together with it."""


class Candidate(msgspec.Struct, frozen=True):
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


class _Review(msgspec.Struct, frozen=True):
    candidate: Candidate
    text: str
    case: Case
    profile: Profile
    hold: Hold
    now: datetime
    vault_asks: bool


def objections_to_advisory(
    candidate: Candidate, case: Case, profile: Profile, hold: Hold, now: datetime, *, four_eyes: bool
) -> Iterator[str]:
    """What stands against it at `now`, but for its leaks; `four_eyes`: the vault asks for a second person."""
    review = _Review(candidate, _text_of(candidate) or "", case, profile, hold, now, four_eyes)
    for rule in _RULES_OF_REJECTIONS if candidate.rejects else _RULES:
        yield from rule(review)


def leaks_of_advisory(
    candidate: Candidate, case: Case, profile: Profile, guarded: Guarded
) -> tuple[Leak, ...]:
    """What slips out with it, but for what a person said to be none, of exactly these bytes."""
    text = _text_of(candidate) or ""
    found = leaks_in(text, case, profile, guarded, candidate.known)
    told = {(leak.kind, leak.what) for leak in found}
    words = candidate.words if candidate.words != text else ""
    beside = leaks_in(words, case, profile, guarded, candidate.known) if words else ()
    found += tuple(leak for leak in beside if (leak.kind, leak.what) not in told)
    accepted = {(one.leak_id, one.document) for one in case.accepted_leaks}
    document = document_of(candidate)
    return tuple(
        leak for leak in found if not (leak.acceptable and (leak.id_in(document), document) in accepted)
    )


def document_of(candidate: Candidate) -> str:
    """The SHA-256 by which a person accepts or approves it: with its instant of release left blank."""
    return candidate.approvable[0].sha256 if candidate.approvable else sha256(candidate.content)


def _text_of(candidate: Candidate) -> str | None:
    """All that it says and says of itself; None where nobody can look through it."""
    if not candidate.content.startswith(_PDF):
        return candidate.content.decode(errors="replace")
    try:
        return f"{pdf_words(candidate.content)}\n{pdf_about(candidate.content)}"
    except Unread:
        return None


def _case_goes_on(review: _Review) -> Iterator[str]:
    if review.case.incident_only:
        yield "No report began this case: an advisory leaves from the case of its vulnerability."
    if review.case.rejected is not None:
        yield "The report was rejected: there is nothing to publish. Undo the rejection to go on."
    if not review.case.open:
        yield "The case is closed. Undo the closing to export again."
    if review.case.purged:
        yield "Content of this case was purged: its facts are no longer whole."
    yield from whole_case(review.case)


def _case_was_rejected(review: _Review) -> Iterator[str]:
    if review.case.rejected is None:
        yield "The report was not rejected: its id stays in use."
    yield from whole_case(review.case)


def _stages_done(review: _Review) -> Iterator[str]:
    missing = missing_for(e.AdvisoryPublished(), review.case, review.profile)
    lacks = [need.within for need in missing if need.id not in _AFTER_EXPORT]
    if lacks:
        yield f"Still missing: {'; '.join(lacks)}."


def _hold_ended(review: _Review) -> Iterator[str]:
    tlp, hold = review.candidate.tlp, review.hold
    if tlp not in _PUBLIC or hold.ended(review.now):
        return
    if hold.until is None:
        yield f"TLP:{tlp} would publish it, and no date is set. {hold.why}"
    else:
        until = both_hours(hold.until, zone_named(review.profile.calendar.timezone))
        yield f"TLP:{tlp} would publish it, and the hold lasts until {until}. {hold.why}"


def _valid(review: _Review) -> Iterator[str]:
    yield from review.candidate.mistakes


def _names_its_case(review: _Review) -> Iterator[str]:
    if review.case.case_id not in review.text:
        yield "The document does not carry the id of its case."


def _can_be_read(review: _Review) -> Iterator[str]:
    if _text_of(review.candidate) is None:
        yield "The words of this PDF cannot be read back: nobody could look through it for leaks."


def _four_eyes(review: _Review) -> Iterator[str]:
    if not (review.vault_asks or asks_for_four_eyes(review.profile)):
        return
    if lacking := lacks_eyes(review.case, review.candidate.approvable):
        yield f"{lacking.sentence} {lacking.advice}"


_RULES: tuple[Callable[[_Review], Iterable[str]], ...] = (
    _case_goes_on,
    _stages_done,
    _hold_ended,
    _valid,
    _can_be_read,
    _names_its_case,
    _four_eyes,
)
_RULES_OF_REJECTIONS: tuple[Callable[[_Review], Iterable[str]], ...] = (
    _case_was_rejected,
    _valid,
    _can_be_read,
    _four_eyes,
)
"""Nothing is published by a rejection, so that no stage, date or hold is waited for."""
