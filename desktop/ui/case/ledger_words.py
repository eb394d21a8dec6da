"""What an entry of the promise ledger says, for the screen and for paper."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.domain.promises.ledger import Entry
from desktop.ui.look.instants import absolute, length
from desktop.ui.look.proofs import party_words, proof_words


class Fact(NamedTuple):
    """A name and what it is."""

    name: str
    words: str


def facts_of(entry: Entry) -> Iterator[Fact]:
    """What was promised, agreed and done, how late, and by whom it is owed; reasons are not among them."""
    yield Fact(
        QCoreApplication.translate("Ledger", "Promised"),
        absolute(entry.promised)
        if entry.promised is not None
        else QCoreApplication.translate("Ledger", "without a date"),
    )
    if entry.moved_by and entry.due is not None:
        agreed = QCoreApplication.translate("Ledger", "Agreed")
        moved = QCoreApplication.translate("Ledger", "Moved to")
        yield Fact(agreed if entry.agreed is not None else moved, absolute(entry.due))
    if entry.done_at is not None:
        yield Fact(QCoreApplication.translate("Ledger", "Done"), absolute(entry.done_at))
    if entry.late_by is not None:
        yield Fact(QCoreApplication.translate("Ledger", "Late by"), length(entry.late_by))
    if entry.proof is not None:
        yield Fact(QCoreApplication.translate("Ledger", "Proof"), proof_words(entry.proof))
    if entry.owed_by != "vendor" or entry.audience:
        yield Fact(QCoreApplication.translate("Ledger", "Owed"), party_words(entry.owed_by, entry.audience))
