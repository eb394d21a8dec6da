"""Golden deadlines of the shipped policies, to the minute, through `embargo policy simulate --json`."""

import json
from typing import Any

import pytest

from tests.cli.conftest import Embargo

RECEIVED, ACKNOWLEDGED = "report.received=2026-01-09T16:00Z", "ack.sent=2026-01-12T10:00Z"
CONFIRMED, BREACH = "report.confirmed=2026-01-14T09:00Z", "breach.aware=2026-01-09T16:00Z"
EVENTS = ("--event", RECEIVED, "--event", ACKNOWLEDGED, CONFIRMED, BREACH, "--now", "2026-01-15")
KEYS = {"case", "policy", "clock", "state", "due", "since", "sentence", "clauses", "why"}


def simulate(embargo: Embargo, policy: str, *words: str) -> dict[str, dict[str, Any]]:
    result = embargo("policy", "simulate", policy, "--json", *words)
    assert result.code == 0, result.err
    found = json.loads(result.out)
    assert all(clock.keys() == KEYS for clock in found)
    assert {(clock["case"], clock["policy"]) for clock in found} == {(None, policy)}
    return {clock["clock"]: clock for clock in found}


def due(clocks: dict[str, dict[str, Any]], clock: str) -> tuple[str, str | None]:
    return clocks[clock]["state"], clocks[clock]["due"]


@pytest.mark.clause("M87-2d", "M87-2k", "M87-3.6b")
def test_m87(embargo: Embargo) -> None:
    answers = ("--answer", "gdpr-applies=yes", "law-requires-user-notice=yes")
    clocks = simulate(embargo, "m87", *EVENTS, *answers)
    assert due(clocks, "ack") == ("met", "2026-01-12T16:00:00Z")
    assert due(clocks, "embargo") == ("held", "2026-02-11T10:00:00Z")
    assert due(clocks, "authority-notice") == ("overdue", "2026-01-12T16:00:00Z")
    assert due(clocks, "user-notice") == ("overdue", "2026-01-12T16:00:00Z")


@pytest.mark.clause("M87-2d", "M87-2k")
def test_m87_without_an_acknowledgement_names_no_end_of_the_hold(embargo: Embargo) -> None:
    clocks = simulate(embargo, "m87", "--event", RECEIVED, "--now", "2026-01-15")
    assert due(clocks, "ack") == ("overdue", "2026-01-12T16:00:00Z")
    assert due(clocks, "embargo") == ("waiting", None)


@pytest.mark.clause("CZM-4a", "CZM-4b", "CZM-4c", "CZM-4d")
@pytest.mark.parametrize(
    ("severity", "clock", "instant"),
    [
        ("critical", "fix-high", "2026-02-08T16:00:00Z"),
        ("high", "fix-high", "2026-02-08T16:00:00Z"),
        ("medium", "fix-low", "2026-04-09T16:00:00Z"),
        ("low", "fix-low", "2026-04-09T16:00:00Z"),
    ],
)
def test_czm(embargo: Embargo, severity: str, clock: str, instant: str) -> None:
    clocks = simulate(embargo, "czm", *EVENTS, "--severity", severity)
    assert due(clocks, "ack") == ("met", "2026-01-12T16:00:00Z")
    assert due(clocks, "assess") == ("running", "2026-01-16T16:00:00Z")
    assert due(clocks, clock) == ("running", instant)
    other = {"fix-high": "fix-low", "fix-low": "fix-high"}[clock]
    assert clocks[other]["state"] == "not-applicable"


@pytest.mark.clause("MUS-1d")
def test_mushin(embargo: Embargo) -> None:
    assert due(simulate(embargo, "mushin", *EVENTS), "ack") == ("late", "2026-01-11T16:00:00Z")
    asked = ("--event", RECEIVED, "question.sent=2026-01-11T16:00Z", "--now", "2026-01-15")
    assert due(simulate(embargo, "mushin", *asked), "ack") == ("met", "2026-01-11T16:00:00Z")


@pytest.mark.clause("TER-5b", "TER-5c", "TER-5d")
@pytest.mark.parametrize(
    ("severity", "clock", "state", "instant"),
    [
        ("critical", "update-critical", "overdue", "2026-01-10T16:00:00Z"),
        ("high", "update-high", "running", "2026-01-16T16:00:00Z"),
        ("medium", "update-low", "waiting", None),
        ("low", "update-low", "waiting", None),
    ],
)
def test_terragon(embargo: Embargo, severity: str, clock: str, state: str, instant: str | None) -> None:
    assert due(simulate(embargo, "terragon", *EVENTS, "--severity", severity), clock) == (state, instant)


@pytest.mark.clause("AUM-1h", "AUM-1i", "AUM-3a", "AUM-3b", "AUM-3c", "AUM-4d")
def test_aumos(embargo: Embargo) -> None:
    clocks = simulate(embargo, "aumos", *EVENTS)
    assert due(clocks, "ack") == ("late", "2026-01-11T16:00:00Z")
    assert due(clocks, "assess") == ("running", "2026-01-16T16:00:00Z")
    assert due(clocks, "status") == ("running", "2026-01-19T10:00:00Z")
    assert due(clocks, "embargo") == ("held", "2026-04-09T16:00:00Z")


@pytest.mark.clause("AUM-3d", "AUM-3e", "AUM-3f")
@pytest.mark.parametrize(
    ("severity", "clock", "state", "instant"),
    [
        ("critical", "fix-critical", "running", "2026-01-21T09:00:00Z"),
        ("high", "fix-high", "running", "2026-02-13T09:00:00Z"),
        ("medium", "fix-low", "waiting", None),
        ("low", "fix-low", "waiting", None),
    ],
)
def test_aumos_fixes(embargo: Embargo, severity: str, clock: str, state: str, instant: str | None) -> None:
    assert due(simulate(embargo, "aumos", *EVENTS, "--severity", severity), clock) == (state, instant)


@pytest.mark.clause("AUM-3c")
def test_a_clock_that_recurs_counts_from_its_last_letter(embargo: Embargo) -> None:
    letters = ("--event", "status.sent=2026-01-13T08:00Z", "status.sent=2026-01-14T10:00Z")
    clocks = simulate(embargo, "aumos", *EVENTS, *letters)
    assert due(clocks, "status") == ("running", "2026-01-21T10:00:00Z")


def test_the_regulation(embargo: Embargo) -> None:
    happened = (BREACH, "exploitation.aware=2026-01-09T16:00Z", "fix.released=2026-01-14T09:00Z")
    answers = ("gdpr-applies=yes", "gdpr-high-risk=no", "cra-applies=yes")
    words = ("--event", *happened, "--answer", *answers, "--now", "2026-01-15")
    clocks = simulate(embargo, "regulation", *words)
    assert due(clocks, "authority-notice") == ("overdue", "2026-01-12T16:00:00Z")
    assert due(clocks, "csirt-warning") == ("overdue", "2026-01-10T16:00:00Z")
    assert due(clocks, "csirt-notice") == ("overdue", "2026-01-12T16:00:00Z")
    assert due(clocks, "csirt-report") == ("running", "2026-01-28T09:00:00Z")
    assert clocks["user-notice"]["state"] == "not-applicable"


def test_a_question_that_nobody_answered_leaves_its_clocks_conditional(embargo: Embargo) -> None:
    clocks = simulate(embargo, "m87", *EVENTS)
    assert due(clocks, "authority-notice") == ("conditional", "2026-01-12T16:00:00Z")


@pytest.mark.clause("TER-5d", "AUM-3f")
@pytest.mark.parametrize(("policy", "clock"), [("terragon", "update-low"), ("aumos", "fix-low")])
def test_a_release_is_planned_by_its_event(embargo: Embargo, policy: str, clock: str) -> None:
    planned = ("--event", "release.scheduled=2026-02-03", "release.scheduled=2026-03-03")
    state, instant = due(simulate(embargo, policy, *EVENTS, *planned, "--severity", "medium"), clock)
    assert (state, str(instant)[:10]) in {("running", "2026-02-03"), ("running", "2026-02-04")}


def test_a_day_is_taken_for_its_midnight_and_that_is_said(embargo: Embargo) -> None:
    told = embargo(
        "policy", "simulate", "mushin", "--event", "report.received=2026-01-09", "--now", "2026-01-15"
    )
    assert told.err == "Midnight UTC was taken for report.received, --now: no time of the day was given.\n"
    exact = ("report.received=2026-01-09T16:00Z", "release.scheduled=2026-02-03")
    assert embargo("policy", "simulate", "mushin", "--event", *exact, "--now", "2026-01-15T00:00Z").err == ""


def test_the_hold_is_shown_with_its_reason_to_people_only(embargo: Embargo) -> None:
    shown = embargo("policy", "simulate", "m87", *EVENTS).out
    assert "Hold: until 2026-02-11 10:00 UTC" in shown
    assert "By the policy" in shown
    assert "Hold" not in embargo("policy", "simulate", "regulation", *EVENTS).out
    assert simulate(embargo, "m87", "--event", RECEIVED, "--now", "2026-01-15")["embargo"]["why"]


def test_for_people_the_promises_stand_in_a_table(embargo: Embargo) -> None:
    shown = embargo("policy", "simulate", "mushin", *EVENTS)
    assert shown.code == 0
    assert "late" in shown.out
    assert "2026-01-11 16:00Z" in shown.out
    assert "MUS-1d" in shown.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--event", "ack.snet=2026-01-12"), "did you mean ack.sent"),
        (("--event", "ack.sent"), "NAME=TIME"),
        (("--event", "ack.sent=tomorrow"), "no time such as"),
        (("--event", "ack.sent=2026-01-12T25:00"), "no time such as"),
        (("--event", "ack.sent=\x1b[31m"), "no time such as"),
        (("--severity", "huge"), "no severity huge"),
        (("--event", "severity.set=2026-01-12"), "--severity"),
        (("--answer", "gdpr-applies=perhaps"), "yes or"),
        (
            ("--answer", "gdpr-applies=perhaps"),
            "The questions of m87 are: law-requires-user-notice, gdpr-applies.",
        ),
        (("--answer", "gdpr=yes"), "asks no question gdpr"),
        (("--event", RECEIVED, "--now", "2026-01-01"), "in the future"),
        (("--event", RECEIVED, "ack.sent=2026-01-09T15:59Z"), "before the report was received"),
        (("--event", RECEIVED, "ack.sent=2026-01-09T16:30+01:00"), "before the report was received"),
        (("--event", "report.received=0001-01-01"), "too far away"),
        (("--now", "9999-12-31"), "too far away"),
        (("--event", "report.received=2199-01-01"), "in the future"),
    ],
)
def test_nonsense_is_refused_in_words(embargo: Embargo, words: tuple[str, ...], said: str) -> None:
    refused = embargo("policy", "simulate", "m87", *words)
    assert refused.code == 2
    assert said in refused.err
    assert not set(refused.err) & set("\x1b")
    assert refused.out == ""


def test_what_was_known_before_the_report_may_precede_it(embargo: Embargo) -> None:
    early = "breach.aware=2026-01-09T12:00Z"
    clocks = simulate(embargo, "m87", "--event", RECEIVED, early, "--now", "2026-01-10")
    assert clocks["authority-notice"]["due"] == "2026-01-12T12:00:00Z"


def test_an_unknown_policy_is_named(embargo: Embargo) -> None:
    assert embargo("policy", "simulate", "nobody").code == 6
