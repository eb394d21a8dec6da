"""What a text says once the notations around it are undone: JSON, Markdown, HTML, percent signs."""

import html
import re
import unicodedata

import msgspec

ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\u([0-9a-fA-F]{4})")
"""A character as JSON escapes it; the backslash before it is not itself escaped."""
_BLANK = re.compile(r"(?<!\\)(?:\\\\)*\\[nrt]")
_BACKSLASH = re.compile(r"\\([!-/:-@\[-`{-~])")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_ONE_SPELLING = str.maketrans("\u2018\u2019\u02bc\u2010\u2011", "'''--")
"""Apostrophes and hyphens that look the same."""


class Notations(msgspec.Struct, frozen=True):
    """One text in each of its notations: in its own letter case, and without regard to it."""

    written: tuple[str, ...]
    folded: tuple[str, ...]


def notations(text: str) -> Notations:
    """The text as it stands and without escapes; blanks of any kind are single spaces."""
    bare = html.unescape(_BACKSLASH.sub(r"\1", _BLANK.sub(" ", _joined(ESCAPED.sub(_character, text)))))
    written = tuple(dict.fromkeys(map(composed, (text, bare, _PERCENT.sub(_octets, bare)))))
    return Notations(written, tuple(dict.fromkeys(map(folded, written))))


def composed(text: str) -> str:
    """One spelling for what looks the same: é is one letter, not e and an accent; wide letters are plain."""
    return unicodedata.normalize("NFKC", " ".join(text.split())).translate(_ONE_SPELLING)


def folded(text: str) -> str:
    """The text without regard to letter case."""
    return composed(composed(text).casefold())


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _joined(text: str) -> str:
    """Surrogates in pairs, as JSON writes letters beyond U+FFFF, become those letters."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _octets(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace")
