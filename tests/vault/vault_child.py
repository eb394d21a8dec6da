"""The vault process of tests: the real one, with a cheap passphrase slot."""

import sys
from datetime import UTC, datetime

from desktop.files import LocalFiles
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.slots_file import Argon2Cost
from desktop.openpgp.gpg import Gpg
from desktop.vault.server import run_vault_process
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody.local_custody import LocalCustody
from desktop.workflows.custody.openpgp_secrets import OpenPgpSecrets
from desktop.workflows.custody.patience import Patience

files = LocalFiles()
cheap = Argon2Cost(passes=1, memory_kib=8, lanes=1)
slots = Keychain(SecretServiceKeyring(0.5), files, cheap, OpenPgpSecrets(Gpg))
store = SqlVaultStore(files, lambda: datetime(2026, 7, 26, 12, tzinfo=UTC))
sys.exit(run_vault_process(LocalCustody(store, slots, Patience(files, store._now))))
