"""Recording what was done: words that mean nothing, acts that change nothing, and what to do about both."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo, Result
from tests.cli.test_policy_verbs import receive

M87, AUMOS = b"root@cosmicai.dev", b"security@aumos.io"


@pytest.fixture
def case(embargo: Embargo, vault: Path, tmp_path: Path) -> str:
    return str(json.loads(receive(embargo, tmp_path).out)["case"])


def act(embargo: Embargo, case: str, *words: str) -> Result:
    return embargo("act", case, *words, secret=PASSPHRASE)


def test_a_day_without_a_time_is_no_instant_of_an_act(embargo: Embargo, case: str) -> None:
    for words in (
        ("ack.sent", "--at", "2026-01-12"),
        ("arrival.confirmed", "--set", "arrived_at=2026-01-12"),
    ):
        refused = act(embargo, case, *words)
        assert (refused.code, "give the time, such as 2026-01-12T10:00Z" in refused.err) == (2, True)
    sent = embargo("letter", case, "acknowledgement", "--sent", "x.eml", "--at", "2026-01-12")
    assert (sent.code, "give the time" in sent.err) == (2, True)


def test_everything_that_is_wrong_with_an_act_is_said_at_once(embargo: Embargo, case: str) -> None:
    refused = act(
        embargo, case, "report.rejected", "--set", "reason=maybe", "--set", "explanatoin=x", "--set", "y"
    )
    assert refused.code == 2
    for words in (
        "reason takes duplicate, out-of-scope, not-a-vulnerability,",
        "not 'maybe'",
        "no explanatoin; did you mean explanation?",
        "KEY=VALUE, not y",
        "explanation is missing",
        "Nothing was written.",
        "needs --set reason=duplicate|out-of-scope|",
        "--note fills explanation",
    ):
        assert words in refused.err
    scope = act(embargo, case, "scope.judged", "--set", "verdict=perhaps").err
    assert "verdict takes in, out or prohibited, not 'perhaps'" in scope
    assert "it may have lines=TEXT (again for more)" in scope
    assert "ack.sent may have --set" in act(embargo, case, "ack.sent", "--set", "x=y").err
    bare = act(embargo, case, "fix.ready", "--note", "x").err
    assert "It takes no note." in bare
    assert "fix.ready takes no --set and no --note." in bare


def test_a_value_is_given_once_but_for_lists(embargo: Embargo, case: str) -> None:
    twice = ("--set", "level=high", "--set", "level=low", "--note", "x")
    refused = act(embargo, case, "severity.set", *twice)
    assert (refused.code, "level is given 2 times (high and low)" in refused.err) == (2, True)
    lists = ("--set", "vendor=V", "--set", "product=P", "--set", "affected=<2", "--set", "affected=3.0")
    assert act(embargo, case, "affected.listed", *lists).code == 0


def test_a_mistyped_act_finds_the_one_that_was_meant(embargo: Embargo, case: str) -> None:
    refused = act(embargo, case, "ack.send")
    assert (refused.code, "no act ack.send; did you mean ack.sent?" in refused.err) == (2, True)
    assert "`embargo act --help` lists all" in refused.err
    assert len(refused.err) < 300


def test_the_time_of_a_confirmed_arrival_may_be_given_as_that_of_the_act(embargo: Embargo, case: str) -> None:
    assert act(embargo, case, "arrival.confirmed", "--at", "2026-01-05T10:00+01:00").code == 0
    shown = json.loads(embargo("show", case, "--json", secret=PASSPHRASE).out)
    assert (shown["arrived_at"], shown["arrival_confirmed"]) == ("2026-01-05T10:00:00+01:00", True)
    confirmed = shown["history"][-1]
    assert confirmed["occurred_at"] > "2026-01-06"


def test_what_counts_only_the_first_time_is_recorded_and_said_to_change_nothing(
    embargo: Embargo, case: str
) -> None:
    assert "already" not in act(embargo, case, "assessment.sent", "--at", "2026-01-06T10:00Z").err
    again = act(embargo, case, "assessment.sent", "--at", "2026-01-07T10:00Z", "--json")
    assert again.code == 0
    assert "assessment.sent happened already on 2026-01-06 10:00Z: the first one counts." in again.err
    short = json.loads(again.out)["id"][:12]
    assert f"`embargo act {case} event.undone --set event_id={short}`" in again.err
    earlier = act(embargo, case, "assessment.sent", "--at", "2026-01-05T10:00Z").err
    assert "the one recorded now is earlier, and counts" in earlier
    undone = act(embargo, case, "event.undone", "--set", f"event_id={short}")
    assert undone.code == 0, undone.err
    assert "no such event" in act(embargo, case, "event.undone", "--set", "event_id=ffffffff").err


def test_a_second_acknowledgement_is_refused_with_the_words_that_undo_the_first(
    embargo: Embargo, case: str
) -> None:
    done = act(embargo, case, "ack.sent", "--at", "2026-01-06T10:00Z", "--json")
    again = act(embargo, case, "ack.sent", "--at", "2026-01-07T10:00Z")
    undo = f"event.undone --set event_id={json.loads(done.out)['id'][:12]}"
    assert (again.code, undo in again.err) == (9, True)


def test_what_may_be_said_again_is_not_called_repeated(embargo: Embargo, case: str) -> None:
    for level in ("high", "low"):
        done = act(embargo, case, "severity.set", "--set", f"level={level}", "--note", "x")
        assert (done.code, "already" in done.err) == (0, False)
    assert all("already" not in act(embargo, case, "note.added", "--note", "x").err for _ in range(2))


def test_an_act_that_no_promise_waits_for_names_the_pack_that_would(embargo: Embargo, case: str) -> None:
    done = act(embargo, case, "csirt.warned", "--at", "2026-01-06T10:00Z")
    assert done.code == 0
    assert "No promise of this case waits for csirt.warned." in done.err
    take = f"`embargo policy take {case} regulation --reason TEXT`"
    assert take in done.err
    embargo("policy", "take", case, "regulation", "--reason", "x", secret=PASSPHRASE)
    assert "No promise" not in act(embargo, case, "csirt.notified", "--at", "2026-01-06T10:00Z").err


def test_the_next_step_fits_the_refusal(embargo: Embargo, case: str) -> None:
    wrong = act(embargo, case, "severity.set", "--set", "level=huge", "--note", "x")
    assert (wrong.code, "Put that right, then record it again." in wrong.err) == (9, True)
    lacking = act(embargo, case, "report.confirmed")
    assert (lacking.code, f"`embargo show {case}` says what the case still lacks" in lacking.err) == (9, True)


THREE = "cvss=(CVSS:3.1/pr:n/ui:n/s:u/c:h/i:h/a:h/av:n/ac:l)"
FOUR = "cvss4=AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"


def severity(embargo: Embargo, case: str, *values: str) -> Result:
    given = [word for value in values for word in ("--set", value)]
    return act(embargo, case, "severity.set", *given, "--note", "Any user can")


@pytest.mark.clause("M87-3.4e")
def test_what_a_policy_makes_follow_from_a_severity_is_said_and_shown(
    embargo: Embargo, vault: Path, tmp_path: Path
) -> None:
    case = str(json.loads(receive(embargo, tmp_path, M87).out)["case"])
    at_once = "Its fix is released at once, outside the schedule. (M87-3.4e)"
    assert at_once not in severity(embargo, case, "level=high").err
    assert at_once not in embargo("show", case, secret=PASSPHRASE).out
    assert at_once in severity(embargo, case, "level=critical").err
    assert f"critical: {at_once}" in embargo("show", case, secret=PASSPHRASE).out
    shown = json.loads(embargo("show", case, "--json", secret=PASSPHRASE).out)
    assert (shown["severity"], shown["severity_effects"]) == ("critical", [at_once])


@pytest.mark.clause("AUM-6c")
def test_a_rule_of_the_policy_holds_the_severity_up(embargo: Embargo, vault: Path, tmp_path: Path) -> None:
    case = str(json.loads(receive(embargo, tmp_path, AUMOS).out)["case"])
    refused = severity(embargo, case, "level=high", "rules=AUM-6c")
    assert (refused.code, "By the policy (AUM-6c) it is critical" in refused.err) == (9, True)
    assert severity(embargo, case, "level=critical", "rules=AUM-6c").code == 0


def test_two_vectors_are_recorded_in_any_spelling_and_a_rating_that_differs_is_remarked(
    embargo: Embargo, case: str
) -> None:
    done = severity(embargo, case, "level=high", THREE, FOUR)
    assert done.code == 0
    for words in ("CVSS 3.1 rates it critical (9.8)", "CVSS 4.0 rates it critical (9.3)"):
        assert f"The severity is high, but {words}: the rationale should say why." in done.err
    assert "rates it" not in severity(embargo, case, "level=critical", THREE, FOUR).err
    wrong = severity(embargo, case, "level=high", FOUR.replace("AT:N", "AT:Q"))
    assert (wrong.code, "AT (attack requirements) takes N or P, not 'Q'." in wrong.err) == (9, True)


def test_a_weakness_is_recorded_by_number_or_name_and_must_be_in_the_catalogue(
    embargo: Embargo, case: str
) -> None:
    assert severity(embargo, case, "level=high", "cwe=cross-site scripting").code == 0
    for written in ("cwe=79", "cwe=cwe 079"):
        assert severity(embargo, case, "level=high", written).code == 0
    refused = severity(embargo, case, "level=high", "cwe=CWE-16")
    assert (refused.code, "There is no weakness CWE-16" in refused.err) == (9, True)
    assert "close to it are CWE-15" in refused.err


WALKED = (
    "table=deployer",
    "chosen=exploitation=active",
    "chosen=exposure=open",
    "chosen=automatable=yes",
    "chosen=human-impact=very high",
)


def decide(embargo: Embargo, case: str, *values: str, note: str = "Seen in the logs") -> Result:
    given = [word for value in values for word in ("--set", value)]
    return act(embargo, case, "ssvc.decided", *given, "--note", note)


def test_an_ssvc_decision_is_recorded_with_its_table_and_shown(embargo: Embargo, case: str) -> None:
    assert decide(embargo, case, *WALKED).code == 0
    assert "SSVC deployer 1.0.0: immediate" in embargo("show", case, secret=PASSPHRASE).out
    (recorded,) = json.loads(embargo("show", case, "--json", secret=PASSPHRASE).out)["ssvc"]
    assert (recorded["version"], recorded["outcome"]) == ("1.0.0", "immediate")
    assert recorded["chosen"][0] == "exploitation=active"
    again = (*WALKED[:1], "chosen=exploitation=none", *WALKED[2:])
    assert decide(embargo, case, *again).code == 0
    (recorded,) = json.loads(embargo("show", case, "--json", secret=PASSPHRASE).out)["ssvc"]
    assert recorded["outcome"] == "out-of-cycle"


def test_an_ssvc_decision_is_refused_with_what_is_open_or_wrong(embargo: Embargo, case: str) -> None:
    for values, words in (
        (WALKED[:-1], "still open: human-impact (low, medium, high, very high)"),
        (("table=weather", *WALKED[1:]), "there are supplier, deployer, coordinator, triage, publish"),
        ((*WALKED, "outcome=defer"), "the outcome is immediate, not 'defer'"),
    ):
        refused = decide(embargo, case, *values)
        assert (refused.code, words in refused.err) == (9, True), refused.err
    assert "A decision needs its rationale" in decide(embargo, case, *WALKED, note=" ").err


def test_what_is_missing_names_the_event_that_meets_it(embargo: Embargo, case: str) -> None:
    shown = embargo("show", case, secret=PASSPHRASE).out
    assert "The problem confirmed (report.confirmed)" in shown
    assert "A primary handler assigned;" in shown
    refused = embargo("act", case, "audit.done", secret=PASSPHRASE)
    assert (refused.code, "the problem confirmed (report.confirmed)" in refused.err) == (9, True)


@pytest.mark.clause("MUS-5.3c", "TER-2.4c")
def test_failed_unlocks_and_refusals_are_shown_in_the_journal(embargo: Embargo, case: str) -> None:
    assert embargo("list", secret="wrong horse").code == 3
    refused = act(embargo, case, "fix.ready")
    assert refused.code == 9
    shown = embargo("journal", "--refused", secret=PASSPHRASE)
    newest, oldest = shown.out.splitlines()[1:]
    assert "act.refused  " in newest
    assert f"{case} fix.ready (something is missing: " in newest
    assert "1 attempts (passphrase)" in oldest
    told = embargo("journal", "--refused", "--json", secret=PASSPHRASE).json
    assert [(entry["event"], entry.get("case"), entry.get("count")) for entry in told] == [
        ("act.refused", case, None),
        ("unlock.failed", None, 1),
    ]
    assert len(embargo("journal", "--json", secret=PASSPHRASE).json) > len(told)
    assert "fix.ready" in embargo("journal", "--refused", "--case", case.lower(), secret=PASSPHRASE).out
    assert (
        embargo("journal", "--refused", "--case", "AUM-2026-0000000", secret=PASSPHRASE).err
        == "Nothing was refused.\n"
    )


def test_attempts_that_come_too_soon_end_with_the_seconds_to_wait(embargo: Embargo, case: str) -> None:
    for _ in range(4):
        last = embargo("list", secret="wrong horse")
    assert (last.code, "has to wait: 1 s more" in last.err or "does not open" in last.err) == (3, True)
