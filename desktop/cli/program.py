"""What the command line is given to work with; `bootstrap` fills it in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop.workflows.custody.look_into import LookedInto
from desktop.workflows.custody_ports import Custody
from desktop.workflows.ports import Desk, OpenPgp, Tools
from desktop.workflows.vault_ports import Vault


class MakeTools(Protocol):
    """Builds the adapters that need no vault, on the GnuPG home of the handler's choice."""

    def __call__(
        self, gnupg_home: Path | None = None, key_passphrase: Callable[[], str] | None = None
    ) -> Tools: ...


class LastVault(Protocol):
    """Remembers which vault was used last."""

    def read(self) -> Path | None: ...

    def remember(self, directory: Path) -> None: ...


@dataclass(frozen=True)
class Program:
    """The pieces that verbs join: tools, vaults, and the faces that are not text."""

    make_tools: MakeTools
    custody: Custody
    custody_with: Callable[[OpenPgp], Custody]
    """The same, whose slots of OpenPGP keys are opened in the GnuPG home that was named."""
    make_desk: Callable[[Vault, Tools], Desk]
    last_vault: LastVault
    open_window: Callable[[Path | None, list[Path], str], int]
    """On a vault, in a language; the paths are taken in once it is unlocked."""
    run_demo: Callable[[Path | None], int]
    run_doctor: Callable[[Tools, bool, LookedInto | None], int]
    """The last is what was seen in the vault, where one was opened."""
