"""How somebody wishes to be named, on what that rests, and the message that proves it."""

from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.inert import Untrusted
from desktop.domain.parties.people import doubt
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.instants import day_and_year
from desktop.ui.look.people_words import called
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.radio_field import RadioField
from desktop.workflows.desk.view_case import CaseView
from desktop.workflows.desk.view_people import PersonView

_ANONYMOUS = "anonymous"


class WishDialog(ActDialog):
    """The policy's rule stands beside it; what it lets us presume is proposed, never recorded by itself."""

    def __init__(self, parent: QWidget, view: CaseView, person: PersonView) -> None:
        super().__init__(parent, self.tr("Wish about credit"), width=560)
        self._case = view.case
        self._view = person
        self.concerns = called(person.person)
        self.rows.addWidget(InertLabel(Untrusted(called(person.person)), "heading"))
        self.rows.addWidget(Words(person.consent.rule, "muted", wrap=True))
        if person.consent.asked:
            self.rows.addWidget(Words(person.consent.asked, "small", wrap=True))
        self._choice = RadioField(
            self.tr("How they wish to appear"),
            [
                ("named", self.tr("By name")),
                ("alias", self.tr("By an alias")),
                (_ANONYMOUS, self.tr("Not at all: they stay anonymous")),
            ],
        )
        self._name = LineField(self.tr("Name to credit"))
        self._proof = ChoiceField(self.tr("Message that proves it"), self._messages())
        self._ground = LineField(self.tr("On what it rests"), "", self.tr("Their message of …, a call"))
        self._doubt = Words(look="warn", wrap=True)
        for widget in (self._choice, self._name, self._proof, self._ground, self._doubt):
            self.rows.addWidget(widget)
        if person.consent.ground:
            presume = ActButton(self.tr("Use the policy's rule as the ground"), self._on_presumed)
            self.rows.addWidget(FoldingRow(presume))
        self._choice.edited.connect(self._refresh)
        self._proof.edited.connect(self._on_proof_chosen)
        self.finish(self.tr("Record the wish"), cancel=self.tr("Cancel"))
        self._fill()

    def _messages(self) -> list[tuple[str, str]]:
        told = [
            (message.event_id, f"{day_and_year(message.received_at)} · {message.title.line}")
            for message in reversed(self._case.messages)
        ]
        return [("", self.tr("none: a call, or another way")), *told]

    def _fill(self) -> None:
        """Begin with what is recorded; of whom nothing is known only one wish can be met."""
        person, wish = self._view.person, self._view.person.credit
        if wish is not None:
            self._choice.put(wish.choice)
            self._name.put(wish.name)
            self._proof.put(wish.proof)
            self._ground.put(wish.ground)
        elif person.anonymous:
            self._choice.put(_ANONYMOUS)
            self._ground.put(self.tr("Nothing is known by which they could be named."))
        else:
            self._name.put(person.name.line)
        self._refresh()

    def missing(self) -> str:
        """A choice; the rules say the rest."""
        return "" if self._choice.value else self.tr("Choose how they wish to appear.")

    @property
    def act(self) -> e.CreditRecorded:
        """What to record."""
        anonymous = self._choice.value == _ANONYMOUS
        return e.CreditRecorded(
            choice=self._choice.value or _ANONYMOUS,  # type: ignore[arg-type]  # keys of the choice
            name="" if anonymous else self._name.value,
            ground=self._ground.value,
            person=self._view.person.label,
            proof=self._proof.value,
        )

    def _on_proof_chosen(self) -> None:
        """A message that is chosen is a ground too, unless somebody typed another."""
        message = self._case.message(self._proof.value)
        if message is not None and not self._ground.value:
            self._ground.put(self.tr("Their message of {day}").format(day=day_and_year(message.received_at)))
        self._refresh()

    def _on_presumed(self) -> None:
        self._choice.put("named")
        self._ground.put(self._view.consent.ground)
        self._refresh()

    def _refresh(self) -> None:
        self._name.setVisible(self._choice.value != _ANONYMOUS)
        words = doubt(self.act, self._case)
        self._doubt.say(words)
        self._doubt.setVisible(bool(words))
        self.refuse("")
