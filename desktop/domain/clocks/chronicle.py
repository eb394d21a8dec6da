"""What happened in a case as its clocks see it: nothing that was undone, each fact with its instant.

A case's journal gives one; so does a list of names and instants, for trying out a policy.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from desktop.domain import events as e
from desktop.domain.clocks.reading import Proof
from desktop.domain.event import Event, Recorded, name_of
from desktop.domain.inert import Untrusted
from desktop.domain.occurrences import in_force
from desktop.domain.parties.answering import by_reporter

DISCLOSURE = ("", "")
"""What an agreement is about that names no clock."""


class Rejection(msgspec.Struct, frozen=True):
    """When the report was rejected, and why; `known_at` is when that was written down."""

    at: datetime
    reason: str
    known_at: datetime


class Agreed(msgspec.Struct, frozen=True):
    """A dated agreement: when it was made, and the instant that both sides agreed on."""

    at: datetime
    until: datetime
    evidence: str


class Classified(msgspec.Struct, frozen=True):
    """A severity, since when it holds, and when that was written down."""

    at: datetime
    level: str
    recorded_at: datetime | None = None


class Planned(msgspec.Struct, frozen=True):
    """The day of publication, and since when it was planned or agreed."""

    at: datetime
    day: datetime


class Answer(msgspec.Struct, frozen=True):
    """A person's answer to a question that clocks hang on."""

    at: datetime
    applies: bool
    recorded_at: datetime | None = None


class Chronicle(msgspec.Struct, frozen=True):
    """The facts; whatever can be said twice keeps every word of it, the one in force last."""

    happened: dict[str, tuple[Proof, ...]] = {}
    """Event name to its occurrences, earliest first; a confirmed arrival replaces the proposed one."""
    severities: tuple[Classified, ...] = ()
    rejection: Rejection | None = None
    closed: datetime | None = None
    agreements: dict[tuple[str, str], Agreed] = {}
    """The agreement in force by policy and clock, and the one about the disclosure itself."""
    answers: dict[tuple[str, str], tuple[Answer, ...]] = {}
    """The answers to each question, by policy and condition."""
    lateness: dict[tuple[str, str], str] = {}
    """The recorded reason for being late, by policy and clock."""
    planned: tuple[Planned, ...] = ()
    """Every day of publication that was planned or agreed, the one that counts last."""

    def first(self, names: Sequence[str]) -> Proof | None:
        """The earliest occurrence of any of these events."""
        found = None
        for name in names:
            proofs = self.happened.get(name)
            if proofs is not None and (found is None or proofs[0].at < found.at):
                found = proofs[0]
        return found

    @property
    def severity(self) -> str:
        """The classification in force; empty before the first."""
        return self.severities[-1].level if self.severities else ""

    @property
    def withdrawn(self) -> datetime | None:
        """When the reporter took the report back."""
        return self._at("report.withdrawn")

    @property
    def unreachable(self) -> datetime | None:
        """When it was recorded that nobody can be answered."""
        return self._at("reporter.unreachable")

    @property
    def goes_on(self) -> bool:
        """Whether nothing stands in it that could close a clock which nobody kept."""
        ended = self.rejection is not None or self.closed is not None
        return not (ended or "report.withdrawn" in self.happened or "reporter.unreachable" in self.happened)

    def _at(self, name: str) -> datetime | None:
        proofs = self.happened.get(name)
        return proofs[0].at if proofs else None


_Noted = dict[str, Any]
"""The fields of a chronicle in the making."""


def chronicle_of(events: Sequence[Recorded]) -> Chronicle:
    """The chronicle that a history makes; total: events of unknown kinds only count by their names."""
    happened: dict[str, list[Proof]] = {}
    noted: _Noted = {}
    for recorded in in_force(events):
        event = recorded.event
        if _keeps_nothing(event):
            continue
        if not _is_of_another(event, noted):
            happened.setdefault(event.kind or name_of(event), []).append(_proof(recorded))
        note = _NOTES.get(type(event))
        if note is not None:
            note(noted, recorded, event)
    if noted.pop("reopened", False):
        happened.pop(e.CaseClosed.kind, None)
    for known in ("policy_id", "reporter"):
        noted.pop(known, None)
    arrival = noted.pop("arrival", None)
    if arrival is not None and e.ReportReceived.kind in happened:
        happened[e.ReportReceived.kind] = [_moved(happened[e.ReportReceived.kind][0], arrival)]
    return Chronicle(happened={name: _in_order(proofs) for name, proofs in happened.items()}, **noted)


def simulated(
    happened: Mapping[str, datetime],
    severity: str = "",
    answers: Mapping[tuple[str, str], bool] = {},
) -> Chronicle:
    """The chronicle of a case that nobody has: events by name, each once.

    The severity is set at the instant of `severity.set` if that is given, else at `report.received`. The
    questions, by policy and condition, are answered when the first event happened.
    """
    begins = min(happened.values(), default=None)
    classified = happened.get("severity.set") or happened.get("report.received") or begins
    instants = dict(happened)
    if severity and classified is not None:
        instants["severity.set"] = classified
    rejected = happened.get("report.rejected")
    planned = happened.get("disclosure.planned")
    return Chronicle(
        happened={name: (Proof(name, at),) for name, at in instants.items()},
        severities=(Classified(classified, severity),) if severity and classified is not None else (),
        rejection=Rejection(rejected, "", rejected) if rejected is not None else None,
        closed=happened.get("case.closed"),
        answers={asked: (Answer(begins, applies),) for asked, applies in answers.items()} if begins else {},
        planned=(Planned(planned, planned),) if planned is not None else (),
    )


def _keeps_nothing(event: Event) -> bool:
    """Only what a person writes answers anything (MUS-1d); a holding advisory is not the one promised."""
    automatic = isinstance(event, e.FollowUpReceived) and event.automatic
    return automatic or (isinstance(event, e.AdvisoryPublished) and event.holding)


def _proof(recorded: Recorded) -> Proof:
    event = recorded.event
    if isinstance(event, e.Sent):
        sent = event.message_sha256, event.how
        return Proof(event.kind, recorded.occurred_at, recorded.id, recorded.recorded_at, *sent)
    return Proof(event.kind or name_of(event), recorded.occurred_at, recorded.id, recorded.recorded_at)


def _moved(proof: Proof, at: datetime) -> Proof:
    return msgspec.structs.replace(proof, at=at)


def _in_order(proofs: list[Proof]) -> tuple[Proof, ...]:
    if len(proofs) > 1:
        proofs.sort(key=lambda proof: proof.at)
    return tuple(proofs)


# --- what an event says beyond that it happened --------------------------------------------------------


def _classified(noted: _Noted, recorded: Recorded, event: e.SeveritySet) -> None:
    word = Classified(recorded.occurred_at, event.level, recorded.recorded_at)
    noted["severities"] = (*noted.get("severities", ()), word)


def _rejected(noted: _Noted, recorded: Recorded, event: e.ReportRejected) -> None:
    known_at = max(recorded.occurred_at, recorded.recorded_at)
    noted["rejection"] = Rejection(recorded.occurred_at, event.reason, known_at)


def _closed(noted: _Noted, recorded: Recorded, _event: e.CaseClosed) -> None:
    noted.update(closed=recorded.occurred_at, reopened=False)


def _is_of_another(event: Event, noted: _Noted) -> bool:
    """Whether somebody else than the reporter wrote: it answers nothing that the reporter was asked."""
    reporter = noted.get("reporter", Untrusted(""))
    return isinstance(event, e.FollowUpReceived) and not by_reporter(event, reporter)


def _reopened(noted: _Noted, _recorded: Recorded, _event: e.FollowUpReceived) -> None:
    noted.update(closed=None, reopened=True)


def _agreed(noted: _Noted, recorded: Recorded, event: e.DisclosureAgreed) -> None:
    agreed = Agreed(recorded.occurred_at, event.publish_at, event.evidence)
    named = (_owner(noted, event), event.clock) if event.clock else DISCLOSURE
    noted["agreements"] = {**noted.get("agreements", {}), named: agreed}
    if not event.clock:
        _plan(noted, recorded, event.publish_at)


def _plan(noted: _Noted, recorded: Recorded, day: datetime) -> None:
    noted["planned"] = (*noted.get("planned", ()), Planned(recorded.occurred_at, day))


def _owner(noted: _Noted, event: e.DisclosureAgreed | e.LatenessExplained) -> str:
    """Whose clock it names: one that names no policy speaks of the case's own."""
    return event.policy_id or str(noted.get("policy_id", ""))


def _planned(noted: _Noted, recorded: Recorded, event: e.DisclosurePlanned) -> None:
    _plan(noted, recorded, event.publish_at)


def _answered(noted: _Noted, recorded: Recorded, event: e.ConditionAnswered) -> None:
    asked, answers = (event.policy_id, event.condition), noted.get("answers", {})
    answer = Answer(recorded.occurred_at, event.applies, recorded.recorded_at)
    noted["answers"] = {**answers, asked: (*answers.get(asked, ()), answer)}


def _explained(noted: _Noted, _recorded: Recorded, event: e.LatenessExplained) -> None:
    noted["lateness"] = {
        **noted.get("lateness", {}),
        (_owner(noted, event), event.clock): event.reason,
    }


def _arrived(noted: _Noted, _recorded: Recorded, event: e.ArrivalConfirmed) -> None:
    noted["arrival"] = event.arrived_at


def _received(noted: _Noted, _recorded: Recorded, event: e.ReportReceived) -> None:
    noted.update(policy_id=event.policy_id, reporter=event.reporter_address)


def _opened(noted: _Noted, _recorded: Recorded, event: e.IncidentOpened) -> None:
    noted["policy_id"] = event.policy_id


_NOTES: dict[type[Event], Callable[[_Noted, Recorded, Any], None]] = {
    e.ReportReceived: _received,
    e.IncidentOpened: _opened,
    e.SeveritySet: _classified,
    e.ReportRejected: _rejected,
    e.CaseClosed: _closed,
    e.FollowUpReceived: _reopened,
    e.DisclosureAgreed: _agreed,
    e.DisclosurePlanned: _planned,
    e.ConditionAnswered: _answered,
    e.LatenessExplained: _explained,
    e.ArrivalConfirmed: _arrived,
}
