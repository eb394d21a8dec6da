"""Change a tree so that it is whole whatever happens: as it was before, or as it was meant to be.

First every new file is written as a draft and read back; then the note stands, which names them all; then
each draft is moved to its place, documents before the lists that name them; then the note goes. Before the
note nothing was touched and the drafts are thrown away; from the note on, the moves are done to the end, now
or when the medium is there again. No links, modes or times are relied on: a stick with FAT has none of them.
"""

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from desktop.domain.failures import NOTHING_WRITTEN, Failure, InvalidDocument, WriteFailed, rebuild
from desktop.domain.leaving.cleared import Cleared
from desktop.formats.advisories.strict_json import SIZE_LIMIT
from desktop.formats.provider.redo_note import DRAFTS, NOTE, Move, Note, draft_name, read_note, write_note
from desktop.workflows.ports import Files, Progress
from desktop.workflows.publication.write_cleared import draft_cleared

_NOTE_LIMIT = 64 * 1024 * 1024
_FOLDER_ROOM = 64 * 1024
"""Bytes that a folder may grow by when names are moved into it; the largest cluster of FAT."""
_UNFINISHED = "The tree is neither as before nor as it should be: what is missing waits in it."
_AGAIN = "Insert the disk again and run the same once more: what was begun is finished first."


class Change(msgspec.Struct, frozen=True):
    """What a tree becomes: cleared files at their places, in this order, and places that are given up."""

    files: Sequence[tuple[str, Cleared]]
    removals: Sequence[str] = ()
    head: str = ""


def change_tree(files: Files, root: Path, change: Change, progress: Progress) -> None:
    """Put the files into the tree; until the note stands, nothing of it was touched.

    Raises WriteFailed, Cancelled.
    """
    note = Note(
        tuple(Move(place, cleared.sha256) for place, cleared in change.files),
        tuple(change.removals),
        change.head,
    )
    new = _folders_to_make(root, change)
    try:
        _draft(files, root, change, progress)
        files.replace(root / NOTE, write_note(note))
    except BaseException:
        with suppress(Failure):
            _drop_drafts(files, root)
        for folder in reversed(new):
            with suppress(Failure):  # somebody put something into it
                files.remove(folder)
        raise
    _redo(files, root, note)


def finish_change(files: Files, root: Path) -> Note | None:
    """Finish what a crash cut short, and return its note; drafts without a note are thrown away.

    Raises WriteFailed when the medium refuses, or a draft is lost.
    """
    note = pending_note(files, root)
    if note is not None:
        _redo(files, root, note)
    elif os.path.lexists(root / DRAFTS) or os.path.lexists(root / NOTE):
        files.remove(root / NOTE)
        _drop_drafts(files, root)
    return note


def pending_note(files: Files, root: Path) -> Note | None:
    """The note of a change that was cut short, if a whole one is there. Raises Unreadable."""
    path = root / NOTE
    if not path.exists():
        return None
    with suppress(InvalidDocument):
        return read_note(files.read(path, limit=_NOTE_LIMIT))
    return None


def _folders_to_make(root: Path, change: Change) -> list[Path]:
    """The root and the folders of the change that are not there yet, the outer ones first."""
    wanted = {folder for place, _ in change.files for folder in _folders(root, place)}
    return [folder for folder in (root, *sorted(wanted)) if not os.path.lexists(folder)]


def _draft(files: Files, root: Path, change: Change, progress: Progress) -> None:
    drafts = root / DRAFTS
    _require_no_link(drafts)
    files.make_folder(root)
    files.make_folder(drafts)
    folders = {place.rpartition("/")[0] for place, _ in change.files} - {""}
    for folder in sorted(folders):
        _make_folders(files, root, folder)
    total = len(change.files)
    for number, (_, cleared) in enumerate(change.files):
        progress.step("Writing the files", number, total)
        draft_cleared(files, drafts / draft_name(number), cleared)
    files.settle(root)
    for number, (_, cleared) in enumerate(change.files):
        progress.step("Reading the files back", number, total)
        _require_same(files, drafts / draft_name(number), cleared)
    if files.room(root) < _FOLDER_ROOM * (len(folders) + 2):
        raise WriteFailed("The disk is full.", advice="Make room there, or choose another place.")


def _require_same(files: Files, draft: Path, cleared: Cleared) -> None:
    if files.read_back(draft, limit=len(cleared.content)) != cleared.content:
        raise WriteFailed(
            "The disk does not hold what was written to it.", advice="Choose another disk or stick."
        )


def _redo(files: Files, root: Path, note: Note) -> None:
    try:
        for number, move in enumerate(note.moves):
            _redo_one(files, root, root / DRAFTS / draft_name(number), move)
        for place in note.removals:
            for folder in _folders(root, place):
                _require_no_link(folder)
            files.remove(root / place)
        files.settle(root)
        files.remove(root / NOTE)
        files.settle(root)
        _drop_drafts(files, root)
    except Failure as failure:
        said = _UNFINISHED if failure.written == NOTHING_WRITTEN else failure.written
        raise rebuild(
            failure.code, failure.message, failure.advice or _AGAIN, f"{said} {_AGAIN}"
        ) from failure


def _redo_one(files: Files, root: Path, draft: Path, move: Move) -> None:
    """Move a draft to its place, unless it is there already."""
    for folder in (root / DRAFTS, *_folders(root, move.place)):
        _require_no_link(folder)
    target = root / move.place
    if draft.exists():
        if _hash_of(files, draft) == move.sha256:
            _make_folders(files, root, move.place.rpartition("/")[0])
            files.move(draft, target)
            return
        if not target.exists() or _hash_of(files, target) != move.sha256:
            raise _lost()
    elif not target.exists() or _hash_of(files, target) != move.sha256:
        raise _lost()


def _lost() -> WriteFailed:
    return WriteFailed(
        "A file that was to go into the tree is not on the disk any more.",
        written="The tree lacks it.",
        advice="Delete the tree and write it again into an empty folder.",
    )


def _hash_of(files: Files, path: Path) -> str:
    return hashlib.sha256(files.read(path, limit=2 * SIZE_LIMIT)).hexdigest()


def _make_folders(files: Files, root: Path, place: str) -> None:
    path = root
    for name in place.split("/"):
        path /= name
        _require_no_link(path)
        files.make_folder(path)


def _folders(root: Path, place: str) -> list[Path]:
    """The folders of a place, from the outermost."""
    names = place.split("/")[:-1]
    return [root.joinpath(*names[: depth + 1]) for depth in range(len(names))]


def _require_no_link(path: Path) -> None:
    """Whoever made the medium must not lead what is written elsewhere. Raises WriteFailed."""
    if path.is_symlink():
        raise WriteFailed(
            "A link stands where the tree has a folder: it leads out of the tree.",
            advice="Remove the link, and look at where the folder came from.",
        )


def _drop_drafts(files: Files, root: Path) -> None:
    """Throw the drafts away, however many a crash left; what a link leads to is nobody's draft."""
    drafts = root / DRAFTS
    if drafts.is_symlink():
        files.remove(drafts)
    elif drafts.exists():
        for found in files.walk(drafts):
            files.remove(found.path)
        files.remove(drafts)
