"""gpg, made strict: open, verify, sign, encrypt, keys.

One subclass of `gnupg.GPG` runs every call, and our own verdict decides. Satisfies `workflows.ports.OpenPgp`.
"""
