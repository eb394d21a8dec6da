"""The embargo in the inspector: proposed, refused, agreed on; the glass broken, people told, and mended."""

import time
from datetime import UTC, datetime

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.embargo.state import Exit
from desktop.domain.embargo.to_tell import ToTell
from desktop.domain.event import name_of
from desktop.domain.fold import fold
from desktop.domain.occurrences import in_force
from desktop.domain.promises.lanes import lanes_of
from desktop.ui.case.lane_heading import heading_of
from desktop.ui.dialogs.disclosure_dialog import DisclosureDialog
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.embargo.break_glass_dialog import BreakGlassDialog
from desktop.ui.embargo.embargo_words import hours
from desktop.ui.embargo.end_field import EndField
from desktop.ui.embargo.exit_dialog import ExitDialog
from desktop.ui.embargo.proposal_dialog import ProposalDialog, RefusalDialog, ToldDialog
from desktop.ui.look.theme import wear
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from desktop.workflows.desk.record_act import record_act
from tests.ui.conftest import NOW, settle, untrusted
from tests.ui.test_names import unnamed

BOTH = ("AumOS platform team", "Ada")
LATER = "2026-05-01T10:00:00+00:00"


def opened(window, kind):
    (dialog,) = [d for d in window.findChildren(kind) if d.is_open]
    return dialog


def words_of(widget) -> str:
    return " ".join(label.text() for label in widget.findChildren(Words) if not label.isHidden())


def act(qtbot, window, *acts):
    for one in acts:
        window.desk.session.act(one)
        settle(qtbot, window)


def kinds(desk, case_id) -> list[str]:
    return [name_of(r.event) for r in in_force(desk.vault.history(case_id))]


def broken(qtbot, window, *ticks: str) -> None:
    window.desk.inspector.embargo.break_glass.click()
    dialog = opened(window, BreakGlassDialog)
    dialog.known.put("\n".join(ticks or ("public",)))
    dialog.ground.put("https://blog.example")
    dialog.ground.edited.emit()
    settle(qtbot, window)
    dialog.primary.click()
    settle(qtbot, window)


# --- proposals and agreements ----------------------------------------------------------------------------


def test_a_proposal_is_shown_and_turned_down_while_the_old_date_holds(qtbot, window, desk, case_id):
    card = window.desk.inspector.embargo
    assert card._chip.text() == "active"
    assert words_of(card).count("By the policy") == 1
    before = card.until.text()
    card.propose.click()
    dialog = opened(window, ProposalDialog)
    dialog.by.put("reporter")
    dialog.until.put(LATER)
    assert "Fri 1 May 2026, 10:00 UTC" in dialog.until.shown.text()
    dialog.primary.click()
    settle(qtbot, window)
    assert "Say on what the proposal rests" in dialog._refusal.text()
    dialog.ground.put("Her mail: a talk in May")
    dialog.primary.click()
    settle(qtbot, window)
    assert card._chip.text() == "active, a change is proposed"
    assert card.until.text() == before
    assert "The reporter asks for Fri 1 May 2026, 10:00 UTC: open." in words_of(card)
    (refuse,) = [b for b in card.findChildren(ActButton) if b.text() == "Turn it down…"]
    refuse.click()
    refusal = opened(window, RefusalDialog)
    refusal.ground.put("The fix takes longer")
    refusal.primary.click()
    settle(qtbot, window)
    assert card._chip.text() == "active"
    assert "turned down" in words_of(card)
    assert "The fix takes longer" in words_of(card)
    assert unnamed(window) == []


def test_an_agreement_begins_with_the_proposal_and_needs_both_and_evidence(qtbot, window, desk, case_id):
    act(qtbot, window, e.EmbargoProposed(NOW.replace(month=5), "her mail", by="reporter"))
    card = window.desk.inspector.embargo
    (agree,) = [b for b in card.findChildren(ActButton) if b.text() == "Agree…"]
    agree.click()
    dialog = opened(window, DisclosureDialog)
    assert dialog.act.publish_at == NOW.replace(month=5)
    dialog._parties.put("AumOS\n aumos")
    dialog._evidence.put("Her mail")
    dialog.primary.click()
    settle(qtbot, window)
    assert "names both parties" in dialog._refusal.text()
    dialog._parties.put("AumOS\nAda")
    dialog._evidence.put("")
    dialog.primary.click()
    settle(qtbot, window)
    assert dialog.is_open
    assert "needs its evidence" in dialog._refusal.text()
    message = desk.vault.history(case_id)[0].id
    dialog._evidence.choice.put(message)
    dialog.primary.click()
    settle(qtbot, window)
    assert not dialog.is_open
    assert desk.vault.history(case_id)[-1].event.evidence == message
    shown = words_of(card)
    assert "agreed by AumOS, Ada" in shown
    assert "by the policy" in shown
    (link,) = [b for b in card.findChildren(ActButton) if "proves it" in b.text()]
    link.click()
    assert window.desk.reading.tab == "thread"


def test_it_is_ended_by_both_with_evidence_and_for_good(qtbot, window, desk, case_id):
    card = window.desk.inspector.embargo
    card.end.click()
    dialog = opened(window, ExitDialog)
    dialog.primary.click()
    settle(qtbot, window)
    assert "Say on what it rests" in dialog._refusal.text()
    dialog.proof.put("A call")
    dialog.primary.click()
    settle(qtbot, window)
    assert desk.vault.history(case_id)[-1].event == e.EmbargoExited("agreement", "A call", BOTH)
    assert "Both parties agreed to end it." in words_of(card)
    assert card.end.isHidden()
    assert card.agree.isHidden()
    assert card.break_glass.isHidden()


def test_an_end_by_the_release_of_the_fix_says_so_and_no_gap_is_left(qtbot, window, case_id):
    card, view = window.desk.inspector.embargo, window.desk.session.view
    ended = Exit(NOW, "time", by="fix.released")
    over = msgspec.structs.replace(view.embargo, state="exited", ended=ended)
    card.show_case(msgspec.structs.replace(view, embargo=over))
    shown = words_of(card)
    assert "It ended when the fix was released." in shown
    assert "By the policy" not in shown
    assert "Its time is over" not in shown
    assert card.end.parentWidget().isHidden()
    for button in (card.agree, card.propose, card.break_glass):
        assert button.parentWidget().isHidden()


def test_what_ended_by_its_time_alone_leaves_no_glass_to_break_and_may_be_agreed_on_anew(window, case_id):
    card, view = window.desk.inspector.embargo, window.desk.session.view
    over = msgspec.structs.replace(view.embargo, state="exited", ended=Exit(NOW, "time"))
    card.show_case(msgspec.structs.replace(view, embargo=over))
    assert card.break_glass.parentWidget().isHidden()
    assert not card.agree.parentWidget().isHidden()


# --- breaking the glass ----------------------------------------------------------------------------------


def test_the_dialog_shows_exactly_what_will_be_recorded_and_who_to_tell(qtbot, window, desk, case_id):
    before = kinds(desk, case_id)
    window.desk.inspector.embargo.break_glass.click()
    dialog = opened(window, BreakGlassDialog)
    dialog.primary.click()
    assert "Tick what is known" in dialog._refusal.text()
    dialog.known._ticks["exploit"].click()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: "Say where it can be read" in words_of(dialog))
    dialog.primary.click()
    assert kinds(desk, case_id) == before
    dialog.ground.put("https://forum.example")
    dialog.ground.edited.emit()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: "Reporter Ada · Users" in words_of(dialog))
    shown = words_of(dialog)
    for told in ("Exploit became public, Mon 2 Mar 2026", "Advisory written", "Embargo ended early"):
        assert told in shown
    assert "list what may be affected" in shown
    assert "Breach" not in shown
    assert unnamed(window) == []
    dialog.primary.click()
    dialog.primary.click()  # a second click is not a second act
    settle(qtbot, window)
    assert not dialog.is_open
    assert kinds(desk, case_id) == [*before, "exploit.published", "advisory.drafted", "embargo.exited"]
    card = window.desk.inspector.embargo
    assert card._chip.text() == "exited"
    assert "2 still to be told" in words_of(card)
    assert card.agree.isHidden()
    assert card.break_glass.isHidden()
    assert unnamed(window) == []


@pytest.mark.parametrize("way", ["bar", "card", "key", "menu"])
def test_pressed_by_mistake_it_is_taken_back_as_a_whole(qtbot, window, desk, case_id, way):
    before = kinds(desk, case_id)
    broken(qtbot, window, "public", "attack")
    assert len(kinds(desk, case_id)) == len(before) + 4
    ways = {
        "bar": window.bar._action.click,
        "card": window.desk.inspector.embargo.mend.click,
        "key": window.desk.session.undo,
        "menu": window.desk.errands.embargo.mend,
    }
    ways[way]()
    settle(qtbot, window)
    assert kinds(desk, case_id)[: len(before)] == before
    case = fold(desk.vault.history(case_id))
    assert (case.glass_broken, case.advisory, case.has(e.DetailsDisclosed)) == (False, None, False)
    assert window.desk.inspector.embargo._chip.text() == "active"


def test_once_a_letter_went_out_it_stays_and_says_why(qtbot, window, desk, case_id):
    broken(qtbot, window)
    act(qtbot, window, e.StatusSent())
    assert window.desk.inspector.embargo.mend.isHidden()
    window.desk.errands.embargo.mend()
    settle(qtbot, window)
    assert "a letter was recorded as sent since" in window.bar.text
    assert fold(desk.vault.history(case_id)).glass_broken


def test_personal_data_is_asked_and_never_assumed(qtbot, window, desk, case_id):
    broken(qtbot, window, "public", "data")
    assert fold(desk.vault.history(case_id)).has(e.BreachAware)
    names = [b.accessibleName() for b in window.desk.inspector.embargo.people.findChildren(ActButton)]
    assert "Record that they were told: Authority" in names  # by hand: no clock of the case asks for it


@pytest.mark.parametrize(("by_law", "said"), [(True, "starts the clocks of the law"), (False, "No clock of")])
def test_the_dialog_says_what_personal_data_starts_in_this_case(window, by_law, said):
    dialog = BreakGlassDialog(window, NOW, by_law=by_law)
    assert said in words_of(dialog)


def test_each_person_has_the_button_that_tells_them_and_is_ticked_off(qtbot, window, desk, case_id):
    act(qtbot, window, e.PersonNamed("CERT <b>", "coordinator"))
    broken(qtbot, window)
    card = window.desk.inspector.embargo
    buttons = {b.accessibleName(): b for b in card.people.findChildren(ActButton)}
    buttons["Write the letter: Users"].click()
    settle(qtbot, window)
    assert window.desk.reading.letters.value("kind") == "user-notice"
    buttons["Write the letter: Reporter Ada"].click()
    settle(qtbot, window)
    assert window.desk.reading.letters.value("kind") == "status"
    buttons["Record that they were told: Coordinator CERT <b>"].click()
    dialog = opened(window, ToldDialog)
    dialog.primary.click()
    settle(qtbot, window)
    assert "Say how they were told" in dialog._refusal.text()
    dialog.how.put("A call")
    dialog.primary.click()
    settle(qtbot, window)
    assert "2 still to be told" in words_of(card)
    act(qtbot, window, e.StatusSent(), e.UsersNotified(how="a page"))
    assert "Everybody was told" in words_of(card)


def test_what_a_law_asks_for_without_a_letter_of_ours_is_recorded(qtbot, window, desk, case_id):
    window.desk.errands.embargo.tell(ToTell("authority", untrusted("the CSIRT"), act="csirt.warned"))
    settle(qtbot, window)
    assert opened(window, RecordDialog).about == "csirt.warned"


def test_attacks_are_a_prompt_and_end_nothing(qtbot, window, desk, case_id):
    record_act(desk, case_id, e.ExploitationAware("a honeypot"))
    window.desk.session.reload()
    settle(qtbot, window)
    card = window.desk.inspector.embargo
    assert card._chip.text() == "active"
    assert "the embargo should end. Somebody has to decide." in words_of(card)


def test_the_end_is_told_by_the_policys_clocks_too_and_what_a_clock_change_means(window, monkeypatch):
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    try:
        view = window.desk.session.view
        tokyo = msgspec.structs.replace(view.profile.calendar, timezone="Asia/Tokyo")
        there = msgspec.structs.replace(view, profile=msgspec.structs.replace(view.profile, calendar=tokyo))
        assert hours(NOW, there) == "Mon 2 Mar 2026, 11:30 CET · 10:30 UTC · 19:30 JST by the policy"
        assert hours(NOW, view) == "Mon 2 Mar 2026, 11:30 CET · 10:30 UTC"
        twice = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
        field = EndField(view, "Public from", twice)
        assert "02:30 comes twice on 2026-10-25" in field.remark.text()
        assert "00:30 UTC is taken, the earlier one" in field.remark.text()
        field.put(NOW.isoformat())
        assert field.remark.text() == ""
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_drawn_end_of_an_embargo_has_its_hour(qtbot, window):
    view = window.desk.session.view
    lanes = lanes_of(view.readings, view.case.arrived_at, view.hold, view.at)
    (held,) = [lane for lane in lanes.lanes if lane.state == "held"]
    said = heading_of(held, lanes, window.font(), 900).said.words
    assert "Sun 31 May 2026, 10:30 UTC" in said


def test_a_short_plan_leaves_no_empty_room(qtbot, window):
    window.desk.inspector.embargo.break_glass.click()
    dialog = opened(window, BreakGlassDialog)
    qtbot.waitUntil(lambda: dialog.height() == dialog._height())
    assert dialog._sheet.height() <= dialog._sheet.needed_height + 1


def test_the_bar_names_the_case_whose_act_it_takes_back(qtbot, window, desk, case_id):
    act(qtbot, window, e.NoteAdded("A note."))
    assert window.bar.text == f"{case_id}: Note added."
    broken(qtbot, window)
    assert window.bar.text.startswith(f"{case_id}: the glass is broken")


def test_the_foot_of_the_dialog_stays_on_the_screen_and_no_room_is_left_over(qtbot, window):
    wear(window, "light", scale=150)
    try:
        window.desk.inspector.embargo.break_glass.click()
        dialog = opened(window, BreakGlassDialog)
        dialog.known.put("public\nexploit\nattack\ndata")
        dialog.ground.put("https://blog.example")
        dialog.ground.edited.emit()
        settle(qtbot, window)
        qtbot.waitUntil(lambda: dialog._plan.count() > 5 and dialog.height() == dialog._height())
        assert dialog.height() < dialog.screen().availableGeometry().height()
        assert dialog.rect().contains(dialog.primary.geometry())
        assert dialog._sheet.geometry().bottom() > dialog.primary.geometry().top() - 60
    finally:
        wear(window, "light", scale=100)
