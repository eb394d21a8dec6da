"""Marks in a draft that stand for what a person still has to write, such as [TO WRITE: why it is rejected].

No code, markup or prose holds them by accident: a letter may quote `if [[ -f x ]]`, or a table of TOML.
"""

import re

_OPENING = re.compile(r"\[TO\s+WRITE:")
_MARK = re.compile(rf"{_OPENING.pattern}([^\]]*)")  # half of one, its end deleted, still is one
_LONGEST = 80
"""Characters of a mark that a sentence repeats."""


def marks_in(text: str) -> tuple[str, ...]:
    """What is still to be written, in the order of the text and without the brackets."""
    return tuple(" ".join(words.split())[:_LONGEST] for words in _MARK.findall(text))


def unwritten(text: str) -> str:
    """The sentence that refuses a text with marks in it, or "" when a person has written everything."""
    marks = marks_in(text)
    return f"Still to be written: {'; '.join(marks)}." if marks else ""


def without_marks(text: str) -> str:
    """The words of somebody else, which are never taken for a mark."""
    return _OPENING.sub("[to write:", text)
