"""Reading and writing files: whole, private, or a sentence."""

import errno
import os
import resource
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.failures import NOTHING_WRITTEN, Cancelled, TooLarge, Unreadable, WriteFailed
from desktop.files import LocalFiles

files = LocalFiles()


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_file_is_read_up_to_its_limit(tmp_path: Path):
    path = tmp_path / "a.eml"
    path.write_bytes(b"x" * 100)
    assert files.read(path, limit=100) == b"x" * 100
    with pytest.raises(TooLarge, match="larger than 99 bytes"):
        files.read(path, limit=99)


def test_a_link_to_a_file_is_read(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"hello")
    (tmp_path / "b").symlink_to("a")
    assert files.read(tmp_path / "b", limit=10) == b"hello"


def test_what_is_no_file_is_refused_at_once(tmp_path: Path):
    os.mkfifo(tmp_path / "fifo")
    for path, words in (
        (tmp_path, "folder"),
        (tmp_path / "fifo", "no regular file"),
        (Path("/dev/zero"), "no regular file"),
        (tmp_path / "absent", "no such file"),
        (tmp_path / ("n" * 300), "cannot be read"),
        (Path("a\0b"), "no file name can hold"),
    ):
        with pytest.raises(Unreadable, match=words) as caught:
            files.read(path, limit=10)
        assert str(path) not in str(caught.value)


@pytest.mark.checks("C39")
def test_a_new_file_is_private_and_whole(tmp_path: Path):
    path = tmp_path / "advisory.json"
    files.write_new(path, b"content")
    assert path.read_bytes() == b"content"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(tmp_path) == ["advisory.json"]


def test_a_file_that_comes_in_pieces_is_whole_or_not_there(tmp_path: Path):
    LocalFiles().write_pieces(tmp_path / "new", iter((b"one", b"", b"two")))
    assert (tmp_path / "new").read_bytes() == b"onetwo"
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600

    def broken() -> Iterator[bytes]:
        yield b"one"
        raise Cancelled

    with pytest.raises(Cancelled):
        LocalFiles().write_pieces(tmp_path / "other", broken())
    with pytest.raises(WriteFailed):
        LocalFiles().write_pieces(tmp_path / "new", (b"three",))
    assert names(tmp_path) == ["new"]
    assert (tmp_path / "new").read_bytes() == b"onetwo"


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path):
    path = tmp_path / "advisory.json"
    path.write_bytes(b"old")
    with pytest.raises(WriteFailed, match="already there"):
        files.write_new(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["advisory.json"]


def test_a_dangling_link_is_not_followed(tmp_path: Path):
    (tmp_path / "out.json").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WriteFailed, match="already there"):
        files.write_new(tmp_path / "out.json", b"new")
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_is_missing_or_a_name_that_is_impossible_is_said(tmp_path: Path):
    with pytest.raises(WriteFailed, match="folder is not there"):
        files.write_new(tmp_path / "absent" / "a.json", b"")
    with pytest.raises(WriteFailed, match="too long"):
        files.write_new(tmp_path / ("n" * 300), b"")


def test_the_root_is_no_file(tmp_path: Path):
    with pytest.raises(WriteFailed, match="folder, not a file"):
        files.write_new(Path("/"), b"")


@pytest.mark.checks("C39")
def test_a_folder_is_made_private_and_an_old_one_kept(tmp_path: Path):
    made = tmp_path / "out"
    files.make_folder(made)
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    made.chmod(0o750)
    files.make_folder(made)
    assert stat.S_IMODE(made.stat().st_mode) == 0o750


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path):
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for path, words in (
        (tmp_path / "file", "no folder"),
        (tmp_path / "link", "no folder"),
        (tmp_path / "file" / "x", "folder is not there"),
        (tmp_path / "absent" / "x", "folder is not there"),
        (tmp_path / ("n" * 300), "too long"),
        (Path("a\0b"), "no file name can hold"),
    ):
        with pytest.raises(WriteFailed, match=words):
            files.make_folder(path)
    assert sorted(names(tmp_path)) == ["file", "link"]


def test_a_disk_without_hard_links_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    files.write_new(tmp_path / "a.json", b"content")
    with pytest.raises(WriteFailed, match="already there"):
        files.write_new(tmp_path / "a.json", b"other")
    assert (tmp_path / "a.json").read_bytes() == b"content"
    assert names(tmp_path) == ["a.json"]


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes files and no names."""
    keep = os.fsync

    def refuse(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        keep(descriptor)

    monkeypatch.setattr(os, "fsync", refuse)


@pytest.mark.usefixtures("forgetful")
def test_a_name_that_does_not_last_is_taken_back(tmp_path: Path):
    for write in (
        lambda: files.write_new(tmp_path / "a", b"new"),
        lambda: files.write_pieces(tmp_path / "a", [b"new"]),
        lambda: files.make_folder(tmp_path / "a"),
    ):
        with pytest.raises(WriteFailed) as failed:
            write()
        assert failed.value.written == NOTHING_WRITTEN
        assert names(tmp_path) == []


@pytest.mark.usefixtures("forgetful")
def test_new_content_that_may_not_last_is_said_to_be_there(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(WriteFailed) as failed:
        files.replace(tmp_path / "a", b"new")
    assert "new content" in failed.value.written
    assert (tmp_path / "a").read_bytes() == b"new"


@pytest.mark.checks("E51")
def test_a_disk_that_refuses_leaves_nothing_behind(tmp_path: Path):
    # a file-size limit stands in for a full disk; it ends only the child it is set in
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            files.write_new(tmp_path / "a.json", b"x" * 8192)
        except WriteFailed as failure:
            os._exit(0 if "larger than the system allows" in failure.message else 1)
        finally:
            sys.stdout.flush()
        os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert names(tmp_path) == []
