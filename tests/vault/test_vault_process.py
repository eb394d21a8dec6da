"""The process that holds the key: asked in turns, hardened, and gone when the vault is locked."""

import os
import signal
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.failures import Cancelled, CaseChanged, Locked, Unreadable
from desktop.domain.inert import Untrusted
from desktop.vault.remote import RemoteCustody
from desktop.vault.vault_process import _POLITE_S, VaultProcess
from desktop.vault.wire import CUSTODY, VAULT, Call, Piece, send
from desktop.workflows.custody_ports import Custody
from desktop.workflows.vault_ports import CaseQuery, Vault

CASE = "TST-2026-0000010"
GONE_S = 30
"""However busy the machine is."""


@pytest.fixture
def vault(bench, child_command: list[str]):
    bench.custody = RemoteCustody(child_command)
    with closing(bench.custody):
        yield bench.make()
        bench.close()


@pytest.mark.checks("F63")
@pytest.mark.clause("M87-4d")
def test_locking_ends_what_held_the_key(vault):
    assert 2 * _POLITE_S < 2  # it is asked, and then waited for, so long before it is killed
    began = time.monotonic()
    vault.close()
    assert time.monotonic() - began < GONE_S
    with pytest.raises(ProcessLookupError):
        os.kill(vault.process.pid, 0)


def test_locking_ends_it_even_while_it_works(bench, vault):
    large = os.urandom(1024) * 20_000
    outcome: list[object] = []

    def work() -> None:
        try:
            while True:
                blobs = {bench.sha256(large): large}
                outcome.append(bench.act(vault, None, e.HandlerNamed("x"), blobs=blobs))
        except Locked as failure:
            outcome.append(failure)

    working = threading.Thread(target=work)
    working.start()
    while not outcome:
        os.sched_yield()
    began = time.monotonic()
    vault.close()
    assert time.monotonic() - began < GONE_S
    working.join(60)
    assert isinstance(outcome[-1], Locked)
    assert bench.open().verify().sound


def test_a_process_that_stands_still_is_killed(vault):
    os.kill(vault.process.pid, signal.SIGSTOP)
    began = time.monotonic()
    vault.close()
    assert time.monotonic() - began < GONE_S
    assert not vault.process.alive


@pytest.mark.checks("E49")
def test_a_process_that_died_leaves_a_locked_vault(bench, vault):
    # short: killed between calls, everything acknowledged is there
    for number in range(3):
        bench.report(vault, f"TST-2026-00000{number}0")
        os.kill(vault.process.pid, signal.SIGKILL)
        with pytest.raises(Locked, match="process has ended"):
            vault.cases(CaseQuery())
        vault.close()
        vault = bench.open()
        assert vault.cases(CaseQuery()).total == number + 1
    assert vault.verify().sound


def test_calls_of_several_threads_take_turns(bench, vault):
    def note(number: int) -> None:
        for _ in range(5):
            vault.keep_draft(f"{number}", b"x" * 100_000)
            assert vault.draft(f"{number}") == b"x" * 100_000

    threads = [threading.Thread(target=note, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(vault.draft(f"{number}") for number in range(6))


@pytest.mark.checks("C38", "C39")
def test_the_process_is_hardened(bench, vault):
    status = Path(f"/proc/{vault.process.pid}/status").read_text()
    assert "Umask:\t0077" in status
    limits = Path(f"/proc/{vault.process.pid}/limits").read_text()
    assert next(line.split()[4:6] for line in limits.splitlines() if "core file" in line) == ["0", "0"]
    # A process that cannot be dumped belongs to root in /proc, so that its user cannot read its memory.
    child = os.fork()
    if child == 0:
        if os.getuid() == 0:
            os.setuid(65534)
        try:
            Path(f"/proc/{vault.process.pid}/maps").read_text()
        except PermissionError:
            os._exit(0)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_no_secret_is_seen_from_outside_the_process(bench, vault):
    process = Path(f"/proc/{vault.process.pid}")
    for name in ("cmdline", "environ"):
        content = (process / name).read_bytes()
        assert b"horse" not in content
        assert bench.code.encode() not in content


def test_a_program_that_is_not_there_or_does_not_serve_is_a_locked_vault(tmp_path: Path):
    for command in ([str(tmp_path / "absent")], [sys.executable, "-c", "raise SystemExit(3)"]):
        custody = RemoteCustody(command)
        with closing(custody), pytest.raises(Locked):
            custody.keyring_available()


def test_the_process_starts_in_no_folder_of_a_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    code = f"import os; open({str(tmp_path / 'seen')!r}, 'w').write(os.getcwd())"
    process = VaultProcess([sys.executable, "-c", code])
    with pytest.raises(Locked):
        process.call("custody.keyring_available", CUSTODY["keyring_available"])
    process.end()
    assert (tmp_path / "seen").read_text() == "/"


def test_places_are_named_from_the_folder_of_the_desk(
    bench, child_command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    with closing(RemoteCustody(child_command)) as bench.custody:
        bench.directory = "team.embargo"
        vault = bench.make()
        vault.backup("backup", author="hand", now=bench.now)
        vault.close()
        bench.custody.restore("backup", "restored.embargo")
        assert len(bench.custody.slots("restored.embargo")) == 2
        assert bench.open("restored.embargo").verify().sound
    assert {path.name for path in tmp_path.iterdir()} >= {"team.embargo", "backup", "restored.embargo"}


@pytest.mark.clause("MUS-4.1d", "AUM-5d", "AUM-5e")
def test_a_bug_in_the_process_is_named_by_its_type_only(child_command: list[str]):
    process = VaultProcess(child_command)
    try:
        with pytest.raises(RuntimeError, match="met KeyError") as caught:
            process.call("custody.slots", CUSTODY["restore"], "canary")
        assert "canary" not in str(caught.value)
        with pytest.raises(Locked, match="No vault is open"):
            process.call("vault.vault_id", VAULT["vault_id"])
    finally:
        process.end()


# --- files that come in pieces ---------------------------------------------------------------------------

PIECES = [bytes([n]) * 300_000 for n in range(8)]


def add(bench, vault, pieces, content: bytes = b"".join(PIECES)):
    digest = bench.sha256(content)
    event = e.EvidenceAdded(Untrusted("poc"), "poc", len(content), digest, "application/octet-stream")
    revision = len(vault.history(CASE))
    draft = [Draft(event, bench.now)]
    return vault.append_file(CASE, draft, digest, pieces, author="hand", now=bench.now, revision=revision)


def test_a_file_goes_through_the_pipe_in_pieces(bench, vault):
    bench.report(vault, CASE)
    (recorded,) = add(bench, vault, iter(PIECES))
    assert vault.blob(recorded.event.sha256) == b"".join(PIECES)
    assert vault.verify().sound


def test_what_stops_a_file_leaves_neither_the_file_nor_a_broken_pipe(bench, vault):
    bench.report(vault, CASE)

    def stopping():
        yield from PIECES[:3]
        raise Cancelled

    with pytest.raises(Cancelled):
        add(bench, vault, stopping())
    with pytest.raises(Unreadable, match="changed while it was read"):
        add(bench, vault, PIECES[:3])
    with pytest.raises(CaseChanged):
        vault.append_file(CASE, [], "a" * 64, PIECES, author="hand", now=bench.now, revision=99)
    assert len(vault.history(CASE)) == 1
    add(bench, vault, PIECES)
    add(bench, vault, PIECES)  # it is there: what comes is passed over
    assert len(vault.history(CASE)) == 3
    assert vault.verify().sound


def test_a_process_that_dies_within_a_file_leaves_nothing_of_it(bench, vault):
    bench.report(vault, CASE)

    def dying():
        yield from PIECES[:3]
        os.kill(vault.process.pid, signal.SIGKILL)
        yield from PIECES[3:]

    with pytest.raises(Locked):
        add(bench, vault, dying())
    vault.close()
    again = bench.open()
    assert len(again.history(CASE)) == 1
    assert again.verify().sound


def test_a_desk_that_dies_within_a_file_leaves_nothing_of_it(bench, vault):
    bench.report(vault, CASE)
    piped = vault.process._child
    wire = VAULT["append_file"]
    digest = bench.sha256(b"".join(PIECES))
    given = {"author": "hand", "now": bench.now, "revision": 1}
    send(piped.stdin, Call("vault.append_file", msgspec.Raw(wire.pack((CASE, [], digest), given))))
    send(piped.stdin, Piece(PIECES[0]))
    piped.stdin.close()
    piped.wait(60)
    again = bench.open()
    assert len(again.history(CASE)) == 1
    assert again.verify().sound


def test_every_method_of_the_ports_has_a_wire():
    def methods(port: type) -> set[str]:
        return {name for name in dir(port) if not name.startswith("_")}

    assert VAULT.keys() == methods(Vault) - {"close"}
    assert CUSTODY.keys() == methods(Custody) - {"give_up"}  # which goes beside the pipe
