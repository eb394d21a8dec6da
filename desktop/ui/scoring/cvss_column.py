"""The editor of one version's vector: text and choices say the same, the score follows both."""

from itertools import groupby

from PySide6.QtWidgets import QWidget

from desktop.domain.scoring.metric import Version
from desktop.domain.scoring.score import scores_of
from desktop.domain.scoring.vector import METRICS, CvssVector, read_vector
from desktop.ui.look.scoring_names import scoring_word
from desktop.ui.look.theme import grown
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.labels import ChipLabel, Words
from desktop.ui.parts.layout import Sheet, beside, column
from desktop.ui.scoring.metric_group import MetricGroup
from desktop.ui.scoring.score_words import chip_of, scores_in_words, sentence

_HIGH_PX, _HIGHEST_PX = 370, 370


class CvssColumn(QWidget):
    """What cannot be read stays in the text field with its reason; the choices wait meanwhile."""

    def __init__(self, version: Version) -> None:
        super().__init__()
        self._vector = CvssVector(version)
        self._wrong = ""
        name = self.tr("CVSS {version}").format(version=version)
        self._chip = ChipLabel()
        self._line = LineField(self.tr("Vector of CVSS {version}").format(version=version), "", "AV:N/AC:L/…")
        self._line.edited.connect(self._on_typed)
        self._says = Words(look="small", wrap=True)
        metrics = Sheet(self.tr("Metrics of {name}").format(name=name), margin=4, spacing=16)
        metrics.setFixedHeight(grown(_HIGH_PX, _HIGHEST_PX))
        self._groups = [
            MetricGroup(scoring_word(group), tuple(members), self._on_chosen)
            for group, members in groupby(METRICS[version], lambda metric: metric.group)
        ]
        for part in self._groups:
            metrics.rows.addWidget(part)
        metrics.rows.addStretch(1)
        rows = column(self, spacing=6)
        rows.addLayout(beside(Words(name, "heading"), self._chip, stretch=1))
        rows.addWidget(self._line)
        rows.addWidget(self._says)
        rows.addWidget(metrics)
        self._show()

    @property
    def text(self) -> str:
        """The canonical vector, complete or not; empty while nothing is chosen."""
        return self._vector.text

    @property
    def missing(self) -> str:
        """What keeps the vector from being used, as a sentence; "" when it can be, or there is none."""
        if self._wrong:
            return self._wrong
        if not self._vector.text or not self._vector.missing:
            return ""
        words = self.tr("The vector of CVSS {version} is not complete. {open}.")
        return words.format(version=self._vector.version, open=scores_in_words(self._vector))

    def put(self, written: str) -> None:
        """Begin from this vector."""
        self._line.put(written)
        self._on_typed()
        if not self._wrong:
            self._line.put(self._vector.text)

    def _on_typed(self) -> None:
        """Read what is typed; while it is wrong, the choices wait: choosing would throw it away."""
        try:
            self._vector = read_vector(self._line.value, self._vector.version)
            self._wrong = ""
        except ValueError as error:
            self._wrong = sentence(error)
        self._show()

    def _on_chosen(self, metric: str, value: str) -> None:
        self._vector, self._wrong = self._vector.choose(metric, value), ""
        self._line.put(self._vector.text)
        self._show()

    def _show(self) -> None:
        scores = () if self._wrong else scores_of(self._vector)
        self._chip.setVisible(bool(scores))
        if scores:
            self._chip.tell(chip_of(scores[-1]))
        self._says.say(self._wrong or scores_in_words(self._vector), "bad" if self._wrong else "small")
        for group in self._groups:
            group.setEnabled(not self._wrong)
            if not self._wrong:
                group.show_values(self._vector.chosen)
