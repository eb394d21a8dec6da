"""A case: what a history of events amounts to. State is derived, never set."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from desktop.domain import events as e
from desktop.domain.advisory import AdvisoryText
from desktop.domain.audit import Search, judge
from desktop.domain.event import Event, Purged, Recorded, name_of
from desktop.domain.inert import Untrusted
from desktop.domain.occurrences import in_force
from desktop.domain.report import ArrivalSource, Grade


class Message(msgspec.Struct, frozen=True):
    """A message of the case and where its parts lie in the vault."""

    event_id: str
    received_at: datetime
    report_sha256: str
    sealed_sha256: str
    plaintext_sha256: str
    attachments: tuple[str, ...]
    automatic: bool = False
    sender: Untrusted = Untrusted("")
    title: Untrusted = Untrusted("")
    grade: Grade = "claimed"


class Compared(msgspec.Struct, frozen=True):
    """That a fingerprint was compared over another channel."""

    how: str
    with_whom: str
    at: datetime


class Export(msgspec.Struct, frozen=True):
    """A file that left, proved by its hashes."""

    format: str
    file_name: str
    sha256: str
    signature_sha256: str
    at: datetime


class Case(msgspec.Struct, frozen=True):
    """Everything that is known of a case; `revision` counts all its events, undone ones too."""

    case_id: str
    revision: int
    policy_id: str = ""
    policy_sha256: str = ""
    title: Untrusted = Untrusted("")
    channel: str = "mail"
    reporter_address: Untrusted = Untrusted("")
    reporter_name: Untrusted = Untrusted("")
    grade: Grade = "claimed"
    arrived_at: datetime | None = None
    arrival_source: ArrivalSource = "import"
    arrival_zone: str = "+00:00"
    arrival_confirmed: bool = False
    handler: str = ""
    messages: tuple[Message, ...] = ()
    keys: tuple[e.KeyTaken, ...] = ()
    compared: dict[str, Compared] = {}
    """The latest comparison of each fingerprint."""
    tries: tuple[e.ReproductionTried, ...] = ()
    evidence: tuple[e.EvidenceAdded, ...] = ()
    products: tuple[e.AffectedListed, ...] = ()
    severity: e.SeveritySet | None = None
    decisions: tuple[e.SsvcDecided, ...] = ()
    """The latest by each SSVC table."""
    audits: tuple[e.AuditRecorded, ...] = ()
    searches: tuple[Search, ...] = ()
    """Searches of code, with what was said of their hits."""
    variants: tuple[e.VariantFound, ...] = ()
    fixes: tuple[e.FixPrepared, ...] = ()
    named: tuple[e.PersonNamed, ...] = ()
    called: tuple[e.PersonNamed, ...] = ()
    """All that anybody was ever named as, also who is called otherwise by now or was taken out."""
    joined: tuple[e.ReporterJoined, ...] = ()
    """Reporters of other cases that are of the same problem."""
    denied: tuple[str, ...] = ()
    """Cases that were compared with this one and are of another problem."""
    credits: dict[str, e.CreditRecorded] = {}
    """The latest wish of each person, by the key of their label."""
    wished_at: dict[str, datetime] = {}
    """When each of them said so."""
    agreements: tuple[e.DisclosureAgreed, ...] = ()
    advisory: AdvisoryText | None = None
    exports: tuple[Export, ...] = ()
    exported: "Case | None" = None
    """What stood when the advisory was last exported, also what was undone since."""
    rejected: e.ReportRejected | None = None
    closed: e.CaseClosed | None = None
    waived: tuple[e.NeedWaived, ...] = ()
    notes: tuple[str, ...] = ()
    packs: tuple[e.PackTaken, ...] = ()
    """Packs of clocks, such as a regulation, that the case took on beside its policy."""
    answers: dict[tuple[str, str], e.ConditionAnswered] = {}
    """The latest answer to each question, by policy and condition."""
    scope: e.ScopeJudged | None = None
    unreachable: e.ReporterUnreachable | None = None
    withdrawn: e.ReportWithdrawn | None = None
    planned: datetime | None = None
    """When the advisory is meant to come out."""
    milestones: dict[str, datetime] = {}
    """First occurrence of each kind of event that is in force."""
    purged: bool = False

    @property
    def open(self) -> bool:
        """Whether anything may still be done to it."""
        return self.closed is None

    def has(self, event: type[Event]) -> bool:
        """Whether an event of this kind is in force."""
        return event.kind in self.milestones

    @property
    def credit(self) -> e.CreditRecorded | None:
        """The first reporter's wish."""
        return self.credits.get("")

    @property
    def confirmed_keys(self) -> frozenset[str]:
        """The fingerprints that were compared."""
        return frozenset(self.compared)

    def message(self, event_id: str) -> Message | None:
        """The message that this event received."""
        return next((message for message in self.messages if message.event_id == event_id), None)

    @property
    def branches(self) -> tuple[tuple[str, str], ...]:
        """Product and branch pairs that need a fix; a product without branches counts once."""
        return tuple((p.product, b) for p in self.products for b in (p.supported_branches or ("",)))

    @property
    def unfixed(self) -> tuple[tuple[str, str], ...]:
        """Those of them that have none yet."""
        done = {(f.product, f.branch) for f in self.fixes}
        return tuple(pair for pair in self.branches if pair not in done)


def fold(history: Sequence[Recorded]) -> Case:
    """The case that this history makes; total: an unknown or purged event is counted and passed over."""
    case = _folded(history)
    if not case.exports:
        return case
    left = max(n for n, recorded in enumerate(history) if isinstance(recorded.event, e.AdvisoryExported))
    return msgspec.structs.replace(case, exported=_folded(history[: left + 1]))


def _folded(history: Sequence[Recorded]) -> Case:
    case_id = next((r.case_id for r in history if r.case_id), "")
    case = Case(case_id, len(history))
    for recorded in in_force(history):
        name = name_of(recorded.event)
        milestones = {name: recorded.occurred_at, **case.milestones}
        changes = _apply(case, recorded)
        case = msgspec.structs.replace(case, **{"milestones": milestones, **changes})
    return case


_Change = dict[str, Any]


def _apply(case: Case, recorded: Recorded) -> _Change:
    change = _CHANGES.get(type(recorded.event))
    return change(case, recorded) if change else {}


def _received(case: Case, recorded: Recorded) -> _Change:
    event: e.ReportReceived = recorded.event  # type: ignore[assignment]  # dispatched by type
    return {
        "policy_id": event.policy_id,
        "policy_sha256": event.policy_sha256,
        "title": event.title,
        "channel": event.channel,
        "reporter_address": event.reporter_address,
        "reporter_name": event.reporter_name,
        "grade": event.grade,
        "arrived_at": recorded.occurred_at,
        "arrival_source": event.arrival_source,
        "arrival_zone": event.arrival_zone,
        "messages": _with_message(case, recorded),
    }


def _with_message(case: Case, recorded: Recorded) -> tuple[Message, ...]:
    event: e.ReportReceived | e.FollowUpReceived = recorded.event  # type: ignore[assignment]  # dispatched by type
    message = Message(
        recorded.id,
        recorded.occurred_at,
        event.report_sha256,
        event.sealed_sha256,
        event.plaintext_sha256,
        event.attachments,
        isinstance(event, e.FollowUpReceived) and event.automatic,
        event.reporter_address,
        event.title,
        event.grade,
    )
    return (*case.messages, message)


def _followed_up(case: Case, recorded: Recorded) -> _Change:
    """What a person still has to say opens a closed case again; what a machine says changes nothing."""
    messages = _with_message(case, recorded)
    if messages[-1].automatic:
        return {"messages": messages, "milestones": case.milestones}
    return {"messages": messages, "closed": None}


def _regraded(case: Case, event: e.ReportRegraded) -> _Change:
    """The message as it was read again; the first message's grade is the case's."""
    messages = tuple(
        msgspec.structs.replace(m, report_sha256=event.report_sha256, grade=event.grade)
        if m.event_id == event.message
        else m
        for m in case.messages
    )
    is_first = bool(messages) and messages[0].event_id == event.message
    return {"messages": messages, "grade": event.grade if is_first else case.grade}


def _listed(case: Case, event: e.AffectedListed) -> _Change:
    others = tuple(p for p in case.products if (p.vendor, p.product) != (event.vendor, event.product))
    return {"products": (*others, event)}


def _prepared(case: Case, event: e.FixPrepared) -> _Change:
    others = tuple(f for f in case.fixes if (f.product, f.branch) != (event.product, event.branch))
    return {"fixes": (*others, event)}


def _compared(case: Case, recorded: Recorded) -> _Change:
    event: e.KeyConfirmed = recorded.event  # type: ignore[assignment]  # dispatched by type
    compared = Compared(event.how, event.with_whom, recorded.occurred_at)
    return {"compared": {**case.compared, event.fingerprint: compared}}


def _wished(case: Case, recorded: Recorded) -> _Change:
    """A later wish takes the place of the former."""
    event: e.CreditRecorded = recorded.event  # type: ignore[assignment]  # dispatched by type
    key = e.name_key(event.person)
    return {
        "credits": {**case.credits, key: event},
        "wished_at": {**case.wished_at, key: recorded.occurred_at},
    }


def _named(case: Case, event: e.PersonNamed) -> _Change:
    return {"named": (*_others(case, event.name), event), "called": (*case.called, event)}


def _others(case: Case, name: str) -> tuple[e.PersonNamed, ...]:
    return tuple(person for person in case.named if not e.same_name(person.name, name))


def _exported(case: Case, recorded: Recorded) -> _Change:
    event: e.AdvisoryExported = recorded.event  # type: ignore[assignment]  # dispatched by type
    export = Export(event.format, event.file_name, event.sha256, event.signature_sha256, recorded.occurred_at)
    return {"exports": (*case.exports, export)}


_CHANGES: dict[type[Event], Callable[[Case, Recorded], _Change]] = {
    e.ReportReceived: _received,
    e.FollowUpReceived: _followed_up,
    e.AdvisoryExported: _exported,
    e.CodeSearched: lambda case, r: {"searches": (*case.searches, Search(r.id, r.event))},  # type: ignore[arg-type]
    e.KeyConfirmed: _compared,
    e.CreditRecorded: _wished,
    Purged: lambda _case, _r: {"purged": True},
}


def _on(kind: type[Event], change: Callable[[Case, Any], _Change]) -> None:
    _CHANGES[kind] = lambda case, recorded: change(case, recorded.event)


_on(
    e.ArrivalConfirmed,
    lambda _c, x: {"arrived_at": x.arrived_at, "arrival_zone": x.zone, "arrival_confirmed": True},
)
_on(e.ReportRegraded, _regraded)
_on(e.HandlerAssigned, lambda _c, x: {"handler": x.handler})
_on(e.KeyTaken, lambda c, x: {"keys": (*c.keys, x)})
_on(e.ReproductionTried, lambda c, x: {"tries": (*c.tries, x)})
_on(e.EvidenceAdded, lambda c, x: {"evidence": (*c.evidence, x)})
_on(e.AffectedListed, _listed)
_on(e.SeveritySet, lambda _c, x: {"severity": x})
_on(
    e.SsvcDecided,
    lambda c, x: {"decisions": (*(d for d in c.decisions if d.table != x.table), x)},
)
_on(e.HitsJudged, lambda c, x: {"searches": judge(c.searches, x)})
_on(e.VariantFound, lambda c, x: {"variants": (*(v for v in c.variants if v.name != x.name), x)})
_on(e.AuditRecorded, lambda c, x: {"audits": (*c.audits, x)})
_on(e.FixPrepared, _prepared)
_on(e.PersonNamed, _named)
_on(e.PersonRemoved, lambda c, x: {"named": _others(c, x.name)})
_on(
    e.ReporterJoined,
    lambda c, x: {"joined": (*(j for j in c.joined if j.from_case != x.from_case), x)},
)
_on(e.DisclosureAgreed, lambda c, x: {"agreements": (*c.agreements, x)})
_on(e.AdvisoryDrafted, lambda _c, x: {"advisory": x.text})
_on(e.DuplicateDenied, lambda c, x: {"denied": (*c.denied, x.other)})
_on(e.ReportRejected, lambda _c, x: {"rejected": x})
_on(e.CaseClosed, lambda _c, x: {"closed": x})
_on(e.NeedWaived, lambda c, x: {"waived": (*c.waived, x)})
_on(e.PolicyRepinned, lambda _c, x: {"policy_sha256": x.policy_sha256})
_on(
    e.PackTaken,
    lambda c, x: {"packs": (*(p for p in c.packs if p.policy_id != x.policy_id), x)},
)
_on(e.ConditionAnswered, lambda c, x: {"answers": {**c.answers, (x.policy_id, x.condition): x}})
_on(e.ScopeJudged, lambda _c, x: {"scope": x})
_on(e.ReporterUnreachable, lambda _c, x: {"unreachable": x})
_on(e.ReportWithdrawn, lambda _c, x: {"withdrawn": x})
_on(e.DisclosurePlanned, lambda _c, x: {"planned": x.publish_at})
_on(e.NoteAdded, lambda c, x: {"notes": (*c.notes, x.text)})
