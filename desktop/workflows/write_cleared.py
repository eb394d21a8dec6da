"""Write what the gate cleared: the only place of the workflows that puts a file on somebody's disk."""

from pathlib import Path

from desktop.domain.cleared import Cleared
from desktop.domain.failures import WriteFailed
from desktop.workflows.ports import Files


def write_cleared(files: Files, path: Path, cleared: Cleared) -> bytes:
    """Write the cleared bytes to a new file and return what stands there.

    Raises WriteFailed when the path is taken, the disk refuses, or what is read back differs.
    """
    files.write_new(path, cleared.content)
    found = files.read(path, limit=len(cleared.content))
    if found != cleared.content:
        raise WriteFailed(
            "The file does not hold what was written to it.",
            written="A damaged file was left behind.",
            advice="Do not publish it. Choose another disk and export again.",
        )
    return found


def require_free(folder: Path, names: list[str]) -> None:
    """Nothing is overwritten: raises WriteFailed when the folder is missing or holds one of the names."""
    if not folder.is_dir():
        raise WriteFailed("The folder is not there.", advice="Make the folder, or choose another.")
    taken = [name for name in names if (folder / name).exists() or (folder / name).is_symlink()]
    if taken:
        raise WriteFailed(
            f"The folder holds {' and '.join(taken)} already.",
            advice="Choose another folder: an exported advisory is never overwritten.",
        )
