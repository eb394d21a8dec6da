"""The page of the advisory: what would leave is seen as it is typed, and each finding leads to its field."""

import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.decide import Refusal
from desktop.domain.event import Draft
from desktop.domain.fold import fold
from desktop.ui.advisory.form_words import field_words, form_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.publication.preview_advisory import AdvisoryPreview
from desktop.workflows.publication.write_documents import Document
from tests.ui.conftest import settle, typed
from tests.ui.test_names import unnamed

TEXT = AdvisoryText("A hole in the loader", "A file runs code.", "It has CVSS 1.1.", references=("the wiki",))
FACTS = (
    e.AffectedListed("AumOS", "Scanner", (">=1.4, <1.4.1",), ("1.4",)),
    e.SeveritySet("high", "why", "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H", "79"),
    e.FixPrepared("Scanner", "1.4.1", "1.4"),
)


def tell(desk, case_id, *acts) -> None:
    for act in acts:
        outcome = record_act(desk, case_id, act)
        assert not isinstance(outcome, Refusal), outcome


@pytest.fixture
def page(qtbot, window, desk, case_id):
    tell(desk, case_id, *FACTS, e.AdvisoryDrafted(TEXT))
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    window.desk.show_tab("advisory")
    written(qtbot, window)
    return window.desk.reading.tabs.advisory


def written(qtbot, window) -> None:
    """Wait for what was put off, and for the worker."""
    page = window.desk.reading.tabs.advisory
    qtbot.waitUntil(lambda: not page._stale and not page._soon.isActive())
    settle(qtbot, window)


def type_into(qtbot, window, key, words) -> None:
    field = window.desk.reading.tabs.advisory.form.fields[key]
    field.put(words)
    field.edited.emit()
    written(qtbot, window)


def found(page) -> list[str]:
    return [words.text() for words in page.preview._found.findChildren(Words) if words.isVisible()]


def lead(page, sentence: str) -> ActButton:
    (button,) = [
        b for b in page.preview._found.findChildren(ActButton) if sentence in b.accessibleDescription()
    ]
    return button


def test_what_would_leave_is_written_as_it_is_typed_and_nothing_is_recorded(qtbot, window, desk, page):
    before = len(desk.vault.history(page._case_id))
    assert '"title": "A hole in the loader"' in page.preview._text.toPlainText()
    type_into(qtbot, window, "title", "Another title")
    assert '"title": "Another title"' in page.preview._text.toPlainText()
    page.preview._which.put("markdown")
    page.preview._on_chosen()
    written(qtbot, window)
    assert page.preview._text.toPlainText().startswith("# Another title")
    assert len(desk.vault.history(page._case_id)) == before


def test_a_finding_leads_to_the_field_in_which_it_is_put_right(qtbot, window, page):
    assert any("CVSS 1.1 stands in the details" in line for line in found(page))
    lead(page, "the wiki is no address").click()
    assert window.focusWidget() is page.form.fields["references"].control
    lead(page, "CVSS 1.1 stands in the details").click()
    assert window.focusWidget() is page.form.fields["details"].control
    type_into(qtbot, window, "details", "Nothing of a score.")
    assert not any("CVSS 1.1" in line for line in found(page))
    assert unnamed(page) == []


def test_a_wrong_id_is_told_while_it_is_typed(qtbot, window, page):
    type_into(qtbot, window, "cve", "CVE-26-1")
    lead(page, "'CVE-26-1' is no CVE id: one looks like CVE-2026-12345.").click()
    assert window.focusWidget() is page.form.fields["cve"].control
    type_into(qtbot, window, "cve", "cve 2026 12345")
    assert not any("is no CVE id" in line for line in found(page))


def test_a_place_in_the_document_leads_to_a_field(window, page):
    for place, field in (("/document/title", "title"), ("/document/notes/0/text", "summary")):
        assert page.show_field(place)
        assert window.focusWidget() is page.form.fields[field].control
    assert page.show_field("credit")
    assert window.focusWidget() is page.form.fields["credited"].control
    assert not page.show_field("/elsewhere")
    window.desk.session.tab_wanted.emit("advisory", "summary")
    assert window.focusWidget() is page.form.fields["summary"].control


def test_what_comes_from_the_case_is_shown_with_the_way_to_it(qtbot, window, page):
    card = page.form.elsewhere
    told = {field: label.text() for field, label in card._told.items()}
    assert told["products"] == "Versions: AumOS Scanner: affected >=1.4, <1.4.1"
    assert told["fixes"] == "Fixes: Scanner 1.4.1, 1.4"
    assert "CWE-79" in told["severity"]
    assert told["ssvc"].endswith("nothing yet")
    assert told["publisher"].startswith("Publisher: AumOS")
    assert not page.show_field("publisher"), "which the policy says, and no case"
    assert page.show_field("/product_tree/branches")
    assert window.focusWidget() is card.leads["products"]
    for field, tab in (("fixes", "fix"), ("products", "confirm"), ("dates", "timeline")):
        card.leads[field].click()
        settle(qtbot, window)
        assert window.desk.reading.tab == tab


def test_readers_changes_are_shown_against_what_left_last(qtbot, window, desk, page):
    pane = page.preview
    pane._view.put("changes")
    pane._show()
    assert pane._note.text().startswith("Nothing was exported in this format yet")
    exported = e.AdvisoryExported("csaf", "x", "0" * 64, changed="Initial publication.")
    desk.vault.append(page._case_id, [Draft(exported, desk.tools.now())], author="me", now=desk.tools.now())
    type_into(qtbot, window, "title", "Another title")
    assert pane._note.text().startswith("Against revision 1.")
    lines = pane._text.toPlainText().splitlines()
    assert '-    "title": "A hole in the loader",' in lines
    assert '+    "title": "Another title",' in lines


def test_of_what_is_no_text_the_words_are_shown(page) -> None:
    pane = page.preview
    drawn = Document(page.preview.form, "a.pdf", b"%PDF-1.4 \xff", words="A hole in the loader, drawn")
    pane.show_preview(AdvisoryPreview(pane._preview.facts, (drawn,), ()))
    assert pane._note.text() == "The words that are read on a.pdf."
    assert pane._text.toPlainText() == "A hole in the loader, drawn"
    pane.show_preview(AdvisoryPreview(pane._preview.facts, (), ()))
    assert pane._note.text() == "There is no such document yet."


def test_what_is_half_typed_stays_and_goes_with_its_case(qtbot, window, desk, case_id, page):
    type_into(qtbot, window, "aliases", "GHSA-23cf-45gh-67jm, PYSEC-2026-7")
    other = enter_case(desk, typed(title="Another"))
    window.desk.session.show_case(other)
    settle(qtbot, window)
    window.desk.show_tab("advisory")
    written(qtbot, window)
    assert "A hole in the loader" not in page.preview._text.toPlainText()
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    assert page.form.value("aliases") == "GHSA-23cf-45gh-67jm, PYSEC-2026-7"
    page.form._on_save()
    settle(qtbot, window)
    assert fold(desk.vault.history(case_id)).advisory.aliases == ("GHSA-23cf-45gh-67jm", "PYSEC-2026-7")
    page.form._on_save()
    assert page.form._refusal.text().startswith("Nothing was changed")


def test_nothing_is_written_while_the_page_is_out_of_sight(qtbot, window, page):
    window.desk.show_tab("report")
    page._put_off(0)
    assert not page._soon.isActive()
    window.desk.show_tab("advisory")
    written(qtbot, window)
    assert page.preview._text.toPlainText()


def test_formats_and_fields_have_names() -> None:
    assert (form_words("text"), form_words("csaf"), form_words("else")) == (
        "Text of a mail",
        "CSAF 2.0",
        "else",
    )
    assert (field_words("cve"), field_words("else")) == ("CVE id", "else")
