"""Check a file against the standard that it claims to follow."""

from typing import Literal

import msgspec

from desktop.formats.advisories.csaf_validation import TestFinding, errors_of, validate_csaf


class Validation(msgspec.Struct, frozen=True):
    """What was found; the fields are the JSON keys of `embargo advisory validate`."""

    file: str
    valid: bool
    findings: tuple[TestFinding, ...]
    format: Literal["csaf"] = "csaf"
    version: str = "2.0"


def validate_advisory(name: str, content: bytes) -> Validation:
    """Every mistake of a CSAF 2.0 document, its recommendations among them; never raises for its content."""
    findings = validate_csaf(content, thorough=True)
    return Validation(name, not errors_of(findings), findings)
