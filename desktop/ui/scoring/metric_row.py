"""One metric: its question, its values in a row, and what the chosen one means."""

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from desktop.domain.scoring.metric import OPEN, Metric
from desktop.ui.look.scoring_names import scoring_word
from desktop.ui.look.sentences import said
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column
from desktop.ui.parts.tips import give_tip


class MetricRow(QWidget):
    """Arrow keys move among the values, Tab to the next metric; `on_chosen` gets metric and value."""

    def __init__(self, metric: Metric, on_chosen: Callable[[str, str], None]) -> None:
        super().__init__()
        self.asked = metric
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        name = scoring_word(metric.name)
        for choice in metric.choices:
            button = self._buttons[choice.key] = QRadioButton(scoring_word(choice.name))
            button.setAccessibleName(f"{name}: {button.text()}")
            button.setAccessibleDescription(said(choice.text))
            give_tip(button, choice.text)
            self._group.addButton(button)
            button.clicked.connect(lambda _on, key=choice.key: on_chosen(metric.key, key))
        self._meaning = Words(look="small", wrap=True)
        rows = column(self, spacing=3)
        rows.addWidget(Words(f"{name} ({metric.key})", "caption", wrap=True))
        rows.addWidget(FoldingRow(*self._buttons.values(), spacing=12))
        rows.addWidget(self._meaning)

    def show_value(self, value: str) -> None:
        """Show this value, or that none is chosen; tells nobody."""
        shown = value or (OPEN if OPEN in self._buttons else "")
        self._group.setExclusive(False)
        for key, button in self._buttons.items():
            button.setChecked(key == shown)
        self._group.setExclusive(True)
        choice = self.asked.choice(shown) if value else None
        self._meaning.say(choice.text if choice else self.asked.question)
