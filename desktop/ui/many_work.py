"""What the worker does to many cases, each decided by itself, and taken back together. Knows no Qt."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from desktop.domain.event import Event, Recorded
from desktop.domain.failures import Cancelled, CaseChanged, NoSuchCase
from desktop.ui.desk_work import record
from desktop.ui.intake_work import Item
from desktop.ui.undo_work import take_back
from desktop.workflows.ports import Desk, Progress


class Many(NamedTuple):
    """The last act in each case that took them, and why others did not."""

    done: tuple[Recorded, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    """Case and sentence."""
    left: tuple[str, ...] = ()
    """Cases that were not begun, as somebody stopped it."""

    @property
    def stopped(self) -> bool:
        """Whether it is a part of what was asked for."""
        return bool(self.left)

    @property
    def items(self) -> tuple[Item, ...]:
        """What became of each case."""
        done = [Item(act.case_id or "", 0, "done", act.case_id or "") for act in self.done]
        refused = [Item(case_id, 0, "refused", case_id, why) for case_id, why in self.refused]
        return (*done, *refused, *(Item(case_id, 0, "not-begun", case_id) for case_id in self.left))


def act_on_each(
    desk: Desk, case_ids: Sequence[str], acts: Sequence[Event], words: str, progress: Progress
) -> Many:
    """Record these acts in every case, in order; one that refuses is left, so are those after a cancel."""

    def act(case_id: str) -> tuple[Sequence[Recorded], str]:
        recorded, refusal = record(desk, case_id, acts, None, None, "")
        return recorded, refusal.sentence if refusal is not None else ""

    return _each(case_ids, act, words, progress)


def take_back_each(desk: Desk, acts: Sequence[Recorded], words: str, progress: Progress) -> Many:
    """Undo these acts, the latest first; the rules still decide about each."""
    of = {act.case_id or "": act for act in reversed(acts)}

    def undo(case_id: str) -> tuple[Sequence[Recorded], str]:
        taken = take_back(desk, case_id, of[case_id])
        return taken.acts, taken.refusal.sentence if taken.refusal is not None else ""

    return _each(tuple(of), undo, words, progress)


def _each(
    case_ids: Sequence[str],
    act: Callable[[str], tuple[Sequence[Recorded], str]],
    words: str,
    progress: Progress,
) -> Many:
    done: list[Recorded] = []
    refused: list[tuple[str, str]] = []
    for number, case_id in enumerate(case_ids, start=1):
        try:
            progress.step(words, number, len(case_ids))
        except Cancelled:
            return Many(tuple(done), tuple(refused), tuple(case_ids[number - 1 :]))
        try:
            recorded, why = act(case_id)
        except (CaseChanged, NoSuchCase) as failure:
            recorded, why = (), failure.message
        done += recorded[-1:]
        refused += [(case_id, why)] if why else []
    return Many(tuple(done), tuple(refused))
