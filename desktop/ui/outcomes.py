"""What came of something, in a sentence for the bar."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.domain.failures import Failure
from desktop.ui.look.wording import act_words
from desktop.ui.parts.message_bar import Message
from desktop.ui.undo_work import TakenBack
from desktop.workflows.receive_report import Received


def of_entering(case_id: str) -> Message:
    """A case was typed in."""
    words = QCoreApplication.translate("Outcomes", "{case} was opened. Its clocks are running.")
    return Message("good", words.format(case=case_id), seconds=10)


def of_receiving(received: Sequence[Received]) -> Message:
    """Messages were taken in, all of them."""
    reopened = ", ".join(dict.fromkeys(r.case_id for r in received if r.reopened))
    if reopened:
        words = QCoreApplication.translate(
            "Outcomes", "{case} was closed. The message was added, and the case is open again."
        )
        return Message("warn", words.format(case=reopened))
    if len(received) > 1:
        words = QCoreApplication.translate("Outcomes", "{n} messages were taken in.")
        return Message("good", words.format(n=len(received)), seconds=10)
    told = {
        "followed-up": QCoreApplication.translate("Outcomes", "The message was added to {case}."),
        "already-there": QCoreApplication.translate(
            "Outcomes", "This very message is in {case} already. Nothing was written."
        ),
    }
    (only,) = received
    if only.outcome not in told:
        return of_entering(only.case_id)
    return Message("good", told[only.outcome].format(case=only.case_id), seconds=10)


def of_losing(done: int, number: int, why: Failure) -> Message:
    """Of several messages, not all could be taken in."""
    words = QCoreApplication.translate(
        "Outcomes", "{done} of {all} were taken in. The first that was not: {why}"
    )
    return Message("warn", words.format(done=done, all=number, why=str(why)))


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
