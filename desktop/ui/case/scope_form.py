"""The boxes to tick for a verdict on scope, the condition's question, and what they amount to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.assessing.scope import ScopeVerdict, judge
from desktop.domain.policy import ScopeCondition
from desktop.ui.case.scope_ticks import host_ticks, line_ticks
from desktop.ui.look.scope_words import verdict_chip
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField, Field, LineField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, Words
from desktop.ui.parts.layout import beside, column
from desktop.ui.parts.ticks_field import TicksField
from desktop.workflows.desk.view_case import CaseView
from desktop.workflows.investigation.judge_scope import ScopeView, chosen_lines

_YES, _NO = "yes", "no"
_ANSWERS = {_YES: True, _NO: False}


class ScopeForm(QWidget):
    """Shows at once what the lines say; nothing is recorded before somebody presses the button."""

    judged = Signal(object)
    """A ScopeJudged to record."""

    def __init__(self) -> None:
        super().__init__()
        self._view: CaseView | None = None
        self._scope: ScopeView | None = None
        self._hosts = TicksField(self.tr("Hosts that the problem is on"))
        self._sides = {
            "in": TicksField(self.tr("In scope")),
            "out": TicksField(self.tr("Out of scope")),
            "prohibited": TicksField(self.tr("Prohibited")),
        }
        self._condition = ChoiceField(self.tr("Condition of the whole scope"))
        self._own = ChoiceField(self.tr("Verdict"), self._verdicts())
        self._reason = LineField(self.tr("Reason"), "", self.tr("where the lines do not settle it"))
        self._chip = ChipLabel()
        self._why = Words(look="small", wrap=True)
        self._record = ActButton(self.tr("Record the verdict"), self._on_record)
        self.fields: dict[str, Field] = {
            "scope-hosts": self._hosts,
            **{f"scope-{side}": field for side, field in self._sides.items()},
            "scope-condition": self._condition,
            "scope-verdict": self._own,
            "scope-reason": self._reason,
        }
        self._lay_out()

    def _lay_out(self) -> None:
        rows = column(self, spacing=12)
        for field in (self._hosts, *self._sides.values(), self._condition):
            rows.addWidget(field)
        rows.addWidget(FoldingRow(self._own, self._reason, grow=(self._own, self._reason), spacing=14))
        verdict = beside(self._chip, self._why, spacing=10)
        verdict.setStretch(0, 0)
        verdict.setAlignment(self._chip, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(verdict)
        rows.addWidget(self._record, 0, Qt.AlignmentFlag.AlignLeft)
        for field in self.fields.values():
            field.edited.connect(self.show_verdict)

    def offer(self, view: CaseView, scope: ScopeView) -> None:
        """Make the boxes anew for this report and policy."""
        self._view, self._scope = view, scope
        self._hosts.offer(host_ticks(scope, view.profile))
        self._hosts.setVisible(bool(scope.hosts))
        for side, field in self._sides.items():
            ticks = line_ticks(scope, view.profile, side)
            field.offer(ticks)
            field.setVisible(bool(ticks))
        asked = view.profile.scope_condition
        self._condition.setVisible(asked is not None)
        if asked is not None:
            self._condition.offer(self._answers(asked))

    def fill(self) -> None:
        """Begin from what was recorded, else from the hosts that lines of the scope mean."""
        if self._scope is None:
            return
        recorded, asked = self._scope.recorded, self._asked
        hosts = recorded.hosts if recorded else [host.ascii for host in self._scope.matching]
        lines = recorded.lines if recorded else ()
        self._hosts.put("\n".join(hosts))
        for field in self._sides.values():
            field.put("\n".join(lines))
        self._condition.put(_YES if asked is not None and asked.text in lines else "")
        self._own.put("")
        self._reason.put(recorded.reason if recorded else "")

    def show_verdict(self) -> None:
        """Say what the boxes amount to."""
        given = self._judge()
        if given is not None:
            self._chip.tell(verdict_chip(given.verdict))
            self._why.say(given.why)
            self._record.setEnabled(given.verdict not in ("ask", "not-stated") or bool(self._own.value))

    @property
    def _asked(self) -> ScopeCondition | None:
        return self._view.profile.scope_condition if self._view else None

    def _judge(self) -> ScopeVerdict | None:
        if self._view is None or self._scope is None:
            return None
        hosts = [host for host in self._scope.hosts if host.ascii in self._hosts.keys]
        lines = chosen_lines(self._view, (key for field in self._sides.values() for key in field.keys))
        return judge(self._view.profile, hosts, lines, condition=_ANSWERS.get(self._condition.value))

    def _on_record(self) -> None:
        given, asked = self._judge(), self._asked
        if given is None:
            return
        answer = _ANSWERS.get(self._condition.value) if asked is not None else None
        met = (asked.text,) if asked is not None and answer else ()
        act = e.ScopeJudged(
            verdict=self._own.value or given.verdict,  # type: ignore[arg-type]  # the button waits for one
            lines=(*(line.text for line in given.lines), *met),
            hosts=self._hosts.keys,
            reason=self._reason.value or (given.why if answer is False else ""),
        )
        self.judged.emit(act)

    def _answers(self, asked: ScopeCondition) -> list[tuple[str, str]]:
        words = {
            "": self.tr("{condition}? Not answered yet"),
            _YES: self.tr("{condition}: yes"),
            _NO: self.tr("{condition}: no"),
        }
        return [(key, text.format(condition=asked.text)) for key, text in words.items()]

    def _verdicts(self) -> list[tuple[str, str]]:
        return [
            ("", self.tr("As the lines say")),
            ("in", self.tr("In scope")),
            ("out", self.tr("Out of scope")),
            ("prohibited", self.tr("Found in a prohibited way")),
        ]
