"""Backups that make themselves: where, how often, how many stay; kept in the vault as the settings are."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import msgspec

from desktop.domain.event import Recorded
from desktop.domain.events import BackupDone
from desktop.domain.failures import Usage
from desktop.workflows.keeping_ports import SCHEDULED_NAME, BackupReceipt
from desktop.workflows.ports import Desk

_KEPT_AS = "desk/backups"
LONGEST_DAYS = 366
MOST_KEPT = 1000
OLD_AFTER = timedelta(days=14)
"""Without a plan: how old the last backup may be before the desk says so."""


class BackupPlan(msgspec.Struct, frozen=True):
    """A backup every so many days into a folder of its own below `folder`; the newest `keep` stay."""

    folder: str
    every_days: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_DAYS)] = 7
    keep: Annotated[int, msgspec.Meta(ge=1, le=MOST_KEPT)] = 8
    last: datetime | None = None
    """When this plan last wrote one."""

    def due(self, now: datetime) -> bool:
        """Whether it is time; a clock that was set back makes it time, too."""
        return self.last is None or not timedelta(0) <= now - self.last < timedelta(days=self.every_days)


class PlannedBackup(msgspec.Struct, frozen=True):
    """What came of a plan's turn."""

    receipt: BackupReceipt
    dropped: int
    """How many older ones were deleted."""


def read_plan(desk: Desk) -> BackupPlan | None:
    """The plan, if there is one."""
    kept = desk.vault.draft(_KEPT_AS)
    return msgspec.json.decode(kept, type=BackupPlan) if kept else None


def keep_plan(desk: Desk, plan: BackupPlan | None) -> None:
    """Follow this plan from now on, or none; its folder is made in one that is there.

    Raises Usage for one that nobody could follow, WriteFailed.
    """
    if plan is not None:
        _require_possible(plan)
        desk.tools.files.make_folder(Path(plan.folder))
    desk.vault.keep_draft(_KEPT_AS, msgspec.json.encode(plan) if plan is not None else b"")


def follow_plan(desk: Desk) -> PlannedBackup | None:
    """Write the backup that is due, and only once it is verified delete older ones; None when none is due.

    Raises what `Vault.backup` does; then nothing is deleted, and it stays due.
    """
    plan, now = read_plan(desk), desk.tools.now()
    if plan is None or not plan.due(now):
        return None
    place = Path(plan.folder) / SCHEDULED_NAME.format(when=now.strftime("%Y%m%dT%H%M%SZ"))
    receipt = desk.vault.backup(str(place), author=desk.handler, now=now)
    keep_plan(desk, msgspec.structs.replace(plan, last=now))
    return PlannedBackup(receipt, desk.vault.drop_old_backups(plan.folder, plan.keep))


def last_backup(history: Sequence[Recorded]) -> datetime | None:
    """When the vault was last backed up, by its own events."""
    return max((r.occurred_at for r in history if isinstance(r.event, BackupDone)), default=None)


def age_sentence(history: Sequence[Recorded], plan: BackupPlan | None, now: datetime) -> str:
    """That the last backup is old, or that there is none; empty while that is no reason to say anything."""
    begun = history[0].recorded_at if history else now
    last, patience = last_backup(history), OLD_AFTER
    if plan is not None:
        patience = timedelta(days=plan.every_days)
    days = (now - (last or begun)).days
    if now - (last or begun) <= patience:
        return ""
    return f"Last backup {days} days ago." if last else f"This vault has no backup yet, after {days} days."


def _require_possible(plan: BackupPlan) -> None:
    if not Path(plan.folder).is_absolute():
        raise Usage("The folder for backups must be named with its full path.")
    if not (1 <= plan.every_days <= LONGEST_DAYS and 1 <= plan.keep <= MOST_KEPT):
        raise Usage(
            f"A plan writes a backup every 1 to {LONGEST_DAYS} days, and keeps 1 to {MOST_KEPT}.",
        )
