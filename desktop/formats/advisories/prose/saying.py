"""Whether words for people say every fact."""

import html
import re

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.formats.advisories.instants import instant
from desktop.formats.advisories.prose.markdown import HOLDING, UNDER_INVESTIGATION


def unsaid(facts: AdvisoryFacts, markdown: bytes) -> tuple[str, ...]:
    """Facts that a Markdown advisory does not mention; empty when it says every one."""
    text = words_of(markdown.decode())
    said = {
        "tracking_id": [facts.tracking_id],
        "title": [facts.text.title],
        "affected": [word for p in facts.products for word in (p.vendor, p.product, *p.affected)],
        "fixed": [version for p in facts.products for version in p.fixed],
        "cvss": [facts.cvss],
        "cvss4": [facts.cvss4],
        "cwe": [facts.cwe],
        "severity": [facts.severity],
        "credit": [credit.name for credit in facts.credits],
        "references": facts.text.references,
        "tlp": [f"TLP:{facts.text.tlp}"],
        "initial_release": [instant(facts.initial_release)],
        "current_release": [instant(facts.current_release)],
        "revision": [facts.revisions[-1].number],
        "holding": [HOLDING] if facts.holding else [],
        "investigated": [UNDER_INVESTIGATION] if facts.under_investigation and facts.products else [],
    }
    return tuple(name for name, words in said.items() if not all(_squeezed(w) in text for w in words))


def words_of(markdown: str) -> str:
    """The text of Markdown without its escapes and code marks, on one line."""
    return _squeezed(html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])|`", r"\1", markdown)))


def _squeezed(text: str) -> str:
    return " ".join(text.split())
