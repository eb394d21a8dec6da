"""Header fields of one part: their values, and the parameters of structured ones (RFC 5322, 2045, 2231)."""

import re

import msgspec

from desktop.formats.mail import limits
from desktop.formats.mail.charsets import decode_text
from desktop.formats.mail.words import decode_words

_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:([^\n]*(?:\n[ \t][^\n]*)*)(?:\n|\Z)")
_BLANK = re.compile(rb"\r?\n")
_FOLD = re.compile(r"\r?\n(?=[ \t])")
_PARAMETER = re.compile(r';[ \t]*([^=;"\s]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^;"]*))', re.DOTALL)
_OCTET = re.compile(rb"%([0-9A-Fa-f]{2})")
_PIECE = re.compile(r"([^*]+)(?:\*([0-9]{1,3}))?(\*)?\Z")


_LONGEST_PARAMETERS = 4000
"""Characters of parameters that are read; they are asked for often."""


class Fields(msgspec.Struct, frozen=True):
    """The fields of one part in their order; names in lower case, values unfolded."""

    all: tuple[tuple[str, str], ...]

    def values(self, name: str) -> list[str]:
        """Every value of the field, as written."""
        return [value for known, value in self.all if known == name]

    def first(self, name: str) -> str:
        """The first value as written, or empty."""
        return next(iter(self.values(name)), "")

    def decoded(self, name: str) -> str:
        """The first value with its encoded words decoded (RFC 2047), or empty."""
        return decode_words(self.first(name))

    def head(self, name: str) -> str:
        """The first value up to its parameters, in lower case, such as "text/plain"."""
        return self.first(name).partition(";")[0].strip().lower()

    def parameters(self, name: str) -> dict[str, str]:
        """The parameters of the first value; the first of two with one name counts."""
        written = self.first(name).partition(";")[2][:_LONGEST_PARAMETERS]
        return _join_pieces(_PARAMETER.findall(f";{written}"))


def read_fields(source: bytes, start: int, end: int) -> tuple[Fields, int]:
    """The fields that stand at `start`, and where the body begins.

    A line that is no field ends the headers. Raises TooLarge beyond the limits.
    """
    found: list[tuple[str, str]] = []
    position = start
    stop = min(end, start + limits.HEADER_BYTES + 1)
    while match := _FIELD.match(source, position, stop):
        found.append((match[1].decode("ascii").lower(), _value(match[2])))
        position = match.end()
        limits.check_headers(position - start, len(found))
    blank = _BLANK.match(source, position, end)
    return Fields(all=tuple(found)), blank.end() if blank else position


def _value(written: bytes) -> str:
    return _FOLD.sub("", decode_text(written, "")[0]).strip()


def _join_pieces(found: list[tuple[str, str, str]]) -> dict[str, str]:
    """Join the numbered pieces of RFC 2231 and decode the marked ones."""
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[bool, str]]] = {}
    for name, quoted, bare in found:
        value = re.sub(r"\\(.)", r"\1", quoted) if quoted else bare.strip()
        match = _PIECE.match(name.lower())
        if match is None or (match[2] is None and match[3] is None):
            plain.setdefault(name.lower(), value)
        else:
            pieces.setdefault(match[1], {}).setdefault(int(match[2] or 0), (bool(match[3]), value))
    return plain | {name: _join(numbered) for name, numbered in pieces.items()}


def _join(numbered: dict[int, tuple[bool, str]]) -> str:
    marked, first = numbered.get(0, (False, ""))
    charset, separator, rest = first.partition("'")
    language_free = rest.partition("'")[2]
    if not (marked and separator):
        charset, language_free = "", first
    raw = bytearray(_octets(language_free, marked=marked))
    for number in range(1, len(numbered)):
        piece_marked, piece = numbered.get(number, (False, ""))
        raw += _octets(piece, marked=piece_marked)
    return decode_text(bytes(raw), charset)[0]


def _octets(piece: str, *, marked: bool) -> bytes:
    raw = piece.encode("utf-8", "replace")
    return _OCTET.sub(lambda match: bytes([int(match[1], 16)]), raw) if marked else raw
