"""One thing that was written, and the letters that nobody has sent yet."""

from datetime import datetime
from typing import Literal

import msgspec

from desktop.domain.clocks.reading import LATER
from desktop.domain.inert import Untrusted

Direction = Literal["in", "out", "note"]
Party = Literal["reporter", "users", "authority", "csirt", "other", ""]
"""`other` is whoever wrote in the case and is not its reporter."""
State = Literal["", "draft", "saved", "marked-sent", "copy-kept", "answered", "waiting"]
"""A letter is a `draft`, `saved` as a file, `marked-sent`, or sent with its `copy-kept`; then `answered`.

A message is `waiting` for an answer or `answered`. Of what a machine wrote, and of notes, neither is said.
"""


class Unsent(msgspec.Struct, frozen=True):
    """A letter that was written here and that nobody said was sent.

    `letter` is the kind of its template, `kind` the event that sending it records, "" for a reply of no
    certain kind. Without `saved_at` it is still being typed.
    """

    letter: str
    kind: str
    to: str = ""
    subject: str = ""
    text: str = ""
    saved_at: datetime | None = None
    file_name: str = ""
    answers: str = ""
    """The id of the event that received the message it answers."""
    message_sha256: str = ""
    """That of the saved file."""


class Entry(msgspec.Struct, frozen=True):
    """One thing that was written, or noted about who can be written to; `kind` is the name of its event."""

    direction: Direction
    kind: str
    at: datetime | None = None
    """When it was written; None for a draft that is still being typed."""
    state: State = ""
    party: Party = ""
    """Who wrote it or was written to; nobody for notes, and for what a machine wrote."""
    who: Untrusted = Untrusted("")
    subject: Untrusted = Untrusted("")
    event_id: str = ""
    recorded_at: datetime | None = None
    automatic: bool = False
    bounce: bool = False
    kept: bool = False
    """Of a letter: whether the vault keeps the sent message itself."""
    message_sha256: str = ""
    report_sha256: str = ""
    """What the parser made of it, where it is kept."""
    how: str = ""
    """What proves a letter, or the name of the file that a draft was saved as."""
    letter: str = ""
    answers: str = ""
    text: str = ""
    """The words of a draft or a note; those of messages and sent letters lie in the vault."""
    purged: bool = False

    @property
    def key(self) -> str:
        """Its name among the entries of a case."""
        return self.event_id or f"{self.state}/{self.letter}/{self.at}"

    @property
    def recorded_later(self) -> bool:
        """Whether it was written down noticeably after it happened."""
        if self.at is None or self.recorded_at is None:
            return False
        return self.recorded_at - self.at > LATER
