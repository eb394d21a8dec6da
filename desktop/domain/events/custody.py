"""What happens to the vault itself, and the dates that all its cases share."""

from datetime import date, datetime
from typing import Literal

import msgspec

from desktop.domain.event import Event
from desktop.domain.events.team import RolesThen


class VaultMade(Event, frozen=True):
    kind = "vault.made"
    vault_id: str


class WriterChanged(Event, frozen=True):
    """A vault was copied, restored or salvaged: a new writer goes on from the old one's head."""

    kind = "writer.changed"
    why: Literal["restored", "copied", "salvaged"]
    old_head: str


class RollbackAccepted(Event, frozen=True):
    """A person went on from an older state than the one that was kept elsewhere, knowing both heads."""

    kind = "rollback.accepted"
    expected_head: str
    expected_sequence: int
    found_head: str
    found_sequence: int


class Gap(msgspec.Struct, frozen=True):
    """Entries of a writer's chain, from the first sequence to the last, that no longer exist."""

    writer: str
    first: int
    last: int


class VaultSalvaged(Event, frozen=True):
    """A new vault was made of what was whole in a damaged one: what is missing was lost then, not later."""

    kind = "vault.salvaged"
    gaps: tuple[Gap, ...] = ()
    emptied: tuple[str, ...] = ()
    """Ids of entries whose content was lost."""
    files: tuple[str, ...] = ()
    """SHA-256 of stored files that were lost."""


class CaseSalvaged(Event, frozen=True):
    """Of this case not everything could be read when its vault was damaged, or it cannot be told."""

    kind = "case.salvaged"
    entries: int
    """How many could be read."""
    lost_files: int = 0


class IntakeKeyChosen(Event, frozen=True):
    kind = "intake-key.chosen"
    fingerprint: str


class FallbackPolicyChosen(Event, frozen=True):
    """The policy for reports whose recipient address tells none; whatever its stored name, no adoption."""

    kind = "policy.adopted"
    policy_id: str


class HandlerNamed(Event, frozen=True):
    kind = "handler.named"
    name: str


class SlotThen(msgspec.Struct, frozen=True):
    """A way to open the vault as an event remembers it."""

    slot_id: str
    kind: str


class HandlerLeft(Event, frozen=True):
    """Somebody who could open the vault works here no more; their open cases went to the successor."""

    kind = "handler.left"
    name: str
    successor: str
    reason: str = ""
    slots: tuple[SlotThen, ...] = ()
    """The ways to open the vault at that time."""
    intake_key: str = ""
    """The fingerprint of the intake key at that time."""


class SlotAdded(Event, frozen=True):
    kind = "slot.added"
    slot_id: str
    slot_kind: str


class SlotRemoved(Event, frozen=True):
    kind = "slot.removed"
    slot_id: str
    slot_kind: str


class UnlockFailed(Event, frozen=True):
    """Wrong secrets were tried before somebody got in; never what was tried."""

    kind = "unlock.failed"
    count: int
    first: datetime
    last: datetime
    slot_kinds: tuple[str, ...] = ()
    """The kinds of slots that were tried."""


class ActRefused(Event, frozen=True):
    """A person wanted to record an act or to let something out, and a rule or the gate refused it.

    Stands in the vault's own journal, so that the case itself does not change by it.
    """

    kind = "act.refused"
    act: str
    """The kind of event, or of what was to leave."""
    why: Literal["rule", "needs", "gate"]
    """A rule of the policy or of the desk; something that must be there before; the gate out."""
    case: str = ""
    missing: tuple[str, ...] = ()
    """Ids of the needs that were not met, or of the gate's findings."""


class PrintStarted(Event, frozen=True):
    """The gate cleared exactly these bytes for a printer; told before the print service gets them.

    Whether paper came out nobody here is told. Stands in the vault's own journal, as refusals do.
    """

    kind = "print.started"
    what: str
    """The kind of what was to leave."""
    sha256: str
    pages: int
    queue: str
    """By its name on this machine."""
    case: str = ""


class SlotRotated(Event, frozen=True):
    """A way to open the vault was replaced by another of its kind."""

    kind = "slot.rotated"
    slot_id: str
    slot_kind: str
    new_slot_id: str


class SlotDrilled(Event, frozen=True):
    """Somebody proved that a slot still opens the vault."""

    kind = "slot.drilled"
    slot_id: str
    slot_kind: str


class VaultRekeyed(Event, frozen=True):
    """The vault has another data key: what was sealed before opens it no more."""

    kind = "vault.rekeyed"
    kept: tuple[SlotThen, ...]
    """What is opened with the same secret as before."""
    made: tuple[SlotThen, ...]
    gone: tuple[SlotThen, ...]


class BackupDone(Event, frozen=True):
    """A backup was written, opened again and found equal."""

    kind = "backup.done"
    sha256: str
    head: str
    events: int


class RestoreTested(Event, frozen=True):
    """A backup was restored to another place and found equal."""

    kind = "restore.tested"
    head: str
    events: int


class AccessReviewed(Event, frozen=True):
    """Somebody went through who can open this vault, and who may do what in it."""

    kind = "access.reviewed"
    note: str
    people: tuple[RolesThen, ...] = ()
    slots: tuple[SlotThen, ...] = ()
    """Who worked here and how the vault opened when it was looked at."""


class JournalChecked(Event, frozen=True):
    """Somebody checked the chain of the journal, up to this head."""

    kind = "journal.checked"
    entries: int
    head: str
    findings: int
    """How many places did not hold."""
    note: str = ""


class ProfileAdopted(Event, frozen=True):
    """A person took a version of a policy into use in this vault, with their choices in its `adopted` table.

    New reports pin it; `text_sha256` names the policy's own text where it was given, for quoting.
    """

    kind = "profile.adopted"
    policy_id: str
    policy_sha256: str
    text_sha256: str = ""


class ReleaseScheduled(Event, frozen=True):
    """A release of the policy's product is planned for this day."""

    kind = "release.scheduled"
    policy_id: str
    on: date


class ReleaseCancelled(Event, frozen=True):
    kind = "release.cancelled"
    policy_id: str
    on: date


class HolidayAdded(Event, frozen=True):
    """A day that is no business day under the policy."""

    kind = "holiday.added"
    policy_id: str
    on: date
    name: str = ""


class HolidayRemoved(Event, frozen=True):
    kind = "holiday.removed"
    policy_id: str
    on: date
