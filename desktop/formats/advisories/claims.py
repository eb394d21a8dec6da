"""What a written advisory claims, read back from its bytes, to prove that all formats say the same."""

import html
import re
from typing import Any

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.failures import InvalidDocument
from desktop.domain.versions.ranges import canonical_range
from desktop.formats.advisories.csaf import CVSS4_NOTE, TLP_LABELS, instant
from desktop.formats.advisories.markdown import HOLDING, UNDER_INVESTIGATION
from desktop.formats.advisories.strict_json import NotStrict, decode_strict

_VERS = "vers:generic/"
_AFFECTED = ("known_affected", "under_investigation")
Versions = frozenset[tuple[str, str, str]]
"""Vendor, product, and version or range."""


class Claims(msgspec.Struct, frozen=True):
    """The facts that a reader of any format could act on."""

    tracking_id: str
    title: str
    affected: Versions
    fixed: Versions
    cvss: str
    cvss4: str
    cwe: str
    severity: str
    credit: tuple[str, ...]
    references: tuple[str, ...]
    tlp: str
    initial_release: str
    current_release: str
    revision: str
    holding: bool = False
    under_investigation: bool = False


def claims_of(facts: AdvisoryFacts) -> Claims:
    """What the case itself says."""
    return Claims(
        tracking_id=facts.tracking_id,
        title=facts.text.title.strip(),
        affected=frozenset((p.vendor, p.product, _plain(v)) for p in facts.products for v in p.affected),
        under_investigation=facts.under_investigation and bool(facts.products),
        holding=facts.holding,
        fixed=frozenset((p.vendor, p.product, _plain(v)) for p in facts.products for v in p.fixed),
        cvss=facts.cvss,
        cvss4=facts.cvss4,
        cwe=facts.cwe,
        severity=facts.severity,
        credit=facts.credits,
        references=facts.text.references,
        tlp=TLP_LABELS[facts.text.tlp],
        initial_release=instant(facts.initial_release),
        current_release=instant(facts.current_release),
        revision=facts.revisions[-1].number,
    )


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


def differences(facts: AdvisoryFacts, content: bytes) -> tuple[str, ...]:
    """Names of facts that the CSAF document says otherwise; empty when it says what the case says."""
    expected, found = claims_of(facts), read_csaf(content)
    return tuple(name for name in Claims.__struct_fields__ if getattr(expected, name) != getattr(found, name))


def unsaid(facts: AdvisoryFacts, markdown: bytes) -> tuple[str, ...]:
    """Facts that a Markdown advisory does not mention; empty when it says every one."""
    text = words_of(markdown.decode())
    claims = claims_of(facts)
    said = {
        "tracking_id": [claims.tracking_id],
        "title": [claims.title],
        "affected": [word for p in facts.products for word in (p.vendor, p.product, *p.affected)],
        "fixed": [version for p in facts.products for version in p.fixed],
        "cvss": [claims.cvss],
        "cvss4": [claims.cvss4],
        "cwe": [claims.cwe],
        "severity": [claims.severity],
        "credit": claims.credit,
        "references": claims.references,
        "tlp": [f"TLP:{facts.text.tlp}"],
        "initial_release": [claims.initial_release],
        "current_release": [claims.current_release],
        "revision": [claims.revision],
        "holding": [HOLDING] if claims.holding else [],
        "under_investigation": [UNDER_INVESTIGATION] if claims.under_investigation else [],
    }
    return tuple(name for name, words in said.items() if not all(_squeezed(w) in text for w in words))


def words_of(markdown: str) -> str:
    """The text of Markdown without its escapes and code marks, on one line."""
    return _squeezed(html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])|`", r"\1", markdown)))


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _claims_in(document: Any) -> Claims:
    head, (vulnerability, *_) = document["document"], document["vulnerabilities"]
    tracking = head["tracking"]
    names = dict(_leaves(document["product_tree"]["branches"]))
    status = vulnerability["product_status"]
    return Claims(
        tracking_id=tracking["id"],
        title=head["title"],
        affected=frozenset(names[leaf] for way in _AFFECTED for leaf in status.get(way, ())),
        under_investigation="under_investigation" in status,
        holding=tracking["status"] == "interim",
        fixed=frozenset(names[leaf] for leaf in status.get("fixed", ())),
        cvss=_cvss_in(vulnerability),
        cvss4=_cvss4_in(vulnerability),
        cwe=vulnerability.get("cwe", {}).get("id", ""),
        severity=head.get("aggregate_severity", {}).get("text", ""),
        credit=tuple(n for a in vulnerability.get("acknowledgments", ()) for n in a.get("names", ())),
        references=tuple(reference["url"] for reference in head.get("references", ())),
        tlp=head["distribution"]["tlp"]["label"],
        initial_release=tracking["initial_release_date"],
        current_release=tracking["current_release_date"],
        revision=tracking["version"],
    )


def _leaves(branches: Any) -> list[tuple[str, tuple[str, str, str]]]:
    return [
        (leaf["product"]["product_id"], (vendor["name"], product["name"], _plain(leaf["name"])))
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


def _plain(version: str) -> str:
    """A range as comparisons, whether it came as `vers` or as people write it."""
    written = version.removeprefix(_VERS).replace("|", ",")
    try:
        return canonical_range(written)
    except ValueError:  # another writer's notation: it is compared as it stands
        return written
