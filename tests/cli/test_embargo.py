"""The embargo on the command line: shown, proposed, agreed on, broken, and the breaking taken back."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo, Result


@pytest.fixture
def case(embargo: Embargo, vault: Path, report: Path) -> str:
    return str(embargo("import", str(report), "--json", secret=PASSPHRASE).json["case"])  # type: ignore[index]


def run(embargo: Embargo, *words: str) -> Result:
    return embargo(*words, secret=PASSPHRASE)


def state(embargo: Embargo, case: str) -> dict[str, object]:
    return dict(run(embargo, "hold", "show", case, "--json").json)  # type: ignore[call-overload]


def agree(embargo: Embargo, case: str, *words: str) -> Result:
    return run(embargo, "hold", "agree", case, "--until", "2029-05-01T10:00Z", *words)


def test_a_proposal_is_refused_another_agreed_on_and_every_date_stays(embargo: Embargo, case: str) -> None:
    assert state(embargo, case)["state"] == "none"
    until = ("--until", "2029-04-01T10:00Z")
    asked = run(embargo, "hold", "propose", case, *until, "--by", "reporter", "--ground", "her mail")
    assert (asked.code, "Embargo: proposed." in asked.err) == (0, True)
    assert run(embargo, "hold", "refuse", case, "--ground", "too soon").code == 0
    both = ("--party", "MushinAI", "--party", "Ada", "--evidence", "a call")
    assert "Embargo: active until 2029-05-01 10:00 UTC, agreed." in agree(embargo, case, *both).err
    found = state(embargo, case)
    assert (found["state"], found["until"], found["zone"]) == ("active", "2029-05-01T10:00:00Z", "UTC")
    assert [p["answer"] for p in found["proposals"]] == ["refused"]  # type: ignore[attr-defined, index]
    assert [d["parties"] for d in found["dates"]] == [["MushinAI", "Ada"]]  # type: ignore[attr-defined, index]
    shown = run(embargo, "hold", "show", case).out
    assert "until 2029-05-01 10:00 UTC, agreed by MushinAI and Ada (a call)" in shown
    assert "proposed by reporter (her mail): refused: too soon" in shown
    assert "Embargo: active until" in run(embargo, "show", case).out
    assert run(embargo, "show", case, "--json").json["hold"]["zone"] == "UTC"  # type: ignore[index]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--party", "Ada", "--party", " ADA", "--evidence", "a call"), "names both parties"),
        (("--party", "MushinAI", "--party", "Ada", "--evidence", " "), "needs its evidence"),
        (("--party", "MushinAI", "--party", "Ada", "--evidence", "a" * 64), "No message of the case"),
    ],
)
def test_an_agreement_that_is_none_is_refused_and_writes_nothing(
    embargo: Embargo, case: str, words: tuple[str, ...], said: str
) -> None:
    asked = run(
        embargo, "hold", "propose", case, "--until", "2029-04-01T10:00Z", "--by", "us", "--ground", "why"
    )
    assert asked.code == 0
    refused = agree(embargo, case, *words)
    assert (refused.code, said in refused.err, "Nothing was written" in refused.err) == (9, True, True)
    assert state(embargo, case)["state"] == "proposed"


def test_an_end_by_agreement_is_for_good(embargo: Embargo, case: str) -> None:
    both = ("--party", "MushinAI", "--party", "Ada")
    agree(embargo, case, *both, "--evidence", "a call")
    assert run(embargo, "hold", "exit", case, *both, "--ground", "her mail").code == 0
    assert state(embargo, case)["ended"]["reason"] == "agreement"  # type: ignore[index]
    again = agree(embargo, case, *both, "--evidence", "a call")
    assert (again.code, "What has ended is not revised" in again.err) == (9, True)


def test_a_date_that_is_only_proposed_revises_nothing(embargo: Embargo, case: str) -> None:
    agree(embargo, case, "--party", "MushinAI", "--party", "Ada", "--evidence", "a call")
    other = ("--until", "2029-06-01T10:00Z", "--ground", "her mail")
    said = run(embargo, "hold", "propose", case, *other).err
    assert "Embargo: active until 2029-05-01 10:00 UTC, agreed; a change is proposed." in said
    assert state(embargo, case)["state"] == "revised"


def test_an_hour_on_the_wall_that_comes_twice_is_said(embargo: Embargo, case: str) -> None:
    words = ("hold", "propose", case, "--ground", "why", "--until")
    twice = run(embargo, *words, "2027-10-31T02:30", "--zone", "Europe/Berlin")
    assert "02:30 comes twice on 2027-10-31" in twice.err
    assert "00:30 UTC is taken, the earlier one; the other is 01:30 UTC." in twice.err
    none = run(embargo, *words, "2027-03-28T02:30", "--zone", "Europe/Berlin")
    assert "02:30 does not exist on 2027-03-28" in none.err
    assert "01:00 UTC is taken." in none.err
    plain = run(embargo, *words, "2027-06-01T02:30", "--zone", "Europe/Berlin")
    assert "02:30" not in plain.err
    wrong = run(embargo, *words, "2027-06-01T02:30", "--zone", "Europe/Atlantis")
    assert (wrong.code, "no time zone" in wrong.err) == (2, True)
    found = state(embargo, case)["proposals"]
    assert [p["until"] for p in found] == [  # type: ignore[attr-defined]
        "2027-10-31T00:30:00Z",
        "2027-03-28T01:00:00Z",
        "2027-06-01T00:30:00Z",
    ]


# --- breaking the glass ----------------------------------------------------------------------------------

BREAK = ("--public", "--exploit", "--ground", "https://blog.example", "--since", "2026-01-01T10:00Z")


def test_the_glass_is_broken_in_one_act_and_mended_in_one(embargo: Embargo, case: str) -> None:
    done = run(embargo, "break-glass", case, *BREAK, "--yes", "--json")
    assert done.code == 0
    document = json.loads(done.out)
    assert [entry["event"] for entry in document["recorded"]] == [
        "details.disclosed",
        "exploit.published",
        "advisory.drafted",
        "embargo.exited",
    ]
    assert [p["whom"] for p in document["to_tell"]] == ["reporter", "users"]
    assert any("CSAF" in remark for remark in document["remarks"])
    assert state(embargo, case)["state"] == "exited"
    assert "2 still to be told" in run(embargo, "show", case).out
    again = run(embargo, "break-glass", case, *BREAK, "--yes")
    assert (again.code, "broken already" in again.err) == (9, True)
    undone = run(embargo, "break-glass", case, "--undo")
    assert (undone.code, "Taken back: 4 entries" in undone.err) == (0, True)
    assert state(embargo, case)["state"] == "none"
    assert run(embargo, "break-glass", case, "--undo").code == 9


def test_people_are_ticked_off_and_then_nothing_is_taken_back(embargo: Embargo, case: str) -> None:
    told = run(embargo, "break-glass", case, *BREAK, "--yes").out
    assert "[ ] reporter" in told
    assert "letter status" in told
    assert run(embargo, "act", case, "status.sent").code == 0
    assert "[x] told" in run(embargo, "hold", "show", case).out
    refused = run(embargo, "break-glass", case, "--undo")
    assert (refused.code, "a letter was recorded as sent since" in refused.err) == (9, True)
    by_hand = run(embargo, "act", case, "event.undone", "--set", f"event_id={_exit_of(embargo, case)}")
    assert (by_hand.code, "not taken back any more" in by_hand.err) == (9, True)


def test_no_entry_of_the_broken_glass_is_undone_alone(embargo: Embargo, case: str) -> None:
    assert run(embargo, "break-glass", case, *BREAK, "--yes").code == 0
    undoing = ("act", case, "event.undone", "--set", f"event_id={_exit_of(embargo, case)}")
    refused = run(embargo, *undoing)
    assert (refused.code, "taken back as a whole" in refused.err) == (9, True)
    assert f"`embargo break-glass {case} --undo`" in refused.err
    assert state(embargo, case)["state"] == "exited"


def _exit_of(embargo: Embargo, case: str) -> str:
    history = run(embargo, "show", case, "--json").json["history"]  # type: ignore[index]
    return next(str(entry["id"]) for entry in history if entry["event"] == "embargo.exited")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--public", "--ground", "x"), 2, "there is nobody to ask"),
        (("--public", "--ground", "x", "--no-input"), 2, "there is nobody to ask"),
        (("--yes", "--ground", "x"), 9, "Say what is known"),
        (("--yes", "--public"), 9, "Say where it can be read"),
        (("--ground", "x"), 9, "Say what is known"),
        (("--public",), 9, "Say where it can be read"),
        (("--yes", "--public", "--ground", "x", "--since", "2099-01-01T10:00Z"), 9, "in the future"),
        (("--undo", "--public"), 2, "takes the act back as a whole"),
        (("--undo",), 9, "not broken"),
    ],
)
def test_what_is_not_meant_breaks_nothing(
    embargo: Embargo, case: str, words: tuple[str, ...], code: int, said: str
) -> None:
    refused = run(embargo, "break-glass", case, *words)
    assert (refused.code, said in refused.err) == (code, True), refused.err
    assert state(embargo, case)["state"] == "none"


class Typing(io.StringIO):
    """A terminal at which somebody answers."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("answer", "code", "after"), [("yes", 0, "exited"), ("no", 130, "none"), ("", 130, "none")]
)
def test_a_terminal_is_asked_first_and_told_what_will_be_recorded(
    embargo: Embargo, case: str, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, after: str
) -> None:
    monkeypatch.setattr(sys, "stdin", Typing(f"{answer}\n"))
    done = run(embargo, "break-glass", case, *BREAK)
    assert done.code == code
    assert "details.disclosed, 2026-01-01 10:00Z" in done.err
    assert state(embargo, case)["state"] == after


def test_entries_are_not_joined_by_hand(embargo: Embargo, case: str) -> None:
    words = ("--set", "reason=public", "--set", "together=3", "--note", "x")
    assert run(embargo, "act", case, "details.disclosed", "--note", "a blog").code == 0
    refused = run(embargo, "act", case, "embargo.exited", *words)
    assert (refused.code, "leave `together` out" in refused.err) == (9, True)
    assert run(embargo, "act", case, "embargo.exited", *words[:2], "--set", "together=x").code == 2
    assert state(embargo, case)["ended"]["event_id"] == ""  # type: ignore[index]
