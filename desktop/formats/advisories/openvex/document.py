"""An OpenVEX 0.2.0 document as its schema has it; what is empty is left out."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType, field

from desktop.domain.matrix.cells import Justification

Status = Literal["not_affected", "affected", "fixed", "under_investigation"]
Number = Annotated[int, msgspec.Meta(ge=1)]


class _Part(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Every object of the format has these names and no others."""


class Vulnerability(_Part, frozen=True):
    """The problem, and how it is called elsewhere."""

    name: str
    id: str | UnsetType = field(default=UNSET, name="@id")
    description: str = ""
    aliases: tuple[str, ...] = ()


class Identifiers(_Part, frozen=True):
    """Names by which software finds software."""

    purl: str | UnsetType = UNSET
    cpe22: str | UnsetType = UNSET
    cpe23: str | UnsetType = UNSET


class Hashes(_Part, frozen=True, rename="kebab"):
    """Hashes of a component; we write none."""

    md5: str = ""
    sha1: str = ""
    sha_256: str = ""
    sha_384: str = ""
    sha_512: str = ""
    sha3_224: str = ""
    sha3_256: str = ""
    sha3_384: str = ""
    sha3_512: str = ""
    blake2s_256: str = ""
    blake2b_256: str = ""
    blake2b_512: str = ""


class Subcomponent(_Part, frozen=True):
    """A part of a product."""

    id: str | UnsetType = field(default=UNSET, name="@id")
    identifiers: Identifiers | UnsetType = UNSET
    hashes: Hashes | UnsetType = UNSET


class Product(Subcomponent, frozen=True):
    """What a statement is about."""

    subcomponents: tuple[Subcomponent, ...] = ()


class Statement(_Part, frozen=True):
    """What is said of some products."""

    vulnerability: Vulnerability
    status: Status
    id: str | UnsetType = field(default=UNSET, name="@id")
    version: Number | UnsetType = UNSET
    timestamp: str | UnsetType = UNSET
    last_updated: str | UnsetType = UNSET
    products: tuple[Product, ...] = ()
    supplier: str = ""
    status_notes: str = ""
    justification: Justification | UnsetType = UNSET
    impact_statement: str | UnsetType = UNSET
    action_statement: str | UnsetType = UNSET
    action_statement_timestamp: str | UnsetType = UNSET


class VexDocument(_Part, frozen=True):
    """The whole."""

    id: str = field(name="@id")
    author: str
    timestamp: str
    version: Number
    statements: Annotated[tuple[Statement, ...], msgspec.Meta(min_length=1)]
    context: str = field(name="@context")
    role: str = ""
    last_updated: str | UnsetType = UNSET
    tooling: str = ""
