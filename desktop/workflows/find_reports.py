"""Find what holds reports in what a person pointed at: files, folders, Maildirs."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from desktop.domain.failures import Failure, Unreadable
from desktop.formats.intake.recognising import (
    HEAD_BYTES,
    SourceKind,
    holds_reports,
    kind_of,
    may_hold_reports,
)
from desktop.workflows.ports import Files, FoundFile


class Source(msgspec.Struct, frozen=True):
    """A file that holds one report or many; or why nothing of it is taken in."""

    path: Path
    kind: SourceKind = "message"
    skipped: str = ""
    failure: Failure | None = None

    @property
    def holds_several(self) -> bool:
        """Whether what comes out of it are its items, each with a number."""
        return self.kind != "message"


def find_reports(files: Files, path: Path) -> list[Source]:
    """The sources at a path, in the order of their names; a folder without any is a source that fails."""
    try:
        found = list(files.walk(path))
    except Failure as failure:
        return [Source(path, failure=failure)]
    if [entry.path for entry in found] == [path]:
        return [_named(files, path)]
    sources = list(_within(files, found))
    if all(source.skipped for source in sources):
        nothing = Unreadable(
            "This folder holds no message.", advice="Messages end in .eml, .asc, .gpg or .txt."
        )
        sources.append(Source(path, failure=nothing))
    return sources


def _named(files: Files, path: Path) -> Source:
    try:
        return Source(path, kind_of(path.name, files.head(path, count=HEAD_BYTES)))
    except Failure as failure:
        return Source(path, failure=failure)


def _within(files: Files, found: list[FoundFile]) -> Iterator[Source]:
    for entry in found:
        if entry.skipped or entry.failure:
            yield Source(entry.path, skipped=entry.skipped, failure=entry.failure)
        elif entry.in_maildir:
            yield Source(entry.path)
        elif may_hold_reports(entry.path.name):
            source = _named(files, entry.path)
            head = files.head(entry.path, count=HEAD_BYTES) if source.failure is None else b""
            if source.failure or holds_reports(entry.path.name, head):
                yield source
