"""Files of this machine behind the `Files` port."""

from pathlib import Path

from desktop.files.reading import read_capped
from desktop.files.writing import make_folder, replace, write_new


class LocalFiles:
    """Size-capped reads and atomic private writes on the file system."""

    def read(self, path: Path, *, limit: int) -> bytes:
        """A regular file's bytes, at most `limit` of them; raises Unreadable, TooLarge."""
        return read_capped(path, limit)

    def write_new(self, path: Path, content: bytes) -> None:
        """Write atomically with mode 0600 to a path that must not exist; raises WriteFailed."""
        write_new(path, content)

    def make_folder(self, path: Path) -> None:
        """Make a folder of mode 0700 in one that is there; one that exists is left as it is.

        Raises WriteFailed.
        """
        make_folder(path)

    def replace(self, path: Path, content: bytes) -> None:
        """Put a file of mode 0600 in the place of an older one, whole; raises WriteFailed."""
        replace(path, content)
