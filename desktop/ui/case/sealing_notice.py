"""Whether a letter leaves encrypted, said beside its buttons before it does."""

from PySide6.QtCore import Signal

from desktop.formats.mail_draft import neutral_subject
from desktop.ui.parts.labels import Words
from desktop.ui.session import Session
from desktop.workflows.view_case import CaseView
from desktop.workflows.write_letter import can_encrypt


class SealingNotice(Words):
    """`known` tells whether the letters of the case in view are encrypted."""

    known = Signal(bool)

    def __init__(self, session: Session) -> None:
        super().__init__(look="small", wrap=True)
        self._session = session

    def show_case(self, view: CaseView) -> None:
        """Find out; only gpg knows whether a key can encrypt, so that is asked where there is one."""
        if not view.case.keys:
            self._tell(view, encrypted=False)
            return
        desk = self._session.desk
        self._session.background.run(
            lambda _p: can_encrypt(desk, view.case),
            lambda encrypted: self._tell(view, encrypted=encrypted),
            topic="sealing",
        )

    def _tell(self, view: CaseView, *, encrypted: bool) -> None:
        self.known.emit(encrypted)
        if encrypted:
            words = self.tr(
                "Saved, it is encrypted to the reporter's key and to your own. Copied, it is not."
            )
            self.say(words, "small")
        elif any(report.encryption == "decrypted" for report in view.reports):
            words = self.tr(
                "It will NOT be encrypted, although the report was: no key of the reporter that can encrypt "
                "is taken in. Its subject will be “{subject}”."
            )
            self.say(words.format(subject=neutral_subject(view.case.case_id)), "bad")
        else:
            words = self.tr("It will not be encrypted: no key of the reporter that can encrypt is taken in.")
            self.say(words, "warn")
