"""The numbers that tests name, and the page that explains them."""

import re
from pathlib import Path

from tests.checked import EXPLAINED, PAGE

TESTS = Path(__file__).parent
MARKED = re.compile(r"pytest\.mark\.checks\(([^)]*)\)")
TOLD = re.compile(r"(?<![.\w])figure\(\s*\"([^\"]*)\"")
NUMBER = re.compile(r"[A-F][0-9]{1,2}|fact [0-9]{1,2}")


def sources() -> list[str]:
    return [path.read_text() for path in TESTS.rglob("*.py") if path != Path(__file__)]


def marked() -> set[str]:
    return {
        n for source in sources() for found in MARKED.findall(source) for n in re.findall('"(.*?)"', found)
    }


def test_every_check_that_a_test_names_is_explained_and_no_other() -> None:
    explained = [number for number, _ in EXPLAINED.findall(PAGE.read_text())]
    assert len(explained) == len(set(explained))
    assert set(explained) == marked()


def test_every_name_of_a_check_is_a_number() -> None:
    assert [name for name in marked() if not NUMBER.fullmatch(name)] == []


def test_a_figure_is_told_of_a_check_that_is_marked() -> None:
    told = {number for source in sources() for number in TOLD.findall(source)}
    assert told <= marked()
