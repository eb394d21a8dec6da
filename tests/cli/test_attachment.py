"""Files in quarantine from the command line: listed, looked at, let out."""

import json
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo

CONTENT = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 300


@pytest.fixture
def case(embargo: Embargo, vault: Path, report: Path) -> str:
    return json.loads(embargo("import", str(report), "--json", secret=PASSPHRASE).out)["case"]


@pytest.fixture
def digest(embargo: Embargo, case: str, tmp_path: Path) -> str:
    poc = tmp_path / "poc.txt"
    poc.write_bytes(CONTENT)
    return embargo("evidence", "add", case, str(poc), "--json", secret=PASSPHRASE).json["sha256"]


def test_a_file_is_listed_looked_at_and_let_out(
    embargo: Embargo, case: str, digest: str, tmp_path: Path
) -> None:
    listed = embargo("attachment", "list", case, "--json", secret=PASSPHRASE).json
    assert [file["sha256"] for file in listed] == [digest]
    assert digest[:16] in embargo("attachment", "list", case, secret=PASSPHRASE).out
    shown = embargo("attachment", "preview", case, digest[:8], secret=PASSPHRASE)
    assert shown.out.startswith("00000000  89 50 4e 47 0d 0a 1a 0a  00 01")
    assert f"Bytes 0 to 65536 of {len(CONTENT)}, as hex. Go on with --from 65536." in shown.err
    text = embargo("attachment", "preview", case, digest, "--text", "--json", secret=PASSPHRASE).json
    assert text["text"].startswith("\\x89PNG\n")
    assert (text["form"], text["next"]) == ("text", 65536)
    rest = embargo("attachment", "preview", case, digest, "--from", "0x10000", secret=PASSPHRASE)
    assert rest.out.startswith("00010000  ")
    out = tmp_path / "out"
    words = ("attachment", "release", case, digest[:8], "--out", str(out))
    let_out = embargo(*words, "--reason", "to run it", secret=PASSPHRASE)
    assert let_out.code == 0, let_out.err
    path = Path(let_out.out.strip())
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (CONTENT, 0o600)
    assert path.name == f"attachment-{digest[:12]}.bin"
    again = embargo(*words, "--reason", "to run it", secret=PASSPHRASE)
    assert (again.code, "already" in again.err) == (5, True)
    other = embargo(*words[:-1], str(tmp_path / "b"), "--reason", "x", "--json", secret=PASSPHRASE).json
    assert other["sha256"] == digest
    assert embargo("verify", secret=PASSPHRASE).code == 0
    assert "attachment.released" in embargo("show", case, secret=PASSPHRASE).out
    assert case in embargo("search", "to run it", secret=PASSPHRASE).out


def test_what_is_asked_wrongly_is_said(
    embargo: Embargo, vault: Path, case: str, digest: str, tmp_path: Path
) -> None:
    release = ("attachment", "release", case, digest, "--out", str(tmp_path / "out"))
    for words, code, said in (
        (("attachment", "preview", case, digest[:3]), 2, "6 digits"),
        (("attachment", "preview", case, "0" * 64), 2, "no such file"),
        (("attachment", "preview", case, digest, "--hex", "--text"), 2, "not allowed with"),
        (("attachment", "preview", case, digest, "--from", "-1"), 2, "no number of bytes"),
        (release, 2, "--reason"),
        ((*release, "--reason", " "), 9, "Say why"),
        ((*release[:-1], str(vault), "--reason", "x"), 5, "vault"),
        ((*release, "--reason", "x", "--dangerzone"), 2, "container without a network"),
    ):
        told = embargo(*words, secret=PASSPHRASE)
        assert (told.code, said in told.err) == (code, True), told.err
    assert not (tmp_path / "out").exists()


def test_a_case_without_files_says_so(embargo: Embargo, case: str) -> None:
    assert "keeps no files beside its messages" in embargo("attachment", "list", case, secret=PASSPHRASE).err
