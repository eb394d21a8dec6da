"""Which vault was used last: one line in the user's own configuration."""

import contextlib
import os
from pathlib import Path

from platformdirs import user_config_path

from desktop.domain.failures import Failure
from desktop.files.local import LocalFiles

_LONGEST_PATH = 4096


class LastVaultFile:
    """Satisfies `cli.program.LastVault`; holds a path, never anything of a case."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or user_config_path("embargo") / "last-vault"

    def read(self) -> Path | None:
        """The vault used last, if it is known."""
        with contextlib.suppress(Failure):
            written = LocalFiles().read(self._path, limit=_LONGEST_PATH).removesuffix(b"\n")
            return Path(os.fsdecode(written)) if written else None
        return None

    def remember(self, directory: Path) -> None:
        """Remember this one; that it cannot be remembered stops nobody's work."""
        with contextlib.suppress(Failure, OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            LocalFiles().replace(self._path, os.fsencode(directory) + b"\n")
