import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.files.local import LocalFiles
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.slots_file import Argon2Cost
from desktop.openpgp.gpg import Gpg
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody.local_custody import LocalCustody
from desktop.workflows.custody.patience import Patience
from desktop.workflows.ports import Desk, KeyInfo, Silent
from desktop.workflows.vault_ports import Vault
from tests.fakes import InMemoryVault
from tests.workflows.desks import NOW, REPORTER, desk_on


class Keyholder:
    """A person with a gpg home of their own and one key without a passphrase."""

    def __init__(self, name: str, address: str) -> None:
        # Short: the agent's socket lies in it (GNUPGHOME beyond about 90 bytes breaks).
        self.home = Path(tempfile.mkdtemp(prefix="e", dir="/tmp"))
        self.home.chmod(0o700)
        self.gpg = Gpg(self.home)
        self.key: KeyInfo = self.gpg.create_key(name, address, passphrase="", progress=Silent())
        self.public = self.gpg.public_key(self.key.fingerprint)

    def make_signing_key(self) -> KeyInfo:
        """A key that can only sign."""
        user_id = "Signs Only <signs@example.org>"
        command = ["gpg", "--homedir", str(self.home), "--batch", "--passphrase", "", "--quick-gen-key"]
        subprocess.run([*command, user_id, "ed25519", "sign"], check=True, capture_output=True)
        return next(key for key in self.gpg.secret_keys() if not key.can_encrypt)

    def leave(self) -> None:
        self.gpg.close()
        shutil.rmtree(self.home, ignore_errors=True)


@pytest.fixture(scope="session")
def us() -> Iterator[Keyholder]:
    keyholder = Keyholder("MushinAI Security", "security@mushinai.com")
    yield keyholder
    keyholder.leave()


@pytest.fixture(scope="session")
def reporter() -> Iterator[Keyholder]:
    keyholder = Keyholder("Ada Finder", REPORTER)
    yield keyholder
    keyholder.leave()


@pytest.fixture(scope="session")
def signer(reporter: Keyholder) -> KeyInfo:
    """A key in the reporter's home that can only sign."""
    return reporter.make_signing_key()


def quick_vault(place: Path) -> Vault:
    """A real vault whose passphrase costs little."""
    files = LocalFiles()
    slots = Keychain(SecretServiceKeyring(0.5), files, Argon2Cost(passes=1, memory_kib=8, lanes=1))
    custody = LocalCustody(SqlVaultStore(files, lambda: NOW), slots, Patience(files, lambda: NOW))
    vault, _code = custody.create(str(place), passphrase="horse", now=NOW)
    return vault


@pytest.fixture(params=["memory", "sqlcipher"])
def either_vault(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Vault]:
    """The fake and the real one: what a test says of it is the contract of both."""
    if request.param == "memory":
        yield InMemoryVault(lambda: NOW)
        return
    vault = quick_vault(tmp_path / "team.embargo")
    yield vault
    vault.close()


@pytest.fixture
def desk(us: Keyholder) -> Desk:
    return desk_on(InMemoryVault(), us.gpg)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder
