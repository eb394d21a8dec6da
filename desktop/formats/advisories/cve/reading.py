"""What a published CVE record says, read back from its bytes: as facts, and as claims."""

from collections.abc import Iterable, Iterator
from typing import Any

from desktop.domain.advisories.advisory import (
    AdvisoryFacts,
    AdvisoryText,
    Credit,
    FixedVersion,
    Moment,
    ProductFacts,
    Revision,
    SsvcFact,
)
from desktop.formats.advisories.claims import Claims, claims_of
from desktop.formats.advisories.cve.document import (
    FixOf,
    OtherMetric,
    PublishedContainer,
    PublishedRecord,
    Said,
)
from desktop.formats.advisories.cve.versions import holds_back, read_product
from desktop.formats.advisories.cve.writing import LEVEL, PATCH, ROLES, SSVC
from desktop.formats.advisories.instants import require_instant
from desktop.formats.advisories.said import said_by_format
from desktop.formats.advisories.typed_json import read_typed

_ROLES = {written: role for role, written in ROLES.items()}
_SILENT = (
    *("tlp", "revision", "history", "holding", "publisher", "publisher_namespace", "contact"),
    *("withdrawn", "abandoned", "justified", "purls"),
)
_SAID = tuple(name for name in Claims.__struct_fields__ if name not in _SILENT)


def read_cve(content: bytes) -> Claims:
    """What a published CVE record says. Raises InvalidDocument."""
    return said_by_format(claims_of(facts_in_cve(content)), _SAID)


def facts_in_cve(content: bytes) -> AdvisoryFacts:
    """The facts that a published CVE record names. Raises InvalidDocument."""
    return read_typed(content, PublishedRecord, _facts, called="a published CVE record")


def _facts(record: PublishedRecord) -> AdvisoryFacts:
    found, metadata = record.containers.cna, record.cve_metadata
    by = found.provider_metadata
    public = require_instant(found.date_public or metadata.date_published or by.date_updated)
    updated = require_instant(by.date_updated or metadata.date_updated or found.date_public)
    metrics = {
        "cvss": [m.cvss_v3_1.vector_string for m in found.metrics if m.cvss_v3_1],
        "cvss4": [m.cvss_v4_0.vector_string for m in found.metrics if m.cvss_v4_0],
        "severity": [str(one.content.get("text", "")) for one in _others(found, LEVEL)],
    }
    return AdvisoryFacts(
        tracking_id=str(found.source.get("advisory", "")),
        publisher=by.short_name,
        publisher_namespace="",
        contact="",
        text=_text(found, metadata.cve_id),
        products=tuple(_products(found)),
        severity=_first(metrics["severity"]),
        cvss=_first(metrics["cvss"]),
        cvss4=_first(metrics["cvss4"]),
        cwe=_first(d.cwe_id for one in found.problem_types for d in one.descriptions if d.cwe_id),
        credits=tuple(Credit(c.value, _role(c.type)) for c in found.credits),
        initial_release=public,
        current_release=updated,
        revisions=(Revision("", updated, ""),),
        holding=any(map(holds_back, found.affected)),
        language=found.descriptions[0].lang if found.descriptions else "en",
        ssvc=tuple(_decisions(found)),
        timeline=tuple(Moment(require_instant(line.time), line.value) for line in found.timeline),
        cna_org=metadata.assigner_org_id,
        cna_name=metadata.assigner_short_name,
    )


def _text(found: PublishedContainer, cve: str) -> AdvisoryText:
    summary, *details = (said.value.strip() for said in found.descriptions) if found.descriptions else ("",)
    return AdvisoryText(
        title=found.title.strip(),
        summary=summary,
        details="\n\n".join(details),
        remediation=_joined(found.solutions),
        workaround=_joined(found.workarounds),
        references=tuple(one.url for one in found.references if PATCH not in one.tags),
        cve=cve,
        aliases=found.aliases,
    )


def _products(found: PublishedContainer) -> Iterator[ProductFacts]:
    for entry in found.affected:
        own = (fix for fix in found.fixes if (fix.vendor, fix.product) == (entry.vendor, entry.product))
        yield read_product(entry, tuple(map(_fix, own)))


def _fix(fix: FixOf) -> FixedVersion:
    return FixedVersion(
        fix.version, fix.branch, require_instant(fix.released) if fix.released else None, fix.reference
    )


def _decisions(found: PublishedContainer) -> Iterator[SsvcFact]:
    for content in (one.content for one in _others(found, SSVC)):
        options = content.get("options")
        points = [one for one in options if isinstance(one, dict)] if isinstance(options, list) else []
        yield SsvcFact(
            table=str(content.get("role", "")),
            version=str(content.get("version", "")),
            chosen=tuple(f"{point}={value}" for one in points for point, value in one.items()),
            outcome=str(content.get("outcome", "")),
        )


def _others(found: PublishedContainer, kind: str) -> Iterator[OtherMetric]:
    return (m.other for m in found.metrics if m.other and m.other.type == kind)


def _role(written: str) -> Any:
    return _ROLES.get(written, "finder")


def _joined(said: Iterable[Said]) -> str:
    return "\n\n".join(one.value.strip() for one in said)


def _first(found: Iterable[str]) -> str:
    return next(iter(found), "")
