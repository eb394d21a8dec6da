"""Whether an act is allowed now: the one place that refuses.

An act is an event that a handler proposes. `decide` answers with the draft to record, or with a `Refusal`
that says what is missing. The fold never refuses; this does.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.event import Draft, Event, Recorded, name_of
from desktop.domain.occurrences import in_force
from desktop.domain.policy import Profile
from desktop.domain.severity import read_cvss, read_cwe
from desktop.domain.stages import Need, Stage, needs_of
from desktop.domain.versions import parse_range

CLOCK_SKEW = timedelta(minutes=5)
"""How far a time may lie ahead of this machine's clock before it is called the future."""


class Refusal(msgspec.Struct, frozen=True):
    """Why an act is not allowed, and what it waits for."""

    act: str
    reason: str
    missing: tuple[Need, ...] = ()

    @property
    def sentence(self) -> str:
        """The whole refusal as people read it."""
        lacks = "; ".join(need.text.lower() for need in self.missing)
        return f"{self.reason} Still missing: {lacks}." if lacks else self.reason


_BOTH = 2
_Check = Callable[[Any, Case, Profile], str]

_MILESTONES: dict[type[Event], tuple[Stage, ...]] = {
    e.ReportConfirmed: ("Confirm",),
    e.AuditDone: ("Confirm", "Audit"),
    e.FixReady: ("Confirm", "Audit", "Fix"),
    e.FixReleased: ("Confirm", "Audit", "Fix"),
    e.AdvisoryPublished: ("Confirm", "Audit", "Fix", "Advisory"),
    e.CaseClosed: ("Intake", "Confirm", "Audit", "Fix", "Advisory", "Closed"),
}
_NEVER_UNDONE = (e.ReportReceived, e.ReleaseStarted, e.AdvisoryExported, e.EventUndone, e.AdvisoryPublished)


def decide(
    history: Sequence[Recorded], case: Case, act: Event, profile: Profile, *, at: datetime, now: datetime
) -> Draft | Refusal:
    """The draft that records the act as of `at`, or why it is refused at `now`."""
    if type(act) not in ACTS:
        return Refusal(act.kind, "This is recorded by Embargo itself, never by hand.")
    reason = _wrong_time(case, at, now) or _wrong_moment(case, act)
    if not reason and isinstance(act, e.EventUndone):
        reason = _cannot_undo(history, act)
    reason = reason or ACTS[type(act)](act, case, profile)
    if reason:
        return Refusal(act.kind, reason)
    missing = missing_for(act, case, profile)
    if missing:
        return Refusal(act.kind, f"{act.kind} is locked.", missing)
    return Draft(_canonical(act), at)


def missing_for(act: Event, case: Case, profile: Profile) -> tuple[Need, ...]:
    """The needs that must be settled before this milestone, in the order of the stages."""
    stages = _MILESTONES.get(type(act), ())
    later = _events_after(type(act))
    return tuple(
        need
        for need in needs_of(case, profile)
        if need.stage in stages and not need.settled and need.id != act.kind and need.id not in later
    )


def _events_after(act: type[Event]) -> frozenset[str]:
    """Needs of the same stage that can only be met once this milestone is there."""
    return {
        e.ReportConfirmed: frozenset({"assessment.sent"}),
        e.AuditDone: frozenset({"assessment.sent"}),
        e.FixReady: frozenset({"assessment.sent", "fix.released", "remediation.complete"}),
        e.FixReleased: frozenset({"assessment.sent", "remediation.complete"}),
        e.AdvisoryPublished: frozenset({"assessment.sent", "remediation.complete", "reporter.notified"}),
    }.get(act, frozenset())


def _wrong_time(case: Case, at: datetime, now: datetime) -> str:
    if at.tzinfo is None:
        return "A time without a zone names no instant."
    if at > now + CLOCK_SKEW:
        return "This lies in the future: an event is recorded when it has happened."
    if case.arrived_at is not None and at < case.arrived_at:
        return "This lies before the report arrived: check the date, or correct the time of arrival first."
    return ""


def _wrong_moment(case: Case, act: Event) -> str:
    if not case.open and not isinstance(act, e.EventUndone | e.NoteAdded):
        return "The case is closed. Undo the closing to go on."
    if case.rejected is not None and type(act) in (e.ReportConfirmed, e.AuditDone, e.FixReady, e.FixReleased):
        return "The report was rejected. Undo the rejection to go on."
    return ""


def _cannot_undo(history: Sequence[Recorded], act: e.EventUndone) -> str:
    target = next((r for r in history if r.id == act.event_id), None)
    if target is None:
        return "There is no such event in this case."
    if isinstance(target.event, _NEVER_UNDONE):
        return f"{name_of(target.event)} cannot be undone: it has left this desk or holds the report."
    if target not in in_force(history):
        return "This event is undone already."
    return ""


def _canonical(act: Event) -> Event:
    if isinstance(act, e.SeveritySet):
        vector = read_cvss(act.cvss).vector if act.cvss else ""
        return msgspec.structs.replace(act, cvss=vector, cwe=read_cwe(act.cwe) if act.cwe else "")
    return act


def _unless(text: str, otherwise: str) -> str:
    return "" if text.strip() else otherwise


def _severity(act: e.SeveritySet, _case: Case, profile: Profile) -> str:
    if act.level not in profile.severity.levels:
        return f"The policy's severities are {', '.join(profile.severity.levels)}."
    try:
        if act.cvss:
            read_cvss(act.cvss)
        if act.cwe:
            read_cwe(act.cwe)
    except ValueError as error:
        return f"{str(error)[:1].upper()}{str(error)[1:]}."
    return _unless(act.rationale, "A severity needs its rationale.")


def _affected(act: e.AffectedListed, _case: Case, _profile: Profile) -> str:
    if not (act.product.strip() and act.vendor.strip() and act.affected):
        return "Name the vendor, the product and at least one affected version or range."
    try:
        for written in act.affected:
            parse_range(written)
    except ValueError as error:
        return f"{str(error)[:1].upper()}{str(error)[1:]}."
    return ""


def _fix(act: e.FixPrepared, case: Case, _profile: Profile) -> str:
    if (act.product, act.branch) not in case.branches:
        names = ", ".join(f"{p} {b}".strip() for p, b in case.branches)
        return f"Fixes are for the listed products: {names or 'none is listed yet'}."
    try:
        parse_range(act.fixed_in)
    except ValueError as error:
        return f"{str(error)[:1].upper()}{str(error)[1:]}."
    return ""


def _rejection(act: e.ReportRejected, case: Case, _profile: Profile) -> str:
    if case.has(e.ReportConfirmed):
        return "The problem is confirmed. Undo the confirmation to reject the report."
    return _unless(act.explanation, "Say why: the reporter will be told.")


def _waiver(act: e.NeedWaived, case: Case, profile: Profile) -> str:
    need = next((n for n in needs_of(case, profile) if n.id == act.need), None)
    if need is None:
        return "There is no such need."
    if need.origin == "policy":
        return f"The policy asks for this ({', '.join(need.clauses)}): it cannot be waived."
    return _unless(act.reason, "A waiver needs its reason.")


def _credit(act: e.CreditRecorded, _case: Case, _profile: Profile) -> str:
    if act.choice != "anonymous" and not act.name.strip():
        return "Give the name to credit."
    return _unless(act.ground, "Say what the choice rests on: a message, a call, the policy's rule.")


def _agreement(act: e.DisclosureAgreed, _case: Case, profile: Profile) -> str:
    if act.clock and profile.clock(act.clock) is None:
        return "The policy has no such clock."
    if profile.disclosure.hold is not None and len({p.strip() for p in act.parties} - {""}) < _BOTH:
        return "An agreement names both parties."
    return _unless(act.evidence, "An agreement needs its evidence: which message or call.")


def _published(_act: Event, case: Case, _profile: Profile) -> str:
    return "" if case.exports else "Sign and export the advisory first."


def _free(_act: Event, _case: Case, _profile: Profile) -> str:
    return ""


ACTS: dict[type[Event], _Check] = {
    e.ArrivalConfirmed: _free,
    e.HandlerAssigned: lambda act, _c, _p: _unless(act.handler, "Name the handler."),
    e.KeyTaken: _free,
    e.KeyConfirmed: lambda act, case, _p: (
        "" if any(k.fingerprint == act.fingerprint for k in case.keys) else "Take the key in first."
    ),
    e.AckSent: _free,
    e.QuestionSent: _free,
    e.AssessmentSent: _free,
    e.RejectionSent: lambda _a, case, _p: "" if case.rejected else "Reject the report first.",
    e.StatusSent: _free,
    e.ReporterNotified: _free,
    e.NoteAdded: lambda act, _c, _p: _unless(act.text, "The note is empty."),
    e.AffectedListed: _affected,
    e.SeveritySet: _severity,
    e.ReportConfirmed: _free,
    e.ReportRejected: _rejection,
    e.AuditRecorded: lambda act, _c, _p: _unless(act.searched, "Say what was searched."),
    e.AuditDone: _free,
    e.FixPrepared: _fix,
    e.FixReady: _free,
    e.FixReleased: lambda _a, case, _p: "" if case.has(e.FixReady) else "Declare the fixes ready first.",
    e.RemediationComplete: lambda _a, case, _p: "" if case.fixes else "No fix is recorded yet.",
    e.CreditRecorded: _credit,
    e.DisclosureAgreed: _agreement,
    e.AdvisoryDrafted: lambda act, _c, _p: _unless(
        act.text.title.strip() and act.text.summary, "An advisory needs a title and a summary."
    ),
    e.AdvisoryPublished: _published,
    e.CaseClosed: lambda act, _c, _p: _unless(act.reason, "Say why the case is closed."),
    e.NeedWaived: _waiver,
    e.EventUndone: _free,
}
"""The acts of a handler, each with its own condition; "" means that nothing speaks against it."""
