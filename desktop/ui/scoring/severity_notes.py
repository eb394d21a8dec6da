"""What follows from the severity that is chosen: a rating that differs, and what the policy then asks for."""

from PySide6.QtWidgets import QWidget

from desktop.domain.assessing.severity_rules import disagreements, effect_sentences
from desktop.domain.policy import Profile
from desktop.ui.look.wording import level_words
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column


class SeverityNotes(QWidget):
    """Hidden while there is nothing to say; nothing here stands in the way."""

    def __init__(self) -> None:
        super().__init__()
        self._differs = Words(look="warn", wrap=True)
        self._follows = Words(look="heading", wrap=True)
        rows = column(self, spacing=4)
        rows.addWidget(self._follows)
        rows.addWidget(self._differs)
        self.hide()

    def show_severity(self, profile: Profile, level: str, vectors: tuple[str, ...] = ()) -> None:
        """Say what this level means under the policy, beside these vectors."""
        differs, follows = disagreements(level, vectors), effect_sentences(profile, level)
        self._differs.say("\n".join(differs))
        self._differs.setVisible(bool(differs))
        by_policy = self.tr("{level}, by the policy: {effects}")
        self._follows.say(by_policy.format(level=level_words(level), effects=" ".join(follows)))
        self._follows.setVisible(bool(follows))
        self.setVisible(bool(differs or follows))
