"""What no form is for: milestones, questions, regulations, dates; and how long the desk stays open."""

from datetime import date, timedelta

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.fold import fold
from desktop.ui.dialogs.question_dialog import QuestionDialog
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.dialogs.settings_dialog import SettingsDialog
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from desktop.ui.policies.dates_dialog import DatesDialog
from desktop.ui.policies.pack_dialog import PackDialog
from desktop.ui.policies.question_card import questions
from desktop.ui.settings import DeskSettings
from desktop.workflows.correspondence.unsent_letters import draft_key
from desktop.workflows.custody.limit_lock import LockLimit
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.policies.keep_dates import read_dates
from tests.ui.conftest import NOW, settle, typed


@pytest.fixture
def case_id(desk) -> str:
    return enter_case(desk, msgspec.structs.replace(typed(), policy_id="m87"))


@pytest.fixture
def record(qtbot, window):
    def begin(kind: str = "", clock: str = "") -> RecordDialog:
        window.desk.errands.records.record(kind, clock)
        settle(qtbot, window)
        return window.findChildren(RecordDialog)[-1]

    return begin


def last(desk, case_id):
    return desk.vault.history(case_id)[-1]


def shown(window, kind):
    found = [dialog for dialog in window.findChildren(kind) if dialog.is_open]
    return found[-1]


def card_words(window) -> list[str]:
    card = window.desk.inspector._questions
    return [label.text() for label in card.findChildren(Words) if not label.isHidden()]


# --- recording ---------------------------------------------------------------------------------------------


@pytest.mark.clause("M87-3.6b")
def test_a_breach_is_recorded_with_the_time_at_which_it_became_known(qtbot, window, desk, case_id, record):
    dialog = record("breach.aware")
    earlier = NOW - timedelta(hours=3)
    dialog._at.put(earlier.isoformat())
    dialog._words.put("Rows were read.")
    dialog.primary.click()
    settle(qtbot, window)
    assert last(desk, case_id).event == e.BreachAware(ground="Rows were read.")
    assert last(desk, case_id).occurred_at == earlier
    assert not dialog.is_open


def test_the_instant_is_shown_in_the_local_zone_and_in_utc(record):
    dialog = record("breach.aware")
    dialog._at.put("2026-03-01T08:00:00+00:00")
    assert "1 Mar 2026" in dialog._instant.text()
    assert dialog._instant.text().endswith("UTC")


def test_without_a_change_the_moment_of_recording_counts(qtbot, window, desk, case_id, record):
    dialog = record("users.notified")
    assert dialog.at is None
    dialog.primary.click()
    settle(qtbot, window)
    assert last(desk, case_id).occurred_at == NOW


def test_a_refusal_is_a_sentence_in_the_dialog_and_loses_nothing(qtbot, window, desk, case_id, record):
    dialog = record("report.withdrawn")
    dialog.primary.click()
    settle(qtbot, window)
    assert dialog.is_open
    assert "which message" in dialog._refusal.text()
    dialog._words.put("Her mail of today.")
    dialog.primary.click()
    settle(qtbot, window)
    assert last(desk, case_id).event == e.ReportWithdrawn(ground="Her mail of today.")


def test_a_time_before_the_report_is_refused(qtbot, window, desk, case_id, record):
    dialog = record("users.notified")
    dialog._at.put((NOW - timedelta(days=9)).isoformat())
    dialog.primary.click()
    settle(qtbot, window)
    assert "before the report arrived" in dialog._refusal.text()


def test_the_reason_for_a_lateness_names_its_promise(qtbot, window, desk, case_id, record):
    dialog = record("lateness.explained", "m87/ack")
    dialog._words.put("The office was closed.")
    dialog.primary.click()
    settle(qtbot, window)
    assert last(desk, case_id).event == e.LatenessExplained("ack", "The office was closed.", "m87")


def test_a_disclosure_is_planned_for_a_day_to_come(qtbot, window, desk, case_id, record):
    dialog = record("disclosure.planned")
    when = NOW + timedelta(days=20)
    dialog._planned.put(when.isoformat())
    dialog.primary.click()
    settle(qtbot, window)
    assert last(desk, case_id).event == e.DisclosurePlanned(publish_at=when)


def test_what_is_half_typed_comes_back_and_dies_with_the_act(qtbot, window, desk, case_id, record):
    dialog = record("breach.aware")
    dialog._words.put("Half a sen")
    dialog.reject()
    settle(qtbot, window)
    again = record()
    assert (again._kind.value, again._words.value) == ("breach.aware", "Half a sen")
    again.primary.click()
    settle(qtbot, window)
    assert desk.vault.draft(draft_key(case_id, "record/breach.aware")) == b""


def test_what_is_half_typed_of_one_kind_outlives_that_of_another(qtbot, window, record):
    for kind, words in (("breach.aware", "Rows were"), ("users.notified", "By mail to")):
        dialog = record(kind)
        assert dialog._words.value == ""
        dialog._words.put(words)
        dialog.reject()
        settle(qtbot, window)
    assert record("breach.aware")._words.value == "Rows were"
    assert record("users.notified")._words.value == "By mail to"


def test_thinking_better_of_an_untouched_dialog_writes_nothing(qtbot, window, desk, case_id, record):
    before = dict(desk.vault._drafts)
    record("breach.aware").reject()
    settle(qtbot, window)
    assert desk.vault._drafts == before


def test_a_time_that_was_given_comes_back_without_any_words(qtbot, window, record):
    earlier = NOW - timedelta(hours=3)
    dialog = record("breach.aware")
    dialog._at.put(earlier.isoformat())
    dialog.reject()
    settle(qtbot, window)
    assert record("breach.aware").at == earlier
    assert record("users.notified").at is None


def test_a_planned_day_comes_back(qtbot, window, record):
    dialog = record("disclosure.planned")
    dialog._planned.put((NOW + timedelta(days=20)).isoformat())
    dialog.reject()
    settle(qtbot, window)
    assert record("disclosure.planned").act == e.DisclosurePlanned(publish_at=NOW + timedelta(days=20))


def test_the_reason_of_each_lateness_is_kept_with_its_promise(qtbot, window, desk, case_id, record):
    record_act(desk, case_id, e.BreachAware(ground="rows"))
    record_act(desk, case_id, e.ConditionAnswered("m87", "gdpr-applies", applies=True, ground="Counsel"))
    window.desk.session.reload()
    settle(qtbot, window)
    first, second = "m87/ack", "m87/authority-notice"
    for clock in (first, second):
        dialog = record("lateness.explained", clock)
        assert dialog._words.value == ""
        dialog._words.put(f"Late: {clock}")
        dialog.reject()
        settle(qtbot, window)
    again = record("lateness.explained", second)
    assert (again._promise.value, again._words.value) == (second, f"Late: {second}")
    again._promise.put(first)
    again._promise.edited.emit()
    assert again._words.value == f"Late: {first}"


def test_words_go_along_to_another_kind_and_a_kept_draft_takes_its_own_place(qtbot, window, record):
    dialog = record("users.notified")
    dialog._words.put("By mail")
    dialog.reject()
    settle(qtbot, window)
    dialog = record("breach.aware")
    dialog._words.put("Rows were read")
    choose(dialog, "incident.detected")
    assert dialog._words.value == "Rows were read"
    choose(dialog, "users.notified")
    assert dialog._words.value == "By mail"
    dialog.primary.click()
    settle(qtbot, window)
    assert record("incident.detected")._words.value == "Rows were read"


def choose(dialog: RecordDialog, kind: str) -> None:
    dialog._kind.put(kind)
    dialog._kind.edited.emit()


def test_locking_keeps_what_stands_in_an_open_dialog(qtbot, window, desk, case_id, record):
    record("breach.aware")._words.put("Half a sen")
    window.lock()
    settle(qtbot, window)
    kept = msgspec.json.decode(desk.vault._drafts[draft_key(case_id, "record/breach.aware")])
    assert kept == {"words": "Half a sen"}


# --- questions ---------------------------------------------------------------------------------------------


@pytest.mark.clause("M87-3.6b")
def test_a_question_is_shown_on_the_case_and_its_answer_starts_the_clock(qtbot, window, desk, case_id):
    record_act(desk, case_id, e.BreachAware(ground="rows"))
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    question = "Does the GDPR apply to the personal data concerned?"
    assert question in card_words(window)
    buttons = window.desk.inspector._questions.findChildren(ActButton)
    next(b for b in buttons if b.accessibleName() == f"Answer: {question}").click()
    dialog = shown(window, QuestionDialog)
    dialog._answer.put("yes")
    dialog._ground.put("Counsel says so.")
    dialog.primary.click()
    settle(qtbot, window)
    reading = next(r for r in window.desk.session.view.readings if r.clock == "authority-notice")
    assert (reading.state, reading.due) == ("running", NOW + timedelta(hours=72))
    qtbot.waitUntil(lambda: "Yes: Counsel says so." in card_words(window))


def test_the_question_of_an_outer_bound_is_asked_though_the_clock_itself_has_no_date(
    qtbot, window, desk, case_id
):
    record_act(desk, case_id, e.BreachAware(ground="rows"))
    yes = e.ConditionAnswered("m87", "law-requires-user-notice", applies=True, ground="Counsel")
    record_act(desk, case_id, yes)
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    view = window.desk.session.view
    notice = tuple(reading for reading in view.readings if reading.clock == "user-notice")
    assert notice[0].state == "undated"
    asked = questions(msgspec.structs.replace(view, readings=notice))
    assert "gdpr-applies" in {condition.id for _profile, condition in asked}


@pytest.mark.parametrize(
    ("answer", "ground", "lack"),
    [("", "Counsel", "Choose yes or no."), ("no", "", "Say on what the answer rests.")],
)
def test_an_answer_is_complete_or_nothing_is_recorded(qtbot, window, desk, case_id, answer, ground, lack):
    before = desk.vault.history(case_id)
    window.desk.errands.records.answer("m87", "gdpr-applies")
    dialog = shown(window, QuestionDialog)
    dialog._answer.put(answer)
    dialog._ground.put(ground)
    dialog.primary.click()
    settle(qtbot, window)
    assert dialog._refusal.text() == lack
    assert desk.vault.history(case_id) == before


def test_an_answer_can_be_changed_and_starts_from_the_earlier_one(qtbot, window, desk, case_id):
    record_act(desk, case_id, e.ConditionAnswered("m87", "gdpr-applies", applies=True, ground="A guess"))
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    window.desk.errands.records.answer("m87", "gdpr-applies")
    dialog = shown(window, QuestionDialog)
    assert (dialog._answer.value, dialog._ground.value) == ("yes", "A guess")
    dialog._answer.put("no")
    dialog.primary.click()
    settle(qtbot, window)
    assert not fold(desk.vault.history(case_id)).answers["m87", "gdpr-applies"].applies


# --- a regulation ------------------------------------------------------------------------------------------


def test_a_case_takes_on_a_regulation_with_a_reason(qtbot, window, desk, case_id):
    window.desk.errands.policies.take_pack()
    settle(qtbot, window)
    dialog = shown(window, PackDialog)
    dialog.primary.click()
    assert "Say why" in dialog._refusal.text()
    dialog._reason.put("The product is sold in the Union.")
    dialog.primary.click()
    settle(qtbot, window)
    assert [pack.policy_id for pack in fold(desk.vault.history(case_id)).packs] == ["regulation"]
    assert any(r.policy_id == "regulation" for r in window.desk.session.view.readings)
    window.desk.errands.policies.take_pack()
    settle(qtbot, window)
    assert "every regulation" in window.bar.text


# --- dates -------------------------------------------------------------------------------------------------


def test_a_clock_that_waits_for_a_date_offers_to_add_one(qtbot, window, desk):
    waiting = enter_case(desk, msgspec.structs.replace(typed(), policy_id="terragon"))
    record_act(desk, waiting, e.SeveritySet(level="low", rationale="Local."))
    window.desk.session.show_case(waiting)
    settle(qtbot, window)
    assert "No date is known for the next release." in card_words(window)
    buttons = window.desk.inspector._questions.findChildren(ActButton)
    next(b for b in buttons if b.accessibleName().startswith("Add dates")).click()
    settle(qtbot, window)
    dialog = shown(window, DatesDialog)
    dialog._day.put("2026-04-01")
    dialog._on_add()
    settle(qtbot, window)
    assert [known.on for known in read_dates(desk, "terragon")] == [date(2026, 4, 1)]
    qtbot.waitUntil(lambda: not window.desk.inspector._questions.isVisible())


def test_a_date_that_is_there_already_is_refused_in_the_dialog(qtbot, window, desk):
    window.desk.errands.policies.keep_dates("terragon")
    settle(qtbot, window)
    dialog = shown(window, DatesDialog)
    for _ in range(2):
        dialog._on_add()
        settle(qtbot, window)
    assert "already, in this vault" in dialog._refusal.text()
    assert len(read_dates(desk, "terragon")) == 1


def test_a_holiday_is_added_and_removed(qtbot, window, desk):
    window.desk.errands.policies.keep_dates_of_case()
    settle(qtbot, window)
    dialog = shown(window, DatesDialog)
    dialog.choose_kind("holiday")
    dialog._name.put("Founders' day")
    dialog._on_add()
    settle(qtbot, window)
    assert read_dates(desk, "m87")[0].name == "Founders' day"
    remove = next(b for b in dialog.findChildren(ActButton) if b.accessibleName().startswith("Remove"))
    remove.click()
    settle(qtbot, window)
    assert read_dates(desk, "m87") == ()


# --- the lock and the name ---------------------------------------------------------------------------------


@pytest.mark.clause("M87-3.2b")
def test_the_lock_is_never_longer_than_a_policy_in_use_allows(window):
    assert window.rule.limit.clauses == ("M87-3.2b",)
    assert window.idle.interval_ms == 10 * 60_000
    window.idle.wait(600)
    assert window.idle.interval_ms == 45 * 60_000
    window.rule._use(LockLimit(7, "Strict Ltd", ("STR-1",)))
    assert window.idle.interval_ms == 7 * 60_000


@pytest.mark.clause("M87-3.2b")
def test_the_setting_shows_the_ceiling_and_whose_it_is(window):
    limit = LockLimit(7, "Strict Ltd", ("STR-1",))
    dialog = SettingsDialog(window, DeskSettings(lock_after_min=20), limit)
    assert dialog.settings.lock_after_min == 7
    words = [label.text() for label in dialog.findChildren(Words)]
    assert "7 minutes at most: Strict Ltd promises it (STR-1)." in words


def test_the_setting_says_when_a_policy_that_cannot_be_read_sets_the_ceiling(window):
    dialog = SettingsDialog(window, DeskSettings(lock_after_min=45), LockLimit(10, unread=True))
    assert dialog.settings.lock_after_min == 10
    words = [label.text() for label in dialog.findChildren(Words)]
    assert any("10 minutes at most: a policy in use cannot be read." in text for text in words)


def test_a_handler_can_be_named_in_the_settings(qtbot, window, desk, case_id):
    window.setting.keep(DeskSettings(), "Ada Handler")
    settle(qtbot, window)
    assert "Ada Handler" in window.desk.rail._who.text()
    window.desk.session.act(e.NoteAdded(text="A call."))
    settle(qtbot, window)
    assert last(desk, case_id).author == "Ada Handler"
