"""Which vaults were opened last, the latest first: a path on each line of the user's own configuration."""

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_config_path

from desktop.domain.failures import Failure
from desktop.files.local import LocalFiles

MOST = 8
_LONGEST_FILE = MOST * 4096
_OFF = b"#off"
"""The only line of a list that is switched off; no absolute path begins like that."""


class RecentVaultsFile:
    """Satisfies `cli.program.LastVault` and `ui.recent.RecentVaults`; holds paths, nothing of a case."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or user_config_path("embargo") / "recent-vaults"

    @property
    def kept(self) -> bool:
        """Whether vaults are remembered at all."""
        return self._lines() != [_OFF]

    def read(self) -> Path | None:
        """The vault used last, if it is known."""
        return next(iter(self.all()), None)

    def all(self) -> tuple[Path, ...]:
        """Every vault that is remembered, there or not, the one used last first."""
        lines = self._lines()
        return () if lines == [_OFF] else tuple(Path(os.fsdecode(line)) for line in lines[:MOST])

    def remember(self, directory: Path) -> None:
        """Put this one first; that it cannot be remembered stops nobody's work."""
        others = [path for path in self.all() if path != directory]
        if self.kept:
            self._write([directory, *others])

    def forget(self, directory: Path | None = None) -> None:
        """Forget this one, or all of them."""
        if self.kept:
            self._write([path for path in self.all() if directory is not None and path != directory])

    def keep(self, wanted: bool) -> None:
        """Remember vaults from now on, or none any more: then those that are known are forgotten too."""
        if wanted != self.kept:
            self._put(b"" if wanted else _OFF + b"\n")

    def _lines(self) -> list[bytes]:
        with contextlib.suppress(Failure):
            written = LocalFiles().read(self._path, limit=_LONGEST_FILE)
            return [line for line in written.split(b"\n") if line]
        return []

    def _write(self, paths: Sequence[Path]) -> None:
        lines = [os.fsencode(path) for path in paths]
        self._put(b"".join(line + b"\n" for line in lines if b"\n" not in line))

    def _put(self, content: bytes) -> None:
        with contextlib.suppress(Failure, OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            LocalFiles().replace(self._path, content)
