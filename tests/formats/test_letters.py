"""The words of letters: what each kind says, and what each policy has them say."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.marks import marks_in
from desktop.domain.policy.duties import LetterRule
from desktop.formats.letters.drafting import draft_text
from desktop.formats.letters.fields import fields_of
from desktop.formats.letters.kinds import AUDIENCES, EVENTS, LETTER_KINDS
from tests.formats.situations import CASE_ID, plain, situation
from tests.histories import PRODUCT, RECEIVED, SEVERITY, january, profile


@pytest.mark.parametrize("policy", ["aumos", "czm", "m87", "mushin", "terragon"])
@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_every_letter_names_its_case_and_its_writer(kind: str, policy: str) -> None:
    happened = (
        (RECEIVED, PRODUCT),
        (RECEIVED, SEVERITY),
        (RECEIVED, e.FixPrepared("Widget", "1.4.1", "1.4")),
        (RECEIVED, e.ReportRejected("out-of-scope", "The demo site is {{ out }} of scope.")),
    )
    text = draft_text(kind, situation(policy, *happened))  # type: ignore[arg-type]
    assert text.startswith("Dear Ada,\n\n" if kind not in AUDIENCES else ("Dear user,", "To the"))
    assert CASE_ID in text
    assert text.endswith(f"Grace\n{profile(policy).policy.organisation}\n")
    assert ("{{ out }}" in text) == (kind in ("rejection", "redirect"))
    if kind == "fix-notice":
        assert "Widget 1.4.1" in text
    assert "\n\n\n" not in text


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_a_letter_can_be_drafted_from_the_barest_case(kind: str) -> None:
    case = msgspec.structs.replace(fold([]), case_id=CASE_ID, reporter_name=Untrusted("\u202e\n"))
    text = draft_text(kind, situation("mushin", case=case, readings=()))  # type: ignore[arg-type]
    assert "\u202e" not in text


@pytest.mark.clause("MUS-4.3c", "TER-2.2a")
@pytest.mark.parametrize("name", ["{{ handler }}", "{% for x in says %}", "a\nb", "\u202ea", "[TO WRITE: x]"])
def test_a_stranger_s_name_is_a_line_of_letters(name: str) -> None:
    case = msgspec.structs.replace(fold([]), case_id=CASE_ID, reporter_name=Untrusted(name))
    first = draft_text("credit-question", situation(case=case)).splitlines()[0]
    assert first == f"Dear {Untrusted(name).line.replace('[TO WRITE:', '[to write:')},"
    assert not marks_in(first)


# --- what the policies have letters say ----------------------------------------------------------------


@pytest.mark.clause("M87-2a", "M87-2d", "M87-2f", "M87-2g", "M87-2k", "M87-2l")
def test_m87_acknowledges_with_safe_harbour_no_bounty_and_the_rule_on_disclosure() -> None:
    rules = profile("m87")
    text = plain(draft_text("acknowledgement", situation("m87")))
    assert "has reached us" in text
    assert "are welcome" in text
    assert rules.safe_harbour.promise in text
    assert all(f"- {condition}" in text for condition in rules.safe_harbour.conditions)
    assert rules.bounty.text in text
    assert rules.clock("embargo").sentence in text
    assert "if you would rather not be named" in text
    assert all(condition in text for condition in rules.credit.only_if)


@pytest.mark.clause("CZM-1a", "CZM-3a", "CZM-4a", "CZM-5a", "CZM-5i", "CZM-7b", "CZM-10b")
def test_czm_acknowledges_with_welcome_safe_harbour_and_its_next_promise() -> None:
    rules = profile("czm")
    text = plain(draft_text("acknowledgement", situation("czm")))
    assert "are welcome" in text
    assert rules.safe_harbour.promise in text
    assert rules.bounty.text in text
    assert "please read our security policy again (https://czm.ai)" in text
    assert "That is by Fri 16 January 2026, 16:00 UTC." in text


@pytest.mark.clause("MUS-1a", "MUS-1d")
def test_mushin_thanks_and_promises_nothing_that_it_does_not_promise() -> None:
    text = plain(draft_text("acknowledgement", situation("mushin")))
    assert "Thank you" in text
    assert not any(word in text for word in ("legal", "bount", "keep the details", "credit", "our policy"))


@pytest.mark.clause("AUM-1a", "AUM-1h", "AUM-1i")
def test_aumos_thanks_and_says_when_the_detailed_answer_comes() -> None:
    text = plain(draft_text("acknowledgement", situation("aumos")))
    assert "Thank you" in text
    assert "5 business days. That is by Fri 16 January 2026, 16:00 UTC." in text
    assert "48 hours" not in text  # this letter keeps it


def test_a_hold_without_a_date_is_told_as_one() -> None:
    rules = profile("czm")
    letters = (LetterRule(event="ack.sent", says=("hold-rule",)),)
    text = plain(
        draft_text("acknowledgement", situation(profile=msgspec.structs.replace(rules, letters=letters)))
    )
    assert "for a reasonable time to deal with it; our policy names no date" in text


@pytest.mark.clause("M87-2k")
def test_a_hold_that_has_ended_is_not_asked_for_any_more() -> None:
    later = datetime(2026, 3, 1, tzinfo=UTC)
    acted = ((RECEIVED, e.AckSent()),)
    before, after = (situation("m87", *acted, now=now) for now in (RECEIVED + timedelta(days=1), later))
    assert "Please keep the details to yourself for now" in plain(draft_text("acknowledgement", before))
    text = plain(draft_text("acknowledgement", after))
    assert "keep the details" not in text
    assert "In your case that was until Sun 8 February 2026, 16:00 UTC." in text
    proposed = plain(draft_text("disclosure-agreement", after))
    assert "By it, details stayed private until Sun 8 February 2026, 16:00 UTC." in proposed
    assert "As things stand today, details stay private until" in plain(
        draft_text("disclosure-agreement", before)
    )


def test_a_deadline_stands_in_the_policy_s_zone_and_in_utc() -> None:
    rules = profile("aumos")
    calendar = msgspec.structs.replace(rules.calendar, timezone="Asia/Tokyo")
    there = msgspec.structs.replace(rules, calendar=calendar)
    text = plain(draft_text("acknowledgement", situation(profile=there)))
    assert "Sat 17 January 2026, 01:00 JST (Fri 16 January 2026, 16:00 UTC)" in text
    assert "Your report of 10 January 2026" in text


@pytest.mark.clause("CZM-4b", "AUM-3b")
@pytest.mark.parametrize("policy", ["czm", "aumos"])
def test_an_assessment_tells_the_severity_and_what_comes_next(policy: str) -> None:
    without = draft_text("assessment", situation(policy))
    assert "what you found, and how severe it is" in marks_in(without)
    confirmed = ((RECEIVED, SEVERITY), (RECEIVED, e.ReportConfirmed()))
    text = plain(draft_text("assessment", situation(policy, *confirmed)))
    assert "the severity of the problem as high: Reachable without an account" in text
    assert "That is by Sun 8 February 2026, 16:00 UTC." in text


@pytest.mark.clause("CZM-4e", "AUM-3c")
@pytest.mark.parametrize("policy", ["czm", "aumos"])
def test_a_status_letter_tells_what_was_done_and_leaves_the_rest_to_a_person(policy: str) -> None:
    done = ((january(10), e.ReportConfirmed()), (january(12), e.FixReady()))
    text = draft_text("status", situation(policy, *done, now=january(13)))
    assert "- on 10 January 2026 the problem was confirmed\n- on 12 January 2026 the fixes were ready" in text
    assert marks_in(text) == ("what was done since your last message, and what comes next",)


@pytest.mark.clause("CZM-4e", "CZM-5c", "CZM-7a", "AUM-4b", "AUM-4c")
@pytest.mark.parametrize(
    ("policy", "words"), [("czm", "With your permission"), ("aumos", "rather not be named")]
)
def test_a_fix_notice_names_the_version_and_asks_by_the_policy_s_own_rule_on_credit(policy, words) -> None:
    happened = ((RECEIVED, PRODUCT), (RECEIVED, e.FixPrepared("Widget", "1.4.1", "1.4")))
    text = plain(draft_text("fix-notice", situation(policy, *happened)))
    assert "is resolved" in text
    assert "- Widget 1.4.1" in text
    assert words in text
    named = (*happened, (RECEIVED, e.CreditRecorded("alias", "adaptive", "her mail")))
    assert "we name you as adaptive" in plain(draft_text("fix-notice", situation(policy, *named)))
    unnamed = (*happened, (RECEIVED, e.CreditRecorded("anonymous")))
    assert "we do not name you" in plain(draft_text("fix-notice", situation(policy, *unnamed)))


@pytest.mark.clause("M87-3.6b")
def test_users_and_the_authority_are_told_what_happened_without_the_reporter() -> None:
    happened = ((january(9, 17), e.BreachAware()),)
    users = draft_text("user-notice", situation("m87", *happened))
    authority = draft_text("authority-notice", situation("m87", *happened))
    assert "Ada" not in users + authority
    assert "what the user should do now" in marks_in(users)
    assert "We became aware of it: Fri 9 January 2026, 17:00 UTC" in authority
    assert "reasons for the delay" not in authority
    answered = (*happened, (january(9, 18), e.ConditionAnswered("m87", "gdpr-applies", True, "EU users")))
    late = draft_text("authority-notice", situation("m87", *answered, now=january(14)))
    assert "reasons for the delay" in marks_in(late)


@pytest.mark.clause("M87-6a", "M87-6b", "CZM-10a")
def test_the_new_policy_is_told_with_its_date_and_what_the_case_is_held_to() -> None:
    old = profile("m87")
    identity = msgspec.structs.replace(old.policy, updated="2026-02-01", effective="")
    new = msgspec.structs.replace(old, policy=identity)
    text = plain(draft_text("policy-changed", situation("m87", current=new)))
    assert "is dated 2026-02-01" in text
    assert "stays under the version that was in force when it arrived" in text
    moved = ((RECEIVED, e.PolicyRepinned("1" * 64, "0" * 64, "shorter")),)
    text = plain(draft_text("policy-changed", situation("m87", *moved, current=new)))
    assert "hold ourselves to the new version in your case" in text
    assert "the date of the new version" in marks_in(
        draft_text("policy-changed", situation("m87", current=old))
    )


@pytest.mark.clause("MUS-1b", "AUM-1b")
@pytest.mark.parametrize("policy", ["mushin", "aumos"])
def test_whoever_wrote_in_public_is_asked_to_go_on_in_private(policy: str) -> None:
    text = plain(draft_text("take-private", situation(policy)))
    assert "- a public issue" in text
    assert (
        f"send them to security@{policy.replace('mushin', 'mushinai.com').replace('aumos', 'aumos.io')}"
        in text
    )
    assert "nobody uses them before there is a fix" in text
    assert "A hole" not in text  # in public, nothing of the report


@pytest.mark.clause("AUM-2j")
def test_a_false_positive_is_sent_to_the_bug_tracker() -> None:
    judged = e.ScopeJudged("out", ("harmless input that was flagged",), reason="false positive")
    text = draft_text("redirect", situation("aumos", (RECEIVED, judged)))
    assert "- harmless input that was flagged" in text
    assert "the address of the bug tracker" in marks_in(text)


@pytest.mark.clause("AUM-4a", "AUM-4d", "CZM-6a")
def test_an_agreement_is_proposed_beside_what_the_policy_says() -> None:
    planned = ((RECEIVED, e.DisclosurePlanned(january(31, 9))),)
    text = plain(draft_text("disclosure-agreement", situation("aumos", *planned)))
    assert "90 days at most" in text
    assert "until Thu 9 April 2026, 16:00 UTC, or sooner" in text
    assert "We propose: Sat 31 January 2026, 09:00 UTC" in text
    assert "Nothing changes unless you agree in writing." in text
    assert "Our policy sets no date for this." in draft_text("disclosure-agreement", situation("mushin"))
    assert "names no date" in draft_text("disclosure-agreement", situation("czm"))


@pytest.mark.clause("M87-2f", "CZM-7a", "AUM-4c")
def test_credit_is_asked_by_the_policy_s_rule() -> None:
    assert "unless they object" in plain(draft_text("credit-question", situation("aumos")))
    assert "credit nobody without their permission" in plain(draft_text("credit-question", situation("czm")))
    assert "name or alias" in plain(draft_text("credit-question", situation("czm")))
    assert "provided that" in plain(draft_text("credit-question", situation("m87")))
    assert "leaves this open" in plain(draft_text("credit-question", situation("terragon")))


def test_a_pack_s_letters_add_to_what_is_said() -> None:
    taken = situation("aumos", packs=(profile("regulation"),))
    assert fields_of("user-notice", taken).letter.says == ("what-happened", "what-to-do")
    assert fields_of("reply", taken).letter.says == ()


@pytest.mark.parametrize("kind", sorted(set(LETTER_KINDS) - set(EVENTS)))
def test_only_a_reply_records_nothing_by_itself(kind: str) -> None:
    assert kind == "reply"
