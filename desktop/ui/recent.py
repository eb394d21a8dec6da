"""Which vaults were opened before, as the door shows them: places only, never what lies in them."""

from pathlib import Path
from typing import Protocol

from desktop.domain.inert import escape_invisible


def vault_name(directory: Path) -> str:
    """What a vault is called where it is shown: whoever gave it to somebody named its folder."""
    return escape_invisible(directory.name.removesuffix(".embargo"))


class RecentVaults(Protocol):
    """The list that the person may switch off."""

    @property
    def kept(self) -> bool:
        """Whether vaults are remembered at all."""

    def all(self) -> tuple[Path, ...]:
        """Every vault that is remembered, there or not, the one used last first."""

    def remember(self, directory: Path) -> None:
        """Put this one first."""

    def forget(self, directory: Path | None = None) -> None:
        """Forget this one, or all of them."""

    def keep(self, wanted: bool) -> None:
        """Remember vaults from now on, or none any more."""


class NoneRemembered:
    """For a window that has its desk already, as the demo's has."""

    kept = False

    def all(self) -> tuple[Path, ...]:
        """None."""
        return ()

    def remember(self, directory: Path) -> None:
        """Nothing is remembered."""

    def forget(self, directory: Path | None = None) -> None:
        """Nothing is to be forgotten."""

    def keep(self, wanted: bool) -> None:
        """Nothing will be."""
