"""What the tests of a change of keys share: a child to end, and what it leaves."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

from desktop.domain import events as e
from desktop.workflows.keeping_ports import Given

CASE = "TST-2026-0000010"


HORSE = [Given("horse")]


def in_child(work: Callable[[], None]) -> int:
    """Run it in a child; returns its exit code, negative for the signal that ended it."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def files_beside(bench) -> set[str]:
    """What lies in the folder besides what belongs there, and drafts of files that a kill left."""
    names = {path.name for path in Path(bench.directory).iterdir() if not path.name.startswith(".embargo-")}
    return names - {"vault.db", "slots.json", "lock", "attempts.json"}


def rekeyed(vault) -> list[e.VaultRekeyed]:
    return [r.event for r in vault.vault_history() if isinstance(r.event, e.VaultRekeyed)]
