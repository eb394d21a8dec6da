"""Where handlers decided differently without knowing of each other: shown until somebody settles it.

A fold has to take one of the two, and takes the later; what is gained by that is an order, not an answer. So
every question that was answered apart is told with all its answers, and settling it is an act of its own.
"""

from collections.abc import Sequence

import msgspec

from desktop.domain import events as e
from desktop.domain.event import Opaque, Purged, Recorded
from desktop.domain.exchange.decisions import Decision, decision_of
from desktop.domain.occurrences import in_force

_CLOSING = "whether the case is closed"
_NO_WORK = (
    e.NoteAdded,
    e.EventUndone,
    e.ConflictSettled,
    e.CaseRestricted,
    e.CaseOpened,
    e.LegalHoldPlaced,
    e.LegalHoldReleased,
    e.ContentPurged,
    Opaque,
    Purged,
)
"""What is no going on with the case, for whoever closed it meanwhile."""


class Choice(msgspec.Struct, frozen=True):
    """One answer: which entry gave it, and what it says."""

    recorded: Recorded
    words: str
    stays: bool = False
    """Whether it happened whatever is chosen: work that went on, or what left, is not taken back."""


class Conflict(msgspec.Struct, frozen=True):
    """A question that was answered in several ways, none of which knew of another."""

    about: str
    of: str
    choices: tuple[Choice, ...]

    @property
    def words(self) -> str:
        """The question as people read it."""
        return f"{self.about} ({self.of})" if self.of else self.about


def knew(later: Recorded, earlier: Recorded) -> bool:
    """Whether whoever wrote the one had the other in their vault then."""
    if later.writer == earlier.writer:
        return later.sequence > earlier.sequence
    return dict(later.seen).get(earlier.writer, 0) >= earlier.sequence


def conflicts_of(history: Sequence[Recorded]) -> tuple[Conflict, ...]:
    """All that stand, in a settled order: the same in every vault that has the same history."""
    if len({recorded.writer for recorded in history}) == 1:
        return ()
    counting = in_force(history)
    decided = _decided(history)
    answers = [(recorded, decided[recorded.id]) for recorded in counting if recorded.id in decided]
    answers += _went_on(counting, answers)
    stands = {recorded.id: number for number, recorded in enumerate(history)}
    answers.sort(key=lambda answer: stands[answer[0].id])
    by_question: dict[tuple[str, str], list[_Answer]] = {}
    for answer in answers:
        by_question.setdefault((answer[1].about, answer[1].of), []).append(answer)
    found: list[Conflict] = []
    for (about, of), group in sorted(by_question.items(), key=lambda item: item[0]):
        latest = sorted(_latest(group), key=lambda answer: stands[answer[0].id])
        if len({decision.stance for _, decision in latest}) > 1:
            choices = tuple(Choice(r, d.words, stays=d.stays) for r, d in latest)
            found.append(Conflict(about, of, choices))
    return tuple(found)


def keeping(conflict: Conflict, kept: str) -> e.ConflictSettled:
    """The act that lets this choice hold against the others of its conflict."""
    others = [choice for choice in conflict.choices if choice.recorded.id != kept]
    return e.ConflictSettled(
        kept=kept,
        over=tuple(choice.recorded.id for choice in others if not choice.stays),
        beside=tuple(choice.recorded.id for choice in others if choice.stays),
    )


def settling(history: Sequence[Recorded], act: e.ConflictSettled) -> e.ConflictSettled | None:
    """The whole act where it only says what is kept: of the first conflict with that choice, if any."""
    whole = [
        keeping(conflict, act.kept)
        for conflict in conflicts_of(history)
        if any(choice.recorded.id == act.kept for choice in conflict.choices)
    ]
    if act.over or act.beside:
        return act if act in whole else None
    return next(iter(whole), None)


_Answer = tuple[Recorded, Decision]
_WENT_ON = Decision(_CLOSING, "", "went on", "the case went on", stays=True)


def _decided(history: Sequence[Recorded]) -> dict[str, Decision]:
    """What each entry decides; one that takes another back, or lets it hold, decides about the same."""
    found: dict[str, Decision] = {}
    own: set[str] = set()
    for recorded in history:
        event, decision = recorded.event, decision_of(recorded.event)
        if decision is not None:
            own.add(recorded.id)
        elif isinstance(event, e.EventUndone) and event.event_id in own:
            words = f"taken back: {found[event.event_id].words}"
            decision = msgspec.structs.replace(found[event.event_id], stance=words, words=words)
        elif isinstance(event, e.ConflictSettled):
            closings = any(found[i].about == _CLOSING for i in event.over if i in found)
            kept = found.get(event.kept)
            decision = kept if (kept is not None and kept.about == _CLOSING) or not closings else _WENT_ON
        if decision is not None:
            found[recorded.id] = decision
    return found


def _went_on(counting: Sequence[Recorded], answers: Sequence[_Answer]) -> list[_Answer]:
    """What others did in a case that one of them closed, neither knowing of the other."""
    closings = {r.writer: r for r, _ in answers if isinstance(r.event, e.CaseClosed)}.values()
    return [
        (recorded, _WENT_ON)
        for recorded in counting
        if not isinstance(recorded.event, (*_NO_WORK, e.CaseClosed))
        and any(not knew(recorded, closing) and not knew(closing, recorded) for closing in closings)
    ]


def _latest(answers: Sequence[_Answer]) -> list[_Answer]:
    """Those that no other answer knew of: each writer's last one at most."""
    last = list({recorded.writer: (recorded, decision) for recorded, decision in answers}.values())
    return [one for one in last if not any(knew(other[0], one[0]) for other in last)]
