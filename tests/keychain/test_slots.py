"""Key slots: any one opens the vault, none depends on another, and never fewer than two."""

import json
import os
import resource
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case_id import ALPHABET
from desktop.domain.failures import (
    Failure,
    KeyringUnavailable,
    Locked,
    RefusedByPolicy,
    Usage,
    VaultDamaged,
    VaultMissing,
    VaultTooNew,
    WriteFailed,
)
from desktop.files import LocalFiles
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.recovery_code import make_code, read_code, write_code
from desktop.keychain.sealing import Place, seal, unseal
from desktop.keychain.slots_file import Argon2Cost
from desktop.workflows.keeping_ports import Given

NOW = datetime(2026, 7, 26, 12, tzinfo=UTC)
CHEAP = Argon2Cost(passes=1, memory_kib=8, lanes=1)
ABSENT_KEYRING = SecretServiceKeyring(timeout_s=0.5)
VAULT = "5f" * 16


@pytest.fixture
def keychain() -> Keychain:
    return Keychain(SecretServiceKeyring(), LocalFiles(), CHEAP)


def fill(keychain: Keychain, folder: Path, *, keyring: bool = False) -> tuple[bytes, str]:
    key = keychain.new_key()
    _, code = keychain.fill(str(folder), VAULT, key, passphrase="correct horse", keyring=keyring, now=NOW)
    return key, code


def test_each_slot_gives_the_same_key(keychain: Keychain, tmp_path: Path, secret_service: str):
    key, code = fill(keychain, tmp_path, keyring=True)
    assert len(key) == 48
    opened = [
        keychain.open(str(tmp_path), "passphrase", "correct horse"),
        keychain.open(str(tmp_path), "recovery", code),
        keychain.open(str(tmp_path), "keyring"),
    ]
    assert [(slot.vault_id, slot.key) for slot in opened] == [(VAULT, key)] * 3


@pytest.mark.checks("C39")
@pytest.mark.clause("M87-3.1d", "MUS-7.1d")
def test_slots_are_private_and_hold_no_secret(keychain: Keychain, tmp_path: Path):
    key, code = fill(keychain, tmp_path)
    path = tmp_path / "slots.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    content = path.read_bytes()
    for secret in (b"correct horse", code.encode(), key, key.hex().encode()):
        assert secret not in content
    assert [info.kind for info in keychain.infos(str(tmp_path))] == ["passphrase", "recovery"]


def test_a_vault_needs_two_slots(keychain: Keychain, tmp_path: Path):
    with pytest.raises(Usage, match="two ways"):
        keychain.fill(str(tmp_path), VAULT, keychain.new_key(), passphrase="", keyring=False, now=NOW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.checks("D43")
def test_a_missing_keyring_makes_no_vault(tmp_path: Path, bare_bus: str):
    keychain = Keychain(ABSENT_KEYRING, LocalFiles(), CHEAP)
    assert not keychain.keyring_available()
    with pytest.raises(KeyringUnavailable):
        keychain.fill(str(tmp_path), VAULT, keychain.new_key(), passphrase="p", keyring=True, now=NOW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.checks("D44")
@pytest.mark.parametrize("spoil", ["forgotten", "changed"])
def test_without_its_keyring_item_the_other_slots_open(
    spoil: str, keychain: Keychain, tmp_path: Path, secret_service: str
):
    key, code = fill(keychain, tmp_path, keyring=True)
    before = (tmp_path / "slots.json").read_bytes()
    slot = next(info for info in keychain.infos(str(tmp_path)) if info.kind == "keyring")
    item = f"{VAULT}/{slot.slot_id}"
    if spoil == "forgotten":
        SecretServiceKeyring().forget(item)
    else:
        SecretServiceKeyring().keep(item, "something else")
    with pytest.raises((KeyringUnavailable, Locked)):
        keychain.open(str(tmp_path), "keyring")
    assert keychain.open(str(tmp_path), "recovery", code).key == key
    assert (tmp_path / "slots.json").read_bytes() == before


def test_a_wrong_secret_says_so(keychain: Keychain, tmp_path: Path):
    fill(keychain, tmp_path)
    with pytest.raises(Locked, match="passphrase does not open"):
        keychain.open(str(tmp_path), "passphrase", "wrong")
    with pytest.raises(Locked, match="not the one of this vault"):
        keychain.open(str(tmp_path), "recovery", make_code())
    with pytest.raises(Locked, match="no slot of the kind"):
        keychain.open(str(tmp_path), "keyring")
    with pytest.raises(Usage, match="empty"):
        keychain.open(str(tmp_path), "passphrase", "")


def test_the_same_passphrase_typed_on_another_keyboard_opens(keychain: Keychain, tmp_path: Path):
    key = keychain.new_key()
    keychain.fill(str(tmp_path), VAULT, key, passphrase="caf\u00e9", keyring=False, now=NOW)
    assert keychain.open(str(tmp_path), "passphrase", "cafe\u0301").key == key


def test_slots_are_added_and_removed_down_to_two(keychain: Keychain, tmp_path: Path, secret_service: str):
    key, code = fill(keychain, tmp_path)
    folder = str(tmp_path)
    _, second = keychain.add(folder, key, "recovery", Given(), NOW)
    keyring, nothing = keychain.add(folder, key, "keyring", Given(), NOW)
    assert second != code
    assert nothing == ""
    assert keychain.open(folder, "recovery", second).key == keychain.open(folder, "recovery", code).key == key
    with pytest.raises(RefusedByPolicy, match="already"):
        keychain.add(folder, key, "keyring", Given(), NOW)
    first, recovery = keychain.infos(folder)[:2]
    keychain.remove(folder, keyring.slot_id)
    assert SecretServiceKeyring().recall(f"{VAULT}/{keyring.slot_id}") is None
    keychain.remove(folder, recovery.slot_id)
    with pytest.raises(Locked):
        keychain.open(folder, "recovery", code)
    with pytest.raises(RefusedByPolicy, match="must stay"):
        keychain.remove(folder, first.slot_id)
    with pytest.raises(Usage, match="no such slot"):
        keychain.remove(folder, "absent")
    assert keychain.open(folder, "recovery", second).key == key


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (b"", VaultDamaged),
        (b"[]", VaultDamaged),
        (b'{"format":1,"vault_id":"a"}', VaultDamaged),
        (b'{"format":3,"vault_id":"a"}', VaultTooNew),
        (b"\x00" * 4096, VaultDamaged),
        (b'{"format":1,"vault_id":"\xff","slots":[]}', VaultDamaged),
        (b'{"format":1,"x":' + b"[" * 100_000, VaultDamaged),
    ],
)
def test_a_spoilt_slots_file_is_said(
    content: bytes, failure: type[Failure], keychain: Keychain, tmp_path: Path
):
    (tmp_path / "slots.json").write_bytes(content)
    with pytest.raises(failure):
        keychain.open(str(tmp_path), "passphrase", "p")


def test_a_missing_slots_file_is_a_missing_vault_or_a_damaged_one(keychain: Keychain, tmp_path: Path):
    with pytest.raises(VaultMissing):
        keychain.infos(str(tmp_path))
    (tmp_path / "vault.db").touch()
    with pytest.raises(VaultDamaged, match="gone"):
        keychain.infos(str(tmp_path))


def test_a_stranger_cannot_make_a_guess_cost_the_whole_machine(keychain: Keychain, tmp_path: Path):
    fill(keychain, tmp_path)
    path = tmp_path / "slots.json"
    slots = json.loads(path.read_text())
    slots["slots"][0]["argon2id"]["memory_kib"] = 2**40
    path.write_text(json.dumps(slots))
    with pytest.raises(VaultDamaged):
        keychain.open(str(tmp_path), "passphrase", "correct horse")


def test_a_sealed_key_opens_at_its_own_place_only():
    place = Place("vault", "slot", "passphrase")
    nonce, sealed = seal(b"k" * 48, b"w" * 32, place)
    assert unseal(nonce, sealed, b"w" * 32, place) == b"k" * 48
    for other in (Place("other", "slot", "passphrase"), Place("vault", "other", "passphrase")):
        with pytest.raises(Locked):
            unseal(nonce, sealed, b"w" * 32, other)
    with pytest.raises(Locked):
        unseal(nonce, sealed, b"w" * 32, Place("vault", "slot", "recovery"))


@pytest.mark.checks("D48")
def test_a_change_killed_half_way_leaves_old_or_new(keychain: Keychain, tmp_path: Path):
    # short: the child dies right after each of the system calls that replace the file
    key, _ = fill(keychain, tmp_path)
    for call in ("write", "fsync", "rename", "unlink"):
        for _ in range(3):
            child = os.fork()
            if child == 0:
                _die_after(call)
                keychain.add(str(tmp_path), key, "recovery", Given(), NOW)
                os._exit(0)
            os.waitpid(child, 0)
            assert keychain.open(str(tmp_path), "passphrase", "correct horse").key == key


def _die_after(call: str) -> None:
    if call == "write":
        os.fsync = lambda _: os._exit(1)
    elif call == "fsync":
        Path.rename = lambda *_: os._exit(1)
    elif call == "rename":
        Path.unlink = lambda *_, **__: os._exit(1)
    else:
        os.close = lambda _: os._exit(1)


# --- the recovery code ---------------------------------------------------------------------------------


def test_a_code_holds_160_random_bits_in_groups():
    code = make_code()
    groups = code.split("-")
    assert [len(group) for group in groups] == [5] * 8
    assert len(read_code(code)) == 20
    assert make_code() != code


@given(st.binary(min_size=20, max_size=20))
def test_a_code_is_read_as_it_was_written(entropy: bytes):
    assert read_code(write_code(entropy)) == entropy


@given(st.binary(min_size=20, max_size=20), st.randoms())
def test_a_code_copied_by_a_tired_person_is_understood(entropy: bytes, chance):
    code = write_code(entropy).lower().replace("-", chance.choice(["", " ", "  ", "\n", "\u2013"]))
    code = code.replace("0", chance.choice("0oO")).replace("1", chance.choice("1iIlL"))
    assert read_code(code) == entropy


@given(st.binary(min_size=20, max_size=20), st.integers(0, 38), st.integers(1, 31))
def test_every_single_wrong_digit_is_named_by_its_group(entropy: bytes, at: int, shift: int):
    code = write_code(entropy)
    if code[at] == "-":
        return
    wrong = ALPHABET[(ALPHABET.index(code[at]) + shift) % 32]
    with pytest.raises(Locked, match=rf"Group {at // 6 + 1} "):
        read_code(code[:at] + wrong + code[at + 1 :])


@given(st.binary(min_size=20, max_size=20), st.integers(0, 6))
def test_two_groups_swapped_are_noticed(entropy: bytes, at: int):
    groups = write_code(entropy).split("-")
    groups[at], groups[at + 1] = groups[at + 1], groups[at]
    with pytest.raises(Locked):
        read_code("-".join(groups))


@given(st.text())
def test_any_other_text_is_refused_with_a_sentence(text: str):
    with pytest.raises(Locked):
        read_code(text)


@pytest.mark.checks("E51")
def test_a_full_disk_adds_no_slot(keychain: Keychain, tmp_path: Path):
    key, _ = fill(keychain, tmp_path)
    before = (tmp_path / "slots.json").read_bytes()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))
        try:
            keychain.add(str(tmp_path), key, "recovery", Given(), NOW)
        except WriteFailed:
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert (tmp_path / "slots.json").read_bytes() == before
