"""From no vault to the desk in four steps, by keyboard alone, back and forth."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.events import HandlerNamed
from desktop.ui.dialogs.intake_key_dialog import IntakeKeyDialog
from desktop.ui.doctor.doctor_errand import DoctorErrand
from desktop.ui.doctor.finding import Finding
from desktop.ui.parts.buttons import ActButton
from desktop.ui.settings import DeskSettings
from desktop.ui.setup.done_page import DonePage
from desktop.ui.setup.key_page import KeyPage
from desktop.ui.setup.steps import Steps
from desktop.workflows.custody.doctor import Check
from desktop.workflows.team.sign_in import desk_for, full_name
from tests.ui.conftest import PASSPHRASE, make_vault, settle, write_down_code
from tests.ui.cut_words import lost
from tests.ui.test_names import unnamed

KEY = Check("Intake key", "weak", "None is chosen.", mends="choose-key")
GPG = Check("GnuPG", "missing", "gpg is absent.", packages=("gnupg",))


@pytest.fixture
def checks(door_window):
    """What the doctor finds; a test changes it."""
    found = [KEY, GPG, Check("Fonts", "good", "Fine.")]
    door_window.doctor = DoctorErrand(door_window, lambda _tools, _looked: tuple(found))
    return found


@pytest.fixture
def key_page(qtbot, door_window, tmp_path, checks) -> KeyPage:
    make_vault(qtbot, door_window, tmp_path)
    write_down_code(qtbot, door_window)
    settle(qtbot, door_window)
    return door_window.findChild(KeyPage)


def press(qtbot, window, key=Qt.Key.Key_Return) -> None:
    QTest.keyClick(window.focusWidget(), key)
    settle(qtbot, window)


def tab_to(window, widget) -> None:
    for _ in range(30):
        if window.focusWidget() is widget:
            return
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {widget.accessibleName()}")


def step_in_sight(window) -> str:
    return next(steps.accessibleName() for steps in window.findChildren(Steps) if steps.isVisible())


def button(page, words: str) -> ActButton:
    return next(b for b in page.findChildren(ActButton) if b.text() == words)


def test_keyboard_alone_leads_from_no_vault_to_the_desk(qtbot, door_window, tmp_path, checks):
    window, page = door_window, door_window.entrance.first_run
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert step_in_sight(window) == "Step 1 of 4: Vault"
    page._folder.put(str(tmp_path))
    page._passphrase.control.setFocus()
    QTest.keyClicks(window.focusWidget(), PASSPHRASE)
    tab_to(window, page._again.control)
    QTest.keyClicks(window.focusWidget(), PASSPHRASE)
    press(qtbot, window)
    qtbot.waitUntil(lambda: window.entrance.currentWidget() is window.entrance.recovery)
    assert step_in_sight(window) == "Step 1 of 4: Vault"
    QTest.keyClicks(window.focusWidget(), window.entrance.recovery._shown.text()[-4:])
    press(qtbot, window)
    assert step_in_sight(window) == "Step 2 of 4: You and your key"
    QTest.keyClicks(window.focusWidget(), "Robin Keeper")
    press(qtbot, window)
    assert step_in_sight(window) == "Step 3 of 4: Policy"
    tab_to(window, button(window.desk.pages.start(), "Decide later"))
    press(qtbot, window, Qt.Key.Key_Space)
    assert step_in_sight(window) == "Step 4 of 4: Done"
    press(qtbot, window, Qt.Key.Key_Space)
    assert window.desk.at_home
    assert window.desk.session.desk.handler == "Robin Keeper"


def asked(qtbot, window, work):
    """What the worker answers, who alone may touch the vault."""
    answers = []
    desk = window.desk.session.desk
    window.background.run(lambda _p: work(desk), answers.append)
    settle(qtbot, window)
    return answers[0]


def names(desk) -> list[str]:
    return [r.event.name for r in desk.vault.vault_history() if isinstance(r.event, HandlerNamed)]


def test_the_name_signs_what_is_recorded_from_then_on_and_is_known_when_the_vault_opens_next(
    qtbot, door_window, key_page
):
    key_page._name.put("  Robin   Keeper ")
    key_page.forward.click()
    settle(qtbot, door_window)
    assert door_window.desk.session.desk.handler == "Robin Keeper"
    next_time = asked(qtbot, door_window, lambda desk: desk_for(desk.vault, desk.tools, "root"))
    assert next_time.handler == "Robin Keeper"
    assert door_window.setting.dialog().handler == "Robin Keeper"
    button(door_window.desk.pages.start(), "Back").click()
    key_page.forward.click()  # the same name is entered once
    settle(qtbot, door_window)
    assert asked(qtbot, door_window, names) == ["Robin Keeper"]


def test_without_a_name_it_goes_on_and_says_whose_name_stands_there(qtbot, door_window, key_page):
    assert key_page._name.value == ""
    assert "Grace" in key_page._name.control.accessibleDescription()
    key_page.forward.click()
    settle(qtbot, door_window)
    assert asked(qtbot, door_window, names) == []
    assert step_in_sight(door_window) == "Step 3 of 4: Policy"


@pytest.mark.parametrize(
    ("login", "offered"),
    [("root", ""), ("handler 1000", ""), ("Robin Keeper", "Robin Keeper"), ("", ""), (" ", "")],
)
def test_only_a_name_of_a_person_is_offered(login, offered):
    assert full_name(login) == offered


def test_the_way_leads_back_as_far_as_the_key(qtbot, door_window, key_page):
    key_page.forward.click()
    settle(qtbot, door_window)
    button(door_window.desk.pages.start(), "Back").click()
    settle(qtbot, door_window)
    assert step_in_sight(door_window) == "Step 2 of 4: You and your key"
    key_page.forward.click()
    button(door_window.desk.pages.start(), "Decide later").click()
    settle(qtbot, door_window)
    button(door_window.findChild(DonePage), "Back").click()
    settle(qtbot, door_window)
    assert step_in_sight(door_window) == "Step 3 of 4: Policy"


def test_the_key_step_says_what_the_doctor_found_the_gravest_first(qtbot, door_window, key_page, checks):
    shown = [f for f in key_page.findChildren(Finding) if f.isVisible()]
    assert [f.layout().itemAt(1).widget().text() for f in shown] == ["gpg is absent.", "None is chosen."]
    assert "apt-get install gnupg" in [w.text() for w in shown[0].children() if hasattr(w, "say")]
    assert key_page._sum.text() == "All is well with: Fonts."
    checks[:] = [Check("GnuPG", "good", "Fine.")]
    button(key_page, "Look again").click()
    settle(qtbot, door_window)
    assert [f for f in key_page.findChildren(Finding) if f.isVisible()] == []


def test_a_key_is_chosen_from_there_and_it_looks_again(qtbot, door_window, key_page, checks):
    button(key_page, "Choose or make a key…").setFocus()
    press(qtbot, door_window, Qt.Key.Key_Space)
    dialog = door_window.findChild(IntakeKeyDialog)
    assert "gpg --import FILE" in dialog._key.control.accessibleDescription()
    dialog._name.put("Example Security")
    dialog._address.put("security@example.org")
    checks.remove(KEY)
    dialog.primary.click()
    settle(qtbot, door_window)
    assert door_window.focusWidget() is key_page.forward  # the button that was pressed is gone
    assert [
        f.layout().itemAt(1).widget().text() for f in key_page.findChildren(Finding) if f.isVisible()
    ] == ["gpg is absent."]


def test_whoever_goes_elsewhere_is_not_called_back(qtbot, door_window, key_page):
    key_page.forward.click()
    settle(qtbot, door_window)
    door_window.desk.rail.chosen.emit("policies")
    door_window.desk.errands.adoption.adopted.emit()
    settle(qtbot, door_window)
    assert door_window.desk.pages.policies().isVisible()


@pytest.mark.parametrize("scale", [100, 200])
def test_nothing_of_a_step_is_lost_or_nameless(qtbot, door_window, key_page, scale):
    window = door_window
    window.use_settings(DeskSettings(theme="light", scale=scale))
    window.resize(1268, 756)
    for page in (key_page, window.desk.pages.start(), window.findChild(DonePage)):
        window.desk.show_page(page, view="")
        settle(qtbot, window)
        qtbot.wait(100)
        qtbot.waitUntil(lambda page=page: lost(page) == [])
        assert unnamed(page) == []
