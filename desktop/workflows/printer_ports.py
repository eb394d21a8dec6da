"""What the workflows ask of whoever hands a document to a printer, and the values they trade."""

from typing import TYPE_CHECKING, Literal, Protocol

import msgspec

if TYPE_CHECKING:
    from desktop.workflows.ports import Progress


class Queue(msgspec.Struct, frozen=True):
    """A print queue of this machine; name and address are the words of whoever set it up, made inert."""

    name: str
    reach: Literal["attached", "network", "unknown"]
    """How what is printed gets to the printer, as far as the address tells."""
    address: str


class Printers(Protocol):
    """The print service of this machine."""

    def queues(self, *, progress: "Progress") -> tuple[Queue, ...]:
        """Its queues, one at least, the usual one first. Raises PrintRefused, Cancelled."""

    def spool(self, queue: str, pdf: bytes, *, progress: "Progress") -> str:
        """Hand a document to a queue; returns the id of the job, empty where none was told.

        Raises PrintRefused, whose `written` says whether the print service may have it all the same.
        """
