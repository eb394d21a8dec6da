"""What a text says once the notations around it are undone: JSON, Markdown, HTML, percent signs, base64."""

import base64
import html
import re
import unicodedata
from collections.abc import Iterator

import msgspec

from desktop.domain.inert import is_hidden
from desktop.domain.lookalikes import plain_letters

ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\u([0-9a-fA-F]{4})")
"""A character as JSON escapes it; the backslash before it is not itself escaped."""
_OCTETS = re.compile(r"(?:\\x[0-9a-fA-F]{2})+")
"""Octets as programs escape them."""
_BLANK = re.compile(r"(?<!\\)((?:\\\\)*)\\[nrt]")
_BACKSLASH = re.compile(r"\\([!-/:-@\[-`{-~])")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2})+")
_WRAP = re.compile(r"(?:[=-]|(?<=[A-Za-z0-9+/_]{40}))[ \t]*\r?\n[ \t>]*")
"""A break within a word: behind a hyphen, a soft one of quoted-printable, one in a long encoded piece."""
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}")
_BASE32 = re.compile(r"[A-Z2-7]{16,}")
_HEXADECIMAL = re.compile(r"(?:[0-9a-fA-F]{2}[ :]?){6,}")
_MARKED = re.compile(r"\u27e8U\+[0-9A-F]{4,6}\u27e9")
"""A hidden character as we show it ourselves (`domain.inert`)."""
_WORD = re.compile(r"\w+")
_FEWEST_DECODED = 4
"""Characters of a decoded piece that are no accident."""
_NESTED = 3
"""How often one notation may stand within another."""
_ONE_SPELLING = str.maketrans("\u2018\u2019\u02bc\u2010\u2011\u2012\u2013\u2014\u2212", "'''------")
"""Apostrophes, and hyphens with the dashes that programs make of them."""
_DEFANGED = (
    (re.compile(r"[ \t]{0,2}[\[({][ \t]{0,2}(?:\.|dot)[ \t]{0,2}[\])}][ \t]{0,2}", re.IGNORECASE), "."),
    (re.compile(r"[ \t]{0,2}[\[({][ \t]{0,2}(?:@|at)[ \t]{0,2}[\])}][ \t]{0,2}", re.IGNORECASE), "@"),
    (re.compile(r"\bhxxp", re.IGNORECASE), "http"),
)
"""As people write addresses so that no program follows them: build[.]example, ada (at) example."""
_SPOKEN = re.compile(
    r"\b([\w+-]{1,64}(?: dot [\w+-]{1,64}){0,3}) at ([\w-]{1,63}(?: dot [\w-]{1,63}){1,4})\b"
)
_WITHIN_WORDS = re.compile(
    r"</?(?:a|abbr|b|bdi|code|del|em|font|i|ins|kbd|mark|s|small|span|strong|sub|sup|u|wbr)(?:\s[^<>]{0,400})?/?>"
    r"|[*~`]{1,3}",
    re.IGNORECASE,
)
"""Markup that may stand within a word, and is not seen there."""


class Notations(msgspec.Struct, frozen=True):
    """One text in each of its notations: in its own letter case, and without regard to it."""

    written: tuple[str, ...]
    folded: tuple[str, ...]
    looks: tuple[str, ...] = ()
    """Without regard to letter case, with foreign letters as the Latin ones that they look like."""


def notations(text: str) -> Notations:
    """The text as it stands and without escapes; blanks of any kind are single spaces."""
    readings = dict.fromkeys((text, *_undone(text)))
    readings |= dict.fromkeys(map(_seen, readings))
    decoded = dict.fromkeys(piece for reading in readings for piece in _decoded(reading))
    readings["\n".join(decoded)] = None
    written = tuple(dict.fromkeys(map(composed, readings)))
    lower = tuple(dict.fromkeys(map(folded, written)))
    foreign = (reading for reading in lower if not reading.isascii())
    return Notations(written, lower, tuple(dict.fromkeys(map(_at_a_glance, foreign))))


def composed(text: str) -> str:
    """One spelling for what looks the same: é is one letter, not e and an accent; wide letters are plain."""
    return unicodedata.normalize("NFKC", " ".join(text.split())).translate(_ONE_SPELLING)


def folded(text: str) -> str:
    """The text without regard to letter case."""
    return composed(composed(text).casefold())


def _undone(text: str) -> Iterator[str]:
    """Without escapes, entities, soft wraps and hidden characters; several times, for one within another."""
    for _ in range(_NESTED):
        bare = html.unescape(_unescaped(text) if "\\" in text else _joined(text))
        plain = _PERCENT.sub(_octets, bare) if "%" in bare else bare
        yield bare
        yield plain
        yield _QUOTED.sub(_quoted, bare)
        if plain == text:
            break
        text = plain
    seen = _seen(text)
    yield _WRAP.sub("", seen)
    plain = _fanged(_WITHIN_WORDS.sub("", seen))
    yield _SPOKEN.sub(_addressed, plain) if " at " in plain else plain


def _unescaped(text: str) -> str:
    """Without backslashes, as JSON, programs and Markdown put them."""
    spelled = _OCTETS.sub(_escaped, _joined(ESCAPED.sub(_character, text)))
    return _BACKSLASH.sub(r"\1", _BLANK.sub("\\1\n", spelled))


def _fanged(text: str) -> str:
    for form, plain in _DEFANGED:
        text = form.sub(plain, text)
    return text


def _addressed(match: re.Match[str]) -> str:
    return "@".join(part.replace(" dot ", ".") for part in match.groups())


def _seen(text: str) -> str:
    """Without what nobody sees."""
    return text if text.isascii() else _MARKED.sub("", "".join(c for c in text if not is_hidden(c)))


def _decoded(text: str) -> Iterator[str]:
    """What stands in base64, in base32 or in hexadecimal digits, whatever stands before it."""
    for match in _BASE64.finditer(text):
        word = match[0]
        if not (word.islower() or word.istitle() or word.isupper()):
            yield from _from_base64(word.replace("-", "+").replace("_", "/"))
    for match in _BASE32.finditer(text):
        yield from _from_base32(match[0])
    for match in _HEXADECIMAL.finditer(text):
        yield from _read(bytes.fromhex(match[0].replace(":", " ")))


def _from_base64(word: str) -> Iterator[str]:
    """At each of the four places where a group may begin, for it may be cut out of something longer."""
    for start in range(4):
        octets = (len(word) - start) * 6 // 8
        whole = word[start : start + -(-octets * 8 // 6)]
        yield from _read(base64.b64decode(whole + "=" * (-len(whole) % 4)))


def _from_base32(word: str) -> Iterator[str]:
    """Likewise; a group has eight places (RFC 4648 §6)."""
    for start in range(8):
        whole = word[start : start + (len(word) - start) // 8 * 8]
        rest = word[start + len(whole) :]
        usable = next(n for n in (7, 5, 4, 2, 0) if n <= len(rest))
        yield from _read(base64.b32decode(whole + (rest[:usable] + "=" * (8 - usable) if usable else "")))


def _read(octets: bytes) -> Iterator[str]:
    said = octets.decode("utf-8", "ignore")
    if len(said) >= _FEWEST_DECODED and all(c.isprintable() or c.isspace() for c in said):
        yield said


def _at_a_glance(text: str) -> str:
    """Words with a foreign letter in Latin ones; other words stay, or 10 would be read as lo."""
    return _WORD.sub(lambda match: match[0] if match[0].isascii() else plain_letters(match[0]), text)


def _character(match: re.Match[str]) -> str:
    return match[0][:-6] + chr(int(match[1], 16))


def _joined(text: str) -> str:
    """Surrogates in pairs, as JSON writes letters beyond U+FFFF, become those letters."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _escaped(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("\\x", "")).decode("utf-8", "replace")


def _octets(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace")


def _quoted(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("=", "")).decode("utf-8", "replace")
