"""Suspend and the lock of the screen are heard, and the machine waits with sleeping until it is let."""

import os
import queue
import select
import socket
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from jeepney import DBusAddress, new_signal
from jeepney.io.blocking import open_dbus_connection

from desktop.cli.custody.doctor import Adapters, look_at_session
from desktop.sessions.session_watch import DBusSessionWatch
from desktop.sessions.threaded_watch import ThreadedWatch
from desktop.workflows.session_ports import SessionWatch
from tests.sessions.conftest import OURS, THEIRS, Logind

PATIENCE_S = 60.0
SESSION = "org.freedesktop.login1.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"


@pytest.fixture
def heard() -> "queue.Queue[str]":
    return queue.Queue()


@pytest.fixture(params=[DBusSessionWatch, ThreadedWatch], ids=["at once", "in a thread"])
def watch(request, logind: Logind, heard: "queue.Queue[str]") -> Iterator[SessionWatch]:
    with closing(request.param()) as watch:
        watch.start(lambda: heard.put("away"))
        assert watch.unheard() == ()  # the buses have answered
        yield watch


def released(brake: int) -> bool:
    """Whether nobody holds the brake any more: its pipe ends."""
    ready, _, _ = select.select([brake], [], [], PATIENCE_S)
    return bool(ready) and os.read(brake, 1) == b""


def held(brake: int) -> bool:
    return not select.select([brake], [], [], 0)[0]


@pytest.mark.checks("F63")
@pytest.mark.clause("M87-3.2b")
def test_a_machine_that_wants_to_sleep_waits_until_it_is_let(logind, watch, heard) -> None:
    brake = logind.brakes.get(timeout=PATIENCE_S)
    assert held(brake)
    logind.prepare_for_sleep(True)
    assert heard.get(timeout=PATIENCE_S) == "away"
    assert held(brake)
    watch.let_sleep()
    assert released(brake)


@pytest.mark.checks("F63")
def test_waking_tells_once_more_and_takes_another_brake(logind, watch, heard) -> None:
    logind.prepare_for_sleep(True)
    heard.get(timeout=PATIENCE_S)
    watch.let_sleep()
    assert released(logind.brakes.get(timeout=PATIENCE_S))
    logind.prepare_for_sleep(False)
    assert heard.get(timeout=PATIENCE_S) == "away"
    again = logind.brakes.get(timeout=PATIENCE_S)
    logind.prepare_for_sleep(True)
    assert heard.get(timeout=PATIENCE_S) == "away"
    assert held(again)


@pytest.mark.checks("F63")
def test_a_lock_at_another_time_keeps_the_brake_for_the_next_sleep(logind, watch, heard) -> None:
    brake = logind.brakes.get(timeout=PATIENCE_S)
    _lock(logind)
    assert heard.get(timeout=PATIENCE_S) == "away"
    watch.let_sleep()
    assert held(brake)
    logind.prepare_for_sleep(True)
    assert heard.get(timeout=PATIENCE_S) == "away"
    watch.let_sleep()
    assert released(brake)


def _lock(logind: Logind) -> None:
    logind.say(OURS, SESSION, "Lock")


def _hint(logind: Logind) -> None:
    changed = {"LockedHint": ("b", True)}
    logind.say(OURS, PROPERTIES, "PropertiesChanged", "sa{sv}as", (SESSION, changed, []))


def _saver(interface: str) -> Callable[[Logind], None]:
    def say(_logind: Logind) -> None:
        with open_dbus_connection("SESSION") as bus:
            saver = DBusAddress("/" + interface.replace(".", "/"), interface=interface)
            bus.send(new_signal(saver, "ActiveChanged", "b", (True,)))

    return say


@pytest.mark.checks("F63")
@pytest.mark.parametrize(
    "screen_locks",
    [_lock, _hint, _saver("org.freedesktop.ScreenSaver"), _saver("org.gnome.ScreenSaver")],
    ids=["logind-lock", "locked-hint", "freedesktop-saver", "gnome-saver"],
)
def test_a_screen_that_is_locked_is_heard(logind, watch, heard, screen_locks) -> None:
    screen_locks(logind)
    assert heard.get(timeout=PATIENCE_S) == "away"


def test_what_is_not_about_us_is_not_heard(logind, watch, heard) -> None:
    logind.say(THEIRS, SESSION, "Lock")
    logind.say(OURS, SESSION, "Unlock")
    changed = {"LockedHint": ("b", False)}
    logind.say(OURS, PROPERTIES, "PropertiesChanged", "sa{sv}as", (SESSION, changed, []))
    logind.say(OURS, PROPERTIES, "PropertiesChanged", "sa{sv}as", (SESSION, {"Active": ("b", True)}, []))
    logind.prepare_for_sleep(True)  # comes after them, on the same line
    assert heard.get(timeout=PATIENCE_S) == "away"
    assert heard.empty()


@pytest.mark.checks("F63")
def test_signals_of_the_wrong_shape_make_nobody_deaf(logind, watch, heard) -> None:
    manager = "org.freedesktop.login1.Manager"
    logind.say("/org/freedesktop/login1", manager, "PrepareForSleep")
    logind.say(OURS, PROPERTIES, "PropertiesChanged", "s", (SESSION,))
    logind.say(OURS, PROPERTIES, "PropertiesChanged", "sss", (SESSION, "LockedHint", ""))
    logind.say(OURS, PROPERTIES, "PropertiesChanged", "sa{su}as", (SESSION, {"LockedHint": 1}, []))
    _lock(logind)
    assert heard.get(timeout=PATIENCE_S) == "away"


def test_without_the_right_to_a_brake_it_listens_all_the_same(buses, heard) -> None:
    logind = Logind(with_brakes=False)
    with closing(logind), closing(DBusSessionWatch()) as watch:
        watch.start(lambda: heard.put("away"))
        assert watch.unheard() == ()
        logind.prepare_for_sleep(True)
        assert heard.get(timeout=PATIENCE_S) == "away"
        watch.let_sleep()


def test_listening_can_be_stopped_twice(logind, watch) -> None:
    watch.close()
    watch.close()


def test_a_machine_without_these_buses_works_and_the_doctor_says_what_is_missed(monkeypatch) -> None:
    for bus in ("SYSTEM", "SESSION"):
        monkeypatch.setenv(f"DBUS_{bus}_BUS_ADDRESS", "unix:path=/nonexistent")
    with closing(DBusSessionWatch()) as watch:
        watch.start(lambda: None)
        missed = watch.unheard()
        watch.let_sleep()
    well = Adapters(lambda: "2.2", lambda: "4.19", lambda: True, lambda: True)
    assert look_at_session(well).state == "good"
    weak = look_at_session(Adapters(str, str, bool, bool, unnoticed=lambda: missed))
    assert (weak.state, weak.found) == ("weak", "Nothing here tells Embargo of: suspend and screen lock.")
    assert "Ctrl+L" in weak.next_step


def test_a_session_bus_without_logind_still_tells_of_the_screen(buses, heard) -> None:
    with closing(DBusSessionWatch()) as watch:
        watch.start(lambda: heard.put("away"))
        assert watch.unheard() == ("suspend",)
        _saver("org.gnome.ScreenSaver")(None)
        assert heard.get(timeout=PATIENCE_S) == "away"


def test_a_bus_that_does_not_answer_keeps_nobody_waiting(monkeypatch, tmp_path) -> None:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "bus"))
        silent.listen()
        for bus in ("SYSTEM", "SESSION"):
            monkeypatch.setenv(f"DBUS_{bus}_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
        with closing(ThreadedWatch()) as watch:
            watch.start(lambda: None)
            watch.let_sleep()
            watch.close()
            assert watch._thread.is_alive()  # it still waits, and nobody for it
            assert watch.unheard() == ("suspend", "screen lock")


def test_what_was_never_started_can_be_closed() -> None:
    with closing(ThreadedWatch()) as watch:
        watch.let_sleep()
        assert watch.unheard() == ()
