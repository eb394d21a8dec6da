"""When two words are the same to a search: in any letter case, Latin letters with or without accents.

The same rule as the index has (FTS5's unicode61 with remove_diacritics 2), which folds both what it holds and
what is asked of it; it stands here for whoever looks for the place of a hit. Texts are made `plain` before
they are stored or asked for: composed, so that each letter is one character, and without what nobody sees.
Scripts that write no spaces are cut into characters by a space that takes no place.
"""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_UNSPACED = re.compile(
    "(?<=[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f])(?=[^\\W_])"
    "|(?<=[^\\W_])(?=[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f])"
)
CUT = "\u200b"
"""A space that takes no place, between characters of scripts without spaces."""
_TOKEN = re.compile(r"[^\W_]+")


class _Folded(dict[int, int]):
    """Each character as it is compared; made when it is first met."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        lowered = unicodedata.normalize("NFC", character.lower().replace("\u03c2", "\u03c3"))
        base = unicodedata.normalize("NFD", lowered)[:1]
        self[code] = folded = ord(base if base.isascii() else lowered[:1])
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """The text as it is compared, as long as it was: lower case, Latin letters without accents."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def plain(text: str) -> str:
    """The text as it is stored and asked for: composed, without characters that take no place.

    A soft hyphen or a change of direction must not hide a word.
    """
    if text.isascii():
        return text
    composed = _MARKS.sub("", unicodedata.normalize("NFC", _UNSEEN.sub("", text)))
    return _UNSPACED.sub(CUT, composed)


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text; whatever is no letter or digit stands between them."""
    return tuple(_TOKEN.findall(plain(text)))
