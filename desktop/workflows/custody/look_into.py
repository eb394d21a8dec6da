"""What only an open vault tells a doctor: who left it, when access was reviewed, how old its backup is."""

from datetime import datetime, timedelta

import msgspec

from desktop.domain.event import Event, Recorded
from desktop.domain.events import AccessReviewed, BackupDone, RestoreTested
from desktop.domain.occurrences import in_force
from desktop.domain.parties.departures import Departure, departures
from desktop.workflows.custody.backup_plan import age_sentence, read_plan
from desktop.workflows.intake.choose_intake_key import intake_key
from desktop.workflows.ports import Desk
from desktop.workflows.promises.list_due import due_of_vault, keeping
from desktop.workflows.team.sign_in import is_named
from desktop.workflows.vault_ports import DueRow

KEY_SOON = timedelta(days=40)
"""Before a key expires it is spoken of: a new one has to reach the reporters first."""


class LookedInto(msgspec.Struct, frozen=True):
    """What a vault lacks beside what its machine lacks."""

    left: tuple[Departure, ...]
    reviewed_at: datetime | None
    """When access was reviewed last."""
    reviews: tuple[DueRow, ...]
    """The promises of the vault to review access."""
    old_backup: str = ""
    """That the last backup is old; empty where it is not."""
    backup_at: datetime | None = None
    drill_at: datetime | None = None
    """When it was last tried whether a backup restores."""
    intake_key: str = ""
    """The fingerprint that was chosen; empty where none was."""
    key_doubt: str = ""
    """Why reports or letters soon cannot rely on it; empty where nothing speaks against it."""
    login: str = ""
    """What this machine calls whoever works here, as long as nobody gave a name; empty since then."""


def look_into(desk: Desk) -> LookedInto:
    """Read the vault's own events and clocks."""
    history = desk.vault.vault_history()
    old_backup = age_sentence(history, read_plan(desk), desk.tools.now())
    return LookedInto(
        departures(history),
        _last(history, AccessReviewed),
        tuple(_reviews(desk)),
        old_backup,
        _last(history, BackupDone),
        _last(history, RestoreTested),
        intake_key(desk),
        _key_doubt(desk),
        "" if is_named(history) else desk.handler,
    )


def _key_doubt(desk: Desk) -> str:
    """A key that is about to expire: reporters cannot encrypt to it then, and it signs nothing any more."""
    wanted, now = intake_key(desk), desk.tools.now()
    key = next((key for key in desk.tools.openpgp.secret_keys() if key.fingerprint == wanted), None)
    if not wanted:
        return ""
    if key is None:
        return "gpg holds no secret key with its fingerprint: reports to it cannot be opened."
    if key.state != "valid":
        return f"It is {key.state}."
    if key.expires is not None and key.expires - now < KEY_SOON:
        return f"It expires in {max((key.expires - now).days, 0)} days."
    return ""


def _last(history: list[Recorded], kind: type[Event]) -> datetime | None:
    done = [r.occurred_at for r in in_force(history) if isinstance(r.event, kind)]
    return done[-1] if done else None


def _reviews(desk: Desk) -> list[DueRow]:
    rows = due_of_vault(desk, everything=True)
    return [row for row in rows if AccessReviewed.kind in keeping(desk, row.policy_id, row.clock)]
