"""Running text as sentences, each with its lines and what it stands under."""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from desktop.domain.policy.proposing import Passage
from desktop.formats.policies.reading.inline import Line

LONGEST = 2000
"""Characters of a sentence; a longer one is cut, as nobody writes it."""
_END = re.compile(r"(?<=[.!?])[\"”»)*]{0,3}\s+(?=[\"“«(*]{0,3}[^\Wa-z_])|(?<=[。！？])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|incl|no|st|dr|mr|ms|inc|ltd|bzw|ca|z\.b|p\.ex))\.\s*$", re.IGNORECASE
)
_MATHS = re.compile(r"\\(?:text|mathrm|mbox)\b|[${}\\]")
_MAPPED = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "–": "-",
        "—": "-",
        "−": "-",
        "‑": "-",
        "“": '"',
        "”": '"',
        "*": "",
        "`": "",
        "\u00a0": " ",
    }
)


class Sentence(msgspec.Struct, frozen=True):
    """One sentence: as written, and in small letters with plain signs for looking at."""

    text: str
    low: str
    first: int
    last: int
    under: tuple[str, ...] = ()
    """The headings above it, outermost first, in small letters."""
    item: bool = False
    quoted: bool = False
    links: tuple[str, ...] = ()
    lead: str = ""
    """The sentence before it in the same run of text, in small letters."""

    @property
    def passage(self) -> Passage:
        return Passage(self.first, self.last, self.text)

    @property
    def above(self) -> str:
        """All headings as one text."""
        return " / ".join(self.under)


def plain(text: str) -> str:
    """In small letters, with plain quotes and dashes, without marks of emphasis and formulas."""
    folded = unicodedata.normalize("NFKC", text.translate(_MAPPED)).lower()
    return " ".join(_MATHS.sub(" ", folded).split())


def sentences_of(
    lines: list[Line], under: tuple[str, ...], *, item: bool, quoted: bool
) -> Iterator[Sentence]:
    """Cut lines that run on into sentences."""
    text = " ".join(line.text for line in lines)
    starts, place = [], 0
    for line in lines:
        starts.append(place)
        place += len(line.text) + 1
    lead = ""
    for begin, end in _cuts(text):
        words = text[begin:end].strip()
        if not words:
            continue
        place = end - len(text[begin:end].lstrip())
        covered = [
            n
            for n, start in enumerate(starts)
            if start < place + len(words) and start + len(lines[n].text) >= place
        ]
        links = tuple(link for n in covered for link in lines[n].links)
        low = plain(words)
        yield Sentence(
            words, low, lines[covered[0]].number, lines[covered[-1]].number, under, item, quoted, links, lead
        )
        lead = low
    if not text.strip():
        links = tuple(link for line in lines for link in line.links)
        if links:
            yield Sentence("", "", lines[0].number, lines[-1].number, under, item, quoted, links)


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for found in _END.finditer(text):
        if _ABBREVIATED.search(text[max(begin, found.start() - 12) : found.start() + 1]):
            continue
        yield from _bounded(begin, found.start())
        begin = found.end()
    yield from _bounded(begin, len(text))


def _bounded(begin: int, end: int) -> Iterator[tuple[int, int]]:
    while end - begin > LONGEST:
        yield begin, begin + LONGEST
        begin += LONGEST
    yield begin, end
