"""A severity under a policy's rules: what fixes its level, what follows from it, what CVSS says beside it."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.assessing.severity_rules import (
    disagreements,
    effect_sentences,
    effects_of,
    proposed_level,
    rules_named,
    vectors_of,
)
from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Draft
from desktop.domain.event_codec import decode, encode
from desktop.domain.events import SeveritySet
from desktop.domain.fold import fold
from desktop.domain.policy import Severities, SeverityRule
from tests.histories import RECEIVED, history, january, profile, received

AUMOS, M87 = profile("aumos"), profile("m87")
TAMPERING = AUMOS.severity.rules[0]
THREE = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
FOUR = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N"
NOW = january(20)


def decided(act: SeveritySet, policy=AUMOS) -> Draft | Refusal:
    events = history((RECEIVED, received(policy.policy.id)))
    return decide(events, fold(events), act, policy, at=NOW, now=NOW)


def recorded(act: SeveritySet, policy=AUMOS) -> SeveritySet:
    draft = decided(act, policy)
    assert isinstance(draft, Draft), draft
    assert isinstance(draft.event, SeveritySet)
    return draft.event


def refused(act: SeveritySet, policy=AUMOS) -> str:
    refusal = decided(act, policy)
    assert isinstance(refusal, Refusal)
    return refusal.sentence


@pytest.mark.clause("AUM-6c")
def test_tampering_with_audit_records_is_critical_and_nothing_less() -> None:
    for level in ("high", "medium", "low"):
        sentence = refused(SeveritySet(level, "why", rules=("AUM-6c",)))
        assert "By the policy (AUM-6c) it is critical, because it lets somebody change the audit" in sentence
        assert "or take that tick back" in sentence
        assert recorded(SeveritySet(level, "why")).level == level
    assert recorded(SeveritySet("critical", "why", rules=(" aum-6C ",))).rules == (TAMPERING.match,)
    assert recorded(SeveritySet("critical", "why", rules=("AUM-6c", TAMPERING.match))).rules == (
        TAMPERING.match,
    )


def test_a_rule_that_the_policy_does_not_have_is_refused_with_those_it_has() -> None:
    assert "it has: it lets somebody change" in refused(SeveritySet("critical", "why", rules=("AUM-9z",)))
    assert "it has: none" in refused(SeveritySet("critical", "why", rules=("AUM-6c",)), M87)


@given(st.sampled_from(["", *AUMOS.severity.levels]), st.sampled_from(AUMOS.severity.levels), st.booleans())
def test_a_ticked_rule_proposes_its_level_or_leaves_a_worse_one(level: str, fixed: str, ticked: bool) -> None:
    rule = SeverityRule(match="it is so", level=fixed, clauses=("X-1",))
    policy = msgspec.structs.replace(AUMOS, severity=Severities(rules=(rule,)))
    ticks = ("x-1",) if ticked else ()
    proposed = proposed_level(policy, level, ticks)
    if not ticked:
        assert proposed == level
        return
    assert policy.severity.levels.index(proposed) <= policy.severity.levels.index(fixed)
    assert proposed in (level, fixed)
    assert isinstance(decided(SeveritySet(proposed, "why", rules=ticks), policy), Draft)


def test_rules_are_named_by_their_words_or_their_clauses() -> None:
    assert rules_named(AUMOS, ("aum-6c",)) == rules_named(AUMOS, (TAMPERING.match.upper(),)) == (TAMPERING,)
    assert rules_named(AUMOS, ("something else",)) == ()


@pytest.mark.clause("M87-3.4e")
def test_a_critical_problem_asks_for_a_release_outside_the_schedule() -> None:
    assert effect_sentences(M87, "critical") == (
        "Its fix is released at once, outside the schedule. (M87-3.4e)",
    )
    assert not any(effects_of(M87, level) for level in ("high", "medium", "low", ""))
    assert effects_of(AUMOS, "critical") == ()


def test_both_versions_are_recorded_canonically_in_fields_of_their_own() -> None:
    act = recorded(SeveritySet("high", "why", cvss=THREE.lower(), cvss4=FOUR.removeprefix("CVSS:4.0/")))
    assert (act.cvss, act.cvss4) == (THREE, FOUR) == vectors_of(act)
    alone = recorded(SeveritySet("high", "why", cvss=FOUR))
    assert (alone.cvss, alone.cvss4) == ("", FOUR)
    assert recorded(SeveritySet("high", "why", cvss=FOUR, cvss4=FOUR)) == alone


def test_a_vector_in_the_wrong_place_is_refused() -> None:
    assert "one of CVSS 4.0 is asked for" in refused(SeveritySet("high", "why", cvss4=THREE))
    other = FOUR.replace("AV:N", "AV:L")
    assert "Two vectors of CVSS 4.0" in refused(SeveritySet("high", "why", cvss=FOUR, cvss4=other))


def test_entries_from_before_there_were_two_vectors_and_rules_are_read() -> None:
    old = decode(
        "severity.set", b'{"cvss":"%s","cwe":"CWE-79","level":"high","rationale":"x"}' % FOUR.encode()
    )
    assert old == SeveritySet("high", "x", cvss=FOUR, cwe="CWE-79")
    assert vectors_of(old) == ("", FOUR)
    new = SeveritySet("high", "x", THREE, "CWE-79", FOUR, ("it is so",))
    assert decode("severity.set", encode(new)) == new


def test_a_level_that_cvss_rates_otherwise_is_remarked() -> None:
    (sentence,) = disagreements("high", (THREE, ""))
    assert sentence.startswith("The severity is high, but CVSS 3.1 rates it critical (9.8)")
    assert len(disagreements("low", (THREE, FOUR))) == 2
    assert disagreements("critical", (THREE,)) == ()
    assert disagreements("urgent", (THREE,)) == disagreements("high", ("CVSS:3.1/AV:N", "x")) == ()


def test_a_level_that_fits_one_of_the_scores_of_a_vector_is_not_remarked() -> None:
    assert disagreements("high", (f"{THREE}/E:U/RL:O/RC:U",)) == ()
    assert disagreements("critical", (f"{THREE}/E:U/RL:O/RC:U",)) == ()
