"""The one way out: whatever leaves passes these rules, and becomes `Cleared` only here.

Each rule is a small function that yields the sentences of its refusal; the rules grow by adding one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

import msgspec

from desktop.domain import events as e
from desktop.domain.advisories.advisory import Tlp
from desktop.domain.case import Case
from desktop.domain.clocks.hold import Hold
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.clocks.words import both_hours
from desktop.domain.decide import missing_for
from desktop.domain.inert import escape_invisible
from desktop.domain.leaving.cleared import _GATE, Cleared, ClearedKind
from desktop.domain.leaving.marks import unwritten
from desktop.domain.leaving.namings import telling_phrase
from desktop.domain.leaving.notations import notations
from desktop.domain.leaving.records import RecordCandidate, objections_to_record
from desktop.domain.leaving.sentences import foreign, hidden
from desktop.domain.leaving.traces import reporter_traces, traces_of_others
from desktop.domain.parties.people import Person
from desktop.domain.policy import Profile

_AUDIENCE: dict[Tlp, str] = {
    "CLEAR": "everyone",
    "GREEN": "the community",
    "AMBER": "recipients and their organisations",
    "RED": "named recipients only",
}
_INTERNAL = "the organisation"
_PUBLIC = ("CLEAR", "GREEN")
_AFTER_EXPORT = frozenset({"advisory-exported", "fix.released"})
"""Needs of publication that the export itself serves, or that come out together with it."""

_REMINDER_LINE = re.compile(
    r"(BEGIN|END):(VCALENDAR|VEVENT|VALARM)"
    r"|VERSION:2\.0|PRODID:[\w ./-]+|CALSCALE:GREGORIAN|METHOD:PUBLISH|TRANSP:TRANSPARENT|ACTION:DISPLAY"
    r"|UID:[0-9a-f]{32}@embargo"
    r"|(DTSTAMP|DTSTART):\d{8}T\d{6}Z"
    r"|TRIGGER:-PT?\d{1,2}[DH]"
    r"|(SUMMARY|DESCRIPTION):(Embargo|[A-Z0-9]{2,8}-\d{4}-[0-9A-Z]{7})"
    r"|DESCRIPTION:[A-Z0-9]{2,8}-\d{4}-[0-9A-Z]{7} \d{4}-\d\d-\d\d \d\d:\d\d "
    r"(UTC|([A-Z]{2,5}|[+-]\d{2,4}) \((\d{4}-\d\d-\d\d )?\d\d:\d\d UTC\))"
)

_FORMULA = re.compile(r"(?:^|,)\"?[=+@\t]", re.MULTILINE)


class GateRefusal(msgspec.Struct, frozen=True):
    """Why something may not leave; every reason, not just the first."""

    reasons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """All reasons in a row."""
        return " ".join(self.reasons)


class Candidate(msgspec.Struct, frozen=True):
    """A written advisory that asks to leave; `mistakes` is what validation and comparison found."""

    content: bytes
    file_name: str
    format: str
    tlp: Tlp
    mistakes: tuple[str, ...] = ()


class LetterCandidate(msgspec.Struct, frozen=True):
    """A letter that asks to leave: what it says, and the bytes that would be sent."""

    to: str
    subject: str
    text: str
    content: bytes
    file_name: str
    encrypted: bool


class TimelineCandidate(msgspec.Struct, frozen=True):
    """A drawn timeline that asks to leave: the bytes, and every word that was drawn in them."""

    content: bytes
    words: tuple[str, ...]
    file_name: str


class FiguresCandidate(msgspec.Struct, frozen=True):
    """Figures across cases that ask to leave: the bytes, and every word that stands in them."""

    content: bytes
    words: tuple[str, ...]
    file_name: str


class _Review(msgspec.Struct, frozen=True):
    candidate: Candidate
    text: str
    case: Case
    profile: Profile
    hold: Hold
    now: datetime


def clear_advisory(
    candidate: Candidate, case: Case, profile: Profile, hold: Hold, now: datetime
) -> Cleared | GateRefusal:
    """Let a written advisory out at `now`, or say everything that stands against it."""
    text = candidate.content.decode(errors="replace")
    review = _Review(candidate, text, case, profile, hold, now)
    reasons = tuple(reason for rule in _ADVISORY_RULES for reason in rule(review))
    if reasons:
        return GateRefusal(reasons)
    return Cleared(
        _GATE,
        candidate.content,
        file_name=candidate.file_name,
        tlp=candidate.tlp,
        kind="advisory",
        audience=_AUDIENCE[candidate.tlp],
    )


def clear_signature(document: Cleared, signature: bytes) -> Cleared:
    """The detached signature of a cleared document goes where the document goes."""
    return _beside(document, signature, ".asc", "signature")


def clear_checksum(document: Cleared, algorithm: str, digest: str) -> Cleared:
    """A checksum file as CSAF 2.0 §7.1.18 has it: the digest, and the name of the file it belongs to."""
    return _beside(document, f"{digest}  {document.file_name}\n".encode(), f".{algorithm}", "checksum")


def clear_public_key(key: bytes, fingerprint: str) -> Cleared | GateRefusal:
    """The public half of a key, armoured; anything that could hold a secret one is refused."""
    if b"PRIVATE KEY" in key or not key.lstrip().startswith(b"-----BEGIN PGP PUBLIC KEY BLOCK-----"):
        return GateRefusal(("This is no armoured public key.",))
    return Cleared(
        _GATE,
        key,
        file_name=f"{fingerprint}.asc",
        tlp="CLEAR",
        kind="public-key",
        audience=_AUDIENCE["CLEAR"],
    )


def clear_letter(
    candidate: LetterCandidate, case: Case, others: Sequence[Person] = ()
) -> Cleared | GateRefusal:
    """Let a letter to the case's own reporter out; it never waits for a hold or an approval.

    `others` reported the same problem: who they are is nobody's business but ours.
    """
    told = _naming_others(f"{candidate.subject}\n{candidate.text}", case, others)
    reasons = (*_to_the_reporter(candidate, case), *_wrong(candidate, case), *told)
    return _let_out(candidate, "the reporter", reasons)


def clear_notice(
    candidate: LetterCandidate, case: Case, profile: Profile, others: Sequence[Person] = (), *, audience: str
) -> Cleared | GateRefusal:
    """Let a notice to users or an authority out, which does not name who reported (CZM-8b)."""
    words = f"{candidate.subject}\n{candidate.text}"
    naming = (*_naming(words, case, profile, "The letter"), *_naming_others(words, case, others))
    reasons = (*naming, *_wrong(candidate, case))
    return _let_out(candidate, audience, reasons)


def _let_out(candidate: LetterCandidate, audience: str, reasons: tuple[str, ...]) -> Cleared | GateRefusal:
    if reasons:
        return GateRefusal(reasons)
    return Cleared(
        _GATE,
        candidate.content,
        file_name=candidate.file_name,
        tlp="RED",
        kind="letter",
        audience=audience,
        encrypted=candidate.encrypted,
    )


def clear_timeline(
    candidate: TimelineCandidate, case: Case, profile: Profile, packs: Sequence[Profile] = ()
) -> Cleared | GateRefusal:
    """Let a case's promises out for the organisation's own eyes: ids, instants, sentences of its policies."""
    reasons = tuple(_timeline_reasons(candidate, case, (profile, *packs)))
    if reasons:
        return GateRefusal(reasons)
    return Cleared(
        _GATE,
        candidate.content,
        file_name=candidate.file_name,
        tlp="AMBER",
        kind="timeline",
        audience=_INTERNAL,
    )


def clear_record(
    candidate: RecordCandidate, case: Case, profile: Profile, others: Sequence[Person] = ()
) -> Cleared | GateRefusal:
    """Let the record of an incident out for the organisation's own eyes, encrypted (M87-3.6c, TER-2.3a)."""
    reasons = tuple(objections_to_record(candidate, case, profile, others))
    if reasons:
        return GateRefusal(reasons)
    return Cleared(
        _GATE,
        candidate.content,
        file_name=candidate.file_name,
        tlp="RED",
        kind="record",
        audience=_INTERNAL,
        encrypted=candidate.encrypted,
    )


def clear_calendar(content: bytes, file_name: str) -> Cleared | GateRefusal:
    """Let reminders out: every line is one that tells an instant or a case id.

    A calendar is read by phones and servers, so nothing else may stand in it: no title, reporter or
    organisation.
    """
    others = [line for line in _unfolded(content) if not _REMINDER_LINE.fullmatch(line)]
    if others:
        names = ", ".join(sorted({line.split(":")[0].split(";")[0][:40] for line in others}))
        return GateRefusal((f"The calendar tells more than instants and case ids, in {names}.",))
    return Cleared(_GATE, content, file_name=file_name, tlp="AMBER", kind="calendar", audience=_INTERNAL)


def clear_figures(candidate: FiguresCandidate) -> Cleared | GateRefusal:
    """Let figures out for the organisation's own eyes: numbers, quarters, policies, and ids of cases at most.

    They are counted from instants alone; that no address or formula came with them is looked at all the same.
    """
    text = "\n".join(candidate.words)
    reasons = [*hidden(text)]
    if "@" in text:
        reasons.append("A mail address stands among the figures.")
    if _FORMULA.search(text):
        reasons.append("A spreadsheet would take one of the cells for a formula.")
    if reasons:
        return GateRefusal(tuple(reasons))
    content, name = candidate.content, candidate.file_name
    return Cleared(_GATE, content, file_name=name, tlp="AMBER", kind="figures", audience=_INTERNAL)


def _beside(document: Cleared, content: bytes, suffix: str, kind: ClearedKind) -> Cleared:
    return Cleared(
        _GATE,
        content,
        file_name=document.file_name + suffix,
        tlp=document.tlp,
        kind=kind,
        audience=document.audience,
    )


# --- the rules for advisories --------------------------------------------------------------------------


def _case_goes_on(review: _Review) -> Iterator[str]:
    if review.case.incident_only:
        yield "No report began this case: an advisory leaves from the case of its vulnerability."
    if review.case.rejected is not None:
        yield "The report was rejected: there is nothing to publish. Undo the rejection to go on."
    if not review.case.open:
        yield "The case is closed. Undo the closing to export again."
    if review.case.purged:
        yield "Content of this case was purged: its facts are no longer whole."


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


def _no_other_case(review: _Review) -> Iterator[str]:
    yield from foreign(review.text, review.case)


def _no_reporter(review: _Review) -> Iterator[str]:
    yield from _naming(review.text, review.case, review.profile, "The document")


def _nothing_hidden(review: _Review) -> Iterator[str]:
    yield from hidden(review.text)


_ADVISORY_RULES: tuple[Callable[[_Review], Iterable[str]], ...] = (
    _case_goes_on,
    _stages_done,
    _hold_ended,
    _valid,
    _names_its_case,
    _no_other_case,
    _no_reporter,
    _nothing_hidden,
)


# --- the rules for letters -----------------------------------------------------------------------------


def _to_the_reporter(candidate: LetterCandidate, case: Case) -> Iterator[str]:
    if candidate.to.strip() != case.reporter_address.raw.strip():
        yield "A letter of a case goes to its own reporter."


def _wrong(candidate: LetterCandidate, case: Case) -> Iterator[str]:
    """What stands against any letter, whoever it goes to."""
    if not candidate.text.strip():
        yield "The letter is empty."
    if candidate.encrypted and candidate.text.strip().encode() in candidate.content:
        yield "The letter is called encrypted and can be read."
    words = f"{candidate.subject}\n{candidate.text}"
    if sentence := unwritten(candidate.text):
        yield sentence
    yield from foreign(words, case)
    yield from hidden(words)


def _naming_others(text: str, case: Case, others: Sequence[Person]) -> Iterator[str]:
    found = traces_of_others(text, case, others)
    if found:
        names = ", ".join(f"“{escape_invisible(name)}”" for name in found)
        yield f"The letter names somebody else who reported this, as {names}."


def _naming(text: str, case: Case, profile: Profile, what: str) -> Iterator[str]:
    found = reporter_traces(text, case, profile)
    if found:
        names = ", ".join(f"“{escape_invisible(name)}”" for name in found)
        yield (
            f"{what} names the reporter, as {names}, and no agreement to be named is recorded. Record "
            "the wish of the reporter about credit, or take the name out of the text."
        )


# --- the rules for what stays inside --------------------------------------------------------------------


def _timeline_reasons(candidate: TimelineCandidate, case: Case, policies: Sequence[Profile]) -> Iterator[str]:
    text = "\n".join(candidate.words)
    if not candidate.content.startswith(b"%PDF-"):
        yield "This is no PDF."
    if case.case_id not in text:
        yield "The document does not carry the id of its case."
    yield from foreign(text, case)
    yield from hidden(text)
    ours = {words for policy in policies for words in _words_of(policy)}
    told = "\n".join(words for words in candidate.words if words not in ours)
    title = telling_phrase(case.title.line)
    if title is not None and title.stands_in(notations(told)):
        yield "The title of the report stands in it."
    if reporter_traces(told, msgspec.structs.replace(case, credits={}), policies[0]):
        yield "The reporter is named in it."


def _words_of(policy: Profile) -> Iterator[str]:
    """What a policy itself says in public: no report gave it away, whatever its title is."""
    yield policy.policy.organisation
    yield from (clock.sentence for clock in policy.clocks)
    yield from (rule.sentence for rule in policy.disclosure.predisclosure)


def _unfolded(content: bytes) -> list[str]:
    """The lines of an iCalendar file, with folded ones joined (RFC 5545 §3.1)."""
    lines = content.decode("utf-8", "replace").replace("\r\n ", "").split("\r\n")
    return [line for line in lines if line]
