"""Facts of an advisory taken into the case in view, from the window."""

import json
from pathlib import Path

import pytest

from desktop.domain.fold import fold
from desktop.ui.dialogs.taken_dialog import TakenDialog
from desktop.ui.parts.inert_text import InertText
from desktop.ui.parts.labels import Words
from tests.ui.conftest import settle
from tests.ui.test_names import unnamed
from tests.workflows.test_take_facts import GITHUB

CHOOSER = "desktop.ui.pages.facts_errand.choose_files"


@pytest.fixture
def take(qtbot, window, monkeypatch, tmp_path: Path):
    """Choose a file with this advisory, and give the dialog that says what became of it."""

    def taken(advisory: dict[str, object]) -> TakenDialog:
        path = tmp_path / "advisory.json"
        path.write_text(json.dumps(advisory))
        monkeypatch.setattr(CHOOSER, lambda *_, **__: (path,))
        window.desk.errands.facts.choose()
        settle(qtbot, window)
        return window.findChildren(TakenDialog)[-1]

    return taken


def words_of(dialog: TakenDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(Words))


def lines_of(dialog: TakenDialog) -> str:
    return "\n".join(text.toPlainText() for text in dialog.findChildren(InertText))


def test_facts_are_taken_and_what_no_act_records_is_shown(window, desk, case_id, take):
    dialog = take(GITHUB)
    assert fold(desk.vault.history(case_id)).advisory.title == GITHUB["summary"]
    assert f"Taken into {case_id}" in words_of(dialog)
    assert "nobody is named here" in lines_of(dialog)
    assert unnamed(dialog) == []


def test_what_the_case_states_otherwise_is_replaced_only_when_asked(qtbot, window, desk, case_id, take):
    take(GITHUB).accept()
    dialog = take({**GITHUB, "summary": "<img src=file:///x> another title"})
    assert "Nothing was written yet." in words_of(dialog)
    assert "the file says <img src=file:///x> another title" in lines_of(dialog)
    assert fold(desk.vault.history(case_id)).advisory.title == GITHUB["summary"]
    dialog.primary.click()
    settle(qtbot, window)
    assert fold(desk.vault.history(case_id)).advisory.title.startswith("<img")


def test_a_file_that_says_nothing_new_is_told(take):
    take(GITHUB).accept()
    assert "states all of this already" in words_of(take(GITHUB))


def test_without_a_case_in_view_it_says_what_to_do(window, monkeypatch):
    said = []
    window.desk.session.said.connect(said.append)
    monkeypatch.setattr(window.desk.session, "view", None)
    window.desk.errands.facts.choose()
    assert "Open the case" in said[-1].text
