"""A policy is published from its page: how, where to, and what is refused."""

import pytest

from desktop.domain import events as e
from desktop.formats.publishing.security_md import read_promises
from desktop.ui.policies import publish_errand
from desktop.ui.policies.publish_dialog import PublishDialog
from tests.ui.conftest import settle


@pytest.fixture
def ask(qtbot, window, monkeypatch, tmp_path):
    window.desk.show_view("policies")
    settle(qtbot, window)
    page = window.desk.pages.policies()
    page.choose("aumos")
    target = tmp_path / "published"
    monkeypatch.setattr(publish_errand, "choose_new_path", lambda *_: target)

    def begin():
        page._publish.click()
        settle(qtbot, window)
        return window.findChildren(PublishDialog)[-1]

    begin.target = target
    return begin


def test_the_whole_policy_is_written_where_the_person_says(qtbot, window, desk, ask):
    dialog = ask()
    assert not dialog._canonical.isVisibleTo(dialog)
    dialog.primary.click()
    settle(qtbot, window)
    assert not dialog.is_open
    assert len(read_promises(ask.target.read_bytes())) == 8
    assert isinstance(desk.vault.vault_history()[-1].event, e.PolicyPublished)


def test_a_refusal_leaves_the_dialog_as_it_is(qtbot, window, desk, ask):
    dialog = ask()
    dialog._form.put("security-txt")
    dialog._form.edited.emit()
    assert dialog._canonical.isVisibleTo(dialog)
    dialog._sign.setChecked(False)
    dialog._policy.put("http://example.org")
    dialog.primary.click()
    settle(qtbot, window)
    assert dialog.is_open
    assert not ask.target.exists()
    dialog._policy.put("https://example.org")
    dialog._encryption.put("https://example.org/key.asc")
    dialog.primary.click()
    settle(qtbot, window)
    written = ask.target.read_text()
    assert written.startswith("Contact: mailto:security@aumos.io\n")
    assert "\nEncryption: https://example.org/key.asc\n" in written


def test_a_pack_is_not_published(window, ask):
    page = window.desk.pages.policies()
    page.choose("regulation")
    assert not page._publish.isEnabled()
