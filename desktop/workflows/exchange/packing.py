"""What a bundle holds, read from the vault piece by piece."""

from collections.abc import Iterator
from datetime import datetime

from desktop.domain.exchange.bundle import CaseToSend, Manifest
from desktop.formats.exchange.parts import Headers, Piece, Run, Said
from desktop.workflows.vault_ports import Vault

_HEADERS_AT_ONCE = 2000


def manifest_of(case: CaseToSend, case_id: str, to: str, now: datetime) -> Manifest:
    """What the sender signs."""
    return Manifest(
        format=1,
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
    """Headers up to the heads that the case names, its content, its files."""
    for chain in case.chains:
        for after in range(0, chain.sequence, _HEADERS_AT_ONCE):
            count = min(_HEADERS_AT_ONCE, chain.sequence - after)
            yield Headers(chain.writer, tuple(vault.headers_after(chain.writer, after, count)))
    yield from (Said(content) for content in case.contents)
    for file in case.files:
        number, left = 0, file.size
        while left > 0:
            piece = vault.piece_of(file.sha256, number)
            yield Piece(file.sha256, number, piece)
            number, left = number + 1, left - len(piece)
