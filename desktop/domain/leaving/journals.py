"""What the journal has to be before it leaves for an auditor: headers and proofs, no case and no content."""

import re
from collections.abc import Iterator

import msgspec

from desktop.domain.journal import Header, seal
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


def objections_to_journal(candidate: JournalCandidate) -> Iterator[str]:
    """Why it stays: a header that tells more than a header does, or an author's name that is no name."""
    told = [_told(header) for header in candidate.headers]
    if None in told:
        yield "An entry tells more than its time, its author, its event and its hashes."
    authors = "\n".join(sorted({header.author for header in told if header is not None}))
    yield from hidden(authors)
    if named := foreign_case_ids(authors, ""):
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
