"""The shelf of policies: the shipped ones, the user's own beside them, and broken ones in nobody's way."""

from pathlib import Path

import pytest

from desktop.domain.failures import InvalidPolicy
from desktop.files.policies import PolicyShelf
from tests.histories import POLICIES

MINE = (
    (POLICIES / "mushin.toml")
    .read_text()
    .replace('id = "mushin"', 'id = "mine"')
    .replace("security@mushinai.com", "Security@Mine.example")
)


def test_an_own_profile_stands_beside_the_shipped_ones(tmp_path: Path):
    (tmp_path / "mine.toml").write_text(MINE)
    shelf = PolicyShelf(tmp_path)
    assert {"mine", "aumos", "regulation"} <= set(shelf.ids())
    assert shelf.for_recipient(" security@mine.EXAMPLE ") == "mine"
    assert "mine" in shelf.for_reports()
    assert "regulation" not in shelf.for_reports()
    assert shelf.for_recipient("nobody@example.org") is None


def test_a_shipped_profile_is_never_replaced(tmp_path: Path):
    (tmp_path / "aumos.toml").write_text(MINE)
    assert PolicyShelf(tmp_path).profile("aumos").policy.id == "aumos"


def test_a_profile_that_was_changed_is_read_again(tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_text(MINE)
    shelf = PolicyShelf(tmp_path)
    before = shelf.profile("mine")
    assert shelf.profile("mine") is before
    path.write_text(MINE.replace('code = "MUS"', 'code = "MINE"').replace("MUS-", "MINE-"))
    assert shelf.profile("mine").policy.code == "MINE"


@pytest.mark.parametrize("content", [b"x = [", MINE.encode(), b"#" * (1024 * 1024 + 1)])
def test_what_cannot_be_used_raises_when_asked_for_and_hides_no_other(tmp_path: Path, content: bytes):
    (tmp_path / "broken.toml").write_bytes(content)
    (tmp_path / "folder.toml").mkdir()
    shelf = PolicyShelf(tmp_path)
    for policy_id in ("broken", "folder", "nobody"):
        with pytest.raises(InvalidPolicy, match=policy_id if policy_id != "nobody" else "no policy"):
            shelf.profile(policy_id)
    assert shelf.for_recipient("security@aumos.io") == "aumos"
    assert "broken" in shelf.ids()
    assert "broken" not in shelf.for_reports()


def test_files_that_a_shipped_profile_hides_are_named(tmp_path: Path):
    for name in ("aumos", "mine"):
        (tmp_path / f"{name}.toml").write_text(MINE)
    shelf = PolicyShelf(tmp_path)
    assert shelf.unused() == ("aumos",)
    assert (shelf.is_shipped("aumos"), shelf.is_shipped("mine")) == (True, False)
    assert PolicyShelf().unused() == ()
