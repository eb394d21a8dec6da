"""The rules of the house, executed."""

import ast
import re
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


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_is_short_and_named_for_what_it_holds(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 400
    assert not NAMELESS.match(path.name)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text()))


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_module_takes_in_the_network_half_of_qt(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    taken = [f"{n.module}.{a.name}" for n in nodes if isinstance(n, ast.ImportFrom) for a in n.names]
    taken += [a.name for n in nodes if isinstance(n, ast.Import) for a in n.names]
    assert not [name for name in taken if "QtNetwork" in name or "QtWeb" in name]


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_cannot_be_decoded_is_caught_whole(path: Path) -> None:
    """`UNDECODABLE` stands for it; these two decode nothing but values, or catch the others beside it."""
    caught = re.findall(r"except[^\n:]*\bmsgspec\.|suppress\([^\n]*\bmsgspec\.", path.read_text())
    assert not caught or path.name in {"strict_json.py", "decoding.py"}


def test_the_top_level_holds_nothing_else() -> None:
    assert [p.name for p in ROOT.iterdir() if not ALLOWED.match(p.name)] == []


def test_the_entry_point_is_a_doorway() -> None:
    assert len((ROOT / "desktop/__main__.py").read_text().splitlines()) <= 15
