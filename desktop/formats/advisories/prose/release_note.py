"""The advisory as a line of a changelog, in Markdown: what it is, how bad, where it is fixed, who told us."""

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.formats.advisories.prose.markdown import escape_line
from desktop.formats.advisories.prose.telling import DONE, HOLDING


def write_release_note(facts: AdvisoryFacts) -> bytes:
    """One item of a list, in UTF-8."""
    names = ", ".join(name for name in (facts.tracking_id, facts.text.cve, *facts.text.aliases) if name)
    rated = f" ({facts.severity})" if facts.severity else ""
    sentences = [f"{names}{rated}: {facts.text.title.strip().rstrip('.')}.", *_fixes(facts)]
    if facts.credits:
        thanked = ", ".join(f"{credit.name} ({DONE[credit.role]})" for credit in facts.credits)
        sentences.append(f"Thanks to {thanked}.")
    if facts.holding:
        sentences.append(f"This is a {HOLDING}.")
    return f"- {escape_line(' '.join(sentences))}\n".encode()


def _fixes(facts: AdvisoryFacts) -> list[str]:
    return [
        f"Fixed in {product.product} {', '.join(product.fixed)}."
        if product.fixed
        else f"{product.product} has no fix yet."
        for product in facts.products
    ]
