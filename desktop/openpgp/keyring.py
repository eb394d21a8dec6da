"""A scratch keyring: reporters' keys from the vault, laid beside the home's own keyring for one call."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from desktop.domain.failures import Failure
from desktop.openpgp.child import Argument, as_file
from desktop.openpgp.engine import StrictGpg
from desktop.openpgp.home import private_folder
from desktop.openpgp.keys import public_packets

_IMPORTING = ("--trust-model=always", "--no-autostart", "--lock-never", "--import", "--")
"""No agent is started to ask whether it has the secret halves: it has none, and would outlive the folder.

Nobody else is in the folder, whom a lock would keep out.
"""


Ways = tuple[tuple[Argument, ...], ...]
"""By which keys to ask, in this order until the answer is a good one."""


class Names:
    """Names of documents in a folder: no two have the same at once, and one that is over leaves its own."""

    def __init__(self) -> None:
        self._numbers = count()
        self._left: list[str] = []

    @contextmanager
    def taken(self, many: int) -> Iterator[tuple[str, ...]]:
        """So many of them, as long as they are used."""
        names = tuple(self._one() for _ in range(many))
        try:
            yield names
        finally:
            self._left += reversed(names)

    def _one(self) -> str:
        try:
            return self._left.pop()
        except IndexError:
            return str(next(self._numbers))


@dataclass(frozen=True)
class Ring:
    """Arguments that make a call know these keys."""

    beside: tuple[Argument, ...] = ()
    """Beside those of the home."""
    alone: tuple[Argument, ...] = ()
    """And no others; trust is still the home's."""
    folder: Path | None = None
    """Where the keys lie, until the call is over."""
    names: Names = field(default_factory=Names)
    """Of what is verified in the folder."""

    @property
    def ways(self) -> tuple[Ways, ...]:
        """First by these keys alone; where a copy of the home differs from them, once more with it.

        At every look gpg checks anew what a key of the home says of itself; of imported keys it knows it.
        """
        beside = (self.beside,)
        return ((self.alone, *beside), beside) if self.alone else (beside,)


@contextmanager
def scratch_keyring(engine: StrictGpg, keys: Sequence[bytes], *, exported: bool = False) -> Iterator[Ring]:
    """A keyring of these public keys; a key that cannot be read adds nothing.

    Those that this very gpg `exported` have their signatures in order, and are not put in order again.
    They are imported into a home of their own, because an import cleans them of what they did not sign, and
    because an import into the person's home would forget the trust that the person set. Trust stays with the
    person's home: it is looked up there by fingerprint.
    """
    usable = list(_usable(keys))
    if not usable:
        yield Ring()
        return
    with private_folder() as folder:
        as_it_is = ("--import-options", "no-repair-keys") if exported else ()
        engine.elsewhere(folder).run([*as_it_is, *_IMPORTING, *map(as_file, usable)])
        ring = folder / "pubring.kbx"
        named = ("--keyring", str(ring))
        yield Ring(named, ("--no-default-keyring", *named), folder) if ring.exists() else Ring()


class KeptRings:
    """Keyrings of our own keys: who signs once signs again, and the key is imported once until `close`."""

    def __init__(self) -> None:
        self._rings: dict[tuple[bytes, ...], Ring] = {}
        self._open = ExitStack()
        self._making = threading.Lock()

    def of(self, engine: StrictGpg, keys: Sequence[bytes]) -> Ring:
        """The ring of these very bytes, which this gpg exported. Raises WriteFailed."""
        asked = tuple(keys)
        with self._making:
            known = self._rings.get(asked)
            if known is None or known.folder is None or not known.folder.is_dir():
                known = self._open.enter_context(scratch_keyring(engine, asked, exported=True))
                self._rings[asked] = known
            return known

    def close(self) -> None:
        """Take them away."""
        with self._making:
            self._rings.clear()
            self._open.close()


def _usable(keys: Sequence[bytes]) -> Iterator[bytes]:
    for key in dict.fromkeys(keys):
        try:
            yield public_packets(key)
        except Failure:
            continue
