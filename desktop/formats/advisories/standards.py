"""The standards that a file can be checked against: how each is recognised, and who judges it.

A standard joins with an entry here. A document is recognised by what it says of itself; a text by its name.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

import msgspec

from desktop.formats.advisories.csaf import stating as csaf
from desktop.formats.advisories.csaf.validation import validate_csaf
from desktop.formats.advisories.cve import stating as cve
from desktop.formats.advisories.cve.validation import validate_cve
from desktop.formats.advisories.findings import Finding
from desktop.formats.advisories.linting import Statements
from desktop.formats.advisories.openvex import stating as openvex
from desktop.formats.advisories.openvex.validation import validate_openvex
from desktop.formats.advisories.osv import stating as osv
from desktop.formats.advisories.osv.validation import validate_osv
from desktop.formats.advisories.strict_json import NotStrict, decode_strict
from desktop.formats.publishing.security_txt import validate_security_txt


class Validate(Protocol):
    """Everything that is wrong with a file at this instant; never raises for its content."""

    def __call__(self, content: bytes, *, thorough: bool, now: datetime) -> tuple[Finding, ...]: ...


class Undated(Protocol):
    """The same where no date matters."""

    def __call__(self, content: bytes, *, thorough: bool = False) -> tuple[Finding, ...]: ...


def undated(validate: Undated) -> Validate:
    """A validator that asks for no instant."""
    return lambda content, *, thorough, now: validate(content, thorough=thorough)  # noqa: ARG005 - a Validate is given it


class Standard(msgspec.Struct, frozen=True):
    """One of them; `name` and `version` are those of `embargo advisory validate --json`."""

    name: str
    words: str
    """As people call it."""
    version: str
    validate: Validate
    fits: Callable[[dict[str, Any]], bool] = lambda _document: False
    """Whether a JSON document says that it follows this standard."""
    file_names: frozenset[str] = frozenset()
    """Of texts, which say nothing of the kind."""
    states: Callable[[Any], Statements] | None = None
    """What it states, for the rules beyond the schema."""


_OSV = frozenset({"modified", "affected", "schema_version"})
"""Names one of which stands in a document that is meant as OSV, whatever it lacks."""

STANDARDS: tuple[Standard, ...] = (
    Standard(
        "csaf",
        "CSAF 2.0",
        "2.0",
        undated(validate_csaf),
        fits=lambda document: isinstance(document.get("document"), dict),
        states=csaf.statements_in,
    ),
    Standard(
        "cve",
        "CVE JSON 5.1.1",
        "5.1.1",
        undated(validate_cve),
        fits=lambda document: document.get("dataType") == "CVE_RECORD" or "cveMetadata" in document,
        states=cve.statements_in,
    ),
    Standard(
        "openvex",
        "OpenVEX 0.2.0",
        "0.2.0",
        undated(validate_openvex),
        fits=lambda document: "@context" in document or "statements" in document,
        states=openvex.statements_in,
    ),
    Standard(
        "osv",
        "OSV 1.7",
        "1.7",
        undated(validate_osv),
        fits=lambda document: "id" in document and not _OSV.isdisjoint(document),
        states=osv.statements_in,
    ),
    Standard(
        "security.txt",
        "security.txt",
        "RFC 9116",
        validate_security_txt,
        file_names=frozenset({"security.txt"}),
    ),
)


class Recognised(msgspec.Struct, frozen=True):
    """What a file is: a standard, or the finding why it is none."""

    standard: Standard | None
    document: Any = None
    """Decoded, where it is JSON."""
    finding: Finding | None = None


def recognise(file_name: str, content: bytes, standards: tuple[Standard, ...] = STANDARDS) -> Recognised:
    """Which standard the file follows, whether well or badly."""
    for standard in standards:
        if file_name.lower() in standard.file_names:
            return Recognised(standard)
    try:
        document = decode_strict(content)
    except NotStrict as error:
        words = str(error)
        return Recognised(None, finding=Finding("json", "error", "", words[:1].upper() + words[1:]))
    for standard in standards:
        if isinstance(document, dict) and standard.fits(document):
            return Recognised(standard, document)
    known = ", ".join(standard.words for standard in standards)
    message = f"This is none of the formats that are known here: {known}."
    return Recognised(None, document, Finding("format", "error", "", message))
