"""In which language a text is, by its smallest words and its letters."""

import re
from collections.abc import Sequence

from desktop.formats.policies.reading.sentences import Sentence

_SMALL: dict[str, frozenset[str]] = {
    "en": frozenset(("the", "and", "of", "to", "we", "you", "is", "for", "a", "please", "report")),
    "de": frozenset(
        ("der", "die", "das", "und", "wir", "sie", "ist", "für", "bitte", "nicht", "von", "eine")
    ),
    "fr": frozenset(("le", "la", "les", "et", "nous", "vous", "est", "pour", "des", "une", "veuillez", "du")),
    "es": frozenset(
        ("el", "los", "y", "nosotros", "usted", "es", "para", "por", "favor", "una", "del", "las", "en")
    ),
    "pt": frozenset(
        ("o", "os", "e", "nós", "você", "é", "para", "por", "favor", "uma", "do", "da", "em", "não")
    ),
}
_LETTERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_LOOKED_AT = 20_000
_SHARE = 0.1


def language_of(sentences: Sequence[Sentence]) -> str:
    """The language that most of the text is in; English where nothing tells."""
    text = " ".join(sentence.low for sentence in sentences)[:_LOOKED_AT]
    letters = sum(map(str.isalpha, text)) or 1
    for name, shape in _LETTERS:
        if len(shape.findall(text)) > _SHARE * letters:
            return name
    words = re.findall(r"[^\W\d_]+", text)
    counts = {name: sum(word in small for word in words) for name, small in _SMALL.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] > counts["en"] else "en"
