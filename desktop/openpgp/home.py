"""GnuPG homes: whether one may be used, and throwaway ones."""

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.domain.disk import refusal
from desktop.domain.failures import GpgRefused, WriteFailed
from desktop.openpgp.agent import Agent

_LONGEST_PATH = 90
"""Bytes; the agent's socket lies in the home, and a socket's path has 108 bytes at most."""
_PREFIX = "egpg-"
_LOCK = "in-use"
"""A file in each of our folders, locked by its maker; the system drops the lock when that dies."""
_ROOM = 512 * 1024
"""Bytes that must fit into a folder before it is used."""


def chosen_home(home: Path | None, ours: Mapping[str, str]) -> Path | None:
    """The home to name to gpg: what the person chose, else GNUPGHOME, else None for gpg's own default."""
    named = home or (Path(ours["GNUPGHOME"]) if ours.get("GNUPGHOME") else None)
    return named.expanduser().absolute() if named else None


def require_usable(home: Path | None) -> None:
    """Refuse a home that others can read or write, or whose path is too long for the agent's socket.

    A default home that is not there yet is made: gpg makes none under `--no-options`, and would find no key
    in a file then either. Raises GpgRefused.
    """
    path = home or Path("~/.gnupg").expanduser()
    if len(os.fsencode(path)) > _LONGEST_PATH:
        raise GpgRefused(
            f"The path of the GnuPG home is longer than {_LONGEST_PATH} bytes.",
            advice="Move the home to a shorter path: the agent's socket does not fit there.",
        )
    try:
        found = path.stat()
    except FileNotFoundError as error:
        if home is None:
            _make_default(path)
            return
        raise GpgRefused("The GnuPG home does not exist.", advice="Choose another home.") from error
    except OSError as error:
        raise GpgRefused("The GnuPG home cannot be read.", advice="Choose another home.") from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise GpgRefused("The GnuPG home is no folder of yours.", advice="Choose another home.")
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise GpgRefused(
            "Other users can reach the GnuPG home.",
            advice="Close it to them with `chmod 700`, then try again.",
        )


def _make_default(path: Path) -> None:
    try:
        path.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise GpgRefused(
            "The GnuPG home cannot be made.", advice="Choose another home with GNUPGHOME."
        ) from error


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder with mode 0700 and a short path, removed at the end. Raises WriteFailed."""
    path, lock = _make_folder()
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(lock)


@contextmanager
def throwaway_home() -> Iterator[Path]:
    """A GnuPG home for a demonstration or a test; its agent ends and all of it goes away at the end.

    Homes that a killed program of ours left are taken away first. Raises WriteFailed.
    """
    _sweep()
    with private_folder() as home:
        try:
            yield home
        finally:
            Agent(home).end()


def _places() -> list[str]:
    """Where a short path is to be had; TMPDIR may be too long for a socket."""
    portable = os.environ.get("EMBARGO_PORTABLE", "") and os.environ.get("TMPDIR", "")
    places = [portable] if portable else [os.environ.get("XDG_RUNTIME_DIR", ""), "/tmp"]  # noqa: S108 - private by mkdtemp
    short = [p for p in places if p.startswith("/") and len(os.fsencode(p)) <= _LONGEST_PATH - 20]
    return short or ["/tmp"]  # noqa: S108 - a portable folder that lies too deep


def _make_folder() -> tuple[Path, int]:
    """A folder where there is room, and the descriptor that holds its lock."""
    refused: OSError | None = None
    for place in _places():
        try:
            path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
        except OSError as error:
            refused = error
            continue
        try:
            return path, _move_in(path)
        except OSError as error:
            refused = error
            shutil.rmtree(path, ignore_errors=True)
    assert refused is not None
    failure = refusal(refused, "No temporary folder can be made.")
    raise WriteFailed(
        f"No temporary folder for GnuPG: {failure.message}",
        advice="Make room in /tmp, or check who may write there.",
    ) from refused


def _move_in(path: Path) -> int:
    # gpg does not say that it failed for want of room.
    room = path / "room"
    room.write_bytes(bytes(_ROOM))
    descriptor = os.open(room, os.O_RDONLY | os.O_CLOEXEC)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    os.truncate(room, 0)
    # Under its own name only when it is locked: nobody may take the folder for abandoned before.
    room.rename(path / _LOCK)
    return descriptor


def _sweep() -> None:
    for place in _places():
        for path in Path(place).glob(f"{_PREFIX}*"):
            with suppress(OSError):
                _sweep_one(path)


def _sweep_one(path: Path) -> None:
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        return
    descriptor = os.open(path / _LOCK, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails while its maker lives
        Agent(path).end()
        shutil.rmtree(path, ignore_errors=True)
    finally:
        os.close(descriptor)
