"""Read a provider tree as it lies there, file by file."""

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from desktop.domain.failures import Failure, InvalidDocument
from desktop.formats.advisories.strict_json import SIZE_LIMIT
from desktop.formats.provider.listed import Listed, read_listed
from desktop.formats.provider.metadata import Metadata, read_metadata
from desktop.formats.provider.places import METADATA, is_document_place
from desktop.formats.provider.redo_note import DRAFTS, NOTE
from desktop.workflows.ports import Files


class Tree(msgspec.Struct, frozen=True):
    """What lies there: the hash of each file by its place, and what each document says of itself."""

    hashes: Mapping[str, str]
    listed: Mapping[str, Listed]
    metadata: Metadata | None = None
    strange: tuple[str, ...] = ()
    """Places of what is no regular file, or has a name that nobody can write down; as they can be shown."""
    unfinished: bool = False
    """Whether a change was cut short, or is under way."""


def read_tree(files: Files, root: Path) -> Tree:
    """The tree below this folder; one that is not there is empty. Raises Unreadable, TooLarge."""
    hashes: dict[str, str] = {}
    listed: dict[str, Listed] = {}
    strange: list[str] = []
    metadata = None
    unfinished = False
    for found in files.walk(root) if root.is_dir() else ():
        place = found.path.relative_to(root).as_posix()
        if place == NOTE or place.startswith(f"{DRAFTS}/"):
            unfinished = True
        elif found.skipped or found.failure or not place.isprintable():
            strange.append(shown_place(place))
        else:
            content = files.read(found.path, limit=2 * SIZE_LIMIT)
            hashes[place] = hashlib.sha256(content).hexdigest()
            with suppress(InvalidDocument):
                if place == METADATA:
                    metadata = read_metadata(content)
                elif is_document_place(place):
                    listed[place] = read_listed(content)
    return Tree(hashes, listed, metadata, tuple(strange), unfinished)


def shown_place(place: str) -> str:
    """A place as it can be printed on one line: bytes of no UTF-8 and control characters are escaped."""
    plain = os.fsencode(place).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in plain)


def content_at(files: Files, root: Path, tree: Tree, place: str) -> bytes | None:
    """A file that was found in the tree, or None for any other, and for one that cannot be read."""
    if place not in tree.hashes:
        return None
    try:
        return files.read(root / place, limit=2 * SIZE_LIMIT)
    except Failure:
        return None
