"""Evidence from the command line: each file has an outcome, and the vault keeps what it says."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo


@pytest.fixture
def case(embargo: Embargo, vault: Path, report: Path) -> str:
    imported = embargo("import", str(report), "--json", secret=PASSPHRASE)
    return json.loads(imported.out)["case"]


def test_files_are_added_listed_and_shown(embargo: Embargo, case: str, tmp_path: Path) -> None:
    poc = tmp_path / "p\u202eoc.sh"
    poc.write_bytes(b"#!/bin/sh\nid\n")
    added = embargo("evidence", "add", case, str(poc), "--note", "from the call", secret=PASSPHRASE)
    assert added.code == 0
    assert "nothing opens it" in added.err
    (kept,) = json.loads(embargo("evidence", "list", case, "--json", secret=PASSPHRASE).out)
    assert (kept["name"], kept["shown_name"], kept["note"]) == ("p\u202eoc.sh", "p_oc.sh", "from the call")
    assert (kept["media_type"], kept["size"], kept["message"]) == ("text/plain", 13, None)
    listed = embargo("evidence", "list", case, secret=PASSPHRASE).out
    assert kept["sha256"][:16] in listed
    assert "p_oc.sh" in listed
    tried = ("--set", "outcome=reproduced", "--set", "environment=Debian 12", "--set", "version=2.4.2")
    proof = f"poc={kept['sha256'][:12]}"
    said = embargo(
        "act", case, "reproduction.tried", *tried, "--set", proof, "--note", "ran it", secret=PASSPHRASE
    )
    assert said.code == 0, said.err
    shown = json.loads(embargo("show", case, "--json", secret=PASSPHRASE).out)
    assert shown["evidence"] == [kept]
    assert [(t["outcome"], t["poc"], t["steps"]) for t in shown["tries"]] == [
        ("reproduced", kept["sha256"], "ran it")
    ]
    assert "1 file in quarantine" in embargo("show", case, secret=PASSPHRASE).out
    assert case in embargo("search", "from the call", secret=PASSPHRASE).out
    assert embargo("verify", secret=PASSPHRASE).code == 0


def test_the_same_file_and_what_is_none_are_said(embargo: Embargo, case: str, tmp_path: Path) -> None:
    poc, pipe = tmp_path / "poc", tmp_path / "pipe"
    poc.write_bytes(b"x")
    os.mkfifo(pipe)
    words = ("evidence", "add", case, str(poc), str(pipe), "/dev/zero", str(tmp_path))
    first = embargo(*words, "--json", secret=PASSPHRASE)
    assert first.code == 7
    assert [added["outcome"] for added in first.json] == ["added", "refused", "refused", "refused"]
    assert first.json[1]["failure"]["code"] == "unreadable"
    again = embargo("evidence", "add", case, str(poc), secret=PASSPHRASE)
    assert again.code == 0
    assert f"in {case} already: it was added as poc. Nothing was written." in again.err
    refused = embargo("evidence", "add", case, str(pipe), secret=PASSPHRASE)
    assert (refused.code, "no regular file" in refused.err) == (5, True)


def test_a_case_without_files_says_how_to_add_one(embargo: Embargo, case: str) -> None:
    listed = embargo("evidence", "list", case, secret=PASSPHRASE)
    assert (listed.code, listed.out) == (0, "")
    assert "embargo evidence add" in listed.err


def test_a_proof_that_is_not_there_is_refused(embargo: Embargo, case: str) -> None:
    tried = ("--set", "outcome=reproduced", "--set", "environment=x", "--set", "poc=abc", "--note", "x")
    refused = embargo("act", case, "reproduction.tried", *tried, secret=PASSPHRASE)
    assert (refused.code, "no message or file" in refused.err) == (9, True)


def test_a_message_beyond_the_cap_says_where_evidence_goes(
    embargo: Embargo, vault: Path, tmp_path: Path
) -> None:
    large = tmp_path / "large.eml"
    with large.open("wb") as file:
        file.write(b"From: a@example.org\r\nSubject: x\r\n\r\n")
        file.truncate(64 * 1024 * 1024 + 1)
    refused = embargo("import", str(large), secret=PASSPHRASE)
    assert refused.code == 5
    said = " ".join((refused.err + refused.out).split())
    assert "embargo evidence add CASE FILE" in said
    assert "“Add evidence…”" in said
