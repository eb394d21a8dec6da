"""A weakness by number or name, with what the catalogue calls it."""

from desktop.formats.weaknesses import Weakness, find_weakness
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.labels import Words
from desktop.ui.scoring.score_words import sentence


class WeaknessField(LineField):
    """What is not in the catalogue is said with its neighbours."""

    def __init__(self) -> None:
        self._says = Words(look="small", wrap=True)
        super().__init__(self.tr("Weakness (CWE)"), "", self.tr("79, or a name"))
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._says)
        self._says.hide()
        self.edited.connect(self._show)

    def put(self, value: str) -> None:
        """Put this in, and say its name."""
        super().put(value)
        self._show()

    def _show(self) -> None:
        found: Weakness | str = ""
        if self.value:
            try:
                found = find_weakness(self.value)
            except ValueError as error:
                found = sentence(error)
        known = isinstance(found, Weakness)
        self._says.say(found.words if isinstance(found, Weakness) else found, "small" if known else "bad")
        self._says.setVisible(bool(found))
