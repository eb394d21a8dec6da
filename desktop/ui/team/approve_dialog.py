"""Approving an advisory: what changed since the last approval, or all of it; who is alone says why."""

from PySide6.QtWidgets import QWidget

from desktop.domain.events import same_name
from desktop.domain.inert import Untrusted
from desktop.domain.parties.fingerprints import tail
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.sentences import said
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import InertLabel, Words
from desktop.workflows.publication.approve_advisory import ApprovalView

_HEIGHT_PX = 300


class ApproveDialog(ActDialog):
    """Shows what would leave; `alone` says that its author releases it, for a `reason`."""

    def __init__(self, parent: QWidget, view: ApprovalView, handler: str) -> None:
        super().__init__(parent, self.tr("Approve the advisory"), width=680)
        self.alone = same_name(view.author, handler)
        words = self.tr("Written by {author}; you work as {name}.")
        about = words.format(author=view.author, name=handler)
        self.rows.addWidget(InertLabel(Untrusted(about), "muted", lines=True))
        if view.lacks:
            self.rows.addWidget(InertLabel(Untrusted(said(view.lacks)), "warn", lines=True))
        changed, whole = self.tr("Changed since it was approved last"), self.tr("What would leave")
        caption = changed if view.changes else whole
        self.rows.addWidget(Words(caption, "caption"))
        text = InertText(caption)
        text.setProperty("look", "document")
        text.setMinimumHeight(_HEIGHT_PX)
        text.show_text(Untrusted("\n".join(view.changes) or view.text))
        self.rows.addWidget(text, 1)
        if view.signs_with and not self.alone:
            words = self.tr("Your approval is signed with your key {key}.")
            self.rows.addWidget(Words(words.format(key=tail(view.signs_with)), "small", wrap=True))
        hint = self.tr("You wrote it, and nobody else is here to approve it.")
        self._reason = LineField(self.tr("Why nobody else reads it"), hint)
        self._reason.setVisible(self.alone and not view.others)
        self.rows.addWidget(self._reason)
        act = self.tr("Release it alone") if self.alone else self.tr("Approve exactly this")
        self.finish(act, cancel=self.tr("Cancel"), mark="check")
        if self.alone and view.others and self.primary is not None:
            self.primary.setEnabled(False)
            self.refuse(self.tr("You wrote it: {names} can approve it.").format(names=", ".join(view.others)))

    def missing(self) -> str:
        """A release by one person alone has its reason."""
        return self.tr("Say why nobody else reads it.") if self.alone and not self.reason else ""

    @property
    def reason(self) -> str:
        """What was said."""
        return self._reason.value
