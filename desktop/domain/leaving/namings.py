"""How a person may be named in a text: by an address, a full name in either order, one name of it alone.

However it is spelled: with foreign letters that look the same, without accents, or as Müller is Mueller.
"""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from desktop.domain.leaving.common_names import COMMON
from desktop.domain.leaving.notations import Notations, composed, folded
from desktop.domain.lookalikes import plain_letters

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
_ROLES = frozenset({
    "abuse", "admin", "bugs", "contact", "disclosure", "finder", "hello", "help", "hostmaster", "info",
    "mail", "no-reply", "noreply", "office", "postmaster", "press", "psirt", "report", "reporter", "reports",
    "research", "researcher", "root", "sales", "security", "support", "team", "test", "user",
    "vulnerability", "webmaster",
})  # fmt: skip
"""What stands before the @ of an address that is nobody's own."""
_SHORTEST_HANDLE = 4
"""Characters from which the first half of an address is searched without an @ before it."""
_TRANSCRIBED = str.maketrans({"\u00e4": "ae", "\u00f6": "oe", "\u00fc": "ue", "\u00df": "ss", "\u00f8": "oe",
                              "\u00e5": "aa", "\u00e6": "ae"})  # fmt: skip
_VERSION_4 = 40
"""Digits of a fingerprint of that version; longer ones have their id in front."""
_AT_A_GLANCE = {"0": "[0o]", "1": "[1l]"}
"""Digits that a word with foreign letters is read with as letters."""
_NO_EMPLOYERS = frozenset({"independent", "freelance", "freelancer", "none", "private", "self", "student"})
_SHORTEST_LOOK = 3
"""Letters of a lone name that is searched in foreign letters too."""


class Sought(msgspec.Struct, frozen=True):
    """A pattern to look for; without the needle, its first letters, it stands nowhere."""

    needle: str
    pattern: str

    def stands_in(self, text: str) -> bool:
        """Whether it does; the needle is looked for first, which takes a hundredth of the time."""
        return self.needle in text and re.search(self.pattern, text) is not None


class Naming(msgspec.Struct, frozen=True):
    """One name to look for, as a handler reads it, and the patterns that find it."""

    shown: str
    folded: tuple[Sought, ...] = ()
    """Patterns for a text without regard to letter case."""
    written: tuple[Sought, ...] = ()
    """Patterns for a text as it is written."""
    looks: tuple[Sought, ...] = ()
    """Patterns for a text whose foreign letters are read as the Latin ones that they look like."""

    def stands_in(self, text: Notations) -> bool:
        """Whether any pattern matches any reading of the text."""
        pairs = (
            (self.folded, text.folded),
            (self.written, text.written),
            (self.looks, text.looks),
        )
        return any(
            sought.stands_in(reading)
            for patterns, readings in pairs
            for sought in patterns
            for reading in readings
        )


def namings(written: str) -> Iterator[Naming]:
    """Everything that would give away whoever goes by this name or address."""
    whole = composed(written)
    if "@" in whole.strip("@"):
        address = folded(whole)
        yield Naming(whole, folded=(_whole(address),), looks=(_whole(plain_letters(address)),))
        yield from _handle(whole.partition("@")[0])
        return
    plain = _BRACKETED.sub(" ", whole)
    words = _words(plain)
    if len(words) == 1:
        yield from _lone(words[0])
    elif words:
        orders = (words, words[::-1])
        spelled = [_in_order(way) for order in orders for way in _spellings(order)]
        looks = [_in_order([plain_letters(folded(word)) for word in order]) for order in orders]
        yield Naming(" ".join(plain.split()), folded=tuple(spelled), looks=tuple(looks))
        surname = _surname(plain)
        if len(surname) >= _SHORTEST_SURNAME:
            yield from _lone(surname)
        yield from _first(plain, surname)


def fingerprint_namings(fingerprint: str) -> Iterator[Naming]:
    """A key by its fingerprint, its long or its short id, however it is spaced (RFC 9580 §5.5.4)."""
    digits = "".join(fingerprint.split()).lower()
    if not re.fullmatch(r"[0-9a-f]{40,64}", digits):
        return
    ids = (digits[-16:], digits[-8:]) if len(digits) == _VERSION_4 else (digits[:16],)
    for told in (digits, *ids):
        spaced = r"[ :]{0,2}".join(told)
        pattern = rf"(?<![0-9a-f])(?:0x)?{spaced}(?![0-9a-f])"
        look = r"[ :]{0,2}".join(_AT_A_GLANCE.get(digit, digit) for digit in told)
        looks = rf"(?<![0-9a-z]){look}(?![0-9a-z])"
        yield Naming(told.upper(), folded=(Sought(told[0], pattern),), looks=(Sought("", looks),))


def organisation_naming(organisation: str) -> Iterator[Naming]:
    """Where somebody works; a word such as "independent" is nobody's employer."""
    words = _words(composed(organisation))
    told = [word for word in words if word.casefold() not in _NO_SURNAMES | _NO_EMPLOYERS]
    if told and len("".join(told)) >= _SHORTEST_HANDLE:
        yield Naming(" ".join(words), folded=(_in_order(words),), looks=(_in_order(words),))


def telling_phrase(written: str) -> Naming | None:
    """A title to look for as a whole; None for one so short or common that words of our own may be the same.

    Ours are English: a phrase with another letter in it is never ours.
    """
    words = _words(composed(written))
    letters = "".join(words)
    common = len(words) == 1 or len(letters) < _SHORTEST_PHRASE
    if not words or (common and letters.isascii()):
        return None
    looks = _in_order([plain_letters(folded(word)) for word in words])
    return Naming(written, folded=(_in_order(words),), looks=(looks,))


def _words(name: str) -> list[str]:
    return [word for part in name.split() if (word := _AROUND.sub("", part))]


def _lone(word: str) -> Iterator[Naming]:
    """A single word counts only as it is written or in capitals: Mark is a name, "mark" is not."""
    if len(word) < _shortest(word):
        return
    if _is_unspaced(word):
        yield Naming(word, folded=(Sought(folded(word)[0], _bordered(_spelled(folded(word)))),))
        return
    others = {word.capitalize(), word.title(), word.upper()} if len(word) >= _CASED else set()
    forms = {word} | others - _LABELS
    forms |= {spelled for form in forms for spelled in _plainer(form)}
    look = plain_letters(folded(word))
    yield Naming(
        word,
        written=tuple(_whole(composed(form)) for form in sorted(forms)),
        looks=(_whole(look),) if len(look) >= _SHORTEST_LOOK else (),
    )


def _first(name: str, surname: str) -> Iterator[Naming]:
    """A first name alone, unless it is a word that stands in a text anyway."""
    words = [word for word in _words(name) if word.casefold() not in _NO_SURNAMES]
    behind = words[1:2] if "," in name else words[:1]
    for word in behind:
        if len(words) > 1 and word != surname and len(word) > 1 and word.casefold() not in COMMON:
            yield from _lone(word)


def _handle(local: str) -> Iterator[Naming]:
    """By what somebody is known in front of their @, and elsewhere with one before it."""
    name = folded(local).partition("+")[0]
    if len(name) < _SHORTEST_SURNAME or name in _ROLES:
        return
    said = re.escape(name)
    ways = [
        Sought(f"@{name}", rf"(?<![\w.])@{said}(?![\w@])"),
        Sought(f"/{name}", rf"\.\w{{2,}}/(?:u/|users?/)?{said}(?![\w-])"),
        *(Sought(f"/{mark}{name}", rf"\.\w{{2,}}/{mark}{said}(?![\w-])") for mark in "@~"),
    ]
    shown = f"@{local.partition('+')[0]}"
    is_distinct = len(name) >= _SHORTEST_HANDLE and name not in COMMON
    if is_distinct and not name.isdigit():
        ways.append(Sought(name, rf"(?<![\w.@/-]){said}(?![\w@]|[.-]\w)"))
    looks = (_whole(plain_letters(name)),) if is_distinct else ()
    yield Naming(shown, folded=tuple(ways), looks=looks)


def _spellings(words: list[str]) -> list[list[str]]:
    """A name as it is, without its accents, and with the letters that stand for them."""
    others = [_plainer(word) or [word] for word in words]
    ways = (words, [forms[0] for forms in others], [forms[min(1, len(forms) - 1)] for forms in others])
    return [list(way) for way in dict.fromkeys(map(tuple, ways))]


def _plainer(word: str) -> list[str]:
    """Other spellings of a word with accents: Müller is Muller and Mueller."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    letters = [c.lower().translate(_TRANSCRIBED) for c in word]
    as_long = "".join(t.capitalize() if c.isupper() else t for c, t in zip(word, letters, strict=True))
    forms = (bare, as_long, as_long.upper() if word.isupper() else as_long)
    return [form for form in dict.fromkeys(forms) if form != word and form.isascii()]


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


def _whole(word: str) -> Sought:
    return Sought(word, _bordered(re.escape(word)))


def _in_order(words: list[str]) -> Sought:
    between = r"[\W_]*" if all(map(_is_unspaced, words)) else r"[\W_]+"
    first = folded(words[0])
    needle = first[0] if _is_unspaced(words[0]) else first
    return Sought(needle, _bordered(between.join(_spelled(folded(word)) for word in words)))


def _spelled(word: str) -> str:
    """The word; where a script puts no spaces, one may stand between any two letters."""
    return r"\s?".join(map(re.escape, word)) if _is_unspaced(word) else re.escape(word)


def _bordered(pattern: str) -> str:
    """The pattern as whole words; a letter of a script without spaces ends a word, and needs no end."""
    return f"{_NO_WORD_BEFORE}{pattern}{_NO_WORD_AFTER}"


def _is_unspaced(word: str) -> bool:
    return all(_IS_UNSPACED.match(letter) for letter in word)
