"""Advisory: the credit, the words, and what the case says beside them; signing has a surface of its own."""

from collections.abc import Callable, Iterator
from typing import get_args

import msgspec

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText, Tlp
from desktop.domain.case import Case
from desktop.domain.event import Event
from desktop.domain.parties.people import CREDITED, people_of, uncredited
from desktop.domain.stages import is_correcting, is_holding
from desktop.ui.advisory.elsewhere_card import ElsewhereCard
from desktop.ui.case.approval_part import ApprovalPart
from desktop.ui.case.stage_form import StageForm, lines_of
from desktop.ui.look.people_words import called
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField, LineField, TextField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.session import Session
from desktop.workflows.desk.view_case import CaseView

_TYPED = ("title", "summary", "details", "remediation", "workaround", "cve")
_CREDIT = ("credit", "credited", "ground")
_WISH = "wish"
"""The key under which a draft keeps against which wish it was typed."""


class AdvisoryForm(StageForm):
    """What a person writes; all other facts come from the case."""

    stage = "Advisory"

    def __init__(self, session: Session) -> None:
        self._wish = ""
        self._filled: tuple[str, ...] = ()
        super().__init__(
            session,
            "advisory",
            self.tr("Write the advisory"),
            self.tr("Products, versions, severity and dates are taken from the case."),
            self.tr("Why: it is all that users have to decide by, and machines read it too."),
        )

    def build(self) -> Iterator[None]:
        """Credit, words, and what stands elsewhere, one after another."""
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
            self.tr("Wishes of others…"), lambda: self.session.errand_wanted.emit("people", ""), "small"
        )
        self.rows.addWidget(FoldingRow(self._others, self._lead, grow=(self._others,)))
        yield
        self._add_words()
        yield
        self._holding = Words(
            self.tr(
                "The glass is broken: this leaves as a holding advisory, before all is known. It names "
                "nobody, and leaves out details and references; the full one follows as its next revision."
            ),
            "warn",
            wrap=True,
        )
        self._holding.hide()
        self._correcting = Words(
            self.tr(
                "A fix that the published advisory names was taken back: the next revision says so, and can "
                "leave before another fix is ready. Look at what users should do."
            ),
            "warn",
            wrap=True,
        )
        self._correcting.hide()
        self.elsewhere = ElsewhereCard(self.session.tab_wanted.emit)
        self.rows.addWidget(self.elsewhere)
        self._approval = ApprovalPart(self.session)
        self.rows.addWidget(self._approval)
        self._export = ActButton(self.tr("Sign and export…"), self._on_export, "primary", "seal")
        self._published = ActButton(self.tr("Mark as published"), self._on_published)
        save = ActButton(self.tr("Save only"), self._on_save)
        into_tree = ActButton(self.tr("Into a provider folder…"), self._on_provider)
        self.finish(self._export, save, into_tree, self._published)
        self.rows.insertWidget(1, self._holding)
        self.rows.insertWidget(2, self._correcting)

    def _add_words(self) -> None:
        """What is typed into the advisory itself; each field goes by the name of its fact."""
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
        aliases = LineField(self.tr("Other ids"), self.tr("Parted by blanks."), "GHSA-…")
        self.add_row(cve=LineField(self.tr("CVE id"), "", "CVE-…"), aliases=aliases)

    def fill(self, view: CaseView) -> None:
        """Begin with what is recorded, and with the reporter's name to credit."""
        self._fill_credit(view.case)
        text = view.case.advisory or AdvisoryText(title="", summary="")
        values = {
            "title": text.title,
            "summary": text.summary,
            "details": text.details,
            "remediation": text.remediation,
            "workaround": text.workaround,
            "references": "\n".join(text.references),
            "tlp": text.tlp,
            "cve": text.cve,
            "aliases": " ".join(text.aliases),
        }
        for key, value in values.items():
            self.fields[key].put(value)

    def _fill_credit(self, case: Case) -> None:
        """The wish in force, by which an edit of these fields is told."""
        credit, unknown = case.credit, any(person.anonymous for person in people_of(case)[:1])
        nothing = self.tr("Nothing is known by which they could be named.")
        self.fields["credit"].put(credit.choice if credit else "anonymous" if unknown else "named")
        self.fields["credited"].put(credit.name if credit else case.reporter_name.line)
        self.fields["ground"].put(credit.ground if credit else nothing if unknown else "")
        self._wish, self._filled = _mark(case), self._credit_fields

    @property
    def _credit_fields(self) -> tuple[str, ...]:
        return tuple(self.value(key) for key in _CREDIT)

    @property
    def state(self) -> dict[str, str]:
        """What stands in the fields, and against which wish."""
        return {**super().state, _WISH: self._wish}

    def counting(self, draft: dict[str, str]) -> dict[str, str]:
        """A draft from before the wish changed says nothing about it any more."""
        if draft.get(_WISH, "") == self._wish:
            return draft
        return {key: value for key, value in draft.items() if key not in _CREDIT}

    def refresh(self, view: CaseView) -> None:
        """Publishing comes after exporting; another case's preview must not stay, nor a former wish."""
        if self._wish != _mark(view.case):
            self._fill_credit(view.case)
        self._show_others(view.case)
        self._approval.show_case(view)
        exported, published = bool(view.case.exports), view.case.published_in_full
        self._holding.setVisible(is_holding(view.case, view.profile))
        correcting = is_correcting(view.case, view.profile)
        self._correcting.setVisible(correcting)
        published = published and not correcting
        self._published.setEnabled(exported and not published)
        self._published.rename(self.tr("Published") if published else self.tr("Mark as published"))

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

    def acts(self) -> list[Event]:
        """What is typed and not recorded yet."""
        case = self.session.view.case if self.session.view else None
        text = msgspec.structs.replace(
            (case.advisory if case else None) or AdvisoryText(title="", summary=""),
            **{key: self.value(key) for key in _TYPED},
            references=lines_of(self.value("references")),
            aliases=tuple(self.value("aliases").replace(",", " ").split()),
            tlp=self.value("tlp"),
        )
        acts = self._wishes(case)
        return acts if case and text == case.advisory else [*acts, e.AdvisoryDrafted(text=text)]

    def _wishes(self, case: Case | None) -> list[Event]:
        """The wish, where none is recorded or its own fields were edited against the one in force."""
        if case and case.credit and (self._credit_fields == self._filled or self._wish != _mark(case)):
            return []
        choice, name, ground = self._credit_fields
        name = "" if choice == "anonymous" else name
        return [e.CreditRecorded(choice=choice, name=name, ground=ground)]  # type: ignore[arg-type]  # keys of the choice

    def show_field(self, field: str) -> bool:
        """Bring the place where a fact is edited into sight, with the keyboard; False where there is none."""
        named = self.fields.get("credited" if field == "credit" else field)
        control = named.control if named is not None else self.elsewhere.leads.get(field)
        if control is None:
            return False
        self.ensureWidgetVisible(named or control)
        control.setFocus()
        return True

    def _on_save(self) -> None:
        """A wish about credit waits for its ground; the words do not wait with it."""
        acts = [act for act in self.acts() if not isinstance(act, e.CreditRecorded) or act.ground]
        if acts:
            self.record(*acts)
        else:
            self.refuse(self.tr("Nothing was changed that is not recorded yet."))

    def _on_export(self) -> None:
        self._save_then(lambda: self.session.errand_wanted.emit("release", ""))

    def _on_provider(self) -> None:
        self._save_then(lambda: self.session.errand_wanted.emit("provider", ""))

    def _save_then(self, then: Callable[[], None]) -> None:
        acts = self.acts()
        if acts:
            self.record(*acts, then=then)
        else:
            then()

    def _on_published(self) -> None:
        self.record(e.AdvisoryPublished())


def _mark(case: Case) -> str:
    """By which a wish is told from another; empty for none."""
    return msgspec.json.encode(case.credit).decode() if case.credit else ""
