"""Slots and keys of a vault whose key is held by a process of its own; gpg and its agent are real."""

import threading
from contextlib import closing

import pytest

from desktop.domain import events as e
from desktop.domain.event import name_of
from desktop.domain.failures import Cancelled, Failure, Locked, NoKey
from desktop.files import LocalFiles
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.slots_file import Argon2Cost
from desktop.openpgp.gpg import Gpg
from desktop.openpgp.home import throwaway_home
from desktop.vault.remote import RemoteCustody
from desktop.workflows.custody.openpgp_secrets import OpenPgpSecrets
from desktop.workflows.keeping_ports import Given
from desktop.workflows.ports import Silent
from tests.openpgp.pinentry import recording_pinentry

CASE = "TST-2026-0000010"


@pytest.fixture
def custody(bench, child_command):
    """Of the desk; the vault is made and closed."""
    bench.make()
    bench.close()
    with closing(RemoteCustody(child_command)) as custody:
        yield custody


def test_slots_are_looked_after_across_the_pipe(bench, custody):
    with closing(custody.unlock(bench.directory, "passphrase", "horse")) as vault:
        proved = vault.drill_slot("", bench.code, author="me", now=bench.now)
        assert (proved.kind, proved.drilled_at) == ("recovery", bench.now)
        with pytest.raises(Locked):
            vault.drill_slot(vault.slots()[0].slot_id, "donkey", author="me", now=bench.now)
        vault.rotate_slot(vault.slots()[0].slot_id, "donkey", key_file=b"k" * 64, author="me", now=bench.now)
        vault.rekey([Given("donkey", b"k" * 64)], [], author="me", now=bench.now)
        bench.report(vault, CASE)
        named = [name_of(r.event) for r in vault.vault_history()][-3:]
        assert named == ["slot.drilled", "slot.rotated", "vault.rekeyed"]
    with closing(custody.unlock(bench.directory, "passphrase", "donkey", key_file=b"k" * 64)) as vault:
        assert len(vault.history(CASE)) == 1


@pytest.mark.clause("MUS-7.2a")
def test_the_key_of_a_person_opens_and_is_sealed_anew_without_asking(bench, custody, monkeypatch):
    with throwaway_home() as home, closing(Gpg(home)) as gpg:
        monkeypatch.setenv("GNUPGHOME", str(home))
        key = gpg.create_key("Hand", "hand@example.org", passphrase="", progress=Silent()).fingerprint
        with closing(custody.unlock(bench.directory, "passphrase", "horse")) as vault:
            vault.add_slot("openpgp", "", openpgp=key, author="me", now=bench.now)
        with closing(custody.unlock(bench.directory, "openpgp")) as vault:
            outcome = vault.rekey([Given("horse")], [], author="me", now=bench.now)
            assert [slot.kind for slot in outcome.kept] == ["passphrase", "openpgp"]
        custody.unlock(bench.directory, "openpgp").close()
    with throwaway_home() as elsewhere:
        monkeypatch.setenv("GNUPGHOME", str(elsewhere))
        custody.close()
        with pytest.raises(NoKey):
            custody.unlock(bench.directory, "openpgp")


def test_waiting_for_a_pin_is_given_up_and_no_agent_stays(bench, custody, monkeypatch):
    with recording_pinentry(patient=True) as asking:
        _slot_for(bench, asking)
        monkeypatch.setenv("GNUPGHOME", str(asking.home))
        custody.close()  # the process that waits was started in another environment
        ended: list[object] = []

        def unlock() -> None:
            try:
                ended.append(custody.unlock(bench.directory, "openpgp"))
            except (Cancelled, Failure) as error:
                ended.append(error)

        unlocking = threading.Thread(target=unlock)
        unlocking.start()
        while not asking.asked:
            assert unlocking.is_alive()
            unlocking.join(0.05)
        custody.give_up()
        unlocking.join(20)
        assert [type(end) for end in ended] == [Cancelled]
        assert not asking.gpg._agent.running()
        with closing(custody.unlock(bench.directory, "passphrase", "horse")) as vault:
            assert e.SlotAdded.kind in {name_of(r.event) for r in vault.vault_history()}


def _slot_for(bench, asking) -> None:
    """A slot of the key; its passphrase is told to gpg directly, so that nobody is asked."""
    telling = Gpg(asking.home, lambda: "tr0ub4dor")
    cheap = Argon2Cost(passes=1, memory_kib=8, lanes=1)
    sealer = OpenPgpSecrets(lambda: telling)
    keychain = Keychain(SecretServiceKeyring(0.5), LocalFiles(), cheap, sealer)
    key = keychain.open(bench.directory, "passphrase", "horse").key
    keychain.add(bench.directory, key, "openpgp", Given(openpgp=asking.key), bench.now)
    assert not asking.asked
