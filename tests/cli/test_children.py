"""Children of ours run our code, whatever lies in the folder that the program was started in."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop import bootstrap
from desktop.sandbox.parser import SandboxedParser
from desktop.vault.remote import RemoteCustody
from desktop.workflows.ports import Silent

ROOT = Path(bootstrap.__file__).resolve().parents[1]


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, now the current one, whose modules would leave a canary; returns where."""
    canary = tmp_path / "canary"
    folder = tmp_path / "hostile"
    (folder / "desktop").mkdir(parents=True)
    trap = f"from pathlib import Path\nPath({str(canary)!r}).touch()\nraise SystemExit(66)\n"
    for name in (
        "desktop/__init__.py",
        "desktop/__main__.py",
        "msgspec.py",
        "logging.py",
        "sitecustomize.py",
    ):
        (folder / name).write_text(trap)
    monkeypatch.chdir(folder)
    return canary


@pytest.mark.parametrize("verb", ["_vault", "_parse"])
def test_a_child_runs_no_code_of_the_current_folder(hostile: Path, verb: str) -> None:
    done = subprocess.run(
        bootstrap.own_command(verb), stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert not hostile.exists()


def test_the_demo_beside_a_window_is_ours_too(hostile: Path) -> None:
    done = subprocess.run([*bootstrap.own_command("demo"), "--help"], capture_output=True, check=True)
    assert b"throwaway key and vault" in done.stdout or b"--out" in done.stdout
    assert not hostile.exists()


def test_a_vault_is_made_where_the_desk_says_by_code_of_ours(
    hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    with closing(RemoteCustody(bootstrap.own_command("_vault"))) as custody:
        vault, _ = custody.create("here.embargo", passphrase="horse", now=bootstrap.now())
        vault.close()
        # a place that is named from the desk's folder is meant so
        assert (Path.cwd() / "here.embargo" / "vault.db").is_file()
        assert len(custody.slots("here.embargo")) == 2
    assert not hostile.exists()


def test_hostile_mail_is_parsed_by_our_parser(hostile: Path) -> None:
    parser = SandboxedParser(bootstrap.own_command("_parse"))
    with closing(parser):
        assert parser.parse(b"Subject: x\n\nhello\n", progress=Silent()).subject.raw == "x"
    assert not hostile.exists()


def test_a_parsing_child_loads_no_more_than_it_needs() -> None:
    code = (
        "import sys; sys.argv = ['embargo', '_parse']; from desktop.bootstrap import main; main();"
        "print([m for m in ('logging', 'keyring', 'sqlcipher3', 'gnupg', 'argparse') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    assert done.stdout.strip() == b"[]"


def test_a_vault_process_loads_nothing_that_only_letters_versions_and_a_keyring_need() -> None:
    code = (
        "import sys; from desktop import bootstrap; import desktop.vault.server; bootstrap.local_custody();"
        "print([m for m in ('jinja2', 'univers.versions', 'keyring', 'PySide6') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=True
    )
    assert done.stdout.strip() == b"[]"
