"""Names in archives: each is taken as it stands, or the whole archive is refused.

A name that has to be changed before it is safe was either meant to lead somewhere else, or would become
another's double: neither is a thing to repair quietly.
"""

import unicodedata

from desktop.domain.failures import Malformed
from desktop.formats.archives import limits
from desktop.formats.mail.names import safe_name

_ADVICE = "Nothing of it was unpacked. Ask whoever sent it what happened to it."


def refused(sentence: str) -> Malformed:
    """The failure of an archive that is not read."""
    return Malformed(sentence, advice=_ADVICE)


class Names:
    """The names met so far in one archive, compared as the least careful file system compares them."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def add(self, written: bytes, *, folder: bool = False) -> str:
        """The name of the next entry, checked; raises Malformed, TooDeep."""
        name = _decoded(written.removesuffix(b"/") if folder else written)
        parts = name.split("/")
        limits.check_depth(len(parts))
        if any(safe_name(part, set()) != part for part in parts):
            raise refused("A name in the archive leads elsewhere, hides something, or is no file name.")
        within = ["/".join(parts[:count]) for count in range(1, len(parts))]
        self._place(_folded(name), {_folded(path) for path in within}, folder=folder)
        return name

    def _place(self, key: str, within: set[str], *, folder: bool) -> None:
        doubled = key in self._files or (not folder and key in self._folders)
        if doubled or within & self._files:
            raise refused("Two entries of the archive have one name.")
        (self._folders if folder else self._files).add(key)
        self._folders |= within


def _decoded(written: bytes) -> str:
    if len(written) > limits.NAME_BYTES:
        raise refused("A name in the archive is too long.")
    try:
        return written.decode()
    except UnicodeDecodeError as error:
        raise refused("A name in the archive is not written in UTF-8.") from error


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
