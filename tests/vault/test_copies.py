"""Two vaults never write as one: what was copied or restored goes on as a writer of its own."""

import shutil
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.events import WriterChanged
from desktop.vault import installation
from desktop.vault.installation import installation_of

CASE = "TST-2026-0000010"


@pytest.fixture
def closed(bench):
    """A vault with one case, closed."""
    bench.report(bench.make(), CASE)
    bench.close()
    return bench


@pytest.fixture
def elsewhere(closed) -> str:
    """Where a copy may lie."""
    return str(closed.folder / "elsewhere.embargo")


def writer_of(vault) -> str:
    return vault._journal.fact("writer")


def changes(vault) -> list[str]:
    return [one.event.why for one in vault.vault_history() if isinstance(one.event, WriterChanged)]


def test_a_vault_that_stays_keeps_its_writer(closed):
    writers = set()
    for _ in range(3):
        vault = closed.open()
        writers.add(writer_of(vault))
        closed.act(vault, CASE, e.NoteAdded("on it goes"))
        closed.close()
    assert len(writers) == 1
    assert changes(closed.open()) == []


@pytest.mark.parametrize(
    "copy", [shutil.copytree, lambda old, new: shutil.copytree(old, new, copy_function=shutil.copy)]
)
def test_a_copied_folder_goes_on_as_another_writer_and_the_first_as_itself(closed, elsewhere: str, copy):
    copy(closed.directory, elsewhere)
    original, copied = closed.open(), closed.open(elsewhere)
    assert (changes(original), changes(copied)) == ([], ["copied"])
    assert writer_of(original) != writer_of(copied)
    (changed,) = (one.event for one in copied.vault_history() if isinstance(one.event, WriterChanged))
    old_head = original._journal.head()
    assert changed.old_head == old_head
    for vault in (original, copied):
        closed.act(vault, CASE, e.NoteAdded("two may go on"))
        assert vault.verify().sound
    closed.close()
    assert changes(closed.open(elsewhere)) == ["copied"]


def test_a_folder_that_was_moved_stays_the_same_writer(closed, elsewhere: str):
    Path(closed.directory).rename(elsewhere)
    assert changes(closed.open(elsewhere)) == []


def test_a_copy_that_takes_the_place_of_its_original_is_a_copy(closed, elsewhere: str):
    shutil.copytree(closed.directory, elsewhere)
    Path(closed.directory).rename(closed.folder / "old.embargo")
    Path(elsewhere).rename(closed.directory)
    assert changes(closed.open()) == ["copied"]


def test_a_restored_backup_is_restored_and_not_copied(closed, elsewhere: str):
    closed.open().backup(str(closed.folder / "backup"), author="hand", now=closed.now)
    closed.close()
    closed.custody.restore(str(closed.folder / "backup"), elsewhere)
    assert changes(closed.open(elsewhere)) == ["restored"]
    closed.close()
    assert changes(closed.open(elsewhere)) == ["restored"]


def test_a_reader_of_a_copy_changes_nothing(closed, elsewhere: str):
    shutil.copytree(closed.directory, elsewhere)
    before = (Path(elsewhere) / "vault.db").read_bytes()
    assert changes(closed.open(elsewhere, read_only=True)) == []
    assert (Path(elsewhere) / "vault.db").read_bytes() == before


def test_a_vault_from_before_installations_were_kept_stays_the_same_writer(closed):
    vault = closed.open()
    with vault._database.transaction():
        vault._journal.set_fact("installation", "")
    writer = writer_of(vault)
    closed.close()
    for _ in range(2):
        vault = closed.open()
        assert (writer_of(vault), changes(vault)) == (writer, [])
        closed.close()


# --- machines and disks ----------------------------------------------------------------------------------


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What this machine says of itself and of its disks."""
    said = {"_MACHINE": tmp_path / "machine-id", "_MOUNTS": tmp_path / "mountinfo"}
    for name, path in said.items():
        path.write_text("")
        monkeypatch.setattr(installation, name, path)
    return said


def mounted(folder: Path, kind: str) -> str:
    point = str(folder).replace(" ", "\\040")
    return f"22 1 0:1 / / rw - ext4 /dev/a rw\n36 22 8:1 / {point} rw,noatime shared:1 - {kind} /dev/b rw\n"


def test_the_same_folder_on_another_machine_is_another_installation(tmp_path: Path, machine):
    machine["_MACHINE"].write_text("a\n")
    here = installation_of(tmp_path)
    assert installation_of(tmp_path) == here
    machine["_MACHINE"].write_text("b\n")
    assert installation_of(tmp_path) != here


def test_where_inodes_do_not_last_only_the_machine_counts(tmp_path: Path, machine):
    stick = tmp_path / "memory stick"
    for name in ("one", "other"):
        (stick / name).mkdir(parents=True)
    for kind in ("vfat", "exfat", "fuseblk", "cifs"):
        machine["_MOUNTS"].write_text(mounted(stick, kind))
        assert installation_of(stick / "one") == installation_of(stick / "other")
        machine["_MACHINE"].write_text(kind)
    machine["_MOUNTS"].write_text(mounted(stick, "ext4"))
    assert installation_of(stick / "one") != installation_of(stick / "other")
