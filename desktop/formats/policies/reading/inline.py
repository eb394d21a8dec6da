"""What stands in a line of Markdown without its marks: words, where links lead, and what nobody can read."""

from collections.abc import Callable

import msgspec
from markdown_it.token import Token

from desktop.domain.policy.proposing import LeftOut, Passage
from desktop.formats.policies.reading.tags import HREF, TAG, Hiding

_QUOTE = 200


class Line(msgspec.Struct, frozen=True):
    """A line of the source as its readers see it, and the addresses of its links."""

    text: str
    number: int
    links: tuple[str, ...] = ()


def lines_of(token: Token, number_of: Callable[[int], int]) -> tuple[list[Line], list[LeftOut]]:
    """The lines of an inline token, and the images and comments in them."""
    run = _Run((token.map or [0, 1])[0], number_of)
    for child in token.children or ():
        run.take(child)
    run.end()
    return [line for line in run.lines if line.text or line.links], run.left


class _Run:
    """One pass over the parts of a token; `place` is their line in the text that was parsed."""

    def __init__(self, place: int, number_of: Callable[[int], int]) -> None:
        self._place, self._number_of = place, number_of
        self._number = number_of(place)
        self._words: list[str] = []
        self._links: list[str] = []
        self._hiding = Hiding()
        self.lines: list[Line] = []
        self.left: list[LeftOut] = []

    def take(self, child: Token) -> None:
        """The next part."""
        if child.type == "html_inline":
            self._tag(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            self.end()
            self._place += 1
            self._number = self._number_of(self._place)
        elif child.type == "image":
            words = f"An image, which nobody can read: {child.content}"
            self.left.append(_left("image", words, self._number))
        elif not self._hiding:
            self._words.append(child.content)
            self._links += [str(child.attrs.get("href", ""))] if child.type == "link_open" else []

    def end(self) -> None:
        """A line ends here."""
        self.lines.append(Line(_squeezed(self._words), self._number, tuple(self._links)))
        self._words, self._links = [], []

    def _tag(self, content: str) -> None:
        tag = TAG.match(content)
        if tag and tag["name"] and self._hiding.is_seen(tag):
            name = tag["name"].lower()
            self._links += [found[1] for found in HREF.finditer(tag["more"]) if name == "a"]
            if name == "br":
                self.end()
        self._words.append(" ")
        self.left += _html(content, self._number)
        self._place += content.count("\n")


def _squeezed(words: list[str]) -> str:
    return " ".join("".join(words).split())


def _html(content: str, number: int) -> list[LeftOut]:
    if not content.startswith("<!--"):
        return []
    return [_left("comment", "A comment that readers do not see.", number, content)]


def _left(reason: str, words: str, number: int, quote: str = "") -> LeftOut:
    passage = Passage(number, number, " ".join((quote or words).split())[:_QUOTE])
    return msgspec.convert({"reason": reason, "words": words, "passage": passage}, LeftOut)
