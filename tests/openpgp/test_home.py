"""Homes, agents and the gpg program itself: what may be used, and what is left behind."""

import os
import resource
import signal
import socket
import threading
from pathlib import Path

import pytest

from desktop.domain.failures import GpgMissing, GpgRefused, WriteFailed
from desktop.openpgp import Gpg, probe, throwaway_home
from desktop.openpgp.agent import Agent
from desktop.openpgp.engine import StrictGpg
from desktop.workflows.ports import Silent
from tests.checked import Figure
from tests.openpgp import crafting as c
from tests.people import Person, run_gpg

SILENT = Silent()


@pytest.mark.checks("A20")
@pytest.mark.parametrize("mode", [0o755, 0o750, 0o701])
def test_a_home_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    tmp_path.chmod(mode)
    with pytest.raises(GpgRefused, match="Other users"):
        Gpg(tmp_path).secret_keys()
    assert list(tmp_path.iterdir()) == []


def test_a_home_that_cannot_be_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch(mode=0o600)
    deep = tmp_path / ("d" * 100)
    deep.mkdir(mode=0o700)
    for home, words in (
        (tmp_path / "none", "exist"),
        (tmp_path / "file", "folder"),
        (deep, "longer than 90"),
    ):
        with pytest.raises(GpgRefused, match=words):
            Gpg(home).secret_keys()


@pytest.mark.checks("A20")
def test_gnupghome_is_the_home_when_none_is_chosen(monkeypatch: pytest.MonkeyPatch, intake: Person) -> None:
    monkeypatch.setenv("GNUPGHOME", str(intake.home))
    assert intake.fingerprint in [key.fingerprint for key in Gpg().secret_keys()]
    intake.home.chmod(0o755)
    try:
        with pytest.raises(GpgRefused):
            Gpg().secret_keys()
    finally:
        intake.home.chmod(0o700)


def test_keys_in_files_are_read_where_gpg_was_never_used(
    monkeypatch: pytest.MonkeyPatch, intake: Person
) -> None:
    public = intake.public
    with throwaway_home() as new:
        monkeypatch.setenv("HOME", str(new))
        monkeypatch.delenv("GNUPGHOME", raising=False)
        assert [key.fingerprint for key in Gpg().read_keys(public)] == [intake.fingerprint]
        assert (new / ".gnupg").stat().st_mode & 0o777 == 0o700


def test_a_missing_gpg_is_named() -> None:
    with throwaway_home() as home, pytest.raises(GpgMissing):
        Gpg(home, binary="gpg-that-is-not-there").secret_keys()
    with pytest.raises(GpgMissing):
        probe("gpg-that-is-not-there")


@pytest.mark.checks("A20")
def test_the_gpg_of_this_machine_passes_the_probe() -> None:
    assert probe()[0].isdigit()


@pytest.mark.checks("A20")
@pytest.mark.clause("AUM-6b")
def test_a_gpg_that_accepts_everything_is_blocked(tmp_path: Path, intake: Person, seal: c.Seal) -> None:
    words = (
        "DECRYPTION_KEY A B u|BEGIN_DECRYPTION|DECRYPTION_INFO 2 9 0|PLAINTEXT 62 0 |DECRYPTION_OKAY|GOODMDC|"
    )
    gullible = tmp_path / "gpg"
    said = "".join(f"echo '[GNUPG:] {word}' >&$fd\n" for word in f"{words}END_DECRYPTION".split("|"))
    gullible.write_text(
        '#!/bin/bash\nfor a; do [ "$last" = --status-fd ] && fd=$a; last=$a; done\n'
        'case "$*" in *--decrypt*) spoof=1;; esac\n'
        f'[ "$spoof" ] || exec gpg "$@"\ncat > /dev/null\n{said}printf probe\n'
    )
    gullible.chmod(0o700)
    with pytest.raises(GpgMissing, match="accepts a changed message"):
        probe(str(gullible))
    with pytest.raises(GpgMissing):
        Gpg(intake.home, binary=str(gullible)).open(seal.wrap(c.literal(b"x")), progress=SILENT)


@pytest.mark.checks("A18")
def test_nothing_reaches_for_a_network(
    reporter: Person, intake: Person, seal: c.Seal, figure: Figure
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, throwaway_home() as home:
        server.settimeout(0.05)
        keyserver = f"keyserver hkp://127.0.0.1:{server.getsockname()[1]}\n"
        (home / "gpg.conf").write_text(f"{keyserver}auto-key-retrieve\nauto-key-locate keyserver,wkd\n")
        (home / "dirmngr.conf").write_text(keyserver)
        run_gpg(home, "--import", data=run_gpg(intake.home, "--export-secret-keys"))
        engine = Gpg(home)
        message = reporter.encrypt(b"hello", intake)
        opened = engine.open(message, progress=SILENT)
        assert [s.state for s in opened.signature.signers] == ["unknown-key"]
        engine.verify(b"x", reporter.sign(b"x"), progress=SILENT)
        engine.close()
        with pytest.raises(TimeoutError):
            server.accept()
        assert not (home / "S.dirmngr").exists()
    figure("A18", "0 connections to the key server that gpg.conf names, 0 dirmngr started")


@pytest.mark.checks("A19")
def test_no_agent_that_we_started_is_left(figure: Figure) -> None:
    with throwaway_home() as home:
        engine = Gpg(home)
        engine.create_key("Short Lived", "short@example.org", passphrase="", progress=SILENT)
        process = Agent(home)._process()
        assert process is not None
        engine.close()
        assert Agent(home)._process() is None
        assert not _alive(process)
    assert not home.exists()
    figure("A19", "0 of 1 agents left after closing")


def _alive(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().split()[2]
    except FileNotFoundError:
        return False


def test_a_throwaway_home_is_short_and_private() -> None:
    with throwaway_home() as home:
        assert len(os.fsencode(home)) < 60
        assert home.stat().st_mode & 0o777 == 0o700


def test_a_runtime_folder_that_cannot_serve_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    for useless in ("file", "none", "d" * 100):
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / useless))
        with throwaway_home() as home:
            assert home.parent == Path("/tmp")


def test_no_room_for_a_home_is_not_laid_to_gpg() -> None:
    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            with throwaway_home():
                pass
        except WriteFailed as failure:
            os._exit(0 if "larger than the system allows" in failure.message else 1)

    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.checks("A19")
def test_a_home_that_a_killed_program_left_is_swept_with_its_agent() -> None:
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        with throwaway_home() as home:
            os.close(read_end)
            engine = Gpg(home)
            engine.create_key("Left", "left@example.org", passphrase="", progress=SILENT)
            os.write(write_end, f"{home} {Agent(home)._process()}".encode())
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(write_end)
    left, agent = os.read(read_end, 1000).decode().split()
    os.close(read_end)
    assert _alive(int(agent))
    with throwaway_home() as living, throwaway_home():
        assert living.exists()
        assert not Path(left).exists()
        assert not _alive(int(agent))


def test_a_gpg_that_never_stops_talking_is_refused_as_such(tmp_path: Path) -> None:
    endless = tmp_path / "gpg"
    endless.write_text("#!/bin/sh\nexec yes\n")
    endless.chmod(0o700)
    with throwaway_home() as home, pytest.raises(GpgRefused, match="says more than it may"):
        StrictGpg(home, str(endless))


def test_many_decryptions_at_once_all_succeed(gpg: Gpg, seal: c.Seal) -> None:
    results: list[bytes] = []

    def opening() -> None:
        results.append(gpg.open(seal.wrap(c.literal(b"one of many")), progress=SILENT).plaintext)

    threads = [threading.Thread(target=opening) for _ in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [b"one of many"] * 24


def test_the_library_s_own_verdicts_cannot_be_asked(intake: Person, seal: c.Seal) -> None:
    engine = StrictGpg(intake.home)
    for ask in (engine.decrypt, engine.verify, engine.sign, engine.import_keys, engine.list_keys):
        with pytest.raises((KeyError, TypeError)):
            ask(seal.wrap(c.literal(b"x")))
