"""What a bundle holds, read from the vault piece by piece."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from desktop.domain.exchange.bundle import FORMAT, CaseToSend, Manifest
from desktop.domain.failures import VaultDamaged
from desktop.formats.exchange.parts import PIECE_BYTES, Headers, Piece, Run, Said
from desktop.workflows.vault_ports import Vault

_HEADERS_AT_ONCE = 2000


def manifest_of(case: CaseToSend, case_id: str, to: str, now: datetime) -> Manifest:
    """What the sender signs."""
    return Manifest(
        format=FORMAT,
        case_id=case_id,
        vault_id=case.vault_id,
        head=case.head,
        to=to,
        made_at=now,
        chains=case.chains,
        events=tuple(content.id for content in case.contents),
        files=case.files,
    )


def runs_of(vault: Vault, case: CaseToSend) -> Iterator[Run]:
    """Headers up to the heads that the case names, its content, its files. Raises VaultDamaged."""
    for chain in case.chains:
        for after in range(0, chain.sequence, _HEADERS_AT_ONCE):
            count = min(_HEADERS_AT_ONCE, chain.sequence - after)
            yield Headers(chain.writer, tuple(vault.headers_after(chain.writer, after, count)))
    yield from (Said(content) for content in case.contents)
    for file in case.files:
        digest = hashlib.sha256()
        for number, start in enumerate(range(0, file.size, PIECE_BYTES)):
            piece = vault.blob_range(file.sha256, start, PIECE_BYTES)
            digest.update(piece)
            yield Piece(file.sha256, number, piece)
        if digest.hexdigest() != file.sha256:
            raise VaultDamaged("A file in the vault is not what was stored.")
