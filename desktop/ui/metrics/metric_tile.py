"""A tile: the share of promises that were kept, with how many of how many, and the usual time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from desktop.domain.metrics import Figure, Measure
from desktop.ui.metrics.metric_words import kept_words, measure_name, middle_words, share_words
from desktop.ui.parts.labels import Words


class MetricTile(QFrame):
    """One for each measure."""

    def __init__(self, measure: Measure) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(measure_name(measure))
        self._share = Words("-", "display")
        self._kept = Words(wrap=True)
        self._median = Words(look="small", wrap=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 12, 16, 13)
        rows.setSpacing(2)
        rows.addWidget(Words(measure_name(measure), "section"))
        for words in (self._share, self._kept, self._median):
            rows.addWidget(words)

    def show_figure(self, figure: Figure) -> None:
        """Say what this comes to."""
        self._share.say(share_words(figure))
        self._kept.say(kept_words(figure) or self.tr("no case"))
        enough = figure.median is not None
        words = self.tr("median {span}") if enough else self.tr("took {span}")
        self._median.say(
            words.format(span=middle_words(figure)) if figure.measured else self.tr("not done yet")
        )
        said = (self._share.text(), self._kept.text(), self._median.text())
        self.setAccessibleDescription(", ".join(said))
