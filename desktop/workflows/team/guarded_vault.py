"""A vault as one person may use it: every workflow comes through here, so that none forgets to ask.

It prevents mistakes, and no more: who can open the vault holds its key.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, cast

from desktop.domain import events as e
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.exchange.bundle import CaseToSend, Manifest, TakenIn
from desktop.domain.failures import RefusedByPolicy
from desktop.domain.rights.rights import Reading, may, may_read, wise
from desktop.domain.rights.team import team_of
from desktop.workflows.vault_ports import CaseDrafts, Vault

_OF_CASES = frozenset(
    {
        "arrivals",
        "case_of_file",
        "cases",
        "cases_of_messages",
        "count_conditional",
        "count_due",
        "count_proposals",
        "due",
        "keys_of",
        "measured",
        "sightings",
    }
)
"""What tells of cases; each is asked for by those alone who may read them."""
_FOR_THE_JOURNAL = frozenset({"journal_entries", "journal_proof"})
_KEEPING: dict[str, type[Event]] = {
    "add_slot": e.SlotAdded,
    "remove_slot": e.SlotRemoved,
    "rotate_slot": e.SlotRotated,
    "drill_slot": e.SlotDrilled,
    "rekey": e.VaultRekeyed,
    "backup": e.BackupDone,
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
            return self._reading("cases", method)
        if method in _FOR_THE_JOURNAL:
            return self._reading("journal", method)
        if method in _KEEPING:
            self._require(_KEEPING[method])
        return getattr(self.inner, method)

    # --- writing ---------------------------------------------------------------------------------------

    def append(
        self, case_id: str | None, drafts: Sequence[Draft], *, author: str, now: datetime, **given: Any
    ) -> list[Recorded]:
        """Append what this person may record."""
        self._require_all(case_id, drafts)
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
        self._require_all(case_id, drafts)
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
            self._require_all(part.case_id, part.drafts)
        return self.inner.append_together(parts, author=author, now=now, blobs=blobs)

    def take_in(self, manifest: Manifest, parts: Iterable[bytes], **given: Any) -> TakenIn:
        """A bundle is taken in by those who work on cases, unless the case is closed to them here."""
        self._require(e.BundleReceived)
        self._require_case(manifest.case_id)
        return self.inner.take_in(manifest, parts, **given)

    # --- reading ---------------------------------------------------------------------------------------

    def case_to_send(self, case_id: str) -> CaseToSend:
        """A case leaves by the hand of those alone who see it and may send it."""
        self._require(e.BundleSent)
        self._require_reading("cases")
        self._require_case(case_id)
        return self.inner.case_to_send(case_id)

    def history(self, case_id: str) -> list[Recorded]:
        """The events of a case that is not closed to this person."""
        self._require_reading("cases")
        self._require_case(case_id)
        return self.inner.history(case_id)

    def near_cases(self, case_id: str, limit: int = 80) -> Any:
        """The cases nearest to one, without those that are closed to this person."""
        self._require_reading("cases")
        self._require_case(case_id)
        near = self.inner.near_cases(case_id, limit)
        seen = tuple(other for other in near.others if other.case_id not in self._closed())
        return type(near)(near.own, seen, near.spread)

    def blob(self, sha256: str) -> bytes:
        """The bytes of a blob; a policy that cases are held to is nobody's secret."""
        if may_read(self._team, self._name, "cases") is not None and not self._is_policy(sha256):
            self._require_reading("cases")
        return self.inner.blob(sha256)

    def blob_range(self, sha256: str, start: int, count: int) -> bytes:
        """A part of a file."""
        self._require_reading("cases")
        return self.inner.blob_range(sha256, start, count)

    # --- the rules -------------------------------------------------------------------------------------

    def _learn(self) -> None:
        """Who may do what by now, and whose lists these are; an owner misses no case that has to go on."""
        self._team = team_of(self.inner.vault_history())
        roles = self._team.roles_of(self._name)
        self._sees_all = "owner" in roles

    def _closed(self) -> frozenset[str]:
        return frozenset() if self._sees_all else frozenset(self.inner.closed_to(e.name_key(self._name)))

    def _reading(self, what: Reading, method: str) -> Callable[..., Any]:
        def read(*positional: Any, **named: Any) -> Any:
            self._require_reading(what)
            if self._team.members:
                self.inner.look_as("" if self._sees_all else e.name_key(self._name))
            return getattr(self.inner, method)(*positional, **named)

        return read

    def _require_reading(self, what: Reading) -> None:
        if (refusal := may_read(self._team, self._name, what)) is not None:
            raise RefusedByPolicy(refusal.sentence, advice=_HOW)

    def _require_all(self, case_id: str | None, drafts: Sequence[Draft]) -> None:
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
        """Taking an entry of the vault back needs the right to make it."""
        for recorded in self.inner.vault_history():
            if recorded.id in event_ids:
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
