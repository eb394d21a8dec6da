"""The words of what was written about a case, from the vault."""

import msgspec

from desktop.domain.report import Report
from desktop.domain.thread import Entry
from desktop.workflows.ports import Desk


def read_entry(desk: Desk, entry: Entry) -> Report | None:
    """A message, or the kept copy of a letter, as the parser left it; None where nothing of it is kept.

    Raises VaultDamaged.
    """
    if not entry.report_sha256:
        return None
    return msgspec.json.decode(desk.vault.blob(entry.report_sha256), type=Report)
