"""What is still open after somebody who could open the vault has left: a list that only events settle.

A step is settled by what happened after they left: their ways to open the vault replaced, another intake key
chosen, and a review of who can open it (M87-3.4c).
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from desktop.domain import events as e
from desktop.domain.event import Event, Recorded
from desktop.domain.occurrences import in_force
from desktop.domain.parties.fingerprints import tail
from desktop.domain.slot_changes import slots_ended, slots_made

StepKind = Literal["slot", "intake-key", "access"]
CANNOT_BE_TAKEN_BACK = (
    "What they knew cannot be taken back: they may hold a copy of the vault, and the key of its database is "
    "the same under every way to open it. Replacing that key is not done by this."
)
_REPLACED_BY_ANOTHER = ("passphrase", "recovery")
"""Ways to open a vault that need another of their kind; the keyring of an account is only taken away."""


class LeavingStep(msgspec.Struct, frozen=True):
    """Something to do because somebody left; `about` is a slot's id or a fingerprint."""

    kind: StepKind
    about: str = ""
    slot_kind: str = ""
    settled_at: datetime | None = None

    @property
    def words(self) -> str:
        """What is to be done."""
        if self.kind == "access":
            return "Review who can open the vault."
        if self.kind == "intake-key":
            return (
                f"Choose another intake key than … {tail(self.about)}: who held it reads what is sent to it."
            )
        if self.slot_kind not in _REPLACED_BY_ANOTHER:
            what = "key" if self.slot_kind == "openpgp" else "account"
            return f"Remove slot {self.about} ({self.slot_kind}), or look after who has that {what}."
        return (
            f"Replace slot {self.about} ({self.slot_kind}), which they may know; a copy that they kept of "
            "the slots opens the vault until its key is replaced too."
        )

    @property
    def commands(self) -> tuple[str, ...]:
        """The verbs that do it."""
        if self.kind == "access":
            return ("embargo slots review --note TEXT",)
        if self.kind == "intake-key":
            return ("embargo key create --name TEXT --address MAIL", "embargo key choose FPR")
        if self.slot_kind in _REPLACED_BY_ANOTHER:
            return (f"embargo slots rotate {self.about}", "embargo rekey")
        return (f"embargo slots remove {self.about}",)


class Departure(msgspec.Struct, frozen=True):
    """Somebody who left, and everything that this makes necessary."""

    name: str
    successor: str
    reason: str
    at: datetime
    steps: tuple[LeavingStep, ...]

    @property
    def open(self) -> tuple[LeavingStep, ...]:
        """What is still to be done."""
        return tuple(step for step in self.steps if step.settled_at is None)


def departures(history: Sequence[Recorded]) -> tuple[Departure, ...]:
    """Everybody who left, by the vault's own events, the latest last."""
    counting = in_force(history)
    return tuple(
        Departure(
            r.event.name, r.event.successor, r.event.reason, r.occurred_at, tuple(_steps(r.event, after))
        )
        for number, r in enumerate(counting)
        if isinstance(r.event, e.HandlerLeft)
        for after in [counting[number + 1 :]]
    )


def departed(history: Sequence[Recorded]) -> frozenset[str]:
    """The keys of the names of those who left and did not come back to this desk since."""
    gone: set[str] = set()
    for recorded in in_force(history):
        if isinstance(recorded.event, e.HandlerLeft):
            gone.add(e.name_key(recorded.event.name))
        elif isinstance(recorded.event, e.HandlerNamed | e.HandlerEnrolled):
            gone.discard(e.name_key(recorded.event.name))
    return frozenset(gone)


def _steps(left: e.HandlerLeft, after: Sequence[Recorded]) -> Iterator[LeavingStep]:
    for slot in left.slots:
        yield LeavingStep("slot", slot.slot_id, slot.kind, _replaced(slot.slot_id, slot.kind, after))
    if left.intake_key:
        other = _first(after, lambda x: isinstance(x, e.IntakeKeyChosen) and x.fingerprint != left.intake_key)
        yield LeavingStep("intake-key", left.intake_key, settled_at=other)
    yield LeavingStep("access", settled_at=_first(after, lambda x: isinstance(x, e.AccessReviewed)))


def _replaced(slot_id: str, kind: str, after: Sequence[Recorded]) -> datetime | None:
    """When the slot was gone and, where its kind asks for that, another of the kind was there."""
    gone = _first(after, lambda x: slot_id in slots_ended(x))
    if kind not in _REPLACED_BY_ANOTHER:
        return gone
    another = _first(after, lambda x: any(slot.kind == kind for slot in slots_made(x)))
    return max(gone, another) if gone and another else None


def _first(after: Sequence[Recorded], settles: Callable[[Event], bool]) -> datetime | None:
    return next((recorded.occurred_at for recorded in after if settles(recorded.event)), None)
