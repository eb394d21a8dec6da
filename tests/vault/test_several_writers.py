"""Several processes that would all write: one at a time does, the others are told, and no entry is lost."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.failures import VaultInUse
from tests.vault.conftest import Bench

CASE = "TST-2026-0000010"
PROCESSES = 4


def seen_from_outside(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


@pytest.mark.checks("E53")
def test_a_second_writer_is_refused_and_writes_nothing(bench: Bench, figure):
    bench.report(bench.make(), CASE)
    before = seen_from_outside(bench.database.parent)
    for _ in range(5):
        with pytest.raises(VaultInUse):
            bench.open()
    assert seen_from_outside(bench.database.parent) == before
    figure("E53", "0 bytes written by 5 of 5 second writers")


@pytest.mark.checks("E53")
def test_of_processes_that_come_together_each_writes_in_its_turn(bench: Bench, tmp_path: Path, figure):
    bench.report(bench.make(), CASE)
    bench.close()
    said = tmp_path / "said"
    said.touch()
    children = []
    for number in range(PROCESSES):
        child = os.fork()
        if child == 0:
            take_turns(bench, said, f"{number}")
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert codes == [0] * PROCESSES
    lines = said.read_text().split()
    written, refused = lines.count("written"), lines.count("refused")
    with closing(bench.open()) as vault:
        assert len(vault.history(CASE)) == 1 + written
        assert vault.verify().sound
    figure("E53", f"0 of {written} entries of {PROCESSES} processes lost, {refused} openings refused")


def take_turns(bench: Bench, said: Path, text: str) -> None:
    """Write three notes, each in an opening of its own, however often that is refused."""
    code = 1
    try:
        with said.open("ab", buffering=0) as file:
            left = 3
            while left:
                try:
                    with closing(bench.open()) as vault:
                        bench.act(vault, CASE, e.NoteAdded(text))
                except VaultInUse:
                    file.write(b"refused\n")
                else:
                    file.write(b"written\n")
                    left -= 1
        code = 0
    finally:
        os._exit(code)
