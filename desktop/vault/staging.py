"""Folders that appear whole, filled under a private name and then renamed, and folders that do not stay."""

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from desktop.domain.disk import refusal
from desktop.domain.failures import WriteFailed

_DRAFT = re.compile(r"\.embargo-[0-9a-f]{16}")
"""The private name of a file or folder that is not finished."""


@contextlib.contextmanager
def staged_folder(target: Path) -> Iterator[Path]:
    """A folder of mode 0700 that becomes `target` when the block ends well, else is removed.

    Raises WriteFailed; a target that exists and is not empty is never touched.
    """
    draft = target.parent / f".embargo-{secrets.token_hex(8)}"
    try:
        _require_free(target)
        draft.mkdir(mode=0o700)
    except (OSError, ValueError) as error:
        raise refusal(error, "The folder cannot be made here.") from error
    try:
        yield draft
        sync(draft)
        try:
            # Onto an empty folder this succeeds, onto any other it fails: of two first runs, one wins whole.
            draft.rename(target)
        except OSError as error:
            raise refusal(error, "The folder cannot be given its name.") from error
        sync(target.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


@contextlib.contextmanager
def scratch_folder(parent: Path) -> Iterator[Path]:
    """A folder of mode 0700 that is gone after the block. Raises WriteFailed."""
    scratch = parent / f".embargo-{secrets.token_hex(8)}"
    try:
        scratch.mkdir(mode=0o700)
    except OSError as error:
        raise refusal(error, "A folder cannot be made beside the vault's files.") from error
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def clear_drafts(folder: Path) -> None:
    """Remove what a process that was killed left unfinished: a draft of the slots outlives none of them.

    The caller holds the writer's lock.
    """
    for path in folder.iterdir():
        if _DRAFT.fullmatch(path.name):
            with contextlib.suppress(OSError):
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def private_file(path: Path) -> None:
    """Make an empty file of mode 0600, so that what fills it never was readable by others.

    Raises WriteFailed.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise refusal(error, "The file cannot be written.") from error


def _require_free(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not (target.is_dir() and not any(target.iterdir()))):
        raise WriteFailed("Something of this name is already there.")


def sync(path: Path) -> None:
    """Make a file, or what a folder lists, durable. Raises WriteFailed."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise refusal(error, "The disk refused.") from error
