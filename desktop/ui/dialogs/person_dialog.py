"""Somebody with a part in the case: added, changed, or taken out again."""

from typing import get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.parties.people import Person
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.look.people_words import called, role_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.labels import Words
from desktop.ui.parts.ticks_field import Tick, TicksField

_ANONYMOUS = "anonymous"


class PersonDialog(ActDialog):
    """A name is who they are in the case: to give another one, take them out and add them anew."""

    removed = Signal()
    """They are to be taken out."""

    def __init__(self, parent: QWidget, person: Person | None = None) -> None:
        title = self.tr("Add a person") if person is None else self.tr("Change a person")
        super().__init__(parent, title)
        self._person = person
        self.concerns = called(person) if person is not None else ""
        self._name = LineField(
            self.tr("Name"), self.tr("Of who stays anonymous a label, such as: the second finder.")
        )
        self._part = ChoiceField(self.tr("Part"), [(part, role_words(part)) for part in get_args(e.Part)])
        self._address = LineField(self.tr("Mail address"), "", self.tr("optional"))
        self._organisation = LineField(self.tr("Organisation"), "", self.tr("optional"))
        self._anonymous = TicksField(self.tr("In public"))
        self._anonymous.offer([Tick(_ANONYMOUS, self.tr("Stays anonymous: the name above is only a label"))])
        if person is None:
            self.rows.addWidget(self._name)
        else:
            self.rows.addWidget(Words(person.label, "heading", wrap=True))
            self._put(person)
        for field in (self._part, self._address, self._organisation, self._anonymous):
            self.rows.addWidget(field)
        words = self.tr("Add") if person is None else self.tr("Change")
        remove = ActButton(self.tr("Take out of the case"), self.removed.emit) if person is not None else None
        self.finish(words, cancel=self.tr("Cancel"), other=remove)

    def _put(self, person: Person) -> None:
        self._part.put(person.role)
        self._address.put(person.address.raw)
        self._organisation.put(person.organisation)
        self._anonymous.put("" if person.name.raw else _ANONYMOUS)

    def missing(self) -> str:
        """Everybody is called something."""
        named = self._person is not None or self._name.value
        return "" if named else self.tr("Say what to call them: an alias will do.")

    @property
    def act(self) -> e.PersonNamed:
        """What to record."""
        return e.PersonNamed(
            name=self._person.label if self._person is not None else self._name.value,
            part=self._part.value,  # type: ignore[arg-type]  # keys of the choice
            address=self._address.value,
            organisation=self._organisation.value,
            anonymous=bool(self._anonymous.keys),
        )

    @property
    def removal(self) -> e.PersonRemoved:
        """What to record when they are taken out."""
        return e.PersonRemoved(self._person.label if self._person is not None else "")
