"""What a vault guards while a document leaves, as far as a lint has to know it.

Of reports, files and labelled items only prints are here (`prints`): nothing of them can be read back.
"""

import msgspec


class Prints(msgspec.Struct, frozen=True):
    """Numbers for pieces of text, by the length of the piece; they are worth nothing to another process."""

    by_length: dict[int, frozenset[int]] = {}

    def __or__(self, other: "Prints") -> "Prints":
        lengths = self.by_length.keys() | other.by_length.keys()
        nothing: frozenset[int] = frozenset()
        merged = {n: self.by_length.get(n, nothing) | other.by_length.get(n, nothing) for n in lengths}
        return Prints(merged)


class Guarded(msgspec.Struct, frozen=True):
    """Everything of this vault that no document of one case may tell."""

    code_names: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    """Names of hosts or domains that the vault keeps to itself."""
    ids: frozenset[str] = frozenset()
    """CVE and GHSA ids of other cases that are not out, as they are written."""
    titles: tuple[str, ...] = ()
    """Titles of other cases that are not out."""
    hashes: frozenset[str] = frozenset()
    """Of the case's files and messages, in small hexadecimal digits."""
    proofs: Prints = Prints()
    restricted: Prints = Prints()


class Known(msgspec.Struct, frozen=True):
    """What the document says by right, so that it is no leak: its own facts."""

    words: tuple[str, ...] = ()
    """Names of products, addresses of references, what the policy says in public."""
    versions: frozenset[str] = frozenset()
