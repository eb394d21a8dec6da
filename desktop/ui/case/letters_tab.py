"""Letters: written from a template, sealed for the reporter, sent elsewhere, marked as sent here."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QShowEvent

from desktop.domain import events as e
from desktop.domain.cleared import Cleared
from desktop.domain.marks import unwritten
from desktop.formats.letters.drafting import Letter
from desktop.formats.letters.kinds import EVENTS, LetterKind
from desktop.ui.case.letter_choice import LetterChoice
from desktop.ui.case.letter_duties import LetterDuties
from desktop.ui.case.sealing_notice import SealingNotice
from desktop.ui.case.stage_form import StageForm
from desktop.ui.case.unreachable_notice import UnreachableNotice
from desktop.ui.parts import clipboard
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.choose_file import choose_new_path
from desktop.ui.parts.fields import LineField, TextField
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.reporter_key import ReporterKey
from desktop.workflows.view_case import CaseView
from desktop.workflows.write_letter import LetterForm, draft_letter, is_answerable, save_letter, seal_letter


class LettersTab(StageForm):
    """One letter at a time. Embargo sends nothing itself."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            "letters",
            self.tr("Write a letter"),
            self.tr(
                "Embargo never sends. Copy or save the letter, send it, then mark it or drop its sent copy."
            ),
        )
        self._sealed = ""
        self._choice = LetterChoice()
        self._choice.edited.connect(lambda: self.write(self._choice.kind))
        self.add_row(kind=self._choice, to=LineField(self.tr("To")))
        self._duties = LetterDuties()
        self._unreachable = UnreachableNotice(self._on_unreachable)
        self.rows.addWidget(self._duties)
        self.rows.addWidget(self._unreachable)
        self.add(subject=LineField(self.tr("Subject")), text=TextField(self.tr("Text"), lines=10))
        self._sealing = SealingNotice(session)
        self._sealing.known.connect(self._on_key_known)
        self.rows.addWidget(self._sealing)
        self._armoured = ActButton(self.tr("Save .asc"), lambda: self._save("asc"))
        self._mail = ActButton(self.tr("Save draft"), lambda: self._save("eml"), "primary")
        self._mail.setToolTip(self.tr("An .eml file that a mail program opens as a draft"))
        self.mark_sent = ActButton(self.tr("Mark as sent"), self._on_sent)
        self._plain = ActButton(self.tr("Save unencrypted"), lambda: self._save("eml", unencrypted=True))
        self._plain.hide()
        self.finish(
            self._mail,
            ActButton(self.tr("Copy"), self._on_copy, mark="copy"),
            self._armoured,
            self._plain,
            self.mark_sent,  # last: nothing can have been sent before one of the others was used
        )
        for field in self.fields.values():
            field.edited.connect(self._on_letter_edited)

    def write(self, kind: LetterKind) -> None:
        """Begin a letter of this kind from its template, where there is somebody to write to."""
        view = self.session.view
        if view is None:
            return
        self._choice.put(kind)
        self.refuse("")
        self._show_rules(view)
        desk, case_id, to = self.session.desk, view.case.case_id, self._typed_address(view)
        if self._unreachable.isVisibleTo(self):
            self._on_drafted(Letter("", "", "", kind))
            return
        self.session.background.run(
            lambda _p: draft_letter(desk, case_id, kind, to=to), self._on_drafted, topic="letter"
        )

    def fill(self, view: CaseView) -> None:
        """Nothing of another case's letter may stay; a template is the beginning."""
        self._sealed = ""
        for key in ("to", "subject", "text"):
            self.fields[key].put("")
        if self.isVisible():
            self.write(_owed(view))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin the letter that is owed once somebody looks."""
        super().showEvent(event)
        if self.session.view is not None and not self.value("text"):
            self.write(_owed(self.session.view))

    def refresh(self, view: CaseView) -> None:
        """Say what the letter has to hold, and how it will be sealed."""
        self._show_rules(view)

    def _show_rules(self, view: CaseView) -> None:
        kind = self._choice.kind
        self._duties.show_letter(kind, view)
        self._sealing.show_letter(kind, view)
        if is_answerable(view.case, kind):
            self._unreachable.hide()
            self._sealing.show()
        else:
            self._sealing.hide()
            self._unreachable.tell(recorded=view.case.unreachable is not None)

    def _typed_address(self, view: CaseView) -> str:
        """Whom a notice to others goes to, where somebody typed it; never the reporter."""
        typed = self.value("to")
        return "" if typed == view.case.reporter_address.raw.strip() else typed

    def _on_drafted(self, letter: Letter) -> None:
        self._sealed = ""
        self.fields["to"].put(letter.to)
        self.fields["subject"].put(letter.subject)
        self.fields["text"].put(letter.text)

    def _on_letter_edited(self) -> None:
        self._sealed = ""

    def _on_key_known(self, key: ReporterKey) -> None:
        """What cannot be encrypted is saved plain only by a button that says so."""
        self._armoured.setEnabled(bool(key.content))
        self._mail.setVisible(not key.problem)
        self._mail.setEnabled(not key.problem)  # out of reach of the keyboard too
        self._plain.setVisible(bool(key.problem))

    def _on_unreachable(self) -> None:
        words = self.tr("The report came without an address.")
        self.record(e.ReporterUnreachable(explanation=words))

    def _current(self) -> Letter:
        return Letter(self.value("to"), self.value("subject"), self.value("text"), self._choice.kind)

    def _obstacle(self) -> str:
        """What stands between these words and their reader."""
        if self._unreachable.isVisibleTo(self):
            return self.tr("There is nobody to write to.")
        return unwritten(self.value("text"))

    def _on_copy(self) -> None:
        if sentence := self._obstacle():
            self.refuse(sentence)
        else:
            self._seal("text", self._on_copied)

    def _on_copied(self, cleared: Cleared) -> None:
        clipboard.copy(cleared.content.decode())
        words = self.tr("The letter is on the clipboard for ten seconds.")
        self.session.said.emit(Message("good", words, seconds=10))

    def _save(self, form: LetterForm, *, unencrypted: bool = False) -> None:
        view = self.session.view
        if view is None:
            return
        if sentence := self._obstacle():
            self.refuse(sentence)
            return
        name = f"{view.case.case_id}-{self.value('kind')}.{form}"
        path = choose_new_path(self, self.tr("Save the letter"), name)
        if path is not None:
            self._seal(form, lambda cleared: self._write(cleared, path), unencrypted=unencrypted)

    def _seal(self, form: LetterForm, then: Callable[[Cleared], None], *, unencrypted: bool = False) -> None:
        view, letter = self.session.view, self._current()
        if view is None or not letter.text:
            return
        desk, case_id = self.session.desk, view.case.case_id

        def keep_hash(cleared: Cleared) -> None:
            self._sealed = cleared.sha256
            then(cleared)

        self.session.background.run(
            lambda progress: seal_letter(
                desk, case_id, letter, form=form, unencrypted=unencrypted, progress=progress
            ),
            keep_hash,
        )

    def _write(self, cleared: Cleared, path: Path) -> None:
        desk = self.session.desk
        saved = Message("good", self.tr("The letter was saved, encrypted."), seconds=10)
        if not cleared.encrypted:
            saved = Message("warn", self.tr("The letter was saved. It is not encrypted."))
        self.session.background.run(
            lambda _p: save_letter(desk, cleared, path), lambda _done: self.session.said.emit(saved)
        )

    def _on_sent(self) -> None:
        event = EVENTS.get(self._choice.kind)
        if event is None:
            self._on_refused(self.tr("A reply keeps no promise by itself: choose which letter it was."))
        elif sentence := self._obstacle():
            self._on_refused(sentence)
        else:
            self.record(event(message_sha256=self._sealed), move_on=True)

    def _on_refused(self, sentence: str) -> None:
        super()._on_refused(self.tr("{why} Nothing was recorded.").format(why=sentence))


def _owed(view: CaseView) -> LetterKind:
    """The letter that the case waits for."""
    case = view.case
    if case.rejected is not None:
        return "redirect" if _is_a_bug(view) else "rejection"
    if case.has(e.FixReleased):
        told = case.has(e.AdvisoryPublished) and case.has(e.ReporterNotified)
        return "advisory-notice" if told else "fix-notice"
    if not (case.has(e.AckSent) or case.has(e.QuestionSent) or case.has(e.AssessmentSent)):
        return "acknowledgement"
    return "status" if case.has(e.AssessmentSent) else "assessment"


def _is_a_bug(view: CaseView) -> bool:
    """Whether the scope line that the report falls under sends it to the bug tracker (AUM-2j)."""
    judged = view.case.scope.lines if view.case.scope else ()
    return any(
        line.action == "redirect-to-bug-tracker" and line.text in judged for line in view.profile.scope
    )
