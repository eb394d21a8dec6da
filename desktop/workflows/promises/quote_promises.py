"""Promises of many cases with the sentences of the policies that made them, as each case has its policy."""

from collections.abc import Iterable, Iterator

import msgspec

from desktop.domain.failures import FileLost, InvalidPolicy, VaultDamaged
from desktop.domain.policy import Profile
from desktop.domain.policy.quoting import quotes_of
from desktop.formats.policy import read_pinned
from desktop.workflows.ports import Desk
from desktop.workflows.vault_ports import DueRow


def with_quotes(desk: Desk, rows: Iterable[DueRow]) -> Iterator[DueRow]:
    """The rows in their order; a version that cannot be read quotes nothing, and its clocks say so."""
    read: dict[str, Profile | None] = {}
    for row in rows:
        for sha256 in row.pinned:
            if sha256 not in read:
                read[sha256] = _profile(desk, sha256)
        held_to = (read[sha256] for sha256 in row.pinned)
        own = next((one for one in held_to if one is not None and one.policy.id == row.policy_id), None)
        quotes = quotes_of(own.policy, row.clauses) if own is not None else ()
        yield msgspec.structs.replace(row, quotes=quotes) if quotes else row


def _profile(desk: Desk, sha256: str) -> Profile | None:
    try:
        return read_pinned(desk.vault.blob(sha256))
    except (FileLost, InvalidPolicy, VaultDamaged):
        return None
