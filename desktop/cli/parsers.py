"""The parsers of the command line: of a verb, of the one verb that was typed, and of those that were not."""

import argparse
from typing import Any, NoReturn

from desktop.cli.output import print_text, say
from desktop.domain.failures import NOTHING_WRITTEN, Exit


class VerbParser(argparse.ArgumentParser):
    """Speaks as the verbs do: what was typed wrong is shown without what a terminal would obey."""

    def print_help(self, file: Any = None) -> None:
        """The help is what was asked for: data. Raises WriteFailed."""
        if file is not None:
            super().print_help(file)
        else:
            print_text(self.format_help().rstrip("\n"))

    def error(self, message: str) -> NoReturn:
        """Exit with 2; a word that is wrong is shown on one line."""
        words = " ".join(message.split())
        say(f"embargo: {words}. {NOTHING_WRITTEN} `{self.prog} --help` says what it takes.")
        self.exit(Exit.USAGE)


class ToBeSaidWhole(Exception):  # noqa: N818 - nothing is wrong
    """What is to be said names all verbs."""


class NarrowParser(VerbParser):
    """Knows only the verbs that were typed: what it would say itself is left to the one that knows all."""

    def print_help(self, file: Any = None) -> None:  # noqa: ARG002 - as argparse calls it
        """Raise ToBeSaidWhole."""
        raise ToBeSaidWhole

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - likewise
        """Raise ToBeSaidWhole."""
        raise ToBeSaidWhole


class Unasked:
    """The parser of a verb that nobody typed: it takes the words of all its options, and forgets them.

    To fill in all of them takes longer than most verbs.
    """

    def __getattr__(self, _name: str) -> "Unasked":
        return self

    def __call__(self, *_words: Any, **_how: Any) -> "Unasked":
        return self
