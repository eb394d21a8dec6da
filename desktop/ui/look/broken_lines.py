"""A sentence in few lines: broken between words, cut in the middle only where all of them are too short."""

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF


def broken(text: str, metrics: QFontMetricsF, width: float, most: int = 2) -> list[str]:
    """At most so many lines; the last one keeps its end, by which a sentence differs from its siblings."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        fits = _fitting(words, metrics, width)
        lines.append(" ".join(words[:fits]))
        words = words[fits:]
    rest = " ".join(words)
    if rest or not lines:
        lines.append(rest)
    return [_within(line, metrics, width) for line in lines]


def _within(line: str, metrics: QFontMetricsF, width: float) -> str:
    """The line, cut where it is too long; at U+009C Qt would choose between the two sides of it."""
    if metrics.horizontalAdvance(line) <= width:
        return line
    return metrics.elidedText(line.replace("\x9c", "\ufffd"), Qt.TextElideMode.ElideMiddle, width)


def _fitting(words: list[str], metrics: QFontMetricsF, width: float) -> int:
    """How many of the words fit into a line; one always stands in it."""
    for number in range(2, len(words) + 1):
        if metrics.horizontalAdvance(" ".join(words[:number])) > width:
            return number - 1
    return len(words)


def breakable(text: str) -> str:
    """The text with unseen places to end a line at within words that are too long for one: paths, vectors."""
    return _LONG_WORD.sub(_with_seams, text)


def _with_seams(word: re.Match[str]) -> str:
    """After marks first; what has none for long, as a hash or a name without end, anywhere."""
    seamed = _SEAM.sub("\\g<0>\u200b", word.group())
    return _SEAMLESS.sub(lambda run: _PIECE.sub("\\g<0>\u200b", run.group()), seamed)


_LONG_WORD = re.compile(r"\S{28,}")
_SEAM = re.compile(r"[/.:_,;=-](?=\w)")
_SEAMLESS = re.compile(r"[^\s\u200b]{28,}")
_PIECE = re.compile(r".{12}(?=.{4})")
