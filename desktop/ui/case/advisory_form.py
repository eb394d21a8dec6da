"""Advisory: the credit, the words, a look at the documents; signing has a surface of its own."""

from collections.abc import Callable
from typing import get_args

import msgspec

from desktop.domain import events as e
from desktop.domain.advisory import AdvisoryText, Tlp
from desktop.domain.case import Case
from desktop.domain.event import Event
from desktop.domain.people import CREDITED, people_of, uncredited
from desktop.ui.case.advisory_preview import AdvisoryPreviewPane
from desktop.ui.case.stage_form import StageForm, lines_of
from desktop.ui.look.people_words import called
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField, LineField, TextField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.session import Session
from desktop.workflows.publish_advisory import AdvisoryPreview, preview_advisory
from desktop.workflows.view_case import CaseView


class AdvisoryForm(StageForm):
    """What a person writes; all other facts come from the case."""

    stage = "Advisory"

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            "advisory",
            self.tr("Write the advisory"),
            self.tr("Products, versions, severity and dates are taken from the case."),
        )
        self._credit = ChoiceField(
            self.tr("Credit"),
            [
                ("named", self.tr("By name")),
                ("alias", self.tr("By alias")),
                ("anonymous", self.tr("Anonymous")),
            ],
        )
        self.add_row(credit=self._credit, credited=LineField(self.tr("Name to credit")))
        self.add(
            ground=LineField(self.tr("Ground for the credit"), "", self.tr("The reporter's message of …"))
        )
        self._others = Words(look="small", wrap=True)
        self._lead = ActButton(
            self.tr("Wishes of others…"), lambda: session.errand_wanted.emit("people", ""), "small"
        )
        self.rows.addWidget(FoldingRow(self._others, self._lead, grow=(self._others,)))
        self.add(
            title=LineField(self.tr("Title")),
            summary=TextField(self.tr("Summary"), "", self.tr("What it is and whom it concerns."), lines=3),
            remediation=TextField(self.tr("What users should do"), "", self.tr("Update to …"), lines=2),
        )
        self.add_row(
            details=TextField(self.tr("Details"), "", self.tr("optional"), lines=2),
            workaround=TextField(self.tr("Workaround"), "", self.tr("optional"), lines=2),
        )
        tlps = [(tlp, f"TLP:{tlp}") for tlp in get_args(Tlp)]
        references = TextField(self.tr("References"), self.tr("One address to a line."), "https://…", lines=2)
        self.add_row(references=references, tlp=ChoiceField(self.tr("May be shared with"), tlps))
        self._pane = AdvisoryPreviewPane()
        self._export = ActButton(self.tr("Sign and export…"), self._on_export, "primary", "seal")
        self._published = ActButton(self.tr("Mark as published"), self._on_published)
        self.finish(self._export, ActButton(self.tr("Preview"), self._on_preview), self._published)
        self.rows.insertWidget(self.rows.count() - 1, self._pane)

    def fill(self, view: CaseView) -> None:
        """Begin with what is recorded, and with the reporter's name to credit."""
        case, credit = view.case, view.case.credit
        text = case.advisory or AdvisoryText(title="", summary="")
        unknown = people_of(case)[0].anonymous
        nothing = self.tr("Nothing is known by which they could be named.")
        values = {
            "credit": credit.choice if credit else "anonymous" if unknown else "named",
            "credited": credit.name if credit else case.reporter_name.line,
            "ground": credit.ground if credit else nothing if unknown else "",
            "title": text.title,
            "summary": text.summary,
            "details": text.details,
            "remediation": text.remediation,
            "workaround": text.workaround,
            "references": "\n".join(text.references),
            "tlp": text.tlp,
        }
        for key, value in values.items():
            self.fields[key].put(value)

    def refresh(self, view: CaseView) -> None:
        """Publishing comes after exporting; another case's preview must not stay."""
        self._show_others(view.case)
        exported, published = bool(view.case.exports), view.case.has(e.AdvisoryPublished)
        self._published.setEnabled(exported and not published)
        self._published.rename(self.tr("Published") if published else self.tr("Mark as published"))
        if self.session.view is not None and view.case.case_id != self._case_id:
            self._pane.hide()

    def _show_others(self, case: Case) -> None:
        """The row above is the first reporter's; the wishes of others are recorded where they stand."""
        others = [p for p in people_of(case) if p.label and (p.role in CREDITED or p.credited)]
        lacking = [called(p) for p in uncredited(case) if p.label]
        if lacking:
            self._others.say(
                self.tr("No wish recorded yet: {names}.").format(names=", ".join(lacking)), "warn"
            )
        else:
            names = ", ".join(p.credited for p in others if p.credited) or self.tr("nobody")
            self._others.say(self.tr("Others to be named: {names}.").format(names=names), "small")
        self._others.setVisible(bool(others))
        self._lead.setVisible(bool(others))

    def _facts(self) -> list[Event]:
        case = self.session.view.case if self.session.view else None
        choice = self.value("credit")
        name = "" if choice == "anonymous" else self.value("credited")
        credit = e.CreditRecorded(choice=choice, name=name, ground=self.value("ground"))  # type: ignore[arg-type]  # keys of the choice
        keys = ("title", "summary", "details", "remediation", "workaround")
        text = AdvisoryText(
            **{key: self.value(key) for key in keys},
            references=lines_of(self.value("references")),
            tlp=self.value("tlp"),  # type: ignore[arg-type]  # keys of the choice
        )
        said = case.credit if case else None
        same = said is not None and msgspec.structs.replace(said, proof="", person="") == credit
        acts: list[Event] = [] if same else [credit]
        return acts if case and text == case.advisory else [*acts, e.AdvisoryDrafted(text=text)]

    def _on_preview(self) -> None:
        self._save_then(self._preview)

    def _on_export(self) -> None:
        self._save_then(lambda: self.session.errand_wanted.emit("release", ""))

    def _save_then(self, then: Callable[[], None]) -> None:
        acts = self._facts()
        if acts:
            self.record(*acts, then=then)
        else:
            then()

    def _preview(self) -> None:
        view = self.session.view
        if view is None:
            return
        desk, case_id = self.session.desk, view.case.case_id
        self.session.background.run(
            lambda _p: preview_advisory(desk, case_id), self._on_previewed, topic="preview"
        )

    def _on_previewed(self, preview: AdvisoryPreview) -> None:
        self._pane.show_preview(preview)
        self.ensureWidgetVisible(self._pane, 0, 50)

    def _on_published(self) -> None:
        self.record(e.AdvisoryPublished())
