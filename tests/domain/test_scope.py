"""Scope is worked out from the policy's lines where they settle it, and asked about where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.assessing.hosts import read_host
from desktop.domain.assessing.scope import ScopeVerdict, judge, letter_for, line_named
from desktop.domain.assessing.scope_words import propose_lines
from desktop.domain.decide import Refusal, decide
from desktop.domain.fold import fold
from tests.histories import RECEIVED, history, january, profile, received

CZM, AUM, M87 = profile("czm"), profile("aumos"), profile("m87")
MUS, TER = profile("mushin"), profile("terragon")


def of(policy, *names: str, hosts: tuple[str, ...] = (), condition: bool | None = None) -> ScopeVerdict:
    lines = [line_named(policy, name) for name in names]
    assert None not in lines
    return judge(policy, [read_host(host) for host in hosts], lines, condition=condition)


def decided(policy, act: e.ScopeJudged):
    events = history((RECEIVED, received(policy.policy.id)))
    return decide(events, fold(events), act, policy, at=january(10), now=january(10))


def judged(policy, verdict: str, *lines: str, hosts: tuple[str, ...] = (), reason: str = "") -> str:
    """What is said against recording it; empty when it is recorded."""
    outcome = decided(policy, e.ScopeJudged(verdict, lines, hosts, reason))
    return outcome.reason if isinstance(outcome, Refusal) else ""


@pytest.mark.clause("CZM-2a", "CZM-2b", "CZM-2k")
@pytest.mark.parametrize("host", ["czm.ai", "a.b.czm.ai", "cesium.co", "WWW.Cesium.co."])
def test_a_host_of_the_scope_is_in_once_its_owner_is_answered_for(host):
    assert of(CZM, hosts=(host,)).verdict == "ask"
    assert "CZM-2k" in of(CZM, hosts=(host,)).why
    assert of(CZM, hosts=(host,), condition=True).verdict == "in"
    refuted = of(CZM, hosts=(host,), condition=False)
    assert (refuted.verdict, "CZM-2k" in refuted.why) == ("out", True)


@pytest.mark.parametrize(
    "host", ["czm.ai.evil.example", "notczm.ai", "https://czm.ai@evil.example", "192.0.2.1"]
)
def test_another_host_is_asked_about(host):
    found = of(CZM, hosts=(host,), condition=True)
    assert (found.verdict, found.lines) == ("ask", ())


@pytest.mark.parametrize("host", ["\u0441zm.ai", "czrn.ai", "cz\u00adm.ai"])
def test_a_host_that_looks_like_one_of_the_scope_asks_and_is_named(host):
    found = of(CZM, hosts=(host, "api.czm.ai"), condition=True)
    assert found.verdict == "ask"
    assert "is doubtful" in found.why


@pytest.mark.clause("CZM-2c", "CZM-2d", "CZM-2e")
@pytest.mark.parametrize("clause", ["CZM-2c", "CZM-2d", "CZM-2e"])
def test_what_has_no_host_is_matched_by_a_person(clause):
    assert of(CZM, condition=True).verdict == "ask"
    assert of(CZM, clause, condition=True).verdict == "in"


@pytest.mark.clause("CZM-2f", "CZM-2g")
@pytest.mark.parametrize("clause", ["CZM-2f", "CZM-2g"])
def test_a_third_partys_part_of_a_service_in_scope_asks_and_its_owner_decides(clause):
    assert of(CZM, clause).verdict == "out"
    assert of(CZM, clause, hosts=("pay.czm.ai",)).verdict == "ask"
    assert of(CZM, clause, hosts=("pay.czm.ai",), condition=False).verdict == "out"
    assert of(CZM, clause, hosts=("pay.czm.ai",), condition=True).verdict == "in"


@pytest.mark.clause("CZM-2h", "CZM-2i", "CZM-2j")
@pytest.mark.parametrize("clause", ["CZM-2h", "CZM-2i", "CZM-2j"])
def test_a_class_that_is_out_stays_a_question_on_a_host_that_is_in(clause):
    assert of(CZM, clause, condition=True).verdict == "out"
    found = of(CZM, clause, hosts=("czm.ai",), condition=True)
    assert found.verdict == "ask"
    assert clause in found.why
    assert "CZM-2a" in found.why


@pytest.mark.clause("CZM-6b", "CZM-6c", "CZM-6d")
@pytest.mark.parametrize("clause", ["CZM-6b", "CZM-6c", "CZM-6d"])
def test_a_prohibited_way_is_told_apart_from_the_problem(clause):
    found = of(CZM, clause, hosts=("czm.ai",), condition=True)
    assert (found.verdict, found.problem) == ("prohibited", "in")
    assert clause in found.why
    assert "safe harbour may not hold" in found.why
    assert "In scope" in found.why


@pytest.mark.clause("M87-1b", "M87-2h", "M87-2i", "M87-2j")
@pytest.mark.parametrize("clause", ["M87-2h", "M87-2i", "M87-2j"])
def test_m87_prohibits_without_calling_a_problem_out_of_scope(clause):
    found = of(M87, clause, "M87-1b")
    assert (found.verdict, found.problem) == ("prohibited", "in")
    assert of(M87, clause).problem == "ask"
    assert of(M87, "M87-1b").verdict == "in"


@pytest.mark.clause("AUM-2a", "AUM-2b", "AUM-2c", "AUM-2d", "AUM-2e", "AUM-2f", "AUM-2g", "AUM-2h")
@pytest.mark.parametrize("letter", "abcdefgh")
def test_classes_in_the_scope_of_aumos(letter):
    found = of(AUM, f"AUM-2{letter}")
    assert (found.verdict, found.lines[0].clauses) == ("in", (f"AUM-2{letter}",))
    assert judged(AUM, "in", f"AUM-2{letter}") == ""


@pytest.mark.clause("AUM-2i", "AUM-2k", "AUM-2l", "AUM-2m")
@pytest.mark.parametrize("letter", "iklm")
def test_classes_out_of_the_scope_of_aumos(letter):
    found = of(AUM, f"AUM-2{letter}")
    assert (found.verdict, found.action) == ("out", "")
    assert of(AUM, f"AUM-2{letter}", "AUM-2f").verdict == "ask"


@pytest.mark.clause("AUM-2i")
def test_denial_of_service_without_high_volume_asks():
    text = "One crafted file makes the scanner hang: a denial of service."
    (proposed,) = [line for line in propose_lines(AUM, text) if line.side == "out"]
    assert proposed.clauses == ("AUM-2i",)
    assert of(AUM).verdict == "ask"
    assert "AUM-2i" not in of(AUM).why


@pytest.mark.clause("AUM-2j")
def test_a_false_positive_leads_to_the_bug_tracker():
    assert of(AUM, "AUM-2j").action == "redirect-to-bug-tracker"
    draft = decided(AUM, e.ScopeJudged("out", ("AUM-2j",)))
    rejection = e.ReportRejected("out-of-scope", "harmless input that was flagged")
    events = history(*((RECEIVED, act) for act in (received(), draft.event, rejection)))
    assert letter_for(fold(events), AUM) == "redirect"
    assert letter_for(fold(events[:2]), AUM) == "redirect"
    assert letter_for(fold(events[:1]), AUM) == "rejection"
    elsewhere = history(
        *((RECEIVED, act) for act in (received(), draft.event, e.ReportRejected("spam", "x")))
    )
    assert letter_for(fold(elsewhere), AUM) == "rejection"


def test_what_is_out_for_another_cause_is_rejected():
    events = history(
        (RECEIVED, received()), (RECEIVED, decided(AUM, e.ScopeJudged("out", ("AUM-2l",))).event)
    )
    assert letter_for(fold(events), AUM) == "rejection"


@pytest.mark.parametrize("policy", [MUS, TER], ids=["mushin", "terragon"])
def test_a_policy_without_a_scope_states_none(policy):
    found = judge(policy, [read_host("mushinai.com")])
    assert (found.verdict, found.problem) == ("not-stated", "not-stated")
    assert "states no scope" in judged(policy, "in")
    assert judged(policy, "in", reason="our own product") == ""


@pytest.mark.clause("CZM-2a", "CZM-2k", "CZM-2j")
@pytest.mark.parametrize(
    ("verdict", "lines", "hosts", "said"),
    [
        ("in", ("CZM-2a", "CZM-2k"), (), ""),
        ("in", ("CZM-2k",), ("api.czm.ai",), ""),
        ("in", (), ("api.czm.ai",), "CZM-2k"),
        ("in", (), ("\u0441zm.ai",), "doubtful"),
        ("in", ("CZM-2k",), ("evil.example",), "a person decides"),
        ("out", ("CZM-2j",), ("czm.ai",), "a person decides"),
        ("out", ("CZM-2j",), (), ""),
        ("in", ("CZM-2j", "CZM-2k"), (), "Out of scope"),
        ("prohibited", ("CZM-6b",), (), ""),
        ("in", ("CZM-2a", "CZM-2k", "CZM-6b"), (), "Prohibited"),
        ("in", ("CZM-9z",), (), "no line"),
        ("out", (), ("no host",), "no host name"),
        ("in", (), (), "a person decides"),
    ],
)
def test_a_verdict_follows_from_its_lines_or_needs_a_reason(verdict, lines, hosts, said):
    against = judged(CZM, verdict, *lines, hosts=hosts)
    assert said in against
    assert bool(said) == bool(against)
    unreadable = "no line" in said or "no host" in said
    assert bool(judged(CZM, verdict, *lines, hosts=hosts, reason="we looked")) == unreadable


def test_a_verdict_is_kept_in_the_policys_words_and_one_spelling_of_hosts():
    event = decided(CZM, e.ScopeJudged("in", ("czm-2a", "CZM-2k", "CZM-2A"), ("API.czm.ai.",), "ours")).event
    assert event.lines == ("czm.ai with its subdomains", "Owned and run by CZM itself")
    assert event.hosts == ("api.czm.ai",)


def test_words_of_a_report_only_propose():
    text = "I wrote phishing mails and tried social engineering of your staff."
    proposed = {line.clauses for line in propose_lines(CZM, text)}
    assert proposed == {("CZM-2i",), ("CZM-6d",)}
    assert propose_lines(CZM, "") == ()
    assert propose_lines(MUS, text) == ()


NAMES = st.sampled_from([line.text for line in CZM.scope])
HOSTS = st.sampled_from(["czm.ai", "x.cesium.co", "evil.example", "\u0441zm.ai", "192.0.2.1"])


@given(st.lists(NAMES, max_size=4), st.lists(HOSTS, max_size=3), st.sampled_from([None, True, False]))
def test_in_is_never_said_without_a_line_that_is_in_and_its_condition(names, hosts, condition):
    found = of(CZM, *names, hosts=tuple(hosts), condition=condition)
    if "in" in (found.verdict, found.problem):
        assert condition is True
        assert any(line.side == "in" for line in found.lines)
        assert not any(line.side == "out" and line.kind != "asset" for line in found.lines)
        assert "\u0441zm.ai" not in hosts
    assert (found.verdict == "prohibited") == any(line.side == "prohibited" for line in found.lines)
    assert found.why


@given(st.text(), st.sampled_from([CZM, AUM, M87, MUS, TER]))
def test_any_text_proposes_lines_of_the_policy(text, policy):
    assert set(propose_lines(policy, text)) <= set(policy.scope)
