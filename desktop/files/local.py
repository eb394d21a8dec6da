"""Files of this machine behind the `Files` port."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from desktop.files.reading import read_capped, read_chunks, read_head
from desktop.files.walking import walk
from desktop.files.writing import make_folder, replace, write_new, write_pieces
from desktop.workflows.ports import FoundFile


class LocalFiles:
    """Size-capped reads and atomic private writes on the file system."""

    def read(self, path: Path, *, limit: int) -> bytes:
        """A regular file's bytes, at most `limit` of them; raises Unreadable, TooLarge."""
        return read_capped(path, limit)

    def head(self, path: Path, *, count: int) -> bytes:
        """The first bytes of a regular file; raises Unreadable."""
        return read_head(path, count)

    def chunks(
        self, path: Path, *, count: int = 64 * 1024, links: bool = True
    ) -> Iterator[tuple[bytes, int]]:
        """A regular file piece by piece, with its size; raises Unreadable."""
        return read_chunks(path, count, links=links)

    def walk(self, path: Path) -> Iterator[FoundFile]:
        """The path itself, or the files below it; raises TooLarge for too many."""
        return walk(path)

    def write_new(self, path: Path, content: bytes) -> None:
        """Write atomically with mode 0600 to a path that must not exist; raises WriteFailed."""
        write_new(path, content)

    def write_pieces(
        self, path: Path, pieces: Iterable[bytes], announce: Callable[[str], None] | None = None
    ) -> None:
        """The same piece by piece; `announce` hears the SHA-256 before the file has its name."""
        write_pieces(path, pieces, announce)

    def make_folder(self, path: Path) -> None:
        """Make a folder of mode 0700 in one that is there; one that exists is left as it is.

        Raises WriteFailed.
        """
        make_folder(path)

    def replace(self, path: Path, content: bytes) -> None:
        """Put a file of mode 0600 in the place of an older one, whole; raises WriteFailed."""
        replace(path, content)
