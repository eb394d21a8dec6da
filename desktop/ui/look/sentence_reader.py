"""Finds which sentences a finished English text was made of, and says it with them in another language.

A sentence has holes, as in "The file %1 holds the policy %2."; what fills them may be made of sentences, too.
Whatever is none of them, or could be read in two ways, stays as it is.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

_HOLE = re.compile(r"%(\d+)")
_WORD = re.compile(r"[A-Za-z]+")
_KEY = re.compile(r"(?<![\w%])[A-Za-z]+(?![\w%])")
"""A word of a sentence that no hole touches: it stands in every text that is made of it."""
_BREAK = re.compile(r"(?P<stop>[.,:;!?…)]*)(?:(?<=[.,:;!?…)])\s+\(?|\s+[(·\u2013]\s*|(?<=[.,:;!?…)])$)")
"""Between two sentences, or parts of one."""
_ENDS = (".", "!", "?", "\u2026")
_LONGEST, _MOST_PARTS = 4000, 30
"""Characters of a line, and parts of it, that are looked at; of more parts only whole sentences are."""


class Sentence:
    """One with its holes; `weight` counts the letters of its own, `keys` stand in every text made of it.

    One that `counts` has a number in its hole ("%1 days"), one that `joins` two others ("%1 or %2").
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._start, *others = _HOLE.split(text)[::2]
        self._end = others.pop() if others else None
        self._between = others
        words = _WORD.findall(_HOLE.sub(" ", text))
        self.weight = sum(map(len, words))
        self.keys = {word.lower() for word in _KEY.findall(text)}
        self.counts = len(words) == 1 and self._end is not None and not others
        self.joins = len(words) == 1 and bool(others)

    def holes_in(self, text: str) -> tuple[str, ...] | None:
        """What fills its holes in this text; None where it is another, or could be filled in two ways."""
        if self._end is None:
            return () if text == self._start else None
        end = len(text) - len(self._end)
        if not (text.startswith(self._start) and text.endswith(self._end) and end >= len(self._start)):
            return None
        filled = text[len(self._start) : end]
        first, last = self._filled(filled, str.partition), self._filled(filled, str.rpartition)
        return first if first == last else None

    def _filled(self, text: str, part: Callable[[str, str], tuple[str, str, str]]) -> tuple[str, ...] | None:
        """The holes as they are found from one end."""
        from_left, holes = part is str.partition, list[str]()
        for words in self._between if from_left else reversed(self._between):
            before, found, behind = part(text, words)
            if not found:
                return None
            hole, text = (before, behind) if from_left else (behind, before)
            holes.append(hole)
        holes.append(text)
        return tuple(holes if from_left else reversed(holes))


class _Said(NamedTuple):
    """How many letters of a text are known, and all of it in the other language."""

    weight: int
    words: str


class SentenceReader:
    """`translate` says a sentence with its holes in the other language, in any order."""

    def __init__(self, sentences: Iterable[str], translate: Callable[[str], str]) -> None:
        self.in_language = translate
        self._by_key: dict[str, list[Sentence]] = defaultdict(list)
        known = [Sentence(text) for text in sentences]
        often = Counter(key for sentence in known for key in sentence.keys)
        for sentence in known:
            self._by_key[min(sentence.keys, key=lambda key: (often[key], key))].append(sentence)

    def say(self, text: str) -> str:
        """A text in the other language, line by line."""
        return "\n".join(_Reading(self).of(line).words for line in text.split("\n"))

    def candidates(self, text: str) -> list[Sentence]:
        """Sentences that the text may be, those with most letters of their own first."""
        words = {word.lower() for word in _WORD.findall(text)}
        found = [sentence for word in words for sentence in self._by_key.get(word, ())]
        return sorted(found, key=lambda sentence: (-sentence.weight, sentence.text))


class _Reading:
    """One line; parts of it are looked at again and again, and known after the first time."""

    def __init__(self, reader: SentenceReader) -> None:
        self._reader = reader
        self._read: dict[str, _Said] = {}
        self._wholes: dict[str, _Said | None] = {}

    def of(self, text: str) -> _Said:
        """The reading that knows most letters of it."""
        if text not in self._read:
            self._read[text] = self._in_parts(text) if _WORD.search(text) else _Said(0, text)
        return self._read[text]

    def _in_parts(self, text: str) -> _Said:
        breaks = list(_BREAK.finditer(text[:_LONGEST]))
        if len(breaks) > _MOST_PARTS:
            breaks = [found for found in breaks if found["stop"][:1] in _ENDS]
        if len(breaks) > _MOST_PARTS or len(text) > _LONGEST:
            return _Said(0, text)
        starts = sorted({0, *(found.end() for found in breaks)})
        ends = {len(text), *(at for found in breaks for at in (found.start(), found.end("stop")))}
        best = {0: _Said(0, "")}
        for before, at in pairwise(sorted({*starts, *ends})):
            best[at] = _Said(best[before].weight, best[before].words + text[before:at])
            for start in starts if at in ends else ():
                whole = self._whole(text[start:at]) if start < at else None
                if whole is not None and best[start].weight + whole.weight > best[at].weight:
                    best[at] = _Said(best[start].weight + whole.weight, best[start].words + whole.words)
        return best[len(text)]

    def _whole(self, text: str) -> _Said | None:
        """The text as one sentence; its first letter may be raised, or lowered."""
        if text not in self._wholes:
            other = f"{text[:1].swapcase()}{text[1:]}"
            readings = (
                said if form == text else _Said(said.weight, _like(text, said.words))
                for sentence in self._reader.candidates(text)
                for form in ((text, other) if sentence.text[:1].isalpha() else (text,))
                if (holes := sentence.holes_in(form)) is not None
                and (said := self._filled(sentence, holes)) is not None
            )
            self._wholes[text] = next(readings, None)
        return self._wholes[text]

    def _filled(self, sentence: Sentence, holes: tuple[str, ...]) -> _Said | None:
        if sentence.counts and not holes[0].isdigit():
            return None
        said = [self.of(hole) for hole in holes]
        if sentence.joins and not all(hole.weight for hole in said):
            return None
        words = _HOLE.sub(lambda n: said[int(n[1]) - 1].words, self._reader.in_language(sentence.text))
        return _Said(sentence.weight + sum(hole.weight for hole in said), words)


def _like(text: str, words: str) -> str:
    """The words with a first letter as large or as small as that of the text."""
    first = words[:1].upper() if text[:1].isupper() else words[:1].lower()
    return f"{first}{words[1:]}"
