"""Write or print what the gate cleared: the only place of the workflows that does either."""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from desktop.domain.failures import Failure, WriteFailed
from desktop.domain.leaving.cleared import Cleared, ClearedFile
from desktop.workflows.ports import Files, Progress, Silent
from desktop.workflows.printer_ports import Printers

_PIECE_BYTES = 1024 * 1024
_BLOCK = 4096
"""Bytes that disks give out at once."""


def write_cleared(files: Files, path: Path, cleared: Cleared, *, more_follow: bool = False) -> bytes:
    """Write the cleared bytes to a new file and return what stands there.

    Of files that belong together all but the last say that `more_follow`: their folder is synced once.
    Raises WriteFailed when the path is taken, the disk refuses, or what is read back differs.
    """
    files.write_new(path, cleared.content, more_follow=more_follow)
    found = files.read_back(path, limit=len(cleared.content))
    if found != cleared.content:
        raise _damaged("Do not publish it. Choose another disk and export again.")
    return found


def draft_cleared(files: Files, path: Path, cleared: Cleared) -> None:
    """Write the cleared bytes as a draft, which has no name of its own yet and may be thrown away.

    Raises WriteFailed. Nobody relies on it before it was settled and read back.
    """
    files.write_draft(path, cleared.content)


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
    if told != [_read_back(files, path, Silent())]:
        raise _damaged("Do not hand it on. Choose another disk and send again.", journalled="that it left")
    return told[0]


def write_cleared_file(
    files: Files, path: Path, cleared: ClearedFile, pieces: Iterable[bytes], progress: Progress
) -> None:
    """Write a cleared file that comes piece by piece, and read it back.

    Raises WriteFailed when the path is taken, the disk refuses, or what is read back differs.
    """
    files.write_pieces(path, pieces)
    if _read_back(files, path, progress) != cleared.sha256:
        raise _damaged(
            "Delete it, choose another disk, and let the file out again.",
            journalled="that it was to be let out",
        )


def spool_cleared(printers: Printers, queue: str, cleared: Cleared, progress: Progress) -> str:
    """Hand the cleared bytes to a print queue; returns the id of the job. Raises PrintRefused."""
    return printers.spool(queue, cleared.content, progress=progress)


def _read_back(files: Files, path: Path, progress: Progress) -> str:
    """The SHA-256 of what stands there."""
    digest = hashlib.sha256()
    for number, (piece, size) in enumerate(files.chunks(path, count=_PIECE_BYTES, links=False)):
        progress.step("Reading the file back", number, size // _PIECE_BYTES)
        digest.update(piece)
    return digest.hexdigest()


def _damaged(advice: str, *, journalled: str = "") -> WriteFailed:
    also = f", and the journal says {journalled}" if journalled else ""
    return WriteFailed(
        "The file does not hold what was written to it.",
        written=f"A damaged file was left behind{also}.",
        advice=advice,
    )


def require_free(folder: Path, names: Sequence[str]) -> None:
    """Nothing is overwritten: raises WriteFailed when something of these names is in the folder."""
    taken = [name for name in names if os.path.lexists(folder / name)]
    if taken:
        raise WriteFailed(
            f"The folder holds {' and '.join(taken)} already.",
            advice="Choose another folder or name: what was written once is never overwritten.",
        )


def require_room(files: Files, folder: Path, all_of: Iterable[Cleared]) -> None:
    """Files that belong together all fit, or none is written: raises WriteFailed where the disk is too small.

    The folder need not be there yet.
    """
    here = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.is_dir())
    if files.room(here) < sum(-(-len(one.content) // _BLOCK) * _BLOCK for one in all_of):
        raise WriteFailed("The disk is full.", advice="Make room there, or choose another place.")


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
