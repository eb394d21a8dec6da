"""A tree on a medium that fails at any step: whole, as before or as meant."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop.domain.failures import Failure, WriteFailed
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import clear_public_key
from desktop.files.local import LocalFiles
from desktop.formats.provider.redo_note import NOTE, Move, Note, write_note
from desktop.workflows.ports import Silent
from desktop.workflows.provider.redo import Change, change_tree, finish_change, pending_note

_STEPS = ("write_draft", "replace", "move", "remove", "settle", "make_folder")


class Killed(BaseException):
    """The process ends here: nothing that follows is done, not even tidying up."""


class Failing(LocalFiles):
    """Fails at one step of writing; a killed process does no step after it."""

    def __init__(self, at: int, failure: BaseException) -> None:
        self.left = at
        self.failure = failure

    def __getattribute__(self, name: str):
        step = super().__getattribute__(name)
        if name not in _STEPS:
            return step

        def counted(*given: object):
            self.left -= 1
            if self.left == -1 or (self.left < 0 and isinstance(self.failure, Killed)):
                raise self.failure
            return step(*given)

        return counted


def cleared(words: str) -> Cleared:
    outcome = clear_public_key(b"-----BEGIN PGP PUBLIC KEY BLOCK-----" + words.encode(), "AB")
    assert isinstance(outcome, Cleared)
    return outcome


CHANGE = Change(
    files=(
        ("white/2026/new.json.asc", cleared("signature")),
        ("white/2026/new.json", cleared("new")),
        ("white/2025/old.json", cleared("revised")),
        ("white/index.txt", cleared("both")),
    ),
    removals=("green/2025/moved.json",),
    head="ab",
)


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """In memory where that can be had: each step is settled on its medium, and a disk takes its time."""
    if not Path("/dev/shm").is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir="/dev/shm", prefix="embargo-") as folder:
        yield Path(folder)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return old_tree(tmp_path / "tree")


def old_tree(root: Path) -> Path:
    for place in ("white/2025/old.json", "white/index.txt", "green/2025/moved.json"):
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text("old")
    return root


def files_in(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def old_and_new(tmp_path: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    root = old_tree(tmp_path / "reference")
    before = files_in(root)
    change_tree(LocalFiles(), root, CHANGE, Silent())
    return before, files_in(root)


def steps_of(tmp_path: Path) -> int:
    counting = Failing(10_000, Killed())
    change_tree(counting, old_tree(tmp_path / "counted"), CHANGE, Silent())
    return 10_000 - counting.left


def each_step(tmp_path: Path, failure: BaseException) -> Iterator[tuple[Path, BaseException]]:
    for at in range(steps_of(tmp_path)):
        root = old_tree(tmp_path / f"at-{at}")
        with pytest.raises(type(failure)) as caught:
            change_tree(Failing(at, failure), root, CHANGE, Silent())
        yield root, caught.value


def test_a_change_is_made_whole(tmp_path: Path) -> None:
    before, after = old_and_new(tmp_path)
    assert before != after
    assert set(after) == {place for place, _ in CHANGE.files}
    assert after["white/2025/old.json"] == CHANGE.files[2][1].content


@pytest.mark.checks("E77")
def test_a_process_killed_at_any_step_leaves_a_tree_that_is_old_or_finished(tmp_path: Path, figure) -> None:
    before, after = old_and_new(tmp_path)
    found = []
    for root, _ in each_step(tmp_path, Killed()):
        noted = pending_note(LocalFiles(), root) is not None
        assert (finish_change(LocalFiles(), root) is not None) is noted
        assert files_in(root) == (after if noted else found_whole(root, before, after))
        found.append(files_in(root) == after)
        assert finish_change(LocalFiles(), root) is None
    assert found == sorted(found)
    assert {True, False} == set(found)
    figure("E77", f"0 of {len(found)} kills left a tree that is neither old nor new")


def found_whole(root: Path, before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, bytes]:
    """Without a note the tree is either untouched, or the change was done to its end."""
    now = files_in(root)
    return after if now == after else before


@pytest.mark.soak
@pytest.mark.checks("E77")
def test_finishing_can_be_killed_too(tmp_path: Path) -> None:
    _, after = old_and_new(tmp_path)
    for root, _ in each_step(tmp_path, Killed()):
        if pending_note(LocalFiles(), root) is None:
            continue
        for again in range(40):
            copy = shutil.copytree(root, tmp_path / f"{root.name}-{again}")
            try:
                finish_change(Failing(again, Killed()), copy)
            except Killed:
                finish_change(LocalFiles(), copy)
                assert files_in(copy) == after
            else:
                break


def test_a_full_stick_says_so_and_changes_nothing(tmp_path: Path) -> None:
    full = WriteFailed("The disk is full.")
    before, after = old_and_new(tmp_path)
    for root, failure in each_step(tmp_path, full):
        assert isinstance(failure, Failure)
        if pending_note(LocalFiles(), root) is None:
            assert files_in(root) in (before, after)
            assert not (root / ".embargo-drafts").exists() or files_in(root) == after
        else:
            assert "finished first" in failure.written
            finish_change(LocalFiles(), root)
            assert files_in(root) == after


def test_room_for_the_folders_is_asked_for_before_anything_is_touched(root: Path) -> None:
    class Nearly(LocalFiles):
        def room(self, _folder: Path) -> int:
            return 4096

    before = files_in(root)
    with pytest.raises(WriteFailed, match="disk is full"):
        change_tree(Nearly(), root, CHANGE, Silent())
    assert files_in(root) == before


def test_a_disk_that_is_full_is_left_with_no_folder_that_was_not_there(root: Path, tmp_path: Path) -> None:
    class Full(LocalFiles):
        def write_draft(self, _path: Path, _content: bytes) -> None:
            raise WriteFailed("The disk is full.")

    before = sorted(root.rglob("*"))
    for place in (root, tmp_path / "new"):
        with pytest.raises(WriteFailed, match="disk is full"):
            change_tree(Full(), place, CHANGE, Silent())
    assert sorted(root.rglob("*")) == before
    assert not (tmp_path / "new").exists()


def test_a_disk_that_lies_is_noticed_before_anything_is_touched(root: Path) -> None:
    class Lying(LocalFiles):
        def read_back(self, path: Path, *, limit: int) -> bytes:
            return super().read_back(path, limit=limit)[:-1] + b"?"

    before = files_in(root)
    with pytest.raises(WriteFailed, match="does not hold what was written"):
        change_tree(Lying(), root, CHANGE, Silent())
    assert files_in(root) == before


def test_half_a_note_is_none(root: Path) -> None:
    before = files_in(root)
    (root / NOTE).write_bytes(b'{"note":{"moves":[]')
    assert finish_change(LocalFiles(), root) is None
    assert files_in(root) == before


@pytest.mark.parametrize("place", ["../out", "/etc/passwd", "white/../../out", ".hidden", "a/b/c/d/e"])
def test_a_note_moves_nothing_out_of_its_tree(root: Path, place: str) -> None:
    note = Note((Move(place, "0" * 64),))
    digest = hashlib.sha256(msgspec.json.encode(note)).hexdigest()
    (root / NOTE).write_bytes(msgspec.json.encode({"note": note, "sha256": digest}))
    before = {place: content for place, content in files_in(root).items() if place != NOTE}
    assert finish_change(LocalFiles(), root) is None
    assert files_in(root) == before


def test_a_lost_draft_is_said(root: Path) -> None:
    with pytest.raises(WriteFailed):
        change_tree(Failing(13, WriteFailed("The stick is gone.")), root, CHANGE, Silent())
    assert pending_note(LocalFiles(), root) is not None
    for draft in (root / ".embargo-drafts").iterdir():
        draft.unlink()
    with pytest.raises(WriteFailed, match="not on the disk any more"):
        finish_change(LocalFiles(), root)


def test_a_stick_that_is_gone_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WriteFailed, match="not there"):
        LocalFiles().write_draft(tmp_path / "gone/file", b"x")


@pytest.mark.parametrize("link", [".embargo-drafts", "white"])
def test_a_link_on_a_strangers_stick_leads_nothing_out_of_it(root: Path, tmp_path: Path, link: str) -> None:
    elsewhere = tmp_path / "home"
    elsewhere.mkdir()
    (elsewhere / "mine").write_text("mine")
    (elsewhere / "draft-00000").write_text("planted")
    shutil.rmtree(root / link, ignore_errors=True)
    (root / link).symlink_to(elsewhere)
    before = files_in(elsewhere)
    planted = Note((Move("white/mine", hashlib.sha256(b"planted").hexdigest()),), ("white/mine",))
    with pytest.raises(WriteFailed, match="leads out of the tree"):
        change_tree(LocalFiles(), root, CHANGE, Silent())
    finish_change(LocalFiles(), root)
    if link == "white":
        (root / ".embargo-drafts").mkdir(exist_ok=True)
        (root / ".embargo-drafts/draft-00000").write_text("planted")
    else:
        (root / link).symlink_to(elsewhere)
    (root / NOTE).write_bytes(write_note(planted))
    with pytest.raises(WriteFailed, match="leads out of the tree"):
        finish_change(LocalFiles(), root)
    assert files_in(elsewhere) == before
