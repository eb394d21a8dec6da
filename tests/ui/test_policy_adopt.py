"""Taking a policy into use: what is asked, what follows, what is recorded; and cases that stay or move."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.fold import fold
from desktop.domain.policy import Adoption
from desktop.formats.policy import read_profile
from desktop.ui.fitting import FRAME
from desktop.ui.parts.labels import Words
from desktop.ui.policies.adopt_dialog import AdoptDialog
from desktop.ui.policies.adopt_preview import preview_adoption
from desktop.ui.policies.dates_dialog import DatesDialog
from desktop.ui.policies.offer_dialog import OfferDialog
from desktop.ui.policies.policy_sections import sections_of
from desktop.ui.policies.regions import regions, zones
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.policies.adopt_policy import adopt_policy, adopted_source, own_text
from tests.ui.conftest import NOW, settle, typed

DATA = os.environ.get("EMBARGO_TEST_DATA", "")
BERLIN = Adoption(on=NOW.date(), timezone="Europe/Berlin", readings={"assess": "from-acknowledgement"})


@pytest.fixture
def ask(qtbot, window):
    def begin(policy_id: str) -> AdoptDialog:
        window.desk.errands.adoption.begin(policy_id)
        settle(qtbot, window)
        return window.findChildren(AdoptDialog)[-1]

    return begin


def words_of(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(Words)]


def answer(field, value: str) -> None:
    field.put(value)
    field.edited.emit()


def adopted(desk) -> list[e.ProfileAdopted]:
    return [r.event for r in desk.vault.vault_history() if isinstance(r.event, e.ProfileAdopted)]


# --- the questions -----------------------------------------------------------------------------------------


def test_no_weekend_at_all_is_an_answer_that_is_shown_again(qtbot, ask, desk):
    adopt_policy(desk, "m87", Adoption(on=NOW.date(), weekend=(), timezone="Europe/Berlin"))
    dialog = ask("m87")
    assert dialog._fields["weekend"].value == ""
    assert dialog.adoption.weekend == ()
    assert dialog.adoption.timezone == "Europe/Berlin"


def test_a_weekend_that_was_not_asked_for_before_starts_from_the_assumption(ask, desk):
    adopt_policy(desk, "m87", Adoption(on=NOW.date(), timezone="Europe/Berlin"))
    assert ask("m87").adoption.weekend == ("sat", "sun")


@pytest.mark.clause("M87-2d")
def test_only_what_the_policy_leaves_open_is_asked_and_the_assumption_is_marked(ask):
    dialog = ask("m87")
    assert set(dialog._fields) == {"timezone", "weekend", "national_holidays", "holidays"}
    assert dialog._fields["timezone"].value == "UTC"
    assert "The policy does not say. Assumed: UTC." in words_of(dialog)
    assert "The policy does not say. Assumed: Saturday, Sunday." in words_of(dialog)


@pytest.mark.clause("TER-5b")
def test_a_sentence_with_two_readings_offers_both_in_our_words(ask, desk):
    dialog = ask("terragon")
    profile = desk.tools.policies.profile("terragon")
    clock = next(c for c in profile.clocks if c.alternatives)
    shown = words_of(dialog._readings[clock.id])
    assert {other.text for other in clock.alternatives} <= set(shown)


def test_office_hours_are_asked_only_where_business_hours_count(ask, desk):
    profile = desk.tools.policies.profile("aumos")
    assert not any(clock.within.endswith("bh") for clock in profile.clocks)
    assert "office_hours" not in ask("aumos")._fields


@pytest.mark.clause("AUM-3b")
def test_every_answer_shows_at_once_when_promises_would_be_due(qtbot, window, ask):
    dialog = ask("aumos")
    sample = dialog._sample
    assert "Mon 9 Mar 2026, 10:30 UTC" in words_of(sample)
    answer(dialog._fields["weekend"], "fri sat sun")
    settle(qtbot, window)
    assert "Tue 10 Mar 2026, 10:30 UTC" in words_of(sample)


def test_an_answer_that_cannot_be_used_is_told_and_not_recorded(qtbot, window, ask, desk):
    dialog = ask("aumos")
    answer(dialog._fields["timezone"], "Europe/Atlantis")
    settle(qtbot, window)
    dialog.primary.click()
    settle(qtbot, window)
    assert dialog.isVisible()
    assert adopted(desk) == []
    told = [words for words in words_of(dialog) if "Atlantis" in words]
    assert told == ["There is no time zone Europe/Atlantis. Nothing was written."]
    assert dialog._complaints["timezone"].isVisible()
    assert not dialog.primary.isEnabled()
    answer(dialog._fields["timezone"], "Europe/Berlin")
    settle(qtbot, window)
    assert not dialog._complaints["timezone"].isVisible()
    assert dialog.primary.isEnabled()


def test_a_click_that_comes_before_the_preview_tells_what_is_wrong_once(qtbot, window, ask, desk):
    dialog = ask("aumos")
    answer(dialog._fields["timezone"], "Europe/Atlantis")
    dialog.primary.click()
    settle(qtbot, window)
    shown = [words.text() for words in dialog.findChildren(Words) if words.isVisible()]
    assert sum("Atlantis" in words for words in shown) == 1
    assert adopted(desk) == []


def test_a_word_that_is_no_day_is_told_under_its_field(qtbot, window, ask):
    dialog = ask("m87")
    answer(dialog._fields["holidays"], "2026-12-24, 31.12.2026")
    settle(qtbot, window)
    assert dialog._complaints["holidays"].text().startswith("“31.12.2026” is no day")
    assert not dialog.primary.isEnabled()


def test_dates_are_previewed_in_the_zone_that_was_chosen_with_utc_beside(qtbot, window, ask):
    dialog = ask("aumos")
    answer(dialog._fields["timezone"], "Asia/Tokyo")
    settle(qtbot, window)
    assert "Mon 9 Mar 2026, 19:30 JST · 10:30 UTC" in words_of(dialog._sample)


def test_the_form_is_as_high_as_its_questions_where_the_screen_has_room(ask):
    dialog = ask("aumos")
    room = dialog.screen().availableGeometry().height()
    questions = dialog._parts[0]
    assert dialog.height() <= room
    assert questions.height() >= questions.needed_height or dialog.height() + 1 >= room - FRAME.height()


def test_a_week_without_a_business_day_is_refused(desk):
    profile = desk.tools.policies.profile("aumos")
    whole = Adoption(on=NOW.date(), weekend=("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    preview = preview_adoption(profile, whole, NOW)
    assert preview.flaws
    assert preview.lines == ()


def test_zones_and_regions_can_be_chosen_by_name():
    assert zones()[0] == ("UTC", "UTC")
    assert ("Asia/Tokyo", "Asia/Tokyo") in zones()
    codes = dict(regions())
    assert codes["DE"] == "Germany (DE)"
    assert "DE-BY" in codes


# --- what is recorded --------------------------------------------------------------------------------------


@pytest.mark.clause("AUM-1i")
def test_the_answers_are_recorded_and_hold_for_new_cases_only(qtbot, window, ask, desk, case_id):
    before = fold(desk.vault.history(case_id)).policy_sha256
    dialog = ask("aumos")
    answer(dialog._fields["timezone"], "Europe/Berlin")
    answer(dialog._readings["assess"], "from-acknowledgement")
    dialog.primary.click()
    settle(qtbot, window)
    assert "is in use" in window.bar.text
    profile = read_profile(adopted_source(desk, "aumos"))
    assert profile.calendar.timezone == "Europe/Berlin"
    assert "report.received" not in profile.clock("assess").starts
    assert fold(desk.vault.history(case_id)).policy_sha256 == before
    newer = enter_case(desk, typed(title="Another"))
    assert fold(desk.vault.history(newer)).policy_sha256 == adopted(desk)[-1].policy_sha256


def test_earlier_answers_stand_in_the_fields_the_next_time(desk, ask):
    adopt_policy(desk, "aumos", BERLIN)
    dialog = ask("aumos")
    assert dialog._fields["timezone"].value == "Europe/Berlin"
    assert dialog._readings["assess"].value == "from-acknowledgement"


def test_every_answer_in_force_is_where_the_dialog_starts_from(desk, ask):
    days = (NOW.date(), NOW.date() + timedelta(days=1))
    answers = Adoption(
        on=NOW.date(), timezone="Asia/Tokyo", weekend=(), national_holidays="DE-BY", holidays=days
    )
    adopt_policy(desk, "m87", answers)
    assert ask("m87").adoption == answers


def test_what_is_not_asked_stays_as_it_was_decided(qtbot, window, desk, ask):
    adopt_policy(desk, "aumos", Adoption(on=NOW.date(), office_hours=("09:00-17:00",), timezone="Asia/Tokyo"))
    dialog = ask("aumos")
    answer(dialog._fields["timezone"], "Europe/Berlin")
    dialog.primary.click()
    settle(qtbot, window)
    calendar = read_profile(adopted_source(desk, "aumos")).calendar
    assert (calendar.timezone, calendar.office_hours) == ("Europe/Berlin", ("09:00-17:00",))


def test_an_answer_can_be_taken_back(qtbot, window, desk, ask):
    adopt_policy(desk, "m87", Adoption(on=NOW.date(), national_holidays="DE", holidays=(NOW.date(),)))
    dialog = ask("m87")
    answer(dialog._fields["national_holidays"], "")
    answer(dialog._fields["holidays"], "")
    dialog.primary.click()
    settle(qtbot, window)
    calendar = read_profile(adopted_source(desk, "m87")).calendar
    assert (calendar.national_holidays, calendar.holidays) == ("", ())


def test_holidays_chosen_at_adoption_are_listed_among_the_dates_and_on_the_page(qtbot, window, desk):
    adopt_policy(desk, "m87", Adoption(on=NOW.date(), national_holidays="DE", holidays=(NOW.date(),)))
    window.desk.errands.policies.keep_dates("m87")
    settle(qtbot, window)
    shown = words_of(window.findChildren(DatesDialog)[-1]._list)
    assert "The public holidays of Germany (DE)" in shown
    assert shown[shown.index("2026-03-02") :][:3] == ["2026-03-02", "Holiday", "chosen at adoption"]
    profile = read_profile(adopted_source(desk, "m87"))
    calendar = next(section for section in sections_of(profile) if section.title == "Calendar")
    assert "Public holidays: Germany (DE), 2026-03-02" in [line.text for line in calendar.lines]


def test_return_in_a_list_adopts_nothing_and_escape_leaves(qtbot, window, ask, desk):
    dialog = ask("aumos")
    qtbot.keyClick(dialog._fields["timezone"].control, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert dialog.is_open
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert adopted(desk) == []


def test_the_own_text_is_taken_only_when_it_is_the_one_of_the_profile(
    qtbot, window, ask, desk, tmp_path, monkeypatch
):
    text = b"# Our policy\nWe answer.\n"
    dialog = ask("aumos")
    other = tmp_path / "other.md"
    other.write_bytes(text)
    monkeypatch.setattr("desktop.ui.policies.adopt_dialog.choose_files", lambda *_: (Path(other),))
    dialog._on_file()
    settle(qtbot, window)
    assert "another version" in dialog._file.text()
    assert dialog.text == b""


@pytest.mark.skipif(not DATA, reason="the policies themselves are in EMBARGO_TEST_DATA")
def test_the_own_text_is_kept_for_quoting(qtbot, window, ask, desk):
    wanted = desk.tools.policies.profile("aumos").policy.source_sha256
    files = (path for path in Path(DATA, "seeds").rglob("*") if path.is_file())
    source = next(path for path in files if sha256(path.read_bytes()) == wanted)
    dialog = ask("aumos")
    dialog.text_chosen.emit(source)
    settle(qtbot, window)
    dialog.primary.click()
    settle(qtbot, window)
    assert own_text(desk, "aumos") == source.read_bytes()


# --- cases that were opened before -------------------------------------------------------------------------


@pytest.fixture
def offer(qtbot, window, desk, case_id):
    """The dialog of a case whose policy was adopted anew since it was opened."""
    adopt_policy(desk, "aumos", BERLIN)
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.background.idle and window.desk.offer_bar.isVisible())
    window.desk.errands.offer.look()
    return window.findChild(OfferDialog)


def test_nothing_is_offered_while_the_versions_are_the_same(window):
    assert not window.desk.offer_bar.isVisible()


def test_a_newer_version_is_offered_with_what_would_move(offer):
    shown = words_of(offer)
    assert "A detailed answer follows within 5 business days." in shown
    assert "Mon 9 Mar 2026, 10:30 UTC" in shown
    assert "waiting" in shown


def test_nothing_moves_without_a_reason(qtbot, window, offer, desk, case_id):
    before = desk.vault.history(case_id)
    offer.primary.click()
    settle(qtbot, window)
    assert offer.isVisible()
    assert "Say why" in offer._refusal.text()
    assert desk.vault.history(case_id) == before


def test_a_case_moves_with_a_reason_and_can_be_moved_back(qtbot, window, offer, desk, case_id):
    old = fold(desk.vault.history(case_id)).policy_sha256
    offer._reason.put("The reporter agreed")
    offer.primary.click()
    settle(qtbot, window)
    assert fold(desk.vault.history(case_id)).policy_sha256 == adopted(desk)[-1].policy_sha256
    qtbot.waitUntil(lambda: window.background.idle and not window.desk.offer_bar.isVisible())
    window.bar._action.click()
    settle(qtbot, window)
    assert fold(desk.vault.history(case_id)).policy_sha256 == old


def test_keeping_the_version_of_the_receipt_writes_nothing_into_the_journal_and_stays_said(
    qtbot, window, offer, desk, case_id
):
    before = desk.vault.history(case_id)
    offer._on_keep()
    settle(qtbot, window)
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.background.idle)
    assert desk.vault.history(case_id) == before
    assert "keeps the version of its receipt" in window.desk.offer_bar.accessibleDescription()


def test_a_case_that_moved_on_meanwhile_is_not_moved(qtbot, window, offer, desk, case_id):
    record_act(desk, case_id, e.NoteAdded(text="A call."))
    offer._reason.put("The reporter agreed")
    offer.primary.click()
    settle(qtbot, window)
    assert offer.isVisible()
    assert offer._refusal.text()
    assert not fold(desk.vault.history(case_id)).has(e.PolicyRepinned)
