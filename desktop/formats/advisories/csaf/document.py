"""A CSAF 2.0 document as far as it is read: the fields that say a fact, typed, all others left aside.

What a document may leave out is empty.
"""

from datetime import datetime

import msgspec

from desktop.domain.failures import InvalidDocument
from desktop.domain.undecodable import UNDECODABLE
from desktop.formats.advisories.strict_json import NotStrict, decode_strict

_SEVERAL = "The CSAF document speaks of {} vulnerabilities, and a case of one."
_NONE = "The CSAF document names no vulnerability."


class Publisher(msgspec.Struct, frozen=True):
    """Who says it."""

    name: str
    namespace: str = ""
    contact_details: str = ""


class Note(msgspec.Struct, frozen=True):
    """A text with its kind."""

    category: str
    text: str
    title: str = ""


class Reference(msgspec.Struct, frozen=True):
    """An address."""

    url: str


class Revision(msgspec.Struct, frozen=True):
    """A line of the history."""

    number: str
    date: datetime
    summary: str


class Tracking(msgspec.Struct, frozen=True):
    """Which document it is, and how it came to be so."""

    id: str
    status: str
    version: str
    initial_release_date: datetime
    current_release_date: datetime
    revision_history: tuple[Revision, ...] = ()


class Label(msgspec.Struct, frozen=True):
    """A TLP 1 label."""

    label: str = ""


class Distribution(msgspec.Struct, frozen=True):
    """To whom it may go."""

    text: str = ""
    tlp: Label = Label()


class Rated(msgspec.Struct, frozen=True):
    """The severity in a word."""

    text: str = ""


class Acknowledgment(msgspec.Struct, frozen=True):
    """Thanks."""

    names: tuple[str, ...] = ()
    organization: str = ""
    summary: str = ""


class Head(msgspec.Struct, frozen=True):
    """What is said of the document itself."""

    category: str
    title: str
    publisher: Publisher
    tracking: Tracking
    lang: str = "en"
    distribution: Distribution = Distribution()
    aggregate_severity: Rated = Rated()
    notes: tuple[Note, ...] = ()
    references: tuple[Reference, ...] = ()
    acknowledgments: tuple[Acknowledgment, ...] = ()


class Helper(msgspec.Struct, frozen=True):
    """Other names of a product."""

    purl: str = ""
    cpe: str = ""


class FullProductName(msgspec.Struct, frozen=True):
    """A product that an id stands for."""

    name: str
    product_id: str
    product_identification_helper: Helper = Helper()


class Branch(msgspec.Struct, frozen=True):
    """A node of the tree: inner with branches, or a leaf with a product."""

    category: str
    name: str
    branches: "tuple[Branch, ...]" = ()
    product: FullProductName | None = None


class Group(msgspec.Struct, frozen=True):
    """An id for several products."""

    group_id: str
    product_ids: tuple[str, ...]


class Relationship(msgspec.Struct, frozen=True):
    """A product that is one on, in or with another."""

    category: str
    full_product_name: FullProductName
    product_reference: str
    relates_to_product_reference: str


class Tree(msgspec.Struct, frozen=True):
    """The products."""

    branches: tuple[Branch, ...] = ()
    full_product_names: tuple[FullProductName, ...] = ()
    product_groups: tuple[Group, ...] = ()
    relationships: tuple[Relationship, ...] = ()


class Status(msgspec.Struct, frozen=True):
    """Which product is how."""

    known_affected: tuple[str, ...] = ()
    first_affected: tuple[str, ...] = ()
    last_affected: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    first_fixed: tuple[str, ...] = ()
    known_not_affected: tuple[str, ...] = ()
    under_investigation: tuple[str, ...] = ()


class Named(msgspec.Struct, frozen=True):
    """An id that somebody gave the problem."""

    system_name: str
    text: str


class Weakness(msgspec.Struct, frozen=True):
    """A CWE."""

    id: str


class Concerning(msgspec.Struct, frozen=True):
    """What is said of some products."""

    product_ids: tuple[str, ...] = ()
    group_ids: tuple[str, ...] = ()


class Flag(Concerning, frozen=True, kw_only=True):
    """Why a product is not affected (§3.2.3.5)."""

    label: str


class Threat(Concerning, frozen=True, kw_only=True):
    """What it means for a product."""

    category: str
    details: str


class Remediation(Concerning, frozen=True, kw_only=True):
    """What helps a product."""

    category: str
    details: str
    date: datetime | None = None
    url: str = ""


class Cvss3(msgspec.Struct, frozen=True):
    """A CVSS 3.0 or 3.1 score."""

    vectorString: str  # noqa: N815 - the name is the standard's


class Scored(msgspec.Struct, frozen=True):
    """How bad it is for some products."""

    products: tuple[str, ...] = ()
    cvss_v3: Cvss3 | None = None


class Vulnerability(msgspec.Struct, frozen=True):
    """The problem."""

    cve: str = ""
    ids: tuple[Named, ...] = ()
    cwe: Weakness | None = None
    notes: tuple[Note, ...] = ()
    product_status: Status = Status()
    flags: tuple[Flag, ...] = ()
    threats: tuple[Threat, ...] = ()
    remediations: tuple[Remediation, ...] = ()
    scores: tuple[Scored, ...] = ()
    acknowledgments: tuple[Acknowledgment, ...] = ()
    references: tuple[Reference, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """The whole."""

    document: Head
    product_tree: Tree = Tree()
    vulnerabilities: tuple[Vulnerability, ...] = ()

    @property
    def vulnerability(self) -> Vulnerability:
        """The only one."""
        return self.vulnerabilities[0]


def decode_document(content: bytes) -> Document:
    """The document, which speaks of one vulnerability. Raises InvalidDocument with what is wrong."""
    try:
        document = msgspec.convert(decode_strict(content), Document)
    except (NotStrict, *UNDECODABLE) as error:
        raise InvalidDocument(
            f"The document cannot be read as a CSAF 2.0 advisory: {str(error)[:200]}.",
            advice="`embargo advisory validate` names what is wrong with it.",
        ) from error
    if len(document.vulnerabilities) != 1:
        several = len(document.vulnerabilities)
        raise InvalidDocument(_SEVERAL.format(several) if several else _NONE)
    return document
