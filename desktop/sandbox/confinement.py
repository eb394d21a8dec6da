"""The command line that cuts a child off: no network, no home, no other processes, nothing writable."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds the import package."""
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
"""All that a child knows of the person's environment."""
_SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/etc/ld.so.cache")


def bubblewrap() -> str | None:
    """The path of bubblewrap, from the system's folders only."""
    return shutil.which("bwrap", path="/usr/bin:/usr/local/bin:/bin")


def confined(program: str, command: Sequence[str]) -> list[str]:
    """The command, run by bubblewrap in new namespaces with read-only system folders and our own code."""
    binds = [part for path in (*_SYSTEM, *own_paths()) for part in ("--ro-bind-try", path, path)]
    # a frozen program finds itself through /proc
    proc = ["--proc", "/proc"] if is_frozen() else []
    return [
        program,
        "--unshare-all",
        "--die-with-parent",
        "--new-session",
        *binds,
        *proc,
        "--remount-ro",
        "/",
        "--chdir",
        working_folder(),
        "--",
        *command,
    ]


def own_paths() -> list[str]:
    """What the child needs to read of ours: the interpreter with its packages and the import package."""
    if is_frozen():
        bundle = str(getattr(sys, "_MEIPASS", ""))
        return [path for path in dict.fromkeys((os.path.dirname(sys.executable), bundle)) if path]  # noqa: PTH120 - a symlink must not be resolved
    return list(dict.fromkeys((sys.prefix, sys.base_prefix, str(ROOT / "desktop"))))


def working_folder() -> str:
    """Where the child starts: beside the import package, so that `-m desktop` finds it."""
    return "/" if is_frozen() else str(ROOT)


def is_frozen() -> bool:
    """Whether this is a PyInstaller build."""
    return bool(getattr(sys, "frozen", False))
