"""Letters: written from a template, sealed for the reporter, sent elsewhere, marked as sent here."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QShowEvent

from desktop.domain import events as e
from desktop.ui.case.sealing_notice import SealingNotice
from desktop.ui.case.stage_form import StageForm
from desktop.ui.parts import clipboard
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.choose_file import choose_new_path
from desktop.ui.parts.fields import ChoiceField, LineField, TextField
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.view_case import CaseView
from desktop.workflows.write_letter import (
    Cleared,
    Letter,
    LetterForm,
    LetterKind,
    draft_letter,
    save_letter,
    seal_letter,
)

_EVENTS: dict[LetterKind, type[e.Sent]] = {
    "acknowledgement": e.AckSent,
    "question": e.QuestionSent,
    "assessment": e.AssessmentSent,
    "status": e.StatusSent,
    "rejection": e.RejectionSent,
    "fix-notice": e.ReporterNotified,
}


class LettersTab(StageForm):
    """One letter at a time. Embargo sends nothing itself."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            "letters",
            self.tr("Write to the reporter"),
            self.tr("Embargo never sends. Copy or save the letter, send it, then mark it as sent."),
        )
        self._sealed = ""
        self._letter: Letter | None = None
        kind = ChoiceField(self.tr("Letter"), _kinds())
        kind.edited.connect(lambda: self.write(self._kind))
        self.add_row(kind=kind, to=LineField(self.tr("To")))
        self.add(subject=LineField(self.tr("Subject")), text=TextField(self.tr("Text"), lines=10))
        armoured = ActButton(self.tr("Save .asc"), lambda: self._save("asc"))
        self._sealing = SealingNotice(session)
        self._sealing.known.connect(armoured.setEnabled)
        self.rows.addWidget(self._sealing)
        self.finish(
            ActButton(self.tr("Mark as sent"), self._on_sent, "primary"),
            ActButton(self.tr("Copy"), self._on_copy, mark="copy"),
            armoured,
            ActButton(self.tr("Save .eml"), lambda: self._save("eml")),
        )
        for field in self.fields.values():
            field.edited.connect(self._on_letter_edited)

    def write(self, kind: LetterKind) -> None:
        """Begin a letter of this kind from its template."""
        view = self.session.view
        if view is None:
            return
        self.fields["kind"].put(kind)
        desk, case_id = self.session.desk, view.case.case_id
        self.session.background.run(
            lambda _p: draft_letter(desk, case_id, kind), self._on_drafted, topic="letter"
        )

    def fill(self, view: CaseView) -> None:
        """Nothing of another case's letter may stay; a template is the beginning."""
        self._letter, self._sealed = None, ""
        for key in ("to", "subject", "text"):
            self.fields[key].put("")
        if self.isVisible():
            self.write(_owed(view))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin the letter that is owed once somebody looks."""
        super().showEvent(event)
        if self._letter is None and self.session.view is not None and not self.value("text"):
            self.write(_owed(self.session.view))

    def refresh(self, view: CaseView) -> None:
        """Say how the letter will be sealed."""
        self._sealing.show_case(view)

    def _on_drafted(self, letter: Letter) -> None:
        self._letter, self._sealed = letter, ""
        self.fields["to"].put(letter.to)
        self.fields["subject"].put(letter.subject)
        self.fields["text"].put(letter.text)

    def _on_letter_edited(self) -> None:
        self._sealed = ""

    @property
    def _kind(self) -> LetterKind:
        return self.value("kind")  # type: ignore[return-value]  # keys of the choice

    def _current(self) -> Letter | None:
        if self._letter is None:
            return None
        changes = {key: self.value(key) for key in ("to", "subject", "text")}
        return msgspec.structs.replace(self._letter, **changes)

    def _on_copy(self) -> None:
        self._seal("text", self._on_copied)

    def _on_copied(self, cleared: Cleared) -> None:
        clipboard.copy(cleared.content.decode())
        words = self.tr("The letter is on the clipboard for ten seconds.")
        self.session.said.emit(Message("good", words, seconds=10))

    def _save(self, form: LetterForm) -> None:
        view = self.session.view
        if view is None:
            return
        name = f"{view.case.case_id}-{self.value('kind')}.{form}"
        path = choose_new_path(self, self.tr("Save the letter"), name)
        if path is not None:
            self._seal(form, lambda cleared: self._write(cleared, path))

    def _seal(self, form: LetterForm, then: Callable[[Cleared], None]) -> None:
        view, letter = self.session.view, self._current()
        if view is None or letter is None:
            return
        desk, case_id = self.session.desk, view.case.case_id

        def keep_hash(cleared: Cleared) -> None:
            self._sealed = cleared.sha256
            then(cleared)

        self.session.background.run(
            lambda progress: seal_letter(desk, case_id, letter, form=form, progress=progress), keep_hash
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
        self.record(_EVENTS[self._kind](message_sha256=self._sealed), move_on=True)


def _owed(view: CaseView) -> LetterKind:
    """The letter that the case waits for."""
    case = view.case
    if case.rejected is not None:
        return "rejection"
    if case.has(e.FixReleased):
        return "fix-notice"
    if not (case.has(e.AckSent) or case.has(e.QuestionSent) or case.has(e.AssessmentSent)):
        return "acknowledgement"
    return "status" if case.has(e.AssessmentSent) else "assessment"


def _kinds() -> list[tuple[LetterKind, str]]:
    return [
        ("acknowledgement", QCoreApplication.translate("Letters", "Acknowledgement")),
        ("question", QCoreApplication.translate("Letters", "Question")),
        ("assessment", QCoreApplication.translate("Letters", "Assessment")),
        ("status", QCoreApplication.translate("Letters", "Status")),
        ("rejection", QCoreApplication.translate("Letters", "Rejection")),
        ("fix-notice", QCoreApplication.translate("Letters", "The fix is out")),
    ]
