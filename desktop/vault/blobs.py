"""Bytes by their SHA-256, in chunk rows so that a large one never stands whole in a single cell."""

import hashlib
from collections.abc import Iterable

from desktop.domain.failures import FileLost, Unreadable, VaultDamaged
from desktop.vault.database import Database
from desktop.vault.journal import Journal
from desktop.vault.losses import losses_of

CHUNK_BYTES = 1024 * 1024


def store_blobs(database: Database, blobs: dict[str, bytes]) -> None:
    """Keep these bytes; what is there already is kept once. Runs within the caller's transaction."""
    for sha256, content in blobs.items():
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ValueError("a blob is named by another hash than its own")
        if is_there(database, sha256):
            continue
        database.run("INSERT INTO blob VALUES (?, ?)", sha256, len(content))
        chunks = (content[start : start + CHUNK_BYTES] for start in range(0, len(content), CHUNK_BYTES))
        rows = [(sha256, part, chunk) for part, chunk in enumerate(chunks)]
        database.run_many("INSERT INTO blob_chunk VALUES (?, ?, ?)", rows)


def store_pieces(database: Database, sha256: str, pieces: Iterable[bytes]) -> None:
    """Keep a file that comes piece by piece, each a row; one that is there already is not taken.

    Runs within the caller's transaction. Raises Unreadable when the pieces are not the file of this hash.
    """
    if is_there(database, sha256):
        return
    digest, size = hashlib.sha256(), 0
    database.run("INSERT INTO blob VALUES (?, ?)", sha256, 0)
    for part, piece in enumerate(pieces):
        digest.update(piece)
        size += len(piece)
        database.run("INSERT INTO blob_chunk VALUES (?, ?, ?)", sha256, part, piece)
    if digest.hexdigest() != sha256:
        raise Unreadable("The file changed while it was read.", advice="Add it again once it is complete.")
    database.run("UPDATE blob SET size = ? WHERE sha256 = ?", size, sha256)


def read_blob(database: Database, sha256: str) -> bytes:
    """The bytes of a blob, checked against their hash. Raises FileLost, VaultDamaged."""
    _require_there(database, sha256)
    content = b"".join(_chunks(database, sha256))
    if hashlib.sha256(content).hexdigest() != sha256:
        raise VaultDamaged("A file in the vault is not what was stored.")
    return content


def read_range(database: Database, sha256: str, start: int, count: int) -> bytes:
    """Some bytes of a blob, fewer at its end; no other pieces are read. Raises FileLost, VaultDamaged."""
    _require_there(database, sha256)
    place, found = 0, []
    sql = "SELECT part, length(content) FROM blob_chunk WHERE sha256 = ? ORDER BY part"
    for part, length in database.rows(sql, sha256):
        first, last = max(start - place, 0), min(start + count - place, length)
        if first < last:
            cut = "SELECT substr(content, ?, ?) FROM blob_chunk WHERE sha256 = ? AND part = ?"
            found.append(database.value(cut, first + 1, last - first, sha256, part))
        place += length
    return b"".join(found)


def spoilt_blobs(database: Database, wanted: Iterable[str]) -> list[str]:
    """Which blobs were changed, and which wanted ones are missing; named by a part of their hash."""
    stored: dict[str, int] = dict(database.rows("SELECT sha256, size FROM blob ORDER BY sha256"))
    found = [f"blob {name[:12]} is missing" for name in sorted(set(wanted) - stored.keys())]
    for sha256, size in stored.items():
        digest, length = hashlib.sha256(), 0
        for chunk in _chunks(database, sha256):
            digest.update(chunk)
            length += len(chunk)
        if digest.hexdigest() != sha256 or length != size:
            found.append(f"blob {sha256[:12]} was changed")
    return found


def is_there(database: Database, sha256: str) -> bool:
    """Whether the vault keeps the bytes of this hash."""
    return bool(database.value("SELECT 1 FROM blob WHERE sha256 = ?", sha256))


def _require_there(database: Database, sha256: str) -> None:
    if is_there(database, sha256):
        return
    if sha256 in losses_of(Journal(database)).files:
        raise FileLost("This file was lost before the vault was salvaged.")
    raise VaultDamaged("The vault does not hold a file that belongs to it.")


def _chunks(database: Database, sha256: str) -> Iterable[bytes]:
    sql = "SELECT content FROM blob_chunk WHERE sha256 = ? ORDER BY part"
    return (row[0] for row in database.stream(sql, sha256))
