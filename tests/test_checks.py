"""The numbers that tests name, and the page that explains them."""

import re
from pathlib import Path

TESTS = Path(__file__).parent
NUMBER = r"(?:[A-F][0-9]{1,2}|fact [0-9]{1,2})"
NAMED = re.compile(rf"CHECKS ({NUMBER}(?:, {NUMBER})*)")
EXPLAINED = re.compile(rf"^- \*\*({NUMBER})\*\* [A-Z]", re.MULTILINE)


def test_every_check_that_a_test_names_is_explained_and_no_other() -> None:
    named = {
        number
        for path in TESTS.rglob("*.py")
        if path != Path(__file__)
        for found in NAMED.finditer(path.read_text())
        for number in found[1].split(", ")
    }
    explained = EXPLAINED.findall((TESTS / "CHECKS.md").read_text())
    assert len(explained) == len(set(explained))
    assert set(explained) == named


def test_every_mention_of_checks_is_a_number_on_the_page() -> None:
    strange = [
        f"{path.name}: {line.strip()}"
        for path in TESTS.rglob("*.py")
        if path != Path(__file__)
        for line in path.read_text().splitlines()
        if "# CHECKS" in line and not NAMED.search(line)
    ]
    assert strange == []
