"""Letters: written from a template, sealed for the reporter, sent elsewhere, marked as sent here."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from desktop.domain import events as e
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.marks import unwritten
from desktop.domain.thread import Entry
from desktop.formats.letters.drafting import Letter
from desktop.formats.letters.kinds import AUDIENCES, EVENTS, LetterKind
from desktop.ui.case.letter_choice import LetterChoice
from desktop.ui.case.letter_duties import LetterDuties
from desktop.ui.case.letter_owed import owed_letter
from desktop.ui.case.sealing_notice import SealingNotice
from desktop.ui.case.stage_form import StageForm
from desktop.ui.case.unreachable_notice import UnreachableNotice
from desktop.ui.desk_work import Loaded
from desktop.ui.look.instants import absolute
from desktop.ui.parts import clipboard
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import LineField, TextField
from desktop.ui.parts.labels import InertLabel
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.correspondence.reporter_key import ReporterKey
from desktop.workflows.correspondence.unsent_letters import LETTERS, note_saved
from desktop.workflows.correspondence.write_letter import (
    LetterForm,
    draft_letter,
    is_answerable,
    save_letter,
    seal_letter,
)
from desktop.workflows.desk.view_case import CaseView
from desktop.workflows.ports import Progress


class LetterPage(StageForm):
    """One letter at a time. Embargo sends nothing itself."""

    served = Signal()
    """The letter was recorded as sent."""
    saved = Signal()
    """It was saved as a file, and the case knows of it."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            LETTERS,
            self.tr("Write a letter"),
            self.tr(
                "Embargo never sends. Copy or save the letter, send it, then mark it or drop its sent copy."
            ),
        )
        self._sealed = ""
        self._answers = ""
        self._answered = InertLabel(look="small")
        self._answered.hide()
        self._choice = LetterChoice()
        self._choice.edited.connect(lambda: self.write(self._choice.kind, self._answers))
        self.add_row(kind=self._choice, to=LineField(self.tr("To")))
        self.rows.addWidget(self._answered)
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

    def write(self, kind: LetterKind, answers: str = "") -> None:
        """Begin a letter of this kind from its template, where there is somebody to write to.

        It `answers` the message that the event of this id received; without one, the latest.
        """
        view = self.session.view
        if view is None:
            return
        self._choice.put(kind)
        answers = "" if kind in AUDIENCES else answers
        self._show_answered(view, answers)
        self.refuse("")
        self._show_rules(view)
        desk, case_id, to = self.session.desk, view.case.case_id, self._typed_address(view)
        if self._unreachable.isVisibleTo(self):
            self._on_drafted(case_id, Letter("", "", "", kind))
            return
        self.session.background.run(
            lambda _p: draft_letter(desk, case_id, kind, to=to, answers=answers),
            partial(self._on_drafted, case_id),
            topic="letter",
            doing=self.tr("Writing the draft"),
        )

    def resume(self, saved: Entry) -> None:
        """Go on with a letter that was saved as a file."""
        kept = {"kind": saved.letter, "to": saved.who.raw, "subject": saved.subject.raw, "text": saved.text}
        for key, value in kept.items():
            self.fields[key].put(value)
        self._sealed = saved.message_sha256
        if self.session.view is not None:
            self._show_answered(self.session.view, saved.answers)
            self._show_rules(self.session.view)
        self._on_edited()

    @property
    def begun(self) -> bool:
        """Whether somebody typed into it, and has not sent it yet."""
        return self._dirty and bool(self.value("text"))

    @property
    def state(self) -> dict[str, str]:
        """What stands in the fields, and which message it answers."""
        return super().state | ({"answers": self._answers} if self._answers else {})

    def show_case(self, loaded: Loaded) -> None:
        """Show a case; a letter that is half typed still answers the message that it was begun for."""
        super().show_case(loaded)
        answers = loaded.drafts.get(self.form, {}).get("answers", "")
        if answers and not self._answers:
            self._show_answered(loaded.view, answers)

    def fill(self, view: CaseView) -> None:
        """Nothing of another case's letter may stay; a template is the beginning."""
        self._sealed = ""
        self._show_answered(view, "")
        for key in ("to", "subject", "text"):
            self.fields[key].put("")
        if self.isVisible():
            self.write(owed_letter(view))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin the letter that is owed once somebody looks."""
        super().showEvent(event)
        if self.session.view is not None and not self.value("text"):
            self.write(owed_letter(self.session.view))

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

    def _show_answered(self, view: CaseView, answers: str) -> None:
        """Say which of several messages is answered."""
        self._answers = answers
        message = next((r for r in view.history if answers and r.id == answers), None)
        title = getattr(message.event, "title", Untrusted("")).line if message is not None else ""
        self._answered.setVisible(message is not None)
        if message is not None:
            words = self.tr("In answer to: {title} ({when})")
            told = words.format(title=title, when=absolute(message.occurred_at))
            self._answered.show_text(Untrusted(told))

    def _typed_address(self, view: CaseView) -> str:
        """Whom a notice to others goes to, where somebody typed it; never the reporter."""
        typed = self.value("to")
        return "" if typed == view.case.reporter_address.raw.strip() else typed

    def _on_drafted(self, case_id: str, letter: Letter) -> None:
        """Put it in, unless another case came into view while it was drafted."""
        if not self._is_of(case_id):
            return
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
        self.record(e.ReporterUnreachable(explanation=self.tr("The report came without an address.")))

    def _current(self) -> Letter:
        written = (self.value("to"), self.value("subject"), self.value("text"))
        return Letter(*written, self._choice.kind, self._answers)

    def _is_of(self, case_id: str) -> bool:
        """Whether both the page and what is in view are of this case."""
        view = self.session.view
        return view is not None and view.case.case_id == self._case_id == case_id

    def _obstacle(self) -> str:
        """What stands between these words and their reader."""
        if not self._is_of(self._case_id):
            return self.tr("This letter is of another case than the one in view.")
        if self._unreachable.isVisibleTo(self):
            return self.tr("There is nobody to write to.")
        return unwritten(self.value("text"))

    def _on_copy(self) -> None:
        if sentence := self._obstacle():
            self.refuse(sentence)
        else:
            self._seal("text", self._on_copied)

    def _on_copied(self, cleared: Cleared) -> None:
        clipboard.copy(cleared)
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
        path = self.session.letters_folder.place(self, self.tr("Save the letter"), name)
        if path is not None:
            case_id, letter = view.case.case_id, self._current()
            write = partial(self._write, path=path, case_id=case_id, letter=letter)
            self._seal(form, write, unencrypted=unencrypted)

    def _seal(self, form: LetterForm, then: Callable[[Cleared], None], *, unencrypted: bool = False) -> None:
        view, letter = self.session.view, self._current()
        if view is None or not letter.text:
            return
        desk, case_id = self.session.desk, view.case.case_id

        def keep_hash(cleared: Cleared) -> None:
            if self._is_of(case_id) and self._current() == letter:
                self._sealed = cleared.sha256
            then(cleared)

        seal = partial(seal_letter, desk, case_id, letter, form=form, unencrypted=unencrypted)
        self.session.background.run(
            lambda progress: seal(progress=progress),
            keep_hash,
            name=self.tr("Encrypt the letter of {case}").format(case=case_id),
        )

    def _write(self, cleared: Cleared, path: Path, case_id: str, letter: Letter) -> None:
        desk = self.session.desk

        def done(_nothing: object) -> None:
            told = self.session.letters_folder.of_saving(path, encrypted=cleared.encrypted)
            self.session.said.emit(told)
            self.saved.emit()

        def save(_progress: Progress) -> None:
            save_letter(desk, cleared, path)
            note_saved(desk, case_id, letter, path.name, cleared.sha256)

        self.session.background.run(save, done, doing=self.tr("Saving the letter"))

    def _on_sent(self) -> None:
        event = EVENTS.get(self._choice.kind)
        if event is None:
            self._on_refused(self.tr("A reply keeps no promise by itself: choose which letter it was."))
        elif sentence := self._obstacle():
            self._on_refused(sentence)
        else:
            self.record(event(message_sha256=self._sealed), then=self.served.emit, move_on=True)

    def _on_refused(self, sentence: str) -> None:
        super()._on_refused(self.tr("{why} Nothing was recorded.").format(why=sentence))
