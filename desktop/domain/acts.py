"""What a handler can record, each kind with the condition under which it makes sense.

A condition answers with a sentence that says what speaks against the act, or with "".
"""

from collections.abc import Callable
from typing import Any

from desktop.domain import events as e
from desktop.domain.advisories import identifiers
from desktop.domain.assessing import reproduction, severity_rules
from desktop.domain.assessing.scope import objection
from desktop.domain.audit import worksheets
from desktop.domain.case import Case
from desktop.domain.clocks.hold import states_hold
from desktop.domain.clocks.words import when
from desktop.domain.event import Event
from desktop.domain.fixing import objections as fixing
from desktop.domain.incidents import objections
from desktop.domain.matrix.judging import objection_to_judgement, objection_to_trace
from desktop.domain.parties.fingerprints import as_written
from desktop.domain.parties.people import export_is_stale, person_of
from desktop.domain.policy import Profile
from desktop.domain.rights import need_to_know
from desktop.domain.stages import is_holding, needs_of
from desktop.domain.versions.catalogue import key_of, wrong_name
from desktop.domain.versions.ranges import parse_range

_Check = Callable[[Any, Case, Profile], str]


def _unless(text: str, otherwise: str) -> str:
    return "" if text.strip() else otherwise


def _legal_hold(act: e.LegalHoldPlaced, case: Case, _profile: Profile) -> str:
    if case.legal_hold is not None:
        return "A legal hold keeps the case already."
    return _unless(act.reason, "Say why its content has to be kept.")


def _legal_release(act: e.LegalHoldReleased, case: Case, _profile: Profile) -> str:
    if case.legal_hold is None:
        return "No legal hold keeps the case."
    return _unless(act.reason, "Say why its content does not have to be kept any more.")


def _sentence(error: ValueError) -> str:
    words = str(error)
    return f"{words[:1].upper()}{words[1:]}."


def _drafted(act: e.AdvisoryDrafted, _case: Case, _profile: Profile) -> str:
    words = act.text.title.strip() and act.text.summary
    return _unless(words, "An advisory needs a title and a summary.") or identifiers.objection(act.text)


def _decision(act: e.SsvcDecided, _case: Case, _profile: Profile) -> str:
    if not act.outcome:
        return "A decision by a table needs its outcome."
    return _unless(act.rationale, "A decision needs its rationale.")


def _affected(act: e.AffectedListed, case: Case, _profile: Profile) -> str:
    if not (act.product.strip() and act.vendor.strip() and act.affected):
        return "Name the vendor, the product and at least one affected version or range."
    if wrong := next(filter(None, map(wrong_name, (act.vendor, act.product, *act.supported_branches))), ""):
        return wrong
    own = key_of(act.vendor, act.product)
    if any(key[1] == own[1] and key != own for key in (key_of(p.vendor, p.product) for p in case.products)):
        return "Another vendor's product of this name is listed: name this one so that fixes tell them apart."
    try:
        for written in act.affected:
            parse_range(written)
    except ValueError as error:
        return _sentence(error)
    return ""


def _similar(act: e.VariantFound, case: Case, _profile: Profile) -> str:
    if not (act.name.strip() and act.where.strip()):
        return "Give the similar problem a name, and say where it is."
    if wrong := wrong_name(act.name):
        return wrong
    same = [v.name for v in case.variants if e.same_name(v.name, act.name) and v.name != act.name]
    if same:
        return f"The case has a similar problem called {same[0]}: name it so, or give this one another name."
    return worksheets.wrong_hits(case.searches, act.search, act.hits) if act.search else ""


def _rejection(act: e.ReportRejected, case: Case, _profile: Profile) -> str:
    if case.has(e.ReportConfirmed):
        return "The problem is confirmed. Undo the confirmation to reject the report."
    if case.rejected is not None and case.rejected.of:
        return f"The report is rejected as a duplicate of {case.rejected.of}: undo that first."
    return _unless(act.explanation, "Say why: the reporter will be told.")


def _denial(act: e.DuplicateDenied, case: Case, _profile: Profile) -> str:
    if act.other == case.case_id:
        return "A case is not compared with itself."
    return _unless(act.other, "Say which case it was compared with.")


def _waiver(act: e.NeedWaived, case: Case, profile: Profile) -> str:
    need = next((n for n in needs_of(case, profile) if n.id == act.need), None)
    if need is None:
        return "There is no such need."
    if need.origin == "policy":
        return f"The policy asks for this ({', '.join(need.clauses)}): it cannot be waived."
    if not need.waivable:
        if need.id == "hits-judged":
            return "A hit that nobody judged was not audited: it cannot be waived."
        return "Without this no case ends: it cannot be waived."
    return _unless(act.reason, "A waiver needs its reason.")


def _credit(act: e.CreditRecorded, case: Case, _profile: Profile) -> str:
    person = person_of(case, act.person)
    if person is None:
        return "Nobody of this label has part in the case: name the person first."
    proof = case.message(act.proof)
    if act.proof and proof is None:
        return "No message of the case has this id: the proof of a wish is a message that came."
    if proof is not None and proof.automatic:
        return "A machine wrote this message: it proves no wish of anybody."
    if act.choice != "anonymous" and not act.name.strip():
        return "Give the name to credit."
    return _unless(act.ground, "Say what the choice rests on: a message, a call, the policy's rule.")


def _comparison(act: e.KeyConfirmed, case: Case, _profile: Profile) -> str:
    if not any(key.fingerprint == as_written(act.fingerprint) for key in case.keys):
        return "Take the key in first."
    return _unless(act.how, "Say how it was compared: by phone, on a card, in person.")


def _person(act: e.PersonNamed, case: Case, _profile: Profile) -> str:
    if any(e.same_name(act.name, joined.from_case) for joined in case.joined):
        return "This is the label of a reporter who joined from another case: give the person a name."
    return _unless(act.name, "Say what to call them: an alias will do.")


def _removal(act: e.PersonRemoved, case: Case, _profile: Profile) -> str:
    named = any(e.same_name(act.name, person.name) for person in case.named)
    return "" if named else "Nobody of this name was given a part in the case."


def _agreement(act: e.DisclosureAgreed, _case: Case, profile: Profile) -> str:
    """Whether the policy lets a date move at all; who has to agree is for `embargo/rules.py` to say."""
    promised = bool(act.clock) or states_hold(profile)
    if act.clock and profile.clock(act.clock) is None:
        return "The policy has no such clock."
    if promised and _waiver_of(act, profile) != "agreement":
        return "The policy lets no agreement move this date: record a reason for the lateness instead."
    return _unless(act.evidence, "An agreement needs its evidence: which message or call.")


def _waiver_of(act: e.DisclosureAgreed, profile: Profile) -> str:
    clock = profile.clock(act.clock)
    return clock.waiver if clock else profile.disclosure.waiver


def _published(_act: Event, case: Case, profile: Profile) -> str:
    if not case.exports:
        return "Sign and export the advisory first."
    exported, wanted = case.exports[-1].holding, is_holding(case, profile)
    if wanted and not exported:
        return "Facts are missing again since the full advisory was exported: export a holding one."
    only_held = exported and not wanted  # the full one is asked for then
    if export_is_stale(case) and not only_held:
        return "The advisory was changed since the export: sign and export it again."
    tlp = case.advisory.tlp if case.advisory else ""
    return f"An advisory marked TLP:{tlp} is not for publication." if tlp in ("AMBER", "RED") else ""


def _acknowledged(_act: Event, case: Case, _profile: Profile) -> str:
    sent = case.milestones.get(e.AckSent.kind)
    if sent is None:
        return ""
    return f"The report was acknowledged on {when(sent)}: undo that entry first if it is wrong."


def _told_of_fix(_act: Event, case: Case, _profile: Profile) -> str:
    out = any(case.has(kind) for kind in (e.FixReleased, e.RemediationComplete, e.AdvisoryPublished))
    return "" if out else "No fix is released yet."


def _pack(act: e.PackTaken, case: Case, _profile: Profile) -> str:
    if any(p.policy_sha256 == act.policy_sha256 for p in case.packs):
        return "The case has taken this on already."
    return _unless(act.reason, "Say why the case takes this on.")


def _repinned(act: e.PolicyRepinned, case: Case, _profile: Profile) -> str:
    if act.previous_sha256 != case.policy_sha256:
        return "The case is held to another version by now: look at the difference again."
    if act.policy_sha256 == case.policy_sha256:
        return "The case is held to this version already."
    return _unless(act.reason, "Say why the case moves to another version of the policy.")


def _free(_act: Event, _case: Case, _profile: Profile) -> str:
    return ""


ACTS: dict[type[Event], _Check] = {
    e.ArrivalConfirmed: _free,
    e.HandlerAssigned: lambda act, _c, _p: _unless(act.handler, "Name the handler."),
    e.CaseRestricted: lambda act, case, _p: need_to_know.objection(act, case),
    e.CaseOpened: lambda act, _c, _p: _unless(act.reason, "Say why everybody is to see the case."),
    e.KeyConfirmed: _comparison,
    e.AckSent: _acknowledged,
    e.QuestionSent: _free,
    e.AssessmentSent: _free,
    e.RejectionSent: lambda _a, case, _p: "" if case.rejected else "Reject the report first.",
    e.StatusSent: _free,
    e.ReporterNotified: _told_of_fix,
    e.NoteAdded: lambda act, _c, _p: _unless(act.text, "The note is empty."),
    e.ReproductionTried: lambda act, case, _p: reproduction.objection(act, case),
    e.AffectedListed: _affected,
    e.SeveritySet: lambda act, _c, profile: severity_rules.objection(act, profile),
    e.SsvcDecided: _decision,
    e.ReportConfirmed: _free,
    e.ReportRejected: _rejection,
    e.DuplicateDenied: _denial,
    e.AuditRecorded: lambda act, _c, _p: _unless(act.searched, "Say what was searched."),
    e.CodeSearched: _free,
    e.HitsJudged: lambda act, case, _p: worksheets.objection(case.searches, act),
    e.VariantFound: _similar,
    e.VersionsTraced: lambda act, case, _p: objection_to_trace(act, case),
    e.VersionJudged: lambda act, case, _p: objection_to_judgement(act, case),
    e.AuditDone: lambda _a, case, _p: worksheets.unjudged(case.searches),
    **dict.fromkeys(
        (
            e.FixOwned,
            e.FixPrepared,
            e.FixTested,
            e.FixReviewed,
            e.BranchReleased,
            e.FixReverted,
            e.FixExempted,
        ),
        lambda act, case, _p: fixing.objection(act, case),
    ),
    e.FixReady: _free,
    e.FixReleased: lambda _a, case, _p: "" if case.has(e.FixReady) else "Declare the fixes ready first.",
    e.RemediationComplete: _free,
    e.CreditRecorded: _credit,
    e.PersonNamed: _person,
    e.PersonRemoved: _removal,
    e.DisclosureAgreed: _agreement,
    e.DetailsDisclosed: lambda act, _c, _p: _unless(act.ground, "Say where the details can be read."),
    e.ExploitPublished: lambda act, _c, _p: _unless(act.ground, "Say where the exploit can be had."),
    e.EmbargoProposed: _free,
    e.EmbargoRefused: _free,
    e.EmbargoExited: _free,
    e.PersonTold: _free,
    e.AdvisoryDrafted: _drafted,
    e.AdvisoryPublished: _published,
    e.CaseClosed: lambda act, _c, _p: _unless(act.reason, "Say why the case is closed."),
    e.NeedWaived: _waiver,
    e.EventUndone: _free,
    e.ConflictSettled: _free,
    e.ReporterUnreachable: lambda act, _c, _p: _unless(act.explanation, "Say why nobody can be answered."),
    e.SilenceAccepted: _free,
    e.ReportWithdrawn: lambda act, _c, _p: _unless(act.ground, "Say which message withdraws the report."),
    e.ScopeJudged: lambda act, _c, profile: objection(act, profile),
    e.CreditAsked: _free,
    e.DisclosureProposed: _free,
    e.AdvisoryAnnounced: lambda _a, case, _p: (
        "" if case.has(e.AdvisoryPublished) else "The advisory is not published yet."
    ),
    e.PolicyAnnounced: _free,
    e.PrivacyRequested: _free,
    e.UsersNotified: _free,
    e.AuthorityNotified: _free,
    e.CsirtWarned: _free,
    e.CsirtNotified: _free,
    e.CsirtReported: _free,
    e.BreachAware: _free,
    e.ExploitationAware: _free,
    e.IncidentDetected: _free,
    e.IncidentContained: _free,
    e.IncidentAssessed: _free,
    e.IncidentEradicated: _free,
    e.IncidentRemediated: _free,
    e.IncidentRecovered: _free,
    e.ReviewDone: objections.to_review,
    e.CauseFound: lambda act, case, _p: objections.to_cause(act, case),
    e.ActionPlanned: lambda act, case, _p: objections.to_plan(act, case),
    e.ActionDone: lambda act, case, _p: objections.to_end(act.planned, act.result, case),
    e.ActionDropped: lambda act, case, _p: objections.to_end(act.planned, act.reason, case),
    e.IncidentLinked: lambda act, case, _p: objections.to_link(act, case),
    e.BreachRuledOut: lambda act, case, _p: objections.to_ruling_out(act, case),
    e.DisclosurePlanned: _free,
    e.ConditionAnswered: lambda act, _c, _p: _unless(act.ground, "Say on what the answer rests."),
    e.LatenessExplained: lambda act, _c, _p: _unless(act.reason, "Say why it is late."),
    e.PackTaken: _pack,
    e.PolicyRepinned: _repinned,
    e.LegalHoldPlaced: _legal_hold,
    e.LegalHoldReleased: _legal_release,
}
"""The acts of a handler, each with its own condition; "" means that nothing speaks against it."""
