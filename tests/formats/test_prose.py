"""Advisories for people: every form says every fact, and no word of a fact becomes anything but a word."""

import base64
import hashlib
import re
from datetime import timedelta
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.advisories.advisory import (
    AdvisoryFacts,
    AdvisoryText,
    Credit,
    FixedVersion,
    Moment,
    ProductFacts,
    Revision,
    SsvcFact,
    Unaffected,
)
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.forms import FORMS
from desktop.formats.advisories.prose.hypertext import write_html
from desktop.formats.advisories.prose.plain_text import WIDTH, write_text
from desktop.formats.advisories.prose.release_note import write_release_note
from tests.formats.advisories import AT, FACTS, FULL, facts
from tests.formats.changed_facts import CHANGES

replace = msgspec.structs.replace
PROSE = ["markdown", "text", "html", "release-note"]
WHOLE = ["markdown", "text", "html"]
RICH = replace(
    FACTS,
    text=replace(FACTS.text, cve="CVE-2026-1234", aliases=("GHSA-aaaa-bbbb-cccc", "MAL-7")),
    products=(
        ProductFacts(
            "MushinAI",
            "Platform",
            (">=1.2, <1.4.1", "0.9"),
            (FixedVersion("1.4.1", "1.4", AT, "https://mushinai.com/fix/1"), FixedVersion("1.5.0")),
            unaffected=(Unaffected("2.0", "vulnerable_code_not_present"),),
            investigated=("1.6.0-rc1",),
            abandoned=("0.9",),
            purl="pkg:pypi/platform",
            cpe="cpe:2.3:a:mushinai:platform:*:*:*:*:*:*:*:*",
        ),
    ),
    credits=(Credit("Ada Finder", "reporter"), Credit("Bo", "coordinator"), Credit("Cy", "reviewer")),
    ssvc=(SsvcFact("supplier", "2.0.0", ("exploitation=poc", "utility=efficient"), "out-of-cycle"),),
    timeline=(Moment(AT - timedelta(days=30), "The report arrived."), Moment(AT, "The fix was released.")),
    cvss4="CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
)
SPELLED = {
    "text": {"cve": "CVE-1999-0001", "aliases": ("GHSA-zzzz",), "title": "Other", "summary": "Else."},
    "severity": "low",
    "cwe": "CWE-79",
    "contact": "else@example.org",
    "holding": True,
    "ssvc": (),
    "credits": (Credit("Ada Finder", "finder"),),
    "timeline": (),
    "initial_release": AT - timedelta(days=1),
    "revisions": (Revision("1", AT, "First."),),
}


def mutants() -> list[AdvisoryFacts]:
    """The facts with one of them changed, each time another."""
    found = [
        replace(RICH, text=replace(RICH.text, **{name: value})) for name, value in SPELLED["text"].items()
    ]
    found += [replace(RICH, **{name: value}) for name, value in SPELLED.items() if name != "text"]
    product = RICH.products[0]
    fix, other = product.fixes
    changed = {
        "affected": (">=1.2, <1.4.2", "0.9"),
        "fixes": (fix, replace(other, version="1.5.1")),
        "unaffected": (Unaffected("2.0", "component_not_present"),),
        "investigated": (),
        "abandoned": (),
        "purl": "",
        "cpe": "",
    }
    found += [replace(RICH, products=(replace(product, **{name: to}),)) for name, to in changed.items()]
    dates = (replace(fix, released=AT + timedelta(days=1)), replace(fix, reference="https://a.example"))
    return found + [replace(RICH, products=(replace(product, fixes=(new, other)),)) for new in dates]


def words(content: bytes) -> str:
    return content.decode()


@settings(max_examples=30, deadline=None)
@given(facts())
def test_every_fact_is_said_in_the_same_bytes(generated: AdvisoryFacts) -> None:
    bare = replace(generated, products=())  # generated versions may contradict each other, which is said
    for name in PROSE:
        form = FORMS[name]
        content = form.write(generated)
        assert form.judge(bare, form.write(bare)).mistakes == (), name
        assert not [m for m in form.judge(generated, content).mistakes if "does not say" in m], name
        assert form.write(generated) == content, name


@pytest.mark.parametrize("name", WHOLE)
def test_what_machines_are_told_is_told_to_people(name: str) -> None:
    form = FORMS[name]
    content = form.write(RICH)
    assert form.judge(RICH, content).mistakes == ()
    said = " ".join(form.words(RICH, content).split())
    for word in (
        "CVE-2026-1234",
        "GHSA-aaaa-bbbb-cccc; MAL-7",
        "Ada Finder (reported it)",
        "Bo (coordinated the work on it)",
        "Cy (reviewed the fix)",
        "2.0 (vulnerable code not present)",
        "1.6.0-rc1",
        "out-of-cycle, by the table supplier 2.0.0 (exploitation=poc, utility=efficient)",
        "2026-03-02T10:30:15Z",
        "https://mushinai.com/fix/1",
        "The report arrived.",
        "pkg:pypi/platform; cpe:2.3:a:mushinai:platform:*:*:*:*:*:*:*:*",
    ):
        assert word in said


@pytest.mark.parametrize("name", WHOLE)
def test_a_fact_that_is_told_otherwise_is_noticed(name: str) -> None:
    form = FORMS[name]
    content = form.write(RICH)
    for mutant in mutants():
        assert form.judge(mutant, content).mistakes, mutant
        assert form.judge(RICH, form.write(mutant)).mistakes, mutant


@pytest.mark.parametrize("change", sorted(CHANGES))
def test_no_fact_that_machines_are_told_is_kept_from_people(change: str) -> None:
    other = CHANGES[change](FULL)
    assert other is not None
    for name in WHOLE:
        assert FORMS[name].write(other) != FORMS[name].write(FULL), name


@pytest.mark.parametrize("name", PROSE)
@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_a_changed_byte_is_noticed(name: str, place: int) -> None:
    content = FORMS[name].write(RICH)
    at = place % len(content)
    changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    assert FORMS[name].judge(RICH, changed).mistakes


@pytest.mark.parametrize("name", WHOLE)
def test_a_vector_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(InvalidDocument):
        FORMS[name].write(replace(FACTS, cvss="CVSS:3.1/AV:Q"))


@pytest.mark.parametrize(
    ("name", "ending"),
    [("markdown", ".md"), ("text", ".txt"), ("html", ".html"), ("release-note", "-release-note.md")],
)
def test_the_files_are_named_as_the_csaf_file_is(name: str, ending: str) -> None:
    assert FORMS[name].file_name("MUS-2026-ABC") == f"mus-2026-abc{ending}"


# --- hostile words ---------------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd onerror=x>",
    '"><b>bold</b>',
    "</style><style>*{}",
    "&lt;b&gt;",
    "javascript:alert(1)",
    'https://a.example/" onclick="x',
    "From attacker Mon Jan  1 00:00:00 2026",
    "-- ",
    ".",
    "..\n.\n...",
    "Bcc: everybody@example.org\n\nBody",
    "x\r\nBcc: y@example.org",
    "- item\n# heading\n> quote",
    "-----BEGIN PGP SIGNATURE-----",
    "\u202eevil\u2066",
    "null\x00bell\x07escape\x1b[31m",
    "\u2028separated\u2029",
    "w" * 500,
    "trailing   \t ",
    "* star " + "word " * 40,
]
hostile = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=120))


def speaking(word: str) -> AdvisoryFacts:
    """Facts that say these words wherever anybody may type."""
    product = ProductFacts(
        word, word, (word,), (FixedVersion(word, word, AT, word),), unaffected=(Unaffected(word, word),)
    )
    return replace(
        FACTS,
        tracking_id=word or "x",
        publisher=word,
        publisher_namespace=word,
        contact=word,
        severity=word,
        text=AdvisoryText(word, word, word, word, word, (word,), cve=word, aliases=(word,)),
        products=(product,),
        credits=(Credit(word),),
        revisions=(Revision("1", AT, word),),
        ssvc=(SsvcFact(word, word, (word,), word),),
        timeline=(Moment(AT, word),),
    )


class Tags(HTMLParser):
    """Which elements and attributes a browser would see."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "dl", "dt", "dd"),
    *("p", "br", "ul", "li", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "code", "a"),
}


@pytest.mark.checks("F65")
@settings(max_examples=60, deadline=None)
@given(hostile)
def test_no_word_becomes_an_element_an_attribute_or_another_address(word: str) -> None:
    page = write_html(speaking(word)).decode()
    tags = Tags(page)
    assert {tag for tag, _ in tags.seen} <= ELEMENTS
    assert {a for tag, names in tags.seen for a in names if tag not in ("html", "meta")} <= {
        "dir", "scope", "class", "href", "rel"
    }  # fmt: skip
    assert all(re.match(r"https?://", link) for link in tags.links)
    assert len(re.findall(r"<style>", page)) == 1
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\u2028\u2029]", page)


def test_a_page_lets_a_browser_use_nothing_but_its_own_style() -> None:
    page = write_html(FACTS).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1].split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert "<script" not in page
    assert " style=" not in page


def test_a_page_says_its_language_and_names_its_columns() -> None:
    page = write_html(replace(FACTS, language="de")).decode()
    assert '<html lang="de">' in page
    assert '<th scope="col">Affected</th>' in page
    assert "<caption>Revision history</caption>" in page
    assert '<html lang="en">' in write_html(replace(FACTS, language='x" onload="y')).decode()


@pytest.mark.checks("F65")
@settings(max_examples=60, deadline=None)
@given(hostile)
def test_no_word_becomes_a_header_a_signature_or_another_mail(word: str) -> None:
    text = write_text(speaking(word)).decode()
    lines = text.split("\n")
    assert lines[0].startswith("Subject: ")
    assert lines[1] == ""
    assert len(lines[0]) <= 210
    for line in lines[2:]:
        assert line == line.rstrip()
        assert not re.match(r"From |--|\.|Bcc:|>|#", line)
        assert len(line) <= WIDTH or len(line.split()) <= 3, line
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u2028\u2029]", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@settings(max_examples=20, deadline=None)
@given(facts())
def test_text_keeps_to_its_width(generated: AdvisoryFacts) -> None:
    for line in write_text(generated).decode().split("\n")[1:]:
        assert len(line) <= WIDTH or " " not in line.strip()[2:], line


def test_a_long_subject_is_cut_and_the_title_stays() -> None:
    title = "word " * 100
    text = write_text(replace(FACTS, text=replace(FACTS.text, title=title))).decode()
    assert text.split("\n")[0].endswith("...")
    assert " ".join(text.split()).count("word") >= 100


@given(hostile)
@settings(max_examples=60, deadline=None)
def test_a_release_note_is_one_item(word: str) -> None:
    note = write_release_note(speaking(word)).decode()
    assert note.startswith("- ")
    assert note.count("\n") == 1
    assert "<" not in note


def test_a_release_note_says_where_it_is_fixed_and_whom_to_thank() -> None:
    note = write_release_note(RICH).decode()
    assert "MUS-2026-0000000, CVE-2026-1234" in note
    assert "(critical)" in note
    assert "Fixed in Platform 1.4.1, 1.5.0." in note
    assert "Ada Finder (reported it)" in note
