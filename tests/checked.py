"""The table of checks: what the tests of `CHECKS.md` found, with a figure in every row.

A test names the promises that it proves by `@pytest.mark.checks("A7")`, and tells what it measured by the
fixture `figure`. `pytest -m checks` runs them all, the long versions too, prints the table and writes it to
`build/checks.md`; `-m "checks and not soak"` takes the short versions.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PAGE = Path(__file__).parent / "CHECKS.md"
TABLE = Path(__file__).parents[1] / "build" / "checks.md"
EXPLAINED = re.compile(r"^- \*\*([A-F][0-9]{1,2}|fact [0-9]{1,2})\*\* ([A-Z].*(?:\n  .*)*)", re.MULTILINE)
_PROVES, _FIGURE = "proves", "figure"

Figure = Callable[[str, str], None]
"""`figure("E49", "0 of 200 kills lost an entry")`: told for one number; of several tests all are shown."""


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Figure:
    """Tell what was measured."""

    def tell(number: str, measured: str) -> None:
        request.node.user_properties.append((_FIGURE, (number, measured)))

    return tell


class Table:
    """Gathers what came of the tests that name a number; works for several workers too."""

    def __init__(self) -> None:
        self._outcomes: dict[str, Counter[str]] = defaultdict(Counter)
        self._figures: dict[str, dict[str, None]] = defaultdict(dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" and report.outcome == "passed":
            return
        for name, told in report.user_properties:
            if name == _PROVES:
                self._outcomes[str(told)][report.outcome] += 1
            elif name == _FIGURE and report.outcome == "passed":
                number, measured = told  # type: ignore[misc]
                self._figures[number][measured] = None

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        lines = list(self._lines())
        TABLE.parent.mkdir(exist_ok=True)
        TABLE.write_text("\n".join(lines) + "\n")
        terminalreporter.section("checks")
        terminalreporter.line("\n".join(lines))

    def _lines(self) -> Iterator[str]:
        explained = dict(EXPLAINED.findall(PAGE.read_text()))
        lettered = [number for number in explained if not number.startswith("fact")]
        holding = [number for number in lettered if self._holds(number)]
        yield "| check | promise | figure |"
        yield "|---|---|---|"
        for number, promise in explained.items():
            yield f"| {number} | {' '.join(promise.split())} | {self._told(number)} |"
        yield ""
        yield f"{len(holding)} of {len(lettered)} checks hold."

    def _holds(self, number: str) -> bool:
        return self._outcomes[number].keys() == {"passed"}

    def _told(self, number: str) -> str:
        outcomes = self._outcomes[number]
        passed, total = outcomes["passed"], outcomes.total()
        told = [] if outcomes["failed"] else list(self._figures[number])
        skipped = f", {outcomes['skipped']} skipped" if outcomes["skipped"] else ""
        return "; ".join([*told, f"{passed} of {total} tests hold{skipped}"])


def pytest_configure(config: pytest.Config) -> None:
    wanted = str(config.getoption("-m"))
    if re.search(r"\bchecks\b", wanted) and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Table())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        proves = dict.fromkeys(number for mark in item.iter_markers("checks") for number in mark.args)
        item.user_properties += [(_PROVES, number) for number in proves]
