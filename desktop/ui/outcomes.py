"""What came of something, in a sentence for the bar."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from desktop.domain.failures import Failure
from desktop.ui.intake_work import TakenIn
from desktop.ui.look.act_words import act_words
from desktop.ui.look.counted import Counted
from desktop.ui.parts.message_bar import Message
from desktop.ui.undo_work import TakenBack
from desktop.workflows.intake.receive_report import Received


def of_entering(case_id: str) -> Message:
    """A case was typed in."""
    words = QCoreApplication.translate("Outcomes", "{case} was opened. Its clocks are running.")
    return Message("good", words.format(case=case_id), seconds=10)


def of_taking_in(
    taken: TakenIn,
    failures: Sequence[Failure],
    show_each: Callable[[], object] | None = None,
    go_on: Callable[[], object] | None = None,
) -> Message:
    """What became of everything that was dropped; `failures` are those of which nobody is asked.

    The bar has room for one action: one that was stopped can be gone on with, and the jobs show each.
    """
    received = taken.received
    if len(received) == 1 and not (
        failures or taken.stopped or taken.skipped or taken.left_out or taken.broken
    ):
        return _of_one(received[0])
    parts = [_SAID[what]().format(n=count) for what, count in taken.counts.items()]
    parts += [_SAID["refused"]().format(n=len(failures), why=str(failures[0]))] if failures else []
    parts += [_SAID["skipped"]().format(n=taken.skipped)] if taken.skipped else []
    parts += [_SAID["left-out"]().format(n=taken.left_out)] if taken.left_out else []
    parts += [_SAID["stopped"]()] if taken.stopped else []
    parts += [_SAID["broken"]().format(why=str(taken.broken))] if taken.broken is not None else []
    parts += filter(None, [_reopened(received), _kept_apart(received), _fell_back(received)])
    doubtful = any(r.reopened or r.kept_apart_from or r.fallback for r in received)
    good = not (failures or taken.stopped or doubtful)
    tone = "bad" if taken.broken is not None else "good" if good else "warn"
    if go_on is not None:
        return Message(tone, " ".join(parts), QCoreApplication.translate("Outcomes", "Go on"), go_on)
    action = QCoreApplication.translate("Outcomes", "Show each…") if show_each is not None else ""
    return Message(tone, " ".join(parts), action, show_each)


def _of_one(received: Received) -> Message:
    remarks = filter(None, [_reopened([received]), _kept_apart([received]), _fell_back([received])])
    if remark := " ".join(remarks):
        return Message("warn", remark)
    if received.automatic:
        return _of_machine(received)
    told = {
        "followed-up": QCoreApplication.translate("Outcomes", "The message was added to {case}."),
        "already-there": QCoreApplication.translate(
            "Outcomes", "This very message is in {case} already. Nothing was written."
        ),
    }
    if received.outcome not in told:
        return of_entering(received.case_id)
    return Message("good", told[received.outcome].format(case=received.case_id), seconds=10)


def _of_machine(received: Received) -> Message:
    """What no person wrote changes nothing; a letter that came back asks for a look."""
    if received.bounce:
        words = QCoreApplication.translate(
            "Outcomes", "A letter of {case} came back undelivered. Its thread offers to record that."
        )
        return Message("warn", words.format(case=received.case_id))
    words = QCoreApplication.translate(
        "Outcomes", "An automatic reply was added to {case}. It answers nothing."
    )
    return Message("good", words.format(case=received.case_id), seconds=10)


def _reopened(received: Sequence[Received]) -> str:
    """Which closed cases are open again; by whose message, where it is not the reporter's."""
    opened = [r for r in received if r.reopened]
    closed = ", ".join(dict.fromkeys(r.case_id for r in opened if not r.writer))
    words = QCoreApplication.translate(
        "Outcomes", "{case} was closed. The message was added, and the case is open again."
    )
    by_another = QCoreApplication.translate(
        "Outcomes", "{case} was closed. {who}, who is not its reporter, wrote: the case is open again."
    )
    told = [by_another.format(case=r.case_id, who=r.writer.line) for r in opened if r.writer][:_NAMED]
    return " ".join([words.format(case=closed), *told] if closed else told)


def _kept_apart(received: Sequence[Received]) -> str:
    apart = [r for r in received if r.kept_apart_from]
    words = QCoreApplication.translate(
        "Outcomes", "{case} is a case of its own: it names {named}, whose reporter is somebody else."
    )
    return " ".join(words.format(case=r.case_id, named=", ".join(r.kept_apart_from)) for r in apart[:_NAMED])


def _fell_back(received: Sequence[Received]) -> str:
    fallen = [r for r in received if r.fallback]
    if not fallen:
        return ""
    one = QCoreApplication.translate(
        "Outcomes", "No policy names the address that {case} came to: it is under {policy}, the fallback."
    )
    many = Counted().without_policy(len(fallen))
    words = one if len(fallen) == 1 else many
    return words.format(case=fallen[0].case_id, policy=fallen[0].fallback)


_NAMED = 3
"""So many cases that were kept apart are named."""
_SAID: dict[str, Callable[[], str]] = {
    "opened": lambda: QCoreApplication.translate("Outcomes", "Cases opened: {n}."),
    "followed-up": lambda: QCoreApplication.translate("Outcomes", "Added to their cases: {n}."),
    "already-there": lambda: QCoreApplication.translate("Outcomes", "There already: {n}."),
    "refused": lambda: QCoreApplication.translate("Outcomes", "Refused: {n}. The first: {why}"),
    "skipped": lambda: QCoreApplication.translate(
        "Outcomes", "Links, special files and messages of other programs passed over: {n}."
    ),
    "left-out": lambda: QCoreApplication.translate("Outcomes", "Other files, without a report: {n}."),
    "broken": lambda: QCoreApplication.translate("Outcomes", "The vault takes in nothing more: {why}"),
    "stopped": lambda: QCoreApplication.translate(
        "Outcomes", "Stopped. What was taken in stays; the jobs show each."
    ),
}


def of_taking_back(taken: TakenBack) -> Message:
    """An act was undone, or why it was not."""
    if taken.refusal is not None:
        return Message("warn", taken.refusal.sentence)
    if not taken.acts:
        words = QCoreApplication.translate("Outcomes", "There is nothing to undo in this case.")
        return Message("info", words)
    words = QCoreApplication.translate("Outcomes", "Undone in {case}: {act}. The journal keeps both entries.")
    told = words.format(case=taken.case_id, act=", ".join(act_words(act.event) for act in taken.acts))
    return Message("info", told, seconds=10)
