"""Unpacking deflated data to a bound that is known beforehand."""

import zlib

from desktop.formats.archives.names import refused

_RAW, _GZIP = -zlib.MAX_WBITS, 16 + zlib.MAX_WBITS


def inflate(packed: bytes, size: int) -> bytes:
    """The `size` bytes that raw deflated data holds; raises Malformed for more, fewer or a rest."""
    content, whole = _inflate(packed, _RAW, size)
    if not whole or len(content) != size:
        raise refused("A file in the archive is not what the archive says of it.")
    return content


def gunzip(packed: bytes, most: int) -> bytes:
    """What one gzip member holds, cut behind `most` + 1 bytes; raises Malformed for a rest behind it."""
    content, whole = _inflate(packed, _GZIP, most)
    if not whole and len(content) <= most:
        raise refused("The archive is cut off, or something stands behind it.")
    return content


def _inflate(packed: bytes, window: int, most: int) -> tuple[bytes, bool]:
    """What comes out, one byte more than `most` at the most, and whether that is all of it."""
    machine = zlib.decompressobj(window)
    try:
        content = machine.decompress(packed, most + 1)
    except zlib.error as error:
        raise refused("The packed data of the archive is damaged.") from error
    return content, machine.eof and not machine.unused_data
