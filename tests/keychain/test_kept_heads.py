"""Heads in a real keyring: kept beside each other, asked for without a question, doubted when spoilt."""

from datetime import UTC, datetime

import pytest
import secretstorage

from desktop.domain.event import Draft
from desktop.domain.events import HandlerNamed
from desktop.domain.failures import KeyringUnavailable
from desktop.files import LocalFiles
from desktop.keychain.kept_heads import KeyringHeads
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.slots_file import Argon2Cost
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody.local_custody import LocalCustody
from desktop.workflows.custody.patience import Patience

NOW = datetime(2026, 7, 26, 12, tzinfo=UTC)


@pytest.fixture
def heads(secret_service) -> KeyringHeads:
    return KeyringHeads(SecretServiceKeyring(asks=False))


@pytest.mark.checks("F60")
def test_the_latest_head_of_each_writer_is_kept(heads):
    assert heads.recall("v1") == {}
    heads.keep("v1", "a", 3, "x" * 64)
    heads.keep("v1", "b", 1, "y" * 64)
    heads.keep("v1", "a", 4, "z" * 64)
    heads.keep("v2", "a", 9, "w" * 64)
    assert heads.recall("v1") == {"a": (4, "z" * 64), "b": (1, "y" * 64)}


def test_what_somebody_put_in_its_place_is_no_head(heads):
    SecretServiceKeyring().keep("spoilt/heads", "[1, 2")
    with pytest.raises(KeyringUnavailable, match="cannot be read"):
        heads.recall("spoilt")


@pytest.mark.checks("D43", "F60")
def test_a_locked_keyring_is_not_asked_about(lockable_secret_service):
    heads = KeyringHeads(SecretServiceKeyring(asks=False))
    heads.keep("v1", "a", 3, "x" * 64)
    with secretstorage.dbus_init() as bus:
        secretstorage.get_default_collection(bus).lock()
    with pytest.raises(KeyringUnavailable):
        heads.recall("v1")


@pytest.mark.checks("F60")
def test_a_vault_that_was_put_back_is_noticed_by_a_real_keyring(secret_service, tmp_path):
    files, now = LocalFiles(), lambda: NOW
    slots = Keychain(SecretServiceKeyring(), files, Argon2Cost(passes=1, memory_kib=8, lanes=1))
    heads = KeyringHeads(SecretServiceKeyring(asks=False))
    custody = LocalCustody(SqlVaultStore(files, now, heads), slots, Patience(files, now))
    directory = tmp_path / "team.embargo"
    vault, _code = custody.create(str(directory), passphrase="horse", keyring=True, now=NOW)
    vault.close()
    old = (directory / "vault.db").read_bytes()
    states = []
    for database in (old, None, old):
        if database is not None:
            (directory / "vault.db").write_bytes(database)
        vault = custody.unlock(str(directory), "keyring")
        states.append(vault.standing().state)
        if states[-1] != "rolled-back":
            vault.append(None, [Draft(HandlerNamed("Ada"), NOW)], author="Ada", now=NOW)
        vault.close()
    assert states == ["descends", "descends", "rolled-back"]


@pytest.mark.checks("D43")
def test_without_a_keyring_nothing_is_kept_and_that_is_said(monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    heads = KeyringHeads(SecretServiceKeyring(0.5, asks=False))
    with pytest.raises(KeyringUnavailable):
        heads.keep("v1", "a", 1, "x" * 64)
