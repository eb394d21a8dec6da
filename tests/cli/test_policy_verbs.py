"""Policies on the command line: what is at hand, and what is wrong with it."""

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo
from tests.cli.policies import BROKEN, MINE, receive, run
from tests.histories import POLICIES

DATA = os.environ.get("EMBARGO_TEST_DATA", "")
needs_texts = pytest.mark.skipif(
    not DATA, reason="EMBARGO_TEST_DATA names no folder with the policies' texts"
)


def test_a_broken_profile_of_ones_own_is_listed_with_its_mistake_and_stands_in_nobodys_way(
    embargo: Embargo, own: Path, vault: Path, tmp_path: Path
) -> None:
    (own / "broken.toml").write_text(BROKEN)
    (own / "renamed.toml").write_text(MINE)
    listed = {row["id"]: row for row in run(embargo, "list")}
    assert listed["broken"]["kind"] == "broken"
    assert "calender" in listed["broken"]["mistake"]
    assert "holds the policy 'mine'" in listed["renamed"]["mistake"]
    assert listed["mushin"]["kind"] == "policy"
    assert listed["regulation"]["kind"] == "pack"
    text = embargo("policy", "list")
    assert (text.code, "calender" in text.out) == (0, True)
    assert receive(embargo, tmp_path).code == 0
    assert embargo("policy", "show", "broken").code == 6


def test_a_file_of_ones_own_takes_the_place_of_a_shipped_profile_or_is_said_to_be_unusable(
    embargo: Embargo, own: Path
) -> None:
    (own / "aumos.toml").write_text(BROKEN)
    assert "aumos: Your own file aumos.toml cannot be used" in embargo("policy", "list").err
    listed = {row["id"]: row["warnings"] for row in json.loads(embargo("policy", "list", "--json").out)}
    assert [policy_id for policy_id, warnings in listed.items() if warnings] == ["aumos"]
    (own / "aumos.toml").write_text(MINE.replace('id = "mine"', 'id = "aumos"'))
    checked = embargo("policy", "check", str(own / "aumos.toml"))
    assert (checked.code, "can be used" in checked.out) == (0, True)
    elsewhere = own.parent / "elsewhere.toml"
    elsewhere.write_text((own / "aumos.toml").read_text() + "# later\n")
    assert (
        "it takes the place of the one that ships with Embargo"
        in embargo("policy", "check", str(elsewhere)).out
    )
    assert "aumos: Your own file takes the place of the profile that ships" in embargo("policy", "list").err
    assert "This is your own profile aumos.toml" in embargo("policy", "show", "aumos").err


def test_an_address_that_another_profile_has_is_told(embargo: Embargo, own: Path) -> None:
    (own / "mine.toml").write_text(MINE.replace("security@mine.example", "Security@AumOS.io"))
    words = "security@aumos.io is an intake address of aumos too: reports to it ask where they belong."
    assert words in embargo("policy", "check", str(own / "mine.toml")).out
    assert f"mine: {words}" in embargo("policy", "list").err


def test_the_list_shows_what_the_vault_adopted_even_when_its_file_is_gone(
    embargo: Embargo, own: Path, vault: Path
) -> None:
    (own / "mine.toml").write_text(MINE)
    run(embargo, "adopt", "mine")
    (own / "mine.toml").unlink()
    rows = {row["id"]: row for row in run(embargo, "list")}
    assert rows["mine"]["adopted"]
    assert "its file is gone" in rows["mine"]["warnings"][0]
    assert rows["aumos"]["adopted"] is None
    assert {row["adopted"] for row in json.loads(embargo("policy", "list", "--json").out)} == {None}
    text = embargo("policy", "list", "--vault", str(vault), secret=PASSPHRASE)
    (line,) = [line for line in text.out.splitlines() if line.startswith("mine")]
    assert str(rows["mine"]["adopted"]) in line
    assert "No vault was opened" in embargo("policy", "list").err


def test_a_policy_is_shown_as_the_vault_has_it_in_use_or_as_it_ships(embargo: Embargo, vault: Path) -> None:
    untouched = embargo("policy", "show", "aumos", secret=PASSPHRASE)
    assert "this vault has not adopted it" in untouched.err
    run(embargo, "adopt", "aumos", "--timezone", "Europe/Berlin")
    shown = embargo("policy", "show", "aumos", secret=PASSPHRASE)
    assert "time zone: Europe/Berlin" in shown.out
    assert "what the vault has in use" in shown.err
    shipped = embargo("policy", "show", "aumos")
    assert "Europe/Berlin" not in shipped.out
    assert "This is the profile as it ships; --vault DIR shows" in shipped.err


def test_a_profile_of_ones_own_is_used_like_a_shipped_one(
    embargo: Embargo, own: Path, vault: Path, tmp_path: Path
) -> None:
    (own / "mine.toml").write_text(MINE)
    received = receive(embargo, tmp_path, b"security@mine.example")
    assert json.loads(received.out)["case"].startswith("MUS-")
    assert "mine" in [row["id"] for row in run(embargo, "list")]


def test_all_mistakes_of_a_file_are_told_at_once(embargo: Embargo, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(BROKEN)
    told = embargo("policy", "check", str(broken))
    assert told.code == 6
    assert [line.split(": ")[0] for line in told.out.splitlines()] == [str(broken)] * 2
    assert "did you mean calendar?" in told.out
    assert 'clocks[0] "ack", within' in told.out
    assert "Nothing was written." in told.err
    listed = embargo("policy", "check", "--json", str(broken))
    assert listed.code == 6
    document = json.loads(listed.out)
    assert (document["valid"], document["id"]) == (False, "")
    assert all(
        mistake.keys() == {"table", "key", "message", "line", "path"} for mistake in document["mistakes"]
    )
    lines = BROKEN.splitlines()
    for mistake, words in zip(document["mistakes"], ("[calender]", "48 hours"), strict=True):
        assert words in lines[mistake["line"] - 1]


def test_a_profile_for_a_newer_program_is_not_to_be_mended(embargo: Embargo, tmp_path: Path) -> None:
    newer = tmp_path / "newer.toml"
    newer.write_text(MINE.replace("cvd-profile/1", "cvd-profile/2"))
    told = embargo("policy", "check", str(newer))
    assert (told.code, "A newer Embargo is needed" in told.err, "Mend" in told.err) == (6, True, False)


def test_a_sound_file_is_told_to_be_one(embargo: Embargo) -> None:
    path = str(POLICIES / "m87.toml")
    assert "can be used" in embargo("policy", "check", path).out
    found = embargo("policy", "check", path, "--json")
    assert json.loads(found.out) == {
        "file": path,
        "id": "m87",
        "valid": True,
        "mistakes": [],
        "warnings": [],
    }


@needs_texts
def test_a_policy_is_quoted_from_its_own_text_only(embargo: Embargo, tmp_path: Path) -> None:
    source = json.loads(embargo("policy", "show", "m87", "--json").out)["policy"]
    texts = [path for path in Path(DATA, "seeds").rglob("*") if path.is_file()]
    (text,) = [p for p in texts if sha256(p.read_bytes()).hexdigest() == source["source_sha256"]]
    shown = embargo("policy", "show", "m87", "--text", str(text))
    assert shown.code == 0
    words = text.read_text().splitlines()[int(source["lines"]["2k"].split("-")[0]) - 1]
    assert words in shown.out
    assert "M87-2k" in shown.out
    quotes = json.loads(embargo("policy", "show", "m87", "--text", str(text), "--json").out)["quotes"]
    assert words in quotes["M87-2k"]
    other = tmp_path / "other.md"
    other.write_text("another policy")
    refused = embargo("policy", "show", "m87", "--text", str(other))
    assert (refused.code, "another version" in refused.err) == (9, True)
