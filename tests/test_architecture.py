"""The rules of the house, executed."""

import ast
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from importlinter.application import use_cases
from importlinter.configuration import configure

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "desktop").rglob("*.py"))
NAMELESS = re.compile(r"^(utils?|helpers?|common|misc|managers?)\.py$")
ALLOWED = re.compile(
    r"^(desktop|resources|tests|pyproject\.toml|build\.spec|README\.md|LICENSE|CHANGELOG\.md|build|dist|\..*)$"
)


def test_imports_follow_the_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    configure()
    passed = use_cases.lint_imports(config_filename="pyproject.toml", is_debug_mode=True)
    assert passed


def wrong(is_wrong: Callable[[Path], bool]) -> list[str]:
    """The files that a rule says no to; one test asks about all of them."""
    return [str(path.relative_to(ROOT)) for path in SOURCES if is_wrong(path)]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def taken_in(path: Path) -> list[str]:
    nodes = list(ast.walk(tree(path)))
    taken = [f"{n.module}.{a.name}" for n in nodes if isinstance(n, ast.ImportFrom) for a in n.names]
    return taken + [a.name for n in nodes if isinstance(n, ast.Import) for a in n.names]


def test_there_are_files_to_ask_about() -> None:
    assert len(SOURCES) > 100


def test_a_file_is_short() -> None:
    assert wrong(lambda path: len(path.read_text().splitlines()) > 400) == []


def test_a_file_is_named_for_what_it_holds() -> None:
    assert wrong(lambda path: bool(NAMELESS.match(path.name))) == []


def test_every_module_says_what_it_is() -> None:
    assert wrong(lambda path: not ast.get_docstring(tree(path))) == []


def test_no_module_takes_in_the_network_half_of_qt() -> None:
    assert wrong(lambda path: any("QtNetwork" in name or "QtWeb" in name for name in taken_in(path))) == []


def test_what_cannot_be_decoded_is_caught_whole() -> None:
    """`UNDECODABLE` stands for it; these decode nothing but values, or catch the others beside it."""
    catching = re.compile(r"except[^\n:]*\bmsgspec\.|suppress\([^\n]*\bmsgspec\.")
    own = {"strict_json.py", "typed_json.py", "decoding.py"}
    assert wrong(lambda path: path.name not in own and bool(catching.search(path.read_text()))) == []


def test_the_top_level_holds_nothing_else() -> None:
    assert [p.name for p in ROOT.iterdir() if not ALLOWED.match(p.name)] == []


def test_the_entry_point_is_a_doorway() -> None:
    assert len((ROOT / "desktop/__main__.py").read_text().splitlines()) <= 15
