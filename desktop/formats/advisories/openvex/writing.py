"""An OpenVEX 0.2.0 document from the facts of a case: a statement for each thing known of a product.

A version is named by a package URL: the generic one of vendor and product as its id, the catalogue's beside.
"""

import re
from collections.abc import Iterable, Iterator
from typing import get_args

from desktop.domain.advisories.advisory import AdvisoryFacts, ProductFacts
from desktop.domain.failures import InvalidDocument
from desktop.domain.matrix.cells import Justification
from desktop.domain.versions.package_url import generic, quoted, read_package_url
from desktop.domain.versions.ranges import canonical_range, overlap, parse_range
from desktop.formats.advisories.bounds import versions_of
from desktop.formats.advisories.instants import instant
from desktop.formats.advisories.openvex.document import (
    Identifiers,
    Product,
    Statement,
    Status,
    VexDocument,
    Vulnerability,
)
from desktop.formats.advisories.openvex.saying import NO_REASON, actions, notes_of
from desktop.formats.advisories.written_json import encode_document

CONTEXT = "https://openvex.dev/ns/v0.2.0"
VEX = "/vex/"
"""Between the publisher's namespace and the tracking id in the id of a document."""
_NOT_IN_A_NAME = re.compile(r"[^+\-a-z0-9]+")


def openvex_file_name(tracking_id: str) -> str:
    """In lower case, everything unusual as one underscore."""
    return _NOT_IN_A_NAME.sub("_", tracking_id.lower()) + ".openvex.json"


def openvex_lacks(facts: AdvisoryFacts) -> str:
    """What keeps these facts from being said in OpenVEX, as a sentence; empty for nothing."""
    if not any(map(versions_of, facts.products)):
        return "OpenVEX makes statements on versions, and the case lists none."
    return next(_wrong(facts.products), "")


def _wrong(products: Iterable[ProductFacts]) -> Iterator[str]:
    for product in products:
        try:
            ranges = {written: parse_range(written) for written in versions_of(product)}
            if product.purl:
                read_package_url(product.purl)
        except ValueError as error:
            yield f"{product.product}: {error}."
            continue
        for written in (written for written, one in ranges.items() if overlap(one) is False):
            yield f"{product.product}: the range {written} contains no version."


def write_openvex(facts: AdvisoryFacts) -> bytes:
    """The document; raises InvalidDocument for what the format cannot say."""
    if lacks := openvex_lacks(facts):
        raise InvalidDocument(lacks, advice="Leave this format out, or correct the case's products.")
    problem = _problem(facts)
    statements = (one for product in facts.products for one in _statements(facts, product, problem))
    return encode_document(
        VexDocument(
            context=CONTEXT,
            id=f"{facts.publisher_namespace}{VEX}{quoted(facts.tracking_id)}",
            author=facts.publisher,
            timestamp=instant(facts.initial_release),
            last_updated=instant(facts.current_release),
            version=int(facts.revisions[-1].number),
            tooling="Embargo",
            statements=tuple(statements),
        )
    )


def _problem(facts: AdvisoryFacts) -> Vulnerability:
    name = facts.text.cve or facts.tracking_id
    others = dict.fromkeys((facts.tracking_id, *facts.text.aliases))
    return Vulnerability(
        name=name,
        description=facts.text.title.strip(),
        aliases=tuple(other for other in others if other != name),
    )


def _statements(facts: AdvisoryFacts, product: ProductFacts, problem: Vulnerability) -> Iterator[Statement]:
    def say(status: Status, versions: Iterable[str], **words: str) -> Iterator[Statement]:
        if named := tuple(_product(product, version) for version in dict.fromkeys(versions)):
            said = {name: text for name, text in words.items() if text}
            yield Statement(problem, status, products=named, supplier=product.vendor, **said)  # type: ignore[arg-type]

    if not facts.under_investigation:
        for action, versions in actions(product, facts.text).items():
            yield from say("affected", versions, action_statement=action)
    fixed = map(canonical_range, product.fixed)
    yield from say("fixed", fixed, status_notes=notes_of(product.fixes))
    for reason in dict.fromkeys(one.justification for one in product.unaffected):
        known = "justification" if reason in get_args(Justification) else "impact_statement"
        versions = [one.version for one in product.unaffected if one.justification == reason]
        yield from say("not_affected", versions, **{known: reason or NO_REASON})
    open_ones = product.affected if facts.under_investigation else ()
    yield from say("under_investigation", (*open_ones, *product.investigated))


def _product(product: ProductFacts, version: str) -> Product:
    """No CPE is written: that of the catalogue names the product in every version."""
    own = str(generic(product.vendor, product.product).of(version))
    if not product.purl:
        return Product(id=own)
    return Product(id=own, identifiers=Identifiers(purl=str(read_package_url(product.purl).of(version))))
