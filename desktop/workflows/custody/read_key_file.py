"""Read the file that is asked for beside a passphrase."""

from pathlib import Path

from desktop.workflows.keeping_ports import KEY_FILE_LIMIT
from desktop.workflows.ports import Files


def read_key_file(files: Files, path: Path | None) -> bytes:
    """Its content; nothing where none was named. Raises Unreadable, TooLarge."""
    return files.read(path, limit=KEY_FILE_LIMIT) if path is not None else b""
