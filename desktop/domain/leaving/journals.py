"""What the journal has to be before it leaves for an auditor: headers and proofs, no case and no content."""

import re
from collections.abc import Iterator

import msgspec

from desktop.domain.approving.told import approval_in
from desktop.domain.journal import Header, Opened, seal
from desktop.domain.leaving.sentences import hidden
from desktop.domain.leaving.traces import foreign_case_ids
from desktop.domain.undecodable import UNDECODABLE

_HASH = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
"""How events are called; nothing that a person typed."""


class JournalCandidate(msgspec.Struct, frozen=True):
    """The journal as a file: its headers, each on a line of its own."""

    content: bytes
    headers: tuple[bytes, ...]
    file_name: str
    approvals: tuple[Opened, ...] = ()
    """What approvals say, which stands in it too."""


def objections_to_journal(candidate: JournalCandidate) -> Iterator[str]:
    """Why it stays: a header that tells more than a header does, or an author's name that is no name."""
    told = [_told(header) for header in candidate.headers]
    if None in told:
        yield "An entry tells more than its time, its author, its event and its hashes."
    if any(approval_in(opened) is None for opened in candidate.approvals):
        yield "An approval tells more than digests, a key, a signature and who approved."
    authors = "\n".join(sorted({header.author for header in told if header is not None}))
    yield from hidden(authors)
    if named := foreign_case_ids(authors, ""):
        yield f"Cases are named: {', '.join(named)}."


def objections_to_program(content: bytes) -> Iterator[str]:
    """Why the program that checks a journal stays: it is our own text, and nothing was written into it."""
    text = content.decode("ascii", "replace")
    if not (text.startswith("#!/usr/bin/env python3\n") and text.isascii()):
        yield "This is not the program that comes with Embargo."
    yield from hidden(text)
    if named := foreign_case_ids(text, ""):
        yield f"Cases are named: {', '.join(named)}."


def _told(stored: bytes) -> Header | None:
    """The header, if these bytes hold it and nothing else."""
    try:
        header = msgspec.json.decode(stored, type=Header)
    except UNDECODABLE:
        return None
    hashes = (header.case_hash, header.payload_hash, header.previous, *header.heads)
    is_plain = all(map(_HASH.fullmatch, hashes)) and _NAME.fullmatch(header.name)
    return header if is_plain and seal(header) == stored else None
