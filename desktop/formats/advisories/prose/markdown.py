"""The advisory for people, in CommonMark: says every fact that the CSAF document says.

Every word of the facts is escaped, so that none can become markup, HTML or a link of its own.
"""

import re
from collections.abc import Iterator

from desktop.domain.advisories.advisory import AdvisoryFacts, ProductFacts
from desktop.domain.assessing.severity import read_cvss
from desktop.domain.failures import InvalidDocument
from desktop.domain.inert import escape_invisible
from desktop.domain.scoring.metric import Version
from desktop.formats.advisories.csaf.package import cwe_name
from desktop.formats.advisories.instants import instant

HOLDING = "holding advisory of what is known so far; a full one follows"
UNDER_INVESTIGATION = "the listed ones are under investigation, not confirmed as affected"
_MARKUP = re.compile(r"([\\`*_\[\]|~$])")
_BLOCK_START = re.compile(r"^([#+=\-]|\d+(?=[.)]))")
_CODE = re.compile(r"[0-9A-Za-z.+~_<>=:/, -]+")
_ADDRESS = re.compile(r"https?://[0-9A-Za-z\-._~:/?#\[\]@!$&'()*+,;=%]+")


def markdown_file_name(tracking_id: str) -> str:
    """The name that goes with the CSAF file's."""
    return re.sub(r"[^+\-a-z0-9]+", "_", tracking_id.lower()) + ".md"


def write_markdown(facts: AdvisoryFacts) -> bytes:
    """The document in UTF-8; blocks are separated by one blank line, the file ends in one line break.

    Raises InvalidDocument for a CVSS vector that is none.
    """
    text = facts.text
    blocks = [
        f"# {escape_line(text.title)}",
        _overview(facts),
        *_section("Summary", text.summary),
        "## Affected and fixed versions",
        _versions(facts.products),
        *_section("Details", text.details),
        *_section("Remediation", text.remediation),
        *_section("Workaround", text.workaround),
        *_list("References", [_link(url) for url in text.references]),
        *_list("Credit", [escape_line(credit.name) for credit in facts.credits]),
        "## Revision history",
        _history(facts),
    ]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def escape_line(text: str) -> str:
    """One line of inert words that may begin a line of its own."""
    return _escape_start(_inline(text))


def escape_text(text: str) -> str:
    """Paragraphs of inert words: line breaks stay, several blank lines become one, no line is indented."""
    lines = [escape_line(line) for line in escape_invisible(text).strip().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _inline(text: str) -> str:
    """The same for the middle of a line."""
    line = " ".join(escape_invisible(text).split())
    line = _MARKUP.sub(r"\\\1", line)
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _escape_start(line: str) -> str:
    start = _BLOCK_START.match(line)
    if start is None:
        return line
    marker = start[0]
    return f"{marker}\\{line[len(marker) :]}" if marker.isdigit() else f"\\{line}"


def _overview(facts: AdvisoryFacts) -> str:
    publisher = f"{_inline(facts.publisher)} ({_link(facts.publisher_namespace)})"
    lines = [
        ("Advisory", _inline(facts.tracking_id)),
        ("Publisher", publisher),
        ("Contact", _inline(facts.contact)),
        ("Severity", _inline(facts.severity)),
        _score(facts.cvss, "3.1"),
        _score(facts.cvss4, "4.0"),
        ("Weakness", _inline(f"{facts.cwe} {cwe_name(facts.cwe) or ''}") if facts.cwe else ""),
        ("Status", HOLDING if facts.holding else ""),
        ("Versions", UNDER_INVESTIGATION if facts.under_investigation and facts.products else ""),
        ("Distribution", f"TLP:{facts.text.tlp}"),
        ("First published", instant(facts.initial_release)),
        ("Last updated", instant(facts.current_release)),
    ]
    return "\n".join(f"- {name}: {value}" for name, value in lines if value)


def _score(vector: str, version: Version) -> tuple[str, str]:
    if not vector:
        return "", ""
    try:
        score = read_cvss(vector, version)
    except ValueError as error:
        raise InvalidDocument(
            f"The advisory cannot be written: {error}.", advice="Correct the case's severity."
        ) from error
    return f"CVSS {score.version}", f"{score.score} ({score.rating}), {_code(score.vector)}"


def _versions(products: tuple[ProductFacts, ...]) -> str:
    rows = [["Vendor", "Product", "Affected", "Fixed in"], ["---"] * 4]
    rows += [
        [
            _inline(product.vendor),
            _inline(product.product),
            "; ".join(_code(written) for written in product.affected),
            "; ".join(_fixes(product)) or "no fix yet",
        ]
        for product in products
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _fixes(product: ProductFacts) -> Iterator[str]:
    for fix in product.fixes:
        yield f"{_code(fix.version)} (branch {_inline(fix.branch)})" if fix.branch else _code(fix.version)
    if product.withdrawn:
        yield f"no fix yet for {', '.join(map(_code, product.withdrawn))}, whose fix was withdrawn"


def _history(facts: AdvisoryFacts) -> str:
    rows = [["Revision", "Date", "What changed"], ["---"] * 3]
    rows += [[_inline(r.number), instant(r.date), _inline(r.summary)] for r in facts.revisions]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _section(heading: str, text: str) -> list[str]:
    return [f"## {heading}", escape_text(text)] if text.strip() else []


def _list(heading: str, items: list[str]) -> list[str]:
    return [f"## {heading}", "\n".join(f"- {item}" for item in items)] if items else []


def _code(text: str) -> str:
    return f"`{text}`" if _CODE.fullmatch(text) else _inline(text)


def _link(url: str) -> str:
    return f"<{url}>" if _ADDRESS.fullmatch(url) else escape_line(url)
