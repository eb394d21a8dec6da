"""Every errand of the desk, by what it is about: menus, columns and pages ask for them here."""

from typing import TYPE_CHECKING

from desktop.ui.advisory.check_errand import CheckErrand
from desktop.ui.attachments.attachments_errand import AttachmentsErrand
from desktop.ui.audit.audit_errand import AuditErrand
from desktop.ui.case.fix_form import FixForm
from desktop.ui.embargo.embargo_errand import EmbargoErrand
from desktop.ui.evidence.evidence_errand import EvidenceErrand
from desktop.ui.exchange.exchange_errands import ExchangeErrands
from desktop.ui.eyes.answer_errand import AnswerErrand
from desktop.ui.eyes.ask_errand import AskErrand
from desktop.ui.fixing.fix_errand import FixErrand
from desktop.ui.incidents.incident_errands import IncidentErrands
from desktop.ui.journal.journal_errand import JournalErrand
from desktop.ui.metrics.metrics_errand import MetricsErrand
from desktop.ui.pages.case_errands import CaseErrands
from desktop.ui.pages.custody_errands import CustodyErrands
from desktop.ui.pages.facts_errand import FactsErrand
from desktop.ui.pages.filter_errands import FilterErrands
from desktop.ui.pages.handover_errands import HandoverErrands
from desktop.ui.pages.key_errands import KeyErrands
from desktop.ui.pages.many_errands import ManyErrands
from desktop.ui.pages.people_errands import PeopleErrands
from desktop.ui.pages.promise_errands import PromiseErrands
from desktop.ui.pages.record_errands import RecordErrands
from desktop.ui.pages.sent_errand import SentErrand
from desktop.ui.policies.adopt_errand import AdoptErrand
from desktop.ui.policies.editing.edit_errand import EditErrand
from desktop.ui.policies.offer_errand import OfferErrand
from desktop.ui.policies.policy_errands import PolicyErrands
from desktop.ui.policies.proposing.propose_errand import ProposeErrand
from desktop.ui.policies.publish_errand import PublishErrand
from desktop.ui.printers.print_errand import PrintErrand
from desktop.ui.products.products_errand import ProductsErrand
from desktop.ui.provider.provider_errand import ProviderErrand
from desktop.ui.retention.content_errand import ContentErrand
from desktop.ui.retention.retention_errand import RetentionErrand
from desktop.ui.team.approve_errand import ApproveErrand
from desktop.ui.team.team_errand import TeamErrand
from desktop.ui.triage.triage_errands import TriageErrands
from desktop.ui.versions.versions_errand import VersionsErrand

if TYPE_CHECKING:
    from desktop.ui.pages.desk_page import DeskPage


class DeskErrands:
    """Each is a child of the page, and ends with it; `folder` is proposed for what is written."""

    def __init__(self, desk: "DeskPage", folder: str) -> None:
        self._of_cases(desk, folder)
        self._of_the_vault(desk)
        self._of_pages(desk)

    def _of_cases(self, desk: "DeskPage", folder: str) -> None:
        """About the case in view."""
        session, reading = desk.session, desk.reading
        self.cases = CaseErrands(desk, session, folder)
        self.triage = TriageErrands(desk, session, lambda: reading.report.triage.strongest)
        self.records = RecordErrands(desk, session)
        self.people = PeopleErrands(desk, session)
        self.many = ManyErrands(desk, session, desk.list.choosing.cases)
        desk.list.choosing.bar.wanted.connect(self.many.do)
        self.evidence = EvidenceErrand(desk, session)
        self.facts = FactsErrand(desk, session)
        self.attachments = AttachmentsErrand(desk, session)
        self.audit = AuditErrand(desk, session)
        self.fixes = FixErrand(desk, session, lambda: reading.tabs.of(FixForm))
        self.versions = VersionsErrand(desk, session)
        self.embargo = EmbargoErrand(desk, session)
        self.incidents = IncidentErrands(desk, session)
        self.approval = ApproveErrand(desk, session)
        self.provider = ProviderErrand(desk, session)
        self.checks = CheckErrand(desk, session)
        self.eyes = AskErrand(desk, session)
        self.answers = AnswerErrand(desk, session.background, lambda: session.desk.tools)
        self.answers.said.connect(session.said)
        self.exchange = ExchangeErrands(desk, session)
        self.sent = SentErrand(desk, session)
        self.promises = PromiseErrands(desk, session)
        self.printing = PrintErrand(desk, session)

    def _of_the_vault(self, desk: "DeskPage") -> None:
        """About what opens it, who works in it, and what it keeps."""
        session = desk.session
        self.keys = KeyErrands(desk, session)
        self.custody = CustodyErrands(desk, session)
        self.handover = HandoverErrands(desk, session, self.custody, self.keys)
        self.retention = RetentionErrand(desk, session)
        self.content = ContentErrand(desk, session)
        self.team = TeamErrand(desk, session)
        self.journal = JournalErrand(desk, session, desk.pages.journal)
        self.products = ProductsErrand(desk, session)
        self.adoption = AdoptErrand(desk, session)

    def _of_pages(self, desk: "DeskPage") -> None:
        """Those that fill a part of the desk."""
        session = desk.session
        self.filters = FilterErrands(desk, session, desk.rail.filters)
        self.policies = PolicyErrands(desk, session, desk.pages.policies)
        self.editing = EditErrand(desk, session, desk.pages.editor)
        self.proposing = ProposeErrand(desk, session, desk.pages.proposal)
        self.publishing = PublishErrand(desk, session)
        self.metrics = MetricsErrand(desk, session, desk.pages.metrics, self.printing)
        self.offer = OfferErrand(desk, session, desk.offer_bar)
