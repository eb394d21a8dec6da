"""Everybody in a case, in the window: added, changed, taken out, named as they wish, and assigned."""

from datetime import timedelta

import msgspec
import pytest
from PySide6.QtCore import Qt

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.fold import fold
from desktop.domain.parties.people import credited, people_of, uncredited
from desktop.domain.stages import Need
from desktop.ui.case.next_step import _step
from desktop.ui.dialogs.assign_dialog import AssignDialog
from desktop.ui.dialogs.key_dialog import KeyDialog
from desktop.ui.dialogs.person_dialog import PersonDialog
from desktop.ui.dialogs.wish_dialog import WishDialog
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from desktop.workflows.correspondence.take_key import take_key
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.enter_case import enter_case
from tests.people import someone
from tests.ui.conftest import MARKUP, NOW, settle, typed, untrusted


def case_of(window, desk):
    return fold(desk.vault.history(window.desk.session.view.case.case_id))


def card_words(window) -> str:
    card = window.desk.inspector._people
    return "\n".join(label.text() for label in card.findChildren(Words) if label.isVisible())


def press(qtbot, window, name: str) -> None:
    card = window.desk.inspector._people
    (button,) = [b for b in card.findChildren(ActButton) if b.isVisible() and b.accessibleName() == name]
    button.click()
    settle(qtbot, window)


def asked(qtbot, window, errand: str, about: str, kind):
    window.desk.session.errand_wanted.emit(errand, about)
    settle(qtbot, window)
    return next(dialog for dialog in window.findChildren(kind) if dialog.is_open)


def record(qtbot, window, dialog) -> None:
    dialog.primary.click()
    settle(qtbot, window)


def tell(qtbot, window, desk, *acts) -> None:
    case_id = window.desk.session.view.case.case_id
    for act in acts:
        record_act(desk, case_id, act)
    window.desk.session.reload()
    settle(qtbot, window)


GRACE = e.PersonNamed("Grace Hopper", "finder", "grace@lab.example", "A Lab")


def test_somebody_is_added_changed_and_taken_out_again(qtbot, window, desk):
    press(qtbot, window, "Add a person…")
    dialog = window.findChild(PersonDialog)
    dialog.primary.click()
    assert "an alias will do" in dialog._refusal.text()
    dialog._name.put("Grace Hopper")
    dialog._address.put("grace@lab.example")
    dialog._organisation.put("A Lab")
    record(qtbot, window, dialog)
    assert case_of(window, desk).named == (GRACE,)
    assert "Finder · A Lab" in card_words(window)
    press(qtbot, window, "Change: Grace Hopper")
    dialog = asked(qtbot, window, "person", "grace hopper", PersonDialog)
    dialog._part.put("coordinator")
    dialog._anonymous.put("anonymous")
    record(qtbot, window, dialog)
    (changed,) = case_of(window, desk).named
    assert (changed.name, changed.part, changed.anonymous) == ("Grace Hopper", "coordinator", True)
    asked(qtbot, window, "person", "Grace Hopper", PersonDialog).removed.emit()
    settle(qtbot, window)
    assert case_of(window, desk).named == ()
    assert "Grace" not in card_words(window)


def test_a_wish_is_recorded_with_the_message_that_proves_it(qtbot, window, desk):
    press(qtbot, window, "Wish about credit: Ada")
    dialog = window.findChild(WishDialog)
    dialog.primary.click()
    assert "Choose how" in dialog._refusal.text()
    dialog._choice._buttons["alias"].click()
    dialog._name.put("Countess")
    message = case_of(window, desk).messages[0]
    dialog._proof.put(message.event_id)
    dialog._proof.edited.emit()
    assert dialog._ground.value == "Their message of 2 Mar 2026"
    assert "No signature proves who sent" in dialog._doubt.text()
    record(qtbot, window, dialog)
    wish = case_of(window, desk).credit
    assert wish == e.CreditRecorded("alias", "Countess", "Their message of 2 Mar 2026", "", message.event_id)
    assert "Wishes an alias: Countess (proved by a message)" in card_words(window)
    again = asked(qtbot, window, "wish", "", WishDialog)
    assert again.act == wish


@pytest.mark.clause("AUM-4c")
def test_the_policy_s_rule_is_proposed_as_a_ground_after_silence_and_never_recorded_by_itself(
    qtbot, window, desk
):
    old = msgspec.structs.replace(typed("An old hole"), arrived_at=NOW - timedelta(days=20))
    case_id = enter_case(desk, old)
    record_act(desk, case_id, e.CreditAsked(), at=NOW - timedelta(days=15))
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    dialog = asked(qtbot, window, "wish", "", WishDialog)
    assert (dialog.act.ground, case_of(window, desk).credit) == ("", None)
    (presume,) = [b for b in dialog.findChildren(ActButton) if b.text().startswith("Use the policy")]
    presume.click()
    assert (dialog.act.choice, dialog.act.name) == ("named", "Ada")
    assert "(AUM-4c). Asked on 2026-02-15, nothing came within 14 days." in dialog.act.ground
    assert case_of(window, desk).credit is None
    record(qtbot, window, dialog)
    assert [p.credited for p in credited(case_of(window, desk))] == ["Ada"]


def test_an_anonymous_reporter_is_first_class_and_their_wish_takes_one_click(qtbot, window, desk):
    unnamed = msgspec.structs.replace(typed("A hole", name="", address=""), channel="web-form")
    case_id = enter_case(desk, unnamed)
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    assert "Anonymous reporter" in card_words(window)
    form = window.desk.reading.tabs["advisory"]
    assert (form.value("credit"), bool(form.value("ground"))) == ("anonymous", True)
    dialog = asked(qtbot, window, "wish", "", WishDialog)
    assert dialog.act.choice == "anonymous"
    record(qtbot, window, dialog)
    case = case_of(window, desk)
    assert case.credit is not None
    assert credited(case) == ()
    window.desk.reading.show_tab("letters", "acknowledgement")
    settle(qtbot, window)
    assert "there is nobody to write to" in window.desk.reading.letters._unreachable._words.text()


def test_the_form_of_the_advisory_leads_to_the_wishes_of_others(qtbot, window, desk):
    form = window.desk.reading.tabs["advisory"]
    window.desk.reading.show_tab("advisory")
    assert form._others.isHidden()
    tell(qtbot, window, desk, GRACE)
    assert form._others.text() == "No wish recorded yet: Grace Hopper."
    form._lead.click()
    assert window.desk.inspector._people.isAncestorOf(window.focusWidget())
    tell(qtbot, window, desk, e.CreditRecorded("alias", "gf", "call", "Grace Hopper"))
    assert form._others.text() == "Others to be named: gf."
    form.fields["ground"].put("her mail")
    form.fields["title"].put("A hole")
    form.fields["summary"].put("It runs code.")
    form._on_save()
    settle(qtbot, window)
    assert [p.credited for p in credited(case_of(window, desk))] == ["Ada", "gf"]


def test_the_form_keeps_the_proof_of_a_wish_that_it_does_not_change(qtbot, window, desk):
    message = case_of(window, desk).messages[0].event_id
    tell(qtbot, window, desk, e.CreditRecorded("named", "Ada", "her mail", "", message))
    form = window.desk.reading.tabs["advisory"]
    form.fields["title"].put("A hole")
    form.fields["summary"].put("It runs code.")
    form._on_save()
    settle(qtbot, window)
    case = case_of(window, desk)
    assert case.advisory is not None
    assert case.credit.proof == message


def half_typed(window):
    """The form with a wish to be named and with words, none of them recorded yet."""
    form = window.desk.reading.tabs["advisory"]
    for key, words in (("ground", "her mail of 1 March"), ("title", "A hole"), ("summary", "It runs code.")):
        form.fields[key].put(words)
        form.fields[key].edited.emit()
    return form


def test_a_half_typed_advisory_never_takes_back_a_wish_that_was_recorded_since(qtbot, window, desk):
    form = half_typed(window)
    tell(qtbot, window, desk, e.CreditRecorded("anonymous", "", "her call of today"))
    assert [form.value(key) for key in ("credit", "ground")] == ["anonymous", "her call of today"]
    assert form.value("title") == "A hole"
    form._on_save()
    settle(qtbot, window)
    case = case_of(window, desk)
    assert (case.advisory.title, case.credit.choice, credited(case)) == ("A hole", "anonymous", ())
    assert sum(isinstance(r.event, e.CreditRecorded) for r in desk.vault.history(case.case_id)) == 1


def test_a_kept_draft_never_takes_back_a_wish_either(qtbot, window, desk, case_id):
    form = half_typed(window)
    other = enter_case(desk, typed("Another hole", "Other text", "Bob", "bob@example.org"))
    window.desk.session.show_case(other)
    settle(qtbot, window)
    record_act(desk, case_id, e.CreditRecorded("anonymous", "", "her call of today"))
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    assert (form.value("title"), form.value("credit")) == ("A hole", "anonymous")
    form._on_save()
    settle(qtbot, window)
    assert credited(case_of(window, desk)) == ()


def test_a_wish_typed_against_the_one_in_force_is_kept_and_recorded(qtbot, window, desk, case_id):
    tell(qtbot, window, desk, e.CreditRecorded("anonymous", "", "her call"))
    form = half_typed(window)
    for key, words in (("credit", "alias"), ("credited", "Countess")):
        form.fields[key].put(words)
        form.fields[key].edited.emit()
    other = enter_case(desk, typed("Another hole", "Other text", "Bob", "bob@example.org"))
    for shown in (other, case_id):
        window.desk.session.show_case(shown)
        settle(qtbot, window)
    form._on_save()
    settle(qtbot, window)
    assert case_of(window, desk).credit == e.CreditRecorded("alias", "Countess", "her mail of 1 March")


def test_the_stepper_keeps_a_closed_case_closed_when_somebody_joins_it(qtbot, window, desk, case_id):
    closing = (
        e.CreditRecorded("named", "Ada", "her mail"), e.AdvisoryExported("csaf", "a.json", "0" * 64),
        e.AdvisoryPublished("web"), e.CaseClosed("Published"),
        e.ReporterJoined("AUM-2026-0000001", untrusted("Bob"), untrusted("bob@b.example"), "claimed", NOW),
    )  # fmt: skip
    for act in closing:
        desk.vault.append(case_id, [Draft(act, NOW)], author="me", now=NOW)
    window.desk.session.reload()
    settle(qtbot, window)
    stepper = window.desk.inspector._stepper
    assert [label.text() for label in stepper.findChildren(Words) if "House" in label.text()] == []
    tell(qtbot, window, desk, e.CreditRecorded("anonymous", "", "his mail", "AUM-2026-0000001"))
    assert uncredited(case_of(window, desk)) == ()


def test_the_next_step_leads_to_whoever_was_not_asked(qtbot, window, desk):
    tell(qtbot, window, desk, GRACE, e.CreditRecorded("named", "Ada", "her mail"))
    need = Need("credit", "Advisory", "The wish about credit of Grace Hopper", met=False)
    step = _step(need, window.desk.session.view)
    assert (step.tab, step.what) == ("advisory", "people")
    window.desk.session.tab_wanted.emit(step.tab, step.what)
    assert window.desk.inspector._people.isAncestorOf(window.focusWidget())


def test_the_case_is_assigned_to_oneself_or_to_another_name(qtbot, window, desk):
    press(qtbot, window, "Assign…")
    dialog = window.findChild(AssignDialog)
    assert dialog.act == e.HandlerAssigned("Grace Handler")
    dialog._who.put("")
    dialog._on_chosen()
    dialog.primary.click()
    assert "Name the handler" in dialog._refusal.text()
    dialog._name.put("Henry Next")
    record(qtbot, window, dialog)
    assert case_of(window, desk).handler == "Henry Next"
    again = asked(qtbot, window, "assign", "", AssignDialog)
    assert again.act == e.HandlerAssigned("Grace Handler")


@pytest.fixture
def keyed(qtbot, window, desk, case_id):
    with someone("Ada", "ada@example.org") as ada:
        take_key(desk, case_id, ada.fingerprint, ada.public, "pasted")
    window.desk.session.reload()
    settle(qtbot, window)
    return ada.fingerprint


def test_any_key_of_the_case_is_compared_with_how_when_and_with_whom(qtbot, window, desk, keyed):
    assert "not compared yet" in card_words(window)
    dialog = asked(qtbot, window, "key", "", KeyDialog)
    assert dialog._compared.text() == "Not compared yet."
    dialog._how.put("I compared it by phone")
    dialog._whom.put("Ada")
    dialog._when.put(NOW.isoformat())
    record(qtbot, window, dialog)
    compared = case_of(window, desk).compared[keyed]
    assert (compared.how, compared.with_whom, compared.at) == ("I compared it by phone", "Ada", NOW)
    assert "compared on 2 Mar 2026: I compared it by phone, with Ada" in card_words(window)
    shown = asked(qtbot, window, "key", "", KeyDialog)
    assert shown._compared.text() == "Compared on 2 Mar 2026: I compared it by phone, with Ada."
    shown.reject()
    window.desk.show_tab("letters", "acknowledgement")
    settle(qtbot, window)
    assert "Its fingerprint was compared on 2 Mar 2026" in window.desk.reading.letters._sealing.text()
    window.desk.session.undo()
    settle(qtbot, window)
    assert case_of(window, desk).compared == {}
    assert "not compared yet" in card_words(window)


def test_a_key_that_changes_is_not_compared_and_warned_of_beside_the_report(
    qtbot, window, desk, case_id, keyed
):
    tell(qtbot, window, desk, e.KeyConfirmed(keyed, "by phone"))
    with someone("Ada", "ada@example.org") as other:
        take_key(desk, case_id, other.fingerprint, other.public, "pasted")
    window.desk.session.reload()
    settle(qtbot, window)
    assert "The one that was compared is another." in card_words(window)
    report = window.desk.reading.report
    words = [label.text() for label in report.findChildren(Words)]
    assert any(line.startswith("This address came with another key before: …") for line in words)


def test_names_of_strangers_stay_inert_in_the_card_and_its_dialogs(qtbot, window, desk):
    case_id = enter_case(desk, typed("A hole", name=MARKUP, address="ada@example.org"))
    joined = e.ReporterJoined("AUM-2026-0000001", untrusted(MARKUP), untrusted(MARKUP), "claimed", NOW)
    desk.vault.append(case_id, [Draft(joined, NOW)], author="me", now=NOW)
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    assert [p.role for p in people_of(case_of(window, desk))] == ["reporter", "reporter"]
    dialog = asked(qtbot, window, "wish", "AUM-2026-0000001", WishDialog)
    labels = [*dialog.findChildren(Words), *window.desk.inspector._people.findChildren(Words)]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
