"""One window for each person: a lock says that it is open, a pipe beside it takes what a second start brings.

The lock is the kernel's (flock) and goes with the process, so that nothing is stale after a crash: who gets
it makes the pipe anew. Both lie in a folder of mode 0700 that must be ours: no other user reaches them.
A pipe rather than a socket: it is a file, and no module of ours opens sockets.
"""

import contextlib
import fcntl
import os
import stat
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_config_path

from desktop.domain.failures import Usage

_TRIES, _BETWEEN_S = 40, 0.05
"""How long a second start waits for a first that is only just starting."""
_AT_ONCE = 4096
"""Bytes that a pipe takes as one piece (PIPE_BUF), so that two starts never mix."""
_MOST_WAITING = 1 << 20
_END = b"\0\0"
"""Ends a message; its parts stand apart by one NUL, which no path can hold."""
_NEW = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
_Part = tuple[bytes, bytes]


def running_place(portable: Path | None) -> Path:
    """Where the open window is found: in memory that is ours alone, else beside the settings."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if portable is None and runtime.startswith("/"):
        return Path(runtime) / "embargo"
    return user_config_path("embargo") / "run"


class Handed(NamedTuple):
    """What a second start was told to do: a vault to open, paths to take in, and the desktop's permission."""

    vault: Path | None = None
    paths: tuple[Path, ...] = ()
    token: str = ""
    """By which a Wayland compositor lets the window come to the front."""


class OneDesk:
    """`take` says whether this is the first; `folder` is made where it is not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = -1
        self._pipe = -1
        self._come = b""

    def take(self) -> bool:
        """Whether this start may open a window: the first does, and one that cannot know of others."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._ours():
                return True
            lock = os.open(self._folder / "desk.lock", _NEW, 0o600)
        except OSError:
            return True
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return False
        except OSError:  # a file system that knows no locks
            os.close(lock)
            return True
        self._lock = lock
        self._open_pipe()
        return True

    @property
    def descriptor(self) -> int:
        """Readable when something was handed over; -1 where nothing can be."""
        return self._pipe

    def read(self) -> Handed | None:
        """What was handed over since, joined; None while nothing is whole."""
        with contextlib.suppress(BlockingIOError):
            self._come += os.read(self._pipe, _MOST_WAITING)
        *whole, self._come = self._come.split(_END)
        if len(self._come) > _MOST_WAITING:
            self._come = b""
        parts = [tuple(one.partition(b"\0")[::2]) for one in whole]
        return _joined([(kind, value) for kind, value in parts]) if parts else None

    def hand_over(self, handed: Handed) -> None:
        """Give it to the window that is open. Raises Usage when that does not answer."""
        pipe = self._reach()
        try:
            for message in _messages(handed):
                os.write(pipe, message)
        except OSError as error:
            raise _deaf() from error
        finally:
            os.close(pipe)

    def close(self) -> None:
        """Let another start be the first."""
        for descriptor in (self._pipe, self._lock):
            if descriptor >= 0:
                os.close(descriptor)
        self._pipe = self._lock = -1

    @property
    def _pipe_path(self) -> Path:
        return self._folder / "desk.pipe"

    def _ours(self) -> bool:
        found = self._folder.lstat()
        private = stat.S_ISDIR(found.st_mode) and not stat.S_IMODE(found.st_mode) & 0o077
        return private and found.st_uid == os.getuid()

    def _open_pipe(self) -> None:
        """Where the file system has no pipes, as on many sticks, there is just no handing over."""
        with contextlib.suppress(OSError):
            self._pipe_path.unlink(missing_ok=True)
            os.mkfifo(self._pipe_path, 0o600)
            self._pipe = os.open(self._pipe_path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)

    def _reach(self) -> int:
        for _ in range(_TRIES):
            with contextlib.suppress(OSError):
                pipe = os.open(self._pipe_path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
                found = os.fstat(pipe)
                if stat.S_ISFIFO(found.st_mode) and found.st_uid == os.getuid():
                    return pipe
                os.close(pipe)
            time.sleep(_BETWEEN_S)
        raise _deaf()


def _deaf() -> Usage:
    return Usage(
        "Embargo is open already, and does not answer.",
        advice="Look for its window; if there is none, end the process `embargo` and start again.",
    )


def _messages(handed: Handed) -> Iterator[bytes]:
    parts: list[_Part] = [(b"token", os.fsencode(handed.token))]
    parts += [(b"path", os.fsencode(path)) for path in handed.paths]
    parts += [(b"vault", os.fsencode(handed.vault))] if handed.vault is not None else []
    waiting = b""
    for kind, value in parts:
        message = kind + b"\0" + value.replace(b"\0", b"") + _END if value else kind + _END
        if waiting and len(waiting) + len(message) > _AT_ONCE:
            yield waiting
            waiting = b""
        waiting += message
    yield waiting


def _joined(parts: Sequence[_Part]) -> Handed:
    of = dict(parts)
    paths = tuple(Path(os.fsdecode(value)) for kind, value in parts if kind == b"path" and value)
    vault = of.get(b"vault")
    return Handed(Path(os.fsdecode(vault)) if vault else None, paths, os.fsdecode(of.get(b"token", b"")))
