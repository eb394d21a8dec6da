"""What a bundle for another handler says of itself: the case, the chains, and all that belongs to them.

All of it hangs on the manifest, which its sender signs: the heads in it prove every header, the headers
prove the content, and files are named by their hash. So the parts behind it need no signature of their own.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import msgspec

from desktop.domain.case_id import normalise
from desktop.domain.failures import BundleRefused, TooLarge
from desktop.domain.journal import SALT_BYTES

FORMAT = 1
MOST_ENTRIES = 200_000
"""Headers that one bundle may carry, in all its chains together."""
MOST_CHAINS = 256
MOST_EVENTS = 20_000
"""Events of the one case."""
MOST_PAYLOAD = 4 * 1024 * 1024
"""Bytes of what one of them says."""
MOST_TOLD = 256 * 1024 * 1024
"""Bytes of all headers, and of all that the events say: whoever proves a bundle holds them in memory."""
MOST_FILES = 10_000
MOST_BYTES = 1024 * 1024 * 1024
"""Of all files of the case together."""

Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
Name = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
"""Of a vault or a writer."""
Salt = Annotated[bytes, msgspec.Meta(max_length=SALT_BYTES)]
Key = Annotated[str, msgspec.Meta(max_length=128)]
Count = Annotated[int, msgspec.Meta(ge=0, lt=2**53)]
_FINGERPRINT = re.compile(r"(?:[0-9A-F]{40}|[0-9A-F]{64})\Z")


class ChainClaim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One writer's chain, and the head of it as the vault that it belongs to signed it."""

    writer: Name
    vault_id: Name
    public_key: Key
    """Of that vault: ed25519, base64."""
    sequence: Count
    head: Hash
    signature: Key


class FileClaim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the case."""

    sha256: Hash
    size: Count


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that a bundle holds."""

    format: int
    case_id: Annotated[str, msgspec.Meta(max_length=64)]
    vault_id: Name
    """Of the vault that sends."""
    head: Hash
    """The head of that vault's own chain."""
    to: Annotated[str, msgspec.Meta(max_length=64)]
    """The fingerprint of whom it is for: a bundle cannot be passed on as if it were for somebody else."""
    made_at: datetime
    chains: tuple[ChainClaim, ...]
    events: tuple[Hash, ...]
    """The ids of all entries of the case that the sender has, purged ones too."""
    files: tuple[FileClaim, ...]

    @property
    def entries(self) -> int:
        """How many headers come with it."""
        return sum(chain.sequence for chain in self.chains)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an entry of the case says, with what proves that; a purged one has no payload."""

    id: Hash
    case_salt: Salt
    payload: Annotated[bytes, msgspec.Meta(max_length=MOST_PAYLOAD)] | None
    payload_salt: Salt


class CaseToSend(msgspec.Struct, frozen=True):
    """What a vault has to say of a case and of all its chains, at one moment."""

    vault_id: str
    head: str
    chains: tuple[ChainClaim, ...]
    contents: tuple[Content, ...]
    files: tuple[FileClaim, ...]


class TakenIn(msgspec.Struct, frozen=True):
    """What a bundle brought that was not there yet."""

    case_id: str
    entries: int
    """Headers of all chains."""
    events: int
    """Of the case, with their content."""
    files: int
    opened: bool = False
    """Whether the case was not here before."""
    authors: tuple[str, ...] = ()
    """Who wrote the new events of the case, by their own vault's word."""

    @property
    def nothing_new(self) -> bool:
        """Whether all of it was here already: then nothing was written."""
        return not (self.entries or self.events or self.files)


def require_limits(manifest: Manifest) -> None:
    """Raises TooLarge for more than a bundle may hold, BundleRefused for one that contradicts itself."""
    if reason := next(_too_much(manifest), ""):
        raise TooLarge(reason, advice="Whoever sends it has to bring less: nothing was taken.")
    if reason := next(_contradictions(manifest), ""):
        raise BundleRefused(reason)


def require_told(size: int) -> None:
    """Raises TooLarge for headers, or events, of more bytes than a bundle may hold: they compress well."""
    if size > MOST_TOLD:
        raise TooLarge(
            f"The journal or the events of the bundle are more than {MOST_TOLD // 1024**2} MiB.",
            advice="Whoever sends it has to bring less: nothing was taken.",
        )


def _too_much(manifest: Manifest) -> Iterator[str]:
    if len(manifest.chains) > MOST_CHAINS or manifest.entries > MOST_ENTRIES:
        yield f"The bundle has more than {MOST_ENTRIES:,} entries of the journal, or too many chains."
    if len(manifest.events) > MOST_EVENTS:
        yield f"The case has more than {MOST_EVENTS:,} events."
    if len(manifest.files) > MOST_FILES or manifest.size > MOST_BYTES:
        yield f"The files of the case are more than {MOST_BYTES // 1024**3} GiB, or too many."


def _contradictions(manifest: Manifest) -> Iterator[str]:
    if manifest.format != FORMAT:
        yield "Another version of Embargo made the bundle, in a format that this one does not know."
    if normalise(manifest.case_id) != manifest.case_id or not _FINGERPRINT.match(manifest.to):
        yield "The bundle names no case, or nobody whom it is for."
    if manifest.made_at.tzinfo is None:
        yield "The bundle does not say when it was made."
    if not manifest.events or not all(chain.sequence for chain in manifest.chains):
        yield "The bundle holds an empty case or an empty chain."
    for names in ([c.writer for c in manifest.chains], manifest.events, [f.sha256 for f in manifest.files]):
        if len(set(names)) != len(names):
            yield "Something stands twice in the bundle."
    heads = {chain.head for chain in manifest.chains if chain.vault_id == manifest.vault_id}
    if manifest.head not in heads:
        yield "The bundle lacks the chain of the vault that sends it."
