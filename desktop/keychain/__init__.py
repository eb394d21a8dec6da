"""The slots that hold the vault's data key: OS keyring, passphrase, recovery code, OpenPGP key.

Each seals the same key by itself, so that any one of them opens the vault and none depends on another.
Satisfies `workflows.custody_ports.SlotBox`. Secrets pass through here and are never written unsealed; nothing
here knows the database. `slots_file` alone is light: the door reads it to learn how a vault is opened.
"""
