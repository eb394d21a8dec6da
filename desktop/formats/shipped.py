"""The files that Embargo brings along, found alike in a checkout, a wheel and a frozen build."""

import sys
from pathlib import Path

from desktop.domain.failures import Unreadable

_REINSTALL = "Install Embargo again, or unpack its folder again and check it against SHA256SUMS."


def _root() -> Path:
    """Where `resources/` lies: beside a frozen program, inside an installed package, beside a checkout's."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent.parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def shipped_path(*parts: str) -> Path:
    """The path of a shipped file or folder, named by its parts below `resources/`.

    Raises ValueError for parts that lead out of `resources/`, Unreadable when nothing is there.
    """
    root = _root()
    path = root.joinpath(*parts)
    if not path.is_relative_to(root) or ".." in path.relative_to(root).parts:
        raise ValueError("a shipped file is named by parts below resources/")
    if not path.exists():
        raise Unreadable(f"Embargo's own file {'/'.join(parts)} is missing.", advice=_REINSTALL)
    return path


def shipped(*parts: str) -> bytes:
    """The bytes of a shipped file; raises ValueError and Unreadable as `shipped_path` does."""
    path = shipped_path(*parts)
    try:
        return path.read_bytes()
    except OSError as error:
        words = f"Embargo's own file {'/'.join(parts)} cannot be read."
        raise Unreadable(words, advice=_REINSTALL) from error
