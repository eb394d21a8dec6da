"""An incident: what its events amount to, folded one after another. Total: it never refuses."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal

import msgspec

from desktop.domain import events as e
from desktop.domain.event import Event, Recorded

ActionState = Literal["open", "done", "dropped"]


class PhaseRecord(msgspec.Struct, frozen=True):
    """What somebody wrote of a phase; `kind` is the name of its event."""

    event_id: str
    kind: str
    at: datetime
    record: str
    author: str


class Action(msgspec.Struct, frozen=True):
    """A corrective action; `id` is that of the event that planned it."""

    id: str
    action: str
    owner: str
    due_on: date
    state: ActionState = "open"
    outcome: str = ""
    """What came of it, or why it was dropped."""
    ended_at: datetime | None = None

    def late(self, today: date) -> bool:
        """Whether it is open beyond its day; `today` is the present one of the policy's own calendar."""
        return self.state == "open" and today > self.due_on


class Incident(msgspec.Struct, frozen=True):
    """Everything that is known of the incident of a case; one that nobody recorded is empty."""

    opened: e.IncidentOpened | None = None
    opened_at: datetime | None = None
    records: tuple[PhaseRecord, ...] = ()
    causes: tuple[e.CauseFound, ...] = ()
    actions: tuple[Action, ...] = ()
    no_action: str = ""
    """Why nothing has to be corrected, where a review says so."""
    ruled_out: e.BreachRuledOut | None = None
    known: tuple[PhaseRecord, ...] = ()
    """By whom, when and on what ground it was said that personal data is affected."""
    linked: tuple[e.IncidentLinked, ...] = ()

    @property
    def begun(self) -> bool:
        """Whether there is one."""
        return self.opened is not None or bool(self.records)

    @property
    def cause(self) -> e.CauseFound | None:
        """The root cause, as it was found last."""
        return self.causes[-1] if self.causes else None

    @property
    def standing(self) -> tuple[Action, ...]:
        """Corrective actions that were not dropped."""
        return tuple(action for action in self.actions if action.state != "dropped")

    @property
    def still_open(self) -> tuple[Action, ...]:
        """Corrective actions that somebody still has to do."""
        return tuple(action for action in self.actions if action.state == "open")

    @property
    def breach(self) -> PhaseRecord | None:
        """The word that personal data is affected from which notices count: the earliest one."""
        return min(self.known, key=lambda record: record.at, default=None)

    def past_their_day(self, today: date) -> tuple[Action, ...]:
        """Corrective actions that are open beyond their day."""
        return tuple(action for action in self.actions if action.late(today))

    def records_of(self, kind: str) -> tuple[PhaseRecord, ...]:
        """What was written of a phase, the earliest first: that one counts, others add words."""
        return tuple(sorted((r for r in self.records if r.kind == kind), key=lambda record: record.at))

    def action(self, event_id: str) -> Action | None:
        """The action that this event planned."""
        return next((action for action in self.actions if action.id == event_id), None)


def noted(incident: Incident, recorded: Recorded) -> Incident:
    """The incident after this event."""
    event = recorded.event
    if isinstance(event, e.IncidentPhase):
        return _with_phase(incident, recorded, event)
    return msgspec.structs.replace(incident, **_NOTES[type(event)](incident, recorded, event))


def _with_phase(incident: Incident, recorded: Recorded, event: e.IncidentPhase) -> Incident:
    record = PhaseRecord(recorded.id, event.kind, recorded.occurred_at, event.record, recorded.author)
    changed = msgspec.structs.replace(incident, records=(*incident.records, record))
    if isinstance(event, e.ReviewDone) and event.no_action:
        return msgspec.structs.replace(changed, no_action=event.no_action)
    return changed


def _known(incident: Incident, recorded: Recorded, event: e.BreachAware) -> dict[str, Any]:
    said = PhaseRecord(recorded.id, event.kind, recorded.occurred_at, event.ground, recorded.author)
    return {"known": (*incident.known, said)}


def _planned(incident: Incident, recorded: Recorded, event: e.ActionPlanned) -> dict[str, Any]:
    action = Action(recorded.id, event.action, event.owner, event.due_on)
    return {"actions": (*incident.actions, action)}


def _ended(
    incident: Incident, recorded: Recorded, planned: str, state: ActionState, outcome: str
) -> dict[str, Any]:
    """The first word on an action counts: it is over then."""
    ended = {"state": state, "outcome": outcome, "ended_at": recorded.occurred_at}
    actions = tuple(
        msgspec.structs.replace(a, **ended) if a.id == planned and a.state == "open" else a
        for a in incident.actions
    )
    return {"actions": actions}


_NOTES: dict[type[Event], Callable[[Incident, Recorded, Any], dict[str, Any]]] = {
    e.IncidentOpened: lambda _i, r, x: {"opened": x, "opened_at": r.occurred_at},
    e.IncidentLinked: lambda i, _r, x: {"linked": (*i.linked, x)},
    e.BreachAware: _known,
    e.BreachRuledOut: lambda _i, _r, x: {"ruled_out": x},
    e.CauseFound: lambda i, _r, x: {"causes": (*i.causes, x)},
    e.ActionPlanned: _planned,
    e.ActionDone: lambda i, r, x: _ended(i, r, x.planned, "done", x.result),
    e.ActionDropped: lambda i, r, x: _ended(i, r, x.planned, "dropped", x.reason),
}
OF_INCIDENTS: tuple[type[Event], ...] = (*_NOTES, *e.IncidentPhase.__subclasses__())
"""The kinds of events that `noted` takes."""
