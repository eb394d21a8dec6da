"""Which language the window is to speak: one word in the user's own configuration, read before any vault."""

import contextlib
from pathlib import Path

from platformdirs import user_config_path

from desktop.domain.failures import Failure
from desktop.files.local import LocalFiles

_LONGEST = 32


class ChosenLanguage:
    """Holds the code of a language, as in `de` or `pt_BR`; empty follows the system."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or user_config_path("embargo") / "language"

    def read(self) -> str:
        """The language chosen last; empty where none was."""
        with contextlib.suppress(Failure):
            return LocalFiles().read(self._path, limit=_LONGEST).decode("ascii", "replace").strip()
        return ""

    def remember(self, code: str) -> None:
        """Remember this one; that it cannot be remembered stops nobody's work."""
        with contextlib.suppress(Failure, OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            LocalFiles().replace(self._path, f"{code}\n".encode())
