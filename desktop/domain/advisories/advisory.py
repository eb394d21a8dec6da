"""The facts of an advisory: one model that every written format reads."""

from datetime import datetime
from typing import Literal

import msgspec

Tlp = Literal["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]
"""The labels of TLP 2.0 (FIRST), from everybody to those who are named."""
FormName = Literal[
    "csaf", "csaf-vex", "cve", "osv", "openvex", "markdown", "text", "html", "pdf", "release-note"
]
"""The formats in which an advisory leaves."""


class AdvisoryText(msgspec.Struct, frozen=True):
    """What a person writes; everything else is taken from the case."""

    title: str
    summary: str
    details: str = ""
    remediation: str = ""
    workaround: str = ""
    references: tuple[str, ...] = ()
    tlp: Tlp = "CLEAR"
    cve: str = ""
    """The id that a CVE numbering authority gave the problem."""
    aliases: tuple[str, ...] = ()
    """What others call it, such as GHSA-…."""


class Credit(msgspec.Struct, frozen=True):
    """Somebody who agreed to be named, and for what."""

    name: str
    role: Literal["reporter", "finder", "coordinator", "vendor", "reviewer"] = "finder"


class FixedVersion(msgspec.Struct, frozen=True):
    """A version that carries the fix; `branch` is empty where the product has one line."""

    version: str
    branch: str = ""
    released: datetime | None = None
    """When it came out, where that is known."""
    reference: str = ""
    """Where the fix can be looked at, once it is out."""


class Unaffected(msgspec.Struct, frozen=True):
    """A version that does not have the problem, and why: a justification of VEX (CSAF 2.0 §3.2.3.5)."""

    version: str
    justification: str = ""


class ProductFacts(msgspec.Struct, frozen=True):
    """One product: the ranges that are affected and the versions that carry the fix, by branch.

    What is said of versions is said of each once: none is in two of the groups.
    """

    vendor: str
    product: str
    affected: tuple[str, ...]
    fixes: tuple[FixedVersion, ...] = ()
    withdrawn: tuple[str, ...] = ()
    """Affected versions that carried a fix until it was taken back, and whose branch has no other yet."""
    unaffected: tuple[Unaffected, ...] = ()
    investigated: tuple[str, ...] = ()
    """Versions of which it is not known yet whether they are affected."""
    abandoned: tuple[str, ...] = ()
    """Those of the affected that nobody will fix, because their branch is supported no more."""
    purl: str = ""
    """The package URL of the catalogue, without a version."""
    cpe: str = ""

    @property
    def fixed(self) -> tuple[str, ...]:
        """The fixed versions, each once."""
        return tuple(dict.fromkeys(fix.version for fix in self.fixes))


class Revision(msgspec.Struct, frozen=True):
    """One published state of the advisory."""

    number: str
    date: datetime
    summary: str


class Moment(msgspec.Struct, frozen=True):
    """A line of the timeline: what happened to the problem, never who did it."""

    at: datetime
    what: str


class SsvcFact(msgspec.Struct, frozen=True):
    """A decision by an SSVC table: the answer to each point, and the outcome."""

    table: str
    version: str
    chosen: tuple[str, ...]
    """One `point=value` for each point."""
    outcome: str


class AdvisoryFacts(msgspec.Struct, frozen=True):
    """All that any format says; what there is nothing to say of, such as `credits`, is empty."""

    tracking_id: str
    publisher: str
    publisher_namespace: str
    contact: str
    text: AdvisoryText
    products: tuple[ProductFacts, ...]
    severity: str
    cvss: str
    cwe: str
    credits: tuple[Credit, ...]
    initial_release: datetime
    current_release: datetime
    revisions: tuple[Revision, ...]
    language: str = "en"
    cvss4: str = ""
    """A CVSS 4.0 vector beside, or instead of, `cvss`, which is one of 3.1."""
    holding: bool = False
    """Whether facts are still missing: the document says that it is not the last word."""
    under_investigation: bool = False
    """Whether it is still being found out which of the versions are affected."""
    ssvc: tuple[SsvcFact, ...] = ()
    timeline: tuple[Moment, ...] = ()
    """Oldest first."""
    cna_org: str = ""
    """The UUID of the CVE numbering authority that the publisher is; empty where it is none."""
    cna_name: str = ""
    """Its short name in the CVE programme."""
