"""Rings of objects are freed between events, on the thread of the window, and by Python again after it."""

import gc
import threading
import weakref

import pytest


class Ring:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def ring():
    """One that nobody holds, and where it was freed."""
    freed: list[threading.Thread] = []
    ring = Ring()
    weakref.finalize(ring, lambda: freed.append(threading.current_thread()))
    return freed


def many() -> list[list[int]]:
    return [[n] for n in range(5_000)]


def test_nothing_is_freed_amid_the_work_of_the_worker(qtbot, window, ring):
    assert not gc.isenabled()
    kept = []
    window.background.run(lambda _p: many(), kept.append)
    qtbot.waitUntil(lambda: bool(ring))
    assert ring == [threading.main_thread()]


def test_what_outlived_many_looks_is_freed_too_while_nothing_is_done(qtbot, window, monkeypatch):
    ring = Ring()
    gc.collect()  # it is among the old from now on
    freed = weakref.ref(ring)
    del ring
    tidying = window._tidying
    monkeypatch.setattr("desktop.ui.tidying._OLD_EVERY_S", 0)
    monkeypatch.setattr(tidying, "_busy", lambda: True)

    def look_often() -> None:
        kept = []
        for _ in range(200):
            kept.append(many())
            tidying.look()

    look_often()
    assert freed() is not None
    monkeypatch.setattr(tidying, "_busy", lambda: False)
    look_often()
    assert freed() is None


def test_what_a_desk_knew_is_freed_soon_after_it_is_left(qtbot, window):
    known = weakref.ref(window.desk)
    window.lock()
    qtbot.waitUntil(lambda: known() is None)


def test_what_a_desk_knew_is_freed_once_the_job_that_still_holds_it_has_ended(qtbot, window, monkeypatch):
    ring, tidying = Ring(), window._tidying
    freed = weakref.ref(ring)
    tidying._timer.stop()
    monkeypatch.setattr(tidying, "_busy", lambda: True)
    tidying.clear_out()
    tidying.look()
    assert freed() is not None
    monkeypatch.setattr(tidying, "_busy", lambda: False)
    del ring
    tidying.look()
    assert freed() is None
    assert not tidying._left


def test_python_does_it_by_itself_once_the_window_is_closed(qtbot, window):
    window.close()
    assert gc.isenabled()
