"""Two vectors side by side, one of CVSS 3.1 and one of 4.0; either may stay empty."""

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import beside
from desktop.ui.scoring.cvss_column import CvssColumn


class CvssDialog(ActDialog):
    """`vectors` are what the form takes over."""

    def __init__(self, parent: QWidget, three: str, four: str) -> None:
        super().__init__(parent, self.tr("Score the problem"), width=920)
        intro = self.tr(
            "Choose, or paste a vector in any spelling. Each scores by itself; either may stay empty."
        )
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self._three, self._four = CvssColumn("3.1"), CvssColumn("4.0")
        self._three.put(three)
        self._four.put(four)
        self.rows.addLayout(beside(self._three, self._four, spacing=26))
        self.finish(self.tr("Use these vectors"), cancel=self.tr("Cancel"))
        assert self.primary is not None
        self.primary.setAutoDefault(False)  # Return belongs to the field that a vector is pasted into
        self.primary.setDefault(False)

    def missing(self) -> str:
        """What is wrong with either."""
        return " ".join(filter(None, (self._three.missing, self._four.missing)))

    @property
    def vectors(self) -> tuple[str, str]:
        """The vectors of CVSS 3.1 and 4.0, "" for none."""
        return self._three.text, self._four.text
