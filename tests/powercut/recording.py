"""What a process does to the files of a folder, in the kernel's own words.

strace tells every call that changes a file, its bytes or a folder; nothing of the program, of SQLite or of
the C library stands between, so nothing can be forgotten by them. A call that this page cannot account for
raises: a recording with a gap would prove nothing.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

import msgspec

STRACE = shutil.which("strace")
_CALLS = (
    "open creat mkdir rename link unlink rmdir write truncate allocate sync lseek "
    "sendfile range splice mmap io_"
)
"""Parts of the names of calls."""
_LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)(?:<([^>]*)>)?(?:\(deleted\))?")
_FILE = re.compile(r"-?\w+<([^>]*)>(\(deleted\))?")
_TEXT = re.compile(r'"([^"]*)"')


class Made(msgspec.Struct, frozen=True):
    """A new file, or a folder; this and all other paths are those below the folder that is watched."""

    path: str
    folder: bool = False


class Written(msgspec.Struct, frozen=True):
    """Bytes at a place."""

    path: str
    offset: int
    content: bytes


class Cut(msgspec.Struct, frozen=True):
    """The file has this size now."""

    path: str
    size: int


class Synced(msgspec.Struct, frozen=True):
    """All of this file, or all names in this folder, are on the disk."""

    path: str


class Renamed(msgspec.Struct, frozen=True):
    """Or linked, when the old name stays."""

    old: str
    new: str
    stays: bool = False


class Removed(msgspec.Struct, frozen=True):
    """A name that is gone."""

    path: str


class Acknowledged(msgspec.Struct, frozen=True):
    """What the process told somebody outside that it had kept."""

    what: str


Step = Made | Written | Cut | Synced | Renamed | Removed | Acknowledged


def record(command: Sequence[str], folder: Path, said: Path) -> list[Step]:
    """Run a command to its good end; what it did in `folder`, and the lines that it wrote to `said`."""
    assert STRACE is not None
    reader = _Reader(folder, said)
    trace = said.with_name("trace")
    calls = "/(" + "|".join(_CALLS.split()) + ")"
    watch = [STRACE, "-f", "-y", "-xx", "-qq", "-s", "100000000", "--seccomp-bpf", "-e", "signal=none"]
    subprocess.run([*watch, "-e", f"trace={calls}", "-o", str(trace), *command], check=True, timeout=200)
    with trace.open() as lines:
        return list(reader.steps(lines))


class _Reader:
    """Reads a trace line by line; remembers where in a file each descriptor stands."""

    def __init__(self, folder: Path, said: Path) -> None:
        self._folder = folder
        self._said = str(said)
        self._at: dict[str, int] = {}
        self._there = {str(path.relative_to(folder)) for path in folder.rglob("*")}

    def steps(self, lines: Iterator[str]) -> Iterator[Step]:
        """All that changed something."""
        for line in lines:
            found = _LINE.match(line)
            if found is None or "<unfinished" in line:
                raise ValueError(f"a line of the trace cannot be read: {line[:80]}")
            name, arguments, result, opened = found.groups()
            if int(result) >= 0:
                yield from self._step(name, arguments, int(result), _plain(opened or ""))

    def _step(self, name: str, arguments: str, result: int, opened: str) -> Iterator[Step]:
        if name == "mmap" or name.startswith("io_"):
            self._require_no_other_way(name, arguments)
        elif name in ("open", "openat", "creat"):
            yield from self._opened(arguments, result, opened)
        elif name in ("mkdir", "rename", "link", "unlink", "rmdir", "unlinkat", "mkdirat", "renameat"):
            yield from self._named(name.removesuffix("at"), arguments)
        elif (path := self._file(arguments)) is not None:
            yield from self._changed(name, arguments, result, path)

    def _opened(self, arguments: str, descriptor: int, name: str) -> Iterator[Step]:
        self._at[str(descriptor)] = 0
        path = self._below(name)
        if path is None or "O_DIRECTORY" in arguments:
            return
        if "O_APPEND" in arguments:
            raise ValueError("a file of the folder is appended to")
        if "O_CREAT" in arguments and path not in self._there:
            self._there.add(path)
            yield Made(path)
        elif "O_TRUNC" in arguments:
            yield Cut(path, 0)

    def _named(self, call: str, arguments: str) -> Iterator[Step]:
        base = _FILE.match(arguments)  # of a call that names things from an open folder on
        full = [PurePath(_plain(base[1]) if base else "/", _plain(text)) for text in _TEXT.findall(arguments)]
        names = [name for path in full if (name := self._below(str(path))) is not None]
        if not names:
            return
        if call == "mkdir":
            yield Made(names[0], folder=True)
        elif call in ("unlink", "rmdir"):
            self._there.discard(names[0])
            yield Removed(names[0])
        else:
            old, new = names  # both in the folder, or this raises
            yield from self._given_name(old, new, stays=call == "link")

    def _given_name(self, old: str, new: str, *, stays: bool) -> Iterator[Step]:
        moved = {path for path in self._there if PurePath(path).is_relative_to(old)}
        self._there |= {new + path.removeprefix(old) for path in moved}
        if not stays:
            self._there -= moved
        yield Renamed(old, new, stays)

    def _changed(self, call: str, arguments: str, result: int, path: str) -> Iterator[Step]:
        descriptor = arguments.split("<", 1)[0]
        numbers = [
            int(part) for part in arguments.rsplit('"', 1)[-1].split(",")[1:] if part.strip().isdigit()
        ]
        text = _TEXT.search(arguments)
        if call == "lseek":
            self._at[descriptor] = result
        elif call in ("write", "pwrite64") and text is not None:
            content = bytes.fromhex(text[1].replace("\\x", ""))[:result]
            offset = numbers[1] if call == "pwrite64" else self._at[descriptor]
            if call == "write":
                self._at[descriptor] += result
            yield Acknowledged(content.decode()) if path == self._said else Written(path, offset, content)
        elif call == "ftruncate":
            yield Cut(path, numbers[0])
        elif call in ("fsync", "fdatasync"):
            yield Synced(path)
        else:
            raise ValueError(f"{call} is not accounted for")

    def _require_no_other_way(self, call: str, arguments: str) -> None:
        """Refuse writes that no call tells; what lies in the index of a WAL is made again after a crash."""
        mapped = arguments.split(", ")
        place = self._file(mapped[4]) if call == "mmap" and "<" in mapped[4] else None
        shared = "MAP_SHARED" in arguments and "PROT_WRITE" in arguments
        if call != "mmap" or (shared and place is not None and not place.endswith("-shm")):
            raise ValueError(f"{call} is not accounted for")

    def _file(self, arguments: str) -> str | None:
        """The path of the descriptor that a call names first, if it is one of ours and still there."""
        found = _FILE.match(arguments)
        if found is None or found[2]:
            return None
        path = _plain(found[1])
        return path if path == self._said else self._below(path)

    def _below(self, path: str) -> str | None:
        """The path from the folder on, "." for itself; None for what lies elsewhere."""
        found = PurePath(path)
        return str(found.relative_to(self._folder)) if found.is_relative_to(self._folder) else None


def _plain(text: str) -> str:
    return bytes.fromhex(text.replace("\\x", "")).decode() if text.startswith("\\x") else text
