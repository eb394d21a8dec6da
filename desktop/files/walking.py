"""Finding files in what a person pointed at, however deep and strange the folders are."""

import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from desktop.domain.failures import TooDeep, TooLarge, Unreadable
from desktop.workflows.found_file import FoundFile

DEEPEST = 32
"""Folders within folders that are entered."""
MOST = 100_000
"""Entries of all folders together."""
_MAILDIR = frozenset({"cur", "new"})
_LINK = "A link: links in folders are not followed."
_SPECIAL = "No regular file, but a device, a pipe or a socket."


def walk(path: Path, most: int = MOST) -> Iterator[FoundFile]:
    """The path itself, or the files below it by name; what is passed over is told with its reason.

    Raises TooLarge for a folder of more than `most` entries.
    """
    if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
        yield FoundFile(path)
        return
    found: list[FoundFile] = []
    for entry in _below(path, 1, in_maildir=False):
        found.append(entry)
        if len(found) > most:
            raise TooLarge(
                f"The folder holds more than {most:,} files.", advice="Take its folders in one after another."
            )
    yield from sorted(found, key=lambda entry: str(entry.path))


def _below(folder: Path, depth: int, *, in_maildir: bool) -> Iterator[FoundFile]:
    if depth > DEEPEST:
        yield FoundFile(folder, failure=TooDeep(f"Folders are nested more than {DEEPEST} deep here."))
        return
    try:
        with os.scandir(folder) as scanned:
            entries = list(islice(scanned, MOST + 1))
    except OSError:
        yield FoundFile(folder, failure=Unreadable("You may not read this folder."))
        return
    is_maildir = {entry.name for entry in entries} >= _MAILDIR
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            yield _file(Path(entry.path), entry, in_maildir=in_maildir)
        elif not (is_maildir and entry.name == "tmp"):  # what is being delivered is nobody's yet
            inside = is_maildir and entry.name in _MAILDIR
            yield from _below(Path(entry.path), depth + 1, in_maildir=inside)


def _file(path: Path, entry: os.DirEntry[str], *, in_maildir: bool) -> FoundFile:
    if entry.is_symlink():
        return FoundFile(path, skipped=_LINK)
    try:
        mode = entry.stat(follow_symlinks=False).st_mode
    except OSError:
        return FoundFile(path, failure=Unreadable("The file cannot be read."))
    return FoundFile(path, in_maildir=in_maildir, skipped="" if stat.S_ISREG(mode) else _SPECIAL)
