"""One run of git: what it says, within limits of bytes and seconds, ended when a person cancels."""

import os
import re
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from desktop.domain.failures import CloneRefused, TooLarge
from desktop.programs.bounded import heard, in_memory
from desktop.workflows.ports import Progress

_LEVEL = re.compile(r"^(fatal|error): ")
_WORDS = 2000
"""Bytes of what git complains of that are kept."""


def run(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    *,
    data: bytes = b"",
    most: int,
    seconds: float,
    progress: Progress,
    accepted: Sequence[int] = (0,),
    whole: bool = False,
) -> bytes:
    """All that git writes, at most `most` bytes; `whole` is only what it could read all of, however it ended.

    Raises Cancelled, CloneRefused, TooLarge.
    """
    with _started(arguments, environment, data) as (process, errors):
        too_much = TooLarge("The clone holds more than can be read.", advice="Judge its versions by hand.")
        too_late = CloneRefused("git did not end in time.", advice="Name fewer commits, or a smaller clone.")
        until = time.monotonic() + seconds
        output = b"".join(heard(process, most, until, progress, too_much=too_much, too_late=too_late))
        code = process.wait()
        complaints = _complaints(errors)
        unread = [line for line in complaints if line.startswith("error: ")] if whole else []
        if code not in accepted or unread:
            said = (unread or complaints or [f"it ended with {code}"])[-1]
            raise CloneRefused(
                f"git says: {said.removeprefix('fatal: ').removeprefix('error: ').rstrip('.')}."
            )
    return output


@contextmanager
def _started(
    arguments: Sequence[str], environment: Mapping[str, str], data: bytes
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The process, and the descriptor of a file in memory that takes its complaints; killed at the end."""
    errors = os.memfd_create("git-errors")
    try:
        with in_memory(data) as fed:
            process = subprocess.Popen(  # noqa: S603 - a list of words, no shell; git is told to run nothing
                arguments, env=dict(environment), stdin=fed, stdout=subprocess.PIPE, stderr=errors, cwd="/"
            )
        try:
            yield process, errors
        finally:
            process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
    except FileNotFoundError as error:
        raise CloneRefused(
            "git is not installed.", advice="Install git, or judge versions by hand."
        ) from error
    finally:
        os.close(errors)


def _complaints(errors: int) -> list[str]:
    os.lseek(errors, 0, os.SEEK_SET)
    return os.read(errors, _WORDS).decode(errors="replace").strip().splitlines()
