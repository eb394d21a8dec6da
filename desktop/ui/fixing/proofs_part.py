"""What proves the fixes: a test and a review, recorded for every branch that lacks them, or for one."""

from collections.abc import Iterable, Sequence
from typing import cast

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.event import Event
from desktop.domain.fixing.records import BranchRecord, branch_of
from desktop.ui.fixing.branch_keys import branch_key
from desktop.ui.fixing.file_field import FileField
from desktop.ui.parts.fields import ChoiceField, Field, LineField, TextField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words


class ProofsPart(QFrame):
    """Nothing is recorded of a test without an outcome, or of a review without a reviewer."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.evidence = FileField(self.tr("What it said, as a file…"))
        self._about = ChoiceField(self.tr("For"))
        outcomes = [
            ("", self.tr("Not run yet")),
            ("passed", self.tr("Passed")),
            ("failed", self.tr("Failed")),
        ]
        verdicts = [("approved", self.tr("Approved")), ("changes-needed", self.tr("Asks for changes"))]
        self.fields: dict[str, Field] = {
            "about": self._about,
            "outcome": ChoiceField(self.tr("Test"), outcomes),
            "ran": TextField(self.tr("What was run"), lines=2),
            "on": LineField(self.tr("On what")),
            "evidence": self.evidence,
            "reviewer": LineField(self.tr("Reviewed by"), "", self.tr("not the owner")),
            "verdict": ChoiceField(self.tr("Review"), verdicts),
            "note": LineField(self.tr("Note of the reviewer"), "", self.tr("optional")),
        }
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 10, 14, 12)
        rows.setSpacing(8)
        rows.addWidget(Words(self.tr("Tests and review"), "section"))
        for keys in (
            ("about", "outcome"),
            ("ran",),
            ("on",),
            ("evidence",),
            ("reviewer", "verdict"),
            ("note",),
        ):
            widgets = [self.fields[key] for key in keys]
            rows.addWidget(FoldingRow(*widgets, grow=widgets, spacing=14))

    def show_records(self, records: Sequence[BranchRecord]) -> None:
        """Offer the branches; hidden once every fix is proved."""
        every = ("", self.tr("Every fix that lacks it"))
        named = [(branch_key(branch_of(r)), r.name) for r in records if not r.exempted]
        self._about.offer([every, *named])
        self._about.setVisible(len(named) > 1)
        waiting = [r for r in records if not (r.exempted or (r.tested and r.approved))]
        self.setVisible(bool(waiting))

    def fill(self, case: Case) -> None:
        """Begin from what reproduced the problem: the same steps must not any more."""
        tried = next((t for t in reversed(case.tries) if t.outcome == "reproduced"), None)
        for key, field in self.fields.items():
            field.put({"verdict": "approved"}.get(key, ""))
        if tried is not None:
            words = self.tr("What reproduced the problem: {steps}")
            self.fields["ran"].put(words.format(steps=tried.steps) if tried.steps else "")
            self.fields["on"].put(tried.environment)

    def acts(self, records: Iterable[BranchRecord]) -> list[Event]:
        """What the fields say of the fixes as they will be."""
        given = {key: field.value for key, field in self.fields.items()}
        chosen = given["about"]
        fixed = [r for r in records if r.fix is not None and chosen in ("", branch_key(branch_of(r)))]
        found: list[Event] = []
        if given["outcome"]:
            outcome = cast("e.TestOutcome", given["outcome"])
            found += [
                e.FixTested(r.product, given["ran"], outcome, r.branch, given["on"], given["evidence"])
                for r in fixed
                if chosen or not r.tested
            ]
        if given["reviewer"]:
            verdict = cast("e.ReviewVerdict", given["verdict"])
            found += [
                e.FixReviewed(r.product, given["reviewer"], verdict, r.branch, given["note"])
                for r in fixed
                if chosen or not r.approved
            ]
        return found
