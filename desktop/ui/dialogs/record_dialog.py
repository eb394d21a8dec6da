"""Recording what happened outside this desk: a breach that became known, a notice that went out."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.event import Event
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.dialogs.half_typed import HalfTyped, State
from desktop.ui.look.act_words import event_words
from desktop.ui.look.instants import absolute
from desktop.ui.parts.fields import ChoiceField, TextField
from desktop.ui.parts.labels import Words
from desktop.ui.parts.when_field import WhenField
from desktop.workflows.desk.view_case import CaseView

_WORDS_OF: dict[type[Event], str] = {
    e.BreachAware: "ground",
    e.BreachRuledOut: "ground",
    e.ExploitationAware: "ground",
    e.UsersNotified: "how",
    e.AuthorityNotified: "how",
    e.CsirtWarned: "how",
    e.CsirtNotified: "how",
    e.CsirtReported: "how",
    e.IncidentDetected: "record",
    e.IncidentContained: "record",
    e.IncidentAssessed: "record",
    e.IncidentEradicated: "record",
    e.IncidentRemediated: "record",
    e.IncidentRecovered: "record",
    e.ReviewDone: "record",
    e.RemediationComplete: "",
    e.ReportWithdrawn: "ground",
    e.ReporterUnreachable: "explanation",
    e.LatenessExplained: "reason",
    e.DisclosurePlanned: "",
    e.DetailsDisclosed: "ground",
    e.NoteAdded: "text",
}
"""What can be recorded here, in this order, and the field of each that keeps the words, if one does."""
_KINDS = {kind.kind: kind for kind in _WORDS_OF}


class RecordDialog(ActDialog):
    """One milestone, when it happened, and a few words; the rules still decide."""

    def __init__(
        self,
        parent: QWidget,
        view: CaseView,
        now: datetime,
        kind: str = "",
        promise: str = "",
        kept: dict[str, State] | None = None,
    ) -> None:
        super().__init__(parent, self.tr("Record what happened"), width=540)
        self._now = now
        self._half_typed = HalfTyped(kept or {})
        self._about = ""
        self._edited = self._replanned = False
        self._kind = ChoiceField(self.tr("What"), [(name, event_words(name)) for name in _KINDS])
        self._promise = ChoiceField(self.tr("Which promise"), promises(view))
        self._planned = WhenField(self.tr("Public on"), now)
        self._at = WhenField(self.tr("When it happened"), now)
        self._instant = Words(look="small", wrap=True)
        self._words = TextField(self.tr("In your words"), lines=3)
        self._why = Words(look="muted", wrap=True)
        self._kind.edited.connect(self._on_about_chosen)
        self._promise.edited.connect(self._on_about_chosen)
        self._at.edited.connect(self._on_time_edited)
        self._planned.edited.connect(self._on_plan_edited)
        for widget in (
            self._kind, self._why, self._promise, self._planned, self._at, self._instant, self._words,
        ):  # fmt: skip
            self.rows.addWidget(widget)
        self.finish(self.tr("Record"), cancel=self.tr("Cancel"))
        kind, _, named = (kind or self._half_typed.first).partition("/")
        self._kind.put(kind)
        self._promise.put(promise or named)
        self._on_about_chosen()

    def missing(self) -> str:
        """A lateness needs a promise, a breach the ground on which it is believed."""
        if self._event is e.BreachAware and not self._words.value:
            return self.tr("Say on what it rests: what was seen, and whose data it is.")
        lacks = self._event is e.LatenessExplained and not self._promise.value
        return self.tr("No promise of this case can be late.") if lacks else ""

    @property
    def about(self) -> str:
        """What is being recorded: its draft lies under this name."""
        return about(self._kind.value, self._promise.value)

    @property
    def drafts(self) -> dict[str, State]:
        """What has to be kept of what is half typed, by what it is about; nothing where nothing changed."""
        self._half_typed.put(self.about, self._state)
        return self._half_typed.changed

    @property
    def drafts_beside(self) -> dict[str, State]:
        """The same, without what is recorded now."""
        return {about: state for about, state in self._half_typed.changed.items() if about != self.about}

    @property
    def _state(self) -> State:
        """What was typed, the time only where somebody gave one."""
        fields = {
            "words": self._words.value,
            "at": self._at.value if self._edited else "",
            "planned": self._planned.value if self._replanned else "",
        }
        return {key: value for key, value in fields.items() if value}

    def _put(self, state: State) -> None:
        self._words.put(state.get("words", ""))
        self._at.put(state.get("at", self._now.isoformat()))
        self._planned.put(state.get("planned", self._now.isoformat()))
        self._edited, self._replanned = "at" in state, "planned" in state

    @property
    def act(self) -> Event:
        """What to record."""
        given: dict[str, object] = {}
        if _WORDS_OF[self._event] and self._words.value:
            given[_WORDS_OF[self._event]] = self._words.value
        if self._event is e.LatenessExplained:
            policy_id, _, clock = self._promise.value.partition("/")
            given = {"reason": self._words.value, "clock": clock, "policy_id": policy_id}
        elif self._event is e.DisclosurePlanned:
            given = {"publish_at": self._planned.instant}
        elif self._event in _MUST_SAY:
            given = {_WORDS_OF[self._event]: self._words.value}
        return self._event(**given)

    @property
    def at(self) -> datetime | None:
        """When it happened; None for the moment of recording."""
        return self._at.instant if self._edited else None

    @property
    def _event(self) -> type[Event]:
        return _KINDS[self._kind.value]

    def _on_about_chosen(self) -> None:
        """Words go along to another kind, unless some were kept for that: then each keeps its own."""
        before, self._about = self._about, self.about
        if self._half_typed.of(self._about) and before != self._about:
            if before:
                self._half_typed.put(before, self._state)
            self._put(self._half_typed.of(self._about))
        self._show_fields()

    def _show_fields(self) -> None:
        plans = self._event is e.DisclosurePlanned
        self._promise.setVisible(self._event is e.LatenessExplained)
        self._planned.setVisible(plans)
        self._at.setVisible(not plans)
        self._words.setVisible(bool(_WORDS_OF[self._event]))
        why = self._explanations().get(self._kind.value, "")
        self._why.say(why)
        self._why.setVisible(bool(why))
        self._show_instant()

    def _on_time_edited(self) -> None:
        self._edited = True
        self._show_instant()

    def _on_plan_edited(self) -> None:
        self._replanned = True
        self._show_instant()

    def _show_instant(self) -> None:
        plans = self._event is e.DisclosurePlanned
        self._instant.say(absolute(self._planned.instant if plans else self._at.instant))
        self.refuse("")

    def _explanations(self) -> dict[str, str]:
        return {
            "breach.aware": self.tr(
                "The moment of reasonable certainty that personal data is affected, not that of the report."
            ),
            "breach.ruled-out": self.tr("Then no notice is owed. It counts until a breach becomes known."),
            "exploitation.aware": self.tr("The moment at which it was known that it is being exploited."),
            "lateness.explained": self.tr("The reason stands beside the promise. It moves no date."),
            "report.withdrawn": self.tr("Name the message in which the reporter took it back."),
            "reporter.unreachable": self.tr("Answers that nobody can get are then no longer owed."),
            "disclosure.planned": self.tr("Whoever is to hear before the public is counted back from it."),
            "details.disclosed": self.tr(
                "Say where they can be read. The hold ends, for it protects nobody now."
            ),
            "remediation.complete": self.tr("When users are protected, not when the fix was ready."),
        }


_MUST_SAY = (e.BreachRuledOut, e.DetailsDisclosed, e.ReportWithdrawn, e.ReporterUnreachable, e.NoteAdded)
"""Events that do not exist without their words; the rules say so in a sentence."""


def promises(view: CaseView) -> Sequence[tuple[str, str]]:
    """The promises of a case that can be late, by name, those that are first."""
    late = [r for r in view.readings if r.state in ("overdue", "late")]
    others = [r for r in view.readings if r.state == "running"]
    return [(reading.promise, reading.sentence) for reading in (*late, *others)]


def about(kind: str, promise: str) -> str:
    """What a draft is about: a kind of event, for a lateness also the promise."""
    return f"{kind}/{promise}" if kind == e.LatenessExplained.kind else kind


def all_abouts(view: CaseView) -> tuple[str, ...]:
    """Everything that could be half typed for a case."""
    late = [about(e.LatenessExplained.kind, promise) for promise, _sentence in promises(view)]
    return (*(kind for kind in _KINDS if kind != e.LatenessExplained.kind), *late)
