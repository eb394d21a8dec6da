"""Breaking the glass: what is known, what exactly will be recorded, and who will have to be told."""

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.decide import Refusal
from desktop.domain.embargo.breaking import Known
from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.embargo.embargo_words import named
from desktop.ui.look.act_words import act_words
from desktop.ui.look.instants import absolute
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.layout import clear, column
from desktop.ui.parts.ticks_field import Tick, TicksField
from desktop.ui.parts.when_field import WhenField
from desktop.workflows.embargo.break_glass import Plan

_PUBLIC, _EXPLOIT, _ATTACK, _DATA = "public", "exploit", "attack", "data"


class BreakGlassDialog(ActDialog):
    """`changed` asks for the plan of what is chosen; `show_plan` shows it.

    `by_law` says whether a clock of the law starts in this case once personal data is affected.
    """

    changed = Signal()

    def __init__(self, parent: QWidget, now: datetime, *, by_law: bool) -> None:
        super().__init__(parent, self.tr("Break the glass"), width=600)
        words = self.tr(
            "For when holding back protects nobody any more. It ends the embargo, drafts a holding advisory "
            "and starts the clocks that the facts start. It can be taken back until something has left."
        )
        self.rows.addWidget(Words(words, "muted", wrap=True))
        self.known = TicksField(self.tr("What is known"))
        self.known.offer(
            [
                Tick(_PUBLIC, self.tr("Details of the problem are public")),
                Tick(_EXPLOIT, self.tr("An exploit is public")),
                Tick(_ATTACK, self.tr("Attacks that use it were seen")),
                Tick(
                    _DATA,
                    self.tr("Personal data is affected, with reasonable certainty"),
                    self._of_data(by_law=by_law),
                ),
            ]
        )
        self.ground = LineField(self.tr("Where it can be read, or who saw it"), "", "https://…")
        self.since = WhenField(self.tr("Public, or known to us, since"), now)
        self._since = Words(absolute(now), "small", wrap=True)
        self._edited = False
        planned = QWidget()
        planned.setAccessibleName(self.tr("What will be recorded, and whom to tell"))
        self._plan = column(planned, spacing=5)
        self.plan: Plan | None = None
        for widget in (self.known, self.ground, self.since, self._since):
            self.rows.addWidget(widget)
        self.rows.addWidget(planned)
        for field in (self.known, self.ground):
            field.edited.connect(self.changed)
        self.since.edited.connect(self._on_time_edited)
        self.finish(self.tr("End the embargo and record this"), cancel=self.tr("Not yet"))
        self._ask_first()

    def _of_data(self, *, by_law: bool) -> str:
        if by_law:
            return self.tr("Only if you know: it starts the clocks of the law. It is never assumed.")
        return self.tr(
            "Only if you know. No clock of this case starts with it, though the law may ask for a notice."
        )

    @property
    def what(self) -> Known:
        """What is known."""
        ticked = self.known.keys
        return Known(
            self.ground.value,
            public=_PUBLIC in ticked,
            exploit=_EXPLOIT in ticked,
            attack=_ATTACK in ticked,
            personal_data=_DATA in ticked,
        )

    @property
    def at(self) -> datetime | None:
        """Since when; None for the moment of recording."""
        return self.since.instant if self._edited else None

    def missing(self) -> str:
        """Nothing is recorded that was not shown before."""
        return "" if self.plan is not None else self._lacks()

    def show_plan(self, outcome: Plan | Refusal) -> None:
        """Show exactly what will be recorded and who is to be told, or why it cannot be."""
        clear(self._plan)
        self.plan = outcome if isinstance(outcome, Plan) else None
        self.refuse("")
        if isinstance(outcome, Refusal):
            self._add(Words(outcome.sentence, "small", wrap=True))
            return
        self._add(Words(self.tr("This will be recorded"), "section"))
        for draft in outcome.drafts:
            words = self.tr("{act}, {when}")
            shown = words.format(act=act_words(draft.event), when=absolute(draft.occurred_at))
            self._add(Words(shown, wrap=True))
        for remark in outcome.remarks:
            self._add(Words(remark, "warn", wrap=True))
        self._add(Words(self.tr("These will have to be told"), "section"))
        names = " · ".join(named(person) for person in outcome.to_tell)
        self._add(InertLabel(Untrusted(names), lines=True))

    def _add(self, widget: QWidget) -> None:
        self._plan.addWidget(widget)
        QTimer.singleShot(0, self, self._fit_again)  # once what was there before is gone

    def _fit_again(self) -> None:
        if self.isVisible():
            self._fit()

    def _ask_first(self) -> None:
        self._add(Words(self.tr("Tick what is known: here stands then what will be recorded."), "small"))

    def _on_time_edited(self) -> None:
        self._edited = True
        self._since.say(absolute(self.since.instant))
        self.changed.emit()

    def _lacks(self) -> str:
        if not self.known.keys:
            return self.tr("Tick what is known.")
        return self.tr("Say where it can be read, or who saw it.")
