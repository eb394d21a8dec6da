"""Choosing files and folders, without a trace: Qt's own dialog, whose memory is switched off.

The platform's dialogs keep lists of recent files, and Qt's writes the last folder to QtProject.conf when it
closes; `forget_paths` sends that file nowhere.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget


def forget_paths() -> None:
    """Make Qt's own settings unwritable; call before the first dialog."""
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.NativeFormat, scope, "/dev/null")


def file_dialog(parent: QWidget, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
    """A dialog of ours: not native, no history."""
    dialog = QFileDialog(parent, title, str(Path.home()))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    dialog.setHistory([])
    dialog.setAccessibleName(title)
    return dialog


def choose_files(parent: QWidget, title: str, *, filters: Sequence[str] = ()) -> tuple[Path, ...]:
    """The files that the person picks; none when they think better of it. The first filter holds at first."""
    dialog = file_dialog(parent, title, QFileDialog.FileMode.ExistingFiles)
    if filters:
        dialog.setNameFilters(list(filters))
    return _run(dialog)


def choose_folder(parent: QWidget, title: str) -> Path | None:
    """A folder, or None."""
    dialog = file_dialog(parent, title, QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(_run(dialog)), None)


def choose_new_path(parent: QWidget, title: str, name: str) -> Path | None:
    """Where a new file or folder is to go, or None."""
    dialog = file_dialog(parent, title, QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    return next(iter(_run(dialog)), None)


def _run(dialog: QFileDialog) -> tuple[Path, ...]:
    chosen = dialog.exec()
    paths = tuple(Path(path) for path in dialog.selectedFiles()) if chosen else ()
    dialog.deleteLater()
    return paths
