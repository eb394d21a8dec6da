"""What the workflows ask of the outside: Protocols that the adapters satisfy, and the values they trade.

Nothing here does anything. An adapter (vault, openpgp, keychain, files, sandbox) translates its library's
errors into a `Failure`; a workflow never sees an exception of sqlcipher3, gnupg or keyring.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

import msgspec

from desktop.domain.events import Draft, Recorded
from desktop.domain.inert import Untrusted
from desktop.domain.journal import Finding
from desktop.domain.policy import Profile
from desktop.domain.report import SignatureCheck
from desktop.formats.mail.parsed import Parsed

SlotKind = Literal["keyring", "passphrase", "recovery"]


# --- progress ------------------------------------------------------------------------------------------


class Progress(Protocol):
    """Told of steps; asked between them whether the person wants to stop."""

    def step(self, words: str, done: int = 0, total: int = 0) -> None:
        """Say what is going on; raises `Cancelled` when the person asked to stop."""

    @property
    def cancelled(self) -> bool:
        """Whether to stop; adapters that wait for a child poll this and kill the child."""


class Silent:
    """Progress that nobody watches and nobody cancels."""

    cancelled = False

    def step(self, words: str, done: int = 0, total: int = 0) -> None:
        """Say nothing."""


# --- parsing hostile bytes -----------------------------------------------------------------------------


class Parser(Protocol):
    """Opens hostile bytes in a child process with limits."""

    def parse(self, raw: bytes, *, inner: bool = False, progress: Progress) -> Parsed:
        """Parse one layer; `inner` says that it was decrypted, so that its headers are protected ones.

        Raises Malformed, TooLarge, TooDeep, SandboxMissing, Unsupported.
        """

    @property
    def confined(self) -> bool:
        """Whether the child is also cut off by namespaces (bubblewrap), not by limits alone."""


# --- OpenPGP -------------------------------------------------------------------------------------------


class Decrypted(msgspec.Struct, frozen=True):
    """A message that passed the strict verdict."""

    plaintext: bytes
    signature: SignatureCheck


class KeyInfo(msgspec.Struct, frozen=True):
    """A key as gpg lists it; `uids` are strangers' words."""

    fingerprint: str
    uids: tuple[Untrusted, ...]
    secret: bool
    can_encrypt: bool
    can_sign: bool
    created: datetime | None = None
    expires: datetime | None = None
    state: Literal["valid", "expired", "revoked", "disabled", "invalid"] = "valid"


class OpenPgp(Protocol):
    """gpg behind the strict verdict. Every method raises a `Failure` with a code of `inspect --json`."""

    def open(self, message: bytes, *, known_keys: Sequence[bytes] = (), progress: Progress) -> Decrypted:
        """Decrypt one message; signatures are also checked with `known_keys`, which the vault keeps."""

    def verify(
        self, content: bytes, signature: bytes, *, known_keys: Sequence[bytes] = (), progress: Progress
    ) -> SignatureCheck:
        """Check a detached signature over the content."""

    def read_clearsigned(
        self, block: bytes, *, known_keys: Sequence[bytes] = (), progress: Progress
    ) -> Decrypted:
        """Check a cleartext signature; the plaintext is only what gpg emitted."""

    def sign(self, content: bytes, fingerprint: str, *, progress: Progress) -> bytes:
        """An armoured detached signature, made through gpg-agent and verified before it is returned."""

    def encrypt(
        self,
        content: bytes,
        recipients: Sequence[bytes],
        *,
        own: Sequence[str] = (),
        sign_with: str = "",
        progress: Progress,
    ) -> bytes:
        """An armoured message to public keys (bytes) and to our own fingerprints."""

    def read_keys(self, keys: bytes) -> tuple[KeyInfo, ...]:
        """What public keys stand in these bytes; imports nothing."""

    def secret_keys(self) -> tuple[KeyInfo, ...]:
        """The secret keys of the home in use."""

    def create_key(self, name: str, address: str, *, passphrase: str, progress: Progress) -> KeyInfo:
        """Make an intake key (ed25519 with a cv25519 subkey); an empty passphrase leaves it unprotected."""

    def public_key(self, fingerprint: str) -> bytes:
        """The armoured public key."""

    def close(self) -> None:
        """End the agents that we started, and only those."""


# --- the vault -----------------------------------------------------------------------------------------


class CaseRow(msgspec.Struct, frozen=True):
    """A case as the list shows it."""

    case_id: str
    title: Untrusted
    reporter: Untrusted
    grade: str
    policy_id: str
    stage: str
    severity: str
    handler: str
    received_at: datetime
    next_due: datetime | None
    next_clock: str
    next_state: str
    open: bool
    revision: int


class CaseQuery(msgspec.Struct, frozen=True):
    """Which cases, in which order; words are searched in title, reporter and id."""

    words: str = ""
    stage: str = ""
    policy_id: str = ""
    open_only: bool = False
    order: Literal["due", "received", "title", "severity", "stage", "case_id"] = "due"
    descending: bool = False


class CasePage(msgspec.Struct, frozen=True):
    """A page of a list; `total` counts all cases that the query matches."""

    total: int
    offset: int
    rows: tuple[CaseRow, ...]


class DueRow(msgspec.Struct, frozen=True):
    """One clock of one case, from the projection."""

    case_id: str
    title: Untrusted
    policy_id: str
    clock: str
    sentence: str
    clauses: tuple[str, ...]
    since: datetime | None
    due: datetime | None
    state: str


class SlotInfo(msgspec.Struct, frozen=True):
    """One way to open the vault; never holds a secret."""

    slot_id: str
    kind: SlotKind
    label: str
    made_at: datetime


class OpenedSlot(msgspec.Struct, frozen=True):
    """What a slot gave: the data key, and the vault that it says it belongs to."""

    vault_id: str
    key: bytes


class Verification(msgspec.Struct, frozen=True):
    """What `verify` found; `sound` when every list is empty."""

    events: int
    head: str
    journal: tuple[Finding, ...]
    database: tuple[str, ...]
    blobs: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found wrong."""
        return not (self.journal or self.database or self.blobs)


class BackupReceipt(msgspec.Struct, frozen=True):
    """Proof that a backup was written, opened again and found equal."""

    path: str
    sha256: str
    head: str
    events: int


class Vault(Protocol):
    """An unlocked vault. Every method may raise Locked, VaultDamaged, WriteFailed."""

    def append(
        self,
        case_id: str | None,
        drafts: Sequence[Draft],
        *,
        author: str,
        now: datetime,
        blobs: dict[str, bytes] = {},  # noqa: B006 - never changed
        revision: int | None = None,
    ) -> list[Recorded]:
        """Append events, blobs and projections in one transaction.

        `blobs` maps SHA-256 to bytes. `revision` is the number of events of the case that the caller saw;
        another number raises CaseChanged. A `case_id` that the vault does not hold opens a new case.
        """

    def history(self, case_id: str) -> list[Recorded]:
        """All events of a case in fold order; raises NoSuchCase."""

    def vault_history(self) -> list[Recorded]:
        """The events that belong to no case."""

    def cases(self, query: CaseQuery, offset: int = 0, limit: int = 100) -> CasePage:
        """A page of cases."""

    def due(self, offset: int = 0, limit: int = 100) -> list[DueRow]:
        """Clocks of open cases that have a due instant or ask for attention, earliest first."""

    def case_of_messages(self, message_ids: Sequence[str]) -> str | None:
        """The case that received or sent a message with one of these ids."""

    def case_of_file(self, sha256: str) -> str | None:
        """The case that holds this very file."""

    def keys_of(self, address: str) -> list[bytes]:
        """The public keys taken in, in any case, whose user id has this address."""

    def blob(self, sha256: str) -> bytes:
        """The bytes of a blob, checked against their hash; raises VaultDamaged."""

    def keep_draft(self, key: str, content: bytes) -> None:
        """Keep what is being typed (desk state, encrypted, never journalled); empty content forgets it."""

    def draft(self, key: str) -> bytes:
        """What was kept, or empty."""

    def slots(self) -> list[SlotInfo]:
        """The ways to open this vault."""

    def add_slot(self, kind: SlotKind, secret: str, *, author: str, now: datetime) -> str:
        """Add a slot, read it back, journal it. Returns the recovery code for kind "recovery", else ""."""

    def remove_slot(self, slot_id: str, *, author: str, now: datetime) -> None:
        """Remove a slot; refuses to leave fewer than two once a report is stored."""

    def verify(self) -> Verification:
        """Check chain, database pages and blobs."""

    def backup(self, path: str, *, author: str, now: datetime) -> BackupReceipt:
        """Write an encrypted copy to a new folder, open it, compare, journal it."""

    def vault_id(self) -> str:
        """The vault's own id."""

    def close(self) -> None:
        """Lock: close the database and forget the key."""


class Custody(Protocol):
    """Makes and opens vaults; what it returns holds the key, in a process of its own for the desk."""

    def create(
        self, directory: str, *, passphrase: str = "", keyring: bool = False, now: datetime
    ) -> tuple[Vault, str]:
        """Make a vault with a recovery code and the slots named; returns it and the code to print.

        Raises KeyringUnavailable, WriteFailed, and Usage when fewer than two slots would result.
        """

    def unlock(self, directory: str, kind: SlotKind, secret: str = "", *, read_only: bool = False) -> Vault:
        """Open a vault; `read_only` is for verbs that only read and may run beside a writer.

        Raises Locked, VaultInUse, VaultMissing, VaultDamaged, VaultTooNew, KeyringUnavailable.
        """

    def slots(self, directory: str) -> list[SlotInfo]:
        """The slots of a locked vault."""

    def restore(self, backup: str, directory: str) -> None:
        """Make a vault at a new place from a backup, checked first; its slots open it.

        Raises VaultMissing, VaultDamaged for a backup that is not what was written, WriteFailed.
        """

    def keyring_available(self) -> bool:
        """Whether an OS keyring that we trust answers."""


# --- what custody is made of ---------------------------------------------------------------------------


class SlotBox(Protocol):
    """The key slots of vaults: each seals the same data key; `directory` is the vault's."""

    def new_key(self) -> bytes:
        """A random 256-bit data key followed by its 16-byte salt."""

    def fill(
        self, directory: str, vault_id: str, key: bytes, *, passphrase: str, keyring: bool, now: datetime
    ) -> tuple[tuple[SlotInfo, ...], str]:
        """Make the first slots, a recovery code always among them; returns them and the code.

        Raises Usage when fewer than two would result, KeyringUnavailable, WriteFailed.
        """

    def open(self, directory: str, kind: SlotKind, secret: str = "") -> OpenedSlot:
        """The data key. Raises Locked, KeyringUnavailable, VaultMissing, VaultDamaged, VaultTooNew."""

    def infos(self, directory: str) -> list[SlotInfo]:
        """The slots of a vault. Raises VaultMissing, VaultDamaged, VaultTooNew."""

    def add(
        self, directory: str, key: bytes, kind: SlotKind, secret: str, now: datetime
    ) -> tuple[SlotInfo, str]:
        """Add a slot and open it again; returns it and the recovery code, if it is one."""

    def remove(self, directory: str, slot_id: str) -> SlotInfo:
        """Remove a slot; raises RefusedByPolicy rather than leave fewer than two."""

    def keyring_available(self) -> bool:
        """Whether an OS keyring that we trust answers."""


class VaultStore(Protocol):
    """Vault directories and the database in them."""

    def staging(self, directory: str) -> AbstractContextManager[str]:
        """A private folder that becomes `directory` when the block ends well. Raises WriteFailed."""

    def make(self, directory: str, key: bytes, *, now: datetime) -> str:
        """Make the database of a new vault; returns the vault's id."""

    def open(self, directory: str, slot: OpenedSlot, slots: SlotBox, *, read_only: bool = False) -> Vault:
        """Open the database. Raises VaultInUse, VaultDamaged, VaultTooNew."""

    def restore(self, backup: str, directory: str) -> None:
        """Copy a checked backup to a new place. Raises VaultMissing, VaultDamaged, WriteFailed."""


# --- files, time, chance -------------------------------------------------------------------------------


class Files(Protocol):
    """Size-capped reads and atomic private writes."""

    def read(self, path: Path, *, limit: int) -> bytes:
        """A regular file's bytes; raises Unreadable, TooLarge."""

    def write_new(self, path: Path, content: bytes) -> None:
        """Write atomically with mode 0600 to a path that must not exist; raises WriteFailed."""

    def replace(self, path: Path, content: bytes) -> None:
        """Put a file of mode 0600 in the place of an older one, whole; raises WriteFailed."""


Now = Callable[[], datetime]
"""The present instant, in UTC."""

RandomDigits = Callable[[int, int], Sequence[int]]
"""`random_digits(count, below)`: unpredictable numbers."""


class Policies(Protocol):
    """The profiles at hand."""

    def ids(self) -> tuple[str, ...]:
        """Ids such as "AUM"."""

    def source(self, policy_id: str) -> bytes:
        """The TOML bytes, to be pinned; raises InvalidPolicy for an unknown id."""

    def profile(self, policy_id: str) -> Profile:
        """The profile itself."""

    def for_recipient(self, address: str) -> str | None:
        """The policy whose intake has this address."""


@dataclass(frozen=True)
class Tools:
    """The adapters that need no vault."""

    openpgp: OpenPgp
    parser: Parser
    files: Files
    policies: Policies
    now: Now
    random_digits: RandomDigits


@dataclass(frozen=True)
class Desk:
    """An unlocked vault with the tools to work on it, and who works."""

    vault: Vault
    tools: Tools
    handler: str
