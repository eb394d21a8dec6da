"""Labelling something of a case as restricted, so that nothing that leaves tells it; or lifting a label."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.event import Event
from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import ChoiceField, TextField
from desktop.ui.parts.labels import InertLabel, Words
from desktop.workflows.publication.labelable import Labelable

_LONGEST = 60


class LabelDialog(ActDialog):
    """About one thing at a time; what is labelled already has its label lifted instead."""

    def __init__(self, parent: QWidget, things: Sequence[Labelable]) -> None:
        super().__init__(parent, self.tr("Label as restricted"), width=560)
        self._things = {f"{thing.item}/{thing.which}": thing for thing in things}
        intro = self.tr(
            "A labelled paragraph is left out of the advisory. Whatever else is labelled stays: no advisory, "
            "letter or bundle that repeats or carries it leaves."
        )
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self._which = ChoiceField(self.tr("What"), [(key, self._named(t)) for key, t in self._things.items()])
        self._which.edited.connect(self._show)
        self._label = InertLabel(look="warn", lines=True)
        self._reason = TextField(self.tr("Why it is restricted"), lines=2)
        for row in (self._which, self._label, self._reason):
            self.rows.addWidget(row)
        self.finish("", cancel=self.tr("Cancel"))
        self._show()

    def missing(self) -> str:
        """Nothing is labelled without a reason; lifting needs none."""
        lacks = self.chosen.label is None and not self._reason.value
        return self.tr("Say why: whoever reads the case later will ask.") if lacks else ""

    @property
    def chosen(self) -> Labelable:
        """What it is about."""
        return self._things[self._which.value]

    @property
    def act(self) -> Event:
        """What to record."""
        return self.chosen.act(self._reason.value)

    def _show(self) -> None:
        label = self.chosen.label
        self._label.setVisible(label is not None)
        self._reason.setVisible(label is None)
        if label is not None:
            words = self.tr("It is restricted: {reason}").format(reason=label.reason)
            self._label.show_text(Untrusted(words))
        if self.primary is not None:
            self.primary.rename(self.tr("Label it") if label is None else self.tr("Lift the label"))
        self.refuse("")

    def _named(self, thing: Labelable) -> str:
        sorts = {
            "case": self.tr("The whole case"),
            "message": self.tr("Message {n}: {words}"),
            "file": self.tr("File {n}: {words}"),
            "note": self.tr("Note {n}: {words}"),
            "paragraph": self.tr("Paragraph {n} of the advisory: {words}"),
        }
        line = thing.words.line
        words = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
        name = sorts[thing.item].format(n=thing.number, words=words)
        return name if thing.label is None else self.tr("Restricted: {name}").format(name=name)
