"""The Audit tab: code is searched in a clone, and every hit gets a verdict."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QItemSelectionModel

from desktop.clones.git import GitClone
from desktop.domain.fold import fold
from desktop.ui.audit.hits_dialog import HitsDialog
from desktop.ui.case.next_step import next_step
from desktop.workflows.ports import Desk
from tests.clones.repositories import Repository
from tests.ui.conftest import settle
from tests.ui.test_names import unnamed


@pytest.fixture
def desk(desk) -> Desk:
    return Desk(desk.vault, replace(desk.tools, open_clone=GitClone), desk.handler)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    repository = Repository(tmp_path / "product.git")
    lines = "".join(f"strcpy(a{n}, b); // \N{RIGHT-TO-LEFT OVERRIDE}\n" for n in range(4))
    repository.tag("v1", repository.commit("main", [], {"src/a.c": lines}))
    repository.close()
    return tmp_path / "product.git"


def search(qtbot, window, clone: Path, pattern: str = "strcpy"):
    window.desk.show_tab("audit")
    form = window.desk.reading.tabs["audit"]
    for key, value in {"clone": str(clone), "pattern": pattern, "revision": "v1"}.items():
        form.fields[key].put(value)
    form._searches.button.click()
    settle(qtbot, window)
    return form


def open_sheet(qtbot, window) -> HitsDialog:
    view = window.desk.session.view
    audit = [stage for stage in view.stages if stage.stage == "Audit"]
    step = next_step(msgspec.structs.replace(view, stages=tuple(audit)))
    assert step.words == "Judge what was found"
    window.desk.show_tab(step.tab, step.what)
    settle(qtbot, window)
    (dialog,) = [d for d in window.findChildren(HitsDialog) if d.is_open]
    return dialog


def test_hits_are_judged_several_at_a_time_until_none_is_left(qtbot, window, desk, case_id, clone):
    form = search(qtbot, window, clone)
    assert window.bar.text == "The code was searched for strcpy: 4 hits."
    assert "A verdict is missing on 4 of 4 hits for strcpy" in form.reasons.missing.text()
    dialog = open_sheet(qtbot, window)
    model = dialog._model
    assert "⟨U+202E⟩" in model.index(0, 3).data()
    assert model.index(1, 2).data() == "src/a.c:2"
    dialog.primary.click()
    settle(qtbot, window)
    assert "needs its reason" in dialog._refusal.text()
    for row in (1, 2):
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        dialog.list.selectionModel().select(model.index(row, 0), flags)
    dialog.verdict.put("harmless")
    dialog.reason.put("bounded above")
    dialog.primary.click()
    settle(qtbot, window)
    assert [model.index(row, 1).data() for row in range(4)] == [*["Harmless here"] * 3, "-"]
    assert dialog.list.currentIndex().row() == 3
    assert dialog.reason.value == ""
    dialog.reason.put("never called")
    dialog.primary.click()
    settle(qtbot, window)
    assert "4 hits, 4 judged" in dialog._coverage.text()
    box = dialog.verdict.control
    widest = max(box.fontMetrics().horizontalAdvance(words) for _key, words in dialog.verdict.choices)
    assert box.width() > widest + box.height()  # beside its arrow
    assert unnamed(window) == []
    dialog.reject()
    assert "verdict" not in form.reasons.missing.text()
    form.focus_first()
    assert window.focusWidget() is form._done
    window.desk.session.undo()
    settle(qtbot, window)
    (found,) = fold(desk.vault.history(case_id)).searches
    assert found.open == (4,)


def test_a_pattern_that_is_none_is_said_and_nothing_is_recorded(qtbot, window, desk, case_id, clone):
    search(qtbot, window, clone, "(")
    assert "git says" in window.bar.text
    assert fold(desk.vault.history(case_id)).searches == ()
