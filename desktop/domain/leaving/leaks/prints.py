"""Prints of what must not be told: a keyed hash of each of its pieces, from which nothing can be read back.

A piece is sixteen characters without blanks, so that no wrap, indent or escape hides it. Of a report only
what looks like code counts: its prose is what an advisory is written from. A labelled item counts whole.
"""

import re
from collections.abc import Iterable, Iterator

from desktop.domain.leaving.leaks.guarded import Prints
from desktop.domain.leaving.notations import composed

PIECE = 16
"""Characters of a piece, blanks not counted."""
_SHORTEST = 8
"""Characters of a line that is no accident as a whole."""
_LONGEST_SOURCE = 1024 * 1024
"""Characters of one report or file that are printed; what is longer is taken from its front."""
_STRONG = re.compile(r"[{}\[\]<>|&$%\\;=*^~@#+]|--|\.\./")
_WEAK = re.compile(r"[()\"']")
_COMPARISON = re.compile(r"[<>=~^!]=?v?\d[\w.+-]*")
"""A bound of versions is no code."""
_ENOUGH = 2.0
"""Signs of code in a piece that no prose has; a weak one counts half."""
_FENCED = 1.0
"""The same between fences, where all is code."""
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_QUOTES = str.maketrans("\u201c\u201d\u2018\u2019\u00b4`", "\"\"''''")


def squeezed(text: str) -> str:
    """The text without blanks and regard to letter case, quotation marks being straight."""
    return "".join(composed(text).casefold().translate(_QUOTES).split())


def proof_prints(text: str) -> Prints:
    """Of a report or a file: the pieces of its lines that look like code, such as a payload or a command."""
    return _prints(_telling(text[:_LONGEST_SOURCE]))


def item_prints(text: str) -> Prints:
    """Of a labelled item: every piece of each of its lines, prose too."""
    lines = map(squeezed, text[:_LONGEST_SOURCE].splitlines())
    return _prints(piece for line in lines if len(line) >= _SHORTEST for piece in _pieces(line))


def stands_in(prints: Prints, text: str, known: Iterable[str] = ()) -> bool:
    """Whether any piece stands in the text, other than in what is `known` to stand there by right."""
    if not prints.by_length:
        return False
    plain = squeezed(text)
    found = [
        piece for length, numbers in prints.by_length.items() for piece in _among(plain, length, numbers)
    ]
    ours = tuple(squeezed(word) for word in known) if found else ()
    return any(not any(piece in word for word in ours) for piece in found)


def _telling(text: str) -> Iterator[str]:
    is_fenced = False
    for line in text.splitlines():
        if _FENCE.match(line):
            is_fenced = not is_fenced
            continue
        plain = squeezed(line.lstrip("> \t"))
        if _SHORTEST <= len(plain) < PIECE:
            if _signs(plain) >= _ENOUGH:
                yield plain
            continue
        enough = _FENCED if is_fenced else _ENOUGH
        yield from (piece for piece in _pieces(plain) if _signs(piece) >= enough or _is_drawn(piece))


def _signs(piece: str) -> float:
    code = _COMPARISON.sub("", piece)
    return len(_STRONG.findall(code)) + len(_WEAK.findall(code)) / 2


def _is_drawn(piece: str) -> bool:
    """Whether it is a part of something encoded: letters and digits in turn, and no words."""
    turns = len(re.findall(r"(?<=\d)[a-z+/]|(?<=[a-z+/])\d", piece))
    return piece.isascii() and not re.search(r"[^\w+/=]", piece) and turns >= PIECE // 4


def _pieces(line: str) -> Iterator[str]:
    if len(line) < PIECE:
        yield line
        return
    yield from (line[at : at + PIECE] for at in range(len(line) - PIECE + 1))


def _prints(pieces: Iterable[str]) -> Prints:
    found: dict[int, set[int]] = {}
    for piece in pieces:
        found.setdefault(len(piece), set()).add(hash(piece))
    return Prints({length: frozenset(numbers) for length, numbers in found.items()})


def _among(text: str, length: int, numbers: frozenset[int]) -> list[str]:
    windows = (text[at : at + length] for at in range(len(text) - length + 1))
    return [window for window in windows if hash(window) in numbers]
