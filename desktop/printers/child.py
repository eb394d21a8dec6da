"""One run of a program of the print service, within limits, ended when a person cancels."""

import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from desktop.domain.failures import PrintRefused
from desktop.programs.bounded import POLL_S, heard, in_memory, require_time
from desktop.workflows.ports import Progress

_MOST = 256 * 1024
"""Bytes that such a program may say."""


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
    too_much = PrintRefused("The print service says more than can be read.")
    too_late = TookTooLong("The print service did not answer in time.")
    with _started(arguments, environment, document) as process:
        said = b"".join(heard(process, _MOST, until, progress, too_much=too_much, too_late=too_late))
        while process.poll() is None:
            require_time(until, progress, too_late)
            time.sleep(POLL_S)
    return Ended(process.returncode, said.decode(errors="replace"))


@contextmanager
def _started(
    arguments: Sequence[str], environment: Mapping[str, str], document: bytes
) -> Iterator[subprocess.Popen[bytes]]:
    """The process, killed at the end; in a session of its own, it asks no terminal for a password."""
    try:
        with in_memory(document) as fed:
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
    with process:
        try:
            yield process
        finally:
            process.kill()
