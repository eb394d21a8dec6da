"""What parent and child say to each other: a length of four bytes, then that many bytes of msgpack."""

from datetime import datetime, timedelta, timezone
from typing import Literal

import msgspec

from desktop.domain.policy.proposing import Proposal
from desktop.formats.archives.entry import ArchiveEntry, ListedEntry
from desktop.formats.intake.written import WrittenReport
from desktop.formats.mail.limits import MESSAGE_BYTES
from desktop.formats.mail.outline import OutlinedPart
from desktop.formats.mail.parsed import Parsed

LENGTH_BYTES = 4
LONGEST_REQUEST = MESSAGE_BYTES + 1024
LONGEST_REPLY = 4 * MESSAGE_BYTES
"""Text and an undecodable text's bytes may both be in a reply; escapes make a text at most longer by four."""


Verb = Literal["mail", "inner", "export", "archive", "contents", "outline", "policy"]
"""What the bytes are: a message, what was sealed in one, a form's export, an archive or one to be
listed, a message of which only the parts are named, or the text of a policy."""


class Request(msgspec.Struct, frozen=True):
    """Hostile bytes, and how to read them."""

    raw: bytes
    verb: Verb = "mail"
    name: str = ""
    """What a policy's file is called."""


class Done(msgspec.Struct, frozen=True, tag="done"):
    """The layer, parsed; msgpack knows instants only, so the zones they were given in go beside them."""

    parsed: Parsed
    date_zone_min: int = 0
    received_zone_min: int = 0

    @classmethod
    def of(cls, parsed: Parsed) -> "Done":
        """The answer that holds what was parsed."""
        return cls(parsed, _zone_min(parsed.date), _zone_min(parsed.received))

    def whole(self) -> Parsed:
        """What was parsed, its instants in their zones; raises ValueError or OverflowError for no instant."""
        return msgspec.structs.replace(
            self.parsed,
            date=_in_zone(self.parsed.date, self.date_zone_min),
            received=_in_zone(self.parsed.received, self.received_zone_min),
        )


class Listed(msgspec.Struct, frozen=True, tag="listed"):
    """The reports of an export."""

    reports: tuple[WrittenReport, ...]


class Unpacked(msgspec.Struct, frozen=True, tag="unpacked"):
    """The files of an archive."""

    entries: tuple[ArchiveEntry, ...]


class Contents(msgspec.Struct, frozen=True, tag="contents"):
    """What is in an archive."""

    entries: tuple[ListedEntry, ...]


class Outlined(msgspec.Struct, frozen=True, tag="outlined"):
    """How a message is built."""

    parts: tuple[OutlinedPart, ...]


class Proposes(msgspec.Struct, frozen=True, tag="proposes"):
    """What a policy's text proposes."""

    proposal: Proposal


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """The failure that the parser raised, to be raised again by the parent."""

    code: str
    message: str
    advice: str


Answer = Done | Listed | Unpacked | Contents | Outlined | Proposes
Reply = Answer | Refused


def pack(value: Request | Reply) -> bytes:
    """A frame that holds the value."""
    body = msgspec.msgpack.encode(value)
    return len(body).to_bytes(LENGTH_BYTES, "big") + body


def body_length(head: bytes) -> int:
    """The number of bytes that follow a frame's head."""
    return int.from_bytes(head[:LENGTH_BYTES], "big")


def _zone_min(instant: datetime | None) -> int:
    offset = instant.utcoffset() if instant is not None else None
    return int(offset.total_seconds()) // 60 if offset is not None else 0


def _in_zone(instant: datetime | None, offset_min: int) -> datetime | None:
    if instant is None:
        return None
    if instant.tzinfo is None:
        raise ValueError("an instant without a zone")
    return instant.astimezone(timezone(timedelta(minutes=offset_min)))
