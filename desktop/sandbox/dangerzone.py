"""Dangerzone, somebody else's sandbox for documents: found in the system's folders, started by a click."""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from desktop.domain.failures import Unreadable

_FOLDERS = "/usr/bin:/usr/local/bin:/bin"
_NAMES = ("dangerzone", "dangerzone-cli")
"""The window shows what it does; the other tells it to nobody."""
_OURS = ("LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG")


def find_dangerzone(
    folders: str = _FOLDERS, environment: Mapping[str, str] = os.environ
) -> Callable[[Path], None] | None:
    """How to start it, if it is installed.

    `folders` is where it is looked for: never the person's PATH, where anybody may put a program.
    """
    found = (shutil.which(name, path=folders) for name in _NAMES)
    program = next(filter(None, found), "")
    return partial(_start, program, _their_environment(environment)) if program else None


def _start(program: str, environment: dict[str, str], path: Path) -> None:
    """Start it with the file as its one argument, without a shell. Raises Unreadable."""
    try:
        started = subprocess.Popen(  # noqa: S603 - a program of the system, and a path that we named
            [program, str(path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=path.parent,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        raise Unreadable(
            "Dangerzone could not be started.",
            written="The file was let out.",
            advice="Start Dangerzone by hand and give it the file.",
        ) from error
    # whoever starts a program collects it when it ends, and nobody waits for this one
    threading.Thread(target=started.wait, name="dangerzone", daemon=True).start()


def _their_environment(ours: Mapping[str, str]) -> dict[str, str]:
    """The person's own: a packed program changed where libraries are looked for."""
    kept = {name: value for name, value in ours.items() if name not in _OURS}
    if original := ours.get("LD_LIBRARY_PATH_ORIG"):
        kept["LD_LIBRARY_PATH"] = original
    return kept
