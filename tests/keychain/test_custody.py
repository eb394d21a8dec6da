"""A vault and the OS keyring together."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.failures import KeyringUnavailable, WriteFailed
from desktop.files import LocalFiles
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.slots_file import Argon2Cost
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody.local_custody import LocalCustody
from desktop.workflows.custody.patience import Patience

NOW = datetime(2026, 7, 26, 12, tzinfo=UTC)


@pytest.fixture
def custody() -> LocalCustody:
    files = LocalFiles()
    cost = Argon2Cost(passes=1, memory_kib=8, lanes=1)
    slots = Keychain(SecretServiceKeyring(timeout_s=0.5), files, cost)
    return LocalCustody(SqlVaultStore(files, lambda: NOW), slots, Patience(files, lambda: NOW))


@pytest.mark.checks("D44")
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
    with pytest.raises(KeyringUnavailable):
        custody.unlock(directory, "keyring")
    assert (tmp_path / "team.embargo" / "vault.db").read_bytes() == before
    vault_id(custody, directory, code)


def vault_id(custody: LocalCustody, directory: str, code: str) -> str:
    with closing(custody.unlock(directory, "recovery", code)) as vault:
        return vault.vault_id()


class ForgetfulDisk(SqlVaultStore):
    """A disk that is full when the slots are to be journalled."""

    def open(self, *arguments: object, **options: object):
        vault = super().open(*arguments, **options)

        def refuse(*_: object, **__: object) -> None:
            raise WriteFailed("The disk is full.")

        vault.append = refuse
        return vault


def test_a_vault_whose_slots_cannot_be_journalled_is_not_made(tmp_path: Path):
    files = LocalFiles()
    slots = Keychain(SecretServiceKeyring(timeout_s=0.5), files, Argon2Cost(passes=1, memory_kib=8, lanes=1))
    custody = LocalCustody(ForgetfulDisk(files, lambda: NOW), slots, Patience(files, lambda: NOW))
    with pytest.raises(WriteFailed) as caught:
        custody.create(str(tmp_path / "team.embargo"), passphrase="horse", now=NOW)
    assert caught.value.written == "Nothing was written."
    assert list(tmp_path.iterdir()) == []


def test_a_new_vault_has_its_slots_in_the_journal(custody: LocalCustody, tmp_path: Path):
    made, code = custody.create(str(tmp_path / "team.embargo"), passphrase="horse", now=NOW)
    with closing(made):
        events = [recorded.event for recorded in made.vault_history()]
        assert [event.kind for event in events] == ["vault.made", "slot.added", "slot.added"]
        assert [event.slot_id for event in events[1:]] == [slot.slot_id for slot in made.slots()]
        assert made.verify().sound
    custody.unlock(str(tmp_path / "team.embargo"), "recovery", code).close()


@pytest.mark.checks("D43")
def test_a_keyring_that_hangs_makes_no_half_vault(
    custody: LocalCustody, tmp_path: Path, silent_secret_service: str
):
    # nothing was made, and the passphrase is offered
    with pytest.raises(KeyringUnavailable) as caught:
        custody.create(str(tmp_path / "team.embargo"), keyring=True, passphrase="horse", now=NOW)
    assert "passphrase" in caught.value.advice
    assert list(tmp_path.iterdir()) == []
    assert not custody.keyring_available()
    vault, _ = custody.create(str(tmp_path / "team.embargo"), passphrase="horse", now=NOW)
    vault.close()
