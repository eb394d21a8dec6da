"""Whether words for people say every fact: the words of a file are read back without its marks."""

import html
import re
from collections.abc import Iterator

from desktop.domain.advisories.advisory import AdvisoryFacts, ProductFacts
from desktop.domain.inert import escape_invisible
from desktop.formats.advisories.instants import instant
from desktop.formats.advisories.prose.telling import DONE, HOLDING, UNDER_INVESTIGATION

RELEASE_NOTE = frozenset(
    {"tracking_id", "cve", "aliases", "severity", "title", "product", "fixed", "credit", "holding"}
)
"""The facts that the line of a changelog has a place for."""


def missing_facts(facts: AdvisoryFacts, words: str, among: frozenset[str] | None = None) -> tuple[str, ...]:
    """The names of the facts, or of those `among` them, that words do not say as often as the facts do."""
    text = _squeezed(words)
    asked = [(name, found) for name, found in _said(facts) if among is None or name in among]
    spelled = [(name, _squeezed(escape_invisible(word))) for name, word in asked if word.strip()]
    wanted: dict[str, int] = {}
    for _, word in spelled:
        wanted[word] = wanted.get(word, 0) + 1
    missing = (name for name, word in spelled if text.count(word) < wanted[word])
    return tuple(dict.fromkeys(missing))


def words_of_markdown(content: bytes) -> str:
    """The text of Markdown without its escapes and code marks."""
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])|`", r"\1", content.decode(errors="replace")))


def words_of_html(content: bytes) -> str:
    """The text of a page of ours without its tags; a link says its address once."""
    body = content.decode(errors="replace").partition("<body>")[2]
    return html.unescape(re.sub(r"<[^<>]*>", lambda tag: "" if _is_inline(tag[0]) else " ", body))


def words_of_text(content: bytes) -> str:
    """The body of a message; what stands in the subject is said again there."""
    return content.decode(errors="replace").partition("\n\n")[2]


def _is_inline(tag: str) -> bool:
    return tag.strip("</>").split()[0] in ("a", "code")


def _said(facts: AdvisoryFacts) -> Iterator[tuple[str, str]]:
    """Every word that has to be said, with the name of its fact."""
    text = facts.text
    yield "tracking_id", facts.tracking_id
    yield "cve", text.cve
    yield from (("aliases", alias) for alias in text.aliases)
    yield "title", text.title.strip()
    yield "publisher", facts.publisher
    yield "publisher", facts.publisher_namespace
    yield "contact", facts.contact
    yield "summary", text.summary
    yield "details", text.details
    yield "remediation", text.remediation
    yield "workaround", text.workaround
    for product in facts.products:
        yield from _said_of(product)
    yield "cvss", facts.cvss
    yield "cvss4", facts.cvss4
    yield "cwe", facts.cwe
    yield "severity", facts.severity
    for decided in facts.ssvc:
        yield from (("ssvc", word) for word in (decided.table, decided.version, *decided.chosen))
        yield "ssvc", decided.outcome
    yield from (("credit", f"{credit.name} ({DONE[credit.role]})") for credit in facts.credits)
    yield from (("references", url) for url in text.references)
    yield "tlp", f"TLP:{text.tlp}"
    yield "language", facts.language
    yield "initial_release", instant(facts.initial_release)
    yield "current_release", instant(facts.current_release)
    for moment in facts.timeline:
        yield from (("timeline", word) for word in (instant(moment.at), moment.what))
    for revision in facts.revisions:
        told = (revision.number, instant(revision.date), revision.summary)
        yield from (("revision", word) for word in told)
    yield "holding", HOLDING if facts.holding else ""
    yield "investigated", UNDER_INVESTIGATION if facts.under_investigation and facts.products else ""


def _said_of(product: ProductFacts) -> Iterator[tuple[str, str]]:
    yield "vendor", product.vendor
    yield "product", product.product
    yield from (("affected", version) for version in product.affected)
    yield from (("withdrawn", version) for version in product.withdrawn)
    for fix in product.fixes:
        yield "fixed", fix.version
        yield "branch", fix.branch
        yield "fix dates", instant(fix.released) if fix.released else ""
        yield "fix references", fix.reference
    for one in product.unaffected:
        yield "unaffected", one.version
        yield "unaffected", one.justification.replace("_", " ")
    yield from (("investigated", version) for version in product.investigated)
    yield from (("abandoned", version) for version in product.abandoned)
    yield from (("package names", name) for name in (product.purl, product.cpe))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
