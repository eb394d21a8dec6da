"""Walks what a screen reader is told, over AT-SPI: the bus that assistive programs listen on."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from jeepney import DBusAddress, HeaderFields, Message, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ACCESSIBLE = "org.a11y.atspi.Accessible"
FOCUSABLE, SHOWING = 11, 25
"""Bits of a state (AtspiStateType)."""
INTERACTIVE = frozenset({
    "push button", "button", "check box", "radio button", "combo box", "text", "password text", "entry",
    "spin button", "slider", "list", "table", "tree", "page tab", "menu", "menu item", "check menu item",
    "toggle button", "link", "date editor", "dialog", "frame",
})  # fmt: skip
MOVED_WITH_ANOTHER = frozenset({"scroll bar", "separator", "viewport"})
"""Reached through what they scroll or part."""
CLASS_NAME = re.compile(r"^_?[A-Z]\w*(?:Button|Edit|Box|View|Widget|Field|Label|Dialog|Window)$")


class Node(NamedTuple):
    """One thing that a screen reader can tell of."""

    role: str
    name: str
    description: str
    focusable: bool
    within: str

    @property
    def interactive(self) -> bool:
        """Whether a person can do something with it."""
        return self.role not in MOVED_WITH_ANOTHER and (self.focusable or self.role in INTERACTIVE)

    @property
    def unnamed(self) -> bool:
        """Whether nobody is told what it is; the name of a class tells nothing."""
        return self.interactive and (not self.name.strip() or bool(CLASS_NAME.match(self.name)))


class Walker:
    """Reads the tree of the only program on the bus; `session` is the address of the session's bus."""

    def __init__(self, session: str) -> None:
        with open_dbus_connection(session) as bus:
            broker = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            (address,) = bus.send_and_get_reply(new_method_call(broker, "GetAddress")).body
        self._bus: DBusConnection = open_dbus_connection(address)

    def close(self) -> None:
        self._bus.close()

    def programs(self) -> list[tuple[str, str]]:
        """Who can be read."""
        return self._call(ROOT, "GetChildren")

    def walk(self, kinds: frozenset[str] = frozenset()) -> list[Node]:
        """Everything that is on screen now; of these kinds of windows alone, where any are named."""
        tops = [top for program in self.programs() for top in self._call(program, "GetChildren")]
        found: list[Node] = []
        for top in tops:
            if not kinds or self._call(top, "GetRoleName") in kinds:
                found += self._below(top, "")
        return found

    def _below(self, place: tuple[str, str], within: str) -> Iterator[Node]:
        (low, high), role, children, name, description = self._ask(
            self._message(place, "GetState"),
            self._message(place, "GetRoleName"),
            self._message(place, "GetChildren"),
            self._property(place, "Name"),
            self._property(place, "Description"),
        )
        state = low | high << 32
        if not state >> SHOWING & 1:
            return
        name, description = str(name[1]), str(description[1])
        yield Node(role, name, description, bool(state >> FOCUSABLE & 1), within)
        for child in children:
            yield from self._below(child, f"{within} > {role} {name!r}" if name else within)

    def _call(self, place: tuple[str, str], method: str):
        (answer,) = self._ask(self._message(place, method))
        return answer

    def _ask(self, *messages: Message) -> list[Any]:
        """All of them at once: the answers come in a second or two less for every page."""
        waiting = [next(self._bus.outgoing_serial) for _ in messages]
        for serial, message in zip(waiting, messages, strict=True):
            self._bus.send(message, serial=serial)
        answers: dict[int, Any] = {}
        while len(answers) < len(messages):
            reply = self._bus.receive(timeout=20)
            serial = reply.header.fields.get(HeaderFields.reply_serial)
            if serial in waiting:
                assert reply.header.message_type == MessageType.method_return, reply.body
                answers[serial] = reply.body[0]
        return [answers[serial] for serial in waiting]

    def _message(self, place: tuple[str, str], method: str) -> Message:
        return new_method_call(DBusAddress(place[1], place[0], ACCESSIBLE), method)

    def _property(self, place: tuple[str, str], name: str) -> Message:
        return Properties(DBusAddress(place[1], place[0], ACCESSIBLE)).get(name)
