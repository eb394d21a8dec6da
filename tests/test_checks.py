"""The lines that tests name, and the pages that explain them."""

import re
from pathlib import Path

import pytest

from tests.checked import PAGES, Page, Table

TESTS = Path(__file__).parent
TOLD = re.compile(r"(?<![.\w])figure\(\s*\"([^\"]*)\"")
CHECKS, UX = PAGES


def sources() -> list[str]:
    return [path.read_text() for path in TESTS.rglob("*.py") if path != Path(__file__)]


def marked(page: Page) -> set[str]:
    marks = re.compile(rf"pytest\.mark\.{page.marker}\(([^)]*)\)")
    found = [named for source in sources() for named in marks.findall(source)]
    return {number for named in found for number in re.findall('"(.*?)"', named)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.marker)
def test_every_line_that_a_test_names_is_explained_once(page: Page) -> None:
    explained = [number for number, _ in page.lines]
    assert len(explained) == len(set(explained))
    assert marked(page) <= set(explained)


def test_no_check_is_explained_that_no_test_names() -> None:
    assert {number for number, _ in CHECKS.lines} <= marked(CHECKS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.marker)
def test_every_name_of_a_line_is_a_number(page: Page) -> None:
    assert [name for name in marked(page) if not re.fullmatch(page.number, name)] == []


def test_every_figure_of_the_desk_has_a_goal() -> None:
    assert [number for number, words in UX.lines if " ".join(words.split()).count(" Goal: ") != 1] == []


def test_a_figure_is_told_of_a_line_that_is_marked() -> None:
    told = {number for source in sources() for number in TOLD.findall(source)}
    assert told <= marked(CHECKS) | marked(UX)


def report(outcome: str, *told: tuple[str, object]) -> pytest.TestReport:
    return pytest.TestReport("a test", ("a", 1, "test"), {}, outcome, None, "call", user_properties=told)  # type: ignore[arg-type]


def test_a_row_holds_when_all_its_tests_do_and_says_when_it_has_none(tmp_path: Path) -> None:
    path = tmp_path / "PAGE.md"
    path.write_text("".join(f"- **U{n}** Something.\n  Goal: {n} s.\n" for n in range(1, 5)))
    table = Table(UX._replace(path=path))
    table.pytest_runtest_logreport(report("passed", ("proves", "U1"), ("figure", ("U1", "0.5 s"))))
    table.pytest_runtest_logreport(report("passed", ("proves", "U2"), ("figure", ("U2", "1 s"))))
    table.pytest_runtest_logreport(report("failed", ("proves", "U2"), ("figure", ("U2", "9 s"))))
    table.pytest_runtest_logreport(report("skipped", ("proves", "U3")))
    assert list(table.lines())[2:] == [
        "| U1 | Something. | 1 s. | 0.5 s; 1 of 1 tests hold | yes |",
        "| U2 | Something. | 2 s. | 1 s; 9 s; 1 of 2 tests hold | missed |",
        "| U3 | Something. | 3 s. | 0 of 1 tests hold, 1 skipped | not all of it was run |",
        "| U4 | Something. | 4 s. | 0 of 0 tests hold | no test yet |",
        "",
        "1 of 4 ux hold.",
    ]
