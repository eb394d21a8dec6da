"""Text that a stranger wrote, kept apart from our own by its type.

`Untrusted` is no `str`: a widget or a template that takes `str` cannot take it by mistake. Whoever shows it
asks for `shown`, which makes control, format and other invisible characters visible.
"""

import unicodedata

import msgspec

_KEPT = frozenset("\n\t")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")


class Untrusted(msgspec.Struct, frozen=True, array_like=True):
    """A stranger's text; `raw` is for storage and comparison, `shown` for eyes."""

    raw: str

    @property
    def shown(self) -> str:
        """The text with every invisible character escaped (bidi overrides, zero-widths, controls)."""
        return escape_invisible(self.raw)

    @property
    def line(self) -> str:
        """The same on one line, for lists and headings."""
        return escape_invisible(" ".join(self.raw.split()))

    def __bool__(self) -> bool:
        return bool(self.raw)


def is_hidden(character: str) -> bool:
    """Whether a reader would not see this character, or see others moved by it."""
    if character in _KEPT:
        return False
    return unicodedata.category(character) in _INVISIBLE or character in _BLANK_LETTERS


def escape_invisible(text: str) -> str:
    """Replace each hidden character with its code point, as in ⟨U+202E⟩; line breaks are normalised."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _is_plain(text):
        return text
    hidden = {ord(c): f"⟨U+{ord(c):04X}⟩" for c in set(text) if is_hidden(c)}
    return text.translate(hidden) if hidden else text


def has_hidden(text: str) -> bool:
    """Whether `escape_invisible` would change anything but line endings."""
    text = text.replace("\r\n", "\n")
    return not _is_plain(text) and any(map(is_hidden, set(text)))


def _is_plain(text: str) -> bool:
    """A quick yes for most texts: letters and signs of ASCII in lines."""
    return text.isascii() and text.replace("\n", "").replace("\t", "").isprintable()
