"""One child process: started, asked, and killed with all its kin when it takes too long."""

import os
import select
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress

from desktop.domain.failures import Cancelled
from desktop.sandbox.confinement import ENVIRONMENT, working_folder
from desktop.sandbox.frames import LENGTH_BYTES, LONGEST_REPLY, body_length
from desktop.workflows.ports import Progress

POLL_MS = 50
"""How often a person's wish to stop is looked at."""
GRACE_S = 0.3
LONG_S = 1.0
"""A child that took longer over one message is not asked again."""
WORKED_S = 20.0
"""Nor is one that took so long over all: its limit of CPU time must leave room for one slow message more."""
_CHUNK = 1024 * 1024


class ChildDied(Exception):  # noqa: N818 - named for what happened
    """The child ended before it answered."""


class ChildSlow(Exception):  # noqa: N818 - named for what happened
    """The child did not answer in time."""


class ChildTalksTooMuch(Exception):  # noqa: N818 - named for what happened
    """The child's answer is longer than any honest one."""


class Child:
    """A running child; every way out of `ask` but a whole answer leaves it to be ended."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start the command in a process group of its own; raises OSError when there is no such program."""
        self._process = subprocess.Popen(  # noqa: S603 - our own command, no word of it from outside
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=ENVIRONMENT,
            cwd=working_folder(),
            start_new_session=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to_child = self._process.stdin.fileno()
        self._from_child = self._process.stdout.fileno()
        os.set_blocking(self._to_child, False)
        os.set_blocking(self._from_child, False)
        self._at_work = False
        self.asked = 0
        self.last_used_s = time.monotonic()
        self._worked_s = 0.0
        self._longest_s = 0.0

    @property
    def spent(self) -> bool:
        """Whether it worked long enough to be replaced; time on the wall is never less than CPU time."""
        return self._longest_s > LONG_S or self._worked_s > WORKED_S

    def ask(self, frame: bytes, *, timeout_s: float, progress: Progress) -> bytes:
        """Send a frame and return the body of the answer.

        Raises ChildDied, ChildSlow, ChildTalksTooMuch, and Cancelled within `POLL_MS` of the wish.
        """
        self.asked += 1
        self._at_work = True
        began = time.monotonic()
        until = began + timeout_s
        rest, answer = memoryview(frame), bytearray()
        poll = select.poll()
        poll.register(self._to_child, select.POLLOUT)
        poll.register(self._from_child, select.POLLIN)
        while not _is_whole(answer):
            if progress.cancelled:
                raise Cancelled
            if time.monotonic() > until:
                raise ChildSlow
            for descriptor, _ in poll.poll(POLL_MS):
                if descriptor == self._from_child:
                    self._receive(answer)
                elif rest := rest[self._send(rest) :]:
                    continue
                else:
                    poll.unregister(self._to_child)
        self._at_work = False
        self.last_used_s = time.monotonic()
        self._worked_s += self.last_used_s - began
        self._longest_s = max(self._longest_s, self.last_used_s - began)
        return bytes(answer[LENGTH_BYTES:])

    def end(self) -> None:
        """End the child and its kin, and wait for it; one that is not at work may leave by itself first.

        bubblewrap that is killed leaves a dead child behind for whoever collects orphans.
        """
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(0 if self._at_work else GRACE_S)
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _send(self, rest: memoryview) -> int:
        try:
            return os.write(self._to_child, rest[:_CHUNK])
        except BlockingIOError:
            return 0
        except BrokenPipeError as error:
            raise ChildDied from error

    def _receive(self, answer: bytearray) -> None:
        try:
            chunk = os.read(self._from_child, _CHUNK)
        except BlockingIOError:
            return
        if not chunk:
            raise ChildDied
        answer += chunk
        if len(answer) >= LENGTH_BYTES and body_length(bytes(answer[:LENGTH_BYTES])) > LONGEST_REPLY:
            raise ChildTalksTooMuch


def _is_whole(answer: bytearray) -> bool:
    if len(answer) < LENGTH_BYTES:
        return False
    expected = LENGTH_BYTES + body_length(bytes(answer[:LENGTH_BYTES]))
    if len(answer) > expected:
        raise ChildTalksTooMuch
    return len(answer) == expected
