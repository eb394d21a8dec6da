"""An advisory as PDF: says every fact, the same bytes for the same facts, nothing of the machine."""

import os
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtGui import QFont

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.formats.advisories.prose.telling import page_of
from desktop.ui.advisory_paper import draw_advisory
from desktop.workflows.publication.forms_at_hand import forms_at_hand
from tests.formats.advisories import FACTS, facts
from tests.formats.test_prose import HOSTILE, RICH, mutants, speaking
from tests.pdf_text import pdf_pages, pdf_text

replace = msgspec.structs.replace
PDF = forms_at_hand(draw_advisory)["pdf"]
DRAW = """
import sys
from desktop.ui.advisory_paper import draw_advisory
from desktop.formats.advisories.prose.telling import page_of
from tests.formats.test_prose import RICH
sys.stdout.buffer.write(draw_advisory(page_of(RICH), RICH.current_release).content)
"""

pytestmark = pytest.mark.usefixtures("qapp")


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_it_says_every_fact() -> None:
    content = PDF.write(RICH)
    assert PDF.judge(RICH, content).mistakes == ()
    read = squeezed(pdf_text(content))
    for words in draw_advisory(page_of(RICH), RICH.current_release).words:
        assert squeezed(words) in read
    assert squeezed("Ada Finder (reported it)") in read


@pytest.mark.parametrize("field", ["summary", "details", "remediation", "workaround"])
def test_a_text_of_several_paragraphs_is_said_under_its_heading(field: str) -> None:
    text = replace(RICH.text, **{field: "One thing.\nThe next line.\n\nAnother paragraph."})
    told = replace(RICH, text=text)
    assert PDF.judge(told, PDF.write(told)).mistakes == ()
    words = draw_advisory(page_of(told), told.current_release).words
    at = words.index("One thing.")
    assert words[at - 1].casefold() == field
    assert words[at : at + 3] == ("One thing.", "The next line.", "Another paragraph.")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts())
def test_whatever_the_facts_are_they_are_said(generated: AdvisoryFacts) -> None:
    assert not [m for m in PDF.judge(generated, PDF.write(generated)).mistakes if "does not say" in m]


def test_a_fact_that_is_told_otherwise_is_noticed() -> None:
    content = PDF.write(RICH)
    for mutant in mutants():
        assert PDF.judge(mutant, content).mistakes
        assert PDF.judge(RICH, PDF.write(mutant)).mistakes
    assert PDF.judge(RICH, content[:-9] + b"\n" + content[-8:]).mistakes


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata"])
def test_the_bytes_are_the_same_in_another_process_zone_and_without_a_screen(zone: str) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "DISPLAY")}
    root = Path(__file__).parents[2]
    drawn = subprocess.run(
        [sys.executable, "-c", DRAW],
        cwd=root,
        env=environment | {"TZ": zone},
        capture_output=True,
        check=True,
    )
    assert drawn.stdout == draw_advisory(page_of(RICH), RICH.current_release).content


def test_the_type_of_the_desktop_changes_nothing(qapp) -> None:
    drawn = draw_advisory(page_of(RICH), RICH.current_release).content
    before = qapp.font()
    qapp.setFont(QFont("DejaVu Serif", 17))
    try:
        assert draw_advisory(page_of(RICH), RICH.current_release).content == drawn
    finally:
        qapp.setFont(before)


def test_it_names_this_program_and_nothing_of_the_machine() -> None:
    content = PDF.write(RICH)
    assert set(re.findall(rb"D:\d+[^)]*", content)) == {b"D:20260304103015Z"}
    assert set(re.findall(rb"\d{4}-\d\d-\d\dT[^\"<]*", content)) == {b"2026-03-04T10:30:15Z"}
    assert b'CreatorTool="Embargo"' in content
    for word in (os.uname().nodename, str(Path.home())):
        assert word.encode() not in content
    other = PDF.write(replace(RICH, severity="low"))
    ids = [re.findall(rb"/ID \[ <(\w+)>", c) for c in (content, other)]
    assert ids[0] != ids[1]


def test_its_table_of_offsets_is_true() -> None:
    content = PDF.write(RICH)
    start = int(re.findall(rb"startxref\n(\d+)", content)[0])
    assert content[start:].startswith(b"xref\n0 ")
    offsets = re.findall(rb"(\d{10}) \d{5} n", content[start:])
    for number, offset in enumerate(offsets, start=1):
        assert content[int(offset) :].startswith(b"%d 0 obj" % number)


def test_a_long_text_goes_on_over_pages_and_a_long_word_is_broken() -> None:
    text = replace(FACTS.text, details="word " * 2000 + "w" * 3000)
    content = PDF.write(replace(FACTS, text=text))
    assert pdf_pages(content) >= 4
    read = squeezed(pdf_text(content))
    assert read.count("word") >= 1900
    assert PDF.judge(replace(FACTS, text=text), content).mistakes == ()


@pytest.mark.checks("F65")
@pytest.mark.parametrize("word", HOSTILE)
def test_hostile_words_are_drawn_as_words(word: str) -> None:
    said = speaking(word)
    printed = draw_advisory(page_of(said), said.current_release)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", "".join(printed.words))
    assert len(re.findall(rb"/Type /Annot|/JavaScript|/URI|/Launch", printed.content)) == 0


def test_a_character_that_no_font_has_leaves_the_format_out_with_a_reason() -> None:
    unassigned = "\U000e0fff"
    lacking = replace(FACTS, text=replace(FACTS.text, summary=f"a {unassigned}"))
    assert "no font of this machine has a shape for U+" in PDF.lacks(lacking)
    assert PDF.lacks(FACTS) == ""
