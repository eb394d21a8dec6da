"""Armoured OpenPGP blocks in text (RFC 9580 §6.2), and binary OpenPGP told from other files."""

import re
from itertools import chain, pairwise

import msgspec

from desktop.domain.failures import SeveralMessages
from desktop.formats.mail import limits
from desktop.formats.mail.transfer import from_base64

_BEGIN = re.compile(
    rb"^-----BEGIN PGP (MESSAGE|SIGNED MESSAGE|PUBLIC KEY BLOCK)-----[ \t]*\r?$", re.MULTILINE
)
_ENDS = {
    b"MESSAGE": re.compile(rb"^-----END PGP MESSAGE-----[ \t]*\r?\n?", re.MULTILINE),
    b"SIGNED MESSAGE": re.compile(rb"^-----END PGP SIGNATURE-----[ \t]*\r?\n?", re.MULTILINE),
    b"PUBLIC KEY BLOCK": re.compile(rb"^-----END PGP PUBLIC KEY BLOCK-----[ \t]*\r?\n?", re.MULTILINE),
}
_PLAIN_TAGS = frozenset({2, 4, 8, 11})
"""Signatures, compressed and literal data: what begins a message that is not encrypted."""
_MESSAGE_TAGS = frozenset({1, 3, 4, 8, 9, 11, 18, 20})
"""Packets that can begin a message, with session keys and encrypted data."""
_KEY_TAGS = frozenset({5, 6})
_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n")
_FIRST_DIGITS = 8
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")


class Split(msgspec.Struct, frozen=True):
    """A text with its armoured blocks taken out; an unfinished block stays text."""

    rest: bytes
    encrypted: tuple[bytes, ...] = ()
    clearsigned: tuple[bytes, ...] = ()
    keys: tuple[bytes, ...] = ()


def split_armour(text: bytes) -> Split:
    """Take the blocks out of a text; raises SeveralMessages beyond `limits.BLOCKS`."""
    if b"-----BEGIN PGP " not in text:
        return Split(rest=text)
    found: dict[bytes, list[bytes]] = {name: [] for name in _ENDS}
    rest: list[bytes] = []
    position = 0
    # no block holds the first line of another: one that is unfinished ends there, and hides nothing after it
    for begin, following in pairwise(chain(_BEGIN.finditer(text), (None,))):
        assert begin is not None
        end = _ENDS[begin[1]].search(text, begin.end(), following.start() if following else len(text))
        if end is None:
            continue
        rest.append(text[position : begin.start()])
        found[begin[1]].append(text[begin.start() : end.end()])
        position = end.end()
        if sum(map(len, found.values())) > limits.BLOCKS:
            raise SeveralMessages(f"The text holds more than {limits.BLOCKS} OpenPGP blocks.")
    rest.append(text[position:])
    return Split(
        rest=b"".join(rest),
        encrypted=tuple(found[b"MESSAGE"]),
        clearsigned=tuple(found[b"SIGNED MESSAGE"]),
        keys=tuple(found[b"PUBLIC KEY BLOCK"]),
    )


def packet_tag(content: bytes) -> int:
    """The type of the first OpenPGP packet (RFC 9580 §4.2), or 0 when the bytes cannot begin one."""
    first = content[0] if content else 0
    if first < 0x80:  # noqa: PLR2004 - the marker bit of every packet header
        return 0
    return first & 0x3F if first & 0x40 else (first >> 2) & 0x0F


def is_unencrypted(message: bytes) -> bool:
    """Whether an OpenPGP message, armoured or binary, begins as one that nobody encrypted."""
    if not message.lstrip().startswith(b"-----BEGIN "):
        return packet_tag(message) in _PLAIN_TAGS
    body = _BLANK_LINE.split(message.strip(), maxsplit=1)[-1]
    return packet_tag(from_base64(body[:_FIRST_DIGITS])) in _PLAIN_TAGS


def is_message(content: bytes) -> bool:
    """Whether the bytes may be a binary OpenPGP message; a text that begins with an Ä is none."""
    return packet_tag(content) in _MESSAGE_TAGS and bool(_CONTROL.search(content))


def is_key(content: bytes) -> bool:
    """Whether the bytes may be a binary OpenPGP key."""
    return packet_tag(content) in _KEY_TAGS and bool(_CONTROL.search(content))
