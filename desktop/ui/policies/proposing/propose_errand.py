"""The errand from a policy's own text to a policy in use."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.policy.proposing import Proposed
from desktop.domain.policy.proposing.reviewing import Review
from desktop.formats.policies.corrected_sentences import reworded
from desktop.ui.parts.choose_file import choose_files
from desktop.ui.parts.message_bar import Message
from desktop.ui.parts.once import Once
from desktop.ui.policies.proposing.correct_dialog import CorrectDialog
from desktop.ui.policies.proposing.proposal_page import ProposalPage
from desktop.ui.policies.proposing.propose_work import Read, keep_review, read_texts
from desktop.ui.policies.proposing.take_dialog import TakeDialog
from desktop.ui.session import Session
from desktop.workflows.policies.take_proposal import Taking, prepare_taking, take_proposal

_KEEP_MS = 2000


class ProposeErrand(QObject):
    """`shown` tells that the page is ready, `taken` that a policy is in use."""

    shown = Signal()
    taken = Signal(str)

    def __init__(self, parent: QWidget, session: Session, page: Once[ProposalPage]) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session
        self._made = page
        self._read: Read | None = None
        self._kept = Review()
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keeping.timeout.connect(self.keep)

    @property
    def _page(self) -> ProposalPage:
        return self._made()

    def attend(self, page: ProposalPage) -> None:
        """Keep what is decided there, and do what its buttons ask for."""
        page.reviewed.connect(self._keeping.start)
        page.left.connect(self.keep)
        page.correct_wanted.connect(self._correct)
        page.adopt_wanted.connect(self._prepare)

    def choose(self) -> None:
        """Choose the text, or several that belong together."""
        paths = choose_files(self._parent, self.tr("The policy's own text: SECURITY.md, security.txt"))
        if paths:
            self.begin(paths)

    def begin(self, paths: Sequence[Path]) -> None:
        """Read these texts and show what is proposed; nothing is written."""
        self.keep()
        desk = self._session.desk
        self._session.background.run(
            lambda progress: read_texts(desk, paths, progress),
            self._show,
            name=self.tr("Read the text of a policy"),
        )

    def _show(self, read: Read) -> None:
        self._read, self._kept = read, read.review
        self._page.begin(read.proposal, read.shown, read.review, read.same)
        self.shown.emit()
        self._page.points.setFocus()

    def keep(self) -> None:
        """Keep what was decided, so that a lock loses none of it."""
        self._keeping.stop()
        read, desk = self._read, self._session.desk
        if read is None:
            return
        review = self._page.review
        if review != self._kept:
            self._kept = review
            self._session.background.run(lambda _p: keep_review(desk, read.proposal, review))

    def _correct(self, item: Proposed) -> None:
        dialog = CorrectDialog(self._parent, item, self._page.review.accepted.get(item.id, {}))

        def accept() -> None:
            corrected = reworded(item, dialog.corrected)
            dialog.finish_well()
            self._page.decide(self._page.review.accept(item.id, corrected))

        dialog.submitted.connect(accept)
        self._session.open(dialog, of_case=False)

    def _prepare(self) -> None:
        read, review, desk = self._read, self._page.review, self._session.desk
        if read is not None:
            self._session.background.run(
                lambda progress: prepare_taking(desk, read.proposal, review, progress),
                lambda taking: self._ask(read, taking),
                name=self.tr("Compare the policy with open cases"),
            )

    def _ask(self, read: Read, taking: Taking) -> None:
        dialog = TakeDialog(self._parent, taking)
        dialog.submitted.connect(lambda: self._take(dialog, read, taking))
        self._session.open(dialog, of_case=False)

    def _take(self, dialog: TakeDialog, read: Read, taking: Taking) -> None:
        desk, identity = self._session.desk, taking.profile.policy
        texts = [content for _, content in read.texts]

        def done(_recorded: object) -> None:
            dialog.finish_well()
            self._read = None
            words = self.tr(
                "The policy {policy} is in use. New cases are held to it; open ones stay as they are."
            )
            self._session.said.emit(Message("good", words.format(policy=identity.id), seconds=10))
            self._session.reload()
            self.taken.emit(identity.id)

        def take() -> object:
            recorded = take_proposal(desk, taking, texts)
            keep_review(desk, read.proposal, Review())
            return recorded

        self._session.background.run(
            lambda _p: take(),
            done,
            otherwise=dialog.failing(self._session.background.failed.emit),
            doing=dialog.windowTitle(),
        )
