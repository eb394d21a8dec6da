"""What an OpenVEX document says, read back from its bytes: as facts, and as claims."""

from collections.abc import Iterable

from desktop.domain.advisories.advisory import AdvisoryFacts, AdvisoryText, ProductFacts, Revision, Unaffected
from desktop.domain.failures import InvalidDocument
from desktop.domain.versions.package_url import read_package_url, unquoted
from desktop.formats.advisories.claims import Claims, claims_of, plain_range
from desktop.formats.advisories.instants import require_instant
from desktop.formats.advisories.openvex.document import Product, Statement, VexDocument
from desktop.formats.advisories.openvex.saying import (
    NO_REASON,
    advice_in,
    fixes_in,
    is_abandoned,
    is_withdrawn,
)
from desktop.formats.advisories.openvex.writing import VEX
from desktop.formats.advisories.said import said_by_format
from desktop.formats.advisories.typed_json import read_typed

_SAID = frozenset(
    (
        *("tracking_id", "cve", "aliases", "title", "publisher", "publisher_namespace", "purls"),
        *("affected", "fixed", "unaffected", "investigated", "justified"),
        *("branches", "released", "fix_references", "initial_release", "current_release", "revision"),
    )
)
_ADVICE = frozenset({"remediation", "workaround", "withdrawn", "abandoned"})
"""Said to those who are affected alone."""
_Key = tuple[str, str]


def read_openvex(content: bytes) -> Claims:
    """What an OpenVEX document on one problem says. Raises InvalidDocument."""
    facts = facts_in_openvex(content)
    affected = any(product.affected for product in facts.products)
    return said_by_format(claims_of(facts), _SAID | _ADVICE if affected else _SAID)


def facts_in_openvex(content: bytes) -> AdvisoryFacts:
    """The facts that an OpenVEX document on one problem names. Raises InvalidDocument."""
    return read_typed(content, VexDocument, _facts, called="OpenVEX 0.2.0")


def _facts(document: VexDocument) -> AdvisoryFacts:
    first = require_instant(document.timestamp)
    updated = require_instant(document.last_updated) if document.last_updated else first
    if len({statement.vulnerability for statement in document.statements}) > 1:
        raise InvalidDocument(
            "The OpenVEX document speaks of several problems, or of one in several ways.",
            advice="Compare documents on one problem.",
        )
    namespace, _, name = document.id.rpartition(VEX)
    return AdvisoryFacts(
        tracking_id=unquoted(name),
        publisher=document.author,
        publisher_namespace=namespace,
        contact="",
        text=_text(document, unquoted(name)),
        products=tuple(_products(document.statements)),
        severity="",
        cvss="",
        cwe="",
        credits=(),
        initial_release=first,
        current_release=updated,
        revisions=(Revision(str(document.version), updated, ""),),
    )


def _text(document: VexDocument, tracking_id: str) -> AdvisoryText:
    problem = document.statements[0].vulnerability
    cve = problem.name if problem.name.startswith("CVE-") else ""
    actions = (one.action_statement for one in document.statements if isinstance(one.action_statement, str))
    remediation, workaround = advice_in(next(actions, ""))
    names = (problem.name, *problem.aliases)
    return AdvisoryText(
        title=problem.description,
        summary="",
        remediation=remediation,
        workaround=workaround,
        cve=cve,
        aliases=tuple(name for name in names if name not in {cve, tracking_id}),
    )


def _products(statements: Iterable[Statement]) -> Iterable[ProductFacts]:
    """One for each product, with what its statements say of it."""
    by_product: dict[_Key, list[tuple[Statement, list[str]]]] = {}
    purls: dict[_Key, str] = {}
    for statement in statements:
        named: dict[_Key, list[str]] = {}
        for product in statement.products:
            vendor, name, version, purl = _named(statement, product)
            named.setdefault((vendor, name), []).append(version)
            purls.setdefault((vendor, name), purl)
        for key, versions in named.items():
            by_product.setdefault(key, []).append((statement, versions))
    return (_product(key, said, purls[key]) for key, said in by_product.items())


def _product(key: _Key, said: list[tuple[Statement, list[str]]], purl: str) -> ProductFacts:
    affected = [(v, s.action_statement or "") for s, vs in said if s.status == "affected" for v in vs]
    fixed = [(s.status_notes, versions) for s, versions in said if s.status == "fixed"]
    spared = [(s, v) for s, versions in said if s.status == "not_affected" for v in versions]
    return ProductFacts(
        vendor=key[0],
        product=key[1],
        affected=tuple(version for version, _ in affected),
        fixes=tuple(fix for notes, versions in fixed for fix in fixes_in(notes, versions)),
        withdrawn=tuple(version for version, action in affected if is_withdrawn(action, version)),
        unaffected=tuple(Unaffected(version, _reason(statement)) for statement, version in spared),
        investigated=tuple(v for s, vs in said if s.status == "under_investigation" for v in vs),
        abandoned=tuple(version for version, action in affected if is_abandoned(action)),
        purl=purl,
    )


def _reason(statement: Statement) -> str:
    reason = statement.justification or statement.impact_statement or ""
    return "" if reason == NO_REASON else reason


def _named(statement: Statement, product: Product) -> tuple[str, str, str, str]:
    """Vendor, product, version and package; what has no package URL is called by its id."""
    purl = (product.identifiers.purl if product.identifiers else "") or ""
    name = product.id or purl
    try:
        package = read_package_url(name)
        catalogued = str(read_package_url(purl).of("")) if purl else ""
    except ValueError:
        return statement.supplier, name, "", ""
    vendor = "/".join(package.namespace) if package.type == "generic" else ""
    return vendor or statement.supplier, package.name, plain_range(package.version), catalogued
