"""A key of one's own is looked up once, as long as nothing has changed that it was read from.

Told by the content of the home's files, never by their times; where a home keeps its keys otherwise, or they
are many, every use looks them up. Whether the secret half is at hand is seen at each signature.
"""

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from desktop.openpgp.listing import ListedKey, read_instant

_READ = ("pubring.kbx", "pubring.gpg", "trustdb.gpg")
"""Keys, keys of older homes, and what a person trusts or disabled (gpg(1), FILES)."""
_SECRET = "private-keys-v1.d"  # noqa: S105 - the name of a folder
_ELSEWHERE = ("public-keys.d", "common.conf", "/etc/gnupg/gpg.conf")
"""With one of these keys may lie in a daemon's database, or in a keyring that the system names."""
_LARGEST = 8 * 1024 * 1024
"""Bytes of a file that is hashed sooner than gpg looks into it."""


class _Found(msgspec.Struct, frozen=True):
    home: str
    key: ListedKey


class RememberedKeys:
    """What was looked up in one home; it is asked for one key at a time."""

    def __init__(self, home: Path | None) -> None:
        self._home = home or Path("~/.gnupg").expanduser()
        self._found: dict[str, _Found] = {}

    def of(self, fingerprint: str, look_up: Callable[[], ListedKey]) -> ListedKey:
        """The key, and what `look_up` raises where it cannot be used."""
        home, known = _content_of(self._home), self._found.get(fingerprint)
        if known is not None and known.home == home != "" and _lasts(known.key):
            return known.key
        self._found.pop(fingerprint, None)
        key = look_up()
        if home and home == _content_of(self._home):
            self._found[fingerprint] = _Found(home, key)
        return key


def _content_of(home: Path) -> str:
    """A digest of all that a look-up reads, or "" where that cannot be told."""
    digest = hashlib.sha256()
    try:
        if any((home / name).exists() for name in _ELSEWHERE):
            return ""
        secret = sorted(path.name for path in (home / _SECRET).iterdir())
        digest.update("\0".join(secret).encode("utf-8", "surrogateescape"))
        for part in _parts(home):
            digest.update(hashlib.sha256(part).digest())
    except (OSError, ValueError):
        return ""
    return digest.hexdigest()


def _parts(home: Path) -> Iterator[bytes]:
    """The files, one that is not there like an empty one. Raises ValueError for one that is too large."""
    for name in _READ:
        content = b""
        with suppress(FileNotFoundError), (home / name).open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise ValueError(name)
        yield content


def _lasts(key: ListedKey) -> bool:
    """Whether no part of it has expired since, and the clock was not set back."""
    ends = [key.expires, *(read_instant(expires) for *_, expires in key.subkeys)]
    now = time.time()
    begun = key.created is None or key.created.timestamp() <= now
    return begun and all(end is None or end.timestamp() > now for end in ends)
