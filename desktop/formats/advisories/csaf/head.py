"""The head of a CSAF document: what is said of the document itself, and which of the two kinds it is.

CSAF 2.0 has TLP 1 labels, where CLEAR is called WHITE. An advisory and a VEX document of the same case are
two documents, each with an id and hence a file name of its own (§5.1).
"""

import re
from typing import Any, Literal

from desktop.domain.advisories.advisory import AdvisoryFacts, Tlp
from desktop.formats.advisories.instants import instant

Profile = Literal["csaf_security_advisory", "csaf_vex"]
ADVISORY: Profile = "csaf_security_advisory"
VEX: Profile = "csaf_vex"
BASE = "csaf_base"
"""Of a document without a conclusive status, which the profile for advisories wants (4.4)."""
TLP_LABELS: dict[Tlp, str] = {"CLEAR": "WHITE", "GREEN": "GREEN", "AMBER": "AMBER", "RED": "RED"}
"""TLP 2.0 to the labels that CSAF 2.0 knows."""

_TLP_URL = "https://www.first.org/tlp/"
_NOT_IN_A_NAME = re.compile(r"[^+\-a-z0-9]+")
_VEX_ENDING = "-VEX"


def csaf_file_name(tracking_id: str) -> str:
    """The file name that CSAF 2.0 §5.1 prescribes: lower case, everything unusual as one underscore."""
    return _NOT_IN_A_NAME.sub("_", tracking_id.lower()) + ".json"


def vex_file_name(tracking_id: str) -> str:
    """The same for the VEX document of this id."""
    return csaf_file_name(tracking_id + _VEX_ENDING)


def case_of(document_id: str, category: str) -> str:
    """The tracking id that the facts have."""
    return document_id.removesuffix(_VEX_ENDING) if category == VEX else document_id


def document_head(facts: AdvisoryFacts, profile: Profile) -> dict[str, Any]:
    """The object `document`."""
    text = facts.text
    open_still = facts.under_investigation and profile == ADVISORY
    publisher = {"category": "vendor", "name": facts.publisher, "namespace": facts.publisher_namespace}
    document_id = facts.tracking_id + (_VEX_ENDING if profile == VEX else "")
    references = [_reference(url, csaf_file_name(document_id)) for url in text.references]
    return {
        "category": BASE if open_still else profile,
        "csaf_version": "2.0",
        "lang": facts.language,
        "title": tidy(text.title),
        "publisher": publisher | ({"contact_details": facts.contact} if facts.contact else {}),
        "distribution": {
            "text": f"TLP:{text.tlp}",
            "tlp": {"label": TLP_LABELS[text.tlp], "url": _TLP_URL},
        },
        **({"aggregate_severity": {"text": facts.severity}} if facts.severity else {}),
        "notes": [{"category": "summary", "title": "Summary", "text": tidy(text.summary)}],
        **({"references": references} if references else {}),
        "tracking": _tracking(facts, document_id),
    }


def tidy(text: str) -> str:
    """With line feeds alone, and no blanks around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _reference(url: str, file_name: str) -> dict[str, str]:
    """One that leads to a file of this document's name leads to the document (test 6.2.11)."""
    itself = url.startswith("https://") and url.endswith(f"/{file_name}")
    return {"category": "self" if itself else "external", "summary": url, "url": url}


def _tracking(facts: AdvisoryFacts, document_id: str) -> dict[str, Any]:
    return {
        "id": document_id,
        "status": "interim" if facts.holding else "final",
        "version": facts.revisions[-1].number if facts.revisions else "1",
        "initial_release_date": instant(facts.initial_release),
        "current_release_date": instant(facts.current_release),
        "generator": {"date": instant(facts.current_release), "engine": {"name": "Embargo"}},
        "revision_history": [
            {"number": r.number, "date": instant(r.date), "summary": r.summary} for r in facts.revisions
        ],
    }
