"""Which vaults were opened is remembered by place, as long as the person wants that."""

from pathlib import Path

import pytest

from desktop.files.recent_vaults import MOST, RecentVaultsFile


@pytest.fixture
def recent(tmp_path):
    return RecentVaultsFile(tmp_path / "settings" / "recent-vaults")


def test_the_one_used_last_stands_first_and_once(recent):
    for name in ("a", "b", "a"):
        recent.remember(Path(f"/v/{name}.embargo"))
    assert recent.all() == (Path("/v/a.embargo"), Path("/v/b.embargo"))
    assert recent.read() == Path("/v/a.embargo")


def test_no_more_are_kept_than_fit(recent):
    for number in range(MOST + 5):
        recent.remember(Path(f"/v/{number}.embargo"))
    assert len(recent.all()) == MOST
    assert recent.read() == Path(f"/v/{MOST + 4}.embargo")


def test_a_list_that_is_switched_off_holds_nothing_and_takes_nothing(recent, tmp_path):
    recent.remember(Path("/secret/place.embargo"))
    recent.keep(False)
    recent.remember(Path("/secret/other.embargo"))
    assert not recent.kept
    assert recent.all() == ()
    assert b"secret" not in (tmp_path / "settings" / "recent-vaults").read_bytes()
    recent.keep(True)
    recent.remember(Path("/v/a.embargo"))
    assert recent.all() == (Path("/v/a.embargo"),)


def test_one_or_all_can_be_forgotten(recent):
    for name in ("a", "b", "c"):
        recent.remember(Path(f"/v/{name}.embargo"))
    recent.forget(Path("/v/b.embargo"))
    assert [path.name for path in recent.all()] == ["c.embargo", "a.embargo"]
    recent.forget()
    assert recent.all() == ()
    assert recent.kept


def test_a_path_of_strange_bytes_comes_back_and_one_with_a_line_end_is_left_out(recent):
    strange = Path("/v/\udcff\udcfe.embargo")
    recent.remember(strange)
    recent.remember(Path("/v/two\nlines.embargo"))
    assert recent.all() == (strange,)


def test_the_file_is_private(recent, tmp_path):
    recent.remember(Path("/v/a.embargo"))
    assert (tmp_path / "settings" / "recent-vaults").stat().st_mode & 0o777 == 0o600
