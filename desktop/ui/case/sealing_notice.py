"""Whether a letter leaves encrypted, and why not, said beside its buttons before it does."""

from PySide6.QtCore import Signal

from desktop.formats.letters.kinds import AUDIENCES, LetterKind
from desktop.formats.mail_draft import neutral_subject
from desktop.ui.look.instants import day_and_year
from desktop.ui.look.people_words import how_words
from desktop.ui.parts.labels import Words
from desktop.ui.session import Session
from desktop.workflows.correspondence.reporter_key import ReporterKey, reporter_key
from desktop.workflows.desk.view_case import CaseView

_PREFERENCE = "secure-channel"
"""How the ids of fields begin in which policies let reporters say how they wish to be written to."""


class SealingNotice(Words):
    """`known` tells which key the letters of the case in view are encrypted to, if any."""

    known = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(look="small", wrap=True)
        self._session = session

    def show_letter(self, kind: LetterKind, view: CaseView) -> None:
        """Find out; only gpg knows whether a key can encrypt, so that is asked where there is one."""
        if kind in AUDIENCES:
            self.known.emit(ReporterKey())
            self.say(self.tr("It goes to others than the reporter, and is not encrypted."), "warn")
        elif not view.case.keys:
            self._tell(view, ReporterKey())
        else:
            desk = self._session.desk
            self._session.background.run(
                lambda _p: reporter_key(desk, view.case),
                lambda key: self._tell(view, key),
                topic="sealing",
            )

    def _tell(self, view: CaseView, key: ReporterKey) -> None:
        self.known.emit(key)
        if key.content:
            words = self.tr(
                "Saved, it is encrypted to the reporter's key and to your own. Copied, it is not."
            )
            words, look = f"{words} {self._comparison(view, key)}", "small"
        elif key.problem:
            words = self.tr("It cannot be encrypted. {why} Ask for a current key and take it in.")
            words, look = words.format(why=key.problem), "bad"
        elif view.came_encrypted:
            words = self.tr(
                "It will NOT be encrypted, although the report was: no key of the reporter that can encrypt "
                "is taken in. “Reporter's key…” in the menu of the case takes one in. Its subject will be "
                "“{subject}”."
            )
            words, look = words.format(subject=neutral_subject(view.case.case_id)), "bad"
        else:
            words = self.tr("It will not be encrypted: no key of the reporter that can encrypt is taken in.")
            look = "warn"
        self.say(" ".join(filter(None, (words, self._preference(view)))), look)

    def _comparison(self, view: CaseView, key: ReporterKey) -> str:
        compared = view.case.compared.get(key.fingerprint)
        if compared is None:
            return self.tr("Nobody has compared its fingerprint yet.")
        words = self.tr("Its fingerprint was compared on {day}: {how}.")
        return words.format(day=day_and_year(compared.at), how=how_words(compared))

    def _preference(self, view: CaseView) -> str:
        """A policy that asks how reporters wish to be written to expects that somebody looks (CZM-3i)."""
        asked = [field for field in view.profile.fields if field.id.startswith(_PREFERENCE)]
        if not asked:
            return ""
        words = self.tr("The policy lets reporters name a secure channel ({clauses}): look into the report.")
        return words.format(clauses=", ".join(asked[0].clauses))
