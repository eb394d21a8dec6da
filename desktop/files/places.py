"""Where this program lives: in the person's home, or portable, in one folder and nowhere else.

Settings, lists, keys of gpg and temporary files lie there then. The folder goes into the environment that
every child inherits, where libraries look it up by the names of the XDG Base Directory Specification; the
person's home stays what it is, for their file dialogs.
"""

import os
import pwd
import tempfile
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.failures import Usage
from desktop.files.writing import make_folder

PORTABLE = "EMBARGO_PORTABLE"
"""Names the folder to this process and its children."""
_OPTION = "--portable"
_PLACES = {
    "XDG_CONFIG_HOME": "settings",
    "XDG_CACHE_HOME": "cache",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "GNUPGHOME": "gnupg",
    "TMPDIR": "tmp",
}
_SUFFIX = ".embargo"


def settle_home() -> None:
    """A user without home and without entry in the user database: libraries ask for a home all the same."""
    if "HOME" not in os.environ:
        try:
            pwd.getpwuid(os.getuid())
        except KeyError:
            os.environ["HOME"] = "/nonexistent"


def user_name() -> str:
    """Who uses this machine, by the user database."""
    try:
        entry = pwd.getpwuid(os.getuid())
    except KeyError:  # as in many containers
        return f"handler {os.getuid()}"
    return entry.pw_gecos.split(",")[0] or entry.pw_name


def portable_folder() -> Path | None:
    """The folder that this process lives in, if it is portable."""
    named = os.environ.get(PORTABLE, "")
    return Path(named) if named else None


def settle_place(words: Sequence[str], program: Path | None) -> list[str]:
    """Live in one folder where that is wanted, before anything looks up where it lives; the other arguments.

    Raises Usage, WriteFailed.
    """
    rest, folder = take_portable(words, program)
    if folder is not None:
        live_in(folder)
    return rest


def take_portable(words: Sequence[str], program: Path | None = None) -> tuple[list[str], Path | None]:
    """The arguments without `--portable DIR`, and the folder that is named or found beside the program.

    A `program` that stands beside a vault, or in a folder beside one, is portable without being told: then
    that folder is found. Raises Usage when the option names none.
    """
    rest: list[str] = []
    named = ""
    waiting = iter(words)
    for word in waiting:
        if word == "--":
            rest += [word, *waiting]
            continue
        if word == _OPTION:
            named = next(waiting, "")
        elif word.startswith(f"{_OPTION}="):
            named = word.removeprefix(f"{_OPTION}=")
        else:
            rest.append(word)
            continue
        if not named:
            raise Usage("--portable needs a folder.", advice="Name the one that Embargo is to live in.")
    return rest, Path(named).absolute() if named else _beside(program)


def live_in(folder: Path) -> None:
    """Keep everything in this folder from now on. Raises WriteFailed."""
    make_folder(folder)
    for variable, name in _PLACES.items():
        make_folder(folder / name)
        os.environ[variable] = str(folder / name)
    os.environ[PORTABLE] = str(folder)
    tempfile.tempdir = None  # what was looked up before is looked up anew


def _beside(program: Path | None) -> Path | None:
    for folder in (program.parent, program.parent.parent) if program is not None else ():
        if any(path.is_dir() for path in folder.glob(f"*{_SUFFIX}")):
            return folder / "embargo-portable"
    return None
