"""Changing the catalogue in the background: what was done is said, and can be taken back."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop.domain.event import Recorded
from desktop.domain.events import ProductListed
from desktop.domain.failures import Failure
from desktop.ui.look.act_words import act_words
from desktop.ui.parts.message_bar import Message
from desktop.ui.session import Session
from desktop.workflows.investigation.keep_products import take_back_products
from desktop.workflows.ports import Desk


def change_catalogue(
    session: Session,
    change: Callable[[Desk], list[Recorded]],
    then: Callable[[], None] = lambda: None,
    otherwise: Callable[[Failure], None] | None = None,
) -> None:
    """Do it, then read what is in sight again."""
    desk = session.desk

    def told(words: str, acts: list[Recorded] | None = None) -> None:
        session.reload()
        if acts is None:
            session.said.emit(Message("info", words, seconds=10))
        else:
            undo = QCoreApplication.translate("Products", "Undo")
            session.said.emit(Message("good", words, undo, lambda: take_back(acts), seconds=10))
        then()

    def take_back(acts: list[Recorded]) -> None:
        words = QCoreApplication.translate("Products", "The catalogue is as it was before.")
        session.background.run(lambda _p: take_back_products(desk, acts), lambda _undone: told(words))

    def done(acts: list[Recorded]) -> None:
        event = acts[-1].event
        name = event.product if isinstance(event, ProductListed) else ""
        words = QCoreApplication.translate("Products", "{act}: {name}.") if name else "{act}."
        told(words.format(act=act_words(event), name=name), acts)

    session.background.run(lambda _p: change(desk), done, otherwise=otherwise)
