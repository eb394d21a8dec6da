"""The parser that the workflows see: hostile bytes go to a child, values that are believed come back."""

import sys
import time
import weakref
from collections.abc import Sequence
from threading import Lock

from desktop.domain.failures import Malformed, SandboxMissing, TooLarge
from desktop.domain.policy.proposing import Proposal
from desktop.formats.archives.entry import ArchiveEntry, ListedEntry
from desktop.formats.archives.limits import check_archive
from desktop.formats.intake.written import WrittenReport
from desktop.formats.mail.limits import check_size
from desktop.formats.mail.outline import OutlinedPart
from desktop.formats.mail.parsed import Parsed
from desktop.formats.policies.reading.source import check_text
from desktop.sandbox.believing import (
    believed_archive,
    believed_contents,
    believed_layer,
    believed_outline,
    believed_proposal,
    believed_refusal,
    believed_reports,
    decoded_reply,
    strange_answer,
)
from desktop.sandbox.confinement import bubblewrap, confined
from desktop.sandbox.frames import (
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
    pack,
)
from desktop.sandbox.process import Child, ChildDied, ChildSlow, ChildTalksTooMuch
from desktop.workflows.ports import Progress, Silent

TIMEOUT_S = 10.0
PER_CHILD = 50
"""Messages that one child may see; after any refusal it ends at once."""
REUSE_S = 1.0
"""A child idle for longer is about to end by itself, and is not asked again."""
CHILD_COMMAND = (sys.executable, "-m", "desktop.sandbox.child")
_PROBE = Request(b"Subject: probe\n\nprobe")


class SandboxedParser:
    """Parses in a child with limits, inside bubblewrap where a probe shows that it works."""

    def __init__(self, command: Sequence[str] = CHILD_COMMAND, *, timeout_s: float = TIMEOUT_S) -> None:
        """`command` starts a child that runs `desktop.sandbox.child.main`; nothing is started yet."""
        self._command = tuple(command)
        self._timeout_s = timeout_s
        self._lines: list[str] | None = None
        self._confined = False
        self._children: list[Child] = []
        self._lock = Lock()
        weakref.finalize(self, _end_all, self._children)

    @property
    def confined(self) -> bool:
        """Whether the child is also cut off by namespaces; the first look probes. Raises SandboxMissing."""
        with self._lock:
            self._probed()
            return self._confined

    def parse(self, raw: bytes, *, inner: bool = False, progress: Progress) -> Parsed:
        """Parse one layer in the child.

        Raises Malformed, TooLarge, TooDeep, SeveralMessages, Unsupported, SandboxMissing, Cancelled.
        """
        check_size(raw)
        reply = self._exchange(Request(raw, "inner" if inner else "mail"), progress)
        if not isinstance(reply, Done):
            raise strange_answer()
        return believed_layer(reply, len(raw))

    def read_export(self, raw: bytes, *, progress: Progress) -> tuple[WrittenReport, ...]:
        """The reports of a form's export, read in the child.

        Raises Malformed, TooLarge, TooDeep, SandboxMissing, Cancelled.
        """
        check_size(raw)
        reply = self._exchange(Request(raw, "export"), progress)
        if not isinstance(reply, Listed):
            raise strange_answer()
        return believed_reports(reply)

    def unpack(self, raw: bytes, *, progress: Progress) -> tuple[ArchiveEntry, ...]:
        """Every file of a ZIP or tar archive, unpacked in the child, or none of them.

        Raises Malformed, TooLarge, TooDeep, Unsupported, SandboxMissing, Cancelled.
        """
        check_archive(raw)
        reply = self._exchange(Request(raw, "archive"), progress)
        if not isinstance(reply, Unpacked):
            raise strange_answer()
        return believed_archive(reply, len(raw))

    def list_archive(self, raw: bytes, *, progress: Progress) -> tuple[ListedEntry, ...]:
        """What is in an archive that `unpack` would take. Raises the same."""
        check_archive(raw)
        reply = self._exchange(Request(raw, "contents"), progress)
        if not isinstance(reply, Contents):
            raise strange_answer()
        return believed_contents(reply, len(raw))

    def outline(self, raw: bytes, *, progress: Progress) -> tuple[OutlinedPart, ...]:
        """How a message is built, read in the child.

        Raises Malformed, TooLarge, TooDeep, SandboxMissing, Cancelled.
        """
        check_size(raw)
        reply = self._exchange(Request(raw, "outline"), progress)
        if not isinstance(reply, Outlined):
            raise strange_answer()
        return believed_outline(reply, len(raw))

    def read_policy(self, raw: bytes, name: str, *, progress: Progress) -> Proposal:
        """What a policy's text proposes, read in the child.

        Raises Malformed, TooLarge, TooDeep, SandboxMissing, Cancelled.
        """
        check_text(raw)
        reply = self._exchange(Request(raw, "policy", name), progress)
        if not isinstance(reply, Proposes):
            raise strange_answer()
        return believed_proposal(reply, raw, name)

    def _exchange(self, request: Request, progress: Progress) -> Answer:
        """The child's answer; it is ended after anything but a whole one, and refusals are raised here."""
        with self._lock:
            child = self._child()
            whole = False
            try:
                reply = _ask(child, request, self._timeout_s, progress)
                whole = not isinstance(reply, Refused)
            finally:
                if not whole:
                    self._end()
        if isinstance(reply, Refused):
            raise believed_refusal(reply)
        return reply

    def close(self) -> None:
        """End the child; a later `parse` starts another."""
        with self._lock:
            self._end()

    def _child(self) -> Child:
        """The running child, or a new one when it served enough or stood idle."""
        command = self._probed()
        if self._children:
            child = self._children[0]
            fresh = child.asked < PER_CHILD and not child.spent
            if fresh and time.monotonic() - child.last_used_s < REUSE_S:
                return child
            self._end()
        self._children.append(Child(command))
        return self._children[0]

    def _probed(self) -> list[str]:
        """The command line that works here; its probing child is kept for the first message."""
        if self._lines is None:
            program = bubblewrap()
            if program is not None and self._works(confined(program, self._command)):
                self._lines, self._confined = confined(program, self._command), True
            elif self._works(list(self._command)):
                self._lines = list(self._command)
            else:
                raise SandboxMissing(
                    "No child process with limits could be started to read what comes from outside."
                )
        return self._lines

    def _works(self, line: list[str]) -> bool:
        try:
            self._children.append(Child(line))
            reply = _ask(self._children[0], _PROBE, self._timeout_s, Silent())
        except (OSError, Malformed, TooLarge):
            self._end()
            return False
        return not isinstance(reply, Refused)

    def _end(self) -> None:
        _end_all(self._children)


def _end_all(children: list[Child]) -> None:
    while children:
        children.pop().end()


def _ask(child: Child, request: Request, timeout_s: float, progress: Progress) -> Reply:
    """The child's answer, decoded strictly; raises TooLarge, Malformed, Cancelled."""
    try:
        return decoded_reply(child.ask(pack(request), timeout_s=timeout_s, progress=progress))
    except ChildSlow as error:
        raise TooLarge(f"Reading it took longer than {timeout_s:.0f} s and was stopped.") from error
    except ChildTalksTooMuch as error:
        raise TooLarge("It holds more than Embargo takes in.") from error
    except ChildDied as error:
        raise Malformed("It made the parser stop; nothing of it was taken in.") from error
