"""The note that is written before a tree is touched: with it, what a crash cut short can be finished.

Until it stands whole, nothing of the tree was touched; from then on, every new file waits as a draft of a
known hash, and only has to be moved to its place. Moving again what was moved already changes nothing.
"""

import hashlib
import re

import msgspec

from desktop.domain.failures import InvalidDocument
from desktop.domain.undecodable import UNDECODABLE

NOTE = ".embargo-redo.json"
DRAFTS = ".embargo-drafts"

_PLACE = re.compile(r"[A-Za-z0-9+_-][A-Za-z0-9+._-]*(/[A-Za-z0-9+_-][A-Za-z0-9+._-]*){0,3}")
"""No absolute name, no `..`, nothing hidden: a note on a stranger's stick moves nothing out of its tree."""


class Move(msgspec.Struct, frozen=True):
    """A draft, by its number, and the place in the tree where it belongs."""

    place: str
    sha256: str


class Note(msgspec.Struct, frozen=True):
    """What has to be done, in this order; draft number N is that of the Nth move."""

    moves: tuple[Move, ...]
    removals: tuple[str, ...] = ()
    head: str = ""
    """The hash of the whole tree as it will be (`head.tree_head`)."""


class _Sealed(msgspec.Struct, frozen=True):
    note: Note
    sha256: str


def draft_name(number: int) -> str:
    """The draft of a move, in the folder of drafts."""
    return f"draft-{number:05}"


def write_note(note: Note) -> bytes:
    """The note with its own hash: half of one is none."""
    return msgspec.json.encode(_Sealed(note, _digest(note))) + b"\n"


def read_note(content: bytes) -> Note:
    """The note. Raises InvalidDocument for one that is not whole, or that leaves its tree."""
    try:
        sealed = msgspec.json.decode(content, type=_Sealed)
    except UNDECODABLE as error:
        raise InvalidDocument("The note is not whole.") from error
    moved, removed = [move.place for move in sealed.note.moves], sealed.note.removals
    named = all(map(_PLACE.fullmatch, (*moved, *removed)))
    if sealed.sha256 != _digest(sealed.note) or not named or len(set(moved)) != len(moved):
        raise InvalidDocument("The note is not whole.")
    return sealed.note


def _digest(note: Note) -> str:
    return hashlib.sha256(msgspec.json.encode(note)).hexdigest()
