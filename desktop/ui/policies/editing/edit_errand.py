"""The errand of editing a profile: reading what is typed, keeping it, saving a new version."""

from collections.abc import Iterator

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.digest import sha256
from desktop.domain.failures import Failure
from desktop.domain.undecodable import decoded
from desktop.ui.job import Job
from desktop.ui.parts.message_bar import Message, of_failure
from desktop.ui.parts.once import Once
from desktop.ui.policies.editing.draft_work import Change, DraftRead, SetValue, change_draft, read_draft
from desktop.ui.policies.editing.editor_page import EditorPage
from desktop.ui.session import Session
from desktop.workflows.correspondence.unsent_letters import draft_key
from desktop.workflows.policies.edit_profile import Opened, SavedProfile, open_profile, save_profile
from desktop.workflows.ports import Desk

_READ_MS, _KEEP_MS = 200, 5000


class Unsaved(msgspec.Struct):
    """What was typed and not saved, and the version that it was typed into."""

    text: str
    of_sha256: str


class EditErrand(QObject):
    """`shown` tells that the page is ready, `saved` that there is a new version, `adopt_wanted` of which."""

    shown = Signal()
    saved = Signal()
    adopt_wanted = Signal(str)

    def __init__(self, parent: QWidget, session: Session, page: Once[EditorPage]) -> None:
        super().__init__(parent)
        self._session = session
        self._made = page
        self._opened: Opened | None = None
        self._base = self._kept = ""
        self._waiting: list[Change] = []
        self._changing: Job | None = None
        self._last: object = None
        self._reading = QTimer(self, singleShot=True, interval=_READ_MS)
        self._reading.timeout.connect(self._read)
        self._keeping = QTimer(self, interval=_KEEP_MS)
        self._keeping.timeout.connect(self.keep)

    @property
    def _page(self) -> EditorPage:
        return self._made()

    def attend(self, page: EditorPage) -> None:
        """Read what is typed there, and keep it."""
        page.edited.connect(self._on_edited)
        page.changed.connect(self._on_changed)
        page.save_wanted.connect(self.save)
        page.revert_wanted.connect(lambda: page.box.take(self._base))
        page.left.connect(self.keep)

    # --- opening -------------------------------------------------------------------------------------

    def begin(self, policy_id: str) -> None:
        """Open the profile of a policy, with what was typed into it and not saved."""
        self.keep()
        desk = self._session.desk
        pieces = self._session.pieces
        self._session.background.run(
            lambda _p: _open(desk, policy_id), lambda found: pieces.begin(self, self._show(*found))
        )

    def _show(self, opened: Opened, unsaved: Unsaved | None, draft: DraftRead) -> Iterator[None]:
        page = self._page
        yield
        if not self._begin_with(opened, unsaved):
            return
        yield
        page.show_draft(draft, unsaved=unsaved is not None)
        for part in page.slow_parts:
            part.hide()
        yield
        self.shown.emit()
        page.form.table.control.setFocus()
        for part in page.slow_parts:
            yield
            part.show()

    def _begin_with(self, opened: Opened, unsaved: Unsaved | None) -> bool:
        """Put the text into the page; False where it cannot be edited there."""
        self._opened, self._waiting, self._last = opened, [], None
        self._changing = None  # what is still on its way was meant for the profile before
        words = [self._told(opened)]
        if unsaved is not None:
            words.append(self.tr("What was typed before and not saved is here again."))
            if unsaved.of_sha256 != sha256(opened.source):
                words.append(self.tr("The file has changed since."))
        if not self._page.begin(opened.policy_id, " ".join(words), opened.text):
            self._opened = None
            told = self.tr("This file holds characters that cannot be edited here. Edit the file itself.")
            self._session.said.emit(Message("warn", told))
            return False
        self._base = self._kept = self._page.box.text
        if unsaved is not None:
            self._page.box.take(unsaved.text)
            self._kept = unsaved.text
        self._keeping.start()
        return True

    def _told(self, opened: Opened) -> str:
        if opened.shipped:
            return self.tr(
                "It ships with Embargo: what you save is a copy of your own, which takes its place. "
                "Open cases keep the version of their receipt."
            )
        return self.tr("What you save is a new version. Open cases keep the version of their receipt.")

    # --- typing --------------------------------------------------------------------------------------

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._opened is not None and self._page.box.text != self._base

    def _on_edited(self) -> None:
        if self._opened is not None:
            self._reading.start()

    def _read(self) -> None:
        text, now = self._page.box.text, self._session.desk.tools.now()
        self._session.background.run(
            lambda _p: read_draft(text, now),
            lambda draft: self._page.show_draft(draft, unsaved=self.unsaved),
            topic="profile",
        )

    def _on_changed(self, change: Change) -> None:
        """Changes wait for the one before them: each is made in the text that it left."""
        key = (change.path, change.key) if isinstance(change, SetValue) else None
        last = self._waiting[-1] if self._waiting else None
        if key is not None and isinstance(last, SetValue) and (last.path, last.key) == key:
            self._waiting.pop()
        self._waiting.append(change)
        self._change()

    def _change(self) -> None:
        background, opened = self._session.background, self._opened
        going = self._changing is not None and background.waits_for(self._changing)  # one may be cancelled
        if going or not self._waiting or opened is None:
            return
        changes, self._waiting = self._waiting, []
        text = self._page.box.text

        def take(changed: str) -> None:
            if self._opened is opened:
                self._on_text(text, changed, changes)

        self._changing = background.run(
            lambda _p: change_draft(text, changes), take, otherwise=self._on_refused
        )

    def _on_text(self, before: str, after: str, changes: list[Change]) -> None:
        if self._page.box.text != before:  # somebody typed into the text meanwhile
            self._waiting = [*changes, *self._waiting]
        else:
            last = changes[-1]
            field = (last.path, last.key) if isinstance(last, SetValue) else None
            self._page.box.take(after, join=field is not None and field == self._last)
            self._last = field
        self._change()

    def _on_refused(self, failure: Failure) -> None:
        self._last = None
        self._session.said.emit(of_failure(failure))
        self._read()
        self._change()

    # --- keeping and saving --------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what is not saved yet, encrypted, so that neither a lock nor a crash loses it."""
        opened = self._opened
        text = self._page.box.text if opened is not None else ""
        if opened is None or text == self._kept:
            return
        self._kept = text
        content = Unsaved(text, sha256(opened.source)) if text != self._base else None
        vault, key = self._session.desk.vault, _key(opened.policy_id)
        self._session.background.run(
            lambda _p: vault.keep_draft(key, msgspec.json.encode(content) if content else b"")
        )

    def save(self) -> None:
        """Write what is typed as a new version; nothing is written where something is wrong with it."""
        opened, text, desk = self._opened, self._page.box.text, self._session.desk
        if opened is not None:
            self._session.background.run(
                lambda _p: _save(desk, opened, text), lambda saved: self._on_saved(opened, text, saved)
            )

    def _on_saved(self, opened: Opened, text: str, saved: SavedProfile) -> None:
        words = self.tr(
            "{file} was saved as a new version. Open cases keep theirs; adopt it to hold new ones to it."
        )
        self._session.said.emit(
            Message(
                "good",
                words.format(file=saved.file_name),
                self.tr("Adopt…"),
                lambda: self.adopt_wanted.emit(saved.policy_id),
            )
        )
        if self._opened is opened:
            self._opened = Opened(saved.policy_id, text.encode(), shipped=False)
            self._base = self._kept = text
            self._read()
        self.saved.emit()


def _key(policy_id: str) -> str:
    return draft_key("", f"profile/{policy_id}")


def _open(desk: Desk, policy_id: str) -> tuple[Opened, Unsaved | None, DraftRead]:
    opened = open_profile(desk, policy_id)
    unsaved = decoded(desk.vault.draft(_key(policy_id)), Unsaved, None)
    text = unsaved.text if unsaved is not None else opened.text.replace("\r\n", "\n")
    return opened, unsaved, read_draft(text, desk.tools.now())


def _save(desk: Desk, opened: Opened, text: str) -> SavedProfile:
    saved = save_profile(desk, opened, text)
    desk.vault.keep_draft(_key(opened.policy_id), b"")
    return saved
