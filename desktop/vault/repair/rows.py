"""The rows that lie in the pages of a database, found without the tree that leads to them.

After the SQLite file format (sqlite.org/fileformat2.html §1.6, §2.1): leaves of tables, and every page of an
index, hold records; what does not fit goes on in a chain of overflow pages. What is no record is passed over.
"""

import struct
from collections.abc import Iterator

import msgspec

from desktop.vault.repair.pages import PAGE_BYTES, RESERVED_BYTES, Pages

Value = int | float | str | bytes | None

_USABLE = PAGE_BYTES - RESERVED_BYTES
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INNER = 0x0D, 0x0A, 0x02
_LEAST = (_USABLE - 12) * 32 // 255 - 23
_MOST = {_TABLE_LEAF: _USABLE - 35, _INDEX_LEAF: (_USABLE - 12) * 64 // 255 - 23}
_MOST[_INDEX_INNER] = _MOST[_INDEX_LEAF]
"""How many bytes of a record lie in the page itself (§1.6, "Cell payload overflow")."""
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Serial types of integers, and their bytes."""


class Row(msgspec.Struct, frozen=True):
    """The values of one record, and the pages that it lies in."""

    values: tuple[Value, ...]
    pages: tuple[int, ...]
    slot: int
    """Where the page says that the record begins."""


def row_of(pages: Pages, number: int, slot: int) -> Row | None:
    """A record that was found before."""
    content = pages.read(number)
    return None if content is None else _row_at(pages, number, content, slot)


def rows_in(pages: Pages) -> Iterator[Row]:
    """Every record that can be read to its end, in no order; some are of indices, and some stand twice."""
    for number in pages.numbers():
        content = pages.read(number)
        if content is not None:
            yield from _rows_of(pages, number, content)


def _rows_of(pages: Pages, number: int, content: bytes) -> Iterator[Row]:
    start = 100 if number == 1 else 0  # the header of the database stands before the first page's own
    kind = content[start]
    if kind not in _MOST:
        return
    head = start + (12 if kind == _INDEX_INNER else 8)
    count = min(int.from_bytes(content[start + 3 : start + 5], "big"), (len(content) - head) // 2)
    for slot in range(head, head + 2 * count, 2):
        row = _row_at(pages, number, content, slot)
        if row is not None:
            yield row


def _row_at(pages: Pages, number: int, content: bytes, slot: int) -> Row | None:
    kind = content[100 if number == 1 else 0]
    at = int.from_bytes(content[slot : slot + 2], "big")
    try:
        if kind == _INDEX_INNER:
            at += 4  # the page below
        size, at = _varint(content, at)
        if kind == _TABLE_LEAF:
            _, at = _varint(content, at)  # the rowid
        record, used = _record(pages, content, at, size, _MOST[kind])
        return Row(_values(record), (number, *used), slot)
    except (IndexError, ValueError, struct.error):  # no record: a page of another kind may look like a leaf
        return None


def _record(pages: Pages, content: bytes, at: int, size: int, most: int) -> tuple[bytes, list[int]]:
    """The bytes of a record, and their overflow pages. Raises ValueError for one that is cut."""
    if size <= most:
        local = size
    else:
        local = _LEAST + (size - _LEAST) % (_USABLE - 4)
        local = local if local <= most else _LEAST
    parts, used = [content[at : at + local]], []
    left, following = size - local, int.from_bytes(content[at + local : at + local + 4], "big")
    while left > 0:
        page = pages.read(following) if 0 < following <= pages.count and following not in used else None
        if page is None:
            raise ValueError("a part of the record is lost")
        used.append(following)
        parts.append(page[4 : 4 + min(left, _USABLE - 4)])
        left, following = left - (_USABLE - 4), int.from_bytes(page[:4], "big")
    record = b"".join(parts)
    if len(record) != size:
        raise ValueError("the record ends early")
    return record, used


def _values(record: bytes) -> tuple[Value, ...]:
    """The columns of a record (§2.1). Raises ValueError, IndexError."""
    body, at = _varint(record, 0)
    kinds, end = [], body
    while at < end:
        kind, at = _varint(record, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        value, body = _value(record, body, kind)
        values.append(value)
    if body != len(record):
        raise ValueError("the record is longer than its columns")
    return tuple(values)


def _value(record: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(record[at:end], "big", signed=True), end
    if kind in (8, 9):
        return kind - 8, at
    if kind == 7:  # noqa: PLR2004 - the serial type of a float
        return struct.unpack(">d", record[at : at + 8])[0], at + 8
    if kind >= 12:  # noqa: PLR2004 - from here on blobs and texts by their lengths
        end = at + (kind - 12) // 2
        content = record[at:end]
        return (content.decode("utf-8") if kind % 2 else content), end
    if kind == 0:
        return None, at
    raise ValueError("a reserved type")


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A variable-length integer and where it ends (§1.6)."""
    value = 0
    for index in range(8):
        byte = content[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the last byte has no high bit
            return value, at + index + 1
    return value << 8 | content[at + 8], at + 9
