"""Going on without the reporter's answer, with the ground that the journal keeps."""

from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.promises.silence import Silence
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.act_words import event_words
from desktop.ui.look.instants import absolute
from desktop.ui.parts.fields import TextField
from desktop.ui.parts.labels import Words


class SilenceDialog(ActDialog):
    """The ground is proposed; whoever decides may say more."""

    def __init__(self, parent: QWidget, silence: Silence) -> None:
        super().__init__(parent, self.tr("Go on without an answer"))
        self._silence = silence
        self.concerns = silence.kind
        asked = self.tr("{letter}: {when}").format(
            letter=event_words(silence.kind), when=absolute(silence.asked_at)
        )
        self.rows.addWidget(Words(asked, "caption", wrap=True))
        intro = self.tr(
            "What a policy stopped until the reporter writes again runs on. A message of theirs is still an "
            "answer. It can be undone."
        )
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self._ground = TextField(self.tr("On what it rests"), lines=3)
        self._ground.put(silence.ground)
        self.rows.addWidget(self._ground)
        self.finish(self.tr("Go on"), cancel=self.tr("Cancel"))

    def missing(self) -> str:
        """A decision has its ground."""
        return "" if self._ground.value else self.tr("Say on what it rests: whoever reads the case will ask.")

    @property
    def act(self) -> e.SilenceAccepted:
        """What to record."""
        return e.SilenceAccepted(letter=self._silence.letter, ground=self._ground.value)
