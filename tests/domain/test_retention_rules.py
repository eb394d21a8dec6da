"""How long content is kept: by the policy, else by the vault's own setting, the latest of them."""

from datetime import UTC, datetime

import pytest

from desktop.cli.policies.policy_page import describe
from desktop.domain import events as e
from desktop.domain.policy.clauses import carriers
from desktop.domain.retention.rules import rule_for, wrong_duration
from desktop.formats.policy import find_mistakes, read_profile
from tests.histories import POLICIES, history, january

STATED = (
    (POLICIES / "mushin.toml").read_bytes()
    + b"""
[retention]
after = "24mo"
what = "report"
clauses = ["MUS-5.2d"]
"""
)


def test_what_the_policy_says_goes_before_what_the_vault_decided() -> None:
    profile = read_profile(STATED)
    vault = history((january(10), e.RetentionRuled("30d")))
    rule = rule_for(profile, "mushin", vault)
    assert rule is not None
    assert (rule.after, rule.what, rule.by_policy) == ("24mo", "report", True)
    assert rule.due(datetime(2026, 1, 31, tzinfo=UTC)) == datetime(2028, 1, 31, tzinfo=UTC)
    own = rule_for(None, "mushin", vault)
    assert own is not None
    assert (own.after, own.by_policy) == ("30d", False)
    assert rule_for(None, "mushin", []) is None


@pytest.mark.parametrize("days", [1, 27, 28, 365, 1000])
def test_no_case_that_is_due_is_left_out_by_the_first_look(days: int) -> None:
    now = datetime(2027, 3, 31, tzinfo=UTC)
    for after in (f"{days}d", f"{max(1, days // 28)}mo"):
        rule = rule_for(None, "x", history((january(10), e.RetentionRuled(after))))
        assert rule is not None
        closed = rule.latest_closing(now)
        assert rule.due(closed) > now


def test_a_profile_with_a_time_that_cannot_be_counted_cannot_be_used() -> None:
    (mistake,) = find_mistakes(STATED.replace(b"24mo", b"5bd"))
    assert "days, weeks or months" in mistake.sentence
    assert wrong_duration("24mo") == ""


def test_the_rule_is_shown_with_its_clause() -> None:
    profile = read_profile(STATED)
    assert "retention" in carriers(profile)["MUS-5.2d"]
    assert "24 months after closing, then purge: report. [MUS-5.2d]" in describe(profile)
