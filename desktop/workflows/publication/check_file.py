"""Check an advisory on disk: the document itself, and the signature and checksums that lie beside it."""

from collections.abc import Sequence
from pathlib import Path

from desktop.formats.advisories.strict_json import SIZE_LIMIT
from desktop.workflows.ports import Progress, Tools
from desktop.workflows.publication.check_beside import check_beside
from desktop.workflows.publication.validate_advisory import Validation, validate_advisory


def check_file(
    tools: Tools, path: Path, name: str, *, keys: Sequence[bytes] = (), progress: Progress
) -> Validation:
    """What is wrong with it, under the `name` by which it is told. Raises Unreadable, TooLarge."""
    content = tools.files.read(path, limit=SIZE_LIMIT)
    beside = check_beside(tools, path, content, keys, progress=progress)
    return validate_advisory(name, content, now=tools.now(), beside=beside)
