"""Dangerzone, somebody else's sandbox for documents: found in the system's folders, started by a click.

Its containers are made by setuid programs, which no child of ours can run (see `hardening.network`). So the
person's own service manager is asked to start it where there is one, and only else it is a child of ours.
"""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec

from desktop.domain.failures import Unreadable

_FOLDERS = "/usr/bin:/usr/local/bin:/bin"
_NAMES = ("dangerzone", "dangerzone-cli")
"""The window shows what it does; the other tells it to nobody."""
_OURS = ("LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG")
_SHOWN_BY = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_CURRENT_DESKTOP", "LANG")
"""What a window needs to know, and a service manager may not."""
_ASKING_S = 5.0


class _Installed(msgspec.Struct, frozen=True):
    """Where Dangerzone is, who starts it (empty: we do), and in which environment."""

    program: str
    manager: str
    environment: dict[str, str]


def find_dangerzone(
    folders: str = _FOLDERS, environment: Mapping[str, str] = os.environ
) -> Callable[[Path], None] | None:
    """How to start it, if it is installed.

    `folders` is where it is looked for: never the person's PATH, where anybody may put a program.
    """
    found = (shutil.which(name, path=folders) for name in _NAMES)
    program = next(filter(None, found), "")
    if not program:
        return None
    manager = shutil.which("systemd-run", path=folders) or ""
    return partial(_start, _Installed(program, manager, _their_environment(environment)))


def _start(dangerzone: _Installed, path: Path) -> None:
    """Start it with the file as its one argument, without a shell. Raises Unreadable."""
    if not _started_outside(dangerzone, path):
        _start_ourselves(dangerzone, path)


def _started_outside(dangerzone: _Installed, path: Path) -> bool:
    """Whether the service manager of the person started it."""
    if not dangerzone.manager:
        return False
    shown = [
        f"--setenv={name}={dangerzone.environment[name]}"
        for name in _SHOWN_BY
        if name in dangerzone.environment
    ]
    options = ("--user", "--collect", "--quiet", f"--working-directory={path.absolute().parent}")
    asking = [dangerzone.manager, *options, *shown, "--", dangerzone.program, str(path.absolute())]
    with suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(  # noqa: S603 - a program of the system, and a path that we named
            asking,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dangerzone.environment,
            timeout=_ASKING_S,
            check=False,
        )
        return done.returncode == 0
    return False


def _start_ourselves(dangerzone: _Installed, path: Path) -> None:
    try:
        started = subprocess.Popen(  # noqa: S603 - a program of the system, and a path that we named
            [dangerzone.program, str(path.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=path.parent,
            env=dangerzone.environment,
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
