"""The formats that are read back: how each is known by its content, and what it claims."""

from collections.abc import Callable
from typing import Any

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts, FormName
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.claims import Claims
from desktop.formats.advisories.csaf.facts_in import facts_in_csaf
from desktop.formats.advisories.csaf.head import VEX
from desktop.formats.advisories.csaf.reading import read_csaf
from desktop.formats.advisories.cve.reading import facts_in_cve, read_cve
from desktop.formats.advisories.openvex.reading import facts_in_openvex, read_openvex
from desktop.formats.advisories.osv.reading import facts_in_osv, read_osv
from desktop.formats.advisories.strict_json import NotStrict, decode_strict


class Reader(msgspec.Struct, frozen=True):
    """One of them."""

    name: FormName
    recognises: Callable[[dict[str, Any]], bool]
    """By the decoded document, of whose inner values nothing is known."""
    read: Callable[[bytes], Claims]
    """Raises InvalidDocument."""
    facts_in: Callable[[bytes], AdvisoryFacts] | None = None
    """Likewise: all that a document of this format can say, so that it could be written again."""
    taken_as: str = ""
    """What a sentence calls a document that is taken in as facts; a VEX document says too little for it."""


def _csaf_category(document: dict[str, Any]) -> str | None:
    head = document.get("document")
    return str(head.get("category")) if isinstance(head, dict) and "csaf_version" in head else None


READERS: tuple[Reader, ...] = (
    Reader("csaf-vex", lambda found: _csaf_category(found) == VEX, read_csaf, facts_in_csaf),
    Reader(
        "csaf",
        lambda found: _csaf_category(found) is not None,
        read_csaf,
        facts_in_csaf,
        "CSAF document",
    ),
    Reader("cve", lambda found: found.get("dataType") == "CVE_RECORD", read_cve, facts_in_cve, "CVE record"),
    Reader("openvex", lambda found: "@context" in found, read_openvex, facts_in_openvex),
    Reader("osv", lambda found: {"id", "modified"} <= found.keys(), read_osv, facts_in_osv, "OSV document"),
)
"""Asked in this order."""


def reader_of(document: Any) -> Reader | None:
    """Who reads a decoded document; None for what is in none of these formats."""
    return next((r for r in READERS if isinstance(document, dict) and r.recognises(document)), None)


def read_claims(content: bytes) -> Claims:
    """What a document in any of these formats says. Raises InvalidDocument, also for what is none of them."""
    try:
        document = decode_strict(content)
    except NotStrict as error:
        raise InvalidDocument(f"The file cannot be compared: {error}.", advice=_ADVICE) from error
    reader = reader_of(document)
    if reader is None:
        raise InvalidDocument("The file is no advisory in a format that can be compared.", advice=_ADVICE)
    return reader.read(content)


_ADVICE = f"Name advisories in these formats: {', '.join(sorted(reader.name for reader in READERS))}."
