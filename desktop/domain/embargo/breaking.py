"""Breaking the glass: what one act records when the world knows, and which entries belong to it.

All its entries stand one after another in the writer's chain, the exit last; it says how many come before it.
"""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.case import Case
from desktop.domain.event import Event, Recorded
from desktop.domain.occurrences import in_force

_OF_THE_ACT: tuple[type[Event], ...] = (
    e.DetailsDisclosed,
    e.ExploitPublished,
    e.ExploitationAware,
    e.BreachAware,
    e.AdvisoryDrafted,
)
"""What breaking the glass records, each once at most."""

FACT_OF: dict[e.ExitReason, type[Event]] = {
    "public": e.DetailsDisclosed,
    "exploit": e.ExploitPublished,
    "attack": e.ExploitationAware,
}
"""What an end for this reason rests on."""


class Known(msgspec.Struct, frozen=True):
    """What is known to the world, and on what that rests; nothing is assumed of personal data."""

    ground: str
    public: bool = False
    exploit: bool = False
    attack: bool = False
    personal_data: bool = False

    @property
    def reason(self) -> e.ExitReason:
        """The gravest, in the order in which they end an embargo by themselves."""
        return "public" if self.public else "exploit" if self.exploit else "attack"


def objection(known: Known, case: Case) -> str:
    """What speaks against breaking the glass, or ""."""
    if case.glass_broken:
        return "The glass is broken already: what there is to do stands on the case's page."
    if case.exit is not None:
        return "The embargo was ended by agreement already: record what became public by its own entry."
    return lacks(known)


def lacks(known: Known) -> str:
    """What is not said yet of what is known, or ""."""
    if not (known.public or known.exploit or known.attack):
        return "Say what is known: that details are public, that an exploit is, or that attacks were seen."
    if not known.ground.strip():
        return "Say where it can be read, or who saw it."
    return ""


def facts_of(known: Known, case: Case) -> tuple[Event, ...]:
    """The facts that are not recorded yet."""
    ground = known.ground.strip()
    found: list[Event] = []
    if known.public and not case.has(e.DetailsDisclosed):
        found.append(e.DetailsDisclosed(ground))
    if known.exploit and not case.has(e.ExploitPublished):
        found.append(e.ExploitPublished(ground))
    if known.attack and not case.has(e.ExploitationAware):
        found.append(e.ExploitationAware(ground))
    if known.personal_data and not case.has(e.BreachAware):
        found.append(e.BreachAware(ground))
    return tuple(found)


def ending_of(known: Known, case: Case, holding: AdvisoryText) -> tuple[Event, ...]:
    """What ends the embargo: the words of a holding advisory where none are written yet, and the exit."""
    words = () if case.advisory is not None else (e.AdvisoryDrafted(holding),)
    together = len(facts_of(known, case)) + len(words)
    return (*words, e.EmbargoExited(known.reason, known.ground.strip(), together=together))


def broken_by(history: Sequence[Recorded]) -> Recorded | None:
    """The exit of an act of breaking the glass that is in force."""
    exits = (r for r in in_force(history) if isinstance(r.event, e.EmbargoExited))
    return next((r for r in exits if r.event.reason != "agreement"), None)  # type: ignore[attr-defined]


def entries_of(exited: Recorded, history: Sequence[Recorded]) -> list[Recorded]:
    """All entries of the act that count, in their order, the exit last; others between are not its own."""
    event: e.EmbargoExited = exited.event  # type: ignore[assignment]  # as `broken_by` gives it
    first = exited.sequence - event.together
    return [
        r
        for r in in_force(history)
        if r.writer == exited.writer
        and first <= r.sequence <= exited.sequence
        and (r.id == exited.id or isinstance(r.event, _OF_THE_ACT))
    ]


def is_one_act(act: e.EmbargoExited, history: Sequence[Recorded]) -> bool:
    """Whether the entries that an exit names as recorded with it can have been.

    They count, each is of another kind, and they stand one after another in the chain of one writer.
    """
    if not 0 <= act.together <= min(len(history), len(_OF_THE_ACT)):
        return False
    before = history[len(history) - act.together :]
    counting = {recorded.id for recorded in in_force(history)}
    one_chain = all(
        (former.writer, former.sequence + 1) == (later.writer, later.sequence)
        for former, later in pairwise(before)
    )
    each_once = len({type(recorded.event) for recorded in before}) == len(before)
    fitting = all(isinstance(r.event, _OF_THE_ACT) and r.id in counting for r in before)
    return one_chain and each_once and fitting
