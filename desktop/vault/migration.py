"""Bringing a database to this version's schema: numbered files, and then the lists, whole or not at all.

Statements run one by one inside one transaction, because `executescript` commits behind one's back and
leaves half a migration after a crash.
"""

from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from sqlcipher3 import dbapi2

from desktop.domain.failures import VaultDamaged, VaultTooNew
from desktop.vault.database import Database


def newest() -> int:
    """The schema version that this program writes."""
    return max(number for number, _ in _migrations())


def version_of(database: Database) -> int:
    """The schema version of a database. Raises VaultTooNew, and VaultDamaged for one without any schema."""
    version: int = database.value("PRAGMA user_version")
    if version > newest():
        raise VaultTooNew("A newer Embargo wrote this vault.")
    if version < 1:
        raise VaultDamaged("The vault's database is empty.")
    return version


def migrate(database: Database, since: int, fill: Callable[[], object] = lambda: None) -> None:
    """Apply every migration above `since`, and `fill` what they made, in one transaction."""
    with database.transaction():
        for number, script in _migrations():
            if number > since:
                for statement in statements(script):
                    database.run(statement)
                database.run(f"PRAGMA user_version = {number}")
        fill()


def statements(script: str) -> Iterator[str]:
    """The statements of a script, as SQLite itself tells where one ends."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if dbapi2.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        raise ValueError("a migration ends within a statement")


@cache
def _migrations() -> tuple[tuple[int, str], ...]:
    folder = files("desktop.vault").joinpath("migrations")
    scripts = [entry for entry in folder.iterdir() if entry.name.endswith(".sql")]
    return tuple(sorted((int(script.name[:4]), script.read_text("utf-8")) for script in scripts))
