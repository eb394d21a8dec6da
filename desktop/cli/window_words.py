"""The few command lines that mean the window and nothing else, read without the parser of all verbs."""

from collections.abc import Sequence
from pathlib import Path

_TAKES_ONE = ("--vault", "--language")


def only_the_window(words: Sequence[str]) -> tuple[Path | None, str] | None:
    """The vault and the language that are named; None where there is anything else to read.

    None says nothing of whether the words are right: `cli/arguments.py` alone refuses.
    """
    given = dict.fromkeys(_TAKES_ONE, "")
    waiting = iter(words)
    for word in waiting:
        name, equals, value = word.partition("=")
        if name not in given:
            return None
        given[name] = value if equals else next(waiting, "")
        if not given[name] or given[name].startswith("-"):
            return None
    vault, language = (given[name] for name in _TAKES_ONE)
    return Path(vault).absolute() if vault else None, language
