"""The slots that hold the vault's data key: OS keyring, passphrase, recovery code.

Each seals the same key by itself. Secrets pass through here and are never written unsealed."""
