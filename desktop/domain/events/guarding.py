"""What a vault guards from leaking: words of its own, labelled items; and what was no leak after all."""

from typing import Literal

from desktop.domain.event import Event

WatchwordSort = Literal["code-name", "host"]
LabelledItem = Literal["case", "note", "message", "file", "paragraph"]


class WatchwordKept(Event, frozen=True):
    """A name that no document may tell: a code name, or a host or domain within."""

    kind = "watchword.kept"
    word: str
    sort: WatchwordSort = "code-name"


class WatchwordDropped(Event, frozen=True):
    """Everybody may know the name by now."""

    kind = "watchword.dropped"
    word: str


class ItemLabelled(Event, frozen=True):
    """Something is restricted, such as a detection pattern: no export tells it until the label is undone."""

    kind = "item.labelled"
    item: LabelledItem
    reason: str
    which: str = ""
    """SHA-256 of the file, or of the text of the note or paragraph; of a message the id of its event."""


class LeakAccepted(Event, frozen=True):
    """A person looked at what the gate took for a leak in exactly this document: it is none."""

    kind = "leak.accepted"
    leak_id: str
    leak: str
    """Of which kind it was taken to be."""
    document: str
    """SHA-256 of the document, with the instant of its release left blank."""
    reason: str
