"""An advisory goes into a provider folder from the window, and a folder is checked there."""

from dataclasses import replace

import msgspec
import pytest
from PySide6.QtCore import Qt

from desktop.formats.advisories.findings import Finding
from desktop.openpgp.gpg import Gpg
from desktop.ui.application import window_on
from desktop.ui.parts.labels import Words
from desktop.ui.provider import provider_errand
from desktop.ui.provider.into_tree_dialog import IntoTreeDialog
from desktop.ui.provider.tree_findings_dialog import FindingsModel, TreeFindingsDialog
from desktop.workflows.intake.choose_intake_key import choose_intake_key
from desktop.workflows.ports import Desk
from desktop.workflows.publication.preview_advisory import preview_advisory
from tests.people import Person
from tests.ui.conftest import settle
from tests.workflows.desks import CASE, ready_to_publish, receive

URL = "https://mushinai.example/csaf"


@pytest.fixture
def ready(desk: Desk, intake: Person):
    gpg = Gpg(intake.home)
    ready = replace(desk, tools=replace(desk.tools, openpgp=gpg))
    receive(ready)
    ready_to_publish(ready)
    choose_intake_key(ready, intake.fingerprint)
    yield ready
    gpg.close()


@pytest.fixture
def open_window(qtbot, ready: Desk):
    window = window_on(ready)
    qtbot.addWidget(window)
    window.desk.session.show_case(CASE)
    settle(qtbot, window)
    window.show()
    settle(qtbot, window)
    yield window
    window.close()


def asked(window) -> IntoTreeDialog:
    return window.findChildren(IntoTreeDialog)[-1]


def messages(window) -> list[str]:
    told: list[str] = []
    window.desk.session.said.connect(lambda message: told.append(message.text))
    return told


def publish(qtbot, window, folder, url=URL) -> IntoTreeDialog:
    window.desk.errands.provider.publish()
    settle(qtbot, window)
    dialog = asked(window)
    dialog._folder.put(str(folder))
    dialog._url.put(url)
    return dialog


def test_an_advisory_goes_into_a_folder_and_the_whole_is_said_to_be_right(
    qtbot, open_window, tmp_path, monkeypatch
):
    told = messages(open_window)
    dialog = publish(qtbot, open_window, tmp_path / "csaf")
    assert dialog.primary.text() == "Sign and publish TLP:CLEAR advisory"
    dialog.accept()
    settle(qtbot, open_window)
    assert (tmp_path / "csaf/provider-metadata.json").exists()
    assert "is whole. Documents: 1. Files that are new: 9." in told[-1]

    monkeypatch.setattr(provider_errand, "choose_folder", lambda *_: tmp_path / "csaf")
    open_window.desk.errands.provider.check()
    settle(qtbot, open_window)
    assert "every hash, signature and list fits" in told[-1]

    (tmp_path / "csaf/white/index.txt").write_text("")
    open_window.desk.errands.provider.check()
    settle(qtbot, open_window)
    (found,) = open_window.findChildren(TreeFindingsDialog)
    assert "Errors: 1" in " ".join(label.text() for label in found.findChildren(Words))
    found.accept()


def test_a_folder_that_is_not_there_is_refused_in_the_dialog(qtbot, open_window, tmp_path):
    dialog = publish(qtbot, open_window, tmp_path / "no/where")
    dialog.accept()
    assert "no such folder" in dialog._refusal.text()
    dialog._folder.put("")
    dialog.accept()
    assert "Choose the folder" in dialog._refusal.text()
    dialog.reject()


def test_a_new_folder_without_an_address_is_refused_while_it_can_still_be_typed(qtbot, open_window, tmp_path):
    dialog = publish(qtbot, open_window, tmp_path / "csaf", url="")
    dialog.accept()
    assert dialog.isVisible()
    assert "give its address once" in dialog._refusal.text()
    dialog.reject()
    assert not (tmp_path / "csaf").exists()


@pytest.mark.parametrize(
    ("tlp", "warned"), [("CLEAR", False), ("GREEN", False), ("AMBER", True), ("RED", True)]
)
def test_who_may_not_read_it_is_said_to_be_kept_out_by_the_server(qtbot, open_window, ready, tlp, warned):
    preview = preview_advisory(ready, CASE, ("csaf",))
    text = msgspec.structs.replace(preview.facts.text, tlp=tlp)
    preview = msgspec.structs.replace(preview, facts=msgspec.structs.replace(preview.facts, text=text))
    dialog = IntoTreeDialog(open_window, preview, (), "", "")
    told = " ".join(label.text() for label in dialog.findChildren(Words))
    assert ("web server has to keep" in told) == warned


def test_what_the_gate_holds_back_cannot_be_published(qtbot, window):
    window.desk.errands.provider.publish()
    settle(qtbot, window)
    dialog = asked(window)
    assert not dialog.primary.isEnabled()
    dialog.reject()


def test_the_form_of_the_advisory_leads_there(qtbot, open_window):
    wanted = []
    open_window.desk.session.errand_wanted.connect(lambda name, _about: wanted.append(name))
    open_window.desk.reading.tabs["advisory"]._on_provider()
    settle(qtbot, open_window)
    assert "provider" in wanted
    asked(open_window).reject()


def test_findings_are_shown_inert(qtbot, open_window):
    findings = (Finding("7.1.12", "error", "white/a\u202eb", "x\x1b[31m"), Finding("lint", "info", "", "y"))
    dialog = TreeFindingsDialog(open_window, findings, 3, "Nothing was changed.")
    (model,) = dialog.findChildren(FindingsModel)
    cells = [model.data(model.index(0, column), Qt.ItemDataRole.DisplayRole) for column in range(4)]
    assert cells[0] == "Error"
    assert not set("".join(cells)) & set("\u202e\x1b")
    dialog.close()
