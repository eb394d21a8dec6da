"""A vector as one line, with its score below it while it is typed."""

from desktop.domain.scoring.metric import Version
from desktop.domain.scoring.vector import read_vector
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.labels import Words
from desktop.ui.scoring.score_words import vector_in_words


class VectorField(LineField):
    """What cannot be scored is said in the same place."""

    def __init__(self, version: Version, placeholder: str) -> None:
        self._version = version
        self._says = Words(look="small", wrap=True)
        super().__init__(self.tr("CVSS {version}").format(version=version), "", placeholder)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._says)
        self._says.hide()
        self.edited.connect(self._show)

    @property
    def vector(self) -> str:
        """The canonical vector; what cannot be read stays as it is written, to be refused."""
        try:
            return read_vector(self.value, self._version).text if self.value else ""
        except ValueError:
            return self.value

    def put(self, value: str) -> None:
        """Put this in, and say what it scores."""
        super().put(value)
        self._show()

    def _show(self) -> None:
        words, usable = vector_in_words(self.value, self._version)
        self._says.say(words, "small" if usable else "bad")
        self._says.setVisible(bool(words))
