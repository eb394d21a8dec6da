"""What is found where reports are looked for."""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.failures import Failure


@dataclass(frozen=True)
class FoundFile:
    """An entry of a folder, or what a person named."""

    path: Path
    in_maildir: bool = False
    """Whether it is a message of a Maildir, whatever its name is."""
    skipped: str = ""
    """Why it is passed over; nothing is lost by that."""
    failure: Failure | None = None
    """Why nobody can tell what it holds."""
