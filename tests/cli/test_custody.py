"""verify, backup and repair without a screen: what is proved, what is planned, what is whole."""

from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.cli.custody.doctor import look_at_backup
from desktop.domain.fold import fold
from desktop.formats.mail_draft import neutral_subject
from desktop.vault.checkpoint import holds
from desktop.workflows.custody.look_into import LookedInto
from desktop.workflows.desk.view_case import read_messages
from tests.cli.conftest import PASSPHRASE, Embargo, piped, quick_custody

NEW = "another horse battery staple"
PAGE = 4096


@pytest.fixture
def case(embargo: Embargo, vault: Path, report: Path) -> str:
    assert embargo("import", str(report), secret=PASSPHRASE).code == 0
    return embargo("list", "--json", secret=PASSPHRASE).json[0]["case_id"]


def head(embargo: Embargo) -> str:
    return embargo("verify", "--json", secret=PASSPHRASE).json["head"]


# --- verify ---------------------------------------------------------------------------------------------


@pytest.mark.checks("F60")
def test_verify_says_what_it_proves_and_what_nothing_can_prove(embargo: Embargo, vault: Path):
    found = embargo("verify", "--json", secret=PASSPHRASE)
    assert (found.code, found.json["sound"], found.json["standing"]["state"]) == (0, True, "not-kept")
    seal = found.json["sealed_head"]
    signed = (seal["vault_id"], seal["writer"], seal["sequence"], seal["head"])
    assert holds(seal["public_key"], seal["signature"], *signed)
    assert seal["head"] == found.json["head"]
    assert any("follows the one before it" in sentence for sentence in found.json["proved"])
    assert any("no slot in the OS keyring" in sentence for sentence in found.json["not_proved"])
    assert any("did not rewrite" in sentence for sentence in found.json["not_proved"])
    text = embargo("verify", secret=PASSPHRASE).out
    assert text.index("Proved:") < text.index("Not proved:")


@pytest.mark.checks("F60", "E54")
def test_verify_compares_with_a_head_a_backup_and_a_note(embargo: Embargo, vault: Path, tmp_path: Path):
    noted, note = head(embargo), tmp_path / "note.txt"
    note.write_text(f"On Monday the head was {noted}.\n")
    assert embargo("backup", str(tmp_path / "backup"), secret=PASSPHRASE).code == 0
    for against in (noted, noted.upper(), str(note), str(tmp_path / "backup")):
        found = embargo("verify", "--json", "--against", against, secret=PASSPHRASE)
        assert (found.code, len(found.json["compared"])) == (0, 1), against
        assert "goes on from the head in" in " ".join(found.json["proved"])
    found = embargo("verify", "--against", "ab" * 32, secret=PASSPHRASE)
    assert found.code == 5
    assert "does NOT go on" in found.out
    assert "does not go on from a head that is held elsewhere" in found.err
    note.write_text("no head here")
    assert embargo("verify", "--against", str(note), secret=PASSPHRASE).code == 2


def test_what_stops_several_checks_is_said_once(embargo: Embargo, vault: Path, case: str):
    with lost(vault, (vault / "vault.db").stat().st_size // PAGE // 2):
        found = embargo("verify", secret=PASSPHRASE)
        told = embargo("verify", "--json", secret=PASSPHRASE).json
    unread = "the database cannot be read to its end"
    assert (found.code, found.out.count(unread)) == (5, 1)
    assert [*told["database"], *told["blobs"]].count(unread) + len(told["journal"]) > 1


# --- backup ---------------------------------------------------------------------------------------------


def test_backups_are_listed_without_a_secret_and_a_damaged_one_is_named(
    embargo: Embargo, vault: Path, tmp_path: Path
):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    for name in ("first", "second"):
        assert embargo("backup", str(shelf / name), secret=PASSPHRASE).code == 0
    listed = embargo("backup", "list", str(shelf), "--json")
    assert (listed.code, [b["name"] for b in listed.json]) == (0, ["second", "first"])
    assert all(b["sound"] and len(b["head"]) == 64 for b in listed.json)
    database = shelf / "first" / "vault.db"
    database.write_bytes(database.read_bytes() + b"x")
    listed = embargo("backup", "list", str(shelf))
    assert listed.code == 5
    assert "“first” is damaged: its file vault.db is not what was written." in listed.out
    refused = embargo("restore", str(shelf / "first"), str(tmp_path / "restored"))
    assert (refused.code, "“first” is damaged" in refused.err) == (5, True)
    absent = embargo("backup", "list", str(tmp_path / "absent"))
    assert (absent.code, "yet. `embargo backup --due` makes the first" in absent.err) == (0, True)
    assert embargo("backup", "list", str(tmp_path / "absent"), "--json").json == []


@pytest.mark.clause("M87-3.1f")
def test_a_plan_writes_what_is_due_and_keeps_so_many(embargo: Embargo, vault: Path, tmp_path: Path):
    shelf = tmp_path / "shelf"  # not there yet
    assert embargo("backup", "--due", secret=PASSPHRASE).code == 2
    daily = embargo("backup", "--schedule", str(shelf), "--every", "1", secret=PASSPHRASE)
    assert "A backup every day; the newest 8 are kept." in daily.err
    plan = ("backup", "--schedule", str(shelf), "--every", "3", "--keep", "2")
    assert embargo(*plan, "--json", secret=PASSPHRASE).json["every_days"] == 3
    due = embargo("backup", "--due", "--json", secret=PASSPHRASE)
    assert (due.code, due.json["events"] > 0) == (0, True)
    assert "No backup is due yet" in embargo("backup", "--due", secret=PASSPHRASE).err
    assert [b["sound"] for b in embargo("backup", "list", str(shelf), "--json").json] == [True]
    for wrong in (("--every", "0"), ("--keep", "0"), ("--every", "900")):
        assert embargo("backup", "--schedule", str(shelf), *wrong, secret=PASSPHRASE).code == 2
    assert embargo("backup", "--off", secret=PASSPHRASE).code == 0
    assert embargo("backup", "--due", secret=PASSPHRASE).code == 2
    for words in ((), ("a", "b"), ("list",), ("x", "--off")):
        if words != ("list",):
            assert embargo("backup", *words, secret=PASSPHRASE).code == 2


def test_a_doctor_says_that_the_last_backup_is_old():
    looked = LookedInto((), None, (), backup_at=datetime(2026, 7, 1, tzinfo=UTC))
    assert look_at_backup(looked).found.startswith("Last made on 2026-07-01")
    old = look_at_backup(replace(looked, old_backup="Last backup 12 days ago."))
    assert (old.state, old.found) == ("weak", "Last backup 12 days ago.")
    assert "--schedule" in old.next_step


def test_a_doctor_looks_into_a_vault_that_opens(embargo: Embargo, vault: Path):
    found = {check["name"]: check for check in embargo("doctor", "--json", secret=PASSPHRASE).json}
    assert found["Backup"]["state"] == found["Restore drill"]["state"] == "good"


def test_a_doctor_says_when_a_backup_was_made_and_whether_it_was_ever_tried(
    embargo: Embargo, vault: Path, tmp_path: Path
):
    def found() -> dict[str, tuple[str, str]]:
        checks = embargo("doctor", "--json", secret=PASSPHRASE).json
        return {check["name"]: (check["state"], check["found"]) for check in checks}

    assert embargo("backup", str(tmp_path / "backup"), secret=PASSPHRASE).code == 0
    assert found()["Backup"][1].startswith("Last made on 20")
    assert found()["Restore drill"] == ("weak", "Nobody tried whether a backup restores.")
    assert embargo("restore", str(tmp_path / "backup"), "--drill", secret=PASSPHRASE).code == 0
    assert found()["Restore drill"][0] == "good"


# --- repair ---------------------------------------------------------------------------------------------


@contextmanager
def lost(vault: Path, page: int):
    """The vault with one page zeroed, then as it was."""
    database = vault / "vault.db"
    sound = database.read_bytes()
    database.write_bytes(sound[: (page - 1) * PAGE] + bytes(PAGE) + sound[page * PAGE :])
    yield database.read_bytes()
    database.write_bytes(sound)


@pytest.mark.checks("E54", "D46")
def test_a_damaged_vault_says_what_is_whole_and_is_salvaged(
    embargo: Embargo, vault: Path, case: str, tmp_path: Path
):
    sound = embargo("repair", "--check", "--json", secret=PASSPHRASE)
    assert (sound.code, sound.json["nothing_lost"], sound.json["whole"]) == (0, True, 1)
    target = tmp_path / "new.embargo"
    with lost(vault, 1) as harmed:
        shown = embargo("show", case, secret=PASSPHRASE)
        assert (shown.code, "Restore the latest backup" in shown.err) == (5, True)
        assert "embargo repair" in shown.err
        found = embargo("repair", secret=PASSPHRASE)
        assert (found.code, case in found.out) == (5, True)
        assert "1 of 1 cases are whole. Nothing was written." in found.err
        with piped(NEW.encode()) as new:
            words = ("repair", "--salvage", str(target), "--new-passphrase-fd", str(new))
            salvaged = embargo(*words, "--json", secret=PASSPHRASE)
        assert (salvaged.code, salvaged.json["nothing_lost"]) == (0, True)
        assert (vault / "vault.db").read_bytes() == harmed
    assert embargo("show", case, secret=PASSPHRASE).code == 0  # the vault in use is the one that was
    assert embargo("verify", "--vault", str(target), secret=NEW).code == 0
    assert embargo("show", case, "--vault", str(target), secret=NEW).code == 0
    code = salvaged.json["recovery_code"]
    assert embargo("show", case, "--vault", str(target), "--unlock", "recovery", secret=code).code == 0
    assert embargo("show", case, "--vault", str(target), secret=PASSPHRASE).code == 3


def test_salvaging_asks_for_a_strong_passphrase_and_never_overwrites(
    embargo: Embargo, vault: Path, tmp_path: Path
):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "file").touch()
    for target, secret, code in ((tmp_path / "new", b"short", 2), (tmp_path / "there", NEW.encode(), 5)):
        with piped(secret) as new:
            words = ("repair", "--salvage", str(target), "--new-passphrase-fd", str(new))
            assert embargo(*words, secret=PASSPHRASE).code == code
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["file"]
    assert not (tmp_path / "new").exists()


def test_there_is_no_rollback_to_accept_where_none_was(embargo: Embargo, vault: Path):
    refused = embargo("repair", "--accept-rollback", secret=PASSPHRASE)
    assert (refused.code, "nothing to accept" in refused.err) == (2, True)


def test_what_a_salvage_lost_is_owned_to_and_the_rest_is_shown(
    embargo: Embargo, vault: Path, case: str, tmp_path: Path
):
    key = quick_custody().unlock(str(vault), "passphrase", PASSPHRASE)
    with closing(key) as opened:
        (sha256,) = (m.report_sha256 for m in fold(opened.history(case)).messages)
        opened._database.run("DELETE FROM blob_chunk WHERE sha256 = ?", sha256)
    target = tmp_path / "new.embargo"
    with piped(NEW.encode()) as new:
        words = ("repair", "--salvage", str(target), "--new-passphrase-fd", str(new), "--json")
        salvaged = embargo(*words, secret=PASSPHRASE)
    assert (salvaged.code, salvaged.json["lost_files"]) == (7, 1)
    there = ("--vault", str(target))
    assert embargo("verify", *there, secret=NEW).code == 0
    shown = embargo("show", case, *there, secret=NEW)
    assert shown.code == 0, shown.err
    assert "1 file was lost when this vault was salvaged." in shown.out
    assert embargo("show", case, *there, "--json", secret=NEW).json["salvaged"] == {"lost_files": 1}
    checked = embargo("repair", "--check", *there, secret=NEW)
    assert (checked.code, "salvaged" in checked.out) == (0, True), checked.err
    assert "1 case lacks what was lost before this vault was salvaged" in checked.err
    listed = embargo("list", *there, secret=NEW)
    assert (listed.code, "`embargo repair --check`" in listed.err) == (0, True)
    thread = embargo("thread", case, *there, secret=NEW)
    assert thread.code == 0, thread.err
    assert "its words were lost before the vault was salvaged" in thread.out
    with closing(quick_custody().unlock(str(target), "passphrase", NEW, read_only=True)) as opened:
        (message,) = fold(opened.history(case)).messages
        assert message.plaintext_sha256
        assert not list(read_messages(opened, fold(opened.history(case))))
    out, words = tmp_path / "status.eml", tmp_path / "words.txt"
    words.write_text("We wrote a test.")
    letter = ("letter", case, "status", "--out", str(out), "--text", str(words))
    written = embargo(*letter, *there, secret=NEW)
    assert written.code == 0, written.err
    assert f"Subject: {neutral_subject(case)}" in out.read_text()


def test_a_restored_copy_is_not_the_vault_in_use_unless_that_is_gone(
    embargo: Embargo, vault: Path, tmp_path: Path
):
    backup = tmp_path / "backup"
    assert embargo("backup", str(backup), secret=PASSPHRASE).code == 0
    done = embargo("restore", str(backup), str(tmp_path / "copy"))
    words = f"{vault} stays the vault in use. Open the new one: --vault {tmp_path / 'copy'}"
    assert (done.code, words in done.err) == (0, True)
    assert embargo("backup", str(tmp_path / "of-the-first"), secret=PASSPHRASE).code == 0
    assert not (vault.parent / "copy" / "attempts.json").exists()
    vault.rename(tmp_path / "away")
    assert embargo("restore", str(backup), str(tmp_path / "again")).code == 0
    assert embargo("list", secret=PASSPHRASE).code == 0
