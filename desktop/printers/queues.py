"""What `lpstat -v -d` says of the queues of this machine; its words are those of whoever set them up."""

import re
from collections.abc import Iterator
from typing import Literal

from desktop.domain.inert import escape_invisible, has_hidden
from desktop.workflows.printer_ports import Queue

_LINE = re.compile(r"^device for (?P<name>[^\s:]+): *(?P<address>\S.*)$", re.MULTILINE)
_USUAL = re.compile(r"^system default destination: (?P<name>\S+)$", re.MULTILINE)
_NAME = re.compile(r"[^\s/#?\\'\"-][^\s/#?\\'\"]{0,126}")
"""As lpadmin(8) has it; and never what a program could take for an option."""
_ATTACHED = frozenset({"usb", "parallel", "serial", "scsi"})
_NETWORK = frozenset({"ipp", "ipps", "http", "https", "socket", "lpd", "smb", "dnssd"})
_PASSWORD = re.compile(r"//[^/@]*@")
_SHOWN = 80
"""Characters of an address that are shown."""


def is_sound(name: str) -> bool:
    """Whether a queue may have this name: what is hidden in one, or is none, is not printed on."""
    return bool(_NAME.fullmatch(name)) and not has_hidden(name)


def queues_in(said: str) -> tuple[Queue, ...]:
    """Those with a sound name, each once: the usual one, then the others in the order of their names."""
    found = {queue.name: queue for queue in _queues(said)}
    usual = _USUAL.search(said)
    first = usual["name"] if usual is not None else ""
    return tuple(found[name] for name in sorted(found, key=lambda name: (name != first, name)))


def _queues(said: str) -> Iterator[Queue]:
    for match in _LINE.finditer(said):
        if is_sound(match["name"]):
            address = match["address"].strip()
            shown = escape_invisible(_PASSWORD.sub("//", address))
            yield Queue(match["name"], _reach(address), shown[:_SHOWN])


def _reach(address: str) -> Literal["attached", "network", "unknown"]:
    scheme = address.partition(":")[0].lower()
    if scheme in _ATTACHED or address.startswith("hp:/usb/"):
        return "attached"
    return "network" if scheme in _NETWORK else "unknown"
