"""Mailboxes and folders are taken in item by item: told, stopped, gone on with, and nothing twice."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli.intake.import_progress import ImportProgress
from desktop.domain.failures import Cancelled, WriteFailed
from desktop.vault.sql_vault import SqlVault
from tests.cli.conftest import PASSPHRASE, Embargo, Keys, Result, piped
from tests.cli.test_signals import ROOT

BOX = b"From ada@example.net Mon Jan  5 09:00:00 2026\n"


def mail(number: int, to: str = "security@mushinai.com") -> bytes:
    return (
        f"From: Rae <rae{number}@example.net>\nTo: {to}\nSubject: Hole {number}\n"
        f"Date: Mon, 05 Jan 2026 09:00:00 +0100\nMessage-ID: <{number}@example.net>\n\nIt breaks.\n"
    ).encode()


def mailbox(*messages: bytes) -> bytes:
    return b"".join(BOX + message + b"\n" for message in messages)


def take(embargo: Embargo, *words: str) -> tuple[Result, list[dict[str, object]]]:
    done = embargo("import", "--json", *words, secret=PASSPHRASE)
    return done, [json.loads(line) for line in done.out.splitlines()]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    path = tmp_path / "inbox.mbox"
    path.write_bytes(mailbox(mail(1), mail(2), mail(1)))
    return path


def test_each_message_of_a_mailbox_is_an_object_on_its_line(
    embargo: Embargo, vault: Path, inbox: Path
) -> None:
    done, items = take(embargo, str(inbox))
    assert done.code == 0
    assert [(i["file"], i["item"], i["outcome"]) for i in items] == [
        (str(inbox), 1, "opened"),
        (str(inbox), 2, "opened"),
        (str(inbox), 3, "already-there"),
    ]
    assert items[0]["case"] == items[2]["case"]


def test_a_message_of_a_mailbox_and_its_file_are_one(
    embargo: Embargo, vault: Path, inbox: Path, tmp_path: Path
) -> None:
    single = tmp_path / "two.eml"
    single.write_bytes(mail(2))
    first = embargo("import", "--json", str(single), secret=PASSPHRASE)
    assert isinstance(first.json, dict)
    _, items = take(embargo, str(inbox))
    assert (items[1]["outcome"], items[1]["case"]) == ("already-there", first.json["case"])


def test_what_was_there_is_counted_when_an_import_goes_on(embargo: Embargo, vault: Path, inbox: Path) -> None:
    assert embargo("import", str(inbox), secret=PASSPHRASE).out.count("\n") == 3
    again = embargo("import", "--resume", str(inbox), secret=PASSPHRASE)
    assert (again.code, again.out, again.err) == (0, "", "3 were there already.\n")


def test_of_a_mailbox_that_was_cut_the_whole_messages_are_taken(
    embargo: Embargo, vault: Path, inbox: Path
) -> None:
    inbox.write_bytes(mailbox(mail(1), mail(2))[:-5])
    done, items = take(embargo, str(inbox))
    assert done.code == 7
    assert [(i["item"], i["outcome"], i["code"]) for i in items] == [
        (1, "opened", ""),
        (2, "refused", "malformed"),
    ]
    assert f"{inbox} #2: The mailbox ends in the middle of this message. Nothing was written." in done.err


def test_a_message_that_nobody_claims_stops_no_other(embargo: Embargo, tmp_path: Path) -> None:
    assert embargo("init", str(tmp_path / "v"), secret=PASSPHRASE).code == 0
    box = tmp_path / "Inbox"
    box.write_bytes(mailbox(mail(1, "info@example.org"), mail(2)))
    done, items = take(embargo, str(box))
    assert (done.code, [i["code"] for i in items]) == (7, ["refused-by-policy", ""])


def test_a_folder_is_walked_to_its_maildirs_and_mailboxes(
    embargo: Embargo, vault: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "post"
    for name in ("cur", "new", "tmp", ".Sent/cur", ".Sent/new"):
        (folder / "Maildir" / name).mkdir(parents=True)
    (folder / "Maildir/cur/1767600000.M1P1.host:2,S").write_bytes(mail(1))
    (folder / "Maildir/new/1767600001.M2P1.host").write_bytes(mail(2))
    (folder / "Maildir/tmp/1767600002.half").write_bytes(b"From: x")
    (folder / "Maildir/dovecot-uidlist").write_bytes(b"3 V1\n")
    (folder / "Inbox").write_bytes(mailbox(mail(3)))
    (folder / "notes.pdf").write_bytes(b"%PDF")
    (folder / "link.eml").symlink_to(folder / "notes.pdf")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.eml")
    done, items = take(embargo, str(folder))
    told = {str(i["file"]).removeprefix(f"{folder}/"): i["outcome"] for i in items}
    assert told == {
        "Inbox": "opened",
        "Maildir/cur/1767600000.M1P1.host:2,S": "opened",
        "Maildir/new/1767600001.M2P1.host": "opened",
        "link.eml": "skipped",
        "loop": "skipped",
        "pipe.eml": "skipped",
    }
    assert done.code == 0
    assert "pipe.eml: Passed over. No regular file" in done.err
    assert "2 other files hold nothing that Embargo takes for a report." in done.err


def test_another_reporters_case_id_opens_a_case_with_a_remark(
    embargo: Embargo, vault: Path, tmp_path: Path
) -> None:
    one, two = tmp_path / "1.eml", tmp_path / "2.eml"
    one.write_bytes(mail(1))
    first = embargo("import", "--json", str(one), secret=PASSPHRASE).json
    two.write_bytes(mail(2).replace(b"Hole 2", b"Re: [" + first["case"].encode() + b"]"))
    second = embargo("import", "--json", str(two), secret=PASSPHRASE)
    assert second.json["outcome"] == "opened"
    assert f"It names {first['case']}, whose reporter is somebody else: a case of its own." in second.err
    shown = embargo("show", second.json["case"], secret=PASSPHRASE).out
    assert f"Names {first['case']}, whose reporter is somebody else: kept apart." in shown
    assert "Asked for and not found: The kind of problem; " in shown
    facts = embargo("show", "--json", second.json["case"], secret=PASSPHRASE).json
    assert facts["asked_not_found"][0] == {"id": "type", "text": "The kind of problem"}
    asked = embargo("letter", second.json["case"], "question", secret=PASSPHRASE).out
    assert "- The kind of problem\n" in asked
    assert "[TO WRITE: what else you need to know]" in asked


def test_a_question_about_the_policy_is_told_apart_where_the_case_is_shown(
    embargo: Embargo, vault: Path, tmp_path: Path
) -> None:
    asked = tmp_path / "1.eml"
    question = mail(1).replace(b"Hole 1", b"Hello")
    asked.write_bytes(question.replace(b"It breaks.", b"Does your policy allow me to test the demo?"))
    case_id = embargo("import", "--json", str(asked), secret=PASSPHRASE).json["case"]
    assert "It may be a question about the policy" in embargo("show", case_id, secret=PASSPHRASE).out
    assert embargo("show", "--json", case_id, secret=PASSPHRASE).json["may_be_a_question"] is True


def test_a_file_that_is_called_like_standard_input_is_read(
    embargo: Embargo, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("./-").write_bytes(mail(1))
    assert embargo("import", "--json", "./-", secret=PASSPHRASE).json["outcome"] == "opened"


def test_a_mailbox_on_standard_input_is_taken_item_by_item(embargo: Embargo, vault: Path) -> None:
    box = mailbox(mail(1), mail(2), mail(1, "x" * 3000 + "@mushinai.com"))
    done = embargo("import", "--json", "-", secret=PASSPHRASE, stdin=box)
    items = [json.loads(line) for line in done.out.splitlines()]
    assert [(i["file"], i["item"], i["outcome"]) for i in items][:2] == [
        ("-", 1, "opened"),
        ("-", 2, "opened"),
    ]
    assert len(items) == 3


def test_an_export_on_standard_input_is_taken_item_by_item(embargo: Embargo, vault: Path) -> None:
    form = b' [ {"message": "It breaks."}, {"message": "It runs."} ]'
    done = embargo("import", "--json", "-", "--policy", "aumos", secret=PASSPHRASE, stdin=form)
    assert [json.loads(line)["outcome"] for line in done.out.splitlines()] == ["opened", "opened"]


def test_standard_input_is_taken_once(embargo: Embargo, vault: Path) -> None:
    done = embargo("import", "--json", "-", "-", secret=PASSPHRASE, stdin=mail(1))
    assert done.code == 7
    assert [item["outcome"] for item in json.loads(done.out)] == ["opened", "refused"]
    assert "named twice" in done.err


def test_when_the_vault_fails_nothing_more_is_tried(
    embargo: Embargo, vault: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append, calls = SqlVault.append, []

    def fills_up(self: SqlVault, *words: object, **named: object) -> object:
        calls.append(words)
        if len(calls) > 1:
            raise WriteFailed("The disk is full.")
        return append(self, *words, **named)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(SqlVault, "append", fills_up)
    inbox.write_bytes(mailbox(mail(0), *map(mail, range(6))))
    done, items = take(embargo, str(inbox))
    assert done.code == WriteFailed.exit
    assert [item["outcome"] for item in items] == ["opened", "already-there", "refused"]
    assert "Stopped: 1 items were taken in." in done.err


def test_an_export_opens_its_cases_under_the_policy_that_is_named(
    embargo: Embargo, vault: Path, tmp_path: Path
) -> None:
    table = tmp_path / "form.csv"
    table.write_text(
        "name,email,subject,message\nAda,ada@example.net,A hole,=1+1\n,,,\nBob,,Another,It breaks\n"
    )
    done, items = take(embargo, str(table), "--policy", "aumos")
    assert (done.code, [i["outcome"] for i in items]) == (0, ["opened", "opened"])
    assert [str(i["case"])[:3] for i in items] == ["AUM", "AUM"]


def stop_after(count: int, inbox: Path, vault: Path, keys: Keys) -> tuple[int, list[dict[str, object]], str]:
    """Import in a process of its own, and interrupt it when so many items are done."""
    with piped(PASSPHRASE.encode() + b"\n") as descriptor:
        words = [sys.executable, "-m", "desktop", "import", "--json", str(inbox), "--vault", str(vault)]
        with subprocess.Popen(
            [*words, "--passphrase-fd", str(descriptor)],
            env=os.environ | {"GNUPGHOME": str(keys.home)},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=[descriptor],
            text=True,
        ) as child:
            lines = [child.stdout.readline() for _ in range(count)]
            child.send_signal(signal.SIGINT)
            rest, err = child.communicate(timeout=60)
    return child.returncode, [json.loads(line) for line in [*lines, *rest.splitlines()]], err


@pytest.mark.parametrize(
    ("count", "stop"), [(30, 7), pytest.param(1000, 400, marks=pytest.mark.soak)], ids=["short", "long"]
)
def test_a_stopped_import_of_a_mailbox_goes_on_and_takes_none_twice(
    embargo: Embargo, vault: Path, keys: Keys, inbox: Path, count: int, stop: int
) -> None:
    inbox.write_bytes(mailbox(*map(mail, range(count))))
    code, items, err = stop_after(stop, inbox, vault, keys)
    assert code == 130
    assert stop <= len(items) < count
    assert err == f"Stopped: {len(items)} items were taken in. Import again with --resume to go on.\n"
    listed = json.loads(embargo("list", "--json", secret=PASSPHRASE).out)
    assert sorted(row["case_id"] for row in listed) == sorted(str(i["case"]) for i in items)
    done, again = take(embargo, "--resume", str(inbox))
    assert done.code == 0
    assert [i["outcome"] for i in again] == ["already-there"] * len(items) + ["opened"] * (count - len(items))
    titles = [row["title"] for row in json.loads(embargo("list", "--json", secret=PASSPHRASE).out)]
    assert sorted(titles) == sorted(f"Hole {number}" for number in range(count))
    assert json.loads(embargo("verify", "--json", secret=PASSPHRASE).out)["sound"]


def test_a_terminal_is_shown_how_far_an_import_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress = ImportProgress()
    progress.step("Message 3 of inbox.mbox", 25, 100)
    assert "[#####...............] Message 3 of inbox.mbox" in capsys.readouterr().err
    progress.step("Reading")
    assert "[....................] Reading" in capsys.readouterr().err
    progress.cancelled = True
    with pytest.raises(Cancelled):
        progress.step("Storing")


MAIL = Path(os.environ.get("EMBARGO_TEST_DATA", "/nonexistent")) / "mail"


@pytest.mark.skipif(not MAIL.is_dir(), reason="EMBARGO_TEST_DATA names no folder with mail/")
def test_every_message_of_a_real_folder_has_an_outcome_and_is_taken_once(
    embargo: Embargo, vault: Path
) -> None:
    done = embargo("import", "--json", str(MAIL), "--policy", "aumos", secret=PASSPHRASE)
    first = {item["file"]: item for item in json.loads(done.out)}
    assert done.code == 7  # nobody here has the keys of those messages
    assert {item["outcome"] for item in first.values()} <= {
        "opened",
        "followed-up",
        "already-there",
        "refused",
    }
    assert all(item["code"] and item["advice"] for item in first.values() if item["outcome"] == "refused")
    opened = [item for item in first.values() if item["outcome"] == "opened"]
    again = embargo("import", "--json", "--resume", str(MAIL), "--policy", "aumos", secret=PASSPHRASE)
    second = {item["file"]: item for item in json.loads(again.out)}
    assert len(json.loads(embargo("list", "--json", secret=PASSPHRASE).out)) == len(opened)
    for name, item in first.items():
        assert (second[name]["outcome"] == "already-there") == (item["outcome"] != "refused")
