"""Names that are formulas, markup or commands elsewhere: in every file that leaves they are words."""

import csv
import io
import re
from collections import Counter

import msgspec
import pytest

from desktop.domain.advisories.advisory import AdvisoryText, Credit, ProductFacts
from desktop.domain.failures import InvalidDocument
from desktop.domain.leaving.acknowledgements import Thanked
from desktop.domain.leaving.figures import FiguresCandidate
from desktop.domain.leaving.gate import GateRefusal, clear_calendar, clear_figures
from desktop.formats.acknowledgements import acknowledgements_html, acknowledgements_markdown
from desktop.formats.advisories.forms import FORMS
from desktop.formats.advisories.strict_json import decode_strict
from tests.checked import Figure
from tests.formats.advisories import FACTS

NAMES = (
    '=HYPERLINK("https://evil.example","x")', "+1+1", "-2+3", "@SUM(A1:A9)", "\t=1+1", "\r=1+1",
    "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>', "javascript:alert(1)", "[click](javascript:alert(1))",
    "![x](https://tracker.example/a.png)", "</li></ul><h1>owned", "# heading", "`code` *em* ~~no~~",
    "| a | b |", "line\nbreak", "line\r\nBcc: victim@example.org", "{{ 7*7 }}", "${jndi:ldap://x}",
    "\\u003cscript\\u003e", "&lt;script&gt;", "]]>", "<!-- open", "--> closed", "%3Cscript%3E", "$(reboot)",
    "';--",
)  # fmt: skip
_MARKUP = ("markdown", "html")
"""Forms in which a tag would be one; the others are JSON, plain text and drawings."""
_LINES = {"<br", "<p", "</p"}
"""What a break of a line may add."""


def tags(content: bytes) -> Counter[str]:
    """The tags of a document; an address in angle brackets is Markdown's own."""
    return Counter(re.findall(r"<(?!https?://)[!/]?[a-z][a-z0-9]*|<!--", content.decode().lower()))


def own_markup_alone(content: bytes, plain: bytes) -> bool:
    """Whether a document has no tag that it does not have for a plain name, and not one heading more."""
    told, usual = tags(content), tags(plain)
    return told.keys() <= usual.keys() | _LINES and told["<h1"] == usual["<h1"]


def facts(name: str):
    text = AdvisoryText(name, name, name, name, name, ("https://example.org/a",))
    product = ProductFacts("Acme", name, (">=1.0, <1.4.1",))
    return msgspec.structs.replace(
        FACTS, text=text, products=(product,), credits=(Credit(name),), publisher=name
    )


@pytest.mark.checks("F65")
def test_hostile_names_are_words_in_every_form_of_an_advisory(figure: Figure) -> None:
    wrote = 0
    for name in NAMES:
        for form in FORMS.values():
            given = facts(name)
            if form.lacks(given):
                continue
            try:
                content = form.write(given)
            except InvalidDocument:
                continue  # said, and nothing written
            wrote += 1
            if form.file_name("x").endswith(".json"):
                decode_strict(content)
            elif form.name in _MARKUP:
                assert own_markup_alone(content, form.write(facts("plain"))), (form.name, name)
    assert wrote >= len(NAMES)
    figure("F65", f"{wrote} documents with hostile names, none with markup of theirs")


@pytest.mark.checks("F65")
def test_hostile_names_are_words_among_the_thanked() -> None:
    thanked = tuple(Thanked(name, 2026) for name in NAMES)
    plain = (Thanked("plain", 2026),)
    html, markdown = (
        acknowledgements_html("Acme", thanked),
        acknowledgements_markdown("Acme", thanked).decode(),
    )
    assert own_markup_alone(html, acknowledgements_html("Acme", plain))
    assert len(re.findall(rb"<li\b", html)) == len(NAMES)
    assert own_markup_alone(markdown.encode(), acknowledgements_markdown("Acme", plain))
    assert not re.search(r"(?<!\\)\]\(", markdown)
    assert len(re.findall(r"^- ", markdown, re.MULTILINE)) == len(NAMES)


@pytest.mark.checks("F65")
@pytest.mark.parametrize("name", [n for n in NAMES if n[0] in "=+-@\t\r"])
def test_figures_that_a_spreadsheet_would_compute_stay(name: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerow(["acme", name, "1"])
    assert isinstance(clear_figures(FiguresCandidate(b"", (written.getvalue(),), "f.csv")), GateRefusal)


@pytest.mark.checks("F65")
def test_no_title_gets_into_a_calendar() -> None:
    for name in NAMES:
        content = f"BEGIN:VCALENDAR\r\nSUMMARY:{name}\r\nEND:VCALENDAR\r\n".encode()
        assert isinstance(clear_calendar(content, "a.ics"), GateRefusal)
