"""Markdown for people: every fact, and no markup but our own."""

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.advisories.advisory import AdvisoryFacts, AdvisoryText, Credit, ProductFacts, Revision
from desktop.domain.failures import InvalidDocument
from desktop.formats.advisories.prose.markdown import (
    escape_line,
    escape_text,
    write_markdown,
)
from desktop.formats.advisories.prose.saying import missing_facts, words_of_markdown
from tests.formats.advisories import AT, FACTS, facts

replace = msgspec.structs.replace
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd>",
    "![x](https://tracker.example/a.png)",
    "[click](javascript:alert(1))",
    "<https://evil.example>",
    "# heading",
    "Title\n=====",
    "- item",
    "1. item",
    "1) item",
    "> quote",
    "```\ncode\n```",
    "~~~\ncode",
    "    indented",
    "| a | b |",
    "&lt;b&gt; &#60;",
    "*em* _em_ `code`",
    "a\\*b",
    "line\n\n\n\nline",
    "<!-- comment",
    "---",
    "+ item",
    "$x$",
    "\u202eevil",
]


def test_a_fact_that_is_not_said_is_noticed() -> None:
    content = write_markdown(FACTS)
    for name, word in (
        ("severity", b"critical"),
        ("cwe", b"CWE-502"),
        ("fixed", b"1.5.0"),
        ("credit", b"Ada"),
    ):
        assert name in missing_facts(FACTS, words_of_markdown(content.replace(word, b"?")))


def test_it_says_more_than_the_comparison_asks() -> None:
    text = words_of_markdown(write_markdown(FACTS))
    for word in (
        "CVSS 3.1: 9.8 (critical)",
        "CWE-502 Deserialization of Untrusted Data",
        "MushinAI (<https://mushinai.com>)",
        "security@mushinai.com",
        "1.4.1 (branch 1.4); 1.5.0",
        "| MushinAI | Runner | 2.4.X | no fix yet |",
        "Restart afterwards.",
        "| 2 | 2026-03-04T10:30:15Z | Updated. |",
    ):
        assert word in text


@pytest.mark.checks("F65")
@pytest.mark.parametrize("words", HOSTILE)
def test_no_word_becomes_markup(words: str) -> None:
    text = AdvisoryText(words, words, words, words, words, (words,))
    product = ProductFacts(words, words, ("1.0",))
    content = write_markdown(
        replace(
            FACTS,
            text=text,
            products=(product,),
            credits=(Credit(words),),
            revisions=(Revision("1", AT, words),),
        )
    ).decode()
    own = re.sub(r"<https?://[^\s<>]*>", "", content)
    assert "<" not in own
    assert not re.search(r"(?<!\\)\]\(", own)
    assert not re.search(r"(?<!\\)!\[", own)
    assert "\u202e" not in content
    tables = [line for line in content.split("\n") if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in tables} == {4, 5}
    headings = [line for line in content.split("\n") if line.startswith("#")]
    assert len(headings) == 9
    assert all(line.startswith("## ") for line in headings[1:])


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("a\r\nb", "a\nb"),
        ("  a\n\n\n\n  b  ", "a\n\nb"),
        ("# a", "\\# a"),
        ("12. a", "12\\. a"),
        ("1.4.1 is fixed", "1\\.4.1 is fixed"),
        ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
        ("snake_case", "snake\\_case"),
    ],
)
def test_escapes(written: str, escaped: str) -> None:
    assert escape_text(written) == escaped


@given(st.text())
def test_escaped_text_begins_no_block(text: str) -> None:
    for line in escape_text(text).split("\n"):
        assert not re.match(r"\s|[#>+=\-]|\d+[.)]", line)
    assert "\n" not in escape_line(text)


@given(facts())
@settings(max_examples=20, deadline=None)
def test_blocks_are_parted_by_one_blank_line(generated: AdvisoryFacts) -> None:
    text = write_markdown(generated).decode()
    assert "\n\n\n" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not re.search(r"[^\n]\n##", text)


def test_a_vector_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidDocument):
        write_markdown(replace(FACTS, cvss="CVSS:3.1/AV:Q"))
