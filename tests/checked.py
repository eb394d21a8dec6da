"""The tables of what the tests found: a row for each line of `CHECKS.md` and of `UX.md`, with its figure.

A test names the lines that it proves by `@pytest.mark.checks("A7")` or `@pytest.mark.ux("U3")`, and tells
what it measured by the fixture `figure`. `pytest -m checks` runs all of the one page, the long versions too,
prints the table and writes it to `build/checks.md`; `-m "checks and not soak"` takes the short versions.
`pytest -m ux` does the same for the other page.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

_PROVES, _FIGURE = "proves", "figure"
_TESTS = Path(__file__).parent

Figure = Callable[[str, str], None]
"""`figure("E49", "0 of 200 kills lost an entry")`: told for one number; of several tests all are shown."""


class Page(NamedTuple):
    """A page whose lines tests prove; `number` is how its lines are called, `goal` parts words and goal."""

    marker: str
    path: Path
    number: str
    titles: tuple[str, ...]
    goal: str = "\n\n"  # no line holds it: what has no goal of its own is all words
    fails: str = "no"
    """What is said of a line of which a test failed; what was measured stands beside it."""

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Number and words of each, in order."""
        line = rf"^- \*\*({self.number})\*\* ([A-Z].*(?:\n  .*)*)"
        return re.findall(line, self.path.read_text(), re.MULTILINE)

    @property
    def written(self) -> Path:
        return _TESTS.parent / "build" / f"{self.marker}.md"


PAGES = (
    Page("checks", _TESTS / "CHECKS.md", r"[A-F][0-9]{1,2}|fact [0-9]{1,2}", ("check", "promise")),
    Page("ux", _TESTS / "UX.md", r"U[0-9]{1,2}", ("row", "what", "goal"), " Goal: ", "missed"),
)


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Figure:
    """Tell what was measured."""

    def tell(number: str, measured: str) -> None:
        request.node.user_properties.append((_FIGURE, (number, measured)))

    return tell


class Table:
    """Gathers what came of the tests that name a line of a page; works for several workers too."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._outcomes: dict[str, Counter[str]] = defaultdict(Counter)
        self._figures: dict[str, dict[str, None]] = defaultdict(dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and report.outcome == "passed":
            return
        for name, told in report.user_properties:
            if name == _PROVES:
                self._outcomes[str(told)][report.outcome] += 1
            elif name == _FIGURE:
                number, measured = told  # type: ignore[misc]
                self._figures[number][measured] = None

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        lines = list(self.lines())
        self._page.written.parent.mkdir(exist_ok=True)
        self._page.written.write_text("\n".join(lines) + "\n")
        terminalreporter.section(self._page.marker)
        terminalreporter.line("\n".join(lines))

    def lines(self) -> Iterator[str]:
        """The table, and how much of it holds; a fact about parts of others is no promise of ours."""
        titles = (*self._page.titles, "figure", "holds")
        yield f"| {' | '.join(titles)} |"
        yield "|---" * len(titles) + "|"
        explained = self._page.lines
        for number, words in explained:
            cells = " ".join(words.split()).split(self._page.goal)
            yield f"| {' | '.join([number, *cells, self._told(number), self._verdict(number)])} |"
        ours = [number for number, _ in explained if not number.startswith("fact")]
        holding = [number for number in ours if self._verdict(number) == "yes"]
        yield ""
        yield f"{len(holding)} of {len(ours)} {self._page.marker} hold."

    def _verdict(self, number: str) -> str:
        came = self._outcomes[number].keys()
        if not came:
            return "no test yet"
        if "failed" in came:
            return self._page.fails
        return "yes" if came == {"passed"} else "not all of it was run"

    def _told(self, number: str) -> str:
        outcomes = self._outcomes[number]
        told = list(self._figures[number])
        skipped = f", {outcomes['skipped']} skipped" if outcomes["skipped"] else ""
        return "; ".join([*told, f"{outcomes['passed']} of {outcomes.total()} tests hold{skipped}"])


def pytest_configure(config: pytest.Config) -> None:
    wanted = str(config.getoption("-m"))
    for page in PAGES:
        if re.search(rf"\b{page.marker}\b", wanted) and not hasattr(config, "workerinput"):
            config.pluginmanager.register(Table(page))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        marks = [mark for page in PAGES for mark in item.iter_markers(page.marker)]
        proves = dict.fromkeys(number for mark in marks for number in mark.args)
        item.user_properties += [(_PROVES, number) for number in proves]
