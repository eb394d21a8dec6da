"""The standards of files: how each is recognised, who judges it, and what is read in a document of it.

A standard joins with an entry here. A document is recognised by what it says of itself; a text by its name.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts, FormName
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.claims import Claims
from desktop.formats.advisories.csaf import stating as csaf
from desktop.formats.advisories.csaf.facts_in import facts_in_csaf
from desktop.formats.advisories.csaf.head import VEX
from desktop.formats.advisories.csaf.reading import read_csaf
from desktop.formats.advisories.csaf.validation import validate_csaf
from desktop.formats.advisories.cve import stating as cve
from desktop.formats.advisories.cve.reading import facts_in_cve, read_cve
from desktop.formats.advisories.cve.validation import validate_cve
from desktop.formats.advisories.findings import Finding
from desktop.formats.advisories.linting import Statements
from desktop.formats.advisories.openvex import stating as openvex
from desktop.formats.advisories.openvex.reading import facts_in_openvex, read_openvex
from desktop.formats.advisories.openvex.validation import validate_openvex
from desktop.formats.advisories.osv import stating as osv
from desktop.formats.advisories.osv.reading import facts_in_osv, read_osv
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
    called: str = ""
    """What a sentence calls one of its documents."""
    forms: tuple[FormName, ...] = ()
    """Those in which an advisory is written by it."""
    read: Callable[[bytes], Claims] | None = None
    """What a document says, to compare it; raises InvalidDocument."""
    facts_in: Callable[[bytes], AdvisoryFacts] | None = None
    """Likewise: all that a document can say, so that it could be written again."""
    is_taken: Callable[[dict[str, Any]], bool] = lambda _document: False
    """Whether it is taken in as facts; a VEX document says too little for it."""


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
        called="CSAF document",
        forms=("csaf", "csaf-vex"),
        read=read_csaf,
        facts_in=facts_in_csaf,
        is_taken=lambda document: bool(document["document"].get("category") != VEX),
    ),
    Standard(
        "cve",
        "CVE JSON 5.1.1",
        "5.1.1",
        undated(validate_cve),
        fits=lambda document: document.get("dataType") == "CVE_RECORD" or "cveMetadata" in document,
        states=cve.statements_in,
        called="CVE record",
        forms=("cve",),
        read=read_cve,
        facts_in=facts_in_cve,
        is_taken=lambda _document: True,
    ),
    Standard(
        "openvex",
        "OpenVEX 0.2.0",
        "0.2.0",
        undated(validate_openvex),
        fits=lambda document: "@context" in document or "statements" in document,
        states=openvex.statements_in,
        called="OpenVEX document",
        forms=("openvex",),
        read=read_openvex,
        facts_in=facts_in_openvex,
    ),
    Standard(
        "osv",
        "OSV 1.7",
        "1.7",
        undated(validate_osv),
        fits=lambda document: "id" in document and not _OSV.isdisjoint(document),
        states=osv.statements_in,
        called="OSV document",
        forms=("osv",),
        read=read_osv,
        facts_in=facts_in_osv,
        is_taken=lambda _document: True,
    ),
    Standard(
        "security.txt",
        "security.txt",
        "RFC 9116",
        validate_security_txt,
        file_names=frozenset({"security.txt"}),
    ),
)
READ_BACK: dict[FormName, Standard] = {form: standard for standard in STANDARDS for form in standard.forms}
"""The forms that are read back, each with the standard by which that is done."""
_ADVICE = f"Name advisories in these formats: {', '.join(sorted(READ_BACK))}."


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
    if (known_by := standard_of(document, standards)) is not None:
        return Recognised(known_by, document)
    known = ", ".join(standard.words for standard in standards)
    message = f"This is none of the formats that are known here: {known}."
    return Recognised(None, document, Finding("format", "error", "", message))


def standard_of(document: Any, standards: tuple[Standard, ...] = STANDARDS) -> Standard | None:
    """The standard that a decoded document follows, whether well or badly; None for what is none of them."""
    return next((one for one in standards if isinstance(document, dict) and one.fits(document)), None)


def read_claims(content: bytes) -> Claims:
    """What a document of any standard says. Raises InvalidDocument, also for what is none of them."""
    try:
        standard = standard_of(decode_strict(content))
    except NotStrict as error:
        raise InvalidDocument(f"The file cannot be compared: {error}.", advice=_ADVICE) from error
    if standard is None or standard.read is None:
        raise InvalidDocument("The file is no advisory in a format that can be compared.", advice=_ADVICE)
    return standard.read(content)
