"""Failed unlocks and refusals are shown in the window, under a filter."""

import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.ui.dialogs.refusals_dialog import RefusalsDialog
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.intake.enter_case import enter_case
from tests.ui.conftest import NOW, settle, typed


def cells(dialog):
    model = dialog.table.model()
    return [[model.index(row, column).data() for column in (3, 1)] for row in range(model.rowCount())]


def choose(dialog, key):
    dialog.filter.put(key)
    dialog.filter.edited.emit()


@pytest.mark.clause("MUS-5.3c", "TER-2.4c")
def test_what_was_refused_is_listed_newest_first_and_filtered(qtbot, window, desk, case_id):
    other = enter_case(desk, typed(title="Another"))
    failed = e.UnlockFailed(4, NOW, NOW, ("passphrase",))
    desk.vault.append(None, [Draft(failed, NOW)], author="", now=NOW)
    record_act(desk, other, e.FixReady())
    record_act(desk, case_id, e.FixReady())
    window.desk.errands.custody.show_refused()
    settle(qtbot, window)
    (dialog,) = window.findChildren(RefusalsDialog)
    assert [case for _, case in cells(dialog)] == [case_id, other, ""]
    assert cells(dialog)[0][0].startswith("Fixes ready: ")
    assert cells(dialog)[2][0].startswith("Failed attempts to unlock: 4, the last at ")
    choose(dialog, "unlocks")
    assert len(cells(dialog)) == 1
    choose(dialog, "acts")
    assert len(cells(dialog)) == 2
    choose(dialog, "case")
    assert [case for _, case in cells(dialog)] == [case_id]
    assert dialog.none.isHidden()
    dialog.close()


def test_a_desk_where_nothing_was_refused_says_so(qtbot, window):
    window.desk.errands.custody.show_refused()
    settle(qtbot, window)
    (dialog,) = window.findChildren(RefusalsDialog)
    assert not dialog.none.isHidden()
    dialog.close()
