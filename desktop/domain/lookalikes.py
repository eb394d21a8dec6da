"""What words look like at a glance, whatever letters they are written in."""

import unicodedata

_LOOKALIKES = str.maketrans(
    "\u0430\u0432\u0441\u0501\u0435\u04bb\u0456\u0458\u043a\u04cf\u043c\u043d\u043e\u0440\u051b\u0455\u0442"
    "\u0443\u0475\u0445\u051d\u0437\u03b1\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u0131\u0261"
    "\u0251\u1d2201",
    "abcdehijklmhopqstyvxwzaeikvoptuxigazol",
)


def skeleton(name: str) -> str:
    """What a name looks like at a glance (the idea of UTS 39 §4, for the scripts that are abused most)."""
    return plain_letters(name).replace("rn", "m").replace("vv", "w")


def plain_letters(name: str) -> str:
    """A name in small letters, letter by letter: without accents, foreign ones as Latin ones."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.translate(_LOOKALIKES)
