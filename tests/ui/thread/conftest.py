"""A case whose thread is looked at, and what happens in it."""

from datetime import timedelta

import pytest

from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Event
from desktop.ui.application import window_on
from desktop.workflows.intake.enter_case import enter_case
from tests.ui.conftest import NOW, living_in, settle, typed


@pytest.fixture
def world(desk, present):
    return living_in(present, desk)


@pytest.fixture
def case_id(world) -> str:
    return enter_case(world, typed())


@pytest.fixture
def put(world, present, case_id):
    """Let something have happened so many days after the report, and look at it then."""

    def happen(days: float, event: Event, raw: bytes = b"") -> None:
        at = NOW + timedelta(days=days)
        present.now = max(present.now, at + timedelta(minutes=1))
        blobs = {sha256(raw): raw} if raw else {}
        world.vault.append(case_id, [Draft(event, at)], author="me", now=present.now, blobs=blobs)

    return happen


@pytest.fixture
def look(qtbot, world, case_id):
    """Open the window on the thread of the case."""
    windows = []

    def open_thread():
        window = window_on(world)
        windows.append(window)
        qtbot.addWidget(window)
        window.desk.session.show_case(case_id)
        settle(qtbot, window)
        window.show()
        settle(qtbot, window)
        window.desk.show_tab("thread")
        settle(qtbot, window)
        return window

    yield open_thread
    for window in windows:
        window.close()
