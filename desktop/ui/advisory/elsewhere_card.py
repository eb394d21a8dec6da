"""Facts of the advisory that are not typed here: what they are, and the way to where they are edited."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.domain.advisories.advisory import AdvisoryFacts, ProductFacts
from desktop.domain.advisories.fields import BY_POLICY, CaseField
from desktop.domain.inert import Untrusted
from desktop.ui.advisory.form_words import field_words
from desktop.ui.look.instants import day_and_year
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words

_TAB_OF: dict[CaseField, str] = {
    "products": "confirm",
    "severity": "confirm",
    "ssvc": "confirm",
    "fixes": "fix",
    "dates": "timeline",
    **dict.fromkeys(BY_POLICY, ""),
}


class ElsewhereCard(QFrame):
    """A row for each; `go` brings a tab to the front."""

    def __init__(self, go: Callable[[str, str], object]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.leads: dict[str, ActButton] = {}
        self._told: dict[str, InertLabel] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 13, 16, 14)
        rows.setSpacing(6)
        rows.addWidget(Words(self.tr("Taken from the case"), "section"))
        for field, tab in _TAB_OF.items():
            told = self._told[field] = InertLabel(look="body", lines=True)
            if not tab:
                rows.addWidget(told)
                continue
            words = self.tr("Show…") if tab == "timeline" else self.tr("Edit…")
            lead = self.leads[field] = ActButton(words, partial(go, tab, ""), "small")
            lead.setAccessibleName(f"{field_words(field)}: {words}")
            rows.addWidget(FoldingRow(told, lead, grow=(told,)))

    def show_facts(self, facts: AdvisoryFacts) -> None:
        """What the documents say of them."""
        said = {
            "products": "; ".join(self._product(product) for product in facts.products),
            "severity": ", ".join(filter(None, (facts.severity, facts.cvss, facts.cvss4, facts.cwe))),
            "ssvc": ", ".join(f"SSVC {one.table}: {one.outcome}" for one in facts.ssvc),
            "fixes": "; ".join(said for product in facts.products for said in self._fixes(product)),
            "dates": "; ".join(f"{day_and_year(m.at)}: {m.what}" for m in facts.timeline),
            "publisher": ", ".join(filter(None, (facts.publisher, facts.publisher_namespace, facts.contact))),
        }
        nothing = self.tr("nothing yet")
        for field, told in self._told.items():
            told.show_text(Untrusted(f"{field_words(field)}: {said[field] or nothing}"))

    def _product(self, product: ProductFacts) -> str:
        groups = (
            (self.tr("affected"), product.affected),
            (self.tr("no fix for"), product.abandoned),
            (self.tr("not affected"), tuple(one.version for one in product.unaffected)),
            (self.tr("looked into"), product.investigated),
        )
        told = [f"{name} {', '.join(versions)}" for name, versions in groups if versions]
        return f"{product.vendor} {product.product}: {'; '.join(told)}"

    def _fixes(self, product: ProductFacts) -> Iterator[str]:
        for fix in product.fixes:
            out = self.tr("out since {day}").format(day=day_and_year(fix.released)) if fix.released else ""
            yield ", ".join(filter(None, (f"{product.product} {fix.version}", fix.branch, out)))
