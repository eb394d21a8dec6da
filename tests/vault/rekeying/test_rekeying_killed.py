"""A change of keys that is killed anywhere, or whose copy is lost, leaves a way in."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.event import name_of
from desktop.domain.failures import Failure, Locked
from desktop.vault import rekeying
from desktop.vault.rekeying import COMING
from tests.checked import Figure
from tests.vault.rekeying.children import CASE, HORSE, die, files_beside, in_child


def killed_at(call: int, work: Callable[[], None]) -> None:
    """End the child right before this call of a function, of ours or of the system's."""
    count = 0

    def watch(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        if event in ("call", "c_call"):
            count += 1
            if count >= call:
                die()

    sys.setprofile(watch)
    work()
    sys.setprofile(None)
    os._exit(0)


def calls_of(change: Callable[[object], None], bench) -> int:
    """How many calls the change makes."""
    count, vault = 0, bench.open()

    def watch(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(watch)
    change(vault)
    sys.setprofile(None)
    bench.close()
    return count


def rotate(bench) -> Callable[[object], None]:
    def change(vault) -> None:
        vault.rotate_slot(vault.slots()[0].slot_id, "donkey", author="", now=bench.now)

    return change


def rekey(bench) -> Callable[[object], None]:
    return lambda vault: vault.rekey(HORSE, [], author="", now=bench.now)


@pytest.mark.checks("D48")
@pytest.mark.parametrize("kills", [8, pytest.param(50, marks=pytest.mark.soak)])
@pytest.mark.parametrize("change", [rotate, rekey])
def test_a_change_killed_anywhere_leaves_a_way_in(closed, change, kills: int, figure: Figure):
    kept = closed.folder / "kept"
    shutil.copytree(closed.directory, kept)

    def begin_again() -> None:
        shutil.rmtree(closed.directory)
        shutil.copytree(kept, closed.directory)

    calls_of(change(closed), closed)  # what is made once for a process is made then
    begin_again()
    calls = calls_of(change(closed), closed)
    killed, neither, old = 0, 0, 0
    for kill in range(kills):
        begin_again()
        left = 1 - kill / kills

        def work(call: int = 1 + int(calls * (1 - left * left))) -> None:  # most of them near the end
            vault = closed.open()
            killed_at(call, lambda: change(closed)(vault))

        killed += in_child(work) == -signal.SIGKILL
        opened = [secret for secret in ("horse", "donkey") if opens(closed, secret)]
        neither += not opened
        old += opens_with_code(closed) and opened == ["horse"]
        assert files_beside(closed) == set()
    assert neither == 0
    assert 0 < old <= killed
    assert killed >= kills - 1  # the last may come when all is done
    figure("D48", f"{change.__name__}: {neither} of {killed} kills ended with neither, {old} with the old")


def opens(bench, secret: str) -> bool:
    try:
        vault = bench.custody.unlock(bench.directory, "passphrase", secret)
    except Failure:
        return False
    try:
        bench.act(vault, CASE, e.NoteAdded("after"))
        return vault.verify().sound and name_of(vault.history(CASE)[-1].event) == "note.added"
    finally:
        vault.close()


def opens_with_code(bench) -> bool:
    try:
        bench.custody.unlock(bench.directory, "recovery", bench.code).close()
    except Locked:
        return False
    return True


def cut_short(closed) -> Path:
    """Both sets of slots are kept, the copy waits, and the process is gone; returns the copy."""

    def work() -> None:
        rekeying._take_its_place = die
        closed.custody.unlock(closed.directory, "passphrase", "horse").rekey(
            HORSE, [], author="hand", now=closed.now
        )

    assert in_child(work) == -signal.SIGKILL
    copy = Path(closed.directory, COMING)
    assert copy.exists()
    return copy


@pytest.mark.checks("D48")
@pytest.mark.parametrize("spoil", ["removed", "emptied", "flipped"])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_copy_that_was_lost_takes_no_old_slot_with_it(closed, spoil: str, read_only: bool, figure: Figure):
    copy = cut_short(closed)
    if spoil == "removed":
        copy.unlink()
    else:
        content = bytearray(copy.read_bytes())
        content[len(content) // 2] ^= 1
        copy.write_bytes(bytes(content) if spoil == "flipped" else b"")
    with_passphrase = closed.custody.unlock(closed.directory, "passphrase", "horse", read_only=read_only)
    assert with_passphrase.verify().sound
    assert len(with_passphrase.history(CASE)) == 2
    with_passphrase.close()
    closed.custody.unlock(closed.directory, "recovery", closed.code).close()
    assert files_beside(closed) == set()
    figure("D48", "a copy that was removed, emptied or flipped: the old key opens, all slots stay")


@pytest.mark.checks("D48")
def test_the_old_recovery_code_opens_where_the_copy_was_lost(closed):
    cut_short(closed).unlink()
    closed.custody.unlock(closed.directory, "recovery", closed.code).close()
    closed.custody.unlock(closed.directory, "passphrase", "horse").close()


@pytest.mark.checks("D48")
def test_where_no_key_fits_no_slot_goes(closed):
    cut_short(closed).unlink()
    content = bytearray(closed.database.read_bytes())
    content[100] ^= 1
    closed.database.write_bytes(content)
    slots = Path(closed.directory, "slots.json").read_bytes()
    for kind, secret in (("passphrase", "horse"), ("recovery", closed.code)):
        with pytest.raises(Failure):
            closed.custody.unlock(closed.directory, kind, secret)
    assert Path(closed.directory, "slots.json").read_bytes() == slots
