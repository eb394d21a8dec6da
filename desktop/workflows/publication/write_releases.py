"""Write signed documents with what goes beside them: read back, and said by name if something stops it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from desktop.domain.failures import NOTHING_WRITTEN, Failure, rebuild
from desktop.domain.leaving.cleared import Cleared, ClearedKind
from desktop.workflows.ports import Files
from desktop.workflows.publication.sign_documents import Release
from desktop.workflows.publication.write_cleared import write_cleared

_UNSURE = "Whether these files outlast a power cut is not sure: the disk did not answer."


class Written(msgspec.Struct, frozen=True):
    """A file that was written and found equal."""

    path: str
    file_name: str
    sha256: str
    kind: ClearedKind


@contextmanager
def naming(files: Files, out: Path, written: Sequence[Written]) -> Iterator[None]:
    """Let a failure say which files are there by then, beside what it says itself.

    Whatever stops it, their names are durable before it is said.
    """
    try:
        yield
    except BaseException as error:
        doubt = _unkept(files, out) if written else ""
        if not written or not isinstance(error, Failure):
            raise
        names = ", ".join(file.file_name for file in written)
        said = [f"Written: {names}.", "The export is not recorded as done."]
        said += [words for words in (error.written, doubt) if words not in ("", NOTHING_WRITTEN)]
        raise rebuild(error.code, error.message, error.advice, " ".join(said)) from error


def write_releases(
    files: Files, out: Path, releases: Sequence[Release], written: list[Written]
) -> list[tuple[bytes, bytes]]:
    """Write every document and what goes beside it; returns each with its signature, as they were read back.

    The names of all are durable when the last one is written. Raises WriteFailed; `written` then has those
    that are there.
    """
    return [_write_release(files, out, one, written, last=one is releases[-1]) for one in releases]


def write_one(
    files: Files, out: Path, file: Cleared, written: list[Written], *, more_follow: bool = False
) -> bytes:
    """Write one of them and return it as it was read back. Raises WriteFailed."""
    path = out / file.file_name
    found = write_cleared(files, path, file, more_follow=more_follow)
    written.append(Written(str(path), file.file_name, file.sha256, file.kind))
    return found


def _write_release(
    files: Files, out: Path, release: Release, written: list[Written], *, last: bool
) -> tuple[bytes, bytes]:
    end = release.files[-1] if last else None
    document, signature, *_ = [
        write_one(files, out, file, written, more_follow=file is not end) for file in release.files
    ]
    return document, signature


def _unkept(files: Files, out: Path) -> str:
    """Make the names durable; what is unsure where the disk refuses."""
    try:
        files.keep_names(out)
    except Failure:
        return _UNSURE
    return ""
