"""Whom to ask elsewhere: people who may approve, by the keys that they are enrolled with."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.domain.inert import Untrusted
from desktop.domain.parties.fingerprints import tail
from desktop.domain.rights.team import Member
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.choose_file import choose_files
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.parts.ticks_field import Tick, TicksField


class AskDialog(Dialog):
    """Accepted once somebody is ticked; `key_file` is a public key that the GnuPG home lacks."""

    def __init__(self, parent: QWidget, people: Sequence[Member]) -> None:
        super().__init__(parent, self.tr("Ask somebody elsewhere to approve"), width=580)
        self.key_file: Path | None = None
        intro = self.tr(
            "They get one small file with the advisory as it would leave, which their key alone opens, and "
            "send a signed answer back. The instant of its release is left blank. Any change before "
            "then voids the answer."
        )
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        self._who = TicksField(self.tr("Who is asked"))
        self._who.offer([Tick(one.fingerprint, f"{one.name}, {tail(one.fingerprint)}") for one in people])
        if len(people) == 1:
            self._who.put(people[0].fingerprint)
        self.rows.addWidget(self._who)
        self._file = InertLabel(look="small")
        self._file.hide()
        bring = ActButton(self.tr("Their key from a file…"), self._on_file, mark="folder")
        self.rows.addWidget(FoldingRow(bring, self._file))
        nobody = self.tr(
            "Nobody else who may approve has a key enrolled. An owner enrols them with one under “Team…”."
        )
        self._nobody = Words(nobody, "warn", wrap=True)
        self._nobody.setVisible(not people)
        self.rows.addWidget(self._nobody)
        self.finish(self.tr("Write the request…"), cancel=self.tr("Cancel"), mark="lock")
        if self.primary is not None:
            self.primary.setEnabled(bool(people))

    @property
    def to(self) -> tuple[str, ...]:
        """The fingerprints of who is asked."""
        return tuple(self._who.keys)

    def accept(self) -> None:
        """Somebody has to be asked."""
        if self.to:
            super().accept()
        else:
            self.refuse(self.tr("Tick who is asked."))

    def _on_file(self) -> None:
        for path in choose_files(self, self.tr("Choose a key file"))[:1]:
            self.key_file = path
            self._file.show_text(Untrusted(path.name))
            self._file.show()
