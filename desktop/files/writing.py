"""Writing a new file so that it is there whole, or not at all."""

import contextlib
import errno
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from desktop.domain.disk import refusal
from desktop.domain.failures import WriteFailed

_NO_HARD_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS})
_UNSURE = "The file has its new content; whether that outlasts a power cut is not sure."
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC


def write_new(path: Path, content: bytes, *, more_follow: bool = False) -> None:
    """Write `content` with mode 0600 to a path that must not exist; durable when this returns.

    Where `more_follow` into its folder, its name is durable once the last of them is written, or with
    `keep_names`. Raises WriteFailed, and leaves nothing behind then.
    """
    _write(path, (content,), _claim, more_follow=more_follow)


def write_pieces(path: Path, pieces: Iterable[bytes], announce: Callable[[str], None] | None = None) -> None:
    """The same for content that comes piece by piece; what taking the next one raises leaves nothing behind.

    `announce` hears the SHA-256 of the whole before it has its name.
    """
    import hashlib  # noqa: PLC0415 - it brings a whole library, and the door opens without it

    digest = hashlib.sha256()

    def hashed() -> Iterator[bytes]:
        for piece in pieces:
            digest.update(piece)
            yield piece

    def name_it(draft: Path, target: Path) -> None:
        if announce is not None:
            announce(digest.hexdigest())
        _claim(draft, target)

    _write(path, hashed(), name_it)


def replace(path: Path, content: bytes) -> None:
    """The same for a path that may exist: a crash leaves the old content or the new, never a part.

    Where the disk does not make it durable the new content stays, and the failure says so.
    """
    _write(path, (content,), Path.rename, take_back=None)


def make_folder(path: Path) -> None:
    """Make a folder of mode 0700 unless it is there, and its name durable; raises WriteFailed.

    A folder that was made is taken away then.
    """
    try:
        path.mkdir(mode=0o700)
        _keep_name(path, Path.rmdir)
    except FileExistsError as error:
        if not path.is_dir():
            raise WriteFailed("This is no folder.") from error
    except (OSError, ValueError) as error:
        raise refusal(error, "The folder cannot be made.") from error


def keep_names(folder: Path) -> None:
    """Make the names of all files in a folder durable; raises WriteFailed."""
    try:
        _sync_folder(folder)
    except (OSError, ValueError) as error:
        raise refusal(error, "The disk does not take the names of the files.") from error


def _write(
    path: Path,
    pieces: Iterable[bytes],
    name_it: Callable[[Path, Path], object],
    *,
    more_follow: bool = False,
    take_back: Callable[[Path], object] | None = Path.unlink,
) -> None:
    if not path.name:
        raise WriteFailed("This is a folder, not a file.")
    draft = path.with_name(f".embargo-{os.urandom(8).hex()}")
    try:
        try:
            _write_private(draft, pieces)
            name_it(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        if not more_follow:
            _keep_name(path, take_back)
    except (OSError, ValueError) as error:
        raise refusal(error, "The file cannot be written.") from error


def _keep_name(path: Path, take_back: Callable[[Path], object] | None) -> None:
    """Make a name durable; where the disk refuses, a new one is taken back. Raises WriteFailed, OSError."""
    try:
        _sync_folder(path.parent)
    except OSError as error:
        if take_back is None:
            raise WriteFailed("The disk does not take the name of the file.", written=_UNSURE) from error
        with contextlib.suppress(OSError):
            take_back(path)
        raise


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_private(path: Path, pieces: Iterable[bytes]) -> None:
    descriptor = os.open(path, _CREATE, 0o600)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())


def _claim(draft: Path, path: Path) -> None:
    """Give the draft its name unless that is taken; a link fails where a rename would overwrite."""
    try:
        os.link(draft, path)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
    else:
        return
    # A memory stick with FAT knows no links: hold the name with an empty file, then move over our own.
    os.close(os.open(path, _CREATE, 0o600))
    try:
        draft.rename(path)
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink()
        raise
