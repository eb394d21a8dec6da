"""One SQLCipher connection, opened the one way that was measured to lose nothing.

DELETE journal with synchronous=EXTRA lost no acknowledged commit in simulated power cuts, where this build's
default lost a third. The key goes in through the C call with its salt, so that no trace sees it and a wiped
header still opens.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from desktop.domain.failures import Failure, Locked, VaultDamaged, VaultInUse, WriteFailed

NAME = "vault.db"
_MEMORY = Path("/proc/meminfo")
PATIENCE_S = 10.0
"""How long a commit waits for readers beside it."""

_PRAGMAS = (
    "cipher_log_level = NONE",
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "temp_store = MEMORY",
    "secure_delete = ON",
    "cache_size = -131072",  # in KiB
)
_DAMAGE = frozenset({dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB, dbapi2.SQLITE_FORMAT})
_CLOSED = "The vault's files cannot be opened."
_DISK = {
    dbapi2.SQLITE_FULL: "The disk is full.",
    dbapi2.SQLITE_IOERR: "The disk refused, or is full.",
    dbapi2.SQLITE_READONLY: "The vault cannot be written to.",
    dbapi2.SQLITE_CANTOPEN: _CLOSED,
    dbapi2.SQLITE_PERM: _CLOSED,
}

Row = tuple[Any, ...]


class Database:
    """An open database; its methods raise WriteFailed, VaultDamaged, VaultInUse, Locked."""

    def __init__(self, path: Path, key: bytes, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self.after_commit: Callable[[], object] = _nothing
        """Called once a transaction is written."""
        self._copying_to: str | None = None
        """Where our own copy goes, or empty for the nameless one in memory that compacting goes through."""
        self._connection: Any | None = None
        self._connect(key)

    def go_on(self, key: bytes) -> None:
        """Go on with the file that took the place of this one, under its key."""
        self.close()
        self._connect(key)

    def _connect(self, key: bytes) -> None:
        path = self.path
        self._identity = _identity(path)
        # A reader opens for writing too where it may: only so can it roll back what a crash left half done.
        mode = "rw" if not self.read_only or os.access(path, os.W_OK) else "ro"
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        with translated():
            self._connection = dbapi2.connect(uri, uri=True, isolation_level=None, timeout=PATIENCE_S)
        try:
            self._set_up(key)
        except BaseException:
            self.close()
            raise

    def _set_up(self, key: bytes) -> None:
        with translated():
            self._live.set_key(b"x'" + key.hex().encode() + b"'")
            for pragma in _PRAGMAS:
                self._live.execute(f"PRAGMA {pragma}")
            if self.read_only:
                self._live.execute("PRAGMA query_only = ON")
            self._live.set_authorizer(self._authorize)
        self._require_same_file()

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of one statement."""
        with translated():
            found: list[Row] = self._live.execute(sql, values).fetchall()
            return found

    def stream(self, sql: str, *values: object) -> Iterator[Row]:
        """Rows one by one, for what is too large to hold."""
        with translated():
            yield from self._live.execute(sql, values)

    def value(self, sql: str, *values: object) -> Any:
        """The first column of the first row, or None."""
        found = self.rows(sql, *values)
        return found[0][0] if found else None

    def run(self, sql: str, *values: object) -> None:
        """One statement that answers nothing."""
        self.rows(sql, *values)

    def run_many(self, sql: str, values: Sequence[Row]) -> None:
        """One statement for each row."""
        with translated():
            self._live.executemany(sql, values)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block, or nothing of it."""
        with translated():
            self._live.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._require_same_file()
                self._live.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(dbapi2.Error, Failure):
                    self._roll_back()
                raise
        self.after_commit()

    def only_read(self) -> None:
        """Write nothing from now on."""
        self.read_only = True
        self.run("PRAGMA query_only = ON")

    def write_again(self) -> None:
        """Take that back."""
        self.run("PRAGMA query_only = OFF")
        self.read_only = False

    def _roll_back(self) -> None:
        if self._live.in_transaction:
            self._live.execute("ROLLBACK")
        # A disk that refused in mid-transaction leaves the old pages in the journal beside the file; SQLite
        # puts them back at the next read. Without one they would wait for the next program that may write.
        self._live.execute("SELECT count(*) FROM sqlite_schema").fetchone()

    def copy_to(self, path: Path) -> None:
        """Write a copy under the same key and salt into an empty file, as one moment of this database.

        It holds no free page, hence nothing of what was deleted.
        """
        self._vacuum(str(path.absolute()), "VACUUM INTO ?")

    def copy_into(self, other: "Database") -> None:
        """Copy every page into an empty database, whatever its key, as one moment of this one."""
        try:
            self._live.backup(other._live)  # noqa: SLF001 - the same class
        except dbapi2.OperationalError as error:
            # The errors of this one call bear no result code; a full disk is of this class.
            raise WriteFailed("The copy cannot be written: the disk refused, or is full.") from error
        except dbapi2.DatabaseError as error:
            raise VaultDamaged("The vault's database is damaged.") from error

    def compact(self) -> None:
        """Write every page anew, without those that are free: what was deleted is nowhere in the file then.

        It is done in memory, never in a file of plaintext, and goes into the file in one transaction. Raises
        WriteFailed where memory does not suffice: the process that holds the key would be killed.
        """
        size = self.value("PRAGMA page_count") * int(self.value("PRAGMA page_size"))
        if size > free_memory() // 2:
            raise WriteFailed(
                f"Writing the vault anew takes {size >> 20} MiB of memory twice, which is not free."
            )
        self._vacuum("", "VACUUM")

    def _vacuum(self, place: str, sql: str) -> None:
        """Let what goes to this place, and no other, past the authorizer."""
        self._copying_to = place
        try:
            with translated():
                self._live.execute(sql, (place,) if place else ())
        finally:
            self._copying_to = None

    def close(self) -> None:
        """Close the file; harmless when it is closed already."""
        if self._connection is not None:
            with contextlib.suppress(dbapi2.Error):
                self._roll_back()  # once more, when there was no room for it before
            self._connection.close()
        self._connection = None

    def _authorize(self, action: int, first: str | None, second: str | None, *_: object) -> int:
        """Refuse what would write plaintext beside the vault or load foreign code; our own copy may pass."""
        copies = action == dbapi2.SQLITE_ATTACH and first is not None and first == self._copying_to
        forbidden = action in (dbapi2.SQLITE_ATTACH, dbapi2.SQLITE_DETACH) and not copies
        loads = action == dbapi2.SQLITE_FUNCTION and second == "load_extension"
        return int(dbapi2.SQLITE_DENY) if forbidden or loads else int(dbapi2.SQLITE_OK)

    @property
    def _live(self) -> Any:
        if self._connection is None:
            raise Locked("The vault is locked.", advice="Unlock it and try again.")
        return self._connection

    def _require_same_file(self) -> None:
        # A database that was unlinked or replaced while open would take commits into the void.
        if _identity(self.path) != self._identity:
            raise VaultDamaged("The vault's database was removed or replaced while it was open.")


def free_memory() -> int:
    """Bytes that a program can have now (proc(5), `MemAvailable`); without end where the system is silent."""
    with contextlib.suppress(OSError, ValueError):
        for line in _MEMORY.read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return sys.maxsize


def probe_database() -> str:
    """SQLCipher's version, once it took a key. Raises VaultDamaged when what is loaded does not encrypt."""
    with translated(), contextlib.closing(dbapi2.connect(":memory:")) as connection:
        connection.set_key(b"x'" + b"00" * 48 + b"'")
        found = connection.execute("PRAGMA cipher_version").fetchone()
    if found is None:
        raise VaultDamaged("The SQLite that is installed does not encrypt.", advice="Install Embargo again.")
    return str(found[0])


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn what SQLCipher raises into a Failure; its own text may hold what a stranger wrote."""
    try:
        yield
    except dbapi2.DatabaseError as error:
        failure = _failure(getattr(error, "sqlite_errorcode", dbapi2.SQLITE_OK) & 0xFF)
        if failure is None:
            raise
        raise failure from error


def _failure(code: int) -> Failure | None:
    """What a primary result code means to a person; None for a bug of ours."""
    if code in _DAMAGE:
        return VaultDamaged("The vault's database is damaged.")
    if code in (dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED):
        return VaultInUse("Another Embargo is busy with this vault.")
    if code in _DISK:
        owner = "Check who owns the vault's folder and files." if _DISK[code] == _CLOSED else ""
        return WriteFailed(_DISK[code], advice=owner)
    return None


def _identity(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError as error:
        raise VaultDamaged("The vault's database is gone.") from error
    return status.st_dev, status.st_ino


def _nothing() -> None:
    """Nobody waits for a commit."""
