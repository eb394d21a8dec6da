"""GnuPG homes: whether one may be used, and throwaway ones."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from desktop.domain.failures import GpgRefused
from desktop.openpgp.agent import Agent

_LONGEST_PATH = 90
"""Bytes; the agent's socket lies in the home, and a socket's path has 108 bytes at most."""


def chosen_home(home: Path | None, ours: Mapping[str, str]) -> Path | None:
    """The home to name to gpg: what the person chose, else GNUPGHOME, else None for gpg's own default."""
    named = home or (Path(ours["GNUPGHOME"]) if ours.get("GNUPGHOME") else None)
    return named.expanduser().absolute() if named else None


def require_usable(home: Path | None) -> None:
    """Refuse a home that others can read or write, or whose path is too long for the agent's socket.

    A default home that is not there yet is fine: gpg makes it. Raises GpgRefused.
    """
    path = home or Path("~/.gnupg").expanduser()
    if len(os.fsencode(path)) > _LONGEST_PATH:
        raise GpgRefused(
            f"The path of the GnuPG home is longer than {_LONGEST_PATH} bytes.",
            advice="Move the home to a shorter path: the agent's socket does not fit there.",
        )
    try:
        found = path.stat()
    except FileNotFoundError as error:
        if home is None:
            return
        raise GpgRefused("The GnuPG home does not exist.", advice="Choose another home.") from error
    except OSError as error:
        raise GpgRefused("The GnuPG home cannot be read.", advice="Choose another home.") from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise GpgRefused("The GnuPG home is no folder of yours.", advice="Choose another home.")
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise GpgRefused(
            "Other users can reach the GnuPG home.",
            advice="Close it to them with `chmod 700`, then try again.",
        )


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder with mode 0700 and a short path, removed at the end."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    short = runtime and len(runtime) <= _LONGEST_PATH - 20 and os.access(runtime, os.W_OK)
    base = runtime if short else "/tmp"  # noqa: S108 - private by mkdtemp; TMPDIR may be too long for a socket
    path = Path(tempfile.mkdtemp(prefix="e", dir=base))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def throwaway_home() -> Iterator[Path]:
    """A GnuPG home for a demonstration or a test; its agent ends and all of it goes away at the end."""
    with private_folder() as home:
        try:
            yield home
        finally:
            Agent(home).end()
