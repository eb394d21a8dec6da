"""A new vault asks first whose promises it keeps, and takes no for an answer."""

from dataclasses import replace

import pytest

from desktop.domain.events import ProfileAdopted
from desktop.files.policies import PolicyShelf
from desktop.ui.parts.buttons import ActButton
from desktop.ui.policies.adopt_dialog import AdoptDialog
from desktop.ui.policies.proposing.take_dialog import TakeDialog
from desktop.ui.setup.done_page import DonePage
from desktop.ui.setup.key_page import KeyPage
from tests.ui.conftest import make_vault, settle, write_down_code
from tests.ui.test_policy_proposal import TEXT, PureParser, accept_all, answer_all


@pytest.fixture
def desk(desk, tmp_path):
    shelf = PolicyShelf(tmp_path / "policies")
    return replace(desk, tools=replace(desk.tools, policies=shelf, parser=PureParser()))


@pytest.fixture
def start(qtbot, door_window, tmp_path):
    make_vault(qtbot, door_window, tmp_path)
    write_down_code(qtbot, door_window)
    settle(qtbot, door_window)
    door_window.findChild(KeyPage).forward.click()
    settle(qtbot, door_window)
    return door_window.desk.pages.start()


def test_a_vault_that_holds_something_is_not_asked(qtbot, window):
    window.entrance.began.emit()
    settle(qtbot, window)
    assert not window.findChild(KeyPage).isVisible()
    assert not window.desk.pages.start().isVisible()


def button(page, words: str) -> ActButton:
    return next(
        b for b in page.findChildren(ActButton) if words in b.accessibleName() and b.isVisibleTo(page)
    )


def test_a_new_vault_begins_with_ones_own_policy(qtbot, door_window, start, tmp_path, monkeypatch):
    assert start.isVisible()
    asked = []
    monkeypatch.setattr(
        "desktop.ui.policies.proposing.propose_errand.choose_files", lambda *_, **__: asked.append(1) or ()
    )
    button(start, "From a SECURITY.md").click()
    assert asked == [1]
    assert start.isVisible()


def test_one_at_hand_is_adopted_with_its_questions(qtbot, door_window, start):
    qtbot.waitUntil(lambda: any("Terragon" in b.accessibleName() for b in start.findChildren(ActButton)))
    button(start, "Terragon").click()
    settle(qtbot, door_window)
    door_window.findChildren(AdoptDialog)[-1].primary.click()
    settle(qtbot, door_window)
    done = door_window.findChild(DonePage)
    assert done.isVisible()
    assert done._policy.text() == "New cases are held to: terragon."


def test_it_can_be_decided_later(qtbot, door_window, start):
    button(start, "Decide later").click()
    settle(qtbot, door_window)
    assert not start.isVisible()
    done = door_window.findChild(DonePage)
    assert done._policy.text().startswith("No policy is in use yet.")
    done.leave.click()
    settle(qtbot, door_window)
    assert door_window.desk.at_home


def test_from_a_new_vault_to_a_policy_of_ones_own(qtbot, door_window, start, tmp_path, monkeypatch):
    text = tmp_path / "SECURITY.md"
    text.write_text(TEXT)
    monkeypatch.setattr("desktop.ui.policies.proposing.propose_errand.choose_files", lambda *_, **__: (text,))
    button(start, "From a SECURITY.md").click()
    settle(qtbot, door_window)
    page = door_window.desk.pages.proposal()
    assert page.isVisible()
    accept_all(qtbot, page)
    answer_all(page)
    page._adopt.click()
    settle(qtbot, door_window)
    door_window.findChildren(TakeDialog)[-1].primary.click()
    settle(qtbot, door_window)
    assert door_window.findChild(DonePage)._policy.text() == "New cases are held to: acme-loader."
    desk, found = door_window.desk.session.desk, []
    door_window.background.run(lambda _p: desk.vault.vault_history(), found.extend)
    settle(qtbot, door_window)
    assert [r.event.policy_id for r in found if isinstance(r.event, ProfileAdopted)] == ["acme-loader"]
