"""What several rooms need to test themselves with real parts."""

import compileall
import gc
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.people import Person, someone
from tests.waiting import PatientBot

pytest_plugins = ["tests.checked"]

settings.register_profile("whole", deadline=None)  # a busy machine breaks no law
settings.register_profile("ordinary", deadline=None, max_examples=50)

ROOT = Path(__file__).parents[1]
MEMORY = Path("/dev/shm")
ROOM = 2 << 30
_YOUNG = 10_000
"""So many new objects are looked through for garbage at once, as a test leaves some thousand."""


def pytest_configure(config: pytest.Config) -> None:
    """Laws are tried with fewer examples in an ordinary run than where checks are counted.

    Folders of tests lie in memory where it has room: a vault waits for the disk at each commit.
    """
    whole = re.search(r"\bchecks\b|(?<!not )\bsoak\b", str(config.getoption("-m")))
    settings.load_profile("whole" if whole else "ordinary")
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_xdist_auto_num_workers() -> int:
    """More than there are cores: a test waits for gpg, for a child or for the window half of its time."""
    return (os.cpu_count() or 1) * 3 // 2


def pytest_collection_finish() -> None:
    """The tests themselves stay to the end: no collection looks through them for garbage again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)


def pytest_sessionfinish() -> None:
    """The clipboard is emptied while Python runs: Qt takes a last thing on it away when Python is gone."""
    qt = sys.modules.get("PySide6.QtGui")
    if qt is not None and qt.QGuiApplication.instance() is not None:
        qt.QGuiApplication.clipboard().clear()


@pytest.fixture(scope="module")
def compiled() -> Iterator[None]:
    """The program as it is installed, with its bytecode; what the shell says of bytecode is left behind."""
    assert compileall.compile_dir(ROOT / "desktop", quiet=1)
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> PatientBot:
    """Waits as short as it can."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def intake() -> Iterator[Person]:
    """The team that reports are encrypted to; its throwaway home holds the secret key."""
    with someone("Example Security", "security@example.org") as person:
        yield person


@pytest.fixture(scope="session")
def reporter() -> Iterator[Person]:
    """A finder of bugs, with a home of their own."""
    with someone("Robin Finder", "robin@example.net") as person:
        yield person
