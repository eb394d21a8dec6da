"""Every way to open the vault, with what can be done about each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Sheet, clear
from desktop.ui.slots.slot_words import slot_notes, slot_words
from desktop.workflows.slot_ports import SlotInfo

_FEWEST = 2


class SlotsDialog(Dialog):
    """Asks for acts by its signals; `show_slots` follows what came of them."""

    add_wanted = Signal()
    rekey_wanted = Signal()
    prove_wanted = Signal(object)
    replace_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self, parent: QWidget, slots: Sequence[SlotInfo]) -> None:
        super().__init__(parent, self.tr("Keys of the vault"), width=620)
        intro = self.tr("Any one of these opens the vault. Two stay at least: one lost secret loses nothing.")
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        sheet = Sheet(self.tr("Ways to open the vault"), margin=0, spacing=10)
        self._slots = sheet.rows
        self.rows.addWidget(sheet, 1)
        self.rows.addWidget(
            FoldingRow(
                ActButton(self.tr("Add another…"), self.add_wanted.emit, mark="plus"),
                ActButton(self.tr("Replace the vault's key…"), self.rekey_wanted.emit, mark="key"),
            )
        )
        self.finish(self.tr("Close"))
        self.show_slots(slots)

    def show_slots(self, slots: Sequence[SlotInfo]) -> None:
        """These are the ways now."""
        clear(self._slots)
        for slot in slots:
            self._slots.addWidget(self._card(slot, removable=len(slots) > _FEWEST))
        self._slots.addStretch(1)

    def _card(self, slot: SlotInfo, *, removable: bool) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        rows = QVBoxLayout(card)
        rows.setContentsMargins(16, 12, 16, 12)
        words = slot_words(slot)
        rows.addWidget(Words(words, "section", wrap=True))
        rows.addWidget(Words(slot_notes(slot), "small", wrap=True))
        prove = ActButton(self.tr("Prove…"), lambda: self.prove_wanted.emit(slot), "small")
        replace = ActButton(self.tr("Replace…"), lambda: self.replace_wanted.emit(slot), "small")
        remove = ActButton(self.tr("Remove…"), lambda: self.remove_wanted.emit(slot), "small")
        remove.setEnabled(removable)
        for button in (prove, replace, remove):
            button.setAccessibleName(f"{button.text()} {words}")
        rows.addWidget(FoldingRow(prove, replace, remove))
        return card
