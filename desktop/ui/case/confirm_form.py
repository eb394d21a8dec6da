"""Confirm: whether it is in scope, which versions are affected, how bad it is, and that it is real."""

from collections.abc import Iterator

from desktop.domain import events as e
from desktop.domain.event import Event
from desktop.domain.matrix.known import Known
from desktop.ui.case.scope_card import ScopeCard
from desktop.ui.case.stage_form import StageForm, lines_of
from desktop.ui.case.support_note import SupportNote
from desktop.ui.desk_work import Loaded
from desktop.ui.evidence.evidence_card import EvidenceCard
from desktop.ui.evidence.reproduction_card import ReproductionCard
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import LineField, TextField
from desktop.ui.products.product_field import ProductField
from desktop.ui.products.product_note import ProductNote, proposals_for
from desktop.ui.scoring.severity_part import SeverityPart
from desktop.ui.scoring.ssvc_card import SsvcCard
from desktop.ui.session import Session
from desktop.ui.versions.versions_card import VersionsCard
from desktop.workflows.desk.view_case import CaseView


class ConfirmForm(StageForm):
    """One product with its ranges, a severity with its rationale."""

    stage = "Confirm"

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            "confirm",
            self.tr("Confirm the problem"),
            self.tr("Reproduce it, list what is affected, say how bad it is and why."),
            self.tr("Why: all later steps rest on it: who is warned, what is fixed first, and how soon."),
        )

    def build(self) -> Iterator[None]:
        """Scope, evidence, versions, severity, one after another."""
        self._scope = ScopeCard(self.session)
        self.rows.addWidget(self._scope)
        yield
        self._reproduction = ReproductionCard(self.session)
        self.rows.addWidget(self._reproduction)
        for key, field in self._reproduction.fields.items():
            self.watch(key, field)
        self._evidence = EvidenceCard(self.session)
        self.rows.addWidget(self._evidence)
        yield
        self._product = ProductField(self.tr("Product"))
        self._offer = ProductNote(self.session, self._typed_product)
        self._support = SupportNote(self._on_branches_taken)
        self._add_affected()
        yield
        self._severity = SeverityPart(self.session.open)
        self.rows.addWidget(self._severity)
        yield
        self._ssvc = SsvcCard()
        self._ssvc.decided.connect(self._on_decided)
        self.rows.addWidget(self._ssvc)
        for part in (self._severity, self._ssvc, self._scope.form):
            for key, field in part.fields.items():
                self.watch(key, field)
        self._confirm = ActButton(self.tr("Confirm the problem"), self._on_confirm, "primary")
        self.finish(self._confirm, ActButton(self.tr("Save only"), self._on_save))

    def _add_affected(self) -> None:
        """Which product in which versions, with what the catalogue and the table of versions say of them."""
        self._product.picked.connect(self._on_product_picked)
        self.add_row(vendor=LineField(self.tr("Vendor")), product=self._product)
        for key in ("vendor", "product"):
            self.fields[key].edited.connect(self._show_offer)
        self.add_row(
            affected=TextField(
                self.tr("Affected versions"),
                self.tr("One version or range to a line."),
                ">=1.2.0, <1.4.1",
                lines=2,
            ),
            branches=TextField(
                self.tr("Branches that need a fix"),
                self.tr("One to a line, if there are several."),
                "1.4",
                lines=2,
            ),
        )
        self.rows.addWidget(self._support)
        self.rows.addWidget(self._offer)  # it comes while the product is typed: not before the next field
        self._versions = VersionsCard(self.session, self.take_versions)
        self.rows.addWidget(self._versions)
        self.fields["affected"].edited.connect(self._show_support)

    def fill(self, view: CaseView) -> None:
        """Begin from what was listed, else from the policy's own product."""
        case, identity = view.case, view.profile.policy
        listed = case.products[-1] if case.products else None
        known = next((k.proposal for k in view.known if not k.matrix.finding), None)
        values = {
            "vendor": listed.vendor if listed else identity.organisation,
            "product": listed.product if listed else _likely_product(view),
            "affected": "\n".join(listed.affected if listed else known.affected if known else ()),
            "branches": "\n".join(listed.supported_branches if listed else known.branches if known else ()),
        }
        for key, value in values.items():
            self.fields[key].put(value)
        self._severity.fill(view.profile, case.severity)
        self._ssvc.fill()
        self._scope.form.fill()
        self._reproduction.fill(view)

    def refresh(self, view: CaseView) -> None:
        """A confirmed problem is not confirmed twice."""
        self._scope.show_scope(view)
        self._reproduction.show_tries(view)
        self._evidence.show_files(view)
        self._product.offer_products(proposals_for(view))
        if not self.value("product"):
            self._product.put(_likely_product(view))  # a try was recorded meanwhile
        self._versions.show_known(view)
        confirmed = view.case.has(e.ReportConfirmed)
        self._confirm.setEnabled(not confirmed)
        self._confirm.rename(self.tr("Confirmed") if confirmed else self.tr("Confirm the problem"))

    def show_case(self, loaded: Loaded) -> None:
        """Show a case, and what its fields amount to."""
        super().show_case(loaded)
        self._scope.form.show_verdict()
        self._severity.show_notes()
        self._ssvc.show_decisions(loaded.view.case.decisions)
        self._support.show_versions(loaded.view, lines_of(self.value("affected")))
        self._offer.show_product(loaded.view)

    def take_versions(self, known: Known) -> None:
        """Fill in what follows from a matrix; a person still records it."""
        self.fields["product"].put(known.matrix.product)
        self.fields["affected"].put("\n".join(known.proposal.affected))
        self.fields["affected"].edited.emit()
        if known.proposal.branches:
            self._on_branches_taken("\n".join(known.proposal.branches))

    def _show_support(self) -> None:
        if self.session.view is not None:
            self._support.show_versions(self.session.view, lines_of(self.value("affected")))

    def _show_offer(self) -> None:
        if self.session.view is not None:
            self._offer.show_product(self.session.view)

    def _typed_product(self) -> e.ProductListed:
        return e.ProductListed(self.value("vendor"), self.value("product"), lines_of(self.value("branches")))

    def _on_product_picked(self, entry: e.ProductListed) -> None:
        self.fields["vendor"].put(entry.vendor)
        if entry.branches:
            self._on_branches_taken("\n".join(entry.branches))

    def _on_branches_taken(self, branches: str) -> None:
        self.fields["branches"].put(branches)
        self.fields["branches"].edited.emit()

    def _on_decided(self, act: e.SsvcDecided) -> None:
        self.session.act(act, then=self._ssvc.fill)

    def _on_save(self) -> None:
        self.record(*self._facts())

    def _on_confirm(self) -> None:
        self.record(*self._facts(), e.ReportConfirmed(rationale=self.value("rationale")), move_on=True)

    def _facts(self) -> list[Event]:
        listed = e.AffectedListed(
            vendor=self.value("vendor"),
            product=self.value("product"),
            affected=lines_of(self.value("affected")),
            supported_branches=lines_of(self.value("branches")),
        )
        view = self.session.view
        known = (*view.case.products, view.case.severity) if view else ()
        return [fact for fact in (listed, self._severity.fact) if fact not in known]


def _likely_product(view: CaseView) -> str:
    """What was tried last, as far as that was said, else the policy's own."""
    tried = (one.product for one in reversed(view.case.tries) if one.product)
    return next(tried, view.profile.policy.product)
