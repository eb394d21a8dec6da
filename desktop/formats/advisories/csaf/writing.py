"""A CSAF 2.0 security advisory (OASIS standard, profile 4.4) or VEX document (4.5) from the facts of a case.

Where all versions are still under investigation, the profile for advisories would be broken, which wants a
conclusive status: such a holding advisory is of the base profile, 4.1.

CSAF 2.0 has no field for CVSS 4.0, for SSVC and for a timeline: each stands in a note. The same facts always
give the same bytes.
"""

from collections.abc import Iterator
from typing import Any, get_args

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.assessing.severity import Score, read_cvss
from desktop.domain.failures import InvalidDocument
from desktop.domain.matrix.cells import Justification
from desktop.formats.advisories.csaf import wording as w
from desktop.formats.advisories.csaf.head import ADVISORY, VEX, Profile, document_head, tidy
from desktop.formats.advisories.csaf.package import cwe_name
from desktop.formats.advisories.csaf.products import ProductTree, build_product_tree
from desktop.formats.advisories.csaf.remedies import remediations
from desktop.formats.advisories.written_json import encode_document

_SYSTEMS = {"GHSA": "GitHub Security Advisories", "CVE": "CVE", "PYSEC": "PyPI Advisory Database"}
_ANOTHER_SYSTEM = "Other"
_FLAGS = frozenset(get_args(Justification))
"""The justifications of §3.2.3.5; another one is told as the impact."""

_Json = dict[str, Any]


def write_csaf(facts: AdvisoryFacts) -> bytes:
    """The advisory, indented and sorted (test 6.2.13), in UTF-8; whether it is valid, `validate_csaf` says.

    Raises InvalidDocument for a version or a CVSS vector that cannot be written at all.
    """
    return _write(facts, ADVISORY)


def write_csaf_vex(facts: AdvisoryFacts) -> bytes:
    """The VEX document of the same facts: which version is affected, and what to do. Raises likewise."""
    return _write(facts, VEX)


def _write(facts: AdvisoryFacts, profile: Profile) -> bytes:
    try:
        tree = build_product_tree(facts.products, all_open=facts.under_investigation)
        vulnerability = _vulnerability(facts, tree)
    except ValueError as error:
        raise InvalidDocument(
            f"The advisory cannot be written: {error}.", advice="Correct the case's products or its severity."
        ) from error
    document: _Json = {"document": document_head(facts, profile)}
    if tree.products:
        document["product_tree"] = tree.tree
    document["vulnerabilities"] = [vulnerability]
    return encode_document(document)


def _vulnerability(facts: AdvisoryFacts, tree: ProductTree) -> _Json:
    score = read_cvss(facts.cvss, "3.1") if facts.cvss else None
    scored = tree.every("affected") or tree.every("investigated")
    unless_empty = {
        "cve": facts.text.cve,
        "cwe": {"id": facts.cwe, "name": cwe_name(facts.cwe) or facts.cwe} if facts.cwe else None,
        "product_status": _status(facts, tree),
        "flags": _flags(tree),
        "threats": _threats(tree),
        "scores": [{"cvss_v3": _cvss(score), "products": scored}] if score and scored else None,
        "remediations": remediations(facts, tree),
        "acknowledgments": [{"names": [c.name], "summary": w.what_they_did(c)} for c in facts.credits],
    }
    return {
        "title": tidy(facts.text.title),
        "ids": [{"system_name": facts.publisher, "text": facts.tracking_id}, *map(_id, facts.text.aliases)],
        "notes": list(_notes(facts, tree, None if scored else score)),
        **{name: value for name, value in unless_empty.items() if value},
    }


def _id(alias: str) -> _Json:
    return {"system_name": _SYSTEMS.get(alias.partition("-")[0], _ANOTHER_SYSTEM), "text": alias}


def _status(facts: AdvisoryFacts, tree: ProductTree) -> dict[str, list[str]]:
    groups = {
        "under_investigation" if facts.under_investigation else "known_affected": "affected",
        "fixed": "fixed",
        "known_not_affected": "unaffected",
    }
    if not facts.under_investigation:
        groups["under_investigation"] = "investigated"
    return {status: ids for status, group in groups.items() if (ids := tree.every(group))}


def _flags(tree: ProductTree) -> list[_Json]:
    justified = _justified(tree)
    return [{"label": why, "product_ids": ids} for why, ids in justified.items() if why in _FLAGS]


def _threats(tree: ProductTree) -> list[_Json]:
    """The impact statement that a VEX document owes where there is no flag (test 6.1.27.9)."""
    justified = _justified(tree)
    return [
        {"category": "impact", "details": why or w.NOT_AFFECTED, "product_ids": ids}
        for why, ids in justified.items()
        if why not in _FLAGS
    ]


def _justified(tree: ProductTree) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for listed in tree.products:
        for product_id, one in zip(listed.unaffected, listed.facts.unaffected, strict=True):
            found.setdefault(tidy(one.justification), []).append(product_id)
    return found


def _cvss(score: Score) -> _Json:
    return {
        "version": "3.1",
        "vectorString": score.vector,
        "baseScore": score.score,
        "baseSeverity": score.rating.upper(),
    }


def _notes(facts: AdvisoryFacts, tree: ProductTree, score: Score | None) -> Iterator[_Json]:
    """What has no field, and what has one for products alone while none is affected."""
    score4 = read_cvss(facts.cvss4, "4.0") if facts.cvss4 else None
    helped = bool(remediations(facts, tree))
    notes = [
        ("description", "Description", facts.text.summary),
        ("details", "Details", facts.text.details),
        ("other", w.CVSS3_NOTE, _in_words(score)),
        ("other", w.CVSS4_NOTE, _in_words(score4)),
        *(("other", w.SSVC_NOTE, w.ssvc_lines(decision)) for decision in facts.ssvc),
        ("other", w.TIMELINE_NOTE, w.timeline_lines(facts.timeline)),
        ("other", w.REMEDIATION_NOTE, "" if helped else facts.text.remediation),
        ("other", w.WORKAROUND_NOTE, "" if tree.every("affected") else facts.text.workaround),
    ]
    for category, title, text in notes:
        if told := tidy(text):
            yield {"category": category, "title": title, "text": told}


def _in_words(score: Score | None) -> str:
    return f"{score.vector} ({score.score}, {score.rating})" if score else ""
