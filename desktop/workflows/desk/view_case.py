"""Gather everything that a page about a case shows, at one instant."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime

import msgspec

from desktop.domain.assessing.asked_fields import not_found
from desktop.domain.assessing.questions import may_be_a_question
from desktop.domain.case import Case, Message
from desktop.domain.clocks import Reading, dates_of, most_urgent, read_clocks, with_dates
from desktop.domain.clocks.hold import Hold, read_hold
from desktop.domain.clocks.policy_day import day_of
from desktop.domain.embargo.state import Embargo, read_embargo
from desktop.domain.embargo.to_tell import ToTell, to_tell
from desktop.domain.event import Recorded
from desktop.domain.events import CaseSalvaged, ProductListed, ReportConfirmed, name_key
from desktop.domain.exchange.conflicts import Conflict, conflicts_of
from desktop.domain.failures import FileLost
from desktop.domain.fold import fold
from desktop.domain.leaving.approvals import asks_for_four_eyes, vault_asks
from desktop.domain.matrix.known import Known, known_versions
from desktop.domain.parties.departures import departed
from desktop.domain.policy import AskedField, Profile
from desktop.domain.promises.silence import Silence, silence_of
from desktop.domain.promises.without_report import may_run
from desktop.domain.report import Report
from desktop.domain.stages import StageView, walk_stages
from desktop.domain.versions.catalogue import catalogue
from desktop.formats.policy import read_pinned
from desktop.workflows.correspondence.still_to_tell import still_to_tell
from desktop.workflows.desk.view_people import PersonView, view_people
from desktop.workflows.embargo.joined_told import joined_told
from desktop.workflows.intake.named_cases import cases_of_others
from desktop.workflows.ports import Desk
from desktop.workflows.vault_ports import Vault


class CaseView(msgspec.Struct, frozen=True):
    """A case with its rules applied: what it is, what it lacks, what is due, what was written."""

    case: Case
    profile: Profile
    packs: tuple[Profile, ...]
    """What the case took on beside its policy."""
    history: tuple[Recorded, ...]
    stages: tuple[StageView, ...]
    readings: tuple[Reading, ...]
    hold: Hold
    reports: tuple[Report, ...]
    """The messages of the case as the parser left them, in order of arrival; a lost one is not among them."""
    at: datetime
    kept: tuple[Message, ...] = ()
    """What the case knows of each of `reports`, in the same order."""
    kept_apart_from: tuple[str, ...] = ()
    """Cases of other reporters that the first message names."""
    still_to_tell: tuple[str, ...] = ()
    """Duplicates to whose reporters nothing was written since the advisory came out."""
    not_found: tuple[AskedField, ...] = ()
    """What the policy asks reporters to include, and nothing in the messages speaks of."""
    may_be_a_question: bool = False
    """Whether what opened the case reads like a question about the policy, and nobody judged it yet."""
    silence: Silence | None = None
    """The letter that waits for the reporter's answer, if one does."""
    people: tuple[PersonView, ...] = ()
    handler_left: bool = False
    """Whether the case's handler left: somebody has to take it."""
    products: tuple[ProductListed, ...] = ()
    """The catalogue of the vault."""
    known: tuple[Known, ...] = ()
    """The matrices of versions: those of the reported problem first."""
    embargo: Embargo = Embargo("none", None, "")
    to_tell: tuple[ToTell, ...] = ()
    """Whom to tell that the embargo is broken, those told among them."""
    conflicts: tuple[Conflict, ...] = ()
    """What handlers of several vaults decided apart, and nobody settled."""

    salvaged: CaseSalvaged | None = None
    """That something of it was lost before its vault was salvaged, as it was told last."""

    four_eyes: bool = False
    """Whether its policy or the vault asks that somebody else approves its advisory."""

    @property
    def written(self) -> tuple[Report, ...]:
        """Those messages that a person wrote, and the one that opened the case, whoever wrote it."""
        return written(self.reports)

    @property
    def came_encrypted(self) -> bool:
        """Whether a message was encrypted to us, of which nothing is left but that it was opened, too."""
        lost = [m for m in self.case.messages if m.report_sha256 and m not in self.kept]
        opened = any(report.encryption == "decrypted" for report in self.reports)
        return opened or any(message.plaintext_sha256 for message in lost)

    @property
    def reporter(self) -> PersonView | None:
        """Who reported first; nobody where an incident began the case."""
        return self.people[0] if self.people and not self.case.incident_only else None

    @property
    def next_promise(self) -> Reading | None:
        """The promise that asks first."""
        return most_urgent(self.readings)


def view_case(desk: Desk, case_id: str) -> CaseView:
    """Read a case; raises NoSuchCase."""
    now = desk.tools.now()
    history = tuple(desk.vault.history(case_id))
    case = fold(history)
    messages = tuple(read_messages(desk.vault, case))
    reports = tuple(report for _message, report in messages)
    vault_history = desk.vault.vault_history()
    profile, *packs = (
        _pinned(desk.vault, sha256, vault_history)
        for sha256 in (case.policy_sha256, *(pack.policy_sha256 for pack in case.packs))
    )
    readings = tuple(may_run((r for p in (profile, *packs) for r in read_clocks(p, history, now)), case))
    return CaseView(
        case=case,
        profile=profile,
        packs=tuple(packs),
        history=history,
        stages=walk_stages(case, profile),
        readings=readings,
        hold=read_hold(profile, history, now),
        reports=reports,
        at=now,
        kept=tuple(message for message, _report in messages),
        kept_apart_from=cases_of_others(desk.vault, reports[0], case_id) if reports else (),
        still_to_tell=still_to_tell(desk, case),
        not_found=_not_found(profile, written(reports)),
        may_be_a_question=not (case.has(ReportConfirmed) or case.rejected is not None)
        and _asks(profile, reports),
        silence=silence_of(case, history),
        people=view_people(desk.vault, case, history, profile, now),
        handler_left=case.open and name_key(case.handler) in departed(vault_history),
        products=catalogue(vault_history),
        known=known_versions(case, profile, day_of(profile, now)),
        embargo=read_embargo(profile, history, now),
        to_tell=to_tell(
            case,
            profile,
            readings,
            history,
            packs=packs,
            joined_told=joined_told(desk.vault, case),
            own_name=desk.handler,
        ),
        four_eyes=asks_for_four_eyes(profile) or vault_asks(vault_history),
        conflicts=conflicts_of(history),
        salvaged=next((r.event for r in history[::-1] if isinstance(r.event, CaseSalvaged)), None),
    )


def pinned_profile(vault: Vault, case: Case) -> Profile:
    """The policy that the case is held to, with the dates that the vault knows."""
    return _pinned(vault, case.policy_sha256, vault.vault_history())


def pinned_packs(vault: Vault, case: Case) -> tuple[Profile, ...]:
    """The packs that the case took on."""
    vault_history = vault.vault_history() if case.packs else []
    return tuple(_pinned(vault, pack.policy_sha256, vault_history) for pack in case.packs)


def _pinned(vault: Vault, sha256: str, vault_history: Sequence[Recorded]) -> Profile:
    profile = read_pinned(vault.blob(sha256))
    return with_dates(profile, dates_of(vault_history, profile.policy.id))


def written(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """Without automatic replies, which give our own words back."""
    return tuple(report for n, report in enumerate(reports) if not n or not report.automatic)


def _not_found(profile: Profile, reports: tuple[Report, ...]) -> tuple[AskedField, ...]:
    """What none of the messages says; nothing where no message was kept."""
    words = "\n\n".join(f"{report.subject.raw}\n\n{report.text.raw}" for report in reports)
    has_files = any(report.attachments for report in reports)
    return not_found(profile.fields, words, has_files=has_files) if reports else ()


def _asks(profile: Profile, reports: tuple[Report, ...]) -> bool:
    first = next(iter(reports), None)
    if first is None:
        return False
    words = f"{first.subject.raw}\n\n{first.text.raw}"
    return may_be_a_question(profile, words, has_files=bool(first.attachments))


def read_messages(vault: Vault, case: Case) -> Iterator[tuple[Message, Report]]:
    """What was kept of the messages; one that was lost before the vault was salvaged is passed over."""
    for message in case.messages:
        if message.report_sha256:
            with suppress(FileLost):
                yield message, msgspec.json.decode(vault.blob(message.report_sha256), type=Report)
