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
_BOX_LINE = re.compile(rb"From [^\r\n]{0,200}?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[, ][^\r\n]{0,30}?\d:\d\d")
_QUOTED = re.compile(rb">+From ")
_BLANK = (b"\n", b"\r\n")
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_BOUNDARY = re.compile(
    rb'^content-type:\s*multipart/[^\n]*(?:\n[ \t][^\n]*)*?boundary="?([^"\r\n;]+)',
    re.IGNORECASE | re.MULTILINE,
)
_ARMOUR = (b"-----BEGIN PGP MESSAGE-----", b"-----END PGP MESSAGE-----")


class CutMessage(msgspec.Struct, frozen=True):
    """One message of a mailbox, exactly as it was before it was put there; a spoilt one has no bytes."""

    number: int
    """Its place in the mailbox, from 1."""
    raw: bytes
    flaw: Literal["", "too-large", "cut-off"] = ""
    """Why it cannot be taken: longer than a message may be, or the mailbox ends in the middle of it."""


def is_mailbox(head: bytes) -> bool:
    """Whether a file that begins so is an mbox."""
    return bool(_BOX_LINE.match(head))


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
        """The last one: nothing behind it shows that it is whole."""
        if not self._too_large and self._is_cut_off(bytes(self._raw)):
            return CutMessage(self.number, b"", "cut-off")
        return self.finish() if self._ends_blank(self._raw) else CutMessage(self.number, bytes(self._raw))

    def _is_cut_off(self, raw: bytes) -> bool:
        """Whether the file ends before the message does.

        A blank line ends every message of a mailbox (RFC 4155, appendix A); a lone message that somebody put
        a From line before may lack it. What a message opens, it closes.
        """
        if not raw.endswith(b"\n") or not (self.number == 1 or self._ends_blank(raw)):
            return True
        end = _HEADERS_END.search(raw)
        if end is None or (self.number > 1 and end.end() == len(raw)):
            return True
        boundary = _BOUNDARY.search(raw, 0, min(end.start(), HEADER_BYTES))
        if boundary is not None and b"--" + boundary[1].strip() + b"--" not in raw:
            return True
        return raw.count(_ARMOUR[0]) > raw.count(_ARMOUR[1])

    @staticmethod
    def _ends_blank(raw: bytes | bytearray) -> bool:
        return raw.endswith((b"\n\n", b"\n\r\n"))


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
