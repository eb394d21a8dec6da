"""What is printed: the same JSON for a script and a terminal, and nothing that a terminal would obey."""

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from desktop.domain.inert import is_hidden
from tests.cli.conftest import PASSPHRASE, Embargo

HIDDEN = "\x9b31m \u202e \u200b \x7f \U000e0041"


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    path = tmp_path / "hidden.eml"
    head = "From: a@example.org\r\nTo: security@mushinai.com\r\nSubject: x\r\nMessage-ID: <h@example.org>\r\n"
    path.write_bytes(f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\nsee {HIDDEN} é 漢\r\n".encode())
    return path


def on_a_terminal(*words: str) -> str:
    """What the real program writes when its output is a terminal of eighty columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    command = [sys.executable, "-m", "desktop", *words]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=theirs) as child:
        os.close(theirs)
        written = bytearray()
        try:
            while chunk := os.read(ours, 65536):
                written += chunk
        except OSError:  # the terminal is gone with the last who held it
            pass
        assert child.wait(20) == 0
    os.close(ours)
    return written.decode()


def test_a_terminal_gets_the_same_json_without_hidden_characters(embargo: Embargo, mail: Path) -> None:
    piped = embargo("inspect", "--json", str(mail)).out
    assert HIDDEN in json.loads(piped)["text"]
    assert "\u202e" in piped  # a script gets what the stranger wrote
    shown = on_a_terminal("inspect", "--json", str(mail))
    assert [c for c in shown if is_hidden(c) and c != "\r"] == []
    assert "\\u009b31m \\u202e \\u200b \\u007f \\udb40\\udc41 é 漢" in shown
    assert json.loads(shown) == json.loads(piped)


def test_a_table_is_folded_on_a_terminal_and_left_whole_in_a_pipe(
    embargo: Embargo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    words = ("policy", "simulate", "aumos", "--event", "report.received=2026-01-09T16:00Z")
    piped = embargo(*words).out
    shown = on_a_terminal(*words).replace("\r\n", "\n")
    assert max(map(len, piped.splitlines())) > 120
    assert max(map(len, shown.partition("\n\n")[0].splitlines())) <= 80
    assert "".join(shown.split()) == "".join(piped.split())
    assert "\x1b" not in shown
    assert "\u27e8" not in shown


def test_a_file_name_of_another_character_set_is_shown_and_stops_nothing(
    embargo: Embargo, vault: Path, mail: Path, tmp_path: Path
) -> None:
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.eml")
    Path(odd).write_bytes(b"From: b@example.org\r\nTo: security@mushinai.com\r\nSubject: y\r\n\r\nhello\r\n")
    shown = f"{tmp_path}/caf\\xe9.eml"
    inspected = embargo("inspect", "--json", odd, str(mail))
    assert [d["file"] for d in inspected.json] == [shown, str(mail)]
    assert embargo("inspect", odd).code == 0
    assert shown in embargo("inspect", odd).out
    taken = embargo("import", "--json", odd, str(mail), secret=PASSPHRASE)
    assert (taken.code, [d["file"] for d in taken.json]) == (0, [shown, str(mail)])
    missing = embargo("import", odd + "x", str(mail), secret=PASSPHRASE)
    assert (missing.code, "caf\\xe9.emlx: There is no such file" in missing.err) == (7, True)


def test_a_vault_may_have_a_name_of_another_character_set(embargo: Embargo, tmp_path: Path) -> None:
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.embargo")
    made = embargo("init", odd, "--json", secret=PASSPHRASE)
    assert (made.code, made.json["vault"]) == (0, f"{tmp_path}/caf\\xe9.embargo")
    assert embargo("list", "--json", secret=PASSPHRASE).json == []  # remembered as the last one used


@pytest.mark.parametrize(
    "words",
    [
        ("act", "CASE", "ack.sent", "--note", "\udcff"),
        ("act", "CASE", "ack.sent", "--set", "how=\udcff"),
        ("act", "CASE", "\udcff"),
        ("list", "\udcff"),
        ("show", "\udcff"),
        ("letter", "CASE", "\udcff", "--out", "/x.eml"),
        ("policy", "show", "\udcff"),
    ],
)
def test_words_that_are_no_text_are_a_question_of_usage(
    embargo: Embargo, vault: Path, words: tuple[str, ...]
) -> None:
    refused = embargo(*words)
    assert refused.code == 2
    assert "is not UTF-8" in refused.err
