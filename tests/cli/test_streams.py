"""Streams that are closed, full, read by nobody or of another character set: a sentence, no traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    path = tmp_path / "plain.eml"
    head = "From: a@example.org\r\nTo: security@mushinai.com\r\nSubject: caf\u00e9\r\n"
    path.write_bytes(f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\nhello 漢 \u2013\r\n".encode())
    return path


def in_a_shell(
    words: str, tmp_path: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run `words` with E as this program and $1.. as the arguments, apart from the user's own settings."""
    script = f'E() {{ "{sys.executable}" -m desktop "$@"; }}; {words}'
    own = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    done = subprocess.run(
        ["bash", "-c", script, "bash", *arguments],
        cwd=ROOT,
        env=os.environ | own | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert b"Traceback" not in done.stderr + done.stdout
    assert b"Exception ignored" not in done.stderr
    assert b"bug" not in done.stderr + done.stdout
    return done


@pytest.mark.parametrize("stream", [">/dev/full", ">&-"])
@pytest.mark.parametrize("words", ["inspect --json $1", "inspect $1", "--help", "policy list"])
def test_output_that_cannot_be_written_is_said(tmp_path: Path, mail: Path, stream: str, words: str) -> None:
    done = in_a_shell(f"E {words} {stream}", tmp_path, str(mail))
    assert done.returncode == 5
    assert b"Standard output cannot be written" in done.stderr


def test_a_reader_that_went_away_changes_no_outcome(tmp_path: Path, mail: Path) -> None:
    words = "mkfifo $2; (exec 3<$2) & exec 4>$2; wait; {} >&4"
    done = in_a_shell(words.format("E inspect --json $1"), tmp_path, str(mail), str(tmp_path / "pipe"))
    assert (done.returncode, done.stderr) == (0, b"")
    done = in_a_shell(words.format("E inspect $1 /none"), tmp_path, str(mail), str(tmp_path / "other"))
    assert done.returncode == 7


@pytest.mark.parametrize("stream", ["2>&-", "2>/dev/full"])
def test_words_that_nobody_can_read_stay_off_the_data(tmp_path: Path, stream: str) -> None:
    for words, code in (("list --vault /none --no-input", 2), ("show", 2), ("inspect --json /none", 5)):
        done = in_a_shell(f"E {words} {stream}", tmp_path)
        assert done.returncode == code
        assert not done.stdout or json.loads(done.stdout)["failure"]["code"] == "unreadable"


def test_a_closed_input_is_an_unreadable_file(tmp_path: Path) -> None:
    done = in_a_shell("E inspect --json - <&-", tmp_path)
    assert (done.returncode, json.loads(done.stdout)["failure"]["code"]) == (5, "unreadable")
    assert in_a_shell("E list --vault $1 <&-", tmp_path, str(tmp_path)).returncode == 2


def test_a_character_set_that_lacks_letters_gets_them_escaped(tmp_path: Path, mail: Path) -> None:
    poor = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = in_a_shell("E inspect --json $1", tmp_path, str(mail), **poor)
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii()
    assert json.loads(done.stdout)["text"].strip() == "hello 漢 \u2013"
    text = in_a_shell("E inspect $1", tmp_path, str(mail), **poor)
    assert (text.returncode, b"hello \\u6f22 \\u2013" in text.stdout) == (0, True)


@pytest.mark.parametrize("stream", [">/dev/full", ">&-"])
@pytest.mark.parametrize("form", ["", "--json"])
def test_no_vault_is_made_whose_recovery_code_cannot_be_shown(tmp_path: Path, stream: str, form: str) -> None:
    vault = tmp_path / "v.embargo"
    done = in_a_shell(
        f"E init $1 {form} --passphrase-fd 7 7<<<correct-horse-battery {stream}", tmp_path, str(vault)
    )
    assert done.returncode == 5
    assert b"Nothing was written." in done.stderr
    assert not vault.exists()


def test_nobody_reading_makes_no_vault(tmp_path: Path) -> None:
    vault = tmp_path / "v.embargo"
    words = (
        "mkfifo $2; (exec 3<$2) & exec 4>$2; wait; E init $1 --passphrase-fd 7 7<<<correct-horse-battery >&4"
    )
    done = in_a_shell(words, tmp_path, str(vault), str(tmp_path / "pipe"))
    assert (done.returncode, vault.exists()) == (5, False)


def test_a_recovery_code_lost_on_its_way_is_said_with_what_to_do(tmp_path: Path) -> None:
    vault = tmp_path / "v.embargo"
    # the disk fills between the check and the printing
    code = (
        "import sys, os; from desktop import bootstrap; from desktop.cli import streams;"
        "from desktop.cli.custody import init_verb; from desktop.keychain import locksmith, slots_file;"
        "locksmith.calibrated = lambda: slots_file.Argon2Cost(passes=1, memory_kib=64, lanes=1);"
        "real = streams.require_output\n"
        "def then_full():\n"
        "    real(); full = os.open('/dev/full', os.O_WRONLY); os.dup2(full, 1)\n"
        "init_verb.require_output = then_full\n"
        "sys.exit(bootstrap.main(sys.argv[1:]))"
    )
    words = (
        f'"{sys.executable}" -c "$2" init "$1" --policy mushin --passphrase-fd 7 7<<<correct-horse-battery'
    )
    done = in_a_shell(words, tmp_path, str(vault), code)
    assert done.returncode == 5
    assert b"`embargo slots add recovery`" in done.stderr
    assert b"Nothing was written" not in done.stderr
    assert (vault / "vault.db").is_file()


def test_a_new_recovery_code_is_not_made_in_vain(embargo: Embargo, vault: Path, tmp_path: Path) -> None:
    before = json.loads(embargo("slots", "--json").out)
    words = f"E slots add recovery --vault $1 --passphrase-fd 7 7<<<'{PASSPHRASE}' >/dev/full"
    assert in_a_shell(words, tmp_path, str(vault)).returncode == 5
    assert json.loads(embargo("slots", "--json").out) == before
