"""A folder or a file, typed or chosen."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.choose_file import choose_folder
from desktop.ui.parts.fields import Field


class PathField(Field):
    """The path as text, with a button beside it; `pick` asks for one."""

    def __init__(self, label: str, hint: str = "") -> None:
        self._edit = QLineEdit()
        super().__init__(label, self._edit, hint)
        self._edit.textEdited.connect(self.edited)
        choose = ActButton(self.tr("Choose…"), self._on_choose, mark="folder")
        choose.setAccessibleName(self.tr("Choose: {label}").format(label=label))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        rows = self.layout()
        assert rows is not None
        rows.replaceWidget(self._edit, line)
        row.addWidget(self._edit, 1)
        row.addWidget(choose)

    @property
    def value(self) -> str:
        """The path as typed."""
        return self._edit.text().strip()

    def put(self, value: str) -> None:
        """Show this path."""
        self._edit.setText(value)

    def pick(self) -> Path | None:
        """What the person chooses, or None."""
        raise NotImplementedError

    def _on_choose(self) -> None:
        picked = self.pick()
        if picked is not None:
            self.put(str(picked))
            self.edited.emit()


class FolderField(PathField):
    """A folder."""

    def pick(self) -> Path | None:
        """A folder."""
        return choose_folder(self, self.tr("Choose a folder"))
