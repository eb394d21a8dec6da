"""A CSAF 2.0 security advisory (OASIS standard, profile 4.4) from the facts of a case.

Where all versions are still under investigation, the profile for advisories would be broken, which wants a
conclusive status: such a holding advisory is of the base profile, 4.1.

CSAF 2.0 has TLP 1 labels, where CLEAR is called WHITE, and no field for CVSS 4.0: such a vector stands in a
note. The same facts always give the same bytes.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.assessing.severity import Score, read_cvss
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.csaf.package import cwe_name
from desktop.formats.advisories.csaf.products import ListedProduct, build_product_tree
from desktop.formats.advisories.instants import instant

TLP_LABELS = {"CLEAR": "WHITE", "GREEN": "GREEN", "AMBER": "AMBER", "AMBER+STRICT": "AMBER", "RED": "RED"}
"""TLP 2.0 to the labels that CSAF 2.0 knows; the text beside the label says which of two it is."""
CVSS4_NOTE = "CVSS 4.0"
"""Title of the note that carries a CVSS 4.0 vector."""

_TLP_URL = "https://www.first.org/tlp/"
_NOT_IN_A_NAME = re.compile(r"[^+\-a-z0-9]+")

_Json = dict[str, Any]


def csaf_file_name(tracking_id: str) -> str:
    """The file name that CSAF 2.0 §5.1 prescribes: lower case, everything unusual as one underscore."""
    return _NOT_IN_A_NAME.sub("_", tracking_id.lower()) + ".json"


def write_csaf(facts: AdvisoryFacts) -> bytes:
    """The document, indented and sorted (test 6.2.13), in UTF-8; whether it is valid, `validate_csaf` says.

    Raises InvalidDocument for a version or a CVSS vector that cannot be written at all.
    """
    try:
        tree = build_product_tree(facts.products)
        score = read_cvss(facts.cvss, "3.1") if facts.cvss else None
        score4 = read_cvss(facts.cvss4, "4.0") if facts.cvss4 else None
    except ValueError as error:
        raise InvalidDocument(
            f"The advisory cannot be written: {error}.", advice="Correct the case's products or its severity."
        ) from error
    document: _Json = {"document": _document(facts)}
    if tree.products:
        document["product_tree"] = tree.tree
    document["vulnerabilities"] = [_vulnerability(facts, tree.products, score, score4)]
    return msgspec.json.format(msgspec.json.encode(document, order="sorted"), indent=2) + b"\n"


def _document(facts: AdvisoryFacts) -> _Json:
    text = facts.text
    publisher = {"category": "vendor", "name": facts.publisher, "namespace": facts.publisher_namespace}
    return {
        "category": "csaf_base" if facts.under_investigation else "csaf_security_advisory",
        "csaf_version": "2.0",
        "lang": facts.language,
        "title": _clean(text.title),
        "publisher": publisher | ({"contact_details": facts.contact} if facts.contact else {}),
        "distribution": {
            "text": f"TLP:{text.tlp}",
            "tlp": {"label": TLP_LABELS[text.tlp], "url": _TLP_URL},
        },
        **({"aggregate_severity": {"text": facts.severity}} if facts.severity else {}),
        "notes": [{"category": "summary", "title": "Summary", "text": _clean(text.summary)}],
        **({"references": [_reference(url) for url in text.references]} if text.references else {}),
        "tracking": _tracking(facts),
    }


def _reference(url: str) -> _Json:
    return {"category": "external", "summary": url, "url": url}


def _tracking(facts: AdvisoryFacts) -> _Json:
    return {
        "id": facts.tracking_id,
        "status": "interim" if facts.holding else "final",
        "version": facts.revisions[-1].number if facts.revisions else "1",
        "initial_release_date": instant(facts.initial_release),
        "current_release_date": instant(facts.current_release),
        "generator": {"date": instant(facts.current_release), "engine": {"name": "Embargo"}},
        "revision_history": [
            {"number": r.number, "date": instant(r.date), "summary": r.summary} for r in facts.revisions
        ],
    }


def _vulnerability(
    facts: AdvisoryFacts, products: tuple[ListedProduct, ...], score: Score | None, score4: Score | None
) -> _Json:
    affected = [product_id for listed in products for product_id in listed.affected]
    fixed = [product_id for listed in products for product_id in listed.fixed]
    believed = "under_investigation" if facts.under_investigation else "known_affected"
    status = {believed: affected, "fixed": fixed}
    return {
        "title": _clean(facts.text.title),
        "ids": [{"system_name": facts.publisher, "text": facts.tracking_id}],
        **({"cwe": {"id": facts.cwe, "name": cwe_name(facts.cwe) or facts.cwe}} if facts.cwe else {}),
        "notes": _notes(facts, score4),
        "product_status": {name: ids for name, ids in status.items() if ids},
        **_scores(score, affected),
        **_remediations(facts, products, affected),
        **(
            {"acknowledgments": [{"names": [credit.name]} for credit in facts.credits]}
            if facts.credits
            else {}
        ),
    }


def _acknowledgments(facts: AdvisoryFacts) -> _Json:
    thanked = [{"names": [credit.name]} for credit in facts.credits]
    return {"acknowledgments": thanked} if thanked else {}


def _notes(facts: AdvisoryFacts, score4: Score | None) -> list[_Json]:
    notes = [("description", "Description", facts.text.summary), ("details", "Details", facts.text.details)]
    if score4 is not None:
        notes.append(("other", CVSS4_NOTE, f"{score4.vector} ({score4.score}, {score4.rating})"))
    return [
        {"category": category, "title": title, "text": _clean(text)}
        for category, title, text in notes
        if text.strip()
    ]


def _scores(score: Score | None, affected: list[str]) -> _Json:
    if score is None or not affected:
        return {}
    cvss = {
        "version": "3.1",
        "vectorString": score.vector,
        "baseScore": score.score,
        "baseSeverity": score.rating.upper(),
    }
    return {"scores": [{"cvss_v3": cvss, "products": affected}]}


def _remediations(facts: AdvisoryFacts, products: tuple[ListedProduct, ...], affected: list[str]) -> _Json:
    found = [remediation for listed in products for remediation in _of_product(facts, listed)]
    if facts.text.workaround.strip() and affected:
        workaround = _clean(facts.text.workaround)
        found.append({"category": "workaround", "details": workaround, "product_ids": affected})
    return {"remediations": found} if found else {}


def _of_product(facts: AdvisoryFacts, listed: ListedProduct) -> Iterator[_Json]:
    """What helps a product; a version whose fix was withdrawn is helped by no fix of another branch."""
    pairs = tuple(zip(listed.affected, listed.facts.affected, strict=True))
    withdrawn = [product_id for product_id, version in pairs if version in listed.facts.withdrawn]
    others = [product_id for product_id in listed.affected if product_id not in withdrawn]
    if others:
        yield _remediation(facts, listed, others)
    if withdrawn:
        yield {"category": "none_available", "details": _withdrawn_sentence(listed), "product_ids": withdrawn}


def _withdrawn_sentence(listed: ListedProduct) -> str:
    """That what was fixed is so no more."""
    return f"The fix in {' and '.join(listed.facts.withdrawn)} was withdrawn; no other is available yet."


def _remediation(facts: AdvisoryFacts, listed: ListedProduct, ids: list[str]) -> _Json:
    advice = _clean(facts.text.remediation)
    if not listed.fixed:
        details = advice or "No fix is available yet."
        return {"category": "none_available", "details": details, "product_ids": ids}
    details = "\n".join(part for part in (_update_sentence(listed), advice) if part)
    return {"category": "vendor_fix", "details": details, "product_ids": ids}


def _update_sentence(listed: ListedProduct) -> str:
    versions = [
        f"{fix.version} (branch {fix.branch})" if fix.branch else fix.version for fix in listed.facts.fixes
    ]
    return f"Update {listed.facts.product} to {' or '.join(versions)}."


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
