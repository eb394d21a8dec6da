"""The program whose power is cut: makes a vault and keeps on working, saying each time what it has kept."""

import os
import sys
from pathlib import Path

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.inert import Untrusted
from desktop.vault import database
from desktop.workflows.keeping_ports import Given
from desktop.workflows.vault_ports import CaseDrafts
from tests.vault.conftest import Bench

CASES = ("TST-2026-0000010", "TST-2026-0000020")
OURS = "DELETE+EXTRA"
WAYS = {
    OURS: {},
    "DELETE+FULL": {"synchronous = EXTRA": "synchronous = FULL"},
    "WAL+NORMAL": {
        "synchronous = EXTRA": "synchronous = NORMAL",
        "journal_mode = DELETE": "journal_mode = WAL",
    },
}
"""How the database is opened: the way that Embargo does it, and two that are known to lose entries."""


class Worker:
    """Does something of everything that a vault keeps."""

    def __init__(self, folder: Path, said: Path) -> None:
        self.bench = Bench(folder)
        self._said = os.open(said, os.O_WRONLY | os.O_CREAT, 0o600)
        self.vault = self.bench.make()
        self.say("made")

    def say(self, *kept: str) -> None:
        """Acknowledge."""
        os.write(self._said, "".join(f"{line}\n" for line in kept).encode())

    def say_events(self, recorded) -> None:
        self.say(*(f"event {one.id}" for one in recorded))

    def round(self, number: int) -> None:
        """An act, a draft, a file, two cases at once."""
        one, other = CASES
        bench, vault = self.bench, self.vault
        self.say_events(bench.act(vault, one, e.NoteAdded(f"note {number} " * 40)))
        vault.keep_draft("letter", f"draft {number}".encode())
        self.say(f"draft {number}")
        content = os.urandom(20_000)
        digest = bench.sha256(content)
        added = e.EvidenceAdded(Untrusted("poc"), "poc", len(content), digest, "application/octet-stream")
        seen = {case_id: len(vault.history(case_id)) for case_id in CASES}
        written = {"author": "hand", "now": bench.now}
        pieces = (content[:9000], content[9000:])
        self.say_events(
            vault.append_file(
                other, [Draft(added, bench.now)], digest, pieces, revision=seen[other], **written
            )
        )
        note = (Draft(e.NoteAdded("to both"), bench.now),)
        parts = [CaseDrafts(one, note, seen[one]), CaseDrafts(other, note, seen[other] + 1)]
        self.say_events(vault.append_together(parts, **written))

    def keep_house(self) -> None:
        """Another data key, a slot more, a backup, every page written anew."""
        vault, now = self.vault, self.bench.now
        vault.rekey([Given("horse")], [], author="hand", now=now)
        self.say("rekeyed")
        vault.add_slot("recovery", "", author="hand", now=now)
        self.say(f"slots {len(vault.slots())}")
        vault.backup(str(self.bench.folder / "backup"), author="hand", now=now)
        self.say("backup")
        vault._database.compact()


def main(folder: str, said: str, way: str, rounds: str) -> None:
    """Work for so many rounds."""
    for old, new in WAYS[way].items():
        database._PRAGMAS = tuple(new if pragma == old else pragma for pragma in database._PRAGMAS)
    worker = Worker(Path(folder), Path(said))
    for case_id in CASES:
        worker.say_events(worker.bench.report(worker.vault, case_id))
    for number in range(int(rounds)):
        worker.round(number)
        if way == OURS and number == 0:
            worker.keep_house()
    worker.bench.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
