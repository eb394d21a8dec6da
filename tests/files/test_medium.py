"""A medium that may be full, gone or lying, behind the `Files` port."""

import errno
import os
from pathlib import Path

import pytest

from desktop.domain.failures import Failure, TooLarge, Unreadable, VaultInUse, WriteFailed
from desktop.files import medium
from desktop.files.local import LocalFiles

FILES = LocalFiles()


@pytest.mark.parametrize("size", [0, 1, 511, 4096, 4097, 1024 * 1024, 1024 * 1024 + 5, 3 * 1024 * 1024])
@pytest.mark.parametrize("place", ["disk", "memory"])
def test_what_was_written_is_read_back_past_the_cache(tmp_path: Path, place: str, size: int) -> None:
    folder = tmp_path if place == "disk" else Path("/dev/shm")
    if not folder.is_dir():
        pytest.skip("no file system in memory here")
    path = folder / f"embargo-test-{os.getpid()}-{size}"
    content = os.urandom(size)
    try:
        FILES.write_draft(path, content)
        FILES.settle(folder)
        assert FILES.read_back(path, limit=size) == content
        if size:
            with pytest.raises(TooLarge):
                FILES.read_back(path, limit=size - 1)
    finally:
        path.unlink()


def test_where_direct_reads_are_refused_the_cache_is_told_to_forget(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.open
    told: list[int] = []

    def refusing(path: str, flags: int, *mode: int) -> int:
        if flags & os.O_DIRECT:
            raise OSError(errno.EINVAL, "no direct reads")
        return really(path, flags, *mode)

    monkeypatch.setattr(medium.os, "open", refusing)
    monkeypatch.setattr(medium.os, "posix_fadvise", lambda *_given: told.append(1))
    FILES.write_draft(tmp_path / "a", b"words")
    assert FILES.read_back(tmp_path / "a", limit=5) == b"words"
    assert told == [1]


def test_what_is_not_there_or_a_link_is_not_read_back(tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "there")
    for name in ("no", "link"):
        with pytest.raises(Unreadable):
            FILES.read_back(tmp_path / name, limit=9)


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    FILES.write_draft(tmp_path / "a", b"x")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    with pytest.raises(WriteFailed, match="already there"):
        FILES.write_draft(tmp_path / "a", b"y")


def test_a_move_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    FILES.write_draft(tmp_path / "a", b"new")
    FILES.write_draft(tmp_path / "b", b"old")
    FILES.move(tmp_path / "a", tmp_path / "b")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("b", b"new")]
    with pytest.raises(WriteFailed):
        FILES.move(tmp_path / "a", tmp_path / "b")


def test_removing_takes_files_links_and_empty_folders(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("folder", "file", "link", "nothing"):
        FILES.remove(tmp_path / name)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/file").touch()
    with pytest.raises(WriteFailed, match="not empty"):
        FILES.remove(tmp_path / "folder")


@pytest.mark.parametrize("number", [errno.EIO, errno.ENODEV, errno.ENXIO])
def test_a_stick_that_is_pulled_out_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def gone(*_given: object) -> int:
        raise OSError(number, "gone")

    monkeypatch.setattr(medium.os, "open", gone)
    acts = (
        lambda: FILES.write_draft(tmp_path / "a", b""),
        lambda: FILES.settle(tmp_path),
    )
    for act in acts:
        with pytest.raises(WriteFailed, match="does not answer"):
            act()


def test_a_medium_that_cannot_settle_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing:
        def syncfs(self, _descriptor: int) -> int:
            medium.ctypes.set_errno(errno.ENOSPC)
            return -1

    monkeypatch.setattr(medium, "_LIBC", Refusing())
    with pytest.raises(WriteFailed, match="disk is full"):
        FILES.settle(tmp_path)


def test_who_holds_a_folder_keeps_others_out(tmp_path: Path) -> None:
    with FILES.held(tmp_path), pytest.raises(VaultInUse), FILES.held(tmp_path):
        pass
    with FILES.held(tmp_path):
        assert FILES.room(tmp_path) > 0
    with pytest.raises(Failure), FILES.held(tmp_path / "no"):
        pass
