"""Secrets come from a terminal or a file descriptor, never from arguments or the environment."""

import getpass
import os
import sys

from desktop.domain.failures import Cancelled, Usage

_LONGEST_SECRET_BYTES = 4096


def read_secret(
    descriptor: int | None, prompt: str, *, ask: bool = True, of: str = "", option: str = "--passphrase-fd"
) -> str:
    """The first line of the descriptor, else what the person types without echo.

    `of` says in a refusal what the passphrase is for, `option` how it can be given. Raises Usage when neither
    can be had.
    """
    if descriptor is not None:
        return _from_descriptor(descriptor)
    if not ask or not sys.stdin.isatty():
        raise Usage(
            f"A passphrase {of}is needed and there is no terminal to ask on.",
            advice=f"Give it on a file descriptor: {option} N.",
        )
    return _from_terminal(prompt)


def read_new_secret(
    descriptor: int | None, prompt: str, *, ask: bool = True, of: str = "", option: str = "--passphrase-fd"
) -> str:
    """A secret to be set: typed twice on a terminal. Raises Usage when the two differ."""
    first = read_secret(descriptor, prompt, ask=ask, of=of, option=option)
    if descriptor is None and _from_terminal("The same again: ") != first:
        raise Usage("The two passphrases differ.", advice="Try again.")
    return first


def _from_descriptor(descriptor: int) -> str:
    """One line, or all until the end; byte by byte, so that the next line is left for the next secret."""
    secret = bytearray()
    try:
        while byte := os.read(descriptor, 1):
            if byte == b"\n":
                secret = secret.removesuffix(b"\r")  # as files from elsewhere end their lines
                break
            secret += byte
            if len(secret) > _LONGEST_SECRET_BYTES:
                raise Usage(f"A secret has at most {_LONGEST_SECRET_BYTES} bytes.")
    except (OSError, OverflowError) as error:
        raise Usage(
            f"File descriptor {descriptor} cannot be read.", advice="Check the number that was given."
        ) from error
    return secret.decode("utf-8", "surrogateescape")


def _from_terminal(prompt: str) -> str:
    try:
        return getpass.getpass(prompt)
    except EOFError as error:
        raise Cancelled from error
    except UnicodeDecodeError as error:
        raise Usage("What was typed is no text.", advice="Check the terminal's character set.") from error
