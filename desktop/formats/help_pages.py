"""The pages of the help, as they lie in `resources/help`: a language is a folder, a page a file of Markdown.

Of Markdown they use headings, paragraphs, `[words](page)` and `**Menu > Entry**`, and nothing else.
"""

import re
from collections.abc import Iterator
from typing import Literal, get_args

import msgspec

from desktop.domain.failures import Failure
from desktop.formats.shipped import shipped

Topic = Literal[
    "first-steps", "reading", "intake", "confirm", "audit", "fix", "advisory", "closed", "clocks", "letters",
    "advisories", "vault-and-keys", "incidents", "keyboard", "when-something-fails",
]  # fmt: skip
TOPICS: tuple[Topic, ...] = get_args(Topic)
ENGLISH = "en"
_LINK = re.compile(r"\[([^\]]+)\]\(([a-z-]+)\)")
_ENTRY = re.compile(r"\*\*([^*>]+) > ([^*]+)\*\*")


class MenuEntry(msgspec.Struct, frozen=True):
    """An entry of a menu that a page names, without the sign of its key."""

    menu: str
    entry: str


class Paragraph(msgspec.Struct, frozen=True):
    """Words in pieces, some of them entries of menus; pages that it leads to, with the words for each."""

    pieces: tuple[str | MenuEntry, ...]
    links: tuple[tuple[str, str], ...] = ()


class HelpPage(msgspec.Struct, frozen=True):
    """A page: its name, its title, and what it says."""

    topic: Topic
    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def words(self) -> str:
        """All that it says, in small letters, for a search."""
        said = (
            piece if isinstance(piece, str) else piece.entry for p in self.paragraphs for piece in p.pieces
        )
        return f"{self.title} {' '.join(said)}".casefold()


def read_pages(language: str = ENGLISH) -> tuple[HelpPage, ...]:
    """Every page, in English where the language has none. Raises Unreadable when Embargo's own is missing."""
    return tuple(_read(topic, language) for topic in TOPICS)


def matching(pages: tuple[HelpPage, ...], words: str) -> tuple[HelpPage, ...]:
    """The pages that say all of these words, those with them in their title first."""
    wanted = words.casefold().split()
    found = [page for page in pages if all(word in page.words for word in wanted)]
    return tuple(sorted(found, key=lambda p: not all(word in p.title.casefold() for word in wanted)))


def parse_page(topic: Topic, source: str) -> HelpPage:
    """A page from its file. Raises ValueError when it has no title."""
    first, _, rest = source.strip().partition("\n")
    if not first.startswith("# "):
        raise ValueError(f"the page {topic} of the help has no title")
    blocks = (" ".join(block.split()) for block in rest.split("\n\n"))
    return HelpPage(topic, first[2:].strip(), tuple(_paragraph(block) for block in blocks if block))


def _read(topic: Topic, language: str) -> HelpPage:
    try:
        source = shipped("help", language, f"{topic}.md")
    except Failure:
        source = shipped("help", ENGLISH, f"{topic}.md")
    return parse_page(topic, source.decode())


def _paragraph(text: str) -> Paragraph:
    links = tuple((found[1], found[2]) for found in _LINK.finditer(text))
    return Paragraph(tuple(_pieces(_LINK.sub(r"\1", text))), links)


def _pieces(text: str) -> Iterator[str | MenuEntry]:
    start = 0
    for found in _ENTRY.finditer(text):
        if found.start() > start:
            yield text[start : found.start()]
        yield MenuEntry(found[1], found[2])
        start = found.end()
    if start < len(text):
        yield text[start:]
