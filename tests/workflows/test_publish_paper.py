"""An advisory leaves as PDF through the same gate, by the words that are drawn in it."""

import dataclasses
import os

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.failures import InvalidDocument, RefusedByPolicy
from desktop.ui.advisory_paper import draw_advisory
from desktop.workflows.publication.preview_advisory import preview_advisory
from tests.pdf_text import pdf_text
from tests.workflows.desks import CASE, publish, ready_to_publish, receive, tell

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def drawing(desk):
    receive(desk)
    ready_to_publish(desk)
    return dataclasses.replace(desk, tools=dataclasses.replace(desk.tools, draw_advisory=draw_advisory))


def test_it_is_drawn_signed_and_read_back(drawing, us, out):
    publish(drawing, out, us.key.fingerprint, ("pdf",))
    content = (out / "mus-2026-0000000.pdf").read_bytes()
    assert CASE in pdf_text(content)
    assert (out / "mus-2026-0000000.pdf.asc").exists()
    exported = drawing.vault.history(CASE)[-1].event
    assert (exported.kind, exported.format) == ("advisory.exported", "pdf")


def test_what_was_approved_is_what_is_drawn_again(drawing):
    first, second = (preview_advisory(drawing, CASE, ("pdf",)).documents[0] for _ in range(2))
    assert (first.content, first.approvable) == (second.content, second.approvable)


@pytest.mark.checks("F66")
@pytest.mark.parametrize("form", ["pdf", "html", "text", "release-note"])
def test_the_gate_reads_the_words_and_not_only_the_bytes(drawing, us, out, form):
    tell(drawing, e.CreditRecorded(choice="anonymous", ground="her mail"))
    tell(drawing, e.AdvisoryDrafted(AdvisoryText("Found by Ada Finder", "A hole that Ada Finder found.")))
    with pytest.raises(RefusedByPolicy, match="names the reporter"):
        publish(drawing, out, us.key.fingerprint, (form,))
    assert list(out.iterdir()) == []


def test_without_fonts_for_a_word_the_other_formats_leave_and_say_so(drawing, us, out):
    tell(drawing, e.AdvisoryDrafted(AdvisoryText("Hole", "In \u4e00.")))
    lacking = dataclasses.replace(
        drawing.tools,
        draw_advisory=lambda page, at: msgspec.structs.replace(draw_advisory(page, at), undrawn="\u4e00"),
    )
    desk = dataclasses.replace(drawing, tools=lacking)
    preview = preview_advisory(desk, CASE)
    assert "pdf" not in [document.format for document in preview.documents]
    assert any("no font of this machine" in remark for remark in preview.remarks)
    with pytest.raises(InvalidDocument, match="no font"):
        publish(desk, out, us.key.fingerprint, ("pdf",))


def test_where_nothing_draws_pdf_is_refused_by_name(desk, us, out):
    receive(desk)
    ready_to_publish(desk)
    with pytest.raises(InvalidDocument, match="has to be drawn"):
        publish(desk, out, us.key.fingerprint, ("pdf",))
