"""A question that a policy or a regulation asks before its clocks run."""

from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.policy import Condition
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import TextField
from desktop.ui.parts.labels import Words
from desktop.ui.parts.radio_field import RadioField

_YES, _NO = "yes", "no"


class QuestionDialog(ActDialog):
    """Yes or no, and on what the answer rests; nothing is chosen beforehand."""

    def __init__(
        self, parent: QWidget, policy_id: str, condition: Condition, answer: e.ConditionAnswered | None = None
    ) -> None:
        super().__init__(parent, self.tr("A question of the policy"))
        self._policy_id = policy_id
        self._condition = condition
        self.concerns = f"{policy_id}/{condition.id}"
        self.rows.addWidget(Words(condition.question, "heading", wrap=True))
        if condition.clauses:
            self.rows.addWidget(Words(", ".join(condition.clauses), "small"))
        intro = self.tr("Promises hang on the answer. A later answer replaces it; the journal keeps both.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self._answer = RadioField(self.tr("Answer"), [(_YES, self.tr("Yes")), (_NO, self.tr("No"))])
        self._ground = TextField(self.tr("On what the answer rests"), lines=3)
        if answer is not None:
            self._answer.put(_YES if answer.applies else _NO)
            self._ground.put(answer.ground)
        self.rows.addWidget(self._answer)
        self.rows.addWidget(self._ground)
        self.finish(self.tr("Record the answer"), cancel=self.tr("Cancel"))

    def missing(self) -> str:
        """Both are needed."""
        if not self._answer.value:
            return self.tr("Choose yes or no.")
        return "" if self._ground.value else self.tr("Say on what the answer rests.")

    @property
    def act(self) -> e.ConditionAnswered:
        """What to record."""
        return e.ConditionAnswered(
            policy_id=self._policy_id,
            condition=self._condition.id,
            applies=self._answer.value == _YES,
            ground=self._ground.value,
        )
