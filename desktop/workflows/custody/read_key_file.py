"""Read the file that is asked for beside a passphrase."""

from pathlib import Path

from desktop.domain.failures import TooLarge, Unreadable
from desktop.domain.inert import Untrusted
from desktop.workflows.keeping_ports import KEY_FILE_LIMIT
from desktop.workflows.ports import Files


def read_key_file(files: Files, path: Path | None) -> bytes:
    """Its content; nothing where none was named. Raises Unreadable, TooLarge, which name it."""
    if path is None:
        return b""
    try:
        return files.read(path, limit=KEY_FILE_LIMIT)
    except (Unreadable, TooLarge) as failure:
        named = f"The key file {Untrusted(str(path)).line} was not taken. {failure.message}"
        raise type(failure)(
            named, advice="Check its name: it is the file that you chose for this."
        ) from failure
