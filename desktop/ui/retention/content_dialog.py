"""What is kept of one case: held whatever a rule says, let go again, purged, or a person forgotten in it."""

from typing import cast, get_args

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.domain.case import Case
from desktop.domain.events import Purgeable
from desktop.domain.inert import Untrusted
from desktop.domain.parties.people import people_of
from desktop.domain.retention.forgetting import FIELDS, PersonalField
from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import ChoiceField, LineField
from desktop.ui.parts.labels import InertLabel
from desktop.ui.parts.ticks_field import Tick, TicksField
from desktop.ui.retention.retained_model import purge_words

_FOR_GOOD = ("purge", "forget")
"""The wishes that cannot be taken back: each is typed as a word."""


class ContentDialog(ActDialog):
    """One wish at a time; only the fields that it needs are shown."""

    def __init__(self, parent: QWidget, case: Case) -> None:
        super().__init__(parent, self.tr("What is kept of the case"), width=600)
        hold = case.legal_hold
        self._wish = ChoiceField(self.tr("What happens to its content"), self._wishes(held=hold is not None))
        self._held = InertLabel(look="warn", lines=True)
        if hold is not None:
            words = self.tr("A legal hold keeps it: {reason}").format(reason=hold.reason)
            self._held.show_text(Untrusted(words))
        self._held.setVisible(hold is not None)
        self._what = ChoiceField(
            self.tr("What goes"), [(name, purge_words(name)) for name in get_args(Purgeable)]
        )
        others = [one for one in people_of(case) if one.role != "handler"]
        self._person = ChoiceField(
            self.tr("Who is forgotten"), [(f"{n}", one.line) for n, one in enumerate(others)]
        )
        self._labels = [one.label for one in others]
        self._fields = TicksField(self.tr("What of them"))
        self._fields.offer([Tick(name, _field_words(name)) for name in FIELDS])
        self._fields.put("\n".join(FIELDS))
        self._reason = LineField(self.tr("Reason"), self.tr("Such as a duty, or a person's request."))
        self._typed = LineField(
            self.tr("Type purge to confirm"),
            self.tr("It cannot be undone: dates and proofs stay, the words and files go for good."),
        )
        for row in (
            self._held, self._wish, self._what, self._person, self._fields, self._reason, self._typed
        ):  # fmt: skip
            self.rows.addWidget(row)
        self._wish.edited.connect(self._show)
        self.finish("", cancel=self.tr("Cancel"))
        self._show()

    def missing(self) -> str:
        """A hold needs a reason, and nothing goes for good by a mere Enter."""
        if self.wish not in _FOR_GOOD:
            return "" if self.reason else self.tr("Say why: whoever reads the case later will ask.")
        if self.wish == "forget" and not (self._labels and self.fields):
            return self.tr("Choose what of a person is forgotten.")
        typed = self._typed.value.casefold() == "purge"
        return "" if typed else self.tr("Type the word purge to confirm it.")

    @property
    def wish(self) -> str:
        """`hold`, `release`, `purge` or `forget`."""
        return self._wish.value

    @property
    def what(self) -> Purgeable:
        """What a purge takes away."""
        return cast("Purgeable", self._what.value)

    @property
    def person(self) -> str:
        """The label of who is forgotten."""
        return self._labels[int(self._person.value)]

    @property
    def fields(self) -> tuple[PersonalField, ...]:
        """What of them is forgotten."""
        return cast("tuple[PersonalField, ...]", self._fields.keys)

    @property
    def reason(self) -> str:
        """Why."""
        return self._reason.value

    def _wishes(self, *, held: bool) -> list[tuple[str, str]]:
        if held:  # nothing goes while a hold keeps it
            return [("release", self.tr("Let the rules count again"))]
        return [
            ("hold", self.tr("Keep it whatever any rule says")),
            ("forget", self.tr("Forget a person in it")),
            ("purge", self.tr("Purge it before its time")),
        ]

    def _show(self) -> None:
        wish = self.wish
        self._what.setVisible(wish == "purge")
        self._person.setVisible(wish == "forget")
        self._fields.setVisible(wish == "forget")
        self._typed.setVisible(wish in _FOR_GOOD)
        if self.primary is not None:
            words = {
                "hold": self.tr("Hold its content"),
                "release": self.tr("Release the hold"),
                "forget": self.tr("Forget the person for good"),
                "purge": self.tr("Purge its content for good"),
            }
            self.primary.rename(words[wish])


def _field_words(field: PersonalField) -> str:
    return {
        "name": QCoreApplication.translate("Retention", "Name, with the messages that show it"),
        "address": QCoreApplication.translate("Retention", "Address, with the messages that show it"),
        "key": QCoreApplication.translate("Retention", "OpenPGP key, with the messages that show it"),
        "credit": QCoreApplication.translate("Retention", "Wish about credit"),
    }[field]
