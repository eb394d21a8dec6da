"""A dialog that stays until its wish is granted: what was typed is not lost to a refusal."""

from PySide6.QtCore import Signal

from desktop.ui.dialogs.dialog import Dialog


class ActDialog(Dialog):
    """`submitted` asks for the act; whoever carries it out calls `refuse`, or `finish_well`."""

    submitted = Signal()

    def missing(self) -> str:
        """What the dialog itself still lacks, as a sentence; empty when it can be tried."""
        return ""

    def accept(self) -> None:
        """Try it."""
        sentence = self.missing()
        self.refuse(sentence)
        if not sentence:
            self.submitted.emit()

    def finish_well(self) -> None:
        """It is recorded: close."""
        if self.is_open:
            super().accept()
