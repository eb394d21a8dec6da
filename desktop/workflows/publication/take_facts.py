"""Take an advisory that is there already as facts of a case: in one transaction, the file kept as evidence.

What the case states otherwise stays until the handler has seen it and asks for it to be replaced.
"""

import os
from datetime import datetime
from pathlib import Path

import msgspec

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.advisories.taking import Conflict, Taking, taking
from desktop.domain.assessing.evidence import whence
from desktop.domain.case import Case
from desktop.domain.decide import Refusal
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.failures import InvalidDocument, RefusedByPolicy
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.policy import Profile
from desktop.formats.advisories.sources import facts_in
from desktop.formats.advisories.strict_json import SIZE_LIMIT
from desktop.formats.mail.names import safe_name
from desktop.formats.policy import read_profile
from desktop.workflows.custody.record_refusal import record_refused_act
from desktop.workflows.desk.spell_out import spell_out
from desktop.workflows.desk.try_acts import as_recorded, try_acts
from desktop.workflows.desk.view_case import pinned_packs, pinned_profile
from desktop.workflows.intake.enter_case import TypedReport, begin_case
from desktop.workflows.intake.open_case import open_case
from desktop.workflows.ports import Desk

_JSON = "application/json"


class Taken(msgspec.Struct, frozen=True):
    """What became of the file."""

    case_id: str
    """Empty where no case was opened."""
    source: str
    acts: tuple[str, ...]
    """The kinds of what was recorded; none where conflicts stand in the way, or all was known."""
    conflicts: tuple[Conflict, ...]
    shown: tuple[str, ...]
    """What the file says and no act records, as sentences."""
    replaced: bool = False


class _File(msgspec.Struct, frozen=True):
    name: str
    content: bytes
    source: str
    facts: AdvisoryFacts

    @property
    def called(self) -> str:
        """How rationales name it."""
        named = self.facts.text.cve or self.facts.tracking_id
        return f"{self.source} {named}, SHA-256 {sha256(self.content)}"


def take_into_case(desk: Desk, case_id: str, path: Path, *, replace: bool = False) -> Taken:
    """Take the file's facts into a case; with conflicts nothing is recorded unless they are to be replaced.

    Raises InvalidDocument, Unreadable, TooLarge, RefusedByPolicy where the rules refuse a fact, NoSuchCase.
    """
    file = _read(desk, path)
    history = desk.vault.history(case_id)
    case = fold(history)
    profile = pinned_profile(desk.vault, case)
    found = _taking(file, case, profile)
    if not found.acts or (found.conflicts and not replace):
        return Taken(case_id, file.source, (), found.conflicts, found.shown)
    now = desk.tools.now()
    happened = [(act, now) for act in _spelled(found.acts)]
    tried = try_acts(desk, case_id, history, happened, profile, pinned_packs(desk.vault, case))
    if isinstance(tried, Refusal):
        record_refused_act(desk, case_id, tried)
        raise _refused(tried)
    kept = _evidence(file, history, now)
    desk.vault.append(
        case_id,
        [*kept, *tried[0]],
        author=desk.handler,
        now=now,
        blobs={sha256(file.content): file.content} if kept else {},
        revision=case.revision,
    )
    return _told(case_id, file, found, replaced=bool(found.conflicts))


def take_into_new_case(desk: Desk, policy_id: str, path: Path) -> Taken:
    """Open a case with the file's facts. Raises what `take_into_case` raises, and InvalidPolicy."""
    file = _read(desk, path)
    now = desk.tools.now()
    title = file.facts.text.title.strip() or f"{file.source} {file.facts.tracking_id}"
    begun = begin_case(desk, TypedReport(policy_id, "other", title, _told_by(file), now))
    history: list[Recorded] = []
    for draft in begun.drafts:
        history.append(as_recorded(desk, "", draft, history))
    profile = read_profile(begun.policy)
    found = _taking(file, fold(history), profile)
    tried = try_acts(desk, "", history, [(act, now) for act in _spelled(found.acts)], profile, ())
    if isinstance(tried, Refusal):
        raise _refused(tried)
    drafts = (*begun.drafts, *_evidence(file, history, now), *tried[0])
    case_id = open_case(desk, begun.policy, drafts, begun.blobs | {sha256(file.content): file.content})
    return _told(case_id, file, found)


def _told_by(file: _File) -> str:
    """The report of a case that nobody reported; the advisory's own words stand in the case's advisory."""
    return f"The facts were taken from an advisory: {file.called}."


def _read(desk: Desk, path: Path) -> _File:
    content = desk.tools.files.read(path, limit=SIZE_LIMIT)
    name = os.fsencode(path.name).decode("utf-8", "replace")
    return _File(name, content, *facts_in(content))


def _taking(file: _File, case: Case, profile: Profile) -> Taking:
    try:
        return taking(file.facts, case, profile, file.called)
    except ValueError as error:
        raise _unfit(error) from error


def _spelled(acts: tuple[Event, ...]) -> list[Event]:
    try:
        return [spell_out(act) for act in acts]
    except ValueError as error:
        raise _unfit(error) from error


def _unfit(error: ValueError) -> InvalidDocument:
    words = str(error)
    return InvalidDocument(
        f"{words[:1].upper()}{words[1:]}.",
        advice="Correct the advisory where it was written, or type its facts.",
    )


def _refused(refusal: Refusal) -> RefusedByPolicy:
    return RefusedByPolicy(
        f"The facts of this file cannot be taken: {refusal.sentence}", advice="Type those of them that hold."
    )


def _evidence(file: _File, history: list[Recorded], now: datetime) -> tuple[Draft, ...]:
    """The file itself, unless the case has it already."""
    digest = sha256(file.content)
    if whence(history, digest):
        return ()
    taken = {evidence.shown_name.casefold() for evidence in fold(history).evidence}
    added = e.EvidenceAdded(
        name=Untrusted(file.name),
        shown_name=safe_name(file.name, taken),
        size=len(file.content),
        sha256=digest,
        media_type=_JSON,
        note=f"{file.source} whose facts were taken into the case.",
        is_advisory=True,
    )
    return (Draft(added, now),)


def _told(case_id: str, file: _File, found: Taking, *, replaced: bool = False) -> Taken:
    kinds = tuple(act.kind for act in found.acts)
    return Taken(case_id, file.source, kinds, found.conflicts, found.shown, replaced)
