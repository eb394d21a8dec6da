"""A vault and the OS keyring together."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.failures import KeyringUnavailable
from desktop.files import LocalFiles
from desktop.keychain import Argon2Cost, Keychain, SecretServiceKeyring
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody import LocalCustody

NOW = datetime(2026, 7, 26, 12, tzinfo=UTC)


@pytest.fixture
def custody() -> LocalCustody:
    files = LocalFiles()
    cost = Argon2Cost(passes=1, memory_kib=8, lanes=1)
    slots = Keychain(SecretServiceKeyring(timeout_s=0.5), files, cost)
    return LocalCustody(SqlVaultStore(files, lambda: NOW), slots)


def test_the_keyring_opens_a_vault_without_asking(custody: LocalCustody, tmp_path: Path, secret_service: str):
    directory = str(tmp_path / "team.embargo")
    made, code = custody.create(directory, keyring=True, now=NOW)
    with closing(made):
        assert [slot.kind for slot in made.slots()] == ["recovery", "keyring"]
    with closing(custody.unlock(directory, "keyring")) as vault:
        assert vault.verify().sound
    before = (tmp_path / "team.embargo" / "vault.db").read_bytes()
    slot = custody.slots(directory)[1]
    SecretServiceKeyring().forget(f"{vault_id(custody, directory, code)}/{slot.slot_id}")
    # CHECKS D44
    with pytest.raises(KeyringUnavailable):
        custody.unlock(directory, "keyring")
    assert (tmp_path / "team.embargo" / "vault.db").read_bytes() == before
    vault_id(custody, directory, code)


def vault_id(custody: LocalCustody, directory: str, code: str) -> str:
    with closing(custody.unlock(directory, "recovery", code)) as vault:
        return vault.vault_id()


def test_a_keyring_that_hangs_makes_no_half_vault(
    custody: LocalCustody, tmp_path: Path, silent_secret_service: str
):
    # CHECKS D43: nothing was made, and the passphrase is offered
    with pytest.raises(KeyringUnavailable) as caught:
        custody.create(str(tmp_path / "team.embargo"), keyring=True, passphrase="horse", now=NOW)
    assert "passphrase" in caught.value.advice
    assert list(tmp_path.iterdir()) == []
    assert not custody.keyring_available()
    vault, _ = custody.create(str(tmp_path / "team.embargo"), passphrase="horse", now=NOW)
    vault.close()
