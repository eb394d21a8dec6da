"""When two words are the same to a search: in any letter case, with or without accents.

The same rule as the index has (FTS5's unicode61 with remove_diacritics 2), for whoever looks for the place of
a hit. Characters that nobody sees are left out before a text is stored: a soft hyphen must not hide a word.
"""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_TOKEN = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The text as it is compared: lower case, no accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFD", text).lower().replace("\u03c2", "\u03c3")  # both are one sigma
    return _MARKS.sub("", plain)


def without_unseen(text: str) -> str:
    """The text without characters that take no place: zero-width ones, soft hyphens, changes of direction."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, folded; whatever is no letter or digit stands between them."""
    return tuple(_TOKEN.findall(fold(without_unseen(text))))
