"""Headers of OpenPGP packets (RFC 9580 §4.2): the outline of a message, readable without any key.

Pure and total: any bytes give an outline or Malformed.
"""

import msgspec

from desktop.domain.failures import Malformed, TooDeep

PKESK, SIGNATURE, SKESK, ONE_PASS, SECRET_KEY, PUBLIC_KEY, SECRET_SUBKEY = 1, 2, 3, 4, 5, 6, 7
COMPRESSED, SED, MARKER, LITERAL, SEIPD, AEAD, PADDING = 8, 9, 10, 11, 18, 20, 21

_STREAMED = frozenset({COMPRESSED, SED, LITERAL, SEIPD, AEAD})
"""Only data packets may have partial or indeterminate lengths (RFC 9580 §4.2.1.4)."""
_MOST_PACKETS = 4096
_HEAD = 16


class Packet(msgspec.Struct, frozen=True):
    """One packet: its type, the span of bytes it takes up, and the first octets of its body."""

    tag: int
    start: int
    end: int
    head: bytes


def read_packets(content: bytes) -> tuple[Packet, ...]:
    """The outline of a sequence of packets; raises Malformed, and TooDeep beyond 4,096 of them."""
    packets: list[Packet] = []
    position = 0
    while position < len(content):
        packets.append(_read_packet(content, position))
        position = packets[-1].end
        if len(packets) > _MOST_PACKETS:
            raise TooDeep("The OpenPGP data is cut into too many packets.")
    return tuple(packets)


def damaged() -> Malformed:
    """The failure of bytes that do not keep to the packet format."""
    return Malformed(
        "The OpenPGP data is damaged.", advice="Ask for it again; it may have been cut or changed on its way."
    )


def _read_packet(content: bytes, start: int) -> Packet:
    first = content[start]
    if not first & 0x80:
        raise damaged()
    if first & 0x40:
        return _new_format(content, start, first & 0x3F)
    return _old_format(content, start, (first >> 2) & 0x0F, first & 0x03)


def _old_format(content: bytes, start: int, tag: int, length_type: int) -> Packet:
    if length_type == 3:  # noqa: PLR2004 - indeterminate: to the end of the data
        if tag not in _STREAMED:
            raise damaged()
        return _packet(content, tag, start, start + 1, len(content))
    octets = 1 << length_type
    body = start + 1 + octets
    length = int.from_bytes(_take(content, start + 1, octets))
    return _packet(content, tag, start, body, body + length)


def _new_format(content: bytes, start: int, tag: int) -> Packet:
    length, body, partial = _length(content, start + 1)
    end = first_end = body + length
    if partial and tag not in _STREAMED:
        raise damaged()
    while partial:
        length, position, partial = _length(content, end)
        end = position + length
    packet = _packet(content, tag, start, body, end)
    return msgspec.structs.replace(packet, head=packet.head[: first_end - body])


def _length(content: bytes, position: int) -> tuple[int, int, bool]:
    """Length, where what it measures begins, and whether another length follows that."""
    first = _take(content, position, 1)[0]
    if first < 192:  # noqa: PLR2004 - one octet
        return first, position + 1, False
    if first < 224:  # noqa: PLR2004 - two octets
        return ((first - 192) << 8) + _take(content, position + 1, 1)[0] + 192, position + 2, False
    if first < 255:  # noqa: PLR2004 - a power of two, and more to come
        return 1 << (first & 0x1F), position + 1, True
    return int.from_bytes(_take(content, position + 1, 4)), position + 5, False


def _packet(content: bytes, tag: int, start: int, body: int, end: int) -> Packet:
    if tag == 0 or end > len(content):
        raise damaged()
    return Packet(tag, start, end, content[body : min(body + _HEAD, end)])


def _take(content: bytes, position: int, count: int) -> bytes:
    taken = content[position : position + count]
    if len(taken) < count:
        raise damaged()
    return taken


def require_only_signatures(content: bytes) -> None:
    """Refuse a detached signature that is anything but signature packets; raises Malformed."""
    tags = {packet.tag for packet in read_packets(content)} - {MARKER, PADDING}
    if tags != {SIGNATURE}:
        raise damaged()
