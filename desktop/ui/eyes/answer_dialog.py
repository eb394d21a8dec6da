"""A request to approve, read on another machine: what would leave, who asks, with which key to sign."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.domain.parties.fingerprints import tail
from desktop.domain.report import SignatureCheck
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.instants import short
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import InertLabel, Words
from desktop.workflows.approving.answer_request import OpenedRequest
from desktop.workflows.ports import KeyInfo

_HEIGHT_PX = 320


class AnswerDialog(ActDialog):
    """`submitted` once it is to be signed by the key `sign_with`; needs no vault."""

    def __init__(self, parent: QWidget, opened: OpenedRequest, keys: Sequence[KeyInfo]) -> None:
        super().__init__(parent, self.tr("Answer a request to approve"), width=720)
        self.opened = opened
        asked = opened.request
        words = self.tr("{name} asks about {case}, {when}.")
        about = words.format(name=asked.asked_by, case=asked.case_id, when=short(asked.asked_at))
        self.rows.addWidget(InertLabel(Untrusted(about), lines=True))
        tone = "good" if opened.signature.verdict == "good" else "warn"
        self.rows.addWidget(InertLabel(Untrusted(_signed(opened.signature)), tone, lines=True))
        self._which = ChoiceField(self.tr("What would leave"))
        self._which.offer([(one.format, one.file_name) for one in asked.documents])
        self._which.put(opened.shown.format)
        self._which.edited.connect(self._show)
        self._text = InertText(self.tr("What would leave"))
        self._text.setProperty("look", "document")
        self._text.setMinimumHeight(_HEIGHT_PX)
        self._key = ChoiceField(self.tr("Sign with the key that you are enrolled with"))
        able = [key for key in keys if key.can_sign and key.state == "valid"]
        self._key.offer([(key.fingerprint, _named(key)) for key in able])
        hint = self.tr(
            "You approve all of these files, to the byte. The instant of the release alone is left blank: "
            "it reads 1970-01-01. The answer tells their digests and your key, and no content."
        )
        self.rows.addWidget(self._which)
        self.rows.addWidget(self._text, 1)
        for widget in (self._key, Words(hint, "muted", wrap=True)):
            self.rows.addWidget(widget)
        self.finish(self.tr("Approve and sign…"), cancel=self.tr("Cancel"), mark="seal")
        self._show()

    @property
    def sign_with(self) -> str:
        """The fingerprint that was chosen."""
        return self._key.value

    def missing(self) -> str:
        """Somebody without a key signs nothing."""
        return "" if self.sign_with else self.tr("GnuPG has no key of yours here that can sign.")

    def _show(self) -> None:
        wanted = self._which.value
        found = next((d for d in self.opened.request.documents if d.format == wanted), self.opened.shown)
        drawn = self.tr("This file is drawn, and cannot be read here. You approve its bytes: {sha256}")
        self._text.show_text(
            Untrusted(drawn.format(sha256=found.sha256) if found.text is None else found.text)
        )


def _signed(check: SignatureCheck) -> str:
    if not check.signers:
        return QCoreApplication.translate(
            "AnswerDialog", "Nobody signed the request. Ask over another channel whether it is theirs."
        )
    signer = check.signers[0]
    words = QCoreApplication.translate("AnswerDialog", "Signed by {name} ({key}). {reason}")
    name = (
        signer.uids[0].line
        if signer.uids
        else QCoreApplication.translate("AnswerDialog", "a key that is not known here")
    )
    return words.format(name=name, key=tail(signer.fingerprint), reason=signer.reason)


def _named(key: KeyInfo) -> str:
    return f"{key.uids[0].line if key.uids else ''} {tail(key.fingerprint)}".strip()
