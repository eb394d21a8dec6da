"""The embargo of a case: none, proposed, active, revised, exited; final where the world knows."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.clocks.hold import read_hold
from desktop.domain.decide import Refusal, decide
from desktop.domain.embargo.parties import distinct
from desktop.domain.embargo.state import FINAL, Embargo, read_embargo
from desktop.domain.event import Draft, Event, Recorded
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.policy import Disclosure, Term
from tests.domain.small_policy import clock, policy
from tests.histories import RECEIVED, history, january, profile, received

DAY_90 = datetime(2026, 4, 9, 16, tzinfo=UTC)
BOTH = ("AumOS", "Ada")
NOW = january(15)


def told(*acts: tuple[datetime, Event], policy: str = "aumos") -> list[Recorded]:
    return history((RECEIVED, received(policy)), *acts)


def embargo(*acts: tuple[datetime, Event], policy: str = "aumos", now: datetime = NOW) -> Embargo:
    return read_embargo(profile(policy), told(*acts, policy=policy), now)


def decided(act: Event, *acts: tuple[datetime, Event], policy: str = "aumos", now: datetime = NOW) -> str:
    """Why it is refused, or ""."""
    events = told(*acts, policy=policy)
    outcome = decide(events, fold(events), act, profile(policy), at=now, now=now)
    return outcome.sentence if isinstance(outcome, Refusal) else ""


PROPOSED = (january(10), e.EmbargoProposed(january(25), "her mail", by="reporter"))
AGREED = (january(11), e.DisclosureAgreed(january(25), BOTH, "her mail"))


# --- the states ------------------------------------------------------------------------------------------


def test_a_policy_that_states_a_hold_makes_an_embargo_by_its_own_terms() -> None:
    found = embargo()
    assert (found.state, found.until, found.may_come_sooner) == ("active", DAY_90, True)
    assert [(t.by, t.at, t.until) for t in found.terms] == [("policy", RECEIVED, DAY_90)]


@pytest.mark.parametrize(("policy", "event"), [("aumos", e.FixReleased()), ("m87", e.RemediationComplete())])
def test_an_end_by_the_policy_says_what_ended_it(policy: str, event: Event) -> None:
    ended = embargo((january(11), e.AckSent()), (january(12), event), policy=policy).ended
    assert ended is not None
    assert (ended.reason, ended.at, ended.by) == ("time", january(12), event.kind)
    ran_out = embargo(now=DAY_90 + timedelta(days=1)).ended
    assert ran_out is not None
    assert ran_out.by == ""


def test_what_ended_it_first_stays_its_end_once_the_advisory_is_published() -> None:
    fixed = ((january(11), e.AckSent()), (january(12), e.FixReleased()))
    for published in (january(12), january(14)):
        ended = embargo(*fixed, (published, e.AdvisoryPublished()), policy="aumos", now=january(20)).ended
        assert ended is not None
        assert (ended.at, ended.by, ended.final) == (january(12), "fix.released", True)


def test_where_no_hold_is_stated_there_is_none_until_both_agree() -> None:
    assert embargo(policy="mushin").state == "none"
    assert embargo(PROPOSED, policy="mushin").state == "proposed"
    found = embargo(PROPOSED, AGREED, policy="mushin")
    assert (found.state, found.until, found.proposals[0].answer) == ("active", january(25), "accepted")


def test_one_party_that_decides_to_publish_makes_no_embargo() -> None:
    alone = (january(11), e.DisclosureAgreed(january(25), ("MushinAI",), "decided"))
    found = embargo(alone, policy="mushin")
    assert (found.state, found.until, found.terms[-1].by) == ("none", january(25), "decision")


def test_the_old_embargo_holds_while_another_is_proposed() -> None:
    found = embargo(PROPOSED)
    assert (found.state, found.until, found.holds) == ("revised", DAY_90, True)
    refused = embargo(PROPOSED, (january(11), e.EmbargoRefused("too soon")))
    assert (refused.state, refused.until, refused.proposals[0].answer) == ("active", DAY_90, "refused")
    assert refused.proposals[0].reason == "too soon"


def test_every_agreed_change_keeps_the_former_dates_with_parties_and_evidence() -> None:
    later = (january(12), e.DisclosureAgreed(january(30), ("AumOS", "Ada", "ADA "), "a call"))
    found = embargo(AGREED, later)
    assert [(t.by, t.until) for t in found.terms] == [
        ("policy", DAY_90),
        ("agreement", january(25)),
        ("agreement", january(30)),
    ]
    assert (found.terms[1].evidence, found.terms[2].parties) == ("her mail", BOTH)


def test_a_counter_offer_that_is_agreed_on_replaces_what_was_proposed() -> None:
    other = (january(11), e.DisclosureAgreed(january(20), BOTH, "a call"))
    assert embargo(PROPOSED, other).proposals[0].answer == "replaced"


def test_a_letter_that_proposes_is_a_proposal_of_ours_with_the_planned_date() -> None:
    planned = (january(10), e.DisclosurePlanned(january(28)))
    found = embargo(planned, (january(11), e.DisclosureProposed()))
    assert (found.state, found.proposals[0].until, found.proposals[0].by) == ("revised", january(28), "us")
    ours = (january(10), e.EmbargoProposed(january(25), "a fix takes longer"))
    assert len(embargo(ours, (january(11), e.DisclosureProposed())).proposals) == 1


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (e.DetailsDisclosed("a blog"), "public"),
        (e.ExploitPublished("a forum"), "exploit"),
        (e.AdvisoryPublished(), "published"),
    ],
)
def test_it_ends_at_once_when_the_hole_or_an_exploit_is_public(act: Event, reason: str) -> None:
    found = embargo(PROPOSED, (january(12), act))
    assert found.ended is not None
    assert (found.state, found.ended.reason, found.ended.at, found.proposals[0].answer) == (
        "exited",
        reason,
        january(12),
        "overtaken",
    )


def test_attacks_end_nothing_by_themselves_but_are_shown() -> None:
    seen = (january(12), e.ExploitationAware("a honeypot"))
    found = embargo(seen)
    assert (found.state, found.attacks_since, found.until) == ("active", january(12), DAY_90)
    ended = embargo(seen, (january(13), e.EmbargoExited("attack", "a honeypot")))
    assert (ended.state, ended.attacks_since, ended.until) == ("exited", None, january(13))


def test_what_ended_by_its_time_alone_can_be_agreed_on_anew() -> None:
    assert embargo(AGREED, now=january(26)).state == "exited"
    again = (january(26), e.DisclosureAgreed(january(31), BOTH, "a call"))
    assert decided(again[1], AGREED, now=january(26)) == ""
    assert embargo(AGREED, again, now=january(26)).state == "active"
    assert embargo(AGREED, PROPOSED, now=january(26)).state == "proposed"


# --- the rules -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parties", "said"),
    [
        (("AumOS",), "An agreement names both parties"),
        (("AumOS", " aumos  "), "An agreement names both parties"),
        (("Ada", "\N{CYRILLIC CAPITAL LETTER A}da"), "An agreement names both parties"),
        (("AumOS", "-", "??"), "An agreement names both parties"),
        (("Ada Lovelace", "Ada\N{ZERO WIDTH SPACE}Lovelace."), "An agreement names both parties"),
        (("AumOS", "Ada"), ""),
    ],
)
def test_both_parties_are_real_and_two(parties: tuple[str, ...], said: str) -> None:
    assert decided(e.DisclosureAgreed(january(25), parties, "her mail"), PROPOSED).startswith(said)
    unstated = decided(e.DisclosureAgreed(january(25), parties, "her mail"), PROPOSED, policy="mushin")
    assert unstated.startswith(said)


def test_an_agreement_without_evidence_is_refused() -> None:
    assert "needs its evidence" in decided(e.DisclosureAgreed(january(25), BOTH, "  "))


def test_the_evidence_is_a_message_of_the_case_or_words() -> None:
    came = told()[0].id
    events = told()
    act = e.DisclosureAgreed(january(25), BOTH, came[:64])
    outcome = decide(events, fold(events), act, profile("aumos"), at=NOW, now=NOW)
    assert isinstance(outcome, Draft)
    found = embargo((january(11), act))
    assert found.terms[-1].message == came
    assert "No message of the case has this id" in decided(e.DisclosureAgreed(january(25), BOTH, "f" * 64))


def test_a_machine_agrees_to_nothing() -> None:
    reply = e.FollowUpReceived(
        Untrusted("ada@example.org"), "claimed", Untrusted("Out of office"), automatic=True
    )
    acts = ((january(10), reply),)
    act = e.DisclosureAgreed(january(25), BOTH, told(*acts)[-1].id)
    assert "A machine wrote" in decided(act, *acts)


def test_an_agreed_embargo_is_moved_by_both_only() -> None:
    alone = e.DisclosureAgreed(january(20), ("MushinAI",), "decided")
    assert "one party alone moves no date" in decided(alone, AGREED, policy="mushin")


def test_what_has_ended_is_not_revised_and_the_refusal_explains_why() -> None:
    public = (january(12), e.DetailsDisclosed("a blog"))
    for act in (PROPOSED[1], e.DisclosureAgreed(january(25), BOTH, "her mail")):
        assert "the details are public. An embargo on what is public is futile." in decided(act, public)
    attack = ((january(12), e.ExploitationAware("x")), (january(13), e.EmbargoExited("attack", "x")))
    assert "What has ended is not revised." in decided(PROPOSED[1], *attack)


@pytest.mark.parametrize(
    ("act", "acts", "said"),
    [
        (e.EmbargoProposed(january(14), "why"), (), "holds nothing back"),
        (e.EmbargoProposed(january(25), " "), (), "Say on what the proposal rests"),
        (e.EmbargoProposed(datetime(2040, 1, 1, tzinfo=UTC), "why"), (), "more than ten years away"),
        (e.EmbargoProposed(january(25).replace(tzinfo=None), "why"), (), "names no instant"),
        (e.EmbargoRefused("no"), (), "No proposal is open"),
        (e.EmbargoRefused(" "), (PROPOSED,), "Say why the proposal is turned down"),
        (e.EmbargoRefused("no", "ffff"), (PROPOSED,), "No open proposal has this id"),
        (e.EmbargoRefused("no"), (PROPOSED, PROPOSED), "Say which of the open proposals"),
        (e.EmbargoExited("public", "x"), (), "Record first that the details are public"),
        (e.EmbargoExited("exploit", "x"), (), "Record first that an exploit is public"),
        (e.EmbargoExited("attack", "x"), (), "Record first that attacks were seen"),
        (e.EmbargoExited("agreement", "x", ("AumOS",)), (), "names both parties"),
        (e.EmbargoExited("agreement", " ", BOTH), (), "Say on what it rests"),
        (e.EmbargoExited("agreement", "a call", BOTH), (), ""),
        (e.PersonTold("Nobody", "a call"), (), "Nobody of this label"),
        (e.PersonTold("", "a call"), (), "Nobody of this label"),
        (e.PersonTold("Eve", " "), ((january(10), e.HandlerAssigned("Eve")),), "Say how they were told"),
        (e.PersonTold("eve", "a call"), ((january(10), e.HandlerAssigned("Eve")),), ""),
        (e.ExploitPublished(" "), (), "Say where the exploit can be had"),
    ],
)
def test_what_cannot_be_recorded_is_said(
    act: Event, acts: tuple[tuple[datetime, Event], ...], said: str
) -> None:
    refusal = decided(act, *acts)
    assert said in refusal
    assert bool(refusal) == bool(said)


def test_no_embargo_is_ended_that_there_is_not() -> None:
    ending = e.EmbargoExited("agreement", "a call", BOTH)
    assert "No embargo is in force" in decided(ending, policy="mushin")
    assert "recorded already" in decided(ending, (january(12), ending))


def test_a_refusal_names_the_only_open_proposal_by_its_whole_id() -> None:
    events = told(PROPOSED)
    act = e.EmbargoRefused("no")
    outcome = decide(events, fold(events), act, profile("aumos"), at=NOW, now=NOW)
    assert isinstance(outcome, Draft)
    assert outcome.event == e.EmbargoRefused("no", events[-1].id)


def test_an_agreement_on_a_clock_that_is_no_hold_moves_no_embargo() -> None:
    clocks = (
        clock("embargo", force="rule", within="90d", waiver="agreement"),
        clock("fix", waiver="agreement"),
    )
    own = policy(*clocks, disclosure=Disclosure(hold=Term(clock="embargo"), waiver="agreement"))
    fix = e.DisclosureAgreed(january(25), ("us", "Ada"), "a call", clock="fix")
    events = told((january(11), fix), policy="small")
    assert [t.by for t in read_embargo(own, events, NOW).terms] == ["policy"]
    public = told((january(11), e.DetailsDisclosed("a blog")), policy="small")
    assert isinstance(decide(public, fold(public), fix, own, at=NOW, now=NOW), Draft)
    moved = told((january(11), msgspec.structs.replace(fix, clock="embargo")), policy="small")
    assert [t.until for t in read_embargo(own, moved, NOW).terms] == [DAY_90, january(25)]


# --- laws ------------------------------------------------------------------------------------------------

_days = st.integers(10, 40).map(lambda d: january(1) + timedelta(days=d))
_parties = st.sampled_from([(), ("us",), BOTH, ("us", "US"), ("us", "Ada", "Eve")])
ACTS = st.one_of(
    st.builds(e.EmbargoProposed, _days, st.just("why"), st.sampled_from(["us", "reporter", "coordinator"])),
    st.builds(e.EmbargoRefused, st.just("no"), st.sampled_from(["", "f" * 64, f"{2:064x}", f"{3:064x}"])),
    st.builds(e.DisclosureAgreed, _days, _parties, st.sampled_from(["", "a call", f"{1:064x}"])),
    st.builds(e.EmbargoExited, st.sampled_from(["agreement", "public", "exploit", "attack"]), st.just("x")),
    st.just(e.DetailsDisclosed("a blog")),
    st.just(e.ExploitPublished("a forum")),
    st.just(e.ExploitationAware("x")),
    st.just(e.DisclosureProposed()),
    st.builds(e.DisclosurePlanned, _days),
    st.just(e.FixReleased()),
    st.just(e.AckSent()),
    st.builds(e.EventUndone, st.integers(1, 8).map(lambda n: f"{n:064x}")),
)
STORIES = st.lists(st.tuples(_days, ACTS), max_size=7)
POLICIES = st.sampled_from(["aumos", "m87", "mushin", "czm"])


@settings(max_examples=200, deadline=None)
@given(STORIES, POLICIES, _days)
def test_the_fold_is_total_and_the_state_agrees_with_its_parts(
    story: list[tuple[datetime, Event]], policy: str, now: datetime
) -> None:
    found = embargo(*story, policy=policy, now=now)
    assert (found.state in ("revised", "proposed")) <= bool(found.open)
    assert (found.state == "exited") == (found.ended is not None)
    assert found.until == read_hold(profile(policy), told(*story, policy=policy), now).until
    if found.holds:
        assert found.until is None or found.until > now
        assert found.term is not None


@settings(max_examples=100, deadline=None)
@given(STORIES, POLICIES)
def test_a_proposal_alone_moves_no_date(story: list[tuple[datetime, Event]], policy: str) -> None:
    story = [(at, act) for at, act in story if not isinstance(act, e.EventUndone)]
    before = embargo(*story, policy=policy)
    after = embargo(*story, (NOW, e.EmbargoProposed(january(30), "why")), policy=policy)
    assert (after.until, after.terms) == (before.until, before.terms)
    by_time = before.ended is not None and not before.ended.final
    follows = {"active": "revised", "none": "proposed", "exited": "proposed" if by_time else "exited"}
    assert after.state == follows.get(before.state, before.state)


@settings(max_examples=100, deadline=None)
@given(STORIES, POLICIES, STORIES)
def test_an_exit_is_final_whatever_follows_but_its_undoing(
    story: list[tuple[datetime, Event]], policy: str, later: list[tuple[datetime, Event]]
) -> None:
    ended = (january(1), e.DetailsDisclosed("a blog"))
    story = [(at, act) for at, act in story if not isinstance(act, e.EventUndone)]
    later = [(at, act) for at, act in later if not isinstance(act, e.EventUndone)]
    found = embargo(*story, ended, *later, policy=policy)
    assert found.ended is not None
    assert (found.state, found.ended.reason in FINAL) == ("exited", True)
    undone = e.EventUndone(f"{len(story) + 2:064x}")
    restored = embargo(*story, ended, (NOW, undone), policy=policy)
    assert restored == embargo(*story, policy=policy)


@given(st.lists(st.text(max_size=12), max_size=5))
def test_parties_are_counted_the_same_however_often_they_are_named(parties: list[str]) -> None:
    found = distinct(parties)
    assert distinct(found) == found
    assert distinct([*parties, *(p.upper() for p in found if p.upper().casefold() == p.casefold())]) == found
