"""Cut an mbox file into its messages (RFC 4155, quoting as in mboxrd), one at a time, as it is read.

Nothing is decoded here: lines are compared by their first bytes, and each message goes to the parser alone.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from desktop.formats.mail.limits import HEADER_BYTES, MESSAGE_BYTES

LONGEST_PIECE = 64 * 1024
"""Bytes of a line that are held back until its end is known; a longer line goes on in pieces."""
_BOX_LINE = re.compile(
    rb"From (?:[^\r\n]{0,200}?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[, ][^\r\n]{0,30}?\d:\d\d"
    rb"|\S{1,200} +\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?(?:\.\d+)? ?(?:Z|UTC|[+-]\d\d:?\d\d)?[ \t]*[\r\n])"
)
"""The form of the date is nobody's standard: ctime's as a rule, ISO 8601 of some programs."""
_QUOTED = re.compile(rb">+From ")
_BLANK = (b"\n", b"\r\n")
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_BOUNDARY = re.compile(
    rb'^content-type:\s*multipart/[^\n]*(?:\n[ \t][^\n]*)*?boundary="?([^"\r\n;]+)',
    re.IGNORECASE | re.MULTILINE,
)
_ARMOUR_BEGINS = b"-----BEGIN PGP MESSAGE-----"
_ARMOURED = re.compile(
    rb"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?|=[A-Za-z0-9+/]{4}|[A-Za-z]+: .*"
)
"""A line of armoured data or of its headers (RFC 9580, 6.2)."""


class CutMessage(msgspec.Struct, frozen=True):
    """One message of a mailbox, exactly as it was before it was put there; a spoilt one has no bytes."""

    number: int
    """Its place in the mailbox, from 1."""
    raw: bytes
    flaw: Literal["", "too-large", "cut-off"] = ""
    """Why it cannot be taken: longer than a message may be, or the mailbox ends in the middle of it."""
    perhaps_cut: bool = False
    """Whether something of its end may be missing, though nothing proves it."""


def is_mailbox(head: bytes) -> bool:
    """Whether a file that begins so is an mbox."""
    return bool(_BOX_LINE.match(head.lstrip(b"\r\n")))


def cut_mailbox(chunks: Iterable[bytes], limit: int = MESSAGE_BYTES) -> Iterator[CutMessage]:
    """The messages in order; `limit` bounds the bytes of one, and what is held in memory."""
    current: _Growing | None = None
    after_blank = True
    for begins, piece in _pieces(chunks):
        if begins and after_blank and _BOX_LINE.match(piece):
            if current is not None:
                yield current.finish()
            current = _Growing(1 if current is None else current.number + 1, limit)
        elif current is not None:
            current.add(piece[1:] if begins and _QUOTED.match(piece) else piece)
        after_blank = begins and piece in _BLANK
    if current is not None:
        yield current.finish_last()


class _Growing:
    """A message whose end has not been met."""

    def __init__(self, number: int, limit: int) -> None:
        self.number = number
        self._limit = limit
        self._raw = bytearray()
        self._too_large = False

    def add(self, piece: bytes) -> None:
        if self._too_large:
            return
        self._raw += piece
        if len(self._raw) > self._limit + 2:  # the blank line behind it is not of the message
            self._too_large = True
            self._raw.clear()

    def finish(self) -> CutMessage:
        raw = bytes(self._raw)
        raw = raw.removesuffix(b"\r\n") if raw.endswith(b"\n\r\n") else raw.removesuffix(b"\n")
        if self._too_large or len(raw) > self._limit:
            return CutMessage(self.number, b"", "too-large")
        return CutMessage(self.number, raw)

    def finish_last(self) -> CutMessage:
        """The last one: nothing behind it shows that it is whole.

        A blank line ends every message of a mailbox (RFC 4155, appendix A), but not every program writes one.
        """
        raw = bytes(self._raw)
        if not self._too_large and self._is_cut_off(raw):
            return CutMessage(self.number, b"", "cut-off")
        last = self.finish() if self._ends_blank(raw) or self._too_large else CutMessage(self.number, raw)
        doubtful = self._lacks_its_boundary(raw) or not (self.number == 1 or self._ends_blank(raw))
        return msgspec.structs.replace(last, perhaps_cut=doubtful and not last.flaw)

    def _is_cut_off(self, raw: bytes) -> bool:
        """Whether the file ends before the message does, by a proof.

        A line, the headers or armoured data without an end are one; a multipart without its last boundary is
        one only where the blank line behind the message is missing as well.
        """
        end = _HEADERS_END.search(raw)
        if not raw.endswith(b"\n") or end is None or (self.number > 1 and end.end() == len(raw)):
            return True
        return _ends_in_armour(raw) or (not self._ends_blank(raw) and self._lacks_its_boundary(raw))

    @staticmethod
    def _lacks_its_boundary(raw: bytes) -> bool:
        end = _HEADERS_END.search(raw)
        boundary = _BOUNDARY.search(raw, 0, min(end.start() if end else len(raw), HEADER_BYTES))
        return boundary is not None and b"--" + boundary[1].strip() + b"--" not in raw

    @staticmethod
    def _ends_blank(raw: bytes | bytearray) -> bool:
        return raw.endswith((b"\n\n", b"\n\r\n"))


def _ends_in_armour(raw: bytes) -> bool:
    """Whether armoured data begins that nothing but the end of the file ends; words below only quote it."""
    begins = raw.rfind(_ARMOUR_BEGINS)
    if begins < 0 or raw[max(begins - 1, 0) : begins] not in (b"", b"\n"):
        return False
    below = raw[begins + len(_ARMOUR_BEGINS) :].strip()
    return bool(below) and all(_ARMOURED.fullmatch(line.strip()) for line in below.split(b"\n"))


def _pieces(chunks: Iterable[bytes]) -> Iterator[tuple[bool, bytes]]:
    """Lines with their ends, a very long one in pieces, and whether each piece begins a line."""
    held, begins = b"", True
    for chunk in chunks:
        lines = (
            (held + chunk).splitlines(keepends=True) if b"\r" not in chunk + held else _lines(held + chunk)
        )
        held = b"" if not lines or lines[-1].endswith(b"\n") else lines.pop()
        for line in lines:
            yield begins, line
            begins = True
        if len(held) > LONGEST_PIECE:
            yield begins, held
            held, begins = b"", False
    if held:
        yield begins, held


def _lines(content: bytes) -> list[bytes]:
    """Lines that end with a line feed; `bytes.splitlines` would also end them at a lone carriage return."""
    lines = [line + b"\n" for line in content.split(b"\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
