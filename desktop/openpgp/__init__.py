"""gpg, made strict: open, verify, sign, encrypt, keys.

One subclass of `gnupg.GPG` runs every call, and our own verdict decides. Satisfies `workflows.ports.OpenPgp`.
What is pure (packets, armour, status, verdict, signatures, listing) knows no process; `child` and `engine`
run one. Plaintext passes through here and is kept nowhere.
"""

from desktop.openpgp.gpg import Gpg
from desktop.openpgp.home import throwaway_home
from desktop.openpgp.probe import probe

__all__ = ["Gpg", "probe", "throwaway_home"]
