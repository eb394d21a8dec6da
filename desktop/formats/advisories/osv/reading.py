"""What an OSV document says, read back from its bytes: as facts, and as claims.

A document of somebody else has no `database_specific` of ours: then its packages are the products, and what
its ranges call fixed is.
"""

from collections.abc import Iterator
from typing import Any, get_args

import msgspec

from desktop.domain.advisories.advisory import (
    AdvisoryFacts,
    AdvisoryText,
    Credit,
    FixedVersion,
    Moment,
    ProductFacts,
    Revision,
    SsvcFact,
    Tlp,
    Unaffected,
)
from desktop.domain.versions.order import GENERIC, SCHEMES
from desktop.formats.advisories.bounds import Ends, range_of
from desktop.formats.advisories.claims import Claims, claims_of
from desktop.formats.advisories.instants import require_instant
from desktop.formats.advisories.osv.details import split_details
from desktop.formats.advisories.osv.document import OsvAffected, OsvDocument, OsvRange
from desktop.formats.advisories.osv.ecosystems import package_url
from desktop.formats.advisories.osv.prefixes import tracking_id_of
from desktop.formats.advisories.osv.writing import ROLES
from desktop.formats.advisories.typed_json import read_typed, typed

_ROLES = {written: role for role, written in ROLES.items()}


class _Moment(msgspec.Struct, frozen=True):
    time: str
    value: str


class _Own(msgspec.Struct, frozen=True):
    """What we write into the document's `database_specific`; others write other things there."""

    contact: str = ""
    cve: str = ""
    cwe_ids: tuple[str, ...] = ()
    language: str = "en"
    publisher: str = ""
    publisher_namespace: str = ""
    revisions: tuple[Revision, ...] = ()
    severity: str = ""
    status: str = "final"
    timeline: tuple[_Moment, ...] = ()
    tlp: str = "CLEAR"
    tracking_id: str = ""
    ssvc: tuple[SsvcFact, ...] = ()


class _OwnOfProduct(msgspec.Struct, frozen=True):
    """Likewise, of an affected package."""

    vendor: str = ""
    product: str = ""
    cpe: str = ""
    scheme: str = GENERIC
    fixed: tuple[FixedVersion, ...] = ()
    unaffected: tuple[Unaffected, ...] = ()
    investigated: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    abandoned: tuple[str, ...] = ()


def read_osv(content: bytes) -> Claims:
    """What an OSV document says. Raises InvalidDocument."""
    return claims_of(facts_in_osv(content))


def facts_in_osv(content: bytes) -> AdvisoryFacts:
    """The facts that an OSV document names. Raises InvalidDocument."""
    return read_typed(content, OsvDocument, _facts, called="an OSV advisory")


def _facts(document: OsvDocument) -> AdvisoryFacts:
    own = typed(document.database_specific, _Own)
    modified = require_instant(document.modified)
    vectors = {severity.type: severity.score for severity in document.severity or ()}
    return AdvisoryFacts(
        tracking_id=tracking_id_of(document.id),
        publisher=own.publisher,
        publisher_namespace=own.publisher_namespace,
        contact=own.contact,
        text=_text(document, own),
        products=tuple(_products(document)),
        severity=own.severity,
        cvss=vectors.get("CVSS_V3", ""),
        cvss4=vectors.get("CVSS_V4", ""),
        cwe=next(iter(own.cwe_ids), ""),
        credits=tuple(Credit(c.name, _role(c.type)) for c in document.credits),
        initial_release=require_instant(document.published)
        if isinstance(document.published, str)
        else modified,
        current_release=modified,
        revisions=own.revisions or (Revision("", modified, ""),),
        language=own.language,
        holding=own.status == "interim",
        ssvc=own.ssvc,
        timeline=tuple(Moment(require_instant(line.time), line.value) for line in own.timeline),
    )


def _role(written: Any) -> Any:
    return _ROLES.get(written, "finder")


def _text(document: OsvDocument, own: _Own) -> AdvisoryText:
    aliases = tuple(document.aliases or ())
    cve = own.cve or next((a for a in (document.id, *aliases) if a.startswith("CVE-")), "")
    return AdvisoryText(
        title=document.summary.strip(),
        **split_details(document.details, ours=bool(own.tracking_id)),
        references=tuple(r.url for r in document.references or () if r.type != "FIX"),
        tlp=_tlp(own.tlp),
        cve=cve,
        aliases=tuple(alias for alias in aliases if alias != cve),
    )


def _tlp(written: str) -> Tlp:
    if written not in get_args(Tlp):
        raise ValueError("this is no label of TLP 2.0")
    return written  # type: ignore[return-value]


def _products(document: OsvDocument) -> Iterator[ProductFacts]:
    """One for each product: entries of the same one add up."""
    found: dict[tuple[str, str], ProductFacts] = {}
    for affected in document.affected or ():
        product = _product(affected)
        if product is None:
            continue
        before = found.get((product.vendor, product.product))
        if before is not None:
            product = msgspec.structs.replace(
                before,
                affected=tuple(dict.fromkeys((*before.affected, *product.affected))),
                fixes=tuple(dict.fromkeys((*before.fixes, *product.fixes))),
            )
        found[product.vendor, product.product] = product
    yield from found.values()


def _product(affected: OsvAffected) -> ProductFacts | None:
    package = affected.package or None
    own = typed(affected.database_specific, _OwnOfProduct)
    if package is None and not own.product:
        return None
    scheme = own.scheme if own.scheme in SCHEMES else GENERIC
    fixed = own.fixed if own.product else tuple(map(FixedVersion, dict.fromkeys(_fixed(affected))))
    return ProductFacts(
        vendor=own.vendor,
        product=own.product or (package.name if package else ""),
        affected=(
            *(range_of(ends) for one in affected.ranges for ends in _ends(one, scheme)),
            *(range_of(Ends(scheme, exact=version)) for version in affected.versions),
        ),
        fixes=fixed,
        withdrawn=own.withdrawn,
        unaffected=own.unaffected,
        investigated=own.investigated,
        abandoned=own.abandoned,
        purl=(package.purl or package_url(package.ecosystem, package.name)) if package else "",
        cpe=own.cpe,
    )


def _fixed(affected: OsvAffected) -> Iterator[str]:
    for one in affected.ranges:
        if one.type != "GIT":
            yield from (event.fixed for event in one.events if isinstance(event.fixed, str))


def _ends(one: OsvRange, scheme: str) -> Iterator[Ends]:
    """The ranges between events, in their order; those of commits are not ranges of versions."""
    if one.type == "GIT":
        return
    low: str | None = None
    for event in one.events:
        if isinstance(event.introduced, str):
            if low is not None:
                yield Ends(scheme, low=low)
            low = event.introduced
        elif low is not None:
            last = event.last_affected if isinstance(event.last_affected, str) else ""
            first = next((v for v in (event.fixed, event.limit) if isinstance(v, str)), "")
            yield Ends(scheme, low=low, high=last or first, through=bool(last))
            low = None
    if low is not None:
        yield Ends(scheme, low=low)
