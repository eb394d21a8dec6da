"""The report: who wrote, how far that is proven, when it came, and its words, inert."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain import events as e
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report
from desktop.domain.triage.merging import original_of
from desktop.ui.case.next_step import NextStep, next_step
from desktop.ui.case.report_files import ReportFiles
from desktop.ui.case.stage_reasons import StageReasons
from desktop.ui.desk_work import Loaded
from desktop.ui.look.instants import absolute
from desktop.ui.look.openpgp_words import openpgp_line
from desktop.ui.look.sentences import said
from desktop.ui.look.wording import (
    Chip,
    arrival_words,
    encryption_chip,
    grade_chip,
    warning_words,
)
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, InertLabel, Words
from desktop.ui.parts.layout import GrowingSheet, Rule, beside, clear
from desktop.ui.reader.message_reader import MessageReader
from desktop.ui.session import Session
from desktop.ui.triage.triage_card import TriageCard
from desktop.workflows.desk.view_case import CaseView


class ReportTab(QWidget):
    """One message of the case at a time; the newest that a person wrote is shown first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._view: CaseView | None = None
        self._subject = InertLabel(look="title", lines=True)
        self._sender = InertLabel(look="body", lines=True)
        self._chips = QVBoxLayout()
        self._openpgp = InertLabel(look="small", lines=True)
        self._arrived = Words(look="small", wrap=True)
        self.primary = ActButton(self.tr("Take the next step"), self._take_step, "primary", "forward")
        self._step: NextStep | None = None
        why = self.tr("Why: the policy's times count from the arrival, and the reporter waits for a word.")
        self.reasons = StageReasons(why)
        self._notices = QVBoxLayout()
        self._notices.setSpacing(4)
        self._which = ChoiceField(self.tr("Message"))
        self._which.edited.connect(lambda: self._show_message(int(self._which.value or 0)))
        self.triage = TriageCard(session)
        self.message = MessageReader(session, self.tr("Text of the report"))
        self._files = ReportFiles(session.errand_wanted.emit)
        self._lay_out()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 18, 24, 14)
        rows.setSpacing(8)
        head = GrowingSheet(self.tr("Head of the message"), margin=0, spacing=8)  # in large type it scrolls
        head.rows.addWidget(self._which)
        head.rows.addWidget(self._subject)
        head.rows.addWidget(self._sender)
        head.rows.addLayout(self._chips)
        head.rows.addWidget(self._openpgp)
        head.rows.addWidget(FoldingRow(self._arrived, self.primary, grow=(self._arrived,), spacing=12))
        head.rows.addWidget(self.reasons)
        head.rows.addLayout(self._notices)
        head.rows.addWidget(self.triage)
        rows.addWidget(head)
        rows.addSpacing(2)
        rows.addWidget(Rule())
        rows.addSpacing(4)
        rows.addWidget(self.message, 1)
        rows.addWidget(self._files)

    def show_case(self, loaded: Loaded) -> None:
        """Show the case's newest message, or the one that was being read."""
        another = self._view is None or self._view.case.case_id != loaded.view.case.case_id
        reading = self._which.value
        self._view = loaded.view
        reports = loaded.view.reports
        names = [
            (str(i), self._named(report).format(n=i + 1, all=len(reports)))
            for i, report in enumerate(reports)
        ]
        self._which.offer(names)
        self._which.setVisible(len(reports) > 1)
        self._which.put(str(_newest(reports)) if another or not reading else reading)
        self._show_arrival(loaded.view)
        self.judge(loaded.view)
        self.triage.show_case(loaded.view)
        if reports:
            self._show_message(int(self._which.value))
        else:
            self._show_no_message(loaded.view)

    def judge(self, view: CaseView) -> None:
        """Show what Intake asks for and by when, until it has it: then the words have the room."""
        self.reasons.show_stage(view, "Intake")
        owed = any(stage.stage == "Intake" and stage.missing for stage in view.stages)
        self._step = next_step(view) if owed else None
        if self._step is not None:
            self.primary.rename(self._step.words)
        for widget in (self.reasons, self.primary):
            widget.setVisible(self._step is not None)

    def _named(self, report: Report) -> str:
        if report.automatic:
            return self.tr("Message {n} of {all}, automatic")
        return self.tr("Message {n} of {all}")

    def confirm_arrival(self) -> None:
        """Stand for the proposed time of arrival."""
        case = self._view.case if self._view is not None else None
        if case is not None and case.arrived_at is not None:
            self._session.act(e.ArrivalConfirmed(arrived_at=case.arrived_at, zone=case.arrival_zone))

    def _take_step(self) -> None:
        """Do, or lead to, what Intake lacks first."""
        if self._step is not None:
            self._session.tab_wanted.emit(self._step.tab, self._step.what)

    def focus_text(self) -> None:
        """Read with the keyboard."""
        self.message.reader.text.setFocus()

    def _show_arrival(self, view: CaseView) -> None:
        case = view.case
        self._arrived.setVisible(case.arrived_at is not None)
        if case.arrived_at is None:
            return
        when = absolute(case.arrived_at)
        if case.arrival_confirmed:
            self._arrived.say(self.tr("The report arrived {when}").format(when=when), "small")
        else:
            words = self.tr("The report arrived {when}, {source}. Not confirmed yet.")
            self._arrived.say(words.format(when=when, source=arrival_words(case.arrival_source)), "warn")

    def _show_message(self, index: int) -> None:
        assert self._view is not None
        report = self._view.reports[index]
        self._subject.show_text(report.subject or self._view.case.title)
        name, address = report.reporter.name.line, report.reporter.address.line
        self._sender.show_text(Untrusted(f"{name}  <{address}>" if address else name or self.tr("Anonymous")))
        clear(self._chips)
        chips = [ChipLabel(grade_chip(report.reporter.grade)), ChipLabel(encryption_chip(report.encryption))]
        if report.subject_protected:
            chips.append(ChipLabel(Chip(self.tr("Subject protected"), "muted")))
        self._chips.addWidget(FoldingRow(*chips, spacing=6))
        self._show_notices(report)
        self._openpgp.show_text(openpgp_line(report))
        self._openpgp.show()
        self.message.show_message(report.text, self._view.kept[index] if self._view.kept else None)
        self._files.show_files(report.attachments)

    def _show_no_message(self, view: CaseView) -> None:
        """An incident without a report, or a report that was lost before the vault was salvaged."""
        self._subject.show_text(view.case.title)
        self._sender.show_text(view.case.reporter_address)
        self._openpgp.hide()
        self.message.show_message(Untrusted(""), None)
        self._files.show_files(())
        for layout in (self._chips, self._notices):
            clear(layout)
        for words in self._remarks():
            self._notices.addWidget(Words(words, "warn", wrap=True))

    def _show_notices(self, report: Report) -> None:
        clear(self._notices)
        reporter = self._view.reporter if self._view is not None else None
        for words in reporter.known.warnings if reporter is not None else ():
            self._notices.addWidget(InertLabel(Untrusted(said(words)), "warn", lines=True))
        for words in self._remarks():
            self._notices.addWidget(Words(words, "warn", wrap=True))
        for warning in report.warnings:
            self._notices.addWidget(Words(warning_words(warning), "warn", wrap=True))
        for signer in report.signature.signers:
            if signer.state != "good":
                self._notices.addWidget(InertLabel(Untrusted(said(signer.reason)), "warn", lines=True))
        if report.key_offers:
            look = ActButton(self.tr("Look at the sender's key…"), self._on_key_wanted, mark="key")
            self._notices.addLayout(beside(look, stretch=1))

    def _remarks(self) -> list[str]:
        """What is to be known of the whole report before it is read."""
        assert self._view is not None
        apart, lacks = ", ".join(self._view.kept_apart_from), self._view.not_found
        words = self.tr("It names {cases}, whose reporter is somebody else: this is a case of its own.")
        asked = self.tr("Asked for and not found: {fields}.")
        named = [*self._of_salvage(), *self._of_duplicates(), *([words.format(cases=apart)] if apart else [])]
        return named + ([asked.format(fields="; ".join(field.text for field in lacks))] if lacks else [])

    def _of_salvage(self) -> list[str]:
        """What the case lacks since its vault was salvaged."""
        assert self._view is not None
        salvaged = self._view.salvaged
        if salvaged is None:
            return []
        files = self.tr("Files lost when this vault was salvaged: {n}.").format(n=salvaged.lost_files)
        entries = self.tr("Entries of this case may be missing since this vault was salvaged.")
        return [files if salvaged.lost_files else entries]

    def _of_duplicates(self) -> list[str]:
        assert self._view is not None
        case = self._view.case
        original, joined = original_of(case), ", ".join(j.from_case for j in case.joined)
        duplicate = self.tr("It is a duplicate of {case}.").format(case=original)
        others = self.tr("Reported too in {cases}; their reporters joined here.").format(cases=joined)
        untold = self.tr("The advisory is out, and nothing was written since to the reporters of {cases}.")
        told = untold.format(cases=", ".join(self._view.still_to_tell))
        waiting = bool(self._view.still_to_tell)
        said = ((original, duplicate), (joined, others), (waiting, told))
        return [words for holds, words in said if holds]

    def _on_key_wanted(self) -> None:
        self._session.errand_wanted.emit("key", "")


def _newest(reports: Sequence[Report]) -> int:
    """The place of the newest message that a person wrote, else of the first."""
    return max((i for i, report in enumerate(reports) if not report.automatic), default=0)
