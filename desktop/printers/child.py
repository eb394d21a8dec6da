"""One run of a program of the print service, within limits, ended when a person cancels."""

import os
import selectors
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from desktop.domain.failures import Cancelled, PrintRefused
from desktop.workflows.ports import Progress

_CHUNK = 64 * 1024
_MOST = 256 * 1024
"""Bytes that such a program may say."""
_POLL_S = 0.1
"""How often a cancel is looked for; it must be obeyed within 0.3 s."""


class Ended(msgspec.Struct, frozen=True):
    """How it ended, and all that it said."""

    code: int
    said: str


class TookTooLong(PrintRefused):
    """The program was ended: nobody knows how far it came."""


def run(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    *,
    document: bytes = b"",
    seconds: float,
    progress: Progress,
) -> Ended:
    """Run it with the document as its standard input, which never has a name on a disk.

    Raises Cancelled, TookTooLong; PrintRefused where it cannot be started or says too much.
    """
    until = time.monotonic() + seconds
    with _started(arguments, environment, document) as process:
        said = b"".join(_heard(process, until, progress))
        while process.poll() is None:
            _require_time(until, progress)
            time.sleep(_POLL_S)
    return Ended(process.returncode, said.decode(errors="replace"))


@contextmanager
def _started(
    arguments: Sequence[str], environment: Mapping[str, str], document: bytes
) -> Iterator[subprocess.Popen[bytes]]:
    """The process, killed at the end; in a session of its own, it asks no terminal for a password."""
    fed = os.memfd_create("document")
    try:
        _write_all(fed, document)
        os.lseek(fed, 0, os.SEEK_SET)
        process = subprocess.Popen(  # noqa: S603 - a program of the system and a name that was looked at, no shell
            arguments,
            env=dict(environment),
            stdin=fed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd="/",
            start_new_session=True,
        )
    except OSError as error:
        raise PrintRefused(f"{Path(arguments[0]).name} could not be started.") from error
    finally:
        os.close(fed)
    with process:
        try:
            yield process
        finally:
            process.kill()


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _heard(process: subprocess.Popen[bytes], until: float, progress: Progress) -> Iterator[bytes]:
    assert process.stdout is not None
    left = _MOST
    with selectors.DefaultSelector() as ready:
        ready.register(process.stdout, selectors.EVENT_READ)
        while True:
            _require_time(until, progress)
            if not ready.select(_POLL_S):
                continue
            chunk = os.read(process.stdout.fileno(), _CHUNK)
            if not chunk:
                return
            left -= len(chunk)
            if left < 0:
                raise PrintRefused("The print service says more than can be read.")
            yield chunk


def _require_time(until: float, progress: Progress) -> None:
    if progress.cancelled:
        raise Cancelled
    if time.monotonic() > until:
        raise TookTooLong("The print service did not answer in time.")
