"""Something of a case is labelled as restricted in the window, and the label is lifted there."""

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.ui.dialogs.label_dialog import LabelDialog
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.publication.label_item import labels_of
from desktop.workflows.publication.labelable import labelable
from tests.ui.conftest import settle

PATTERN = "It fires above nine reductions."


@pytest.fixture
def drafted(desk, case_id):
    record_act(desk, case_id, e.NoteAdded("Ask the lab\u202e."))
    record_act(desk, case_id, e.AdvisoryDrafted(AdvisoryText("A hole", f"Some words.\n\n{PATTERN}")))
    return case_id


def opened(qtbot, window, case_id) -> LabelDialog:
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    entry = next(a for a in window.commands.actions if a.text().replace("&", "") == "Label as restricted…")
    entry.trigger()
    settle(qtbot, window)
    return window.findChildren(LabelDialog)[-1]


def choose(dialog: LabelDialog, item: str, number: int) -> None:
    key = next(k for k, t in dialog._things.items() if (t.item, t.number) == (item, number))
    dialog._which.put(key)
    dialog._which.edited.emit()


@pytest.mark.clause("AUM-6a")
def test_a_paragraph_is_labelled_with_a_reason_and_leaves_the_advisory(qtbot, window, desk, drafted):
    dialog = opened(qtbot, window, drafted)
    choose(dialog, "paragraph", 2)
    dialog.primary.click()
    assert dialog.isVisible()
    dialog._reason.put("a detection pattern")
    dialog.primary.click()
    settle(qtbot, window)
    assert window.findChildren(LabelDialog) == []
    assert [(one.item, one.reason) for one in labels_of(desk, drafted)] == [
        ("paragraph", "a detection pattern")
    ]


def test_a_label_is_lifted_where_it_was_put_on(qtbot, window, desk, drafted):
    record_act(desk, drafted, e.ItemLabelled("case", "a customer's name"))
    dialog = opened(qtbot, window, drafted)
    assert dialog.primary.accessibleName() == "Lift the label"
    assert not dialog._reason.isVisible()
    choose(dialog, "note", 1)
    assert dialog.primary.accessibleName() == "Label it"
    choose(dialog, "case", 0)
    dialog.primary.click()
    settle(qtbot, window)
    assert labels_of(desk, drafted) == ()


def test_each_thing_is_shown_by_its_first_words_and_inert(qtbot, window, drafted):
    dialog = opened(qtbot, window, drafted)
    box = dialog._which.control
    shown = [box.itemText(index) for index in range(box.count())]
    assert shown[0] == "The whole case"
    assert "Note 1: Ask the lab⟨U+202E⟩." in shown
    assert f"Paragraph 2 of the advisory: {PATTERN}" in shown


def test_every_thing_that_is_offered_can_be_labelled(desk, drafted):
    for thing in labelable(view_case(desk, drafted)):
        record_act(desk, drafted, thing.act("a reason"))
    things = labelable(view_case(desk, drafted))
    assert all(thing.label is not None for thing in things)
    assert len(things) == len(fold(desk.vault.history(drafted)).labels)
    assert {thing.item for thing in things} >= {"case", "note", "paragraph"}
    assert msgspec.structs.replace(things[0], words=Untrusted("")).event_id
