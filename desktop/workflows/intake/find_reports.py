"""Find what holds reports in what a person pointed at: files, folders, Maildirs."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from desktop.domain.failures import Failure, Malformed, Unreadable, Unsupported
from desktop.formats.intake.recognising import (
    HEAD_BYTES,
    SourceKind,
    holds_reports,
    is_spoilt_mailbox,
    kind_of,
    may_hold_reports,
    unread,
)
from desktop.workflows.found_file import FoundFile
from desktop.workflows.ports import Files


class Source(msgspec.Struct, frozen=True):
    """A file that holds one report or many; or why nothing of it is taken in."""

    path: Path
    kind: SourceKind = "message"
    skipped: str = ""
    failure: Failure | None = None
    left_out: int = 0
    """How many other files of a folder hold nothing that is known; they are told in sum."""

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
    sources = list(_within(files, path, found))
    if all(source.skipped or source.left_out for source in sources):
        nothing = Unreadable(
            "This folder holds no message.", advice="Messages end in .eml, .asc, .gpg or .txt."
        )
        sources.append(Source(path, failure=nothing))
    return sources


def _named(files: Files, path: Path) -> Source:
    try:
        head = files.head(path, count=HEAD_BYTES)
    except Failure as failure:
        return Source(path, failure=failure)
    words = unread(path.name)
    return Source(path, failure=Unsupported(words)) if words else _seen(path, head)


def _seen(path: Path, head: bytes) -> Source:
    if not is_spoilt_mailbox(path.name, head):
        return Source(path, kind_of(path.name, head))
    if not head.strip():
        return Source(path, skipped="An empty mailbox.")
    spoilt = Malformed(
        "This is called a mailbox, but does not begin with a From line as mailboxes do.",
        advice="Export it again from the mail program, or call it .eml when it is a single message.",
    )
    return Source(path, failure=spoilt)


def _within(files: Files, folder: Path, found: list[FoundFile]) -> Iterator[Source]:
    left_out = 0
    for entry in found:
        if entry.skipped or entry.failure:
            yield Source(entry.path, skipped=entry.skipped, failure=entry.failure)
        elif entry.in_maildir:
            yield Source(entry.path)
        elif words := unread(entry.path.name):
            yield Source(entry.path, skipped=words)
        elif (source := _in_folder(files, entry.path)) is not None:
            yield source
        else:
            left_out += 1
    if left_out:
        yield Source(folder, left_out=left_out)


def _in_folder(files: Files, path: Path) -> Source | None:
    """What a file of a folder holds; None for what lies there for reasons of its own."""
    if not may_hold_reports(path.name):
        return None
    try:
        head = files.head(path, count=HEAD_BYTES)
    except Failure as failure:
        return Source(path, failure=failure)
    return _seen(path, head) if holds_reports(path.name, head) else None
