"""Files of this machine behind the `Files` port."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from desktop.files import medium
from desktop.files.reading import read_capped, read_chunks, read_head
from desktop.files.walking import walk
from desktop.files.writing import keep_names, make_folder, replace, write_new, write_pieces
from desktop.workflows.found_file import FoundFile


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

    def write_new(self, path: Path, content: bytes, *, more_follow: bool = False) -> None:
        """Write atomically with mode 0600 to a path that must not exist; raises WriteFailed."""
        write_new(path, content, more_follow=more_follow)

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

    def keep_names(self, folder: Path) -> None:
        """Make the names of all files in it durable; raises WriteFailed."""
        keep_names(folder)

    def replace(self, path: Path, content: bytes) -> None:
        """Put a file of mode 0600 in the place of an older one, whole; raises WriteFailed."""
        replace(path, content)

    # --- a tree on a medium that may be pulled out -----------------------------------------------------

    def write_draft(self, path: Path, content: bytes) -> None:
        """A new file that nobody relies on before `settle`; raises WriteFailed."""
        medium.write_draft(path, content)

    def move(self, old: Path, new: Path) -> None:
        """Give a file another name, also one that is taken; raises WriteFailed."""
        medium.move(old, new)

    def remove(self, path: Path) -> None:
        """Remove a file or an empty folder, if it is there; raises WriteFailed."""
        medium.remove(path)

    def settle(self, folder: Path) -> None:
        """Return once all that was written there is on the medium; raises WriteFailed."""
        medium.settle(folder)

    def room(self, folder: Path) -> int:
        """Bytes that are free there; raises WriteFailed."""
        return medium.room(folder)

    def read_back(self, path: Path, *, limit: int) -> bytes:
        """A file as the medium holds it, past the cache; raises Unreadable, TooLarge."""
        return medium.read_back(path, limit)

    def held(self, folder: Path) -> AbstractContextManager[None]:
        """Keep others from extending this folder meanwhile; raises VaultInUse."""
        return medium.held(folder)
