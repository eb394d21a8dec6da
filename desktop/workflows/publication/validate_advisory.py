"""Check a file against the standard that it claims to follow."""

from typing import Literal

import msgspec

from desktop.formats.advisories.csaf.validation import validate_csaf
from desktop.formats.advisories.findings import Finding, errors_of


class Validation(msgspec.Struct, frozen=True):
    """What was found; the fields are the JSON keys of `embargo advisory validate`."""

    file: str
    valid: bool
    findings: tuple[Finding, ...]
    format: Literal["csaf"] = "csaf"
    version: str = "2.0"


def validate_advisory(name: str, content: bytes) -> Validation:
    """Every mistake of a CSAF 2.0 document, its recommendations among them; never raises for its content."""
    findings = validate_csaf(content, thorough=True)
    return Validation(name, not errors_of(findings), findings)
