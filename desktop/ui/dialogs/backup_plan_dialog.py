"""Backups that make themselves: where, how often, how many stay."""

import msgspec
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.ui.dialogs.act_dialog import ActDialog
from desktop.ui.parts.fields import ChoiceField
from desktop.ui.parts.folder_field import FolderField
from desktop.ui.parts.labels import Words
from desktop.workflows.custody.backup_plan import BackupPlan

_DAYS = (1, 2, 3, 7, 14, 30)
_KEPT = (2, 4, 8, 16, 32)


class BackupPlanDialog(ActDialog):
    """`plan` is what was chosen, None where none are to be made."""

    def __init__(self, parent: QWidget, plan: BackupPlan | None, told: str) -> None:
        super().__init__(parent, self.tr("Backups that make themselves"))
        intro = self.tr(
            "Each is encrypted, read back and compared. Older ones go once a newer one is sound. Another "
            "disk is best."
        )
        self.rows.addWidget(Words(intro, "muted", wrap=True))
        if told:
            self.rows.addWidget(Words(told, "bad", wrap=True))
        self._before = plan or BackupPlan("")
        self._on = QCheckBox(self.tr("Make backups by themselves while the window is open"))
        self._on.setAccessibleName(self._on.text())
        self._on.setChecked(plan is not None)
        self._folder = FolderField(self.tr("Into the folder"))
        self._folder.put(self._before.folder)
        days = sorted({*_DAYS, self._before.every_days})
        self._days = ChoiceField(
            self.tr("Every"),
            [(str(n), self.tr("%n days", "", n) if n > 1 else self.tr("day")) for n in days],
        )
        self._days.put(str(self._before.every_days))
        kept = sorted({*_KEPT, self._before.keep})
        self._keep = ChoiceField(self.tr("Keep the newest"), [(str(n), str(n)) for n in kept])
        self._keep.put(str(self._before.keep))
        self.rows.addWidget(self._on)
        for field in (self._folder, self._days, self._keep):
            self.rows.addWidget(field)
        self._on.toggled.connect(self._show_fields)
        self._show_fields(self._on.isChecked())
        self.finish(self.tr("Use this"), cancel=self.tr("Cancel"))

    def missing(self) -> str:
        """A place."""
        if self._on.isChecked() and not self._folder.value.startswith("/"):
            return self.tr("Choose a folder for the backups.")
        return ""

    @property
    def plan(self) -> BackupPlan | None:
        """What was chosen; another place begins at once."""
        if not self._on.isChecked():
            return None
        moved = self._folder.value != self._before.folder
        return msgspec.structs.replace(
            self._before,
            folder=self._folder.value,
            every_days=int(self._days.value),
            keep=int(self._keep.value),
            last=None if moved else self._before.last,
        )

    def _show_fields(self, shown: bool) -> None:
        for field in (self._folder, self._days, self._keep):
            field.setEnabled(shown)
