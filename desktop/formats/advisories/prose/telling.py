"""What an advisory tells people: every fact that any format for machines has a place for, once, in words."""

from collections.abc import Callable, Iterator

from desktop.domain.advisories.advisory import AdvisoryFacts, Credit, ProductFacts, SsvcFact, Unaffected
from desktop.domain.assessing.severity import read_cvss
from desktop.domain.failures import InvalidDocument
from desktop.domain.scoring.metric import Version
from desktop.formats.advisories.csaf.package import cwe_name
from desktop.formats.advisories.instants import instant
from desktop.formats.advisories.prose.page import (
    Block,
    Bullets,
    Fields,
    Line,
    Page,
    Passage,
    Span,
    Table,
    exact,
    listed,
    said,
)

HOLDING = "holding advisory of what is known so far; a full one follows"
UNDER_INVESTIGATION = "the listed ones are under investigation, not confirmed as affected"
DONE: dict[str, str] = {
    "reporter": "reported it",
    "finder": "found it",
    "coordinator": "coordinated the work on it",
    "vendor": "worked on the fix",
    "reviewer": "reviewed the fix",
}
"""What somebody is thanked for."""


def page_of(facts: AdvisoryFacts) -> Page:
    """The advisory as it is told, the same for the same facts.

    Raises InvalidDocument for a CVSS vector that is none.
    """
    return Page(facts.tracking_id, facts.text.title, tuple(_blocks(facts)), facts.language)


def _blocks(facts: AdvisoryFacts) -> Iterator[Block]:
    text = facts.text
    yield Fields(tuple((name, line) for name, line in _overview(facts) if line))
    yield from _passage("Summary", text.summary)
    yield _versions(facts.products)
    yield from _fixes(facts.products)
    yield from _passage("Details", text.details)
    yield from _passage("Remediation", text.remediation)
    yield from _passage("Workaround", text.workaround)
    yield from _bullets("References", tuple((Span(url, "link"),) for url in text.references))
    yield from _bullets("Credit", tuple(map(_credit, facts.credits)))
    if facts.timeline:
        moments = tuple((said(instant(moment.at)), said(moment.what)) for moment in facts.timeline)
        yield Table("Timeline", ("When", "What happened"), moments)
    revisions = tuple((said(r.number), said(instant(r.date)), said(r.summary)) for r in facts.revisions)
    yield Table("Revision history", ("Revision", "Date", "What changed"), revisions)


def _overview(facts: AdvisoryFacts) -> Iterator[tuple[str, Line]]:
    yield "Advisory", said(facts.tracking_id)
    yield "CVE", said(facts.text.cve)
    yield "Also known as", listed([said(alias) for alias in facts.text.aliases])
    namespace = Span(facts.publisher_namespace, "link")
    yield "Publisher", (Span(f"{facts.publisher} ("), namespace, Span(")"))
    yield "Contact", said(facts.contact)
    yield "Severity", said(facts.severity)
    yield from _score(facts.cvss, "3.1")
    yield from _score(facts.cvss4, "4.0")
    yield "Weakness", said(f"{facts.cwe} {cwe_name(facts.cwe) or ''}".strip() if facts.cwe else "")
    yield from (("SSVC", _decision(decided)) for decided in facts.ssvc)
    yield "Status", said(HOLDING if facts.holding else "")
    yield "Versions", said(UNDER_INVESTIGATION if facts.under_investigation and facts.products else "")
    yield "Distribution", said(f"TLP:{facts.text.tlp}")
    yield "Language", said(facts.language)
    yield "First published", said(instant(facts.initial_release))
    yield "Last updated", said(instant(facts.current_release))


def _score(vector: str, version: Version) -> Iterator[tuple[str, Line]]:
    if not vector:
        return
    try:
        score = read_cvss(vector, version)
    except ValueError as error:
        raise InvalidDocument(
            f"The advisory cannot be written: {error}.", advice="Correct the case's severity."
        ) from error
    rated = Span(f"{score.score} ({score.rating}), ")
    yield f"CVSS {score.version}", (rated, Span(score.vector, "code"))


def _decision(decided: SsvcFact) -> Line:
    answers = listed([exact(answer) for answer in decided.chosen], ", ")
    return (Span(f"{decided.outcome}, by the table {decided.table} {decided.version} ("), *answers, Span(")"))


_Cell = Callable[[ProductFacts], Line]
_COLUMNS: tuple[tuple[str, bool, _Cell], ...] = (
    ("Vendor", True, lambda product: said(product.vendor)),
    ("Product", True, lambda product: said(product.product)),
    ("Affected", True, lambda product: _exacts(product.affected)),
    ("Fixed in", True, lambda product: listed(list(_fixed(product))) or said("no fix yet")),
    ("No fix will come for", False, lambda product: _exacts(product.abandoned)),
    ("Not affected", False, lambda product: listed([_spared(one) for one in product.unaffected])),
    ("Under investigation", False, lambda product: _exacts(product.investigated)),
    ("Package", False, lambda product: listed([exact(name) for name in (product.purl, product.cpe) if name])),
)
"""Name of a column, whether it stands there even when it is empty, and what it says of a product."""


def _versions(products: tuple[ProductFacts, ...]) -> Table:
    used = [(name, cell) for name, always, cell in _COLUMNS if always or any(map(cell, products))]
    rows = tuple(tuple(cell(product) for _, cell in used) for product in products)
    return Table("Affected and fixed versions", tuple(name for name, _ in used), rows)


def _exacts(versions: tuple[str, ...]) -> Line:
    return listed([exact(version) for version in versions])


def _fixed(product: ProductFacts) -> Iterator[Line]:
    for fix in product.fixes:
        yield (*exact(fix.version), *said(f" (branch {fix.branch})" if fix.branch else ""))
    if product.withdrawn:
        versions = listed([exact(version) for version in product.withdrawn], ", ")
        yield (Span("no fix yet for "), *versions, Span(", whose fix was withdrawn"))


def _spared(one: Unaffected) -> Line:
    why = one.justification.replace("_", " ")
    return (*exact(one.version), *said(f" ({why})" if why else ""))


def _fixes(products: tuple[ProductFacts, ...]) -> Iterator[Table]:
    """When each fix came out and where it is, if that is known of any."""
    rows = tuple(
        (
            said(product.product),
            exact(fix.version),
            said(fix.branch),
            said(instant(fix.released) if fix.released else ""),
            (Span(fix.reference, "link"),) if fix.reference else (),
        )
        for product in products
        for fix in product.fixes
        if fix.released or fix.reference
    )
    if rows:
        yield Table("Fixes", ("Product", "Version", "Branch", "Released", "Reference"), rows)


def _credit(credit: Credit) -> Line:
    return (Span(credit.name), Span(f" ({DONE[credit.role]})"))


def _passage(heading: str, text: str) -> Iterator[Passage]:
    if text.strip():
        yield Passage(heading, text)


def _bullets(heading: str, items: tuple[Line, ...]) -> Iterator[Bullets]:
    if items:
        yield Bullets(heading, items)
