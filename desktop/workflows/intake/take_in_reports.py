"""Take in whatever holds reports, one item after another; each has an outcome of its own.

What fails stops no other item, unless it is the vault that fails. Nothing is lost by stopping: an item is in
the vault whole or not at all, and one whose very bytes it holds is passed over, so that the same sources can
be given again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from desktop.domain.failures import Cancelled, Failure, Locked, Malformed, TooLarge, VaultDamaged, WriteFailed
from desktop.formats.intake.mailbox import CutMessage, cut_mailbox
from desktop.formats.intake.written import EXPORT_BYTES, WrittenReport
from desktop.workflows.intake.find_reports import Source
from desktop.workflows.intake.receive_report import MESSAGE_LIMIT, Received, receive_message
from desktop.workflows.intake.receive_written import receive_written
from desktop.workflows.ports import Desk, Progress

_MIB = 1024 * 1024
_OF_THE_VAULT = (Locked, VaultDamaged, WriteFailed)
"""Failures that every further item would meet too."""

STDIN = Path("-")
"""Standard input, as this very path: a file `./-` has an equal one."""

Message = Path | bytes | CutMessage | WrittenReport
"""What can be taken in again: a file that holds one message, the bytes of one, the last one of a mailbox that
may be cut off, or a report of an export."""


@dataclass(frozen=True)
class Outcome:
    """What became of one item."""

    outcome: Literal["opened", "followed-up", "already-there", "sent-copy", "refused", "skipped"]
    message: Message
    item: int = 0
    """Its place in a source that holds several, from 1."""
    received: Received | None = None
    failure: Failure | None = None
    words: str = ""
    """Why it was skipped."""
    left_out: int = 0
    """How many files this stands for, of which nobody says one by one that they hold no report."""

    @property
    def ends_all(self) -> bool:
        """Whether it is the vault that failed, so that nothing more can be taken in."""
        return isinstance(self.failure, _OF_THE_VAULT)

    @property
    def case_id(self) -> str:
        """The case that it is in or about."""
        return self.received.case_id if self.received is not None else ""


@dataclass(frozen=True)
class Intake:
    """How items are taken in: under a policy that a person named, as reports whatever they look like."""

    desk: Desk
    policy_id: str = ""
    are_reports: bool = False

    def take(self, message: Message, progress: Progress, item: int = 0) -> Outcome:
        """One message. Raises Cancelled only; every other failure is an outcome."""
        try:
            received = self._receive(message, progress)
        except Failure as failure:
            return Outcome("refused", message, item, failure=failure)
        return Outcome(received.outcome, message, item, received)

    def take_source(self, source: Source, progress: Progress, place: int, places: int) -> Iterator[Outcome]:
        """All that a source holds; it is the `place`-th of `places`. Raises Cancelled between the items."""
        if source.failure is not None:
            yield Outcome("refused", source.path, failure=source.failure)
        elif source.left_out:
            yield Outcome("skipped", source.path, left_out=source.left_out)
        elif source.skipped:
            yield Outcome("skipped", source.path, words=source.skipped)
        elif source.kind == "mailbox":
            yield from self.take_mailbox(source.path, self.desk.tools.files.chunks(source.path), progress)
        elif source.kind == "export":
            yield from self._take_export_file(source.path, progress)
        else:
            yield self.take(source.path, Within(progress, "Opening the report", place, places))

    def take_mailbox(
        self, path: Path, chunks: Iterator[tuple[bytes, int]], progress: Progress
    ) -> Iterator[Outcome]:
        """The messages of a mailbox that comes in chunks, each with the size of the whole or 0."""
        meter = _Meter()
        number = 0
        try:
            for message in cut_mailbox(meter.chunks(chunks)):
                number = message.number
                within = Within(progress, f"Message {number} of {_named(path)}", meter.percent, meter.whole)
                within.step("")
                yield self._take_cut(path, message, within)
        except Failure as failure:
            yield Outcome("refused", path, number + 1, failure=failure)

    def _take_cut(self, path: Path, message: CutMessage, progress: Progress) -> Outcome:
        if not message.flaw:
            given = message if message.perhaps_cut else message.raw
            return self.take(given, progress, message.number)
        failure = _FLAWS[message.flaw]()
        return Outcome("refused", path, message.number, failure=failure)

    def _take_export_file(self, path: Path, progress: Progress) -> Iterator[Outcome]:
        try:
            raw = self.desk.tools.files.read(path, limit=EXPORT_BYTES)
        except Failure as failure:
            yield Outcome("refused", path, failure=failure)
            return
        yield from self.take_export(path, raw, progress)

    def take_export(self, path: Path, raw: bytes, progress: Progress) -> Iterator[Outcome]:
        """The reports of a form's export."""
        try:
            reading = Within(progress, f"Reading {_named(path)}", 0, 0)
            reports = self.desk.tools.parser.read_export(raw, progress=reading)
        except Failure as failure:
            yield Outcome("refused", path, failure=failure)
            return
        for item, report in enumerate(reports, start=1):
            within = Within(progress, f"Report {item} of {_named(path)}", item, len(reports))
            within.step("")
            yield self.take(report, within, item)

    def _receive(self, message: Message, progress: Progress) -> Received:
        if isinstance(message, WrittenReport):
            return receive_written(self.desk, message, policy_id=self.policy_id, progress=progress)
        return receive_message(
            self.desk,
            self._read(message) if isinstance(message, Path) else bytes_of(message),
            policy_id=self.policy_id,
            is_report=self.are_reports,
            warnings=("perhaps-cut",) if isinstance(message, CutMessage) else (),
            progress=progress,
        )

    def _read(self, path: Path) -> bytes:
        return self.desk.tools.files.read(path, limit=MESSAGE_LIMIT)


def bytes_of(message: bytes | CutMessage | WrittenReport) -> bytes:
    """What came, as it is kept."""
    return message if isinstance(message, bytes) else message.raw


class Within:
    """Progress of one item, told as a part of the whole; stopped when the whole is."""

    def __init__(self, whole: Progress, words: str, done: int, total: int) -> None:
        self._whole, self._words, self._done, self._total = whole, words, done, total

    @property
    def cancelled(self) -> bool:
        """Whether to stop."""
        return self._whole.cancelled

    def step(self, words: str, done: int = 0, total: int = 0) -> None:  # noqa: ARG002 - the whole counts
        """Say what is done with the item; raises Cancelled."""
        if self._whole.cancelled:
            raise Cancelled
        self._whole.step(f"{self._words}: {words}" if words else self._words, self._done, self._total)


class _Meter:
    """How far a file was read."""

    def __init__(self) -> None:
        self.percent = 0
        self.whole = 100
        """100, or 0 where nobody knows how much is to come."""

    def chunks(self, chunks: Iterator[tuple[bytes, int]]) -> Iterator[bytes]:
        read = 0
        for chunk, size in chunks:
            read += len(chunk)
            self.percent, self.whole = (min(100 * read // size, 100), 100) if size else (0, 0)
            yield chunk


def _named(path: Path) -> str:
    return path.name if path is not STDIN else "standard input"


def _too_large() -> Failure:
    return TooLarge(f"The message is larger than {MESSAGE_LIMIT // _MIB} MiB.")


def _cut_off() -> Failure:
    return Malformed(
        "The mailbox ends in the middle of this message.",
        advice="Export the mailbox again from the mail program; what came before it was taken in.",
    )


_FLAWS = {"too-large": _too_large, "cut-off": _cut_off}
