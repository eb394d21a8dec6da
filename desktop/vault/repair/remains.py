"""What of a damaged vault proves itself: entries by ids, contents by salted hashes, files by theirs."""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterator

import msgspec

from desktop.domain.journal import Header, event_id, salted_hash
from desktop.domain.undecodable import UNDECODABLE
from desktop.vault.repair.pages import Pages
from desktop.vault.repair.rows import Row, Value, row_of, rows_in

_VAULT = re.compile(r"[0-9a-f]{32}")
_HASH = re.compile(r"[0-9a-f]{64}")
_CASE_ID = re.compile(r"[A-Z0-9]+-[0-9]{4}-[0-9A-Z]{7}")
_REVISION = 17
"""The column of `case_row` that counts the entries of a case; columns are only ever added behind it."""


class End(msgspec.Struct, frozen=True):
    """Where a chain ended; `vault_id` is empty where this vault's own key signed it."""

    sequence: int
    head: str
    signature: str
    vault_id: str


class FoundEntry(msgspec.Struct, frozen=True):
    """A header that is the one that was recorded."""

    id: str
    header: Header
    sealed: bytes
    folds_at: int


class FoundContent(msgspec.Struct, frozen=True):
    """What lay beside a header; `payload` is None when it was purged."""

    id: str
    case_id: str | None
    case_salt: bytes
    payload: bytes | None
    payload_salt: bytes

    def belongs_to(self, header: Header) -> bool:
        """Whether the header says that it was this."""
        case = salted_hash(self.case_salt, (self.case_id or "").encode())
        kept = self.payload is None or salted_hash(self.payload_salt, self.payload) == header.payload_hash
        return kept and hmac.compare_digest(case, header.case_hash)


class Remains:
    """All rows of the truth that can be read, with what lists say of how much there was."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self.entries: dict[str, FoundEntry] = {}
        self.contents: dict[str, FoundContent] = {}
        self.revisions: dict[str, int] = {}
        self.facts: dict[str, str] = {}
        self.ends: dict[str, End] = {}
        """By writer, as the chains' own rows say."""
        self.peers: dict[str, str] = {}
        """The keys of other vaults whose chains were taken in."""
        self.withheld: set[str] = set()
        """Entries of theirs that came without what they say."""
        self._chunks: dict[str, dict[int, tuple[int, int]]] = {}
        for row in rows_in(pages):
            for take in _KINDS:
                take(self, row)
        self.contents = {
            found.id: found
            for found in self.contents.values()
            if found.id in self.entries and found.belongs_to(self.entries[found.id].header)
        }
        self.files = frozenset(sha256 for sha256 in self._chunks if self._is_whole(sha256))

    def pieces(self, sha256: str) -> Iterator[bytes]:
        """A file as it lies in its rows, in order."""
        for _part, (page, slot) in sorted(self._chunks.get(sha256, {}).items()):
            row = row_of(self._pages, page, slot)
            if row is not None and isinstance(row.values[2], bytes):
                yield row.values[2]

    def _is_whole(self, sha256: str) -> bool:
        digest = hashlib.sha256()
        for piece in self.pieces(sha256):
            digest.update(piece)
        return digest.hexdigest() == sha256

    # --- kinds of rows, told by what they hold -----------------------------------------------------------

    def _take_entry(self, row: Row) -> None:
        match row.values:
            case (str() as name, str(), int(), int() as folds_at, bytes() as sealed):
                header = _header(sealed) if event_id(sealed) == name else None
                if header is not None:
                    self.entries[name] = FoundEntry(name, header, sealed, folds_at)

    def _take_content(self, row: Row) -> None:
        match row.values:
            case (
                str() as name,
                (str() | None) as case_id,
                bytes() as case_salt,
                (bytes() | None) as payload,
                bytes() as payload_salt,
            ):
                self.contents[name] = FoundContent(name, case_id, case_salt, payload, payload_salt)

    def _take_chunk(self, row: Row) -> None:
        match row.values:
            case (str() as sha256, int() as part, bytes()) if _HASH.fullmatch(sha256):
                self._chunks.setdefault(sha256, {})[part] = (row.pages[0], row.slot)

    def _take_end(self, row: Row) -> None:
        match row.values:
            case (str() as writer, int() as sequence, str() as head, int(), str() as signature, *whose):
                if _HASH.fullmatch(head) and (
                    writer not in self.ends or sequence > self.ends[writer].sequence
                ):
                    # Of a vault older than the exchange of cases, every chain is its own.
                    self.ends[writer] = End(sequence, head, signature, str(whose[0]) if whose else "")

    def _take_peer(self, row: Row) -> None:
        match row.values:
            case (str() as vault_id, str() as public) if _VAULT.fullmatch(vault_id):
                self.peers[vault_id] = public

    def _take_withheld(self, row: Row) -> None:
        match row.values:
            case (str() as name,) if _HASH.fullmatch(name):
                self.withheld.add(name)

    def _take_fact(self, row: Row) -> None:
        match row.values:
            case ("vault-id" | "checkpoint-key" | "writer" as name, str() as value):
                self.facts[name] = value

    def _take_revision(self, row: Row) -> None:
        values = row.values
        if len(values) > _REVISION and _is_case_row(values):
            case_id, revision = str(values[0]), values[_REVISION]
            assert isinstance(revision, int)
            self.revisions[case_id] = max(revision, self.revisions.get(case_id, 0))


def _header(sealed: bytes) -> Header | None:
    try:
        return msgspec.json.decode(sealed, type=Header)
    except UNDECODABLE:
        return None


def _is_case_row(values: tuple[Value, ...]) -> bool:
    case_id, title, rank, is_open, revision = (values[at] for at in (0, 1, 8, 16, _REVISION))
    texts = isinstance(case_id, str) and isinstance(title, str) and _CASE_ID.fullmatch(case_id) is not None
    return texts and isinstance(rank, int) and is_open in (0, 1) and isinstance(revision, int)


_KINDS: tuple[Callable[[Remains, Row], None], ...] = (
    Remains._take_entry,  # noqa: SLF001 - the same class
    Remains._take_content,  # noqa: SLF001
    Remains._take_chunk,  # noqa: SLF001
    Remains._take_end,  # noqa: SLF001
    Remains._take_peer,  # noqa: SLF001
    Remains._take_withheld,  # noqa: SLF001
    Remains._take_fact,  # noqa: SLF001
    Remains._take_revision,  # noqa: SLF001
)
