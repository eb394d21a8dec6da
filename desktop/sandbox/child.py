"""The child's half: limits first, then one frame in, one frame out, until the parent closes the pipe.

Nothing but `formats.mail`, `formats.intake`, `formats.archives` and `formats.policies.reading` runs here. A
child that is left idle ends
by itself, so that no plaintext stays in memory for long. An unforeseen exception ends the child; the parent
makes a sentence of it.
"""

import os
import resource
import select
import signal
import sys
from types import FrameType

import msgspec

from desktop.domain.failures import Failure, TooDeep, TooLarge
from desktop.domain.policy.proposing import Proposal
from desktop.formats.archives.reading import list_archive, read_archive
from desktop.formats.intake.exports import read_export
from desktop.formats.mail.outline import read_outline
from desktop.formats.mail.reading import read_mail
from desktop.sandbox.frames import (
    LENGTH_BYTES,
    LONGEST_REQUEST,
    Answer,
    Contents,
    Done,
    Listed,
    Outlined,
    Proposes,
    Refused,
    Reply,
    Request,
    Unpacked,
    body_length,
    pack,
)

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_S = 60
"""For the whole life of a child; the parent bounds each message, and replaces a child long before this."""
OPEN_FILES = 16
IDLE_S = 2.0
POLICY_S = 1.2
"""CPU time that the text of a policy may take."""
_CHUNK = 1024 * 1024


def main() -> int:
    """Answer frames from stdin on stdout; returns the exit code."""
    take_limits()
    while (body := _read_frame()) is not None:
        _write(pack(answer(body)))
    return 0


def take_limits() -> None:
    """Give up memory, time, files and processes beyond what parsing one message needs."""
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def answer(body: bytes) -> Reply:
    """Read what a request brings; every failure becomes a value."""
    request = msgspec.msgpack.decode(body, type=Request)
    try:
        return _read_as_asked(request)
    except Failure as failure:
        refused = failure
    except MemoryError:
        refused = TooLarge("Reading it needs more memory than may be taken for that.")
    except RecursionError:
        refused = TooDeep("It is nested too deep to be read.")
    return Refused(code=refused.code, message=refused.message, advice=refused.advice)


def _read_as_asked(request: Request) -> Answer:
    if request.verb == "export":
        return Listed(read_export(request.raw))
    if request.verb == "archive":
        return Unpacked(read_archive(request.raw))
    if request.verb == "contents":
        return Contents(list_archive(request.raw))
    if request.verb == "outline":
        return Outlined(read_outline(request.raw))
    if request.verb == "policy":
        return Proposes(_read_policy(request))
    return Done.of(read_mail(request.raw, inner=request.verb == "inner"))


def _read_policy(request: Request) -> Proposal:
    """Read a policy's text within `POLICY_S` of CPU time. Raises TooLarge, Malformed, TooDeep."""
    from desktop.formats.policies.reading.reader import read_proposal  # its tables of words load slowly

    signal.signal(signal.SIGPROF, _stop)
    # again and again: what is raised while Python calls back, as when it collects garbage, goes nowhere
    signal.setitimer(signal.ITIMER_PROF, POLICY_S, POLICY_S / 10)
    try:
        return read_proposal(request.raw, request.name)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TooLarge(
        f"Reading it took longer than {POLICY_S:.1f} s and was stopped.",
        advice="Choose the policy itself, such as SECURITY.md or security.txt.",
    )


def _read_frame() -> bytes | None:
    """The next request; None when the parent closed the pipe or nothing came for `IDLE_S`."""
    if not select.select([0], [], [], IDLE_S)[0]:
        return None
    head = _read(LENGTH_BYTES)
    length = body_length(head)
    if len(head) < LENGTH_BYTES or length > LONGEST_REQUEST:
        return None
    return _read(length)


def _read(size: int) -> bytes:
    received = bytearray()
    while len(received) < size and (chunk := os.read(0, min(_CHUNK, size - len(received)))):
        received += chunk
    return bytes(received)


def _write(frame: bytes) -> None:
    rest = memoryview(frame)
    while rest:
        rest = rest[os.write(1, rest[:_CHUNK]) :]


if __name__ == "__main__":
    sys.exit(main())
