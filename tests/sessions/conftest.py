"""A private bus that stands for both, and a small logind on it."""

import os
import queue
import select
import threading
from collections.abc import Iterator

import pytest
from jeepney import DBusAddress, HeaderFields, Message, message_bus, new_method_return, new_signal
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import new_error

from tests.keychain.conftest import private_bus

MANAGER = "org.freedesktop.login1.Manager"
OURS, THEIRS = (f"/org/freedesktop/login1/session/_{n}" for n in (31, 32))


class Logind:
    """Answers ListSessions and Inhibit as the real one does, and says what it is told to say."""

    def __init__(self, *, with_brakes: bool = True) -> None:
        self.brakes: queue.Queue[int] = queue.Queue()
        """Our ends of the pipes that are handed out: each ends when nobody holds the other."""
        self._kept: list[int] = []
        self._with_brakes = with_brakes
        self._bus = open_dbus_connection("SYSTEM", enable_fds=True)
        self._bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
        self._wake, self._woken = os.pipe()
        self._serving = threading.Thread(target=self._serve, daemon=True)
        self._serving.start()

    def say(self, path: str, interface: str, member: str, signature: str = "", body: tuple = ()) -> None:
        self._bus.send(new_signal(DBusAddress(path, interface=interface), member, signature, body))

    def prepare_for_sleep(self, begins: bool) -> None:
        self.say("/org/freedesktop/login1", MANAGER, "PrepareForSleep", "b", (begins,))

    def close(self) -> None:
        os.close(self._woken)
        self._serving.join()
        self._bus.close()
        for descriptor in (self._wake, *self._kept):
            os.close(descriptor)

    def _serve(self) -> None:
        while True:
            try:
                while True:
                    self._answer(self._bus.receive(timeout=0))
            except TimeoutError:
                pass
            if self._wake in select.select([self._bus.sock, self._wake], [], [])[0]:
                return

    def _answer(self, message: Message) -> None:
        member = message.header.fields.get(HeaderFields.member)
        if member == "ListSessions":
            rows = [("1", os.getuid(), "us", "seat0", OURS), ("2", os.getuid() + 1, "them", "seat0", THEIRS)]
            self._bus.send(new_method_return(message, "a(susso)", (rows,)))
        elif member == "Inhibit" and not self._with_brakes:
            self._bus.send(new_error(message, "org.freedesktop.DBus.Error.AccessDenied"))
        elif member == "Inhibit":
            assert message.body[0] == "sleep"
            assert message.body[3] == "delay"
            kept, given = os.pipe()
            self._kept.append(kept)
            self._bus.send(new_method_return(message, "h", (given,)))
            os.close(given)
            self.brakes.put(kept)


@pytest.fixture
def buses(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with private_bus() as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield


@pytest.fixture
def logind(buses: None) -> Iterator[Logind]:
    logind = Logind()
    yield logind
    logind.close()
