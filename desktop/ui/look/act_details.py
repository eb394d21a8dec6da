"""What an entry of the journal is about, in one line: the level, the versions, the file."""

import re
from collections.abc import Callable
from typing import Any

from desktop.domain import events as e
from desktop.domain.event import Event
from desktop.domain.fixing.records import BranchAct
from desktop.domain.parties.fingerprints import tail
from desktop.ui.look.evidence_words import outcome_words
from desktop.ui.look.wording import level_words

_IS_ID = re.compile(r"[0-9a-f]{64}")
_ID_DIGITS = 12


def detail_of(event: Event) -> str:
    """The detail of an act, or empty; it may hold a stranger's words."""
    detail = _DETAILS.get(type(event))
    return detail(event) if detail else ""


def _branch(act: BranchAct) -> str:
    return f"{act.product} {act.branch}".strip()


def _evidence(evidence: str) -> str:
    """Words; of a message, which is named by its id, as much as tells it from others."""
    return evidence[:_ID_DIGITS] if _IS_ID.fullmatch(evidence) else evidence


_DETAILS: dict[type[Event], Callable[[Any], str]] = {
    e.ReportReceived: lambda x: x.title.line,
    e.FollowUpReceived: lambda x: x.title.line,
    e.HandlerAssigned: lambda x: x.handler,
    e.KeyTaken: lambda x: x.fingerprint,
    e.NoteAdded: lambda x: x.text,
    e.ReproductionTried: lambda x: f"{outcome_words(x.outcome)}: {x.steps}",
    e.EvidenceAdded: lambda x: f"{x.shown_name} {x.note}".strip(),
    e.AffectedListed: lambda x: f"{x.product} {'; '.join(x.affected)}",
    e.SeveritySet: lambda x: f"{level_words(x.level)}: {x.rationale}",
    e.SsvcDecided: lambda x: f"{x.table}: {x.outcome}",
    e.ReportRejected: lambda x: x.explanation,
    e.CodeSearched: lambda x: f"{x.pattern}: {x.count}",
    e.HitsJudged: lambda x: x.reason,
    e.VariantFound: lambda x: x.name,
    e.VersionsTraced: lambda x: f"{x.product} {x.finding}: {len(x.cells)}".replace(" :", ":"),
    e.VersionJudged: lambda x: f"{x.product} {x.version}: {x.state}",
    e.AuditRecorded: lambda x: x.searched,
    e.FixOwned: lambda x: f"{_branch(x)}: {x.owner}",
    e.FixPrepared: lambda x: f"{x.product} {x.branch} → {x.fixed_in}",
    e.FixTested: lambda x: f"{_branch(x)}: {x.ran}",
    e.FixReviewed: lambda x: f"{_branch(x)}: {x.reviewer}",
    e.BranchReleased: lambda x: f"{_branch(x)} → {x.version}, {x.released_on}",
    e.FixReverted: lambda x: f"{_branch(x)}: {x.reason}",
    e.FixExempted: lambda x: f"{_branch(x)}: {x.ground}",
    e.CreditRecorded: lambda x: x.name or x.choice,
    e.PersonNamed: lambda x: f"{x.name}, {x.part}",
    e.PersonRemoved: lambda x: x.name,
    e.DuplicateDenied: lambda x: f"{x.other} {x.reason}".strip(),
    e.ReporterJoined: lambda x: x.from_case,
    e.DisclosureAgreed: lambda x: _evidence(x.evidence),
    e.AdvisoryDrafted: lambda x: x.text.title,
    e.CveRejectionWritten: lambda x: x.reason,
    e.ReleaseStarted: lambda x: x.file_name,
    e.AdvisoryExported: lambda x: x.file_name,
    e.AdvisoryApproved: lambda x: tail(x.fingerprint) if x.signature else "",
    e.ApprovalRequested: lambda x: "; ".join(map(tail, x.to)),
    e.CaseClosed: lambda x: x.reason,
    e.NeedWaived: lambda x: x.reason,
    e.ScopeJudged: lambda x: "; ".join(filter(None, (x.verdict, *x.lines, x.reason))),
    e.ReporterUnreachable: lambda x: x.explanation,
    e.SilenceAccepted: lambda x: x.ground,
    e.ReportWithdrawn: lambda x: x.ground,
    e.BreachAware: lambda x: x.ground,
    e.ExploitationAware: lambda x: x.ground,
    **dict.fromkeys(e.IncidentPhase.__subclasses__(), lambda x: x.record),
    e.ReviewDone: lambda x: " ".join(filter(None, (x.record, x.no_action))),
    e.IncidentOpened: lambda x: x.noticed,
    e.IncidentLinked: lambda x: f"{x.other} {x.reason}".strip(),
    e.BreachRuledOut: lambda x: x.ground,
    e.CauseFound: lambda x: x.cause,
    e.ActionPlanned: lambda x: f"{x.action} ({x.owner}, {x.due_on.isoformat()})",
    e.ActionDone: lambda x: x.result,
    e.ActionDropped: lambda x: x.reason,
    e.RecordExported: lambda x: x.file_name,
    e.AttachmentReleased: lambda x: f"{x.file_name} {x.reason}",
    e.ConditionAnswered: lambda x: f"{x.condition}: {x.ground}",
    e.DetailsDisclosed: lambda x: x.ground,
    e.EmbargoProposed: lambda x: x.ground,
    e.EmbargoRefused: lambda x: x.ground,
    e.EmbargoExited: lambda x: x.ground,
    e.ExploitPublished: lambda x: x.ground,
    e.PersonTold: lambda x: f"{x.person}: {x.how}",
    e.ItemLabelled: lambda x: f"{x.item}: {x.reason}",
    e.LeakAccepted: lambda x: f"{x.leak}: {x.reason}",
    e.LegalHoldPlaced: lambda x: x.reason,
    e.LegalHoldReleased: lambda x: x.reason,
    e.ContentPurged: lambda x: x.reason,
    e.LatenessExplained: lambda x: f"{x.clock}: {x.reason}",
    e.PackTaken: lambda x: f"{x.policy_id}: {x.reason}",
    e.PolicyRepinned: lambda x: x.reason,
}
