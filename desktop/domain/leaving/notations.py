"""What a text says once the notations around it are undone: JSON, Markdown, HTML, percent signs, base64."""

import base64
import html
import re
import unicodedata
from binascii import a2b_base64
from collections.abc import Iterable, Iterator

import msgspec

from desktop.domain.inert import is_hidden
from desktop.domain.lookalikes import plain_letters

# A pattern that begins with one character or one class of them, and looks at what is before it afterwards, is
# sought many times as quickly as one that is tried at every place.
ESCAPED = re.compile(r"\\(?<!\\\\)(?:\\\\)*u([0-9a-fA-F]{4})")
"""A character as JSON escapes it; the backslash before it is not itself escaped."""
_OCTETS = re.compile(r"\\x[0-9a-fA-F]{2}(?:\\x[0-9a-fA-F]{2})*")
"""Octets as programs escape them."""
_BLANK = re.compile(r"\\(?<!\\\\)((?:\\\\)*)[nrt]")
_BACKSLASH = re.compile(r"\\([!-/:-@\[-`{-~])")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}(?:%[0-9a-fA-F]{2})*")
_QUOTED = re.compile(r"=[0-9A-F]{2}(?:=[0-9A-F]{2})*")
_LONG = 40
_ENCODED = re.compile(rf"[A-Za-z0-9+/_]{{{_LONG}}}\Z")
"""The end of a long encoded piece, which goes on in the next line."""
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}")
_BASE32 = re.compile(r"[A-Z2-7]{16,}")
"""Sought within what may be base64, whose letters all of its own are."""
_HEXADECIMAL = re.compile(r"[0-9a-fA-F]{2}[ :]?(?:[0-9a-fA-F]{2}[ :]?){5,}")
_MARKED = re.compile(r"\u27e8U\+[0-9A-F]{4,6}\u27e9")
"""A hidden character as we show it ourselves (`domain.inert`)."""
_WORD = re.compile(r"\w+")
_FEWEST_DECODED = 4
"""Characters of a decoded piece that are no accident."""
_NESTED = 3
"""How often one notation may stand within another."""
_ONE_SPELLING = str.maketrans("\u2018\u2019\u02bc\u2010\u2011\u2012\u2013\u2014\u2212", "'''------")
"""Apostrophes, and hyphens with the dashes that programs make of them."""
_IN_BRACKETS = re.compile(r"[\[({][ \t]{0,2}(?:\.|dot|@|at)[ \t]{0,2}[\])}]", re.IGNORECASE)
_DEFANGED = (
    (re.compile(r"[ \t]{0,2}[\[({][ \t]{0,2}(?:\.|dot)[ \t]{0,2}[\])}][ \t]{0,2}", re.IGNORECASE), "."),
    (re.compile(r"[ \t]{0,2}[\[({][ \t]{0,2}(?:@|at)[ \t]{0,2}[\])}][ \t]{0,2}", re.IGNORECASE), "@"),
)
_HXXP = re.compile(r"[hH](?<!\w[hH])[xX]{2}[pP]")
"""As people write addresses so that no program follows them: build[.]example, ada (at) example."""
_SPOKEN = re.compile(
    r"\b([\w+-]{1,64}(?: dot [\w+-]{1,64}){0,3}) at ([\w-]{1,63}(?: dot [\w-]{1,63}){1,4})\b"
)
_WITHIN_WORDS = re.compile(
    r"[<*~`](?:(?<=<)/?(?:a|abbr|b|bdi|code|del|em|font|i|ins|kbd|mark|s|small|span|strong|sub|sup|u|wbr)"
    r"(?:\s[^<>]{0,400})?/?>|(?<!<)[*~`]{0,2})",
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
    readings["\n".join(dict.fromkeys(_decoded(readings)))] = None
    written = tuple(dict.fromkeys(map(composed, readings)))
    lower = tuple(dict.fromkeys(one.casefold() if one.isascii() else folded(one) for one in written))
    foreign = (reading for reading in lower if not reading.isascii())
    return Notations(written, lower, tuple(dict.fromkeys(map(_at_a_glance, foreign))))


def composed(text: str) -> str:
    """One spelling for what looks the same: é is one letter, not e and an accent; wide letters are plain."""
    spaced = " ".join(text.split())
    return spaced if spaced.isascii() else unicodedata.normalize("NFKC", spaced).translate(_ONE_SPELLING)


def folded(text: str) -> str:
    """The text without regard to letter case."""
    if text.isascii():
        return " ".join(text.casefold().split())
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
    yield _unwrapped(seen)
    plain = _fanged(_WITHIN_WORDS.sub("", seen))
    yield _SPOKEN.sub(_addressed, plain) if " at " in plain else plain


def _unescaped(text: str) -> str:
    """Without backslashes, as JSON, programs and Markdown put them."""
    spelled = _OCTETS.sub(_escaped, _joined(ESCAPED.sub(_character, text)))
    return _BACKSLASH.sub(r"\1", _BLANK.sub("\\1\n", spelled))


def _unwrapped(text: str) -> str:
    """Without breaks in a word: behind a hyphen, a soft one of quoted-printable, one in an encoded piece."""
    said: list[str] = []
    goes_on = False
    *lines, last = text.split("\n")
    for written in lines:
        line = written.lstrip(" \t>") if goes_on else written
        end = line.removesuffix("\r").rstrip(" \t")
        is_soft = end.endswith(("=", "-"))
        goes_on = is_soft or (len(end) >= _LONG and _ENCODED.search(end, len(end) - _LONG) is not None)
        said.append(end[: len(end) - is_soft] if goes_on else f"{line}\n")
    said.append(last.lstrip(" \t>") if goes_on else last)
    return "".join(said)


def _fanged(text: str) -> str:
    for form, plain in _DEFANGED if _IN_BRACKETS.search(text) else ():
        text = form.sub(plain, text)
    return _HXXP.sub("http", text) if "xxp" in text.lower() else text


def _addressed(match: re.Match[str]) -> str:
    return "@".join(part.replace(" dot ", ".") for part in match.groups())


def _seen(text: str) -> str:
    """Without what nobody sees."""
    if text.isascii():
        return text
    hidden = {ord(character): "" for character in set(text) if is_hidden(character)}
    return _MARKED.sub("", text.translate(hidden))


def _decoded(readings: Iterable[str]) -> Iterator[str]:
    """What stands in base64, base32 or hexadecimal digits, whatever stands before it; each line once."""
    lines = "\n".join(dict.fromkeys(line for text in readings for line in text.split("\n")))
    words = dict.fromkeys(_BASE64.findall(lines))
    letters = dict.fromkeys(_BASE32.findall("\n".join(words)))
    digits = dict.fromkeys(_HEXADECIMAL.findall(lines))
    yield from (said for word in words for said in _from_base64(word))
    yield from (said for word in letters for said in _from_base32(word))
    yield from (said for found in digits for said in _read(bytes.fromhex(found.replace(":", " "))))


def _from_base64(word: str) -> Iterator[str]:
    """At each of the four places where a group may begin, for it may be cut out of something longer."""
    if word.islower() or word.istitle() or word.isupper():
        return
    letters = word.replace("-", "+").replace("_", "/")
    for start in range(4):
        octets = (len(letters) - start) * 6 // 8
        whole = letters[start : start + -(-octets * 8 // 6)]
        yield from _read(a2b_base64(whole + "=" * (-len(whole) % 4)))


def _from_base32(word: str) -> Iterator[str]:
    """Likewise; a group has eight places (RFC 4648 §6)."""
    for start in range(8):
        whole = word[start : start + (len(word) - start) // 8 * 8]
        rest = word[start + len(whole) :]
        usable = next(n for n in (7, 5, 4, 2, 0) if n <= len(rest))
        yield from _read(base64.b32decode(whole + (rest[:usable] + "=" * (8 - usable) if usable else "")))


def _read(octets: bytes) -> Iterator[str]:
    said = octets.decode("utf-8", "ignore")
    if len(said) < _FEWEST_DECODED:
        return
    if said.isprintable() or all(c.isprintable() or c.isspace() for c in said):
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
