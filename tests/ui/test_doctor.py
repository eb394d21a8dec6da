"""The doctor's page says the same as the command, and does what a window can do about it."""

from datetime import timedelta

import msgspec
import pytest

from desktop.cli.custody.doctor import look_at_key, look_at_name
from desktop.ui.dialogs.intake_key_dialog import IntakeKeyDialog
from desktop.ui.dialogs.settings_dialog import SettingsDialog
from desktop.ui.doctor.doctor_dialog import DoctorDialog
from desktop.ui.doctor.doctor_errand import DoctorErrand
from desktop.ui.doctor.finding import Finding
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from desktop.workflows.custody.doctor import Check
from desktop.workflows.custody.look_into import look_into
from desktop.workflows.intake.choose_intake_key import choose_intake_key
from desktop.workflows.ports import KeyInfo
from tests.ui.conftest import NOW, settle

FINGERPRINT = "A" * 40


@pytest.fixture
def seen(qtbot, window):
    """Opens the page on what a machine is said to lack; tells what was asked of the machine."""
    asked = []

    def see(*checks: Check) -> DoctorDialog:
        window.doctor = DoctorErrand(window, lambda _tools, looked: asked.append(looked) or checks)
        window.see_doctor()
        settle(qtbot, window)
        dialog = window.findChild(DoctorDialog)
        dialog.asked = asked
        return dialog

    return see


def words(dialog):
    return [shown.text() for shown in dialog.findChildren(Words)]


def test_each_finding_stands_with_its_next_step_the_gravest_first(seen):
    dialog = seen(
        Check("Sandbox", "weak", "Bubblewrap is absent.", packages=("bubblewrap",)),
        Check("SQLCipher", "good", "It works."),
        Check("Fonts", "missing", "No font can draw Latin letters.", packages=("fonts-dejavu-core",)),
    )
    told = words(dialog)
    assert told.index("Fonts") < told.index("Sandbox")
    assert "apt-get install bubblewrap" in told
    assert "All is well with: SQLCipher." in told
    assert "2 of 3 could be better." in told
    assert dialog._line.toPlainText() == "apt-get install bubblewrap fonts-dejavu-core"


def test_nothing_that_is_missing_is_said_too(seen):
    dialog = seen(Check("Fonts", "good", "3 can draw Latin letters."))
    assert "Nothing is missing." in words(dialog)
    assert dialog._line.isHidden()


def test_it_looks_again_and_into_the_open_vault(qtbot, window, seen):
    dialog = seen(Check("Fonts", "good", "Fine."))
    dialog.again_wanted.emit()
    settle(qtbot, window)
    assert len(dialog.asked) == 2
    assert dialog.asked[0].intake_key == ""


def test_a_button_does_what_the_window_can_do(qtbot, window, seen):
    verb = "embargo key create"
    dialog = seen(Check("Intake key", "weak", "None is chosen.", advice=verb, mends="choose-key"))
    assert verb not in words(dialog)  # the button stands for it
    next(b for b in dialog.findChildren(ActButton) if b.text() == "Choose or make a key…").click()
    settle(qtbot, window)
    assert window.findChild(IntakeKeyDialog) is not None


def test_a_vault_in_which_nobody_gave_a_name_asks_for_one(qtbot, window, desk, seen):
    check = look_at_name(look_into(desk))
    assert (check.state, check.mends) == ("weak", "give-name")
    assert "Grace Handler" in check.found
    dialog = seen(check)
    dialog.findChild(Finding).findChild(ActButton).click()
    settle(qtbot, window)
    (settings,) = window.findChildren(SettingsDialog)
    qtbot.waitUntil(settings._handler.control.hasFocus)
    settings._handler.put("Robin Keeper")
    settings.primary.click()
    settle(qtbot, window)
    assert look_at_name(look_into(desk)).state == "good"


def test_before_any_vault_the_machine_alone_is_looked_at(qtbot, door_window):
    asked = []
    door_window.doctor = DoctorErrand(door_window, lambda _tools, looked: asked.append(looked) or ())
    door_window.see_doctor()
    settle(qtbot, door_window)
    assert asked == [None]


@pytest.mark.parametrize(
    ("days", "state", "found"),
    [
        (39, "valid", "It expires in 39 days."),
        (41, "valid", ""),
        (900, "revoked", "It is revoked."),
        (None, "valid", ""),
    ],
)
def test_a_key_that_expires_within_forty_days_is_spoken_of(desk, monkeypatch, days, state, found):
    expires = NOW + timedelta(days=days) if days is not None else None
    key = KeyInfo(FINGERPRINT, (), secret=True, can_encrypt=True, can_sign=True, expires=expires)
    monkeypatch.setattr(desk.tools.openpgp, "secret_keys", lambda: (key,))
    choose_intake_key(desk, FINGERPRINT)
    now = msgspec.structs.replace(key, state=state)
    monkeypatch.setattr(desk.tools.openpgp, "secret_keys", lambda: (now,))
    looked = look_into(desk)
    assert looked.key_doubt == found
    check = look_at_key(looked)
    assert (check.state, check.mends) == (("weak", "choose-key") if found else ("good", ""))


def test_a_key_that_gpg_no_longer_holds_is_spoken_of(desk, monkeypatch):
    key = KeyInfo(FINGERPRINT, (), secret=True, can_encrypt=True, can_sign=True)
    monkeypatch.setattr(desk.tools.openpgp, "secret_keys", lambda: (key,))
    choose_intake_key(desk, FINGERPRINT)
    monkeypatch.setattr(desk.tools.openpgp, "secret_keys", tuple)
    assert "cannot be opened" in look_into(desk).key_doubt
