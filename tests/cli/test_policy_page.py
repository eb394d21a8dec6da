"""The page about a policy: what it promises, where it is silent, and what nobody here carries."""

from datetime import date

import msgspec
import pytest

from desktop.cli.policies.policy_page import describe
from desktop.domain.policy import Adoption, Profile, Release
from desktop.domain.policy.clauses import carriers, items_of
from tests.histories import POLICIES, january, profile

SHIPPED = [profile(path.stem) for path in sorted(POLICIES.glob("*.toml"))]
named = pytest.mark.parametrize("policy", SHIPPED, ids=lambda p: p.policy.id)


def page(policy: str | Profile) -> str:
    """The page on one line, however its lines were folded."""
    return " ".join(describe(profile(policy) if isinstance(policy, str) else policy).split())


# --- what it says ----------------------------------------------------------------------------------------


@pytest.mark.clause("M87-0a", "M87-1c", "CZM-10c", "CZM-10d", "MUS-10a")
@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ("m87", "as of 2025-09-08 [M87-0a"),
        ("m87", "Belongs with: Terms of Service, Privacy Policy."),
        ("czm", "as of 2025-12-01, in force since 2025-12-01 [CZM-10a, CZM-10c, CZM-10d]"),
        ("mushin", "as of 2025-05 [MUS-10a]"),
        ("terragon", "terragon (TER), no date"),
    ],
)
def test_it_begins_with_whose_policy_it_is_and_as_of_when(policy: str, words: str) -> None:
    assert words in page(policy)


@pytest.mark.clause("M87-2c")
@pytest.mark.clause("CZM-3d", "CZM-3e", "CZM-3f", "CZM-3h")
@pytest.mark.clause("MUS-1f", "MUS-1g", "MUS-1h", "MUS-1i", "MUS-1j", "MUS-1k", "MUS-1l")
@pytest.mark.clause("AUM-1d", "AUM-1e", "AUM-1f", "AUM-1g", "AUM-5h")
@pytest.mark.parametrize(
    ("policy", "fields"),
    [
        ("m87", ("[M87-2c]",) * 4 + ("A proof of concept (if there is one) [M87-2c]",)),
        (
            "czm",
            (
                "What the problem is [CZM-3d]",
                "How to reproduce it [CZM-3e]",
                "What it could lead to [CZM-3f]",
                "How the reporter can be reached (optional) [CZM-3g]",
                "Evidence (if there is one) [CZM-3h] Accepted: screenshot, log, poc",
            ),
        ),
        (
            "mushin",
            (
                "The kind of problem [MUS-1f]",
                "[MUS-1g]",
                "[MUS-1h] Accepted: tag, branch, commit, url",
                "[MUS-1i]",
                "[MUS-1j]",
                "A proof of concept (if possible) [MUS-1k]",
                "What an attacker gains [MUS-1l]",
            ),
        ),
        (
            "aumos",
            (
                "What the problem is [AUM-1d]",
                "What it could lead to [AUM-1d, AUM-5h] May stay unknown.",
                "The steps that reproduce it [AUM-1e]",
                "A proof of concept (if it applies) [AUM-1f]",
                "A fix that the reporter suggests (optional) [AUM-1g]",
            ),
        ),
    ],
)
def test_it_lists_what_a_report_should_say_and_how_much_it_is_asked_for(
    policy: str, fields: tuple[str, ...]
) -> None:
    shown = page(policy)
    places = [shown.index(field) for field in fields]
    assert places == sorted(places)


@pytest.mark.clause("M87-2g", "CZM-5a", "CZM-5d", "CZM-5e", "CZM-5f", "CZM-5g", "CZM-5h", "CZM-5i")
@pytest.mark.parametrize("policy", ["m87", "czm"])
def test_safe_harbour_is_shown_with_every_condition(policy: str) -> None:
    harbour = profile(policy).safe_harbour
    shown = page(policy).partition(" Safe harbour ")[2].partition(" Laws and standards ")[0]
    assert shown == f"{harbour.promise} [{', '.join(harbour.clauses)}] {' '.join(harbour.conditions)}"
    assert len(harbour.conditions) >= 5


@pytest.mark.parametrize(
    ("policy", "bounty"),
    [
        pytest.param("m87", "at present. [M87-2l]", marks=pytest.mark.clause("M87-2l")),
        pytest.param("czm", "given in public. [CZM-7b]", marks=pytest.mark.clause("CZM-7b")),
        ("mushin", "Bounty Not stated."),
        ("terragon", "Bounty Not stated."),
        ("aumos", "Bounty Not stated."),
    ],
)
def test_no_bounty_is_told_from_a_bounty_that_nobody_speaks_of(policy: str, bounty: str) -> None:
    assert bounty in page(policy)


@pytest.mark.clause("M87-4e", "M87-7a", "MUS-8a", "CZM-9a", "TER-6a")
def test_each_address_stands_with_what_it_is_for() -> None:
    assert "Mail to root@cosmicai.dev, for vulnerability, suspicious activity, inquiry" in page("m87")
    assert "Mail to security@mushinai.com, for vulnerability, policy question" in page("mushin")
    assert "Mail to security@czm.ai, for vulnerability, policy question" in page("czm")
    assert "Mail to security@terragon.com, for vulnerability, policy question" in page("terragon")


@pytest.mark.clause("MUS-6a", "MUS-6b", "MUS-6c", "TER-4a", "TER-4b", "TER-4c", "TER-4d")
def test_laws_and_standards_stand_with_what_is_claimed_of_them() -> None:
    assert "GDPR [MUS-6a] SOC 2 Type II (in progress) [MUS-6b] HIPAA (configurations" in page("mushin")
    assert "GDPR [TER-4a] CCPA [TER-4b] SOC 2 Type II [TER-4c] Industry-standard" in page("terragon")


def test_what_a_severity_changes_and_what_fixes_it_is_shown() -> None:
    assert "critical: Its fix is released at once, outside the schedule. [M87-3.4e]" in page("m87")
    assert "critical if it lets somebody change the audit records" in page("aumos")


def test_clocks_are_shown_with_their_span_their_force_and_other_readings() -> None:
    shown = page("terragon")
    assert "24 hours from when the report arrives. It is kept once the fix is released." in shown
    assert "Another reading, from-fix: Counted from the prepared fix. Assumed: Counted from receipt" in shown
    assert "“promptly”, without a number, from when any answer is sent" in page("m87")
    assert "Only once the question “Does the GDPR apply to the personal data concerned?”" in page("m87")


@pytest.mark.parametrize(
    ("policy", "hold"),
    [
        (
            "m87",
            (
                "Details are held until the first of these: the remediation is complete; 30 days have passed "
                "from when any answer is sent to the reporter. [M87-2k]"
            ),
        ),
        ("czm", "Details are held until people judge that it is time (a reasonable time"),
        ("aumos", "They are published at the latest when 90 days have passed from when the report arrives."),
        ("mushin", "Hold Not stated."),
        ("terragon", "Hold Not stated."),
    ],
)
def test_the_hold_is_said_in_words(policy: str, hold: str) -> None:
    assert hold in page(policy)


def test_an_adopted_profile_says_when_and_with_which_readings() -> None:
    adopted = Adoption(on=january(5).date(), readings={"update-high": "from-fix"})
    shown = page(msgspec.structs.replace(profile("terragon"), adopted=adopted))
    assert "Taken into use on 2026-01-05: reading of update-high: from-fix." in shown


# --- what it is silent about -----------------------------------------------------------------------------


def test_what_a_policy_is_silent_about_is_said_and_has_no_default() -> None:
    shown = page("terragon")
    for title in ("Scope", "Versions", "What a report should say", "Credit", "Safe harbour", "Letters"):
        assert f" {title} Not stated." in shown
    assert "An acknowledgement: Not stated." in shown
    assert "Severities Not stated. The desk uses critical, high, medium, low." in page("mushin")


def test_a_pack_shows_the_tables_that_it_fills_and_no_others() -> None:
    shown = page("regulation")
    assert "The final report follows within 14 days" in shown
    assert "Not stated" not in shown
    assert "Bounty" not in shown


# --- the register ----------------------------------------------------------------------------------------


@named
def test_every_clause_stands_on_the_page(policy: Profile) -> None:
    shown = page(policy)
    assert [clause for clause in carriers(policy) if clause not in shown] == []


@named
def test_what_is_not_carried_stands_there_with_its_reason(policy: Profile) -> None:
    shown = page(policy)
    for item in policy.not_carried:
        assert f"{item.reason} [{', '.join(item.clauses)}]" in shown


@named
def test_every_item_with_clauses_has_a_name_in_the_register(policy: Profile) -> None:
    for item in items_of(policy):
        for clause in item.clauses:
            assert carriers(policy)[clause]


def test_the_page_counts_the_clauses() -> None:
    assert "43 clauses: 41 carried here, 2 not." in page("aumos")


def test_releases_places_and_ends_of_support_are_shown_as_stated() -> None:
    aumos = profile("aumos")
    release = Release(cadence="monthly", dates=(date(2026, 2, 3),))
    line = msgspec.structs.replace(profile("mushin").versions[0], until=date(2026, 5, 1))
    channel = msgspec.structs.replace(aumos.intake[0], severities=("critical",), preferred=True, key="0xAB")
    told = page(msgspec.structs.replace(aumos, release=release, versions=(line,), intake=(channel,)))
    for words in (
        "monthly Planned: 2026-02-03",
        "not supported until 2026-05-01" if line.supported is False else "supported until 2026-05-01",
        "(preferred), for vulnerability",
        "Only for severity critical. Key, not verified by anybody yet: 0xAB",
    ):
        assert words in told


def test_the_register_names_what_carries_a_clause() -> None:
    assert carriers(profile("aumos"))["AUM-6c"] == ("severity rule critical", "tool tamper-evident")
    assert carriers(profile("czm"))["CZM-4a"] == ("step acknowledged", "clock ack", "letter ack.sent")
    (reason,) = carriers(profile("terragon"))["TER-2.6c"]
    assert reason == "not carried: Without a network there is no certificate to pin."


@named
def test_no_line_is_longer_than_a_page_is_wide(policy: Profile) -> None:
    assert max(map(len, describe(policy).splitlines())) <= 100


def test_nobody_has_to_know_the_names_of_events_or_durations() -> None:
    for policy in SHIPPED:
        events = {name for clock in policy.clocks for name in (*clock.starts, *clock.stops)}
        spans = {span for clock in policy.clocks for span in (clock.within, clock.every) if span.isalnum()}
        words = {*page(policy).replace("(", " ").replace(",", " ").split()}
        assert not (events | spans) & words
