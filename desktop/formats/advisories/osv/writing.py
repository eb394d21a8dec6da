"""An OSV 1.7 document from the facts of a case.

OSV says which versions of a package are affected and where a range is fixed. What else is known of versions
stands with the affected package in `database_specific`, which the format keeps for the one who publishes.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from desktop.domain.advisories.advisory import AdvisoryFacts, Credit, FixedVersion, ProductFacts
from desktop.domain.assessing.severity import read_cvss
from desktop.domain.failures import InvalidDocument
from desktop.domain.versions.order import GENERIC
from desktop.domain.versions.ranges import canonical_range
from desktop.formats.advisories.bounds import FIRST, Ends, ends_of, unsayable
from desktop.formats.advisories.instants import instant
from desktop.formats.advisories.osv.details import join_details
from desktop.formats.advisories.osv.document import (
    CreditType,
    OsvAffected,
    OsvCredit,
    OsvDocument,
    OsvEvent,
    OsvPackage,
    OsvRange,
    OsvReference,
    OsvSeverity,
)
from desktop.formats.advisories.osv.ecosystems import are_semver, package_of
from desktop.formats.advisories.osv.prefixes import osv_id
from desktop.formats.advisories.written_json import encode_document

SCHEMA = "1.7.0"
ROLES: dict[str, CreditType] = {
    "reporter": "REPORTER",
    "finder": "FINDER",
    "coordinator": "COORDINATOR",
    "vendor": "REMEDIATION_DEVELOPER",
    "reviewer": "REMEDIATION_REVIEWER",
}


def osv_file_name(tracking_id: str) -> str:
    """The file is called as the document's id, as databases of OSV have it."""
    return f"{osv_id(tracking_id)}.osv.json"


def osv_lacks(facts: AdvisoryFacts) -> str:
    """What keeps these facts from being said in OSV, as a sentence; empty for nothing."""
    return next(_lacking(facts), "")


def _lacking(facts: AdvisoryFacts) -> Iterator[str]:
    if facts.under_investigation:
        yield "OSV says which versions are affected, and that is not known yet."
    if not facts.products:
        yield "OSV names packages, and the case lists no product."
    for product in facts.products:
        if not product.purl:
            yield f"OSV names packages: {product.product} has no package URL in the catalogue."
        elif (wrong := _unknown(product)) is not None:
            yield wrong
    yield from (f"OSV cannot say it: {sentence}" for sentence in unsayable(facts))


def _unknown(product: ProductFacts) -> str | None:
    try:
        known = package_of(product.purl)
    except ValueError as error:
        return f"{product.product}: {error}."
    return (
        None if known else f"OSV has no ecosystem for {product.product}: its package URL is {product.purl}."
    )


def write_osv(facts: AdvisoryFacts) -> bytes:
    """The document; raises InvalidDocument for what the format cannot say."""
    try:
        if lacks := osv_lacks(facts):
            raise InvalidDocument(lacks, advice="Leave this format out, or correct the case's products.")
        return encode_document(_document(facts))
    except ValueError as error:
        raise InvalidDocument(
            f"The advisory cannot be written: {error}.", advice="Correct the case's products or its severity."
        ) from error


def _document(facts: AdvisoryFacts) -> OsvDocument:
    text = facts.text
    fixes = dict.fromkeys(fix.reference for p in facts.products for fix in p.fixes if fix.reference)
    return OsvDocument(
        schema_version=SCHEMA,
        id=osv_id(facts.tracking_id),
        modified=instant(facts.current_release),
        published=instant(facts.initial_release),
        aliases=tuple(dict.fromkeys(filter(None, (text.cve, *text.aliases)))),
        summary=text.title.strip(),
        details=join_details(text),
        severity=tuple(_severities(facts)),
        affected=tuple(affected for product in facts.products for affected in _affected(product)),
        references=(
            *(OsvReference("WEB", url) for url in text.references),
            *(OsvReference("FIX", url) for url in fixes),
        ),
        credits=tuple(map(_credit, facts.credits)),
        database_specific=_own(facts),
    )


def _own(facts: AdvisoryFacts) -> dict[str, Any]:
    said = {
        "contact": facts.contact,
        "cve": facts.text.cve,
        "cwe_ids": [facts.cwe] if facts.cwe else [],
        "language": facts.language,
        "publisher": facts.publisher,
        "publisher_namespace": facts.publisher_namespace,
        "revisions": [
            {"number": one.number, "date": instant(one.date), "summary": one.summary}
            for one in facts.revisions
        ],
        "severity": facts.severity,
        "status": "interim" if facts.holding else "final",
        "timeline": [{"time": instant(moment.at), "value": moment.what} for moment in facts.timeline],
        "tlp": facts.text.tlp,
        "tracking_id": facts.tracking_id,
        "ssvc": [
            {"table": one.table, "version": one.version, "chosen": list(one.chosen), "outcome": one.outcome}
            for one in facts.ssvc
        ],
    }
    return {name: value for name, value in said.items() if value}


def _severities(facts: AdvisoryFacts) -> Iterator[OsvSeverity]:
    if facts.cvss:
        yield OsvSeverity("CVSS_V3", read_cvss(facts.cvss, "3.1").vector)
    if facts.cvss4:
        yield OsvSeverity("CVSS_V4", read_cvss(facts.cvss4, "4.0").vector)


def _credit(credit: Credit) -> OsvCredit:
    return OsvCredit(credit.name, type=ROLES[credit.role])


def _affected(product: ProductFacts) -> Iterator[OsvAffected]:
    """One entry for each scheme in which the versions are written: mostly one."""
    found = package_of(product.purl)
    ecosystem, name = found or ("", "")
    ends = [ends_of(written) for written in product.affected]
    for number, scheme in enumerate(dict.fromkeys(one.scheme for one in ends) or [GENERIC]):
        own = _of_product(product) if number == 0 else {"vendor": product.vendor, "product": product.product}
        yield OsvAffected(
            package=OsvPackage(ecosystem, name, product.purl),
            ranges=tuple(_ranges(product, (one for one in ends if one.scheme == scheme and not one.exact))),
            versions=tuple(one.exact for one in ends if one.scheme == scheme and one.exact),
            database_specific=own | ({"scheme": scheme} if scheme != GENERIC else {}),
        )


def _ranges(product: ProductFacts, ends: Iterable[Ends]) -> Iterator[OsvRange]:
    for one in ends:
        semver = are_semver(product.purl, filter(None, (one.low, one.high)))
        first = OsvEvent(introduced=one.low or FIRST)
        last = OsvEvent(last_affected=one.high) if one.through else OsvEvent(fixed=one.high)
        yield OsvRange("SEMVER" if semver else "ECOSYSTEM", (first, last) if one.high else (first,))


def _fix(fix: FixedVersion) -> dict[str, str]:
    said = {
        "version": canonical_range(fix.version),
        "branch": fix.branch,
        "released": instant(fix.released) if fix.released else "",
        "reference": fix.reference,
    }
    return {name: value for name, value in said.items() if value}


def _of_product(product: ProductFacts) -> dict[str, Any]:
    said: dict[str, Any] = {
        "vendor": product.vendor,
        "product": product.product,
        "cpe": product.cpe,
        "fixed": [_fix(fix) for fix in product.fixes],
        "unaffected": [
            {"version": canonical_range(one.version), "justification": one.justification}
            for one in product.unaffected
        ],
        "investigated": [canonical_range(version) for version in product.investigated],
        "withdrawn": [canonical_range(version) for version in product.withdrawn],
        "abandoned": [canonical_range(version) for version in product.abandoned],
    }
    return {name: value for name, value in said.items() if value}
