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
    assert shelf.for_recipient(" security@mine.EXAMPLE ") == ("mine",)
    assert "mine" in shelf.for_reports()
    assert "regulation" not in shelf.for_reports()
    assert shelf.for_recipient("nobody@example.org") == ()


def test_an_own_profile_takes_the_place_of_a_shipped_one_if_it_can_be_used(tmp_path: Path):
    own, shelf = tmp_path / "aumos.toml", PolicyShelf(tmp_path)
    newer = (POLICIES / "aumos.toml").read_bytes().replace(b'"48h"', b'"24h"')
    own.write_bytes(newer)
    assert shelf.source("aumos") == newer
    assert (shelf.is_shipped("aumos"), shelf.ships("aumos"), shelf.unused()) == (False, True, ())
    own.write_bytes(newer.replace(b'"24h"', b'"24"'))
    assert shelf.source("aumos") == (POLICIES / "aumos.toml").read_bytes()
    assert (shelf.is_shipped("aumos"), shelf.ships("aumos"), shelf.unused()) == (True, True, ("aumos",))
    assert shelf.for_recipient("security@aumos.io") == ("aumos",)


def test_an_address_that_two_profiles_claim_is_a_question(tmp_path: Path):
    (tmp_path / "mine.toml").write_text(MINE.replace("Security@Mine.example", "root@cosmicai.dev"))
    assert PolicyShelf(tmp_path).for_recipient("root@cosmicai.dev") == ("m87", "mine")


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
    assert shelf.for_recipient("security@aumos.io") == ("aumos",)
    assert "broken" in shelf.ids()
    assert "broken" not in shelf.for_reports()


def test_own_files_that_are_not_used_are_named(tmp_path: Path):
    for name in ("aumos", "mine"):
        (tmp_path / f"{name}.toml").write_text(MINE)  # the first is named for another policy
    shelf = PolicyShelf(tmp_path)
    assert shelf.unused() == ("aumos",)
    assert (shelf.ships("aumos"), shelf.ships("mine"), shelf.is_shipped("mine")) == (True, False, False)
    assert PolicyShelf().unused() == ()
