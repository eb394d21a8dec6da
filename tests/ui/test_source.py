"""Rules that the source of the window keeps, read from the source itself."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import desktop.ui

ROOM = Path(desktop.ui.__file__).parent
FILES = sorted(ROOM.rglob("*.py"))
SAYING = {"look/sentences.py", "look/scoring_names.py"}
"""Where words of the lower rooms are said, which are collected there."""
INERT = {"parts/inert_text.py", "parts/fields.py"}
"""Where QPlainTextEdit is made: the reading widget, and the box that people type in."""


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text())))


def names_in(path: Path):
    for node in nodes_of(path):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def calls_in(path: Path):
    return (node for node in nodes_of(path) if isinstance(node, ast.Call))


def place(path: Path) -> str:
    return path.relative_to(ROOM).as_posix()


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


RICH = {
    "QTextBrowser", "QTextEdit", "QTextDocument", "setHtml", "setMarkdown", "RichText", "AutoText",
    "appendHtml", "insertHtml", "QMessageBox", "QErrorMessage", "setOpenExternalLinks", "QLabel",
}  # fmt: skip
MAY_NAME = {
    ("parts/labels.py", "QLabel"),
    ("parts/labels.py", "setOpenExternalLinks"),
    ("parts/inert_text.py", "QTextDocument"),
    ("parts/lit_text.py", "QTextEdit"),
}
"""The one file that makes labels switches their links off; the reading widget's document loads nothing; of
QTextEdit only the kind of selection is named that plain texts take too."""


def test_there_are_files_to_ask_about():
    assert len(FILES) > 100


@pytest.mark.checks("C30")
def test_no_widget_of_the_window_can_show_rich_text(figure):
    found = {(place(path), name) for path in FILES for name in RICH.intersection(names_in(path))}
    assert found - MAY_NAME == set()
    figure("C30", f"0 text widgets outside the plain ones, 0 calls for rich text in {len(FILES)} files")


@pytest.mark.checks("C30")
def test_text_boxes_are_made_in_two_files_only():
    makers = {
        place(path) for path in FILES if any(called(node) == "QPlainTextEdit" for node in calls_in(path))
    }
    assert makers <= INERT


def test_labels_are_plain_text():
    source = (ROOM / "parts/labels.py").read_text()
    assert "setTextFormat(Qt.TextFormat.PlainText)" in source
    assert source.count("(QLabel)") == 1


def untranslatable(path: Path) -> Iterator[str]:
    """Calls that a translator's tool cannot read."""
    for node in calls_in(path):
        texts = {"tr": node.args[:1], "translate": node.args[:2]}.get(called(node), [])
        without = called(node) == "tr" and not texts
        if without or not all(isinstance(text, ast.Constant) for text in texts):
            yield f"{place(path)}:{node.lineno} {ast.unparse(node)}"


def test_words_are_translated_as_literals():
    written = [path for path in FILES if place(path) not in SAYING]
    assert [call for path in written for call in untranslatable(path)] == []


def test_threads_are_known_in_one_file_only():
    threads = {"threading", "QThread", "QThreadPool", "QRunnable", "concurrent", "multiprocessing"}
    for path in FILES:
        nodes = nodes_of(path)
        imported = {a.name.split(".")[0] for n in nodes if isinstance(n, ast.Import) for a in n.names}
        imported |= {n.module.split(".")[0] for n in nodes if isinstance(n, ast.ImportFrom) and n.module}
        assert path.name == "background.py" or not (imported | set(names_in(path))) & threads, path


def test_files_stay_small():
    for path in FILES:
        assert len(path.read_text().splitlines()) < 300, path
