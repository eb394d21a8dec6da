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


def test_what_a_promise_hangs_on_is_said_as_the_question_that_it_is(embargo: Embargo, text: Path) -> None:
    text.write_text(f"{TEXT}\nIf you mark the subject with URGENT, we respond within 12 hours.\n")
    shown = " ".join(embargo("policy", "propose", str(text)).out.split())
    question = "Does this hold for the case: “if you mark the subject with urgent”?"
    assert f"Questions about a case {question}" in shown
    assert f"Only once the question “{question}” is answered with yes." in shown


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
    shown = embargo("policy", "propose", str(badges))
    assert (shown.code, "no policy" in shown.out, shown.err[:20]) == (6, True, "Nothing was written.")
    assert embargo("policy", "propose", str(badges), "--json").code == 6
    assert embargo("policy", "propose", str(badges), "--out", str(tmp_path / "x.toml")).code == 6


FULL = """# Security policy of Acme

Report problems to security@acme.test-suite.dev, not as a public issue. We acknowledge reports within 48
hours and fix critical problems within 7 days.
If a deadline falls on a weekend, it moves to the next business day.

Please keep details confidential until a fix is released, and for 90 days at most.

Fixes are released on weekdays only, never on a Friday.
"""


def test_no_key_of_a_profile_and_no_code_is_shown_to_people(embargo: Embargo, tmp_path: Path) -> None:
    path = tmp_path / "SECURITY.md"
    path.write_text(FULL)
    shown = embargo("policy", "propose", str(path))
    assert shown.code == 0
    for code in ("{'", "['", " = ", "report.received", "48h", "fix.released", "None", "True", "op"):
        assert code not in shown.out.split(), code
        assert code not in shown.out or code in ("op", "None"), code
    assert (
        "48 hours from when the report arrives. It is kept once any answer is sent to the reporter."
        in shown.out
    )


def test_a_question_says_what_each_answer_means(embargo: Embargo, tmp_path: Path) -> None:
    path = tmp_path / "SECURITY.md"
    path.write_text(FULL)
    shown = embargo("policy", "propose", str(path)).out
    assert "Which reading holds?" in shown
    assert "from-severity: Counted from the classification. 7 days from when the severity is set." in shown


def test_a_date_that_moves_off_a_weekend_is_carried_and_what_no_clock_carries_is_said(
    embargo: Embargo, tmp_path: Path
) -> None:
    path = tmp_path / "SECURITY.md"
    path.write_text(FULL)
    shown = embargo("policy", "propose", str(path)).out
    assert "At a weekend or on a holiday it moves to the next business day." in shown
    assert "“If a deadline falls on a weekend, it moves to the next business day.”" in shown
    also = shown.partition("The text also says this; Embargo runs no clock of it")[2]
    assert "“Fixes are released on weekdays only, never on a Friday.”" in also
    told = json.loads(embargo("policy", "propose", str(path), "--json").out)
    assert {clock["rollover"] for clock in told["clocks"]} == {"next"}
    draft = tmp_path / "acme.toml"
    assert embargo("policy", "propose", str(path), "--out", str(draft)).code == 0
    assert {clock.rollover for clock in read_profile(draft.read_bytes()).clocks} == {"next"}


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
