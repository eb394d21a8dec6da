"""A vault as one person may use it: every workflow comes through here, so that none forgets to ask.

It prevents mistakes, and no more: who can open the vault holds its key.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, cast

import msgspec

from desktop.domain import events as e
from desktop.domain.event import Draft, Event, Recorded, name_of
from desktop.domain.exchange.bundle import CaseToSend, Manifest, TakenIn
from desktop.domain.failures import Failure, RefusedByPolicy
from desktop.domain.journal import Proof
from desktop.domain.rights.rights import Reading, may, may_read, wise
from desktop.domain.rights.team import team_of
from desktop.workflows.journal_ports import JournalPage, JournalQuery
from desktop.workflows.retention_ports import RetainedCase
from desktop.workflows.vault_ports import CaseDrafts, Vault

_OF_CASES = frozenset(
    {
        "arrivals",
        "blob_range",
        "case_of_file",
        "cases",
        "cases_of_messages",
        "count_conditional",
        "count_due",
        "count_proposals",
        "due",
        "headers_after",
        "keys_of",
        "measured",
        "retained_policies",
        "sightings",
    }
)
"""What tells of cases; each is asked for by those alone who may read them."""
_OF_ONE_CASE = frozenset({"history"})
"""What tells all of one case."""
_KEEPING: dict[str, type[Event]] = {
    "add_slot": e.SlotAdded,
    "remove_slot": e.SlotRemoved,
    "rotate_slot": e.SlotRotated,
    "drill_slot": e.SlotDrilled,
    "rekey": e.VaultRekeyed,
    "compact": e.ContentPurged,
    "backup": e.BackupDone,
    "drop_old_backups": e.BackupDone,
    "accept_rollback": e.RollbackAccepted,
    "test_restore": e.RestoreTested,
}
"""What looks after the vault, and the event that says who may do it."""
_CHANGING = (e.HandlerEnrolled, e.RoleGiven, e.RoleWithdrawn, e.HandlerLeft, e.EventUndone)
"""What changes who may do what."""
_HOW = "`embargo team list` shows who may; `--work-as NAME` works as another of them."


def guarded(vault: Vault, name: str) -> Vault:
    """The vault for this person; one that was guarded for another is guarded anew."""
    inner = vault.inner if isinstance(vault, GuardedVault) else vault
    return cast("Vault", GuardedVault(inner, name))


def reads(vault: Vault, what: Reading) -> bool:
    """Whether whoever sits here may read it; asks no vault."""
    return not isinstance(vault, GuardedVault) or vault.may_read(what)


def require_reading(vault: Vault, what: Reading) -> None:
    """Raises RefusedByPolicy where whoever sits here may not read it."""
    if isinstance(vault, GuardedVault):
        vault.require_reading(what)


def roles_of(vault: Vault) -> tuple[e.Role, ...]:
    """The roles of whoever sits here; none where nobody is enrolled."""
    return vault.roles if isinstance(vault, GuardedVault) else ()


def has_team(vault: Vault) -> bool:
    """Whether people with roles work in it; asks no vault."""
    return isinstance(vault, GuardedVault) and vault.has_team


class GuardedVault:
    """Satisfies `workflows.vault_ports.Vault`: asks `domain/rights` first, then the vault itself.

    Raises RefusedByPolicy for what is not this person's; all else as the port says.
    """

    def __init__(self, vault: Vault, name: str) -> None:
        self.inner = vault
        self._name = name
        self._learn()

    def __getattr__(self, method: str) -> Any:
        """What nobody has to be asked for, and what only needs a right to read or to look after the vault."""
        if method in _OF_CASES:
            return self._reading(method)
        if method in _OF_ONE_CASE:
            return self._reading_one(method)
        if method in _KEEPING:
            self._require(_KEEPING[method])
        return getattr(self.inner, method)

    # --- writing ---------------------------------------------------------------------------------------

    def append(
        self, case_id: str | None, drafts: Sequence[Draft], *, author: str, now: datetime, **given: Any
    ) -> list[Recorded]:
        """Append what this person may record."""
        self._require_all(case_id, drafts, author, now)
        recorded = self.inner.append(case_id, drafts, author=author, now=now, **given)
        if case_id is None and any(isinstance(draft.event, _CHANGING) for draft in drafts):
            self._learn()
        return recorded

    def append_file(
        self,
        case_id: str,
        drafts: Sequence[Draft],
        sha256: str,
        pieces: Iterable[bytes],
        *,
        author: str,
        now: datetime,
        revision: int,
    ) -> list[Recorded]:
        """The same with a file."""
        self._require_all(case_id, drafts, author, now)
        return self.inner.append_file(
            case_id, drafts, sha256, pieces, author=author, now=now, revision=revision
        )

    def append_together(
        self,
        parts: Sequence[CaseDrafts],
        *,
        author: str,
        now: datetime,
        blobs: dict[str, bytes] = {},  # noqa: B006 - never changed
    ) -> list[Recorded]:
        """The same in several cases."""
        for part in parts:
            self._require_all(part.case_id, part.drafts, author, now)
        return self.inner.append_together(parts, author=author, now=now, blobs=blobs)

    def purge(
        self, case_id: str, drafts: Sequence[Draft], *, author: str, now: datetime, revision: int
    ) -> list[Recorded]:
        """Purge what this person may."""
        self._require_all(case_id, drafts, author, now)
        return self.inner.purge(case_id, drafts, author=author, now=now, revision=revision)

    def take_in(self, manifest: Manifest, parts: Iterable[bytes], **given: Any) -> TakenIn:
        """A bundle is taken in by those who work on cases, unless the case is closed to them here."""
        self._require(e.BundleReceived)
        self._require_case(manifest.case_id)
        return self.inner.take_in(manifest, parts, **given)

    # --- reading ---------------------------------------------------------------------------------------

    def case_to_send(self, case_id: str) -> CaseToSend:
        """A case leaves by the hand of those alone who see it and may send it."""
        self._require(e.BundleSent)
        self.require_reading("cases")
        self._require_case(case_id)
        return self.inner.case_to_send(case_id)

    def near_cases(self, case_id: str, limit: int = 80) -> Any:
        """The cases nearest to one, without those that are closed to this person."""
        self.require_reading("cases")
        self._require_case(case_id)
        near = self.inner.near_cases(case_id, limit)
        seen = tuple(other for other in near.others if other.case_id not in self._closed())
        return type(near)(near.own, seen, near.spread)

    def retained(self, *asked: Any, **named: Any) -> list[RetainedCase]:
        """Closed cases whose content is still kept, without those that are closed to this person."""
        self.require_reading("cases")
        return [one for one in self.inner.retained(*asked, **named) if one.case_id not in self._closed()]

    def blob(self, sha256: str) -> bytes:
        """The bytes of a blob; a policy that cases are held to is nobody's secret."""
        if may_read(self._team, self._name, "cases") is not None and not self._is_policy(sha256):
            self.require_reading("cases")
        return self.inner.blob(sha256)

    def journal_page(self, wanted: JournalQuery, offset: int = 0, limit: int = 200) -> JournalPage:
        """A page of the journal; who may not read cases is not told which entry is of which."""
        self.require_reading("journal")
        page = self.inner.journal_page(wanted, offset, limit)
        if may_read(self._team, self._name, "cases") is None:
            return page
        entries = (msgspec.structs.replace(entry, case_id="") for entry in page.entries)
        return JournalPage(page.total, tuple(entries))

    def journal_proof(self) -> Proof:
        """The proofs of the journal."""
        self.require_reading("journal")
        return self.inner.journal_proof()

    # --- the rules -------------------------------------------------------------------------------------

    @property
    def roles(self) -> tuple[e.Role, ...]:
        """This person's roles, in order; none where nobody is enrolled."""
        member = self._team.find(self._name)
        return member.roles_in_order if member is not None else ()

    @property
    def has_team(self) -> bool:
        """Whether anybody is enrolled."""
        return bool(self._team.members)

    def may_read(self, what: Reading) -> bool:
        """Whether this person may read it."""
        return may_read(self._team, self._name, what) is None

    def _learn(self) -> None:
        """Who may do what by now, and whose lists these are; an owner misses no case that has to go on."""
        self._team = team_of(self.inner.vault_history())
        roles = self._team.roles_of(self._name)
        self._sees_all = "owner" in roles

    def _closed(self) -> frozenset[str]:
        return frozenset() if self._sees_all else frozenset(self.inner.closed_to(e.name_key(self._name)))

    def _reading(self, method: str) -> Callable[..., Any]:
        def read(*positional: Any, **named: Any) -> Any:
            self.require_reading("cases")
            if self._team.members:
                self.inner.look_as("" if self._sees_all else e.name_key(self._name))
            return getattr(self.inner, method)(*positional, **named)

        return read

    def _reading_one(self, method: str) -> Callable[[str], Any]:
        def read(case_id: str) -> Any:
            self.require_reading("cases")
            self._require_case(case_id)
            return getattr(self.inner, method)(case_id)

        return read

    def require_reading(self, what: Reading) -> None:
        """Raises RefusedByPolicy where this person may not read it."""
        if (refusal := may_read(self._team, self._name, what)) is not None:
            raise RefusedByPolicy(refusal.sentence, advice=_HOW)

    def _require_all(self, case_id: str | None, drafts: Sequence[Draft], author: str, now: datetime) -> None:
        """Raises RefusedByPolicy, which the vault's journal keeps, as far as it can be written."""
        try:
            self._require_each(case_id, drafts)
        except RefusedByPolicy:
            refused = e.ActRefused(name_of(drafts[0].event), "rule", case_id or "")
            with suppress(Failure):
                self.inner.append(None, [Draft(refused, now)], author=author, now=now)
            raise

    def _require_each(self, case_id: str | None, drafts: Sequence[Draft]) -> None:
        team = self._team
        for draft in drafts:
            self._require(draft.event)
            if (refusal := wise(team, draft.event)) is not None:
                raise RefusedByPolicy(refusal.sentence, advice=_HOW)
            team = team.after(draft.event)
        if case_id is not None:
            self._require_case(case_id)
        elif any(isinstance(draft.event, e.EventUndone) for draft in drafts):
            self._require_undoing({getattr(draft.event, "event_id", "") for draft in drafts})

    def _require(self, act: Event | type[Event]) -> None:
        if (refusal := may(self._team, self._name, act)) is not None:
            raise RefusedByPolicy(refusal.sentence, advice=_HOW)

    def _require_undoing(self, event_ids: set[str]) -> None:
        """Taking an entry of the vault back needs the right to make it, however often it was taken back."""
        for recorded in reversed(self.inner.vault_history()):
            if recorded.id not in event_ids:
                continue
            if isinstance(recorded.event, e.EventUndone):
                event_ids = {*event_ids, recorded.event.event_id}
            self._require(type(recorded.event))
            if isinstance(recorded.event, e.HandlerEnrolled | e.RoleGiven | e.RoleWithdrawn):
                raise RefusedByPolicy("Roles are given and withdrawn, not undone.", advice=_HOW)

    def _require_case(self, case_id: str) -> None:
        if not self._sees_all and case_id in self._closed():
            raise RefusedByPolicy(
                "This case is shown to those alone who are assigned to it.",
                advice="Who sees it lets others in: `embargo act CASE case.restricted --set names=NAME`.",
            )

    def _is_policy(self, sha256: str) -> bool:
        adopted = (r.event for r in self.inner.vault_history() if isinstance(r.event, e.ProfileAdopted))
        return sha256 in {*self.inner.pinned_policies(), *(event.policy_sha256 for event in adopted)}
