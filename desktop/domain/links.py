"""Addresses of the web in a stranger's text: found to be read and copied, never to be followed."""

import re
import unicodedata

import msgspec

from desktop.domain.inert import Untrusted

_LINK = re.compile(r"(?i)\b(?:https?|ftp)://[^\s<>\"'`⟨⟩]+")
_ADDRESS = re.compile(r"https?://[0-9A-Za-z\[][0-9A-Za-z\-._~:/?#\[\]@!$&'()*+,;=%]*", re.IGNORECASE)
"""Letters of RFC 3986."""
_NO_END = ".,;:!?)]}"
_LONGEST = 2048


class Link(msgspec.Struct, frozen=True):
    """An address as it stands, and the host that it leads to."""

    address: str
    host: str
    foreign: bool
    """Whether the host has letters outside ASCII, which can look like others."""

    @property
    def shown(self) -> Untrusted:
        """For eyes."""
        return Untrusted(self.address)


def is_address(text: str) -> bool:
    """Whether this is the address of something on the web, and nothing else."""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None


def link_at(text: str, place: int) -> Link | None:
    """The address around a place in shown text, without the punctuation that follows it."""
    line_start = text.rfind("\n", 0, place) + 1
    line_end = text.find("\n", place)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    for found in _LINK.finditer(line):
        address = found[0].rstrip(_NO_END)[:_LONGEST]
        if found.start() <= place - line_start <= found.start() + len(address):
            host = _host(address)
            return Link(address, host, foreign=not unicodedata.normalize("NFKC", host).isascii())
    return None


def _host(address: str) -> str:
    """What stands between the slashes, behind any user name (RFC 3986 §3.2): names before @ only pretend."""
    authority = re.split(r"[/?#\\]", address.partition("://")[2], maxsplit=1)[0]
    return authority.rpartition("@")[2]
