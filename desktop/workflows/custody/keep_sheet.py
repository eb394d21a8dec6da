"""Write a recovery code to a sheet that is printed: a secret on its one way to whoever keeps it.

It does not pass the gate: nothing of a case is on it, and what is on it opens the vault. That is custody.
"""

from pathlib import Path

from desktop.workflows.ports import Files


def keep_sheet(files: Files, path: Path, sheet: bytes) -> None:
    """Write the drawn sheet to a new file that only its owner reads. Raises WriteFailed."""
    files.write_new(path, sheet)
