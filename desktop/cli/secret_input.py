"""Secrets come from a terminal or a file descriptor, never from arguments or the environment."""

import getpass
import os
import sys

from desktop.domain.failures import Usage

_LONGEST_SECRET_BYTES = 4096


def read_secret(descriptor: int | None, prompt: str, *, ask: bool = True) -> str:
    """The first line of the descriptor, else what the person types without echo.

    Raises Usage when neither can be had.
    """
    if descriptor is not None:
        return _from_descriptor(descriptor)
    if not ask or not sys.stdin.isatty():
        raise Usage(
            "A passphrase is needed and there is no terminal to ask on.",
            advice="Give it on a file descriptor: --passphrase-fd N.",
        )
    return getpass.getpass(prompt)


def read_new_secret(descriptor: int | None, prompt: str, *, ask: bool = True) -> str:
    """A secret to be set: typed twice on a terminal. Raises Usage when the two differ."""
    first = read_secret(descriptor, prompt, ask=ask)
    if descriptor is None and getpass.getpass("The same again: ") != first:
        raise Usage("The two passphrases differ.", advice="Try again.")
    return first


def _from_descriptor(descriptor: int) -> str:
    try:
        content = os.read(descriptor, _LONGEST_SECRET_BYTES)
    except OSError as error:
        raise Usage(
            f"File descriptor {descriptor} cannot be read.", advice="Check --passphrase-fd."
        ) from error
    return content.split(b"\n", 1)[0].decode("utf-8", "surrogateescape")
