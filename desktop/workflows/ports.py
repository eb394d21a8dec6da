"""What the workflows ask of the outside: Protocols that the adapters satisfy, and the values they trade.

Nothing here does anything. An adapter (vault, openpgp, keychain, files, sandbox) translates its library's
errors into a `Failure`; a workflow never sees an exception of sqlcipher3, gnupg or keyring.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import msgspec

from desktop.domain.failures import CloneRefused
from desktop.domain.inert import Untrusted
from desktop.domain.policy import Profile
from desktop.domain.policy.proposing import Proposal
from desktop.domain.report import SignatureCheck
from desktop.formats.archives.entry import ArchiveEntry, ListedEntry
from desktop.formats.intake.written import WrittenReport
from desktop.formats.letters.vocabulary import OwnTemplate
from desktop.formats.mail.outline import OutlinedPart
from desktop.formats.mail.parsed import Parsed
from desktop.workflows.found_file import FoundFile
from desktop.workflows.paper_ports import DrawAdvisory
from desktop.workflows.printer_ports import Printers
from desktop.workflows.vault_ports import Vault

if TYPE_CHECKING:
    from desktop.workflows.clone_ports import Clone, OpenClone
    from desktop.workflows.custody.doctor import Check
    from desktop.workflows.custody.look_into import LookedInto

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

    def read_export(self, raw: bytes, *, progress: Progress) -> tuple[WrittenReport, ...]:
        """The reports of a form's export, or an advisory that somebody wrote.

        Raises Malformed, TooLarge, TooDeep, SandboxMissing.
        """

    def unpack(self, raw: bytes, *, progress: Progress) -> tuple[ArchiveEntry, ...]:
        """Every file of a ZIP or tar archive in memory, or none: one trick in it, and the whole is refused.

        Raises Malformed, TooLarge, TooDeep, SandboxMissing, Unsupported.
        """

    def read_policy(self, raw: bytes, name: str, *, progress: Progress) -> Proposal:
        """What the text of a policy, SECURITY.md or security.txt, proposes.

        Raises Malformed, TooLarge, TooDeep, SandboxMissing.
        """

    def list_archive(self, raw: bytes, *, progress: Progress) -> tuple[ListedEntry, ...]:
        """Names and sizes of the files in an archive that `unpack` would take; raises the same."""

    def outline(self, raw: bytes, *, progress: Progress) -> tuple[OutlinedPart, ...]:
        """How a message is built, part by part. Raises Malformed, TooLarge, TooDeep, SandboxMissing."""

    @property
    def confined(self) -> bool:
        """Whether the child is also cut off by namespaces (bubblewrap), not by limits alone."""


Examine = Callable[["Tools", "LookedInto | None"], "tuple[Check, ...]"]
"""Looks at the machine, and tells what was seen in a vault, if one is open."""

StartDangerzone = Callable[[Path], None]
"""Start Dangerzone with a file, and do not wait for it; raises Unreadable."""


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


class Signed(msgspec.Struct, frozen=True):
    """Signatures in the order of the documents, and the key that made them, as it was looked up for it."""

    signatures: tuple[bytes, ...]
    key: KeyInfo
    looked_up: object = None
    """What only who made them understands; they are verified by it without looking the key up again."""


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

    def sign_all(self, contents: Sequence[bytes], fingerprint: str, *, progress: Progress) -> Signed:
        """The same for several documents, in few calls of gpg; whoever uses them verifies them."""

    def verify_all(
        self,
        signed: Sequence[tuple[bytes, bytes]],
        *,
        known_keys: Sequence[bytes] = (),
        made: Signed | None = None,
        progress: Progress,
    ) -> tuple[SignatureCheck, ...]:
        """Check documents with their detached signatures; what is no signature is one that is not good.

        Those that were `made` in the very same act are judged by the key as it was then.
        """

    def clearsign(self, content: bytes, fingerprint: str, *, progress: Progress) -> bytes:
        """The text within a cleartext signature, verified before it is returned (RFC 9580 §7)."""

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


# --- files, time, chance -------------------------------------------------------------------------------


class Files(Protocol):
    """Size-capped reads and atomic private writes."""

    def read(self, path: Path, *, limit: int) -> bytes:
        """A regular file's bytes; raises Unreadable, TooLarge."""

    def head(self, path: Path, *, count: int) -> bytes:
        """The first bytes of a regular file; raises Unreadable."""

    def chunks(
        self, path: Path, *, count: int = 64 * 1024, links: bool = True
    ) -> Iterator[tuple[bytes, int]]:
        """A regular file in pieces of `count` bytes, each time with its size in bytes; raises Unreadable.

        Without `links` a symbolic link is not followed but refused.
        """

    def walk(self, path: Path) -> Iterator[FoundFile]:
        """The path itself, or the regular files below a folder by name; links are not followed.

        Raises TooLarge for a folder that holds too many.
        """

    def write_new(self, path: Path, content: bytes, *, more_follow: bool = False) -> None:
        """Write atomically with mode 0600 to a path that must not exist; raises WriteFailed.

        Durable at once, or with the last of those that follow into the same folder, or with `keep_names`.
        """

    def write_pieces(
        self, path: Path, pieces: Iterable[bytes], announce: Callable[[str], None] | None = None
    ) -> None:
        """The same for a file that comes piece by piece.

        `announce` is told its SHA-256 once it is whole, before it appears under its name; what it or a piece
        raises ends it, and nothing is left behind.
        """

    def make_folder(self, path: Path) -> None:
        """Make a folder of mode 0700 in one that is there, unless it exists; durable. Raises WriteFailed."""

    def keep_names(self, folder: Path) -> None:
        """Make the names of all files in it durable; raises WriteFailed."""

    def replace(self, path: Path, content: bytes) -> None:
        """Put a file of mode 0600 in the place of an older one, whole; raises WriteFailed."""

    def write_draft(self, path: Path, content: bytes) -> None:
        """Write a new file that nobody relies on before `settle`; raises WriteFailed."""

    def move(self, old: Path, new: Path) -> None:
        """Give a file another name; what had that name is gone. Raises WriteFailed."""

    def remove(self, path: Path) -> None:
        """Remove a file or an empty folder; what is not there is removed already. Raises WriteFailed."""

    def settle(self, folder: Path) -> None:
        """Return once all that was written to this file system is on its medium; raises WriteFailed."""

    def room(self, folder: Path) -> int:
        """Bytes that are free there; raises WriteFailed."""

    def read_back(self, path: Path, *, limit: int) -> bytes:
        """A file as the medium holds it, not as the cache remembers it; raises Unreadable, TooLarge."""

    def held(self, folder: Path) -> AbstractContextManager[None]:
        """Keep others from extending this folder meanwhile; raises VaultInUse, WriteFailed."""


Now = Callable[[], datetime]
"""The present instant, in UTC."""

RandomDigits = Callable[[int, int], Sequence[int]]
"""`random_digits(count, below)`: unpredictable numbers."""


class Policies(Protocol):
    """The profiles at hand."""

    def ids(self) -> tuple[str, ...]:
        """Ids such as "aumos", also those of packs and of profiles that cannot be used."""

    def for_reports(self) -> tuple[str, ...]:
        """The ids of policies that a report can fall under."""

    def source(self, policy_id: str) -> bytes:
        """The TOML bytes, to be pinned; raises InvalidPolicy for an unknown id."""

    def profile(self, policy_id: str) -> Profile:
        """The profile itself; raises InvalidPolicy."""

    def is_shipped(self, policy_id: str) -> bool:
        """Whether the profile of this id is the one that ships with Embargo."""

    def ships(self, policy_id: str) -> bool:
        """Whether Embargo ships a profile of this id, used or replaced by one's own."""

    def unused(self) -> tuple[str, ...]:
        """The ids of profiles of one's own that cannot be used, so that the shipped one is."""

    def at_hand(self, policy_id: str) -> bytes:
        """The file to edit: one's own, also one that cannot be used, else the shipped one, else nothing.

        Raises InvalidPolicy for a file that cannot be read.
        """

    def keep(self, policy_id: str, source: bytes, *, seen: bytes) -> Path:
        """Put a profile among one's own in the place of what was `seen` under its id, or of nothing.

        Raises ProfileChanged when something else stands there by now, and WriteFailed.
        """

    def for_recipient(self, address: str) -> tuple[str, ...]:
        """The policies of reports whose intake has this address: more than one is a question."""


def _no_clones(_path: Path, _progress: Progress) -> "Clone":
    raise CloneRefused("Nothing here reads git clones.")


def _nothing_is_signed(_public: str, _signature: str, *_facts: str | int) -> bool:
    return False


@dataclass(frozen=True)
class Tools:
    """The adapters that need no vault."""

    openpgp: OpenPgp
    parser: Parser
    files: Files
    policies: Policies
    now: Now
    random_digits: RandomDigits
    own_template: OwnTemplate = lambda _name: b""
    """The user's own template of a letter, by its name, or nothing; raises InvalidDocument."""
    own_template_files: Callable[[], tuple[str, ...]] = tuple
    """The names of the files among which those templates are looked for."""
    open_clone: "OpenClone" = _no_clones
    signed: Callable[..., bool] = _nothing_is_signed
    """`signed(public_key, signature, *facts)`: whether a vault's own key signed exactly these facts."""
    draw_advisory: DrawAdvisory | None = None
    """Puts an advisory on paper, where something at hand can draw."""
    find_dangerzone: Callable[[], StartDangerzone | None] = lambda: None
    """Dangerzone, if it is installed by now."""
    printers: Printers | None = None
    """The print service, where something at hand can hand a document to it."""


@dataclass(frozen=True)
class Desk:
    """An unlocked vault with the tools to work on it, and who works."""

    vault: Vault
    tools: Tools
    handler: str
