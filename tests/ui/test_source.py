"""Rules that the source of the window keeps, read from the source itself."""

import ast
from pathlib import Path

import pytest

import desktop.ui

ROOM = Path(desktop.ui.__file__).parent
FILES = sorted(ROOM.rglob("*.py"))
INERT = {"parts/inert_text.py", "parts/fields.py"}
"""Where QPlainTextEdit is made: the reading widget, and the box that people type in."""


def names_in(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def calls_in(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield node


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


@pytest.mark.checks("C30")
def test_no_widget_of_the_window_can_show_rich_text(figure):
    for path in FILES:
        require_plain_text_only(path)
    figure("C30", f"0 text widgets outside the plain ones, 0 calls for rich text in {len(FILES)} files")


def require_plain_text_only(path):
    name = path.relative_to(ROOM).as_posix()
    forbidden = {
        "QTextBrowser",
        "QTextEdit",
        "QTextDocument",
        "setHtml",
        "setMarkdown",
        "RichText",
        "AutoText",
    }
    forbidden |= {"appendHtml", "insertHtml", "QMessageBox", "QErrorMessage", "setOpenExternalLinks"}
    if name == "parts/labels.py":
        forbidden -= {"setOpenExternalLinks"}
    if name == "parts/inert_text.py":
        forbidden -= {"QTextDocument"}  # of its own kind, which loads nothing
    found = set(names_in(path))
    assert not found & forbidden, path
    if name != "parts/labels.py":
        assert "QLabel" not in found, path
    makes_text_box = any(called(node) == "QPlainTextEdit" for node in calls_in(path))
    assert not makes_text_box or name in INERT, path


def test_labels_are_plain_text():
    source = (ROOM / "parts/labels.py").read_text()
    assert "setTextFormat(Qt.TextFormat.PlainText)" in source
    assert source.count("(QLabel)") == 1


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOM).as_posix())
def test_words_are_translated_as_literals(path):
    for node in calls_in(path):
        if called(node) == "tr":
            assert isinstance(node.args[0], ast.Constant), ast.unparse(node)
        if called(node) == "translate":
            assert all(isinstance(a, ast.Constant) for a in node.args[:2]), ast.unparse(node)


def test_threads_are_known_in_one_file_only():
    threads = {"threading", "QThread", "QThreadPool", "QRunnable", "concurrent", "multiprocessing"}
    for path in FILES:
        tree = ast.parse(path.read_text())
        imported = {
            a.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names
        }
        imported |= {
            n.module.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module
        }
        assert path.name == "background.py" or not (imported | set(names_in(path))) & threads, path


def test_files_stay_small():
    for path in FILES:
        assert len(path.read_text().splitlines()) < 300, path
