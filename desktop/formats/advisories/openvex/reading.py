"""What an OpenVEX document says, read back from its bytes."""

from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.claims import Claims, Versions, plain_range
from desktop.formats.advisories.openvex.document import Product, Statement, Status, VexDocument
from desktop.formats.advisories.package_url import read_package_url, unquoted
from desktop.formats.advisories.typed_json import Mistyped, decode_typed


def read_openvex(content: bytes) -> Claims:
    """What an OpenVEX document on one problem says. Raises InvalidDocument."""
    try:
        document, _ = decode_typed(content, VexDocument)
    except Mistyped as error:
        raise InvalidDocument(
            "The document cannot be read as OpenVEX 0.2.0.",
            advice="`embargo advisory validate` names what is wrong with it.",
        ) from error
    if len({statement.vulnerability for statement in document.statements}) > 1:
        raise InvalidDocument(
            "The OpenVEX document speaks of several problems, or of one in several ways.",
            advice="Compare documents on one problem.",
        )
    return _claims(document)


def _claims(document: VexDocument) -> Claims:
    problem = document.statements[0].vulnerability
    tracking_id = unquoted(document.id.rpartition("/")[2])
    cve = problem.name if problem.name.startswith("CVE-") else ""
    own = {cve, tracking_id}
    updated = document.last_updated if isinstance(document.last_updated, str) else document.timestamp
    return Claims(
        tracking_id=tracking_id,
        cve=cve,
        aliases=frozenset(name for name in (problem.name, *problem.aliases) if name not in own),
        title=problem.description,
        affected=_versions(document, "affected"),
        fixed=_versions(document, "fixed"),
        unaffected=_versions(document, "not_affected"),
        investigated=_versions(document, "under_investigation"),
        initial_release=document.timestamp,
        current_release=updated,
        revision=str(document.version),
    )


def _versions(document: VexDocument, status: Status) -> Versions:
    said = (statement for statement in document.statements if statement.status == status)
    return frozenset(_named(statement, product) for statement in said for product in statement.products)


def _named(statement: Statement, product: Product) -> tuple[str, str, str]:
    """Vendor, product and version; what has no package URL is called by its id."""
    purl = product.identifiers.purl if product.identifiers else ""
    name = next((found for found in (product.id, purl) if isinstance(found, str)), "")
    try:
        package = read_package_url(name)
    except ValueError:
        return statement.supplier, name, ""
    vendor = "/".join(package.namespace) if package.type == "generic" else ""
    return vendor or statement.supplier, package.name, plain_range(package.version)
