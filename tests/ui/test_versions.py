"""Versions in the window: a clone is asked, rows are judged by keyboard, what follows goes into Confirm."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt

from desktop.clones.git import GitClone
from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.failures import Cancelled
from desktop.domain.fold import fold
from desktop.ui.audit.variant_dialog import VariantDialog
from desktop.ui.parts.labels import Words
from desktop.ui.versions.matrix_dialog import MatrixDialog
from desktop.ui.versions.trace_dialog import TraceDialog
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.ports import Desk
from tests.clones.repositories import Repository
from tests.ui.conftest import settle
from tests.ui.test_names import unnamed

LISTED = e.AffectedListed("Acme", "Widget", ("1.4.0",), ("1.3", "1.4"))


@pytest.fixture
def desk(desk) -> Desk:
    return Desk(desk.vault, replace(desk.tools, open_clone=GitClone), desk.handler)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    repository = Repository(tmp_path / "widget.git")
    root = repository.commit("main", [], {"a.c": "1\n2\n3\n4\n"})
    hole = repository.commit("main", [root], {"a.c": "1\n2\nhole\n4\n"})
    repository.commit("release/1.3", [hole], {"b.c": "x"})
    fix = repository.commit("main", [hole], {"a.c": "1\n2\nfixed\n4\n"})
    names = {
        "v1.4.0": hole,
        "v1.4.1": fix,
        "night\N{RIGHT-TO-LEFT OVERRIDE}ly": fix,
        "hole": hole,
        "fix": fix,
    }
    for name, commit in names.items():
        repository.tag(name, commit)
    repository.close()
    return tmp_path / "widget.git"


@pytest.fixture
def listed(qtbot, window, desk, case_id):
    record_act(desk, case_id, LISTED)
    window.desk.session.reload()
    settle(qtbot, window)
    return window


def dialog_of(window, kind):
    (dialog,) = [d for d in window.findChildren(kind) if d.is_open]
    return dialog


def open_matrix(qtbot, window, finding: str = "") -> MatrixDialog:
    window.desk.session.errand_wanted.emit("versions", finding)
    settle(qtbot, window)
    return dialog_of(window, MatrixDialog)


def ask(qtbot, window, dialog: MatrixDialog, **fields: str) -> TraceDialog:
    dialog.trace_wanted.emit()
    asking = dialog_of(window, TraceDialog)
    for name, value in fields.items():
        getattr(asking, name).put(value)
    asking.primary.click()
    return asking


def cells(dialog: MatrixDialog) -> dict[str, str]:
    model = dialog._model
    return {model.index(row, 0).data(): model.index(row, 2).data() for row in range(model.rowCount())}


def test_a_clone_is_asked_and_every_row_says_its_state_in_words(qtbot, listed, clone):
    dialog = open_matrix(qtbot, listed)
    assert cells(dialog) == {
        "1.4, supported branch": "Not checked",
        "1.4.0": "Not checked",
        "1.3, supported branch": "Not checked",
    }
    asking = ask(qtbot, listed, dialog, clone=str(clone))
    settle(qtbot, listed)
    assert "Name a commit" in asking._refusal.text()
    asking.reject()
    asking = ask(
        qtbot, listed, dialog, clone=str(clone), introduced="hole", fixed="fix", patterns="v* night* rel*"
    )
    assert unnamed(asking) == []
    settle(qtbot, listed)
    assert not asking.is_open
    assert cells(dialog) == {
        "1.4, supported branch": "Fixed",
        "v1.4.1": "Fixed",
        "v1.4.0": "Affected",
        "1.3, supported branch": "Affected",
        "release/1.3, branch of the clone": "Affected",
        "night⟨U+202E⟩ly, no version": "Fixed",
    }
    model = dialog._model
    assert all(not model.index(row, 2).data(Qt.ItemDataRole.DecorationRole).isNull() for row in range(6))
    assert "widget was asked about" in dialog._whence.text()
    dialog.show_only.put("supported")
    dialog.show_only.edited.emit()
    assert len(cells(dialog)) == 5
    dialog.show_only.put("open")
    dialog.show_only.edited.emit()
    assert cells(dialog) == {}
    assert unnamed(dialog) == []


def test_a_row_is_judged_by_keyboard_and_both_sides_stay_in_sight(qtbot, listed, desk, case_id, clone):
    dialog = open_matrix(qtbot, listed)
    ask(qtbot, listed, dialog, clone=str(clone), introduced="hole", fixed="fix", patterns="v*")
    settle(qtbot, listed)
    dialog.primary.click()
    assert "Select a row" in dialog._refusal.text()
    dialog.table.setFocus()
    row = list(cells(dialog)).index("v1.4.0")
    dialog.table.setCurrentIndex(dialog._model.index(row, 0))
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.is_open
    assert dialog.focusWidget() is dialog.word.state.control
    assert dialog.word.justification.isHidden()
    dialog.word.state.put("not-affected")
    dialog.word.state.edited.emit()
    assert not dialog.word.justification.isHidden()
    dialog.primary.click()
    settle(qtbot, listed)
    assert "what it rests on" in dialog._refusal.text()
    dialog.word.justification.put("inline_mitigations_already_exist")
    dialog.word.ground.put("hardened build")
    dialog.primary.click()
    settle(qtbot, listed)
    assert cells(dialog)["v1.4.0"] == "Not affected: It has a protection built in"
    evidence = dialog._model.index(row, 4).data()
    assert evidence.startswith("hardened build (The clone says affected: The hole came in with ")
    assert dialog.word.ground.value == ""
    dialog.reject()
    listed.desk.session.undo()
    settle(qtbot, listed)
    assert cells(open_matrix(qtbot, listed))["v1.4.0"] == "Affected"


def test_several_rows_and_a_version_that_is_in_no_row_are_judged(qtbot, listed, desk, case_id):
    dialog = open_matrix(qtbot, listed)
    dialog.table.selectAll()
    dialog.word.state.put("under-investigation")
    dialog.word.ground.put("being built")
    dialog.primary.click()
    settle(qtbot, listed)
    assert set(cells(dialog).values()) == {"Under investigation"}
    dialog.word.other.put("1.3")
    dialog.word.state.put("fixed")
    dialog.word.ground.put("read")
    dialog.primary.click()
    settle(qtbot, listed)
    assert cells(dialog)["1.3, supported branch"] == "Fixed"
    words = [act for act in fold(desk.vault.history(case_id)).versions if isinstance(act, e.VersionJudged)]
    assert [(act.version, act.branch) for act in words] == [
        ("1.4", True), ("1.4.0", False), ("1.3", True), ("1.3", True),
    ]  # fmt: skip


def test_what_follows_from_the_matrix_is_put_into_confirm_and_not_recorded(qtbot, listed, desk, case_id):
    for version, state in (("1.3.0", "affected"), ("1.3.1", "affected"), ("1.3.2", "fixed")):
        record_act(desk, case_id, e.VersionJudged("Widget", version, state, "read"))
    listed.desk.session.reload()
    settle(qtbot, listed)
    dialog = open_matrix(qtbot, listed)
    assert "to be listed as affected: >=1.3.0, <1.3.2." in dialog._proposal.text()
    assert "1.3.1, 1.3.0 are affected, and nothing listed holds it" in dialog._remarks.text()
    before = len(desk.vault.history(case_id))
    dialog._take.click()
    form = listed.desk.reading.tabs["confirm"]
    assert listed.desk.reading.tab == "confirm"
    assert form.value("affected") == ">=1.3.0, <1.3.2"
    assert form.value("branches") == "1.3"
    settle(qtbot, listed)
    assert len(desk.vault.history(case_id)) == before


def test_where_nothing_is_listed_yet_confirm_begins_with_what_is_known(qtbot, window, desk, case_id):
    product = window.desk.session.view.profile.policy.product
    record_act(desk, case_id, e.VersionJudged(product, "2.0.1", "affected", "tried"))
    window.desk.session.reload()
    settle(qtbot, window)
    assert window.desk.reading.tabs["confirm"].value("affected") == "2.0.1"


def test_a_trace_that_is_stopped_records_nothing(qtbot, listed, desk, case_id, clone, monkeypatch):
    begun = []

    def waits(_path, progress):
        begun.append(True)
        while not progress.cancelled:
            progress.step("Reading the clone", 0, 3)
        raise Cancelled

    session = listed.desk.session
    session.desk = Desk(desk.vault, replace(desk.tools, open_clone=waits), desk.handler)
    dialog = open_matrix(qtbot, listed)
    before = len(desk.vault.history(case_id))
    asking = ask(qtbot, listed, dialog, clone=str(clone), fixed="fix")
    qtbot.waitUntil(lambda: bool(begun) and asking._step.text() == "Reading the clone 0/3")
    assert not asking.primary.isEnabled()
    asking.reject()
    settle(qtbot, listed)
    assert len(desk.vault.history(case_id)) == before
    assert dialog.is_open


def test_a_clone_that_cannot_be_read_is_said_and_can_be_named_anew(qtbot, listed, tmp_path):
    dialog = open_matrix(qtbot, listed)
    asking = ask(qtbot, listed, dialog, clone=str(tmp_path), fixed="fix")
    settle(qtbot, listed)
    assert "no git clone" in asking._refusal.text()
    assert asking.primary.isEnabled()


def test_a_similar_problem_comes_from_judged_hits_and_has_its_own_versions(
    qtbot, listed, desk, case_id, clone
):
    listed.desk.show_tab("audit")
    form = listed.desk.reading.tabs["audit"]
    for key, value in {"clone": str(clone), "pattern": "hole", "revision": "hole"}.items():
        form.fields[key].put(value)
    form._searches.button.click()
    settle(qtbot, listed)
    (search,) = listed.desk.session.view.case.searches
    record_act(desk, case_id, e.HitsJudged(search.id, (1,), "variant", "the same"))
    listed.desk.session.reload()
    settle(qtbot, listed)
    form._variants.add.click()
    dialog = dialog_of(listed, VariantDialog)
    assert unnamed(dialog) == []
    dialog.primary.click()
    settle(qtbot, listed)
    assert "Give the similar problem a name" in dialog._refusal.text()
    dialog.name.put("In the exporter")
    dialog.where.put("export.c")
    dialog.search.put(search.id)
    dialog.search.edited.emit()
    assert dialog.hits.value == "1"
    dialog.hits.put("1;2")
    dialog.primary.click()
    assert "no number of a hit" in dialog._refusal.text()
    dialog.hits.put("1")
    dialog.primary.click()
    settle(qtbot, listed)
    assert not dialog.is_open
    assert "In the exporter in Widget 1.3, Widget 1.4" in form.reasons.missing.text()
    assert "In the exporter" in [label.text() for label in form._variants.findChildren(Words)]
    matrix = open_matrix(qtbot, listed, "In the exporter")
    assert matrix.finding.value == "Widget\nIn the exporter"
    matrix.table.selectAll()
    matrix.word.state.put("affected")
    matrix.word.ground.put("read")
    matrix.primary.click()
    settle(qtbot, listed)
    assert "In the exporter" not in form.reasons.missing.text()
    matrix.finding.put("Widget\n")
    matrix.finding.edited.emit()
    assert set(cells(matrix).values()) == {"Not checked"}
    assert unnamed(listed) == []


def test_without_a_product_the_matrix_says_what_comes_first(qtbot, listed):
    dialog = open_matrix(qtbot, listed)
    dialog.show_view(msgspec.structs.replace(listed.desk.session.view, known=()))
    assert cells(dialog) == {}
    assert "list it under Confirm" in dialog._whence.text()
    dialog.trace_wanted.emit()
    assert "list it under Confirm" in dialog._refusal.text()
    dialog.word.other.put("1.0")
    dialog.primary.click()
    assert "Select a row" in dialog._refusal.text()


def test_a_second_click_is_no_second_word(qtbot, listed, desk, case_id):
    dialog = open_matrix(qtbot, listed)
    dialog.word.other.put("1.4.0")
    dialog.word.ground.put("tried")
    dialog.primary.click()
    dialog.primary.click()
    settle(qtbot, listed)
    assert len(fold(desk.vault.history(case_id)).versions) == 1


def test_what_was_recorded_before_a_refusal_is_shown_and_said(qtbot, listed, desk, case_id):
    dialog = open_matrix(qtbot, listed)
    good = e.VersionJudged("Widget", "1.4.0", "affected", "tried")
    errand = listed.desk.errands.versions
    recorded = record_act(desk, case_id, good)
    errand._on_recorded(dialog, [recorded], Refusal("version.judged", "Say why."))
    settle(qtbot, listed)
    assert "1 of them was recorded, the next was refused: Say why." in dialog._refusal.text()
    assert cells(dialog)["1.4.0"] == "Affected"
    dialog.reject()
    errand._on_recorded(dialog, [], Refusal("version.judged", "Say why."))
    assert listed.bar.text == "Say why."


def test_what_follows_for_a_branch_is_not_laid_on_a_clone(qtbot, listed, desk, case_id):
    record_act(desk, case_id, e.VersionJudged("Widget", "1.4.1", "fixed", "read"))
    listed.desk.session.reload()
    settle(qtbot, listed)
    model = open_matrix(qtbot, listed)._model
    told_by = {model.index(row, 0).data(): model.index(row, 3).data() for row in range(model.rowCount())}
    assert told_by["1.4, supported branch"] == "follows from 1.4.1"
    assert told_by["1.4.1"] == "a person"


def test_what_is_selected_stays_so_when_the_table_is_read_again(qtbot, listed, desk, case_id):
    for version in ("1.4.1", "1.4.2", "1.3.7"):
        record_act(desk, case_id, e.VersionJudged("Widget", version, "affected", "read"))
    listed.desk.session.reload()
    settle(qtbot, listed)
    dialog = open_matrix(qtbot, listed)
    names = list(cells(dialog))
    for chosen in ((0, 1, 3), (5,), tuple(range(len(names)))):
        dialog.table.choose(chosen)
        assert dialog.table.chosen == chosen
        dialog.show_view(listed.desk.session.view)
        assert dialog.table.chosen == chosen
    dialog.show_only.put("supported")
    dialog.show_only.edited.emit()
    assert [list(cells(dialog))[row] for row in dialog.table.chosen] == [
        n for n in names if n in cells(dialog)
    ]
