"""What a CSAF 2.0 document says, read back from its bytes."""

from typing import Any

from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.claims import Claims, plain_range
from desktop.formats.advisories.csaf.writing import CVSS4_NOTE, TLP_LABELS
from desktop.formats.advisories.strict_json import NotStrict, decode_strict

_TLP: dict[str, str] = {label: tlp for tlp, label in TLP_LABELS.items() if tlp != "AMBER+STRICT"}
_STRICT = "TLP:AMBER+STRICT"


def read_csaf(content: bytes) -> Claims:
    """What a CSAF 2.0 document says. Raises InvalidDocument when it lacks what every advisory has."""
    try:
        document = decode_strict(content)
        return _claims_in(document)
    except (NotStrict, KeyError, IndexError, TypeError, AttributeError) as error:
        raise InvalidDocument(
            "The document cannot be read as a CSAF 2.0 advisory.",
            advice="`embargo advisory validate` names what is wrong with it.",
        ) from error


def _claims_in(document: Any) -> Claims:
    head, (vulnerability, *_) = document["document"], document["vulnerabilities"]
    tracking = head["tracking"]
    names = dict(_leaves(document["product_tree"]["branches"]))
    status = vulnerability["product_status"]
    return Claims(
        tracking_id=tracking["id"],
        title=head["title"],
        affected=frozenset(names[leaf] for leaf in status.get("known_affected", ())),
        investigated=frozenset(names[leaf] for leaf in status.get("under_investigation", ())),
        holding=tracking["status"] == "interim",
        fixed=frozenset(names[leaf] for leaf in status.get("fixed", ())),
        cvss=_cvss_in(vulnerability),
        cvss4=_cvss4_in(vulnerability),
        cwe=vulnerability.get("cwe", {}).get("id", ""),
        severity=head.get("aggregate_severity", {}).get("text", ""),
        credit=tuple(n for a in vulnerability.get("acknowledgments", ()) for n in a.get("names", ())),
        references=tuple(reference["url"] for reference in head.get("references", ())),
        tlp=_tlp_in(head["distribution"]),
        initial_release=tracking["initial_release_date"],
        current_release=tracking["current_release_date"],
        revision=tracking["version"],
    )


def _tlp_in(distribution: Any) -> str:
    """TLP 1 has one label where TLP 2.0 has two: the text beside it tells them apart."""
    return "AMBER+STRICT" if distribution.get("text") == _STRICT else _TLP[distribution["tlp"]["label"]]


def _leaves(branches: Any) -> list[tuple[str, tuple[str, str, str]]]:
    return [
        (leaf["product"]["product_id"], (vendor["name"], product["name"], plain_range(leaf["name"])))
        for vendor in branches
        for product in vendor["branches"]
        for leaf in product["branches"]
    ]


def _cvss_in(vulnerability: Any) -> str:
    for score in vulnerability.get("scores", ()):
        return str(score["cvss_v3"]["vectorString"])
    return ""


def _cvss4_in(vulnerability: Any) -> str:
    notes = [note for note in vulnerability["notes"] if note.get("title") == CVSS4_NOTE]
    return str(notes[0]["text"]).split(" ")[0] if notes else ""
