"""What the lists of a provider tree say of a document, read from the document itself."""

from datetime import datetime

import msgspec

from desktop.domain.failures import InvalidDocument
from desktop.domain.undecodable import UNDECODABLE
from desktop.formats.advisories.csaf.head import csaf_file_name
from desktop.formats.advisories.strict_json import NotStrict, decode_strict
from desktop.formats.provider.places import Label, label_folder


class Listed(msgspec.Struct, frozen=True):
    """One document of the tree."""

    label: Label
    tracking_id: str
    title: str
    version: str
    initial_release: datetime
    current_release: datetime
    summary: str = ""
    changed: str = ""
    """What the document says of its newest revision."""

    @property
    def file_name(self) -> str:
        """As §5.1 has it."""
        return csaf_file_name(self.tracking_id)

    @property
    def in_folder(self) -> str:
        """Its place within the folder of its label: the year of its first release, and its name."""
        return f"{self.initial_release:%Y}/{self.file_name}"

    @property
    def place(self) -> str:
        """Its place within the tree."""
        return f"{label_folder(self.label)}/{self.in_folder}"


class _Tlp(msgspec.Struct, frozen=True):
    label: Label


class _Distribution(msgspec.Struct, frozen=True):
    tlp: _Tlp | None = None


class _Note(msgspec.Struct, frozen=True):
    category: str = ""
    text: str = ""


class _Revision(msgspec.Struct, frozen=True):
    summary: str = ""


class _Tracking(msgspec.Struct, frozen=True):
    id: str
    version: str
    initial_release_date: datetime
    current_release_date: datetime
    revision_history: tuple[_Revision, ...] = ()


class _Document(msgspec.Struct, frozen=True):
    title: str
    tracking: _Tracking
    distribution: _Distribution = _Distribution()
    notes: tuple[_Note, ...] = ()


class _Csaf(msgspec.Struct, frozen=True):
    document: _Document


def read_listed(content: bytes) -> Listed:
    """What the lists say of this CSAF document. Raises InvalidDocument."""
    try:
        head = msgspec.convert(decode_strict(content), _Csaf).document
    except (NotStrict, *UNDECODABLE) as error:
        raise InvalidDocument("This is no CSAF document that can be listed.") from error
    tracking, tlp = head.tracking, head.distribution.tlp
    for instant in (tracking.initial_release_date, tracking.current_release_date):
        if instant.tzinfo is None:
            raise InvalidDocument("A date of the CSAF document has no time zone.")
    return Listed(
        label=tlp.label if tlp else "WHITE",
        tracking_id=tracking.id,
        title=head.title,
        version=tracking.version,
        initial_release=tracking.initial_release_date,
        current_release=tracking.current_release_date,
        summary=next((note.text for note in head.notes if note.category == "summary"), ""),
        changed=tracking.revision_history[-1].summary if tracking.revision_history else "",
    )
