"""Folders are walked to a bound: links are not followed, and what cannot be looked at is told."""

import os
from pathlib import Path

import pytest

from desktop.domain.failures import TooDeep, TooLarge
from desktop.files.walking import DEEPEST, walk


def test_a_file_is_found_as_it_was_named_even_where_it_is_missing(tmp_path: Path) -> None:
    assert [entry.path for entry in walk(tmp_path / "none.eml")] == [tmp_path / "none.eml"]
    assert [str(entry.path) for entry in walk(Path("n" * 300))] == ["n" * 300]


def test_a_folder_in_a_circle_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "again").symlink_to(tmp_path)
    (found,) = walk(tmp_path)
    assert "not followed" in found.skipped


def test_a_named_link_is_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.eml").touch()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    assert [entry.path.name for entry in walk(tmp_path / "link")] == ["a.eml"]


def test_folders_are_entered_to_a_depth_and_the_deeper_one_is_told(tmp_path: Path) -> None:
    deepest = tmp_path.joinpath(*["d"] * (DEEPEST + 1))
    deepest.mkdir(parents=True)
    (deepest / "lost.eml").touch()
    (deepest.parents[1] / "kept.eml").touch()
    deep, kept = walk(tmp_path)
    assert isinstance(deep.failure, TooDeep)
    assert (kept.path.name, kept.failure) == ("kept.eml", None)


def test_more_files_than_anybody_meant_are_refused(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.eml").touch()
    assert len(list(walk(tmp_path, most=4))) == 4
    with pytest.raises(TooLarge, match="more than 3 files"):
        list(walk(tmp_path, most=3))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    (found,) = walk(tmp_path)
    assert found.failure is not None
