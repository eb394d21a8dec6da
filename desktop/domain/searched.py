"""What of a case is searched: its names, what was reported and what was written about it since.

Only what is in force counts: what was undone is not found, and what was purged is not there.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.event import Event, Recorded
from desktop.domain.filters import Filter, Snippet, Term, snippet
from desktop.domain.inert import Untrusted
from desktop.domain.occurrences import in_force
from desktop.domain.report import Report

Source = Literal[
    "report", "letter", "note", "decision", "advisory", "product", "title", "reporter", "handler"
]
SOURCES: tuple[Source, ...] = get_args(Source)
"""Where words stand; a hit is shown from the first that has one. Names come last: lists show them anyway."""

_WRITTEN: dict[type[Event], tuple[Source, tuple[str, ...]]] = {
    e.NoteAdded: ("note", ("text",)),
    e.SeveritySet: ("decision", ("rationale", "cwe", "cvss", "cvss4", "rules")),
    e.SsvcDecided: ("decision", ("rationale", "table", "outcome")),
    e.ReportConfirmed: ("decision", ("rationale",)),
    e.ReportRejected: ("decision", ("explanation", "of")),
    e.DuplicateDenied: ("decision", ("other", "reason")),
    e.ScopeJudged: ("decision", ("reason", "hosts", "lines")),
    e.CodeSearched: ("decision", ("pattern", "clone", "revision_name", "roots", "tool")),
    e.HitsJudged: ("decision", ("reason",)),
    e.VariantFound: ("decision", ("name", "where")),
    e.VersionsTraced: ("decision", ("product", "clone", "finding", "introduced", "fixed", "refs")),
    e.VersionJudged: ("decision", ("product", "version", "finding", "ground")),
    e.AuditRecorded: ("decision", ("searched", "result")),
    e.CreditRecorded: ("decision", ("name", "ground")),
    e.PersonNamed: ("reporter", ("name", "address", "organisation")),
    e.PersonRemoved: ("decision", ("reason",)),
    e.ReporterJoined: ("reporter", ("from_case", "reporter_name", "reporter_address")),
    e.DisclosureAgreed: ("decision", ("evidence", "parties")),
    e.DetailsDisclosed: ("decision", ("ground",)),
    e.EmbargoProposed: ("decision", ("ground",)),
    e.EmbargoRefused: ("decision", ("ground",)),
    e.EmbargoExited: ("decision", ("ground", "parties")),
    e.ExploitPublished: ("decision", ("ground",)),
    e.CaseClosed: ("decision", ("reason",)),
    e.NeedWaived: ("decision", ("reason",)),
    e.CaseRestricted: ("decision", ("names", "reason")),
    e.CaseOpened: ("decision", ("reason",)),
    e.SelfReleased: ("decision", ("reason",)),
    e.CveRejectionWritten: ("decision", ("reason", "replaced_by")),
    e.ItemLabelled: ("decision", ("reason",)),
    e.LeakAccepted: ("decision", ("reason",)),
    e.LatenessExplained: ("decision", ("reason",)),
    e.ConditionAnswered: ("decision", ("ground",)),
    e.PackTaken: ("decision", ("reason",)),
    e.PolicyRepinned: ("decision", ("reason",)),
    e.LegalHoldPlaced: ("decision", ("reason",)),
    e.LegalHoldReleased: ("decision", ("reason",)),
    e.ContentPurged: ("decision", ("reason",)),
    e.ReporterUnreachable: ("decision", ("explanation",)),
    e.ReportWithdrawn: ("decision", ("ground",)),
    e.SilenceAccepted: ("decision", ("ground",)),
    e.AttachmentReleased: ("decision", ("reason",)),
    e.KeyConfirmed: ("decision", ("how", "with_whom")),
    e.IncidentLinked: ("decision", ("other", "reason")),
    e.CauseFound: ("decision", ("cause", "evidence")),
    e.ActionPlanned: ("decision", ("action", "owner")),
    e.ActionDone: ("decision", ("result",)),
    e.ActionDropped: ("decision", ("reason",)),
    e.BreachAware: ("decision", ("ground",)),
    e.BreachRuledOut: ("decision", ("ground",)),
    e.ExploitationAware: ("decision", ("ground",)),
    e.AdvisoryExported: ("advisory", ("changed",)),
    e.AdvisoryPublished: ("advisory", ("where",)),
    e.ReproductionTried: ("decision", ("steps", "environment", "product", "version")),
    e.EvidenceAdded: ("note", ("note", "name", "shown_name")),
    e.AffectedListed: ("product", ("vendor", "product", "affected", "supported_branches")),
    e.FixOwned: ("product", ("product", "branch", "owner")),
    e.FixPrepared: ("product", ("product", "branch", "fixed_in", "reference", "commit", "covers")),
    e.FixTested: ("decision", ("product", "branch", "ran", "on")),
    e.FixReviewed: ("decision", ("product", "branch", "reviewer", "note")),
    e.BranchReleased: ("product", ("product", "branch", "version")),
    e.FixReverted: ("decision", ("product", "branch", "reason")),
    e.FixExempted: ("decision", ("product", "branch", "ground")),
}
_REPLACED = (
    e.SeveritySet,
    e.SsvcDecided,
    e.ScopeJudged,
    e.CreditRecorded,
    e.AffectedListed,
    e.FixPrepared,
    e.PersonNamed,
    e.ReporterJoined,
)
"""What is said anew takes the place of what was said before."""
_TELLING = (e.AdvisoryPublished, e.DetailsDisclosed, e.ExploitPublished, e.EmbargoExited)
"""What ends an embargo."""
_ADVISORY = ("title", "summary", "details", "remediation", "workaround", "references", "cve", "aliases")


class Searched(msgspec.Struct, frozen=True):
    """The words of a case by source; those of its messages have to be read from the vault (`words_of`)."""

    words: dict[Source, str]
    reports: tuple[str, ...]
    """SHA-256 of what the parser made of each message that came."""
    letters: tuple[str, ...]
    """The same of each letter whose sent copy is kept."""


def searched_in(case: Case, history: Sequence[Recorded]) -> Searched:
    """What is searched of a case, which this history makes."""
    parts: dict[Source, list[str]] = {
        "title": [case.case_id],
        "reporter": [case.reporter_name.raw],
        "handler": [case.handler],
    }
    events = [recorded.event for recorded in in_force(history)]
    for event in events:
        for source, said in _said(event, case):
            parts.setdefault(source, []).append(said)
    words = {source: joined(said) for source, said in parts.items()}
    reports = (message.report_sha256 for message in case.messages)
    letters = (event.report_sha256 for event in events if isinstance(event, e.Sent))
    return Searched(words, tuple(filter(None, reports)), tuple(filter(None, letters)))


def words_of(report: Report) -> str:
    """What is searched of a report: subject, text, names of files."""
    files = (attachment.name.raw for attachment in report.attachments)
    return joined([report.subject.raw, report.text.raw, *files])


def joined(parts: Sequence[str]) -> str:
    """Each once, a line apart."""
    return "\n".join(dict.fromkeys(part for part in parts if part))


def columns_for(term: Term) -> tuple[Source, ...]:
    """Where a term is looked for: a key names its source, a word stands anywhere but among handlers.

    A case is named by its id and titles, which stand in one source, and by who reported.
    """
    own: dict[str, tuple[Source, ...]] = {
        "name": ("title", "reporter"),
        "from": ("reporter",),
        "handler": ("handler",),
    }
    return own.get(term.kind, SOURCES[:-1])


def first_hit(texts: Mapping[Source, str], wanted: Filter) -> Snippet | None:
    """Where the words of a filter stand first, or None when it asks for none."""
    for source in SOURCES:
        terms = [term for term in wanted.texts() if source in columns_for(term)]
        hit = snippet(source, texts.get(source, ""), terms) if terms else None
        if hit is not None:
            return hit
    return None


def has_attachment(case: Case) -> bool:
    """Whether any message of the case brought a file, or a handler added one."""
    return bool(case.evidence) or any(message.attachments for message in case.messages)


def is_published(case: Case) -> bool:
    """Whether the advisory is out, and no mere holding one."""
    return case.published_in_full


def is_duplicate(case: Case) -> bool:
    """Whether it was rejected as reported before."""
    return case.rejected is not None and case.rejected.reason == "duplicate"


def is_embargoed(case: Case) -> bool:
    """Whether the case is open and nothing of it may be told yet: neither published nor public by others."""
    return case.open and not any(case.has(kind) for kind in _TELLING)


def _said(event: Event, case: Case) -> Iterator[tuple[Source, str]]:
    if isinstance(event, e.ReportReceived | e.FollowUpReceived):
        yield "title", event.title.raw
        yield "reporter", event.reporter_address.raw
    elif isinstance(event, e.IncidentOpened):
        yield "title", event.title.raw
        yield "decision", joined((event.noticed, event.noticed_by))
    elif isinstance(event, e.IncidentPhase):
        yield "decision", joined((event.record, getattr(event, "no_action", "")))
    elif isinstance(event, e.AdvisoryDrafted) and event.text == case.advisory:
        yield "advisory", _fields(event.text, _ADVISORY)
    elif type(event) in _WRITTEN and not (isinstance(event, _REPLACED) and event not in _latest(case)):
        source, fields = _WRITTEN[type(event)]
        yield source, _fields(event, fields)


def _latest(case: Case) -> tuple[object, ...]:
    return (
        case.severity,
        case.scope,
        *case.decisions,
        *case.credits.values(),
        *case.products,
        *case.fixes,
        *case.named,
        *case.joined,
    )


def _fields(of: msgspec.Struct, names: Sequence[str]) -> str:
    values = (getattr(of, name) for name in names)
    return joined([part for value in values for part in _parts(value)])


def _parts(value: object) -> Sequence[str]:
    if isinstance(value, Untrusted):
        return (value.raw,)
    return value if isinstance(value, tuple) else (str(value),)
