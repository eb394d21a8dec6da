"""The contract of the command line: what goes in, what comes out, which exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo, Keys, Result


def act(embargo: Embargo, case: str, event: str, *words: str) -> Result:
    return embargo("act", case, event, "--json", *words, secret=PASSPHRASE)


@pytest.fixture
def case(embargo: Embargo, vault: Path, report: Path) -> str:
    imported = embargo("import", str(report), "--json", secret=PASSPHRASE)
    assert imported.code == 0, imported.err
    return str(imported.json["case"])  # type: ignore[index]


def test_inspect_prints_the_promised_keys_and_stores_nothing(
    embargo: Embargo, report: Path, tmp_path: Path
) -> None:
    before = sorted(tmp_path.rglob("*"))
    found = embargo("inspect", "--json", str(report))
    assert found.code == 0
    document = found.json
    assert isinstance(document, dict)
    assert document["kind"] == "pgp-inline"
    assert document["encryption"] == "decrypted"
    assert document["reporter"] == {
        "address": "lin@hackers.example",
        "name": "Lin",
        "grade": "encrypted-only",
    }
    assert "stays signed in" in document["text"]
    assert document["failure"] is None
    assert sorted(tmp_path.rglob("*")) == before


def test_several_files_make_an_array_and_exit_7_when_they_differ(
    embargo: Embargo, report: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.eml"
    empty.write_bytes(b"")
    found = embargo("inspect", "--json", str(report), str(empty))
    assert found.code == 7
    assert [d["failure"] is None for d in json.loads(found.out)] == [True, False]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.eml", b"", "malformed"),
        ("report.eml", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "malformed"),
    ],
)
def test_what_is_no_mail_is_refused_with_a_sentence(
    embargo: Embargo, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = embargo("inspect", "--json", str(path))
    failure = json.loads(found.out)["failure"]
    assert (found.code, failure["code"]) == (5, code)
    assert failure["message"]
    assert failure["advice"]


def test_a_folder_is_no_report(embargo: Embargo, tmp_path: Path) -> None:
    found = embargo("inspect", "--json", str(tmp_path))
    assert (found.code, json.loads(found.out)["failure"]["code"]) == (5, "unreadable")


def test_a_report_becomes_a_case_once(embargo: Embargo, vault: Path, report: Path, case: str) -> None:
    assert case.startswith("MUS-")
    again = embargo("import", str(report), "--json", secret=PASSPHRASE)
    assert again.json == {
        "file": str(report),
        "outcome": "already-there",
        "case": case,
        "code": "",
        "message": "",
        "advice": "",
        "warning": "",
    }


def test_reports_are_listed_shown_and_due(embargo: Embargo, case: str) -> None:
    assert [row["case_id"] for row in json.loads(embargo("list", "--json", secret=PASSPHRASE).out)] == [case]
    shown = json.loads(embargo("show", case, "--json", secret=PASSPHRASE).out)
    assert [s["stage"] for s in shown["stages"]] == [
        "Intake",
        "Confirm",
        "Audit",
        "Fix",
        "Advisory",
        "Closed",
    ]
    (due,) = [row for row in embargo("due", "--json", secret=PASSPHRASE).json if row["case"]]
    assert due.keys() >= {"case", "policy", "clock", "state", "due", "since", "sentence", "clauses"}
    assert (due["case"], due["policy"], due["clock"], due["state"]) == (case, "mushin", "ack", "running")
    assert due["due"].endswith("Z")


def test_due_check_says_when_a_promise_is_overdue(embargo: Embargo, vault: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.eml"
    old.write_bytes(
        b"From: a@example.org\r\nTo: security@mushinai.com\r\nSubject: x\r\n"
        b"Date: Fri, 09 Jan 2026 16:00:00 +0000\r\nMessage-ID: <1@example.org>\r\n\r\nhello\r\n"
    )
    assert embargo("due", "--check", secret=PASSPHRASE).code == 0
    assert embargo("import", str(old), secret=PASSPHRASE).code == 0
    assert embargo("due", "--check", secret=PASSPHRASE).code == 8


def test_acts_go_through_the_rules(embargo: Embargo, case: str) -> None:
    refused = act(embargo, case, "report.confirmed")
    assert refused.code == 9
    assert "affected products and versions listed" in refused.err
    words = ("--set", "vendor=Acme", "--set", "product=Web", "--set", "affected=>=1.0, <1.6.1")
    assert act(embargo, case.lower(), "affected.listed", *words).code == 0
    assert act(embargo, case, "severity.set", "--set", "level=high", "--note", "sessions survive").code == 0
    tried = ("--set", "outcome=reproduced", "--set", "environment=Debian 12", "--note", "as the report says")
    assert act(embargo, case, "reproduction.tried", *tried).code == 0
    name = "message_id=<mua@mushinai.com>"
    assert act(embargo, case, "status.sent", "--set", name).code == 0
    confirmed = act(embargo, case, "report.confirmed")
    assert confirmed.code == 0
    assert json.loads(confirmed.out).keys() == {"case", "event", "id", "occurred_at"}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("act", "CASE", "report.guessed"), 2, "no act"),
        (("act", "CASE", "severity.set", "--set", "colour=red"), 2, "no colour"),
        (("act", "CASE", "ack.sent", "--at", "yesterday"), 2, "no time"),
        (("act", "CASE", "ack.sent", "--at", "2031-01-01T00:00Z"), 9, "future"),
        (("show", "MUS-2026-0000000"), 2, "case"),
        (("advisory", "export", "CASE", "--out", "OUT"), 4, "key"),
    ],
)
def test_what_cannot_be_done_is_said_with_its_code(
    embargo: Embargo, case: str, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    places = {"CASE": case, "OUT": str(tmp_path / "out")}
    result = embargo(*(places.get(word, word) for word in words), secret=PASSPHRASE)
    assert result.code == code
    assert said in result.err
    assert "Traceback" not in result.err


@pytest.mark.clause("MUS-4.3a", "TER-2.1a")
def test_a_wrong_passphrase_is_exit_3_and_changes_nothing(embargo: Embargo, vault: Path) -> None:
    before = (vault / "vault.db").read_bytes()
    result = embargo("list", secret="wrong")
    assert result.code == 3
    assert "does not open" in result.err
    assert (vault / "vault.db").read_bytes() == before


def test_no_vault_is_a_question_of_usage(embargo: Embargo, tmp_path: Path) -> None:
    assert embargo("list", secret=PASSPHRASE).code == 2
    assert embargo("list", "--vault", str(tmp_path / "none.embargo"), secret=PASSPHRASE).code == 2


def test_without_a_terminal_nothing_is_asked(embargo: Embargo, vault: Path) -> None:
    result = embargo("list", "--no-input")
    assert result.code == 2
    assert "--passphrase-fd" in result.err


def test_a_vault_for_nobody_says_whose_name_stands_in_it(embargo: Embargo, tmp_path: Path) -> None:
    made = embargo("init", str(tmp_path / "one.embargo"), secret=PASSPHRASE)
    assert "Nobody was named with --handler" in made.err
    named = embargo("init", str(tmp_path / "two.embargo"), "--handler", "Robin Keeper", secret=PASSPHRASE)
    assert named.code == 0
    assert "--handler" not in named.err


def test_a_report_for_nobody_asks_for_its_policy(embargo: Embargo, tmp_path: Path) -> None:
    directory = tmp_path / "other.embargo"
    assert embargo("init", str(directory), secret=PASSPHRASE).code == 0
    mail = tmp_path / "stray.eml"
    mail.write_bytes(b"From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n\r\nhello\r\n")
    refused = embargo("import", str(mail), secret=PASSPHRASE)
    assert refused.code == 9
    assert "aumos, czm, m87, mushin, terragon" in refused.err
    assert embargo("import", str(mail), "--policy", "aumos", secret=PASSPHRASE).code == 0


@pytest.mark.clause("M87-3.1f", "MUS-5.2c", "TER-2.4d")
def test_a_backup_is_verified_and_restored(embargo: Embargo, case: str, tmp_path: Path) -> None:
    backup, restored = str(tmp_path / "backup"), str(tmp_path / "restored.embargo")
    made = embargo("backup", backup, "--json", secret=PASSPHRASE)
    assert made.code == 0, made.err
    assert embargo("restore", backup, restored).code == 0
    verified = embargo("verify", "--json", secret=PASSPHRASE)
    assert (verified.code, json.loads(verified.out)["sound"]) == (0, True)
    assert [r["case_id"] for r in json.loads(embargo("list", "--json", secret=PASSPHRASE).out)] == [case]


def test_a_folder_without_messages_is_one_outcome_among_others(
    embargo: Embargo, vault: Path, report: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    taken = embargo("import", "--json", str(report), str(empty), secret=PASSPHRASE)
    assert taken.code == 7
    assert [(d["file"], d["outcome"], d["code"]) for d in taken.json] == [
        (str(report), "opened", ""),
        (str(empty), "refused", "unreadable"),
    ]
    assert "holds no message" in taken.err
    alone = embargo("import", "--json", str(empty), secret=PASSPHRASE)
    assert (alone.code, alone.json["code"]) == (5, "unreadable")
    assert alone.json["message"] == "This folder holds no message."
    assert alone.json["advice"]


def test_a_refused_file_is_said_to_have_written_nothing(embargo: Embargo, tmp_path: Path) -> None:
    assert "Nothing was written." in embargo("inspect", str(tmp_path / "none.eml")).out


def test_of_a_folder_the_messages_are_taken(embargo: Embargo, vault: Path, report: Path) -> None:
    folder = report.parent / "folder" / "deep"
    folder.mkdir(parents=True)
    (folder / "a.EML").write_bytes(report.read_bytes())
    (folder / "b.pdf").write_bytes(b"")
    taken = embargo("import", "--json", str(folder.parent), secret=PASSPHRASE)
    assert (taken.code, taken.json["file"]) == (0, str(folder / "a.EML"))


def test_a_name_that_no_file_can_have_is_said(embargo: Embargo, vault: Path) -> None:
    assert embargo("import", "n" * 300, secret=PASSPHRASE).code == 5
    assert embargo("inspect", "n" * 300).code == 5


def test_places_that_cannot_be_written_to_are_said(embargo: Embargo, case: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for out in (file, tmp_path / "missing" / "out"):
        refused = embargo("demo", "--out", str(out))
        assert (refused.code, "Nothing was written." in refused.err) == (5, True)
    for out in ("/", str(tmp_path)):
        refused = embargo("letter", case, "acknowledgement", "--out", out, secret=PASSPHRASE)
        assert (refused.code, "Nothing was written." in refused.err) == (5, True)


def test_a_refused_export_leaves_no_folder(embargo: Embargo, case: str, keys: Keys, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ("advisory", "export", case, "--out", str(out), "--sign", keys.intake)
    assert embargo(*words, secret=PASSPHRASE).code == 9
    assert not out.exists()


def test_slots_are_named_without_a_secret(embargo: Embargo, vault: Path) -> None:
    found = json.loads(embargo("slots", "--json").out)
    assert sorted(slot["kind"] for slot in found) == ["passphrase", "recovery"]


def test_policies_are_listed_shown_and_checked(embargo: Embargo, tmp_path: Path) -> None:
    assert {p["id"] for p in json.loads(embargo("policy", "list", "--json").out)} >= {"aumos", "mushin"}
    assert "48 hours" in embargo("policy", "show", "mushin").out
    assert embargo("policy", "show", "nobody").code == 6
    broken = tmp_path / "broken.toml"
    broken.write_text('schema = "cvd-profile/1"')
    assert embargo("policy", "check", str(broken)).code == 6


@pytest.mark.parametrize("content", [b"From: a@example.org\r\n\r\nhello", b"caf\xe9", b"\x00\xff"])
def test_what_is_no_profile_is_said_in_words_for_people(
    embargo: Embargo, tmp_path: Path, content: bytes
) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_bytes(content)
    refused = embargo("policy", "check", str(mail))
    assert (refused.code, "policy profile in TOML" in refused.err) == (6, True)
    assert "codec" not in refused.err


def test_each_advisory_is_checked_whatever_the_others_are(embargo: Embargo, tmp_path: Path) -> None:
    poor, missing = tmp_path / "poor.json", str(tmp_path / "missing.json")
    poor.write_text("{}")
    checked = embargo("advisory", "validate", "--json", missing, str(poor), missing)
    assert checked.code == 7
    assert [(d["valid"], (d["failure"] or {}).get("code")) for d in checked.json] == [
        (False, "unreadable"),
        (False, None),
        (False, "unreadable"),
    ]
    assert [d["file"] for d in checked.json] == [missing, str(poor), missing]
    assert "missing.json: " in checked.err
    alone = embargo("advisory", "validate", "--json", missing)
    assert (alone.code, alone.json["failure"]["code"]) == (5, "unreadable")
    text = embargo("advisory", "validate", missing, str(poor))
    assert (text.code, f"{poor}: not valid" in text.out) == (7, True)


def test_a_wrong_word_is_shown_without_what_a_terminal_would_obey(embargo: Embargo) -> None:
    for words in (("list", "--x\x1b[31m\u202e"), ("nonsense\x1b[31m",), ("slots", "add", "\x1b]0;x\x07")):
        refused = embargo(*words)
        assert refused.code == 2
        assert refused.err.startswith("embargo: ")
        assert "Nothing was written." in refused.err
        assert "usage:" not in refused.err
        assert not set(refused.err) & set("\x1b\x07\u202e")


def test_a_vault_for_the_keyring_can_be_made_with_a_passphrase_instead(
    embargo: Embargo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/no-bus")
    directory = tmp_path / "v.embargo"
    refused = embargo("init", str(directory), "--slot", "keyring")
    assert (refused.code, "--slot passphrase" in refused.err) == (3, True)
    assert not directory.exists()


def test_the_program_starts_as_a_module_and_names_its_verbs() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--help"], capture_output=True, text=True, check=True
    )
    assert "inspect" in done.stdout


def test_a_child_of_ours_loads_no_window(keys: Keys) -> None:
    """Starting the parser again for every batch must stay cheap."""
    code = (
        "import sys; from desktop.sandbox import child; "
        "print([m for m in sys.modules if m.split('.')[0] in ('PySide6', 'sqlcipher3', 'csaf')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_a_display_the_window_is_refused_in_a_sentence(
    embargo: Embargo, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    refused = embargo()
    assert (refused.code, "no display" in refused.err, "`embargo --help`" in refused.err) == (2, True, True)


def test_a_second_vault_says_that_it_is_the_one_used_from_now_on(
    embargo: Embargo, vault: Path, tmp_path: Path
) -> None:
    made = embargo("init", str(tmp_path / "second"), secret=PASSPHRASE)
    words = f"This vault is the one used from now on; {vault} needs --vault again."
    assert (made.code, words in made.err) == (0, True)


def test_the_doctor_looks_at_the_machine_also_where_a_vault_does_not_open(
    embargo: Embargo, vault: Path
) -> None:
    looked = embargo("doctor", "--json", "--vault", str(vault), secret="wrong")
    assert looked.code in (0, 7)
    assert len(json.loads(looked.out)) > 1
    assert "The vault was not looked into" in looked.err
