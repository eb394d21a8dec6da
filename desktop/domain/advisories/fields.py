"""The fields of an advisory: what a finding is about, and so where it is put right."""

from typing import Literal

import msgspec

WordField = Literal[
    "title", "summary", "details", "remediation", "workaround", "references", "tlp", "cve", "aliases"
]
"""What is typed into the advisory itself."""
CaseField = Literal["products", "fixes", "severity", "ssvc", "credit", "dates", "publisher"]
"""What comes from elsewhere in the case, or from its policy."""
FactField = WordField | CaseField
BY_POLICY: tuple[CaseField, ...] = ("publisher",)
"""Those that no case edits: its policy says them."""


class Flaw(msgspec.Struct, frozen=True):
    """Something that is wrong with the facts, or that may be; `is_mistake` stands against leaving."""

    field: FactField
    sentence: str
    is_mistake: bool = True
