"""The ways to open a vault, looked after in the window of a real one."""

import json
from threading import Event

import pytest
from PySide6.QtWidgets import QWidget

from desktop.domain import events as e
from desktop.domain.failures import Cancelled, NoKey
from desktop.files import LocalFiles
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.slots_file import Argon2Cost
from desktop.ui.parts.buttons import ActButton
from desktop.ui.slots.add_slot_dialog import AddSlotDialog
from desktop.ui.slots.code_dialog import CodeDialog
from desktop.ui.slots.recovery_paper import print_recovery_code
from desktop.ui.slots.rekey_dialog import RekeyDialog
from desktop.ui.slots.secret_dialog import ProveDialog, RemoveDialog, ReplaceDialog
from desktop.ui.slots.slots_dialog import SlotsDialog
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody.local_custody import LocalCustody
from desktop.workflows.custody.patience import Patience
from tests.pdf_text import pdf_text
from tests.ui.conftest import NOW, PASSPHRASE, make_vault, settle, write_down_code

OTHER = "another new horse"


@pytest.fixture
def opened(qtbot, door_window, tmp_path):
    make_vault(qtbot, door_window, tmp_path)
    door_window.code = door_window.entrance.recovery._shown.text()
    write_down_code(qtbot, door_window)
    return door_window


@pytest.fixture
def listed(qtbot, opened) -> SlotsDialog:
    next(a for a in opened.commands.actions if a.text() == "Keys of the vault…").trigger()
    settle(qtbot, opened)
    return top(opened, SlotsDialog)


def top(window, kind: type) -> QWidget:
    (dialog,) = (d for d in window.findChildren(kind) if d.isVisible())
    return dialog


def press(dialog: SlotsDialog, words: str, about: str) -> None:
    name = f"{words} {about}".strip()
    (button,) = (b for b in dialog.findChildren(ActButton) if b.accessibleName() == name and not b.isHidden())
    button.click()


def in_vault(qtbot, window, work):
    """What the worker gets from the vault, which belongs to its thread."""
    got = []
    window.background.run(lambda _p: work(window.desk.session.desk.vault), got.append)
    settle(qtbot, window)
    return got[0]


def slots(qtbot, window) -> list:
    return in_vault(qtbot, window, lambda vault: vault.slots())


def kinds(qtbot, window) -> list[str]:
    return [slot.kind for slot in slots(qtbot, window)]


def happened(qtbot, window, kind: type) -> list:
    history = in_vault(qtbot, window, lambda vault: vault.vault_history())
    return [r.event for r in history if isinstance(r.event, kind)]


def add(qtbot, window, kind: str, **given: str) -> None:
    in_vault(qtbot, window, lambda vault: vault.add_slot(kind, "", **given, author="me", now=NOW))


def test_a_passphrase_with_a_key_file_is_added_and_opens_by_both(qtbot, opened, listed, tmp_path):
    key_file = tmp_path / "beside"
    key_file.write_bytes(bytes(range(64)))
    press(listed, "Add another…", "")
    settle(qtbot, opened)
    dialog = top(opened, AddSlotDialog)
    dialog.primary.click()
    assert "12 characters" in dialog._refusal.text()
    dialog.passphrase.first.put(OTHER)
    dialog.passphrase.again.put(OTHER)
    dialog.passphrase.key_file.put(str(key_file))
    dialog.primary.click()
    settle(qtbot, opened)
    assert kinds(qtbot, opened) == ["passphrase", "recovery", "passphrase"]
    opened.lock()
    settle(qtbot, opened)
    page = opened.entrance.unlock
    assert not page._key_file.isHidden()
    page._passphrase.put(OTHER)
    page._unlock.click()
    settle(qtbot, opened)
    assert "does not open this vault" in page._refusal.text()
    page._passphrase.put(OTHER)
    page._key_file.put(str(key_file))
    page._unlock.click()
    settle(qtbot, opened)
    assert opened.page is not None


def test_the_recovery_code_is_proved_from_the_list(qtbot, opened, listed):
    press(listed, "Prove…", "The recovery code")
    dialog = top(opened, ProveDialog)
    dialog.secret.put(opened.code[:-1] + ("A" if opened.code[-1] != "A" else "B"))
    dialog.primary.click()
    settle(qtbot, opened)
    assert "typing error" in dialog._refusal.text()
    dialog.secret.put(opened.code.lower())
    dialog.primary.click()
    settle(qtbot, opened)
    assert [event.slot_kind for event in happened(qtbot, opened, e.SlotDrilled)] == ["recovery"]
    assert "It opens the vault." in opened.bar.text


def test_the_reminder_leads_to_the_proof(qtbot, opened):
    opened.desk.open_promise("", "", "recovery-drill")
    settle(qtbot, opened)
    assert top(opened, ProveDialog).slot.kind == "recovery"


def test_a_recovery_code_is_replaced_and_shown_once(qtbot, opened, listed, tmp_path, monkeypatch):
    press(listed, "Replace…", "The recovery code")
    top(opened, ReplaceDialog).primary.click()
    settle(qtbot, opened)
    dialog = top(opened, CodeDialog)
    code = dialog.sheet.shown.text()
    assert code != opened.code
    sheet = tmp_path / "sheet.pdf"
    monkeypatch.setattr("desktop.ui.slots.recovery_sheet.choose_new_path", lambda *_: sheet)
    dialog.sheet._save.click()
    settle(qtbot, opened)
    assert sheet.stat().st_mode & 0o777 == 0o600
    assert code.split("-")[0] in pdf_text(sheet.read_bytes())
    dialog.primary.click()
    assert dialog.isVisible()
    dialog.sheet.proof.put(code[-4:])
    dialog.primary.click()
    assert not dialog.isVisible()
    assert dialog.sheet.shown.text() == ""
    assert len(happened(qtbot, opened, e.SlotRotated)) == 1


def test_a_slot_is_removed_and_two_stay(qtbot, opened, listed):
    press(listed, "Replace the vault's key…", "")
    top(opened, RekeyDialog).reject()
    add(qtbot, opened, "recovery")
    opened.desk.errands.custody.slots.show()
    settle(qtbot, opened)
    listed.remove_wanted.emit(slots(qtbot, opened)[0])
    top(opened, RemoveDialog).primary.click()
    settle(qtbot, opened)
    assert kinds(qtbot, opened) == ["recovery", "recovery"]
    listed.remove_wanted.emit(slots(qtbot, opened)[0])
    dialog = top(opened, RemoveDialog)
    dialog.primary.click()
    settle(qtbot, opened)
    assert "Two ways to open the vault must stay." in dialog._refusal.text()


@pytest.mark.clause("M87-3.3c", "MUS-5.1c", "TER-2.1d")
def test_the_vault_gets_another_key_and_the_desk_goes_on(qtbot, opened, listed, tmp_path):
    press(listed, "Replace the vault's key…", "")
    dialog = top(opened, RekeyDialog)
    assert not dialog._going.isHidden()  # before the passphrase is typed, its slot would go
    dialog._asked[0].secret.put("a slip of the finger")
    dialog.primary.click()
    settle(qtbot, opened)
    assert "could not stay" in dialog._refusal.text()
    dialog._asked[0].secret.put(PASSPHRASE)
    dialog.primary.click()
    settle(qtbot, opened)
    code = top(opened, CodeDialog).sheet.shown.text()
    assert len(happened(qtbot, opened, e.VaultRekeyed)) == 1
    assert json.loads((tmp_path / "cases.embargo" / "slots.json").read_text())["format"] == 1
    opened.lock()
    settle(qtbot, opened)
    page = opened.entrance.unlock
    page._use_code.click()
    page._code.put(code)
    page._unlock.click()
    settle(qtbot, opened)
    assert opened.page is not None


# --- the page before it ---------------------------------------------------------------------------------


class CardThatWaits:
    """Stands in for gpg while it asks for a card, until somebody gives up."""

    def __init__(self) -> None:
        self.asked, self.stopped, self.absent = Event(), Event(), False

    def seal(self, secret: bytes, _fingerprint: str) -> bytes:
        return secret

    def unseal(self, sealed: bytes) -> bytes:
        if self.absent:
            raise NoKey("No secret key for it is at hand.")
        if not self.asked.is_set():  # when the slot is made it is there
            return sealed
        assert self.stopped.wait(60)
        raise Cancelled

    def give_up(self) -> None:
        self.stopped.set()


@pytest.fixture
def card() -> CardThatWaits:
    return CardThatWaits()


@pytest.fixture
def custody(card, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    files = LocalFiles()
    slots = Keychain(SecretServiceKeyring(0.5), files, Argon2Cost(passes=1, memory_kib=8, lanes=1), card)
    return LocalCustody(SqlVaultStore(files, lambda: NOW), slots, Patience(files, lambda: NOW))


def test_waiting_for_a_card_is_said_and_can_be_stopped(qtbot, opened, card):
    add(qtbot, opened, "openpgp", openpgp="A" * 40)
    opened.lock()
    settle(qtbot, opened)
    page = opened.entrance.unlock
    assert not page._openpgp.isHidden()
    assert page._waits.isHidden()
    card.asked.set()
    page._openpgp.click()
    assert not page._waits.isHidden()
    assert not page._unlock.isEnabled()
    page._give_up.click()
    settle(qtbot, opened)
    assert page._waits.isHidden()
    assert page._unlock.isEnabled()
    assert page._refusal.text() == ""
    page._passphrase.put(PASSPHRASE)
    page._unlock.click()
    settle(qtbot, opened)
    assert opened.page is not None


def test_a_vault_without_passphrase_and_code_asks_for_neither(qtbot, opened, card):
    for digit in "AB":
        add(qtbot, opened, "openpgp", openpgp=digit * 40)
    for slot in slots(qtbot, opened)[:2]:
        removed = slot.slot_id
        in_vault(qtbot, opened, lambda vault, s=removed: vault.remove_slot(s, author="me", now=NOW))
    opened.lock()
    settle(qtbot, opened)
    page = opened.entrance.unlock
    for widget in (page._passphrase, page._key_file, page._code, page._unlock, page._keyring, page._use_code):
        assert widget.isHidden()
    card.absent = True
    page._openpgp.click()
    settle(qtbot, opened)
    assert "No secret key" in page._refusal.text()


def test_the_sheet_says_whose_code_it_is_and_what_to_do(qapp):
    code = "-".join(["7XK2M"] * 8)
    words = pdf_text(print_recovery_code(code, "team", NOW))
    for part in ("team", "7XK2M-7XK2M-7XK2M-7XK2M", "2026", "Keep this sheet locked away"):
        assert part in words


def test_a_second_click_is_no_second_way_to_open_it(qtbot, opened, listed):
    press(listed, "Add another…", "")
    settle(qtbot, opened)
    dialog = top(opened, AddSlotDialog)
    dialog.passphrase.first.put(OTHER)
    dialog.passphrase.again.put(OTHER)
    dialog.primary.click()
    dialog.primary.click()
    settle(qtbot, opened)
    assert kinds(qtbot, opened) == ["passphrase", "recovery", "passphrase"]
