"""Listens to logind on the system bus and to screen savers on the session bus."""

import os
import threading
from collections.abc import Callable

from jeepney import MatchRule, Message
from jeepney.io.blocking import DBusConnection

from desktop.sessions import logind
from desktop.sessions.listening import Listener, connect, subscribe

_DESKTOPS = ("freedesktop", "gnome", "cinnamon", "mate", "xfce")
_SAVERS = tuple(f"org.{desktop}.ScreenSaver" for desktop in _DESKTOPS)
"""Interfaces that tell `ActiveChanged`; most desktops speak one of the first two."""
SUSPEND, SCREEN_LOCK = "suspend", "screen lock"


class DBusSessionWatch:
    """Satisfies `workflows.session_ports.SessionWatch`; a machine without these buses is not noticed."""

    def __init__(self) -> None:
        self._away: Callable[[], object] = lambda: None
        self._listeners: list[Listener] = []
        self._system: DBusConnection | None = None
        self._sessions: frozenset[str] = frozenset()
        self._brake: int | None = None
        self._falling_asleep = False
        self._turn = threading.Lock()
        self._unheard: list[str] = []

    def start(self, away: Callable[[], object]) -> None:
        """Listen wherever there is somebody to listen to."""
        self._away = away
        if not self._listen_to_logind():
            self._unheard.append(SUSPEND)
        if not self._listen_to_savers() and not self._sessions:
            self._unheard.append(SCREEN_LOCK)

    def let_sleep(self) -> None:
        """Let go of the brake, if it is on: a lock at another time keeps it for the next sleep."""
        if self._falling_asleep:
            self._let_go()

    def close(self) -> None:
        """Stop listening."""
        for listener in self._listeners:
            listener.stop()
        self._listeners.clear()
        self._let_go()

    def unheard(self) -> tuple[str, ...]:
        """What cannot be noticed here."""
        return tuple(self._unheard)

    def _listen_to_logind(self) -> bool:
        connection = connect("SYSTEM")
        if connection is None:
            return False
        try:
            self._sessions = logind.own_sessions(connection)
            subscribe(connection, logind.rules())
            logind.ask_for_brake(connection)
        except (OSError, TimeoutError):
            connection.close()
            return False
        self._system = connection
        self._listeners.append(Listener(connection, self._on_logind))
        return True

    def _listen_to_savers(self) -> bool:
        connection = connect("SESSION")
        if connection is None:
            return False
        rules = [MatchRule(type="signal", interface=name, member="ActiveChanged") for name in _SAVERS]
        try:
            subscribe(connection, rules)
        except (OSError, TimeoutError):
            connection.close()
            return False
        self._listeners.append(Listener(connection, self._on_saver))
        return True

    def _on_logind(self, message: Message) -> None:
        brake = logind.brake_in(message)
        if brake is not None:
            self._hold(brake)
        sleeps = logind.sleeps(message)
        if sleeps is not None:
            self._falling_asleep = sleeps
        if sleeps is not None or logind.locks(message, self._sessions):
            self._away()  # on waking too: a machine may sleep without waiting for us
        if sleeps is False and self._system is not None:
            self._let_go()
            logind.ask_for_brake(self._system)

    def _hold(self, brake: int) -> None:
        with self._turn:
            self._brake, before = brake, self._brake
        if before is not None:
            os.close(before)

    def _let_go(self) -> None:
        with self._turn:
            brake, self._brake = self._brake, None
        if brake is not None:
            os.close(brake)

    def _on_saver(self, message: Message) -> None:
        if message.body and message.body[0] is True:
            self._away()
