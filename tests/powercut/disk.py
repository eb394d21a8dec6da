"""A disk that loses its power: what was synced is there, of the rest whatever the worst disk would leave.

A file holds what was last synced and any part of what was written since, each write whole, missing or torn
between sectors. A folder holds the names that were synced and any part of what was done to them since: a new
file may have no name, one that was removed may be back. Syncing a file does not sync its name.
"""

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path, PurePath
from typing import TypeVar

from tests.powercut.recording import Acknowledged, Cut, Made, Removed, Renamed, Step, Synced, Written

SECTOR = 512
_T = TypeVar("_T")


class File:
    """The bytes that are surely on the disk, and what was done to them since."""

    def __init__(self) -> None:
        self.synced = bytearray()
        self.pending: list[Written | Cut] = []

    def sync(self) -> None:
        """Everything is on the disk."""
        for change in self.pending:
            _apply(self.synced, change)
        self.pending = []

    def left(self, luck: "Luck") -> bytes:
        """What a power cut leaves of it."""
        content = bytearray(self.synced)
        for change in luck.some(self.pending):
            for part in luck.torn(change):
                _apply(content, part)
        return bytes(content)


class Folder:
    """The names that are surely on the disk, and what was done to them since; `now` is what programs see."""

    def __init__(self) -> None:
        self.now: dict[str, File | Folder] = {}
        self.synced: dict[str, File | Folder] = {}
        self.pending: list[dict[str, File | Folder | None]] = []

    def change(self, names: "dict[str, File | Folder | None]") -> None:
        """Names that come and go together."""
        self.pending.append(names)
        _enter(self.now, names)

    def sync(self) -> None:
        """All names are on the disk."""
        self.synced, self.pending = dict(self.now), []

    def hold(self, place: Path) -> None:
        """All that lies there, and has lain there for long."""
        for path in place.iterdir():
            found: File | Folder = Folder() if path.is_dir() else File()
            self.now[path.name] = found
            if isinstance(found, Folder):
                found.hold(path)
            else:
                found.synced += path.read_bytes()
        self.sync()


class Luck:
    """How much of what was not synced reaches the disk: nothing, everything, or any part."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._share = chance.choice([0.0, 1.0, 0.5, chance.random()])

    def some(self, pending: list[_T]) -> list[_T]:
        """A part of what waits; what overwrites another stays behind it."""
        return [one for one in pending if self._chance.random() < self._share]

    def torn(self, change: Written | Cut) -> Iterator[Written | Cut]:
        """A write as it arrives, sector by sector: mostly whole."""
        if isinstance(change, Cut) or self._share == 1 or self._chance.random() < 0.7:
            yield change
            return
        start, end = change.offset, change.offset + len(change.content)
        edges = [start, *range(start - start % SECTOR + SECTOR, end, SECTOR), end]
        for begin, stop in pairwise(edges):
            if self._chance.random() < 0.5:
                yield Written(change.path, begin, change.content[begin - start : stop - start])


class Disk:
    """A folder and all below it, as steps change them."""

    def __init__(self, place: Path | None = None) -> None:
        """With what lies at a place, if one is named."""
        self._top = Folder()
        if place is not None:
            self._top.hold(place)
        self.acknowledged: list[str] = []

    def take(self, step: Step) -> None:
        """Do one step."""
        match step:
            case Acknowledged(what):
                self.acknowledged += what.splitlines()
            case Made(path, folder):
                self._parent(path).change({_name(path): Folder() if folder else File()})
            case Removed(path):
                self._parent(path).change({_name(path): None})
            case Renamed(old, new, stays):
                gone = {} if stays else {_name(old): None}
                if self._parent(old) is not self._parent(new):
                    raise ValueError("a rename between folders is not accounted for")
                self._parent(old).change({**gone, _name(new): self._at(old)})
            case Synced(path):
                self._at(path).sync()
            case Written(path) | Cut(path):
                file = self._at(path)
                assert isinstance(file, File)
                file.pending.append(step)

    def cut_power(self, chance: random.Random, target: Path) -> None:
        """Write to an empty folder what is left when the power goes now."""
        _leave(self._top, Luck(chance), target)

    def _at(self, path: str) -> File | Folder:
        found: File | Folder = self._top
        for part in PurePath(path).parts:
            assert isinstance(found, Folder)
            found = found.now[part]
        return found

    def _parent(self, path: str) -> Folder:
        parent = self._at(str(PurePath(path).parent))
        assert isinstance(parent, Folder)
        return parent


def _leave(folder: Folder, luck: Luck, target: Path) -> None:
    target.mkdir(mode=0o700, exist_ok=True)
    names = dict(folder.synced)
    for change in luck.some(folder.pending):
        _enter(names, change)
    for name, found in names.items():
        if isinstance(found, Folder):
            _leave(found, luck, target / name)
        else:
            (target / name).write_bytes(found.left(luck))


def _enter(names: dict[str, File | Folder], change: dict[str, File | Folder | None]) -> None:
    for name, found in change.items():
        if found is None:
            names.pop(name, None)
        else:
            names[name] = found


def _apply(content: bytearray, change: Written | Cut) -> None:
    if isinstance(change, Cut):
        del content[change.size :]
        content.extend(bytes(change.size - len(content)))
        return
    content.extend(bytes(max(0, change.offset - len(content))))
    content[change.offset : change.offset + len(change.content)] = change.content


def _name(path: str) -> str:
    return PurePath(path).name
