"""What stands in a line of Markdown without its marks: words, where links lead, and what nobody can read."""

from collections.abc import Callable

import msgspec
from markdown_it.token import Token

from desktop.domain.policy.proposing import LeftOut, Passage

_QUOTE = 200


class Line(msgspec.Struct, frozen=True):
    """A line of the source as its readers see it, and the addresses of its links."""

    text: str
    number: int
    links: tuple[str, ...] = ()


def lines_of(token: Token, number_of: Callable[[int], int]) -> tuple[list[Line], list[LeftOut]]:
    """The lines of an inline token, and the images and comments in them."""
    place = (token.map or [0, 1])[0]
    number = number_of(place)
    words: list[str] = []
    links: list[str] = []
    lines: list[Line] = []
    left: list[LeftOut] = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            lines.append(Line(_squeezed(words), number, tuple(links)))
            words, links, place = [], [], place + 1
            number = number_of(place)
        elif child.type in ("text", "code_inline", "text_special"):
            words.append(child.content)
        elif child.type == "link_open":
            links.append(str(child.attrs.get("href", "")))
        elif child.type == "image":
            left.append(_left("image", f"An image, which nobody can read: {child.content}", number))
        elif child.type == "html_inline":
            words.append(" ")
            left += _html(child.content, number)
            place += child.content.count("\n")
    lines.append(Line(_squeezed(words), number, tuple(links)))
    return [line for line in lines if line.text or line.links], left


def _squeezed(words: list[str]) -> str:
    return " ".join("".join(words).split())


def _html(content: str, number: int) -> list[LeftOut]:
    if not content.startswith("<!--"):
        return []
    return [_left("comment", "A comment that readers do not see.", number, content)]


def _left(reason: str, words: str, number: int, quote: str = "") -> LeftOut:
    passage = Passage(number, number, " ".join((quote or words).split())[:_QUOTE])
    return msgspec.convert({"reason": reason, "words": words, "passage": passage}, LeftOut)
