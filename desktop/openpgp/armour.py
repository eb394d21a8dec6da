"""ASCII armour taken off (RFC 9580 §6), by ourselves, so that gpg reads the very bytes that we looked at."""

import base64
import binascii
import re

from desktop.domain.failures import SeveralMessages
from desktop.openpgp.packets import damaged

_BEGIN = re.compile(rb"^-----BEGIN PGP ([A-Z ]{1,32})-----[ \t]*\r?\n", re.MULTILINE)
_HEADER = re.compile(rb"[!-9;-~]{1,64}:[^\n]{0,1024}\n")
_BLANK = re.compile(rb"[ \t]*\r?\n")
_CHECKSUM = re.compile(rb"\s=[A-Za-z0-9+/]{4}\s*\Z")
"""Left out unchecked: RFC 9580 §6.1 forbids to reject a message for its checksum."""


def remove_armour(content: bytes, kind: str) -> bytes:
    """Binary OpenPGP from bytes that may be armoured as `kind`, say "MESSAGE".

    Text around the one block is left out. Raises SeveralMessages for more blocks than one, Malformed.
    """
    if is_binary(content):
        return content
    found = list(_BEGIN.finditer(content))
    if len(found) > 1:
        raise SeveralMessages("Several OpenPGP blocks stand where one is allowed.")
    if not found or found[0][1] != kind.encode():
        raise damaged()
    return _read_block(content, found[0])


def remove_every_armour(content: bytes, kind: str) -> bytes:
    """Binary OpenPGP of all blocks of a kind, one after the other; raises Malformed when there is none."""
    if is_binary(content):
        return content
    blocks = [_read_block(content, begin) for begin in _BEGIN.finditer(content) if begin[1] == kind.encode()]
    if not blocks:
        raise damaged()
    return b"".join(blocks)


def is_binary(content: bytes) -> bool:
    """Whether the bytes begin like a packet, whose first bit is always set."""
    return content[:1] >= b"\x80"


def _read_block(content: bytes, begin: re.Match[bytes]) -> bytes:
    position = begin.end()
    while header := _HEADER.match(content, position):
        position = header.end()
    blank = _BLANK.match(content, position)
    end = content.find(b"\n-----END PGP " + begin[1] + b"-----", position - 1)
    if blank is None or end < 0:
        raise damaged()
    data = content[blank.end() : end + 1]
    checksum = _CHECKSUM.search(data, max(0, len(data) - 16))
    return _decode(data[: checksum.start()] if checksum else data)


def _decode(data: bytes) -> bytes:
    try:
        binary = base64.b64decode(b"".join(data.split()), validate=True)
    except binascii.Error as error:
        raise damaged() from error
    if not binary:
        raise damaged()
    return binary
