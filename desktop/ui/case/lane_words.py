"""What a lane of the timeline says in words, so that nothing hangs on a colour or a pattern."""

from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.domain.clocks.words import moved
from desktop.domain.promises.lanes import Lane, MarkKind, SegmentKind
from desktop.ui.look.instants import absolute, length, overdue_by, relative
from desktop.ui.look.sentences import said
from desktop.ui.look.wording import state_chip


class Said(NamedTuple):
    """A few words and their tone."""

    words: str
    tone: str


def name_of_lane(lane: Lane) -> str:
    """The promise in our words; the hold has none of its own."""
    return lane.sentence or QCoreApplication.translate("Lanes", "Hold: nothing may be told before its end.")


def state_words(
    state: str, due: datetime | None, done: datetime | None, now: datetime, why: str = ""
) -> Said:
    """How a promise stands, with how far away its instant is; what only may apply is never over."""
    chip = state_chip(state, why)
    if state == "conditional" and due is not None and due < now:
        words = QCoreApplication.translate("Lanes", "{state}, date passed")
        return Said(words.format(state=chip.words), "muted")
    if state == "overdue" and due is not None:
        return Said(overdue_by(due, now), "bad")
    if state in ("met", "late") and done is not None:
        return _done_words(state, due, done)
    if state == "running" and due is not None:
        return Said(relative(due, now), "accent")
    if state in ("paused", "held", "conditional") and due is not None:
        words = QCoreApplication.translate("Lanes", "{state}, {until}")
        return Said(words.format(state=chip.words, until=relative(due, now)), "accent")
    return Said(chip.words, "muted" if chip.tone == "accent" else chip.tone)


def _done_words(state: str, due: datetime | None, done: datetime) -> Said:
    if due is None:
        return Said(state_chip(state).words, "good")
    apart = length(abs(due - done))
    if state == "late":
        words = QCoreApplication.translate("Lanes", "kept, {length} late")
        return Said(words.format(length=apart), "warn")
    words = QCoreApplication.translate("Lanes", "kept, {length} early")
    return Said(words.format(length=apart), "good")


def spoken(lane: Lane, now: datetime) -> str:
    """The whole lane as sentences, for tooltips and screen readers."""
    due = QCoreApplication.translate("Lanes", "Due {when}.")
    first = QCoreApplication.translate("Lanes", "First due {when}; {moved}.")
    done = QCoreApplication.translate("Lanes", "Done {when}.")
    stands = state_words(lane.state, lane.due, lane.done_at, now, lane.why)
    clauses = ", ".join(lane.clauses)
    original = next((mark.at for mark in lane.marks if mark.kind == "original"), None)
    parts = (
        name_of_lane(lane),
        QCoreApplication.translate("Lanes", "{state}.").format(state=_capital(stands.words)),
        first.format(when=absolute(original), moved=said(moved(lane.moved_by)))
        if original is not None
        else "",
        due.format(when=absolute(lane.due)) if lane.due is not None else "",
        done.format(when=absolute(lane.done_at)) if lane.done_at is not None else "",
        said(lane.why),
        clauses,
    )
    return "\n".join(part for part in parts if part)


def segment_words(kind: SegmentKind) -> str:
    """What a pattern means."""
    return {
        "kept": QCoreApplication.translate("Lanes", "kept"),
        "running": QCoreApplication.translate("Lanes", "running"),
        "left": QCoreApplication.translate("Lanes", "time left"),
        "agreed": QCoreApplication.translate("Lanes", "agreed extension"),
        "moved": QCoreApplication.translate("Lanes", "date moved"),
        "late": QCoreApplication.translate("Lanes", "late"),
        "overdue": QCoreApplication.translate("Lanes", "overdue"),
        "held": QCoreApplication.translate("Lanes", "held"),
        "conditional": QCoreApplication.translate("Lanes", "depends on severity"),
        "unanswered": QCoreApplication.translate("Lanes", "depends on your answer"),
        "ended": QCoreApplication.translate("Lanes", "ended"),
    }[kind]


def mark_words(kind: MarkKind) -> str:
    """What a sign means."""
    return {
        "start": QCoreApplication.translate("Lanes", "start"),
        "due": QCoreApplication.translate("Lanes", "due"),
        "original": QCoreApplication.translate("Lanes", "first due date"),
        "done": QCoreApplication.translate("Lanes", "done"),
        "tick": QCoreApplication.translate("Lanes", "kept again"),
    }[kind]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
