"""Write what the gate cleared: the only place of the workflows that puts a file on somebody's disk."""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from desktop.domain.failures import Failure, WriteFailed
from desktop.domain.leaving.cleared import Cleared, ClearedFile
from desktop.workflows.ports import Files, Progress

_PIECE_BYTES = 1024 * 1024


def write_cleared(files: Files, path: Path, cleared: Cleared) -> bytes:
    """Write the cleared bytes to a new file and return what stands there.

    Raises WriteFailed when the path is taken, the disk refuses, or what is read back differs.
    """
    files.write_new(path, cleared.content)
    found = files.read(path, limit=len(cleared.content))
    if found != cleared.content:
        raise WriteFailed(
            "The file does not hold what was written to it.",
            written="A damaged file was left behind.",
            advice="Do not publish it. Choose another disk and export again.",
        )
    return found


def write_cleared_pieces(
    files: Files, path: Path, pieces: Iterable[Cleared], announce: Callable[[str], None]
) -> str:
    """Write what was cleared piece by piece to one new file; returns its SHA-256, read back.

    `announce` hears it before the file has its name. Raises WriteFailed.
    """
    told: list[str] = []

    def remember(digest: str) -> None:
        announce(digest)
        told.append(digest)

    files.write_pieces(path, (piece.content for piece in pieces), remember)
    found = hashlib.sha256()
    for chunk, _size in files.chunks(path, count=_PIECE_BYTES):
        found.update(chunk)
    if told != [found.hexdigest()]:
        raise WriteFailed(
            "The file does not hold what was written to it.",
            written="A damaged file was left behind, and the journal says that it left.",
            advice="Do not hand it on. Choose another disk and send again.",
        )
    return told[0]


def write_cleared_file(
    files: Files, path: Path, cleared: ClearedFile, pieces: Iterable[bytes], progress: Progress
) -> None:
    """Write a cleared file that comes piece by piece, and read it back.

    Raises WriteFailed when the path is taken, the disk refuses, or what is read back differs.
    """
    files.write_pieces(path, pieces)
    digest = hashlib.sha256()
    for number, (piece, size) in enumerate(files.chunks(path, count=_PIECE_BYTES, links=False)):
        progress.step("Reading the file back", number, size // _PIECE_BYTES)
        digest.update(piece)
    if digest.hexdigest() != cleared.sha256:
        raise WriteFailed(
            "The file does not hold what was written to it.",
            written="A damaged file was left behind.",
            advice="Delete it, choose another disk, and let the file out again.",
        )


def require_free(folder: Path, names: Sequence[str]) -> None:
    """Nothing is overwritten: raises WriteFailed when something of these names is in the folder."""
    taken = [name for name in names if os.path.lexists(folder / name)]
    if taken:
        raise WriteFailed(
            f"The folder holds {' and '.join(taken)} already.",
            advice="Choose another folder or name: what was written once is never overwritten.",
        )


def is_there(files: Files, path: Path, cleared: Cleared) -> bool:
    """Whether these very bytes stand there already; raises WriteFailed when something else does."""
    if not os.path.lexists(path):
        return False
    try:
        same = files.read(path, limit=len(cleared.content)) == cleared.content
    except Failure:  # longer, a folder, a link to nothing: whatever it is, it is not this file
        same = False
    if not same:
        raise WriteFailed(
            f"The folder holds another {path.name}.",
            advice="Choose another folder, or move that file away.",
        )
    return True
