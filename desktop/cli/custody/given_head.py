"""A head that a person noted elsewhere: itself, a backup's folder, or a file that holds one."""

import os
import re
from pathlib import Path

from desktop.domain.failures import Usage
from desktop.workflows.keeping_ports import KnownHead
from desktop.workflows.ports import Files

_HEAD = re.compile(r"[0-9a-f]{64}")
_NAMED = re.compile(rb'"head"\s*:\s*"([0-9a-f]{64})"')
_MANIFEST = "manifest.json"
_SIZE_LIMIT = 1024 * 1024


def read_head(given: str, files: Files) -> KnownHead:
    """The head that a person means: 64 hexadecimal digits, a backup's folder, or a file. Raises Usage."""
    if _HEAD.fullmatch(given.lower()):
        return KnownHead(given.lower())
    path, source = Path(given), "given"
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
        path, source = path / _MANIFEST, "backup"
    content = files.read(path, limit=_SIZE_LIMIT)
    heads = set(_NAMED.findall(content)) or set(re.findall(rb"\b[0-9a-f]{64}\b", content))
    if len(heads) != 1:
        raise Usage(
            "No head, or more than one, stands in what the vault is to be compared with.",
            advice="Name the head itself: 64 hexadecimal digits, as `embargo verify` prints it.",
        )
    return KnownHead(heads.pop().decode(), "backup" if source == "backup" else "given")
