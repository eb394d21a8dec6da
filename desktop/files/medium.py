"""A medium that may be pulled out, full, or without links and modes: what FAT can do, and no more.

Nothing is trusted to have reached it before it was asked to be there and was read back past the cache.
"""

import ctypes
import errno
import fcntl
import mmap
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop.domain.disk import refusal
from desktop.domain.failures import TooLarge, Unreadable, VaultInUse, WriteFailed
from desktop.files.reading import read_capped

_LIBC = ctypes.CDLL(None, use_errno=True)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_BLOCK = 1024 * 1024
"""Bytes of one read past the cache, at most."""
_STEP = 64 * 1024
"""A multiple of every sector, and of every page of memory."""


def write_draft(path: Path, content: bytes) -> None:
    """Write a new file that nobody relies on before `settle`. Raises WriteFailed."""
    with _refusing("The file cannot be written."):
        descriptor = os.open(path, _NEW, 0o600)
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(content)


def move(old: Path, new: Path) -> None:
    """Give a file another name; what had that name is gone. Raises WriteFailed."""
    with _refusing("The file cannot be moved to its place."):
        old.replace(new)


def remove(path: Path) -> None:
    """Remove a file, or a folder that is empty; what is not there is removed already. Raises WriteFailed."""
    with _refusing("The file cannot be removed."), suppress(FileNotFoundError):
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()


def settle(folder: Path) -> None:
    """Return once all that was written to this file system is on its medium (syncfs). Raises WriteFailed."""
    with _refusing("The disk does not take what was written."):
        descriptor = os.open(folder, _FOLDER)
        try:
            if _LIBC.syncfs(descriptor) != 0:
                raise OSError(ctypes.get_errno(), "syncfs")
        finally:
            os.close(descriptor)


def room(folder: Path) -> int:
    """Bytes that are free there. Raises WriteFailed."""
    with _refusing("The folder cannot be looked at."):
        found = os.statvfs(folder)
        return found.f_bavail * found.f_frsize


def read_back(path: Path, limit: int) -> bytes:
    """A file as the medium holds it, not as the cache remembers it. Raises Unreadable, TooLarge."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_DIRECT)
    except OSError as error:
        if error.errno != errno.EINVAL:  # what knows no direct reads, such as a file system in memory
            raise Unreadable("The file cannot be read back.") from error
        return _read_after_forgetting(path, limit)
    try:
        return _read_direct(descriptor, limit)
    except OSError as error:
        raise Unreadable("The file cannot be read back.") from error
    finally:
        os.close(descriptor)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Nobody else extends this folder meanwhile. Raises VaultInUse, WriteFailed."""
    with _refusing("The folder cannot be opened."):
        descriptor = os.open(folder, _FOLDER)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise VaultInUse(
                "Another program extends this folder just now.", advice="Wait until it is done."
            ) from error
        yield
    finally:
        os.close(descriptor)


def _read_direct(descriptor: int, limit: int) -> bytes:
    """Pages of an anonymous map are aligned as a direct read wants them; each has to be there for a read."""
    found = bytearray()
    with mmap.mmap(-1, min(_BLOCK, (limit // _STEP + 1) * _STEP)) as buffer:
        while count := os.preadv(descriptor, [buffer], len(found)):
            found += buffer[:count]
            if len(found) > limit:
                raise TooLarge("The file is larger than what was written.")
            if count % mmap.ALLOCATIONGRANULARITY:
                break
    return bytes(found)


def _read_after_forgetting(path: Path, limit: int) -> bytes:
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)
    return read_capped(path, limit)


@contextmanager
def _refusing(otherwise: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise _gone(error) or refusal(error, otherwise) from error


def _gone(error: OSError | ValueError) -> WriteFailed | None:
    if isinstance(error, OSError) and error.errno in (errno.EIO, errno.ENODEV, errno.ENXIO):
        return WriteFailed(
            "The disk or stick does not answer.",
            advice="Insert it again, or use another one; then try again.",
        )
    return None
