"""What the worker does with what was dropped or picked: items one after another, told in sum. Knows no Qt."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from desktop.domain.failures import Cancelled, Failure, TooLarge, Unclaimed
from desktop.formats.intake.mailbox import CutMessage
from desktop.formats.intake.written import WrittenReport
from desktop.ui.desk_work import SentFile
from desktop.workflows.correspondence.recognise_sent import SentCopy
from desktop.workflows.desk.snooze import wake
from desktop.workflows.intake.find_reports import find_reports
from desktop.workflows.intake.receive_report import Received
from desktop.workflows.intake.take_in_reports import Intake, Message, Outcome, bytes_of
from desktop.workflows.ports import Desk, Progress

_KEPT_BYTES = 64 * 1024 * 1024
"""Of messages out of mailboxes that a person is still asked about; files are read again instead."""


_TOO_MANY = "These look like letters of ours, and are too many to be asked about at once."
_AGAIN = "Take in the mailbox again when those that were asked about are recorded."


class NotTaken(NamedTuple):
    """An item that was not taken in, and why; `message` is None where it cannot be given again from here."""

    message: Message | None
    failure: Failure


class Item(NamedTuple):
    """One item as the list of all shows it: where it stood, what became of it, and why it was left."""

    where: str
    """The name of its file; empty for what was pasted."""
    number: int
    """Its place in a file that holds several, from 1; 0 for a file of its own."""
    outcome: str
    case_id: str
    why: str = ""
    failure: Failure | None = None


class TakenIn(NamedTuple):
    """What became of everything that was dropped."""

    received: tuple[Received, ...]
    failures: tuple[NotTaken, ...]
    sent: tuple[SentFile, ...] = ()
    """What was left alone, because it seems to have gone out from here."""
    skipped: int = 0
    """Links, special files and messages of other programs in folders."""
    stopped: bool = False
    items: tuple[Item, ...] = ()
    broken: Failure | None = None
    """Why the vault could take in nothing more."""
    left_out: int = 0
    """Other files of folders, which hold nothing that is known."""

    @property
    def number(self) -> int:
        """How many items there were."""
        return len(self.received) + len(self.failures) + len(self.sent)

    def unclaimed(self, policy_id: str) -> list[NotTaken]:
        """What no policy claims, to be asked about; who named a policy is not asked again."""
        return [item for item in self.failures if _is_unclaimed(item, policy_id)]

    def without_unclaimed(self) -> "TakenIn":
        """What was settled before somebody named a policy for the rest."""
        asked = {id(item.failure) for item in self.unclaimed("")}
        return self._replace(
            failures=tuple(item for item in self.failures if id(item.failure) not in asked),
            items=tuple(item for item in self.items if id(item.failure) not in asked),
            sent=(),
        )

    def after(self, earlier: "TakenIn") -> "TakenIn":
        """Both as one: what was dropped together is told together."""
        return self._replace(
            received=(*earlier.received, *self.received),
            failures=(*earlier.failures, *self.failures),
            skipped=earlier.skipped + self.skipped,
            stopped=earlier.stopped or self.stopped,
            items=(*earlier.items, *self.items),
            left_out=earlier.left_out + self.left_out,
        )

    def refused(self, policy_id: str) -> list[Failure]:
        """Why the others were refused."""
        return [item.failure for item in self.failures if not _is_unclaimed(item, policy_id)]

    @property
    def counts(self) -> Counter[str]:
        """How many items were taken in, by what became of them."""
        return Counter(received.outcome for received in self.received)


def take_in(
    desk: Desk,
    messages: Sequence[Message],
    policy_id: str,
    progress: Progress,
    *,
    are_reports: bool = False,
) -> TakenIn:
    """Take everything in, until it is done or cancelled: what was taken in by then is told either way."""
    gathered = _Gathered()
    stopped = False
    try:
        for where, outcome in _outcomes(Intake(desk, policy_id, are_reports), messages, progress):
            gathered.add(where, outcome)
            if outcome.ends_all:
                break
    except Cancelled:
        stopped = True
    whole = gathered.whole(stopped=stopped)
    if whole.received:  # what was put aside is back when something comes in for it
        wake(desk, [received.case_id for received in whole.received])
    return whole


def _outcomes(
    intake: Intake, messages: Sequence[Message], progress: Progress
) -> Iterator[tuple[str, Outcome]]:
    """Each with the name of the file that it stood in."""
    for place, message in enumerate(messages, start=1):
        progress.step("Opening the report", place, len(messages))
        if not isinstance(message, Path):
            yield "", intake.take(message, progress)
            continue
        sources = find_reports(intake.desk.tools.files, message)
        alone = len(sources) == 1
        for number, source in enumerate(sources, start=1):
            done, total = (place, len(messages)) if alone else (number, len(sources))
            for outcome in intake.take_source(source, progress, done, total):
                yield source.path.name, outcome


class _Gathered:
    """Outcomes on their way to a sum; thousands of texts are not held for it."""

    def __init__(self) -> None:
        self._received: list[Received] = []
        self._failures: list[NotTaken] = []
        self._sent: list[SentFile] = []
        self._skipped = 0
        self._left_out = 0
        self._items: list[Item] = []
        self._broken: Failure | None = None
        self._room = _KEPT_BYTES

    def add(self, where: str, outcome: Outcome) -> None:
        received = outcome.received
        if outcome.left_out:
            self._left_out += outcome.left_out
            return
        why = str(outcome.failure) if outcome.failure is not None else outcome.words
        self._items.append(Item(where, outcome.item, outcome.outcome, outcome.case_id, why, outcome.failure))
        if outcome.ends_all:
            self._broken = outcome.failure
            return
        if outcome.failure is not None:
            self._failures.append(NotTaken(self._kept(outcome.message), outcome.failure))
        elif received is None:
            self._skipped += 1
        elif received.sent is not None and not isinstance(outcome.message, WrittenReport):
            self._add_sent(outcome.message, received.sent)
        else:
            self._received.append(msgspec.structs.replace(received, report=None))

    def _add_sent(self, message: Path | bytes | CutMessage, copy: SentCopy) -> None:
        if self._kept(message) is None:
            self._failures.append(NotTaken(None, TooLarge(_TOO_MANY, advice=_AGAIN)))
        else:
            self._sent.append(SentFile(message if isinstance(message, Path) else bytes_of(message), copy))

    def whole(self, *, stopped: bool) -> TakenIn:
        return TakenIn(
            tuple(self._received),
            tuple(self._failures),
            tuple(self._sent),
            self._skipped,
            stopped,
            tuple(self._items),
            self._broken,
            self._left_out,
        )

    def _kept(self, message: Message) -> Message | None:
        size = 0 if isinstance(message, Path) else len(bytes_of(message))
        if size > self._room:
            return None
        self._room -= size
        return message


def _is_unclaimed(item: NotTaken, policy_id: str) -> bool:
    return not policy_id and item.message is not None and isinstance(item.failure, Unclaimed)
