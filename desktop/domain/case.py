"""A case: what a history of events amounts to. State is derived, never set."""

from datetime import datetime

import msgspec

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.audit.worksheets import Search
from desktop.domain.event import Event
from desktop.domain.fixing.records import Branch, BranchRecord, branch_of
from desktop.domain.incidents.incident import Incident
from desktop.domain.inert import Untrusted
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
    holding: bool = False
    """Whether it is a holding advisory, written while facts were missing."""
    changed: str = ""
    """What its revision says of itself."""


class Approval(msgspec.Struct, frozen=True):
    """Exactly these documents, by one person; `alone` with the reason of who had nobody to ask."""

    event_id: str
    by: str
    at: datetime
    documents: tuple[e.ApprovedDocument, ...]
    alone: str = ""
    writer: str = ""
    """Of the entry: another vault's where it came with a bundle."""
    fingerprint: str = ""
    """The key that signed it, or that its author last signed in with."""
    statement: str = ""
    signature: str = ""
    key_sha256: str = ""
    own: bool = False
    """Whether a key tells that its author wrote the advisory, whatever their name says."""
    doubt: str = ""
    """Why it does not count, once that was looked at."""


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
    restricted: e.CaseRestricted | None = None
    opened: bool = False
    """Whether everybody sees it, though its policy shows cases to those assigned alone."""
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
    versions: tuple[e.VersionsTraced | e.VersionJudged | e.FixPrepared, ...] = ()
    """All that was said of versions, in order: what was fixed and is affected again shows only so."""
    fixes: tuple[e.FixPrepared, ...] = ()
    """Those that stand: none that was taken back."""
    fixing: dict[Branch, BranchRecord] = {}
    """What was recorded of the fix of each branch, also of one that is listed no more."""
    proofs_known: bool = False
    """Whether a fix was ever tested or reviewed, also where that was undone since."""
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
    advisory_by: str = ""
    """Who wrote the advisory last."""
    cve_rejection: e.CveRejectionWritten | None = None
    """What was last written of its id, in case that the report is rejected."""
    cve_rejection_by: str = ""
    approvals: tuple[Approval, ...] = ()
    asked: e.ApprovalRequested | None = None
    """What was last sent to be approved elsewhere."""
    asked_at: datetime | None = None
    accepted_leaks: tuple[e.LeakAccepted, ...] = ()
    labels: tuple[e.ItemLabelled, ...] = ()
    """What is restricted: no export tells it."""
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
    exit: e.EmbargoExited | None = None
    """How the embargo ended before its time."""
    holding_out: bool = False
    """Whether what was published last is a holding advisory."""
    planned: datetime | None = None
    """When the advisory is meant to come out."""
    incident: Incident = Incident()
    milestones: dict[str, datetime] = {}
    """First occurrence of each kind of event that is in force."""
    legal_hold: e.LegalHoldPlaced | None = None
    """Why its content has to be kept, while it has."""
    purged: bool = False
    """Whether more than what was known of a person is gone."""

    @property
    def open(self) -> bool:
        """Whether anything may still be done to it."""
        return self.closed is None

    def has(self, event: type[Event]) -> bool:
        """Whether an event of this kind is in force."""
        return event.kind in self.milestones

    @property
    def glass_broken(self) -> bool:
        """Whether the embargo ended because the world knows, or attacks: not because both agreed."""
        return self.exit is not None and self.exit.reason != "agreement"

    @property
    def published_in_full(self) -> bool:
        """Whether the advisory is out, and no mere holding one."""
        return self.has(e.AdvisoryPublished) and not self.holding_out

    @property
    def drafted_by(self) -> str:
        """Who wrote what would leave now: the advisory, or that the id of a rejected case is not used."""
        return self.cve_rejection_by if self.rejects_its_id else self.advisory_by

    @property
    def rejects_its_id(self) -> bool:
        """Whether it was written down that its id is not to be used, and the report is rejected."""
        return self.rejected is not None and self.cve_rejection is not None

    @property
    def incident_only(self) -> bool:
        """Whether an incident began it and no report did: nobody reported, and nobody is to be answered."""
        return self.has(e.IncidentOpened) and not self.has(e.ReportReceived)

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
    def branches(self) -> tuple[Branch, ...]:
        """Product and branch pairs that need a fix; a product without branches counts once."""
        return tuple((p.product, b) for p in self.products for b in (p.supported_branches or ("",)))

    @property
    def fixed(self) -> tuple[BranchRecord, ...]:
        """The branches whose fix stands, in the order in which the fixes were prepared."""
        return tuple(self.fixing[branch_of(fix)] for fix in self.fixes)
