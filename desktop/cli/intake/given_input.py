"""Reports on standard input: a message, a mailbox or an export in JSON, told by the first bytes."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from desktop.cli.streams import read_input
from desktop.domain.failures import Failure, Unreadable
from desktop.formats.intake.recognising import HEAD_BYTES, kind_of_input
from desktop.formats.intake.written import EXPORT_BYTES
from desktop.workflows.intake.find_reports import Source
from desktop.workflows.intake.receive_report import MESSAGE_LIMIT
from desktop.workflows.intake.take_in_reports import STDIN, Intake, Outcome
from desktop.workflows.ports import Progress

_CHUNK = 256 * 1024
_ONCE = "Name it once; all that it holds is taken in."


class GivenInput:
    """Standard input, of which the first bytes are read to know what it is."""

    def __init__(self, waiting: Callable[[], AbstractContextManager[None]]) -> None:
        self._waiting = waiting
        self._head = b""
        self._given = False

    def look(self) -> Source:
        """What it holds; waits for its first bytes. It can be given once."""
        if self._given:
            return Source(STDIN, failure=Unreadable("Standard input was named twice.", advice=_ONCE))
        self._given = True
        try:
            self._head = self._read(HEAD_BYTES)
        except Failure as failure:
            return Source(STDIN, failure=failure)
        return Source(STDIN, kind_of_input(self._head))

    def take(self, intake: Intake, source: Source, progress: Progress) -> Iterator[Outcome]:
        """Take it in. Raises Cancelled between items."""
        if source.failure is not None:
            yield Outcome("refused", b"", failure=source.failure)
        elif source.kind == "mailbox":
            yield from intake.take_mailbox(STDIN, self._chunks(), progress)
        else:
            yield from self._take_whole(intake, source, progress)

    def _take_whole(self, intake: Intake, source: Source, progress: Progress) -> Iterator[Outcome]:
        is_export = source.kind == "export"
        try:
            raw = self._head + self._read((EXPORT_BYTES if is_export else MESSAGE_LIMIT) - len(self._head))
        except Failure as failure:
            yield Outcome("refused", b"", failure=failure)
            return
        if is_export:
            yield from intake.take_export(STDIN, raw, progress)
        else:
            yield intake.take(raw, progress)

    def _chunks(self) -> Iterator[tuple[bytes, int]]:
        yield self._head, 0
        while chunk := self._read(_CHUNK):
            yield chunk, 0

    def _read(self, limit: int) -> bytes:
        with self._waiting():
            return read_input(limit)
