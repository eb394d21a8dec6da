"""The facts of an advisory as lines to read."""

from collections.abc import Iterable, Iterator

from desktop.domain.advisories.advisory import AdvisoryFacts, FixedVersion, ProductFacts
from desktop.domain.clocks.words import when

_WIDTH = 14
_Row = tuple[str, str]


def facts_in_lines(facts: AdvisoryFacts) -> str:
    """Each fact that there is under its name; text as it was written, behind it."""
    return "\n".join(line for row in _rows(facts) for line in _lines(*row))


def _rows(facts: AdvisoryFacts) -> Iterator[_Row]:
    text = facts.text
    yield "Advisory", f"{facts.tracking_id}, revision {facts.revisions[-1].number}"
    yield "Ids", _joined(text.cve, *text.aliases)
    yield "Title", text.title
    yield "Shared as", f"TLP:{text.tlp}"
    yield "Severity", facts.severity
    yield "CVSS 3.1", facts.cvss
    yield "CVSS 4.0", facts.cvss4
    yield "Weakness", facts.cwe
    yield from ((f"SSVC {s.table}", f"{s.outcome} ({', '.join(s.chosen)})") for s in facts.ssvc)
    for product in facts.products:
        yield from _of_product(product)
    yield "Credit", _joined(*(f"{credit.name} ({credit.role})" for credit in facts.credits))
    yield from (("Reference", reference) for reference in text.references)
    yield from (("Timeline", f"{when(moment.at)}  {moment.what}") for moment in facts.timeline)
    yield from ((f"Revision {r.number}", f"{when(r.date)}  {r.summary}") for r in facts.revisions)
    yield "Summary", text.summary
    yield "Details", text.details
    yield "Remediation", text.remediation
    yield "Workaround", text.workaround


def _of_product(product: ProductFacts) -> Iterator[_Row]:
    yield "Product", _joined(f"{product.vendor} {product.product}", product.purl, product.cpe)
    yield "  affected", "; ".join(product.affected)
    yield from (("  fixed", _fix(fix)) for fix in product.fixes)
    yield "  withdrawn", "; ".join(product.withdrawn)
    yield "  no fix for", "; ".join(product.abandoned)
    yield from (("  not affected", _joined(one.version, one.justification)) for one in product.unaffected)
    yield "  looked into", "; ".join(product.investigated)


def _fix(fix: FixedVersion) -> str:
    branch = f"branch {fix.branch}" if fix.branch else ""
    out = f"out since {when(fix.released)}" if fix.released else ""
    return _joined(fix.version, branch, out, fix.reference)


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _lines(name: str, value: str) -> Iterable[str]:
    if not value.strip():
        return
    first, *others = value.strip().split("\n")
    yield f"{name:<{_WIDTH}}  {first}"
    yield from (f"{'':<{_WIDTH}}  {line}".rstrip() for line in others)
