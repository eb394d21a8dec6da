"""What writes is killed at random moments: everything that it had acknowledged is there, and whole."""

import contextlib
import os
import random
import signal
import threading
import time
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.failures import Locked
from desktop.domain.inert import Untrusted
from desktop.vault.remote import RemoteCustody
from tests.vault.conftest import Bench

LONGEST_S = 0.12


def work(bench: Bench, vault, case_id: str):
    """Appends to a case without end, small and large, and yields the ids of what was acknowledged."""
    for recorded in bench.report(vault, case_id):
        yield recorded.id
    for number in count():
        content = os.urandom(10_000)
        digest = bench.sha256(content)
        added = e.EvidenceAdded(Untrusted("poc"), "poc", len(content), digest, "application/octet-stream")
        draft = [Draft(added, bench.now)]
        pieces = (content[:3000], content[3000:])
        written = {"author": "hand", "now": bench.now}
        revision = 1 + 2 * number
        yield bench.act(vault, case_id, e.NoteAdded("note " * 100), revision=revision)[-1].id
        yield vault.append_file(case_id, draft, digest, pieces, revision=revision + 1, **written)[-1].id


def killed_after(bench: Bench, case_id: str, seconds: float, said: Path) -> None:
    """A process of its own opens the vault, works, and is killed."""
    child = os.fork()
    if child == 0:
        with said.open("ab", buffering=0) as file:
            for event_id in work(bench, bench.open(), case_id):
                file.write(f"{event_id}\n".encode())
    until = time.monotonic() + 60
    before = said.stat().st_size
    while said.stat().st_size == before and time.monotonic() < until:
        time.sleep(0.001)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def kept_by(vault) -> set[str]:
    return {row[0] for row in vault._database.rows("SELECT id FROM journal")}


@pytest.mark.checks("E49")
@pytest.mark.parametrize("kills", [10, pytest.param(200, marks=pytest.mark.soak)])
def test_no_kill_at_any_moment_takes_what_was_acknowledged(bench, tmp_path: Path, kills: int, figure):
    chance, said = random.Random(kills), tmp_path / "said"
    said.touch()
    bench.make()
    bench.close()
    half_done = 0
    for number in range(kills):
        killed_after(bench, f"TST-2026-{number:07}", chance.uniform(0, LONGEST_S), said)
        half_done += bench.database.with_name("vault.db-journal").exists()
        with closing(bench.open(read_only=bool(number % 2))) as vault:
            assert set(said.read_text().split()) <= kept_by(vault)
    with closing(bench.open()) as vault:
        assert vault.verify().sound
    figure("E49", f"0 of {kills} kills lost an entry, {half_done} of them within a transaction")


@pytest.mark.checks("E49")
@pytest.mark.parametrize("kills", [1, pytest.param(50, marks=pytest.mark.soak)])
def test_no_kill_of_the_desks_vault_process_takes_what_it_answered(
    bench, child_command: list[str], kills: int, figure
):
    chance, here = random.Random(kills), bench.custody
    bench.make()
    bench.close()
    said: set[str] = set()
    for number in range(kills):
        with closing(RemoteCustody(child_command)) as bench.custody:
            vault = bench.open()
            deadly = (vault.process.pid, signal.SIGKILL)
            timer = threading.Timer(chance.uniform(0.01, LONGEST_S), os.kill, deadly)
            timer.start()
            with contextlib.suppress(Locked):
                for event_id in work(bench, vault, f"TST-2026-{number:07}"):
                    said.add(event_id)
            timer.join()
            vault.close()
        bench.custody = here
        with closing(bench.open()) as local:
            assert said <= kept_by(local)
            assert local.verify().sound
    figure("E49", f"0 of {kills} kills of the desk's vault process lost an entry")


def test_what_a_killed_process_left_unfinished_is_gone_once_somebody_writes_again(bench):
    bench.make()
    bench.close()
    folder = bench.database.parent
    (folder / ".embargo-0123456789abcdef").write_text("a draft of the slots")
    (folder / ".embargo-fedcba9876543210" / "restored").mkdir(parents=True)
    (folder / ".embargo-notes").write_text("somebody else's")
    bench.open(read_only=True)
    assert len([*folder.glob(".embargo-*")]) == 3
    vault = bench.open()
    assert [path.name for path in folder.glob(".embargo-*")] == [".embargo-notes"]
    assert vault.verify().sound
