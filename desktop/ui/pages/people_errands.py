"""Errands about people: somebody with a part in the case, a wish about credit, who takes care of it."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.ui.dialogs.assign_dialog import AssignDialog
from desktop.ui.dialogs.person_dialog import PersonDialog
from desktop.ui.dialogs.wish_dialog import WishDialog
from desktop.ui.session import Session
from desktop.workflows.custody.known_handlers import known_handlers
from desktop.workflows.desk.view_people import PersonView


class PeopleErrands(QObject):
    """People are named by the labels that they have in the case in view."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._parent = parent
        self._session = session

    def change(self, label: str = "") -> None:
        """Change somebody, or without a label add somebody."""
        if self._session.view is None:
            return
        found = self._find(label) if label else None
        dialog = PersonDialog(self._parent, found.person if found is not None else None)
        case_id = self._session.view.case.case_id
        dialog.removed.connect(lambda: self._session.act(dialog.removal, dialog=dialog, case_id=case_id))
        self._session.ask(dialog, lambda: [dialog.act])

    def wish(self, label: str = "") -> None:
        """Record how somebody wishes to be named; without a label, the first reporter."""
        view, person = self._session.view, self._find(label)
        if view is not None and person is not None:
            dialog = WishDialog(self._parent, view, person)
            self._session.ask(dialog, lambda: [dialog.act])

    def assign(self) -> None:
        """Say who takes care of the case in view."""
        desk = self._session.desk
        if self._session.view is not None:
            self._session.background.run(lambda _p: known_handlers(desk), self._on_known)

    def _on_known(self, handlers: tuple[str, ...]) -> None:
        view = self._session.view
        if view is not None:
            dialog = AssignDialog(self._parent, handlers, self._session.desk.handler, view.case.handler)
            self._session.ask(dialog, lambda: [dialog.act])

    def _find(self, label: str) -> PersonView | None:
        people = self._session.view.people if self._session.view is not None else ()
        return next((one for one in people if e.same_name(one.person.label, label)), None)
