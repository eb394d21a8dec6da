"""The facts of an advisory: one model that every written format reads."""

from datetime import datetime
from typing import Literal

import msgspec

Tlp = Literal["CLEAR", "GREEN", "AMBER", "RED"]


class AdvisoryText(msgspec.Struct, frozen=True):
    """What a person writes; everything else is taken from the case."""

    title: str
    summary: str
    details: str = ""
    remediation: str = ""
    workaround: str = ""
    references: tuple[str, ...] = ()
    tlp: Tlp = "CLEAR"


class FixedVersion(msgspec.Struct, frozen=True):
    """A version that carries the fix; `branch` is empty where the product has one line."""

    version: str
    branch: str = ""


class ProductFacts(msgspec.Struct, frozen=True):
    """One product: the ranges that are affected and the versions that carry the fix, by branch."""

    vendor: str
    product: str
    affected: tuple[str, ...]
    fixes: tuple[FixedVersion, ...] = ()
    withdrawn: tuple[str, ...] = ()
    """Affected versions that carried a fix until it was taken back, and whose branch has no other yet."""

    @property
    def fixed(self) -> tuple[str, ...]:
        """The fixed versions, each once."""
        return tuple(dict.fromkeys(fix.version for fix in self.fixes))


class Revision(msgspec.Struct, frozen=True):
    """One published state of the advisory."""

    number: str
    date: datetime
    summary: str


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
    credits: tuple[str, ...]
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
