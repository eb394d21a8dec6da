"""Reading what a person pointed at, which may be anything."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desktop.domain.failures import TooLarge, Unreadable

# Non-blocking: opening a FIFO that nobody writes to would otherwise wait for ever.
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_MIB = 1024 * 1024


def read_capped(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes. Raises Unreadable, TooLarge."""
    content = read_head(path, limit + 1)
    if len(content) > limit:
        raise TooLarge(f"The file is larger than {_size(limit)}.")
    return content


def read_head(path: Path, count: int) -> bytes:
    """The first `count` bytes of a regular file, or all of a shorter one. Raises Unreadable."""
    with _opened(path) as file:
        return file.read(count)


def read_chunks(path: Path, count: int, *, links: bool) -> Iterator[tuple[bytes, int]]:
    """A regular file in pieces of `count` bytes, and how many bytes it has in all. Raises Unreadable.

    Without `links` a symbolic link in its place is refused.
    """
    with _opened(path, 0 if links else os.O_NOFOLLOW) as file:
        size = os.fstat(file.fileno()).st_size
        while chunk := file.read(count):
            yield chunk, size


@contextmanager
def _opened(path: Path, more: int = 0) -> Iterator[IO[bytes]]:
    try:
        descriptor = os.open(path, _FLAGS | more)
        try:
            _require_regular(os.fstat(descriptor).st_mode)
            with open(descriptor, "rb", closefd=False) as file:
                yield file
        finally:
            os.close(descriptor)
    except OSError as error:
        raise Unreadable(_reason(error)) from error
    except ValueError as error:
        raise Unreadable("The name holds a character that no file name can hold.") from error


def _size(count: int) -> str:
    return f"{count // _MIB} MiB" if count >= _MIB else f"{count} bytes"


def _require_regular(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise Unreadable("This is a folder, not a file.")
    if not stat.S_ISREG(mode):
        raise Unreadable("This is no regular file, but a device, a pipe or a socket.")


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "There is no such file."
    if isinstance(error, PermissionError):
        return "You may not read this file."
    if error.errno == errno.ELOOP:
        return "This is a link, not a file: name the file itself."
    return "The file cannot be read."
