"""One try to reproduce, as the card lists it."""

from PySide6.QtWidgets import QWidget

from desktop.domain.event import Recorded
from desktop.domain.events import ReproductionTried
from desktop.domain.inert import Untrusted
from desktop.ui.look.evidence_words import outcome_chip
from desktop.ui.look.instants import short
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, InertLabel, Words
from desktop.ui.parts.layout import column

_LONGEST = 2_000
"""Characters of a text that are shown; whole ones stand in the journal."""


class TryLine(QWidget):
    """How it ended, on what, who tried it when; then the steps, and what holds the proof."""

    def __init__(self, recorded: Recorded, tried: ReproductionTried, proof: str) -> None:
        super().__init__()
        rows = column(self, spacing=2)
        on = " ".join(filter(None, (tried.product.strip(), tried.version.strip())))
        who = self.tr("{when}, {who}").format(when=short(recorded.occurred_at), who=recorded.author)
        target = InertLabel(Untrusted(on))
        chip = ChipLabel(outcome_chip(tried.outcome))
        rows.addWidget(FoldingRow(chip, target, grow=(target,)))
        rows.addWidget(Words(who, "small", wrap=True))
        rows.addWidget(Words(_cut(tried.steps), wrap=True))
        rows.addWidget(Words(_cut(tried.environment), "small", wrap=True))
        if proof:
            told = self.tr("Proof of concept: {name}").format(name=proof)
            rows.addWidget(InertLabel(Untrusted(told), "small"))


def _cut(text: str) -> str:
    """What a handler wrote may have been pasted from a stranger."""
    shown = Untrusted(text).shown
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
