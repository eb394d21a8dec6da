"""The fold: a case from its history, one change for each kind of event. Total: it never refuses."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from desktop.domain import events as e
from desktop.domain.audit.worksheets import Search, found, judge
from desktop.domain.case import Approval, Case, Compared, Export, Message
from desktop.domain.event import Event, Purged, Recorded, name_of
from desktop.domain.fixing.records import BranchAct, BranchRecord, after, branch_of, is_same
from desktop.domain.incidents.incident import OF_INCIDENTS, noted
from desktop.domain.occurrences import in_force


def fold(history: Sequence[Recorded]) -> Case:
    """The case that this history makes; total: an unknown or purged event is counted and passed over."""
    case = _folded(history)
    if not case.exports:
        return case
    left = max(n for n, recorded in enumerate(history) if isinstance(recorded.event, e.AdvisoryExported))
    return msgspec.structs.replace(case, exported=_folded(history[: left + 1]))


def _folded(history: Sequence[Recorded]) -> Case:
    case_id = next((r.case_id for r in history if r.case_id), "")
    proofs_known = any(isinstance(recorded.event, e.FixTested | e.FixReviewed) for recorded in history)
    case = Case(case_id, len(history), proofs_known=proofs_known)
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


def _on_branch(case: Case, event: BranchAct, by: str = "") -> _Change:
    """The record of the branch with this act of `by` in it."""
    branch = branch_of(event)
    record = case.fixing.get(branch) or BranchRecord(*branch)
    known = [variant.name for variant in case.variants]
    return {"fixing": {**case.fixing, branch: after(record, event, known, by)}}


def _prepared(case: Case, recorded: Recorded) -> _Change:
    """What was declared of the fixes is not true of one that comes later, whether it replaces one or not.

    What was set aside for a fix is asked for again of one that takes its place.
    """
    event: e.FixPrepared = recorded.event  # type: ignore[assignment]  # dispatched by type
    record = case.fixing.get(branch_of(event))
    change = {
        **_on_branch(case, event, recorded.author),
        **_told_of_versions(case, event),
        "fixes": (*_fixes_of_others(case, event), event),
    }
    if record is not None and record.fix is not None and is_same(record.fix, event):
        return change
    is_another = record is not None and record.prepared is not None
    kept = tuple(w for w in case.waived if not (is_another and w.need in _SAID_OF_ONE_FIX))
    return {**change, "milestones": _without_end(case, recorded), "waived": kept}


def _exempted(case: Case, event: e.FixExempted) -> _Change:
    return {**_on_branch(case, event), **_without_fix(case, event)}


def _reverted(case: Case, recorded: Recorded) -> _Change:
    """The fix is none any more: what was declared, or set aside, while it stood is asked for again.

    Clocks read the history itself, and keep their first stop.
    """
    event: e.FixReverted = recorded.event  # type: ignore[assignment]  # dispatched by type
    return {
        **_on_branch(case, event),
        **_without_fix(case, event),
        "milestones": _without_end(case, recorded),
        "waived": tuple(waiver for waiver in case.waived if waiver.need not in _ASKED_AGAIN),
    }


def _without_end(case: Case, recorded: Recorded) -> dict[str, datetime]:
    """The milestones with this event, and without those that say that the fixes are done."""
    milestones = {name_of(recorded.event): recorded.occurred_at, **case.milestones}
    return {kind: at for kind, at in milestones.items() if kind not in _SAID_OF_FIXES}


def _fixes_of_others(case: Case, event: BranchAct) -> tuple[e.FixPrepared, ...]:
    return tuple(fix for fix in case.fixes if branch_of(fix) != branch_of(event))


def _without_fix(case: Case, event: BranchAct) -> _Change:
    """The branch has no fix, and none is told of its versions either."""
    told = (
        word
        for word in case.versions
        if not (isinstance(word, e.FixPrepared) and branch_of(word) == branch_of(event))
    )
    return {"fixes": _fixes_of_others(case, event), "versions": tuple(told)}


def _all_released(case: Case, _event: e.FixReleased) -> _Change:
    """Every fix that stands is out, also where nobody recorded its own release."""
    declared = {
        branch: msgspec.structs.replace(record, declared=record.fix is not None)
        for branch, record in case.fixing.items()
    }
    return {"fixing": declared}


def _told_of_versions(case: Case, event: e.VersionsTraced | e.VersionJudged | e.FixPrepared) -> _Change:
    return {"versions": (*case.versions, event)}


def _varied(case: Case, event: e.VariantFound) -> _Change:
    others = (variant for variant in case.variants if variant.name != event.name)
    return {"variants": (*others, event), "searches": found(case.searches, event)}


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


def _in_incident(case: Case, recorded: Recorded) -> _Change:
    """What happened in the incident; one that opens the case pins its policy and names it."""
    event, incident = recorded.event, {"incident": noted(case.incident, recorded)}
    if not isinstance(event, e.IncidentOpened):
        return incident
    pinned = {"policy_id": event.policy_id, "policy_sha256": event.policy_sha256}
    return {**incident, **pinned, "title": event.title}


def _drafted(case: Case, recorded: Recorded) -> _Change:
    """Who saves the same words again did not write them."""
    event: e.AdvisoryDrafted = recorded.event  # type: ignore[assignment]  # dispatched by type
    by = case.advisory_by if event.text == case.advisory else recorded.author
    return {"advisory": event.text, "advisory_by": by}


def _rejection_written(case: Case, recorded: Recorded) -> _Change:
    """Likewise."""
    by = case.cve_rejection_by if recorded.event == case.cve_rejection else recorded.author
    return {"cve_rejection": recorded.event, "cve_rejection_by": by}


def _approved(case: Case, recorded: Recorded) -> _Change:
    event: e.AdvisoryApproved = recorded.event  # type: ignore[assignment]  # dispatched by type
    approval = Approval(
        event_id=recorded.id,
        by=event.approver or recorded.author,
        at=recorded.occurred_at,
        documents=event.documents,
        writer=recorded.writer,
        fingerprint=event.fingerprint,
        statement=event.statement,
        signature=event.signature,
        key_sha256=event.key_sha256,
    )
    return {"approvals": (*case.approvals, approval)}


def _released_alone(case: Case, recorded: Recorded) -> _Change:
    event: e.SelfReleased = recorded.event  # type: ignore[assignment]  # dispatched by type
    approval = Approval(
        recorded.id, recorded.author, recorded.occurred_at, event.documents, event.reason, recorded.writer
    )
    return {"approvals": (*case.approvals, approval)}


def _asked_elsewhere(_case: Case, recorded: Recorded) -> _Change:
    return {"asked": recorded.event, "asked_at": recorded.occurred_at}


def _exported(case: Case, recorded: Recorded) -> _Change:
    event: e.AdvisoryExported = recorded.event  # type: ignore[assignment]  # dispatched by type
    export = Export(
        event.format,
        event.file_name,
        event.sha256,
        event.signature_sha256,
        recorded.occurred_at,
        event.holding,
        event.changed,
    )
    claimed = {
        branch: msgspec.structs.replace(record, claimed=record.fix is not None)
        for branch, record in case.fixing.items()
        if not ((event.holding and record.state != "released") or (event.correcting and record.unmended))
    }
    return {"exports": (*case.exports, export), "fixing": {**case.fixing, **claimed}}


_SAID_OF_FIXES = (e.FixReady.kind, e.FixReleased.kind, e.RemediationComplete.kind)
_SAID_OF_ONE_FIX = ("fix-tested", "fix-reviewed", e.FixReady.kind)
"""Needs that were set aside for the fixes there were, and not for another one."""
_ASKED_AGAIN = ("fix-per-branch", *_SAID_OF_ONE_FIX)

_CHANGES: dict[type[Event], Callable[[Case, Recorded], _Change]] = {
    e.ReportReceived: _received,
    e.FollowUpReceived: _followed_up,
    e.AdvisoryExported: _exported,
    e.CodeSearched: lambda case, r: {"searches": (*case.searches, Search(r.id, r.event))},  # type: ignore[arg-type]
    e.FixPrepared: _prepared,
    e.FixReverted: _reverted,
    e.KeyConfirmed: _compared,
    e.AdvisoryDrafted: _drafted,
    e.CveRejectionWritten: _rejection_written,
    e.AdvisoryApproved: _approved,
    e.SelfReleased: _released_alone,
    e.ApprovalRequested: _asked_elsewhere,
    e.CreditRecorded: _wished,
    Purged: lambda _case, _r: {"purged": True},
    **dict.fromkeys(OF_INCIDENTS, _in_incident),
}


def _on(kind: type[Event], change: Callable[[Case, Any], _Change]) -> None:
    _CHANGES[kind] = lambda case, recorded: change(case, recorded.event)


_on(
    e.ArrivalConfirmed,
    lambda _c, x: {"arrived_at": x.arrived_at, "arrival_zone": x.zone, "arrival_confirmed": True},
)
_on(e.ReportRegraded, _regraded)
_on(e.HandlerAssigned, lambda _c, x: {"handler": x.handler})
_on(e.CaseRestricted, lambda _c, x: {"restricted": x, "opened": False})
_on(e.CaseOpened, lambda _c, _x: {"restricted": None, "opened": True})
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
_on(e.VariantFound, _varied)
_on(e.VersionsTraced, _told_of_versions)
_on(e.VersionJudged, _told_of_versions)
_on(e.AuditRecorded, lambda c, x: {"audits": (*c.audits, x)})
_on(e.FixOwned, _on_branch)
_on(e.FixTested, _on_branch)
_on(e.FixReviewed, _on_branch)
_on(e.BranchReleased, _on_branch)
_on(e.FixExempted, _exempted)
_on(e.FixReleased, _all_released)
_on(e.PersonNamed, _named)
_on(e.PersonRemoved, lambda c, x: {"named": _others(c, x.name)})
_on(
    e.ReporterJoined,
    lambda c, x: {"joined": (*(j for j in c.joined if j.from_case != x.from_case), x)},
)
_on(e.ItemLabelled, lambda c, x: {"labels": (*c.labels, x)})
_on(e.LeakAccepted, lambda c, x: {"accepted_leaks": (*c.accepted_leaks, x)})
_on(e.DisclosureAgreed, lambda c, x: {"agreements": (*c.agreements, x)})
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
_on(e.EmbargoExited, lambda _c, x: {"exit": x})
_on(e.AdvisoryPublished, lambda _c, x: {"holding_out": x.holding})
_on(e.DisclosurePlanned, lambda _c, x: {"planned": x.publish_at})
_on(e.LegalHoldPlaced, lambda _c, x: {"legal_hold": x})
_on(e.LegalHoldReleased, lambda _c, _x: {"legal_hold": None})
_on(e.ContentPurged, lambda c, x: {"purged": c.purged or x.what != "reporter"})
_on(e.NoteAdded, lambda c, x: {"notes": (*c.notes, x.text)})
