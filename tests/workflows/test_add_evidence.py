"""Evidence: files kept with a case, whole or not at all, and never opened."""

import os
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.assessing.evidence import added_in, files_of
from desktop.domain.digest import sha256
from desktop.domain.event import Recorded
from desktop.domain.failures import Cancelled, Failure, NoSuchCase, RefusedByPolicy, TooLarge, Unreadable
from desktop.domain.fold import fold
from desktop.domain.searched import has_attachment
from desktop.files.local import LocalFiles
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.investigation import add_evidence as evidence
from desktop.workflows.investigation.add_evidence import Added, add_evidence, add_files
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.vault_ports import Vault
from tests.workflows.desks import CASE, desk_on, receive, tell

ELF = b"\x7fELF" + bytes(range(256)) * 9_000
"""Some pieces long."""


@pytest.fixture
def at_work(either_vault: Vault, us) -> Desk:
    desk = desk_on(either_vault, us.gpg)
    receive(desk)
    return desk


def file(folder: Path, content: bytes = ELF, name: str = "poc.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def add(desk: Desk, path: Path, note: str = "") -> Added:
    return add_evidence(desk, CASE, path, note, progress=Silent())


def count(desk: Desk) -> int:
    return len(desk.vault.history(CASE))


def refused(desk: Desk, path: Path, kind: type[Failure] = Unreadable) -> str:
    """Why a file is not taken, once it is sure that nothing was written."""
    before = count(desk)
    with pytest.raises(kind) as caught:
        add(desk, path)
    assert count(desk) == before
    assert "Nothing was written." in str(caught.value)
    assert path.name not in str(caught.value)
    return str(caught.value)


@pytest.mark.clause("TER-2.2c")
def test_a_file_is_kept_with_its_hash_and_its_type_by_content(at_work: Desk, tmp_path: Path) -> None:
    added = add(at_work, file(tmp_path), " from the call ")
    assert added.outcome == "added"
    event = fold(at_work.vault.history(CASE)).evidence[0]
    assert event == e.EvidenceAdded(
        event.name, "poc.txt", len(ELF), sha256(ELF), "application/x-elf", "from the call"
    )
    assert at_work.vault.blob(event.sha256) == ELF
    assert has_attachment(fold(at_work.vault.history(CASE)))
    assert at_work.vault.verify().sound
    (kept,) = files_of(at_work.vault.history(CASE), ())
    assert (kept.added_by, kept.added_at, kept.message) == ("Grace Handler", at_work.tools.now(), 0)


def test_the_same_file_is_said_and_not_stored_twice(at_work: Desk, tmp_path: Path) -> None:
    add(at_work, file(tmp_path))
    before = count(at_work)
    again = add(at_work, file(tmp_path, name="other.txt"))
    assert (again.outcome, again.words) == ("already-there", "it was added as poc.txt")
    assert count(at_work) == before


def test_a_file_that_was_taken_back_can_be_added_again(at_work: Desk, tmp_path: Path) -> None:
    added = add(at_work, file(tmp_path)).recorded
    assert added is not None
    assert isinstance(record_act(at_work, CASE, e.EventUndone(added.id)), Recorded)
    assert added_in(at_work.vault.history(CASE)) == []
    assert add(at_work, file(tmp_path)).outcome == "added"
    assert at_work.vault.verify().sound


def test_names_are_made_safe_and_single(at_work: Desk, tmp_path: Path) -> None:
    names = ["a\u202etxt.exe", "\x1b[31mred", "con", "POC.txt", "poc.txt", os.fsdecode(b"caf\xe9")]
    for number, name in enumerate(names):
        folder = tmp_path / str(number)
        folder.mkdir()
        add(at_work, file(folder, b"%d" % number, name))
    shown = [kept.shown_name for kept in added_in(at_work.vault.history(CASE))]
    assert shown == ["a_txt.exe", "_[31mred", "_con", "POC.txt", "poc (2).txt", "caf\ufffd"]


@pytest.mark.parametrize("kind", ["folder", "link", "fifo", "device", "socket", "missing", "empty"])
def test_what_is_no_file_is_refused_in_a_sentence(at_work: Desk, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "canary"
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(file(tmp_path))
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "device":
        path = Path("/dev/zero")
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(path))
    elif kind == "empty":
        path.write_bytes(b"")
    said = refused(at_work, path)
    assert said.startswith(
        {
            "folder": "This is a folder",
            "link": "This is a link",
            "fifo": "This is no regular file",
            "device": "This is no regular file",
            "socket": "The file cannot be read",
            "missing": "There is no such file",
            "empty": "The file is empty",
        }[kind]
    )


def test_a_file_beyond_the_cap_is_refused_before_it_is_read(
    at_work: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "EVIDENCE_LIMIT", 3)
    assert "larger than" in refused(at_work, file(tmp_path, b"four"), TooLarge)
    assert add(at_work, file(tmp_path, b"two")).outcome == "added"


class Restless(LocalFiles):
    """Between the two readings something happens to the file."""

    def __init__(self, happens) -> None:
        self.readings, self.happens = 0, happens

    def chunks(self, path: Path, **options) -> Iterator[tuple[bytes, int]]:
        self.readings += 1
        if self.readings == 2:
            self.happens(path)
        yield from super().chunks(path, **options)


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (lambda path: path.unlink(), "There is no such file"),
        (lambda path: path.write_bytes(ELF + b"more"), "The file changed while it was read"),
        (lambda path: path.write_bytes(ELF[:10]), "The file changed while it was read"),
    ],
)
def test_a_file_that_changes_or_vanishes_is_refused(at_work: Desk, tmp_path: Path, happens, said) -> None:
    desk = replace(at_work, tools=replace(at_work.tools, files=Restless(happens)))
    assert refused(desk, file(tmp_path)).startswith(said)
    assert at_work.vault.verify().sound


class Impatient(Silent):
    """Stops at a step of the second reading."""

    def step(self, words: str, done: int = 0, total: int = 0) -> None:  # noqa: ARG002
        if words == "Storing the file" and done == 2:
            raise Cancelled


def test_cancelling_in_the_middle_leaves_nothing(at_work: Desk, tmp_path: Path) -> None:
    before = count(at_work)
    with pytest.raises(Cancelled):
        add_evidence(at_work, CASE, file(tmp_path), progress=Impatient())
    assert count(at_work) == before
    assert at_work.vault.verify().sound
    assert add(at_work, file(tmp_path)).outcome == "added"


def test_one_that_is_refused_stops_no_other(at_work: Desk, tmp_path: Path) -> None:
    paths = (tmp_path, file(tmp_path), file(tmp_path, name="twice"), tmp_path / "absent")
    outcomes = [added.outcome for added in add_files(at_work, CASE, paths, progress=Silent())]
    assert outcomes == ["refused", "added", "already-there", "refused"]


def test_a_closed_case_and_a_long_note_are_refused(at_work: Desk, tmp_path: Path) -> None:
    path = file(tmp_path)
    with pytest.raises(TooLarge):
        add(at_work, path, "x" * 10_001)
    tell(at_work, e.ReportRejected("spam", "spam"), e.CaseClosed("spam"))
    assert "closed" in refused(at_work, path, RefusedByPolicy)
    with pytest.raises(NoSuchCase):
        add_evidence(at_work, "MUS-2026-9999990", path, progress=Silent())
