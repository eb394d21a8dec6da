"""A program of others: fed from memory, heard within limits, left when a person cancels."""

import os
import selectors
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from desktop.domain.failures import Cancelled, Failure
from desktop.workflows.ports import Progress

POLL_S = 0.1
"""How often a cancel is looked for; it must be obeyed within 0.3 s."""
_CHUNK = 256 * 1024


@contextmanager
def in_memory(content: bytes) -> Iterator[int]:
    """A descriptor to read the content from, which never has a name on a disk."""
    descriptor = os.memfd_create("document")
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(descriptor, view) :]
        os.lseek(descriptor, 0, os.SEEK_SET)
        yield descriptor
    finally:
        os.close(descriptor)


def heard(
    process: subprocess.Popen[bytes],
    most: int,
    until: float,
    progress: Progress,
    *,
    too_much: Failure,
    too_late: Failure,
) -> Iterator[bytes]:
    """What it writes, at most `most` bytes, `until` an instant of the monotonic clock.

    Raises Cancelled, and what is given for too much and too late.
    """
    assert process.stdout is not None
    left = most
    with selectors.DefaultSelector() as ready:
        ready.register(process.stdout, selectors.EVENT_READ)
        while True:
            require_time(until, progress, too_late)
            if not ready.select(POLL_S):
                continue
            chunk = os.read(process.stdout.fileno(), _CHUNK)
            if not chunk:
                return
            left -= len(chunk)
            if left < 0:
                raise too_much
            yield chunk


def require_time(until: float, progress: Progress, too_late: Failure) -> None:
    """Go on only where nobody cancelled and there is time; raises Cancelled, and what is given."""
    if progress.cancelled:
        raise Cancelled
    if time.monotonic() > until:
        raise too_late
