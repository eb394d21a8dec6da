"""Acts are refused while something is missing, and the refusal says what."""

from datetime import timedelta

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.clocks import read_clocks
from desktop.domain.clocks.hold import read_hold
from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.fold import fold
from desktop.domain.policy import Disclosure, PublishAfter
from desktop.domain.stages import needs_of, stage_of
from tests.histories import PRODUCT, RECEIVED, SEVERITY, TRIED, history, january, profile, received

AUMOS = profile("aumos")
MUSHIN = profile("mushin")
NOW = january(20)


def outcome(events: list[Recorded], act: Event, policy: str = "aumos") -> Draft | Refusal:
    rules = AUMOS if policy == "aumos" else MUSHIN
    return decide(events, fold(events), act, rules, at=NOW, now=NOW)


def refused(events: list[Recorded], act: Event, policy: str = "aumos") -> str:
    answer = outcome(events, act, policy)
    assert isinstance(answer, Refusal)
    return answer.sentence


def so_far(*acts: Event, policy: str = "aumos") -> list[Recorded]:
    opened = (RECEIVED, received(policy))
    return history(opened, *((january(10) + timedelta(hours=n), act) for n, act in enumerate(acts)))


CONFIRMED = (PRODUCT, SEVERITY, TRIED, e.ReportConfirmed())
AUDITED = (*CONFIRMED, e.AuditRecorded("eval( in all branches", "two hits, both harmless"), e.AuditDone())
FIXES = (e.FixPrepared("Widget", "1.3.9", "1.3"), e.FixPrepared("Widget", "1.4.1", "1.4"))
PROVED = tuple(
    act
    for branch in ("1.3", "1.4")
    for act in (
        e.FixTested("Widget", "the steps of the report", "passed", branch),
        e.FixReviewed("Widget", "Barbara", "approved", branch),
    )
)


@pytest.mark.clause("MUS-3b")
def test_a_problem_is_not_confirmed_without_versions_and_severity() -> None:
    sentence = refused(so_far(), e.ReportConfirmed())
    assert "affected products and versions listed" in sentence
    assert "a severity with its rationale" in sentence
    assert isinstance(outcome(so_far(PRODUCT, SEVERITY, TRIED), e.ReportConfirmed()), Draft)


def test_the_audit_is_not_done_before_something_was_searched() -> None:
    assert "what was searched" in refused(so_far(*CONFIRMED, policy="mushin"), e.AuditDone(), "mushin")
    assert isinstance(outcome(so_far(*AUDITED[:-1]), e.AuditDone()), Draft)


@pytest.mark.clause("MUS-3d")
def test_fixes_are_not_ready_while_a_supported_version_has_none() -> None:
    sentence = refused(so_far(*AUDITED, FIXES[0], policy="mushin"), e.FixReady(), "mushin")
    assert "Widget 1.4" in sentence
    assert "a test that passes, for Widget 1.3, 1.4" in refused(so_far(*AUDITED, *FIXES), e.FixReady())
    assert isinstance(outcome(so_far(*AUDITED, *FIXES, *PROVED), e.FixReady()), Draft)


def test_withdrawing_a_fact_reopens_its_stage() -> None:
    done = so_far(
        e.ArrivalConfirmed(RECEIVED), e.HandlerAssigned("Grace"), e.AckSent(), *CONFIRMED, e.AssessmentSent()
    )
    assert stage_of(fold(done), AUMOS) == "Audit"
    withdrawn = [*done, Recorded("e" * 64, None, "w", 99, NOW, NOW, "me", e.EventUndone(done[4].id))]
    assert stage_of(fold(withdrawn), AUMOS) == "Confirm"


def test_a_need_of_the_policy_is_never_waived() -> None:
    assert "cannot be waived" in refused(so_far(), e.NeedWaived("severity", "we know"))
    assert isinstance(outcome(so_far(), e.NeedWaived("audit-note", "no source at hand")), Draft)


def test_a_waived_need_of_the_house_stands_aside_with_its_reason() -> None:
    waived = so_far(*CONFIRMED, e.NeedWaived("audit-note", "vendor code"))
    need = next(n for n in needs_of(fold(waived), AUMOS) if n.id == "audit-note")
    assert (need.met, need.settled, need.waived) == (False, True, "vendor code")
    assert isinstance(outcome(waived, e.AuditDone()), Draft)


def test_nothing_is_recorded_in_the_future_or_before_the_report() -> None:
    events = so_far()
    case = fold(events)
    for at in (NOW + timedelta(hours=1), RECEIVED - timedelta(minutes=1)):
        assert isinstance(decide(events, case, e.AckSent(), AUMOS, at=at, now=NOW), Refusal)


def test_a_wrong_arrival_can_always_be_corrected() -> None:
    confirmed = so_far(e.ArrivalConfirmed(january(15)))
    assert isinstance(outcome(confirmed, e.ArrivalConfirmed(january(9, 12))), Draft)
    early = decide(confirmed, fold(confirmed), e.EventUndone(confirmed[-1].id), AUMOS, at=RECEIVED, now=NOW)
    assert isinstance(early, Draft)
    for never in (NOW + timedelta(days=1), NOW.replace(tzinfo=None)):
        assert isinstance(outcome(so_far(), e.ArrivalConfirmed(never)), Refusal)


def test_only_what_the_policy_lets_move_is_moved() -> None:
    both = ("AumOS", "Ada")
    assert "lets no agreement" in refused(so_far(), e.DisclosureAgreed(NOW, both, "mail", clock="ack"))
    assert "both parties" in refused(so_far(), e.DisclosureAgreed(NOW, ("us",), "mail", clock="embargo"))
    assert isinstance(outcome(so_far(), e.DisclosureAgreed(NOW, both, "mail", clock="embargo")), Draft)
    mushin = so_far(policy="mushin")
    assert "lets no agreement" in refused(
        mushin, e.DisclosureAgreed(NOW, both, "mail", clock="ack"), "mushin"
    )
    assert "who decided" in refused(mushin, e.DisclosureAgreed(NOW, (), "mail"), "mushin")


def test_remediation_and_the_fix_notice_wait_for_the_fix() -> None:  # AUM-4b
    assert "still missing" in refused(so_far(*CONFIRMED, FIXES[0]), e.RemediationComplete()).lower()
    assert "No fix is released" in refused(so_far(*AUDITED, *FIXES, e.FixReady()), e.ReporterNotified())
    released = so_far(*AUDITED, *FIXES, e.FixReady(), e.FixReleased())
    assert isinstance(outcome(released, e.ReporterNotified()), Draft)


def test_a_product_name_stands_for_one_vendor() -> None:
    assert "Another vendor" in refused(so_far(PRODUCT), e.AffectedListed("Other", "Widget", ("1.0",)))


def test_a_product_is_listed_once_whatever_its_name_is_written_like() -> None:
    again = e.AffectedListed(" acme", "WIDGET ", ("1.0",), ("1.4", " 1.4 ", ""))
    recorded = outcome(so_far(PRODUCT), again)
    assert isinstance(recorded, Draft)
    assert recorded.event == e.AffectedListed("Acme", "Widget", ("1.0",), ("1.4",))
    first = outcome(so_far(), again)
    assert isinstance(first, Draft)
    assert first.event == e.AffectedListed("acme", "WIDGET", ("1.0",), ("1.4",))
    assert "Another vendor" in refused(so_far(PRODUCT), e.AffectedListed("Other", "widget", ("1.0",)))


def test_publication_waits_for_the_hold_and_for_the_words_that_left() -> None:
    text = AdvisoryText("A hole", "In the Widget")
    left = (e.AdvisoryDrafted(text), e.AdvisoryExported("csaf", "a.json", "0" * 64))
    done = (*AUDITED, *FIXES, e.FixReady(), e.CreditRecorded("anonymous", ground="mail"))
    assert "hold" in refused(so_far(*done, *left, policy="mushin"), e.AdvisoryPublished(), "mushin")
    redrafted = so_far(*done, e.FixReleased(), *left, e.AdvisoryDrafted(AdvisoryText("A hole", "In both")))
    assert "export it again" in refused(redrafted, e.AdvisoryPublished())
    secret = so_far(*done, e.FixReleased(), e.AdvisoryDrafted(AdvisoryText("a", "b", tlp="RED")), left[1])
    assert "TLP:RED" in refused(secret, e.AdvisoryPublished())


def test_what_a_reporter_wrote_stays_and_opens_a_closed_case() -> None:
    closed = so_far(e.ReportRejected("spam", "advertising"), e.CaseClosed("spam"))
    more = e.FollowUpReceived(received().reporter_address, "claimed", received().title)
    reopened = [*closed, Recorded("d" * 64, None, "w", 9, NOW, NOW, "me", more)]
    assert fold(reopened).open
    assert "cannot be undone" in refused(reopened, e.EventUndone("d" * 64))


def test_the_end_of_a_case_is_never_waived() -> None:
    rejected = so_far(e.ReportRejected("not-reproducible", "no crash"))
    assert "cannot be waived" in refused(rejected, e.NeedWaived("rejection.sent", "tired"))


def test_a_wish_about_credit_may_come_after_the_case_was_closed() -> None:
    closed = so_far(e.ReportRejected("spam", "advertising"), e.CaseClosed("spam"))
    withdrawn = e.CreditRecorded("anonymous", ground="her call")
    assert isinstance(outcome(closed, withdrawn), Draft)
    recorded = [*closed, Recorded("e" * 64, None, "w", 9, NOW, NOW, "me", withdrawn)]
    assert isinstance(outcome(recorded, e.EventUndone("e" * 64)), Draft)


def test_a_closed_case_takes_notes_only_until_the_closing_is_undone() -> None:
    closed = so_far(e.ReportRejected("spam", "advertising"), e.CaseClosed("spam"))
    assert "closed" in refused(closed, e.AckSent())
    assert isinstance(outcome(closed, e.NoteAdded("seen again")), Draft)
    assert "closed" in refused(closed, e.EventUndone(closed[1].id))
    assert isinstance(outcome(closed, e.EventUndone(closed[-1].id)), Draft)


def test_a_rejected_report_is_closed_once_the_reporter_was_told() -> None:
    rejected = so_far(e.ReportRejected("not-reproducible", "no crash on any version"))
    assert "the reporter told" in refused(rejected, e.CaseClosed("done"))
    assert isinstance(outcome([*rejected, *so_far(e.RejectionSent())[1:]], e.CaseClosed("done")), Draft)


def test_what_left_the_desk_cannot_be_undone() -> None:
    exported = so_far(e.AdvisoryExported("csaf", "a.json", "0" * 64))
    assert "cannot be undone" in refused(exported, e.EventUndone(exported[-1].id))


def test_nothing_is_published_before_it_was_exported() -> None:  # MUS-3e
    assert "export" in refused(so_far(*AUDITED, *FIXES, e.FixReady()), e.AdvisoryPublished())


def test_embargo_records_its_own_events_itself() -> None:
    assert "never by hand" in refused(so_far(), e.AdvisoryExported("csaf", "a", "0" * 64))
    assert "never by hand" in refused(so_far(), received())


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (e.SeveritySet("urgent", "why"), "severities are"),
        (e.SeveritySet("high", " "), "rationale"),
        (e.SeveritySet("high", "why", cvss="CVSS:3.1/AV:N"), "vector of CVSS 3.1 is not complete"),
        (e.SeveritySet("high", "why", cwe="buffer"), "CWE"),
        (e.SsvcDecided("deployer", (), "why"), "needs its outcome"),
        (e.SsvcDecided("deployer", (), " ", "1.0.0", "defer"), "needs its rationale"),
        (e.AffectedListed("Acme", "Widget", ("*",)), "range"),
        (e.AffectedListed("Acme", "Widget", ()), "at least one"),
        (e.FixPrepared("Gadget", "2.0"), "listed products"),
        (e.KeyTaken("A" * 40, (), "file", "0" * 64), "never by hand"),
        (e.CreditRecorded("named"), "name"),
        (e.CreditRecorded("anonymous"), "rests on"),
        (e.DisclosureAgreed(NOW, ("us",), "call"), "both parties"),
        (e.AdvisoryDrafted(AdvisoryText("", "")), "title"),
        (e.HandlerAssigned(" "), "handler"),
        (e.EventUndone("0" * 64), "no such event"),
    ],
)
def test_half_an_act_is_refused_with_what_it_lacks(act: Event, words: str) -> None:
    assert words in refused(so_far(), act)


@pytest.mark.parametrize("fixed_in", [">=1.0", "<99", "*", ""])
def test_a_fix_is_in_one_version(fixed_in: str) -> None:
    assert "version" in refused(so_far(*AUDITED), e.FixPrepared("Widget", fixed_in, "1.3"))


def test_spellings_are_made_canonical() -> None:
    draft = outcome(so_far(), e.SeveritySet("high", "why", cwe="cwe 0079"))
    assert isinstance(draft, Draft)
    assert draft.event == e.SeveritySet("high", "why", cwe="CWE-79")


@pytest.mark.parametrize("year", [1, 1999, 7026])
def test_a_day_of_publication_in_a_mistyped_year_asks(year: int) -> None:
    then = NOW.replace(year=year)
    for act in (e.DisclosurePlanned(then), e.DisclosureAgreed(then, ("AumOS", "Ada"), "a mail")):
        assert f"The year {year} is more than ten years away" in refused(so_far(), act)


def test_a_reason_for_lateness_says_whose_clock_it_explains() -> None:
    m87, pack = profile("m87"), profile("regulation")
    events = so_far(policy="m87")

    def explained(act: e.LatenessExplained) -> Draft | Refusal:
        return decide(events, fold(events), act, m87, packs=(pack,), at=NOW, now=NOW)

    asks = explained(e.LatenessExplained("authority-notice", "Counsel was away."))
    assert isinstance(asks, Refusal)
    assert asks.sentence == "Say whose clock it is: m87 and regulation have one of this name."
    said = explained(e.LatenessExplained("authority-notice", "Counsel was away.", "regulation"))
    assert isinstance(said, Draft)
    own = explained(e.LatenessExplained("ack", "The desk was at sea."))
    assert isinstance(own, Draft)
    assert own.event == e.LatenessExplained("ack", "The desk was at sea.", "m87")
    nobody = explained(e.LatenessExplained("ack", "The desk was at sea.", "regulation"))
    assert isinstance(nobody, Refusal)


def test_an_arrival_is_not_moved_behind_what_was_done_about_the_report() -> None:
    acknowledged = so_far(e.AckSent())
    moved = e.ArrivalConfirmed(january(10, 1))
    assert "the acknowledgement was sent on 2026-01-10 00:00 UTC, before that" in refused(acknowledged, moved)
    assert isinstance(outcome(acknowledged, e.ArrivalConfirmed(january(9, 20))), Draft)
    undo = Recorded("e" * 64, None, "w", 9, NOW, NOW, "me", e.EventUndone(acknowledged[-1].id))
    assert isinstance(outcome([*acknowledged, undo], moved), Draft)


def test_a_second_acknowledgement_asks_for_the_first_to_be_undone() -> None:
    acknowledged = so_far(e.AckSent())
    for again in (e.AckSent(), e.AckSent("ab" * 32, kept=True)):
        assert refused(acknowledged, again) == (
            "The report was acknowledged on 2026-01-10 00:00 UTC: undo that entry first if it is wrong."
        )
    undo = Recorded("e" * 64, None, "w", 9, NOW, NOW, "me", e.EventUndone(acknowledged[-1].id))
    assert isinstance(outcome([*acknowledged, undo], e.AckSent()), Draft)


def test_details_that_became_public_end_the_hold_and_say_who_told_them() -> None:
    assert "Say where" in refused(so_far(), e.DetailsDisclosed(" "))
    out = so_far(e.DetailsDisclosed("A talk with slides.", by="reporter"))
    hold = read_hold(AUMOS, out, NOW)
    assert hold.ended(NOW)
    assert hold.why.startswith("Details became public on 2026-01-10 00:00 UTC")
    (embargo,) = [r for r in read_clocks(AUMOS, out, NOW) if r.clock == "embargo"]
    assert (embargo.state, embargo.met_at) == ("ended", january(10))
    assert embargo.why == "Disclosed early: details became public on 2026-01-10 00:00 UTC."
    fixed = so_far(e.FixReleased(), e.DetailsDisclosed("A talk with slides."))
    (embargo,) = [r for r in read_clocks(AUMOS, fixed, NOW) if r.clock == "embargo"]
    assert embargo.why == "Ended when the fix was released."


def test_one_party_alone_agrees_on_nothing_where_the_policy_waits_after_the_fix() -> None:
    after = Disclosure(publish_after=(PublishAfter(severity="high", after="30d"),), waiver="agreement")
    waits = msgspec.structs.replace(AUMOS, disclosure=after)
    alone = e.DisclosureAgreed(NOW, ("AumOS",), "a mail")
    answer = decide(so_far(), fold(so_far()), alone, waits, at=NOW, now=NOW)
    assert isinstance(answer, Refusal)
    assert answer.sentence.startswith("An agreement names both parties")
