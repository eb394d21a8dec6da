"""Put files into quarantine with a case: hashed, typed by their first bytes, stored whole or not at all.

Each file is read twice, once to know what it is and once to store it: memory holds one piece at a time, the
same file is told before anything is written, and one that changes meanwhile is refused.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from desktop.domain.assessing.evidence import whence
from desktop.domain.event import Draft, Recorded
from desktop.domain.events import EvidenceAdded
from desktop.domain.failures import Failure, RefusedByPolicy, TooLarge, Unreadable, WriteFailed
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.formats.mail.names import safe_name
from desktop.formats.media_types import HEAD_BYTES, media_type_of
from desktop.workflows.ports import Desk, Progress

EVIDENCE_LIMIT = 1024 * 1024 * 1024
"""The largest file, in bytes."""
_PIECE_BYTES = 1024 * 1024
_LONGEST_NOTE = 10_000


class Added(msgspec.Struct, frozen=True):
    """What became of one file; `failure` says why it was refused."""

    path: Path
    outcome: Literal["added", "already-there", "refused"]
    recorded: Recorded | None = None
    words: str = ""
    """How it is in the case already."""
    failure: Failure | None = None
    sha256: str = ""
    """Of what is in the case now; empty for one that was refused."""


class _Read(msgspec.Struct, frozen=True):
    """What the first reading found."""

    sha256: str
    size: int
    media_type: str


def add_evidence(desk: Desk, case_id: str, path: Path, note: str = "", *, progress: Progress) -> Added:
    """Add one file to a case; one that is there already is said, not stored twice.

    Raises NoSuchCase, RefusedByPolicy for a closed case, Unreadable, TooLarge, WriteFailed, Cancelled.
    """
    history = desk.vault.history(case_id)
    require_open(history)
    if len(note) > _LONGEST_NOTE:
        raise TooLarge("The note is too long.", advice="Put long words into a file, and add that.")
    read = _read(desk, path, progress)
    if words := whence(history, read.sha256):
        return Added(path, "already-there", words=words, sha256=read.sha256)
    name = os.fsencode(path.name).decode("utf-8", "replace")
    event = EvidenceAdded(
        name=Untrusted(name),
        shown_name=safe_name(name, _taken(history)),
        size=read.size,
        sha256=read.sha256,
        media_type=read.media_type,
        note=note.strip(),
    )
    now = desk.tools.now()
    recorded = desk.vault.append_file(
        case_id,
        [Draft(event, now)],
        read.sha256,
        _pieces(desk, path, progress, "Storing the file"),
        author=desk.handler,
        now=now,
        revision=len(history),
    )
    return Added(path, "added", recorded[0], sha256=read.sha256)


def add_files(
    desk: Desk, case_id: str, paths: tuple[Path, ...], note: str = "", *, progress: Progress
) -> Iterator[Added]:
    """Add files one after another; one that is refused stops no other. Raises NoSuchCase, Cancelled."""
    require_open(desk.vault.history(case_id))
    for path in paths:
        try:
            yield add_evidence(desk, case_id, path, note, progress=progress)
        except (Unreadable, TooLarge, WriteFailed) as failure:
            yield Added(path, "refused", failure=failure)


def require_open(history: list[Recorded]) -> None:
    """Raises RefusedByPolicy for a closed case."""
    if not fold(history).open:
        raise RefusedByPolicy("The case is closed.", advice="Undo the closing to go on.")


def _read(desk: Desk, path: Path, progress: Progress) -> _Read:
    digest, size, head = hashlib.sha256(), 0, b""
    for piece in _pieces(desk, path, progress, "Reading the file"):
        head = head or piece[:HEAD_BYTES]
        digest.update(piece)
        size += len(piece)
    if not size:
        raise Unreadable("The file is empty.", advice="Check that it was saved, then add it again.")
    return _Read(digest.hexdigest(), size, media_type_of(head))


def _pieces(desk: Desk, path: Path, progress: Progress, words: str) -> Iterator[bytes]:
    """The file piece by piece. Raises Unreadable, TooLarge, Cancelled."""
    done = 0
    for piece, size in desk.tools.files.chunks(path, count=_PIECE_BYTES, links=False):
        done += len(piece)
        if max(done, size) > EVIDENCE_LIMIT:
            raise TooLarge(
                f"The file is larger than {EVIDENCE_LIMIT // 1024**3} GiB.",
                advice="Cut it into parts, or keep it elsewhere and write down its hash and place in a note.",
            )
        progress.step(words, done // _PIECE_BYTES, size // _PIECE_BYTES)
        yield piece


def _taken(history: list[Recorded]) -> set[str]:
    return {evidence.shown_name.casefold() for evidence in fold(history).evidence}
