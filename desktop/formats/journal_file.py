"""The journal as a file that a stranger can check: a first line with the proofs, then one header a line.

Every line behind the first is the stored header to the byte, so that its SHA-256 is the entry's id, and the
next line names it. `sha256sum` and a JSON reader suffice to follow the chain.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from desktop.domain.failures import InvalidDocument
from desktop.domain.journal import Opened, Proof
from desktop.domain.undecodable import UNDECODABLE
from desktop.formats.advisories.strict_json import NotStrict, decode_strict

JOURNAL_LIMIT = 1024 * 1024 * 1024
"""The largest file that is read, in bytes: more than a million entries."""


class Preamble(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line."""

    format: Literal["embargo-journal/1"]
    exported_at: datetime
    entries: int
    proof: Proof
    approvals: tuple[Opened, ...] = ()
    """What approvals say: who approved which digests, by which key; nothing else that entries say."""


class JournalFile(msgspec.Struct, frozen=True):
    """What stands in the file."""

    preamble: Preamble
    headers: tuple[bytes, ...]


def write_journal(
    proof: Proof, headers: Sequence[bytes], *, at: datetime, approvals: Sequence[Opened] = ()
) -> bytes:
    """The bytes of the file."""
    first = msgspec.json.encode(Preamble("embargo-journal/1", at, len(headers), proof, tuple(approvals)))
    return b"\n".join((first, *headers, b""))


def read_journal(content: bytes) -> JournalFile:
    """Take the file apart; whether it holds is for the checker to say. Raises InvalidDocument."""
    first, *headers = content.split(b"\n")
    if not headers or headers[-1]:
        raise InvalidDocument("The file is no exported journal, or was cut off.", advice="Ask for it again.")
    try:
        preamble = msgspec.convert(decode_strict(first), Preamble)
    except (NotStrict, *UNDECODABLE) as error:
        raise InvalidDocument("The file is no exported journal.", advice="Ask for it again.") from error
    return JournalFile(preamble, tuple(headers[:-1]))
