"""Standard input, output and error, however this program was started: closed, full, or read by nobody."""

import contextlib
import os
import select
import sys
from io import TextIOWrapper
from typing import TextIO

from desktop.domain.failures import NOTHING_WRITTEN, Unreadable, WriteFailed

_DEAD_ENDS = (os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)
"""How a closed stream is opened again: input cannot be read, output cannot be written, words go nowhere."""


def open_streams() -> None:
    """Give each closed stream a dead end: a file opened later would take its number, and get what is printed.

    Characters that the terminal's character set lacks are escaped.
    """
    for number, way in enumerate(_DEAD_ENDS):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, way), True)  # the lowest free number is this one
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - a descriptor, for good
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - likewise
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - likewise
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def put(text: str, *, must_arrive: bool = False) -> None:
    """Write data to standard output at once. Raises WriteFailed.

    A reader that went away wants no more of it; that is a failure only of what `must_arrive`.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        _mute(sys.stdout)
        if must_arrive or not isinstance(error, BrokenPipeError):
            raise _cannot_be_written(error, "What was recorded before stands.") from error


def tell(words: str) -> None:
    """Write words to standard error; when nobody can be told, the exit code still speaks."""
    try:
        sys.stderr.write(words)
        sys.stderr.flush()
    except OSError:
        _mute(sys.stderr)


def require_output() -> None:
    """Make sure, as far as can be known, that what is shown only once will arrive. Raises WriteFailed."""
    try:
        number = sys.stdout.fileno()
    except OSError:  # not a file: a buffer takes everything
        return
    poll = select.poll()
    poll.register(number, select.POLLOUT)
    try:
        os.write(number, b"")
        if any(state & (select.POLLERR | select.POLLNVAL) for _, state in poll.poll(0)):
            raise BrokenPipeError
    except OSError as error:
        raise _cannot_be_written(error, NOTHING_WRITTEN) from error


def read_input(limit: int) -> bytes:
    """Standard input, up to one byte more than `limit` bytes. Raises Unreadable."""
    try:
        return sys.stdin.buffer.read(limit + 1)
    except OSError as error:
        raise Unreadable(
            "Standard input cannot be read.", advice="Name a file, or give the content on standard input."
        ) from error


def _cannot_be_written(error: OSError, written: str) -> WriteFailed:
    reason = error.strerror or "nobody reads it"
    return WriteFailed(f"Standard output cannot be written: {reason}.", written=written)


def _mute(stream: TextIO) -> None:
    """Let what is still buffered, and all that follows, go nowhere: it would fail again at exit."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
