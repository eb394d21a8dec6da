"""How a person may be named in a text: by an address, a full name in either order, a surname alone."""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from desktop.domain.leaving.notations import Notations, composed, folded

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Letters of scripts that put no space around a name: Thai, Lao, Burmese, Khmer, Han, Kana, Hangul."""
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_NO_WORD_BEFORE = rf"(?:(?<![^\W_{_UNSPACED}])|(?=[{_UNSPACED}]))"
_NO_WORD_AFTER = rf"(?:(?![^\W_{_UNSPACED}])|(?<=[{_UNSPACED}]))"
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_SHORTEST_PHRASE = 10
"""Letters of a phrase that is no accident."""
_CASED = 3
"""Characters from which a lone name is also searched in capitals: Mark is MARK, but Ai is not AI."""
_SHORTEST_SURNAME = 2
_LABELS = frozenset({
    "WHITE", "CLEAR", "GREEN", "AMBER", "RED", "NONE", "LOW", "MEDIUM", "HIGH", "CRITICAL",
    "LOCAL", "NETWORK", "ADJACENT", "PHYSICAL",
})  # fmt: skip
"""Words that an advisory says in capitals whoever reported: labels of TLP and CVSS."""
_NO_SURNAMES = frozenset({
    "jr", "sr", "ii", "iii", "iv", "phd", "md", "dr", "msc", "bsc", "oscp", "team", "security", "research",
    "researcher", "researchers", "lab", "labs", "group", "inc", "ltd", "llc", "gmbh", "ag", "sa", "bv",
    "corp", "company", "cert", "csirt", "psirt", "via",
})  # fmt: skip
"""What follows a surname, or ends the name of an organisation."""


class Naming(msgspec.Struct, frozen=True):
    """One name to look for, as a handler reads it, and the patterns that find it."""

    shown: str
    folded: tuple[str, ...] = ()
    """Patterns for a text without regard to letter case."""
    written: tuple[str, ...] = ()
    """Patterns for a text as it is written."""

    def stands_in(self, text: Notations) -> bool:
        """Whether any pattern matches any reading of the text."""
        pairs = ((self.folded, text.folded), (self.written, text.written))
        return any(
            re.search(pattern, reading)
            for patterns, readings in pairs
            for pattern in patterns
            for reading in readings
        )


def namings(written: str) -> Iterator[Naming]:
    """Everything that would give away whoever goes by this name or address."""
    whole = composed(written)
    if "@" in whole:
        yield Naming(whole, folded=(_bordered(re.escape(folded(whole))),))
        return
    plain = _BRACKETED.sub(" ", whole)
    words = _words(plain)
    if len(words) == 1:
        yield from _lone(words[0])
    elif words:
        yield Naming(" ".join(plain.split()), folded=(_in_order(words), _in_order(words[::-1])))
        surname = _surname(plain)
        if len(surname) >= _SHORTEST_SURNAME:
            yield from _lone(surname)


def telling_phrase(written: str) -> Naming | None:
    """A title to look for as a whole; None for one so short or common that words of our own may be the same.

    Ours are English: a phrase with another letter in it is never ours.
    """
    words = _words(composed(written))
    letters = "".join(words)
    common = len(words) == 1 or len(letters) < _SHORTEST_PHRASE
    if not words or (common and letters.isascii()):
        return None
    return Naming(written, folded=(_in_order(words),))


def _words(name: str) -> list[str]:
    return [word for part in name.split() if (word := _AROUND.sub("", part))]


def _lone(word: str) -> Iterator[Naming]:
    """A single word counts only as it is written or in capitals: Mark is a name, "mark" is not."""
    if len(word) < _shortest(word):
        return
    if _is_unspaced(word):
        yield Naming(word, folded=(_bordered(_spelled(folded(word))),))
        return
    others = {word.capitalize(), word.title(), word.upper()} if len(word) >= _CASED else set()
    forms = sorted({word} | others - _LABELS)
    yield Naming(word, written=tuple(_bordered(re.escape(composed(form))) for form in forms))


def _shortest(word: str) -> int:
    """One letter is a name in most scripts, not in the Latin one."""
    first = word[0]
    return 1 if first.isalpha() and not unicodedata.name(first, "").startswith("LATIN") else 2


def _surname(name: str) -> str:
    """The last word before a comma, without titles; the first word where the family name comes first."""
    words = [word for word in _words(name.partition(",")[0]) if word.casefold() not in _NO_SURNAMES]
    others = [word for word in _words(name) if word.casefold() not in _NO_SURNAMES]
    if not words or len(others) == 1:
        return ""
    return words[0] if _is_unspaced(words[0]) else words[-1]


def _in_order(words: list[str]) -> str:
    between = r"[\W_]*" if all(map(_is_unspaced, words)) else r"[\W_]+"
    return _bordered(between.join(_spelled(folded(word)) for word in words))


def _spelled(word: str) -> str:
    """The word; where a script puts no spaces, one may stand between any two letters."""
    return r"\s?".join(map(re.escape, word)) if _is_unspaced(word) else re.escape(word)


def _bordered(pattern: str) -> str:
    """The pattern as whole words; a letter of a script without spaces ends a word, and needs no end."""
    return f"{_NO_WORD_BEFORE}{pattern}{_NO_WORD_AFTER}"


def _is_unspaced(word: str) -> bool:
    return all(_IS_UNSPACED.match(letter) for letter in word)
