"""An OSV document as its schema has it; what is empty is left out.

Its rules beyond types (ossf/osv-schema, version 1.7) are in `validation`.
"""

from typing import Annotated, Any, Literal

import msgspec

Stamp = Annotated[str, msgspec.Meta(pattern=r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z")]
CreditType = Literal[
    "FINDER",
    "REPORTER",
    "ANALYST",
    "COORDINATOR",
    "REMEDIATION_DEVELOPER",
    "REMEDIATION_REVIEWER",
    "REMEDIATION_VERIFIER",
    "TOOL",
    "SPONSOR",
    "OTHER",
]
ReferenceType = Literal[
    "ADVISORY",
    "ARTICLE",
    "DETECTION",
    "DISCUSSION",
    "REPORT",
    "FIX",
    "INTRODUCED",
    "GIT",
    "PACKAGE",
    "EVIDENCE",
    "WEB",
]


class OsvPackage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A package by its registry."""

    ecosystem: str
    name: str
    purl: str = ""


class OsvEvent(msgspec.Struct, frozen=True, omit_defaults=True):
    """One end of a range; exactly one of the four is there."""

    introduced: str | msgspec.UnsetType = msgspec.UNSET
    fixed: str | msgspec.UnsetType = msgspec.UNSET
    last_affected: str | msgspec.UnsetType = msgspec.UNSET
    limit: str | msgspec.UnsetType = msgspec.UNSET


class OsvRange(msgspec.Struct, frozen=True, omit_defaults=True):
    """Ends of one or more ranges, in the order of the versions."""

    type: Literal["GIT", "SEMVER", "ECOSYSTEM"]
    events: tuple[OsvEvent, ...]
    repo: str = ""
    database_specific: dict[str, Any] = {}


class OsvSeverity(msgspec.Struct, frozen=True):
    """A vector."""

    type: Literal["CVSS_V2", "CVSS_V3", "CVSS_V4", "Ubuntu"]
    score: str


class OsvAffected(msgspec.Struct, frozen=True, omit_defaults=True):
    """One package, and which of its versions have the problem."""

    package: OsvPackage | msgspec.UnsetType = msgspec.UNSET
    severity: tuple[OsvSeverity, ...] | None = None
    ranges: tuple[OsvRange, ...] = ()
    versions: tuple[str, ...] = ()
    ecosystem_specific: dict[str, Any] = {}
    database_specific: dict[str, Any] = {}


class OsvReference(msgspec.Struct, frozen=True):
    """Where more is said."""

    type: ReferenceType
    url: str


class OsvCredit(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody who is thanked."""

    name: str
    contact: tuple[str, ...] = ()
    type: CreditType | msgspec.UnsetType = msgspec.UNSET


class OsvDocument(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The whole."""

    id: str
    modified: Stamp
    schema_version: str = ""
    published: Stamp | msgspec.UnsetType = msgspec.UNSET
    withdrawn: Stamp | msgspec.UnsetType = msgspec.UNSET
    aliases: tuple[str, ...] | None = ()
    related: tuple[str, ...] = ()
    upstream: tuple[str, ...] = ()
    summary: str = ""
    details: str = ""
    severity: tuple[OsvSeverity, ...] | None = ()
    affected: tuple[OsvAffected, ...] | None = ()
    references: tuple[OsvReference, ...] | None = ()
    credits: tuple[OsvCredit, ...] = ()
    database_specific: dict[str, Any] = {}
