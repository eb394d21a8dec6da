"""policy propose: a policy's text as a profile, with line, quote and value; nothing is adopted."""

import json
from pathlib import Path

import pytest

from desktop.formats.policy import read_profile
from tests.cli.conftest import Embargo

TEXT = """# Security policy of Acme

Write to security@acme.test-suite.dev. We acknowledge reports within 48 hours and fix critical problems
within **7 days**.

| Version | Supported |
| ------- | --------- |
| 2.x     | yes       |

Out of scope:

- Denial of service

<!-- [Your Security Email] -->
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "SECURITY.md"
    path.write_text(TEXT)
    return path


def test_each_value_is_shown_with_its_line_and_quote(embargo: Embargo, text: Path) -> None:
    shown = embargo("policy", "propose", str(text))
    assert shown.code == 0
    assert "Receipt is acknowledged within 48 hours." in shown.out
    assert "line 3-4: “We acknowledge reports within 48 hours and fix critical" in shown.out
    assert "Seen, and not proposed" in shown.out
    assert "Nothing was adopted" in shown.err


def test_scripts_get_the_keys_of_the_contract(embargo: Embargo, text: Path) -> None:
    told = json.loads(embargo("policy", "propose", str(text), "--json").out)
    contract = {"contacts", "clocks", "disclosure", "versions", "scope", "questions", "not_a_policy"}
    assert contract <= told.keys()
    clocks = {clock["id"]: clock for clock in told["clocks"]}
    assert (clocks["ack"]["within"], clocks["ack"]["start"]) == ("48h", "report.received")
    assert clocks["fix-critical"]["within"] == "7d"
    assert clocks["ack"]["lines"] == ["3-4"]
    assert "48 hours" in clocks["ack"]["quote"]
    assert [contact["address"] for contact in told["contacts"]] == ["security@acme.test-suite.dev"]
    assert told["disclosure"] is None
    assert told["not_a_policy"] is False
    assert [one["reason"] for one in told["left_out"]] == ["comment"]
    assert "calendar.timezone" in [question["id"] for question in told["questions"]]


def test_a_draft_is_a_profile_that_can_be_used_and_is_never_overwritten(
    embargo: Embargo, text: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "acme.toml"
    assert embargo("policy", "propose", str(text), "--out", str(draft)).code == 0
    profile = read_profile(draft.read_bytes())
    assert profile.policy.source == "SECURITY.md"
    assert {clock.within for clock in profile.clocks} == {"48h", "7d"}
    assert all(clause[5:] in profile.policy.quotes for clock in profile.clocks for clause in clock.clauses)
    assert embargo("policy", "propose", str(text), "--out", str(draft)).code != 0
    assert embargo("policy", "check", str(draft)).code == 0


def test_two_texts_that_contradict_are_a_conflict(embargo: Embargo, text: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text(TEXT.replace("48 hours", "5 days"))
    told = json.loads(embargo("policy", "propose", str(text), str(other), "--json").out)
    assert [one["ids"] for one in told["conflicts"]] == [["clocks:ack", "clocks:ack-2"]]
    draft = tmp_path / "acme.toml"
    assert embargo("policy", "propose", str(text), str(other), "--out", str(draft)).code == 0
    assert [clock.id for clock in read_profile(draft.read_bytes()).clocks] == ["fix-critical"]


def test_what_is_no_policy_is_said_to_be_none(embargo: Embargo, tmp_path: Path) -> None:
    badges = tmp_path / "README.md"
    badges.write_text("[![build](https://ci.acme.dev/badge.svg)](https://ci.acme.dev)\n" * 40)
    told = json.loads(embargo("policy", "propose", str(badges), "--json").out)
    assert (told["not_a_policy"], told["clocks"], told["contacts"]) == (True, [], [])
    assert "no policy" in embargo("policy", "propose", str(badges)).out
    assert embargo("policy", "propose", str(badges), "--out", str(tmp_path / "x.toml")).code == 6


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02" * 50, b"a" * (10 * 1024 * 1024)], ids=["binary", "large"]
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    embargo: Embargo, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "SECURITY.md"
    path.write_bytes(content)
    refused = embargo("policy", "propose", str(path))
    assert refused.code == 5
    assert "Nothing was written." in refused.err
    assert "Traceback" not in refused.err
