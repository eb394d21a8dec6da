"""A policy's file is edited: a new version is written whole, and nothing is held to it by that."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.failures import InvalidPolicy, ProfileChanged, RefusedByPolicy, WriteFailed
from desktop.domain.fold import fold
from desktop.files.policies import PolicyShelf
from desktop.formats.policy import PROFILE_LIMIT
from desktop.workflows.intake.enter_case import TypedReport, enter_case
from desktop.workflows.policies.edit_profile import open_profile, save_profile
from desktop.workflows.ports import Desk
from tests.workflows.desks import NOW


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "new" / "policies"


@pytest.fixture
def desk(desk: Desk, own: Path) -> Desk:
    return replace(desk, tools=replace(desk.tools, policies=PolicyShelf(own)))


def test_a_shipped_policy_is_edited_as_a_copy_that_takes_its_place(desk: Desk, own: Path) -> None:
    opened = open_profile(desk, "aumos")
    assert opened.shipped
    saved = save_profile(desk, opened, opened.text.replace('"48h"', '"24h"'))
    assert (saved.policy_id, saved.file_name) == ("aumos", "aumos.toml")
    assert (own / "aumos.toml").stat().st_mode & 0o777 == 0o600
    assert desk.tools.policies.ships("aumos")
    assert not desk.tools.policies.is_shipped("aumos")
    assert '"24h"' in open_profile(desk, "aumos").text
    assert not open_profile(desk, "aumos").shipped


def test_under_another_id_it_is_a_policy_of_its_own(desk: Desk, own: Path) -> None:
    opened = open_profile(desk, "aumos")
    saved = save_profile(desk, opened, opened.text.replace('id = "aumos"', 'id = "mine"'))
    assert saved.policy_id == "mine"
    assert desk.tools.policies.is_shipped("aumos")
    with pytest.raises(RefusedByPolicy, match="another policy"):
        save_profile(desk, opened, opened.text.replace('id = "aumos"', 'id = "czm"'))


@pytest.mark.parametrize("name", ["../aumos", "Mine", "a b", "x" * 65])
def test_an_id_that_names_no_file_is_refused(desk: Desk, own: Path, name: str) -> None:
    opened = open_profile(desk, "aumos")
    with pytest.raises(RefusedByPolicy, match="names its file"):
        save_profile(desk, opened, opened.text.replace('id = "aumos"', f'id = "{name}"'))
    assert not own.exists()


def test_all_mistakes_are_told_and_nothing_is_written(desk: Desk, own: Path) -> None:
    opened = open_profile(desk, "aumos")
    with pytest.raises(InvalidPolicy) as refused:
        save_profile(desk, opened, opened.text.replace('"48h"', '"48"').replace("[calendar]", "[calender]"))
    assert "48" in str(refused.value)
    assert "calender" in str(refused.value)
    with pytest.raises(InvalidPolicy, match="larger"):
        save_profile(desk, opened, "#" * (PROFILE_LIMIT + 1))
    assert not own.exists()


def test_a_file_that_changed_meanwhile_is_not_overwritten(desk: Desk, own: Path) -> None:
    opened = open_profile(desk, "aumos")
    save_profile(desk, opened, opened.text + "# one\n")
    with pytest.raises(ProfileChanged):
        save_profile(desk, opened, opened.text + "# other\n")
    assert (own / "aumos.toml").read_text().endswith("# one\n")


def test_an_own_file_that_cannot_be_used_is_the_one_that_is_edited(desk: Desk, own: Path) -> None:
    own.mkdir(parents=True)
    (own / "aumos.toml").write_text("schema = 1\n")
    opened = open_profile(desk, "aumos")
    assert (opened.text, opened.shipped) == ("schema = 1\n", False)


def test_without_a_folder_of_ones_own_nothing_is_saved(desk: Desk) -> None:
    bare = replace(desk, tools=replace(desk.tools, policies=PolicyShelf()))
    opened = open_profile(bare, "aumos")
    with pytest.raises(WriteFailed):
        save_profile(bare, opened, opened.text)


def test_a_case_keeps_the_version_of_its_receipt(desk: Desk) -> None:
    report = TypedReport(policy_id="aumos", channel="phone", title="A hole", text="It is.", arrived_at=NOW)
    case_id = enter_case(desk, report)
    before = fold(desk.vault.history(case_id)).policy_sha256
    opened = open_profile(desk, "aumos")
    saved = save_profile(desk, opened, opened.text.replace('"48h"', '"24h"'))
    assert fold(desk.vault.history(case_id)).policy_sha256 == before != saved.sha256
