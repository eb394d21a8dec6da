"""A scratch keyring: reporters' keys from the vault, laid beside the home's own keyring for one call."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from desktop.domain.failures import Failure
from desktop.openpgp.child import Argument, as_file
from desktop.openpgp.engine import StrictGpg
from desktop.openpgp.home import private_folder
from desktop.openpgp.keys import public_packets


@contextmanager
def scratch_keyring(engine: StrictGpg, keys: Sequence[bytes]) -> Iterator[list[Argument]]:
    """Arguments that add these public keys to a call; a key that cannot be read adds nothing.

    They are imported into a home of their own, because an import cleans them of what they did not sign, and
    because an import into the person's home would forget the trust that the person set. Trust stays with the
    person's home: it is looked up there by fingerprint.
    """
    usable = list(_usable(keys))
    if not usable:
        yield []
        return
    with private_folder() as folder:
        importing: list[Argument] = ["--trust-model=always", "--import", "--", *map(as_file, usable)]
        engine.elsewhere(folder).run(importing)
        ring = folder / "pubring.kbx"
        yield ["--keyring", str(ring)] if ring.exists() else []


def _usable(keys: Sequence[bytes]) -> Iterator[bytes]:
    for key in dict.fromkeys(keys):
        try:
            yield public_packets(key)
        except Failure:
            continue
