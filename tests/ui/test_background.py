"""Long work off the UI thread: results, failures, bugs, cancelling, ending."""

import gc
import subprocess
import sys
import threading
import weakref

import pytest

from desktop.domain.failures import Cancelled, Locked
from desktop.ui.background import Background


@pytest.fixture
def background(qtbot):
    background = Background()
    yield background
    background.close()


def test_work_runs_elsewhere_and_its_result_comes_back_here(qtbot, background):
    seen = []
    background.run(
        lambda _p: threading.current_thread().name,
        lambda name: seen.append((name, threading.current_thread() is threading.main_thread())),
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("desk-worker", True)]


def test_a_failure_is_told_in_its_own_words(qtbot, background):
    def refuse(_progress):
        raise Locked("The vault is locked.")

    with qtbot.waitSignal(background.failed) as told:
        background.run(refuse)
    assert str(told.args[0]).startswith("The vault is locked. Nothing was written.")


@pytest.mark.checks("C36")
@pytest.mark.clause("MUS-4.1d", "TER-2.3b", "AUM-5d", "AUM-5e")
def test_a_bug_is_told_and_logged_by_its_type_only(qtbot, background, caplog):
    def stumble(_progress):
        raise KeyError("what the stranger wrote")

    with qtbot.waitSignal(background.broke) as told:
        background.run(stumble)
    assert told.args == ["KeyError"]
    assert "KeyError" in caplog.text
    assert "stranger" not in caplog.text


def test_cancelled_work_stops_at_its_next_step_and_says_nothing(qtbot, background):
    begun, told = threading.Event(), []
    background.failed.connect(told.append)
    background.broke.connect(told.append)

    def work(progress):
        begun.set()
        while True:
            progress.step("going on")

    background.run(work, told.append)
    assert begun.wait(60)
    background.cancel()
    qtbot.waitUntil(lambda: background.idle)
    assert told == []


def test_of_two_questions_on_a_topic_only_the_newer_is_answered(qtbot, background):
    answers, hold = [], threading.Event()
    background.run(lambda _p: hold.wait(60), answers.append, topic="case")
    background.run(lambda _p: "newer", answers.append, topic="case")
    hold.set()
    qtbot.waitUntil(lambda: background.idle)
    assert answers == ["newer"]


def test_a_failure_can_be_handled_by_the_one_who_asked(qtbot, background):
    handled = []

    def refuse(_progress):
        raise Locked("no")

    background.run(refuse, otherwise=handled.append)
    qtbot.waitUntil(lambda: bool(handled))
    assert handled[0].code == "locked"


def test_closing_cancels_joins_and_lets_last_words_through(qtbot):
    background, done = Background(), []

    def endless(progress):
        while not progress.cancelled:
            progress.step("")
        raise Cancelled

    background.run(endless)
    background.drop()
    background.run(lambda _p: done.append("kept"))
    background.close()
    assert done == ["kept"]
    assert not any(thread.name == "desk-worker" for thread in threading.enumerate())


def test_last_words_come_before_the_end(qtbot, background):
    done = []
    background.run(lambda _p: done.append("kept"))
    background.end_with(lambda: done.append("ended"))
    qtbot.waitUntil(lambda: background.idle)
    assert done == ["kept", "ended"]


def test_the_end_does_not_wait_for_what_is_being_done(qtbot, background):
    freed, seen = threading.Event(), []
    background.run(lambda _p: seen.append(freed.wait(60)))
    background.end_with(freed.set)
    qtbot.waitUntil(lambda: background.idle, timeout=30_000)
    assert seen == [True]


class Secret:
    """Something that a weak reference can follow."""


@pytest.mark.parametrize("where", ["what the work knew", "what it found"])
def test_nothing_of_a_job_is_kept_once_it_came_back(qtbot, background, where):
    secret = Secret()
    kept = weakref.ref(secret)
    job = background.run(lambda _p, secret=secret: secret if where == "what it found" else None)
    del secret
    qtbot.waitUntil(lambda: background.idle)
    gc.collect()
    assert kept() is None
    assert not background.waits_for(job)


def test_what_a_worker_draws_with_is_loaded_before_there_is_a_desk() -> None:
    """The types of Qt, first named beside a running window, end the program now and then."""
    program = """
import sys, threading
import desktop.ui.opening
from PySide6.QtWidgets import QApplication
from desktop import bootstrap
from desktop.formats.advisories.prose.telling import page_of
from tests.formats.test_prose import RICH
app = QApplication([])
there = set(sys.modules)
draw = bootstrap.make_tools().draw_advisory
drawing = threading.Thread(target=draw, args=(page_of(RICH), RICH.current_release))
drawing.start()
drawing.join()
print([name for name in set(sys.modules) - there if name.startswith(("desktop.ui", "PySide6"))])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
