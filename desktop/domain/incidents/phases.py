"""The phases of an incident in the policy's own names and order, with what was done out of it.

Terragon contains before it assesses, M87 names no assessment (TER-3, M87-3.6a): the order is data, and
nothing that happened is refused for it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.clocks.words import happened, when
from desktop.domain.incidents.incident import PhaseRecord
from desktop.domain.policy import Profile, Step


class Phase(msgspec.Struct, frozen=True):
    """One phase; `name` and `text` are the policy's own, `kind` is the name of its event."""

    kind: str
    name: str
    """The id of the policy's step, such as post-mortem; of the house's own phases the event's last word."""
    text: str
    clauses: tuple[str, ...] = ()
    records: tuple[PhaseRecord, ...] = ()
    """The earliest first: that one counts, others add words."""
    remarks: tuple[str, ...] = ()
    """What was done out of the policy's order."""
    of_policy: bool = True
    """Whether the policy names it; the house's own are recorded all the same."""

    @property
    def at(self) -> datetime | None:
        """When it was reached."""
        return self.records[0].at if self.records else None

    def news(self, record: PhaseRecord) -> str:
        """The words of one of its records; none where an earlier one says the same."""
        before = self.records[: self.records.index(record)]
        return "" if any(r.record.strip() == record.record.strip() for r in before) else record.record

    @property
    def done(self) -> bool:
        """Whether it is recorded."""
        return bool(self.records)


def steps_of(profile: Profile) -> tuple[Step, ...]:
    """The policy's steps in an incident, in its order; empty where it names none."""
    return tuple(step for step in profile.steps if step.track == "incident")


def phases_of(case: Case, profile: Profile) -> tuple[Phase, ...]:
    """The policy's phases in its order, then those of the house that were recorded beside them."""
    steps = steps_of(profile)
    named = {step.event for step in steps}
    phases = [_phase(step, steps[:n], case) for n, step in enumerate(steps)]
    beside = sorted({record.kind for record in case.incident.records} - named)
    others = [
        Phase(kind, word_of(kind), _sentence(kind), (), case.incident.records_of(kind), (), False)
        for kind in beside
    ]
    return (*phases, *sorted(others, key=lambda phase: phase.records[0].at))


def word_of(kind: str) -> str:
    """The word of a phase where no policy names it: contained, and of the review what it is."""
    return "review" if kind == e.ReviewDone.kind else kind.rpartition(".")[2]


def kind_named(word: str, profile: Profile) -> type[e.IncidentPhase] | None:
    """The phase that somebody means by the policy's name for it, its event's, or that one's last word."""
    kinds = {kind.kind: kind for kind in e.IncidentPhase.__subclasses__()}
    named = {name: kind for kind in kinds.values() for name in (kind.kind, word_of(kind.kind))}
    named |= {"reviewed": e.ReviewDone}
    named |= {step.id: kinds[step.event] for step in steps_of(profile) if step.event in kinds}
    return named.get(word.strip().casefold().replace(" ", "-"))


def names_of(profile: Profile) -> tuple[str, ...]:
    """What the phases are called: by the policy, else by the house."""
    kinds = [kind.kind for kind in e.IncidentPhase.__subclasses__()]
    return tuple(step.id for step in steps_of(profile)) or tuple(map(word_of, kinds))


def next_phase(phases: Sequence[Phase]) -> Phase | None:
    """The first phase of the policy that is not recorded."""
    return next((phase for phase in phases if phase.of_policy and not phase.done), None)


def remarks_on_breach(case: Case) -> tuple[str, ...]:
    """What is to be known of the instant from which the notices run.

    A breach may be known when, or before, anybody calls it an incident: its clocks count all the same.
    """
    aware = case.milestones.get(e.BreachAware.kind)
    detected = case.incident.records_of(e.IncidentDetected.kind)
    if aware is None or not detected or aware >= detected[0].at:
        return ()
    known, seen = when(aware), when(detected[0].at)
    words = f"The breach was known on {known}, before the incident was detected on {seen}"
    return (f"{words}: its notices count from then.",)


def _phase(step: Step, before: Sequence[Step], case: Case) -> Phase:
    records = case.incident.records_of(step.event)
    remarks = tuple(_out_of_order(records[0].at, before, case)) if records else ()
    return Phase(step.event, step.id, step.text, step.clauses, records, remarks)


def _out_of_order(at: datetime, before: Sequence[Step], case: Case) -> Iterator[str]:
    records = {step.text: case.incident.records_of(step.event) for step in before}
    missing = [_lower(text) for text, found in records.items() if not found]
    if missing:
        yield f"The policy has before it, and nothing records: {'; '.join(missing)}."
    for text, found in records.items():
        if found and found[0].at > at:
            yield f"The policy has before it: {_lower(text)}. That happened later, on {when(found[0].at)}."


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _sentence(kind: str) -> str:
    words = happened(kind)
    return f"{words[:1].upper()}{words[1:]}"
