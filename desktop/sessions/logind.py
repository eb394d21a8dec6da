"""logind (org.freedesktop.login1): the signals of sleeping and locking, and the brake before sleep."""

import os

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, new_method_call
from jeepney.fds import FileDescriptor
from jeepney.io.blocking import DBusConnection

from desktop.sessions.listening import REPLY_S

NAME = "org.freedesktop.login1"
_MANAGER = DBusAddress("/org/freedesktop/login1", bus_name=NAME, interface=f"{NAME}.Manager")
_SESSIONS = "/org/freedesktop/login1/session"
_PROPERTIES = "org.freedesktop.DBus.Properties"


def rules() -> tuple[MatchRule, ...]:
    """The signals that are asked for."""
    of_sessions = {"type": "signal", "sender": NAME, "path_namespace": _SESSIONS}
    return (
        MatchRule(type="signal", sender=NAME, interface=f"{NAME}.Manager", member="PrepareForSleep"),
        MatchRule(interface=f"{NAME}.Session", member="Lock", **of_sessions),
        MatchRule(interface=_PROPERTIES, member="PropertiesChanged", **of_sessions),
    )


def own_sessions(connection: DBusConnection) -> frozenset[str]:
    """The paths of all sessions of this user: others who lock their screens are no business of ours.

    Raises TimeoutError, OSError.
    """
    reply = connection.send_and_get_reply(new_method_call(_MANAGER, "ListSessions"), timeout=REPLY_S)
    if reply.header.message_type == MessageType.error:
        raise OSError("there is no logind")
    return frozenset(path for _, user, _, _, path in reply.body[0] if user == os.getuid())


def ask_for_brake(connection: DBusConnection) -> None:
    """Ask to be waited for before the machine sleeps; `brake_in` finds the answer among what is heard.

    Waiting for it here would lose the signals that come before it.
    """
    words = ("sleep", "Embargo", "The vault is being locked", "delay")
    connection.send(new_method_call(_MANAGER, "Inhibit", "ssss", words))


def brake_in(message: Message) -> int | None:
    """The descriptor that keeps the machine awake for a few seconds, as long as it is open."""
    if message.header.message_type == MessageType.method_return and message.body:
        handle = message.body[0]
        if isinstance(handle, FileDescriptor):
            descriptor: int = handle.to_raw_fd()
            return descriptor
    return None


def sleeps(message: Message) -> bool | None:
    """Whether the machine is about to sleep (True) or has woken (False); None for another message."""
    if _signal(message) == (f"{NAME}.Manager", "PrepareForSleep"):
        return bool(message.body[0])
    return None


def locks(message: Message, sessions: frozenset[str]) -> bool:
    """Whether one of these sessions was locked."""
    if message.header.fields.get(HeaderFields.path) not in sessions:
        return False
    if _signal(message) == (_PROPERTIES, "PropertiesChanged"):
        interface, changed, _ = message.body
        return interface == f"{NAME}.Session" and changed.get("LockedHint", ("b", False))[1] is True
    return _signal(message) == (f"{NAME}.Session", "Lock")


def _signal(message: Message) -> tuple[str, str]:
    """Its interface and name; empty for what is no signal."""
    if message.header.message_type != MessageType.signal:
        return "", ""
    fields = message.header.fields
    return fields.get(HeaderFields.interface, ""), fields.get(HeaderFields.member, "")
