"""Breaking the glass: which facts it records, which entries are its own, and who has to be told."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.advisories.facts import advisory_from
from desktop.domain.clocks import read_clocks
from desktop.domain.decide import Refusal, decide, missing_for
from desktop.domain.embargo.breaking import (
    Known,
    broken_by,
    ending_of,
    entries_of,
    facts_of,
    is_one_act,
    objection,
)
from desktop.domain.embargo.mending import act_with
from desktop.domain.embargo.to_tell import ToTell, to_tell
from desktop.domain.event import Event, Recorded
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.stages import is_holding
from tests.histories import PRODUCT, RECEIVED, history, january, profile, received

WORDS = AdvisoryText("Widget: holding advisory", "It is public.")
PUBLIC = Known("a blog", public=True)
NOW = january(20)


def broken(known: Known, *before: tuple[datetime, Event], policy: str = "aumos") -> list[Recorded]:
    told = [(RECEIVED, received(policy)), *before]
    case = fold(history(*told))
    acts = (*facts_of(known, case), *ending_of(known, case, WORDS))
    return history(*told, *((january(12), act) for act in acts))


def whom(events: list[Recorded], policy: str = "aumos", pack: str = "", **known: object) -> list[ToTell]:
    own = profile(policy)
    packs = (profile(pack),) if pack else ()
    readings = [r for p in (own, *packs) for r in read_clocks(p, events, NOW)]
    return list(to_tell(fold(events), own, readings, events, packs=packs, **known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "kinds", "reason"),
    [
        (PUBLIC, ["details.disclosed"], "public"),
        (Known("x", exploit=True), ["exploit.published"], "exploit"),
        (Known("x", attack=True), ["exploitation.aware"], "attack"),
        (Known("x", attack=True, personal_data=True), ["exploitation.aware", "breach.aware"], "attack"),
        (
            Known("x", public=True, exploit=True, attack=True),
            ["details.disclosed", "exploit.published", "exploitation.aware"],
            "public",
        ),
    ],
)
def test_the_facts_are_recorded_the_words_drafted_and_the_embargo_ended(
    known: Known, kinds: list[str], reason: str
) -> None:
    events = broken(known)
    assert [r.event.kind for r in events[1:]] == [*kinds, "advisory.drafted", "embargo.exited"]
    exited = events[-1].event
    assert isinstance(exited, e.EmbargoExited)
    assert (exited.reason, exited.together) == (reason, len(kinds) + 1)
    assert entries_of(events[-1], events) == events[1:]
    assert all(act_with(entry, events) == events[1:] for entry in events[1:])
    assert act_with(events[0], events) == []


def test_nothing_is_assumed_of_personal_data() -> None:
    assert not any(isinstance(f, e.BreachAware) for f in facts_of(PUBLIC, fold(broken(PUBLIC))))


def test_what_is_recorded_or_written_already_is_kept() -> None:
    before = ((january(11), e.DetailsDisclosed("a tweet")), (january(11), e.AdvisoryDrafted(WORDS)))
    events = broken(PUBLIC, *before)
    assert [r.event.kind for r in events[3:]] == ["embargo.exited"]
    assert entries_of(events[-1], events) == events[3:]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (Known("a blog"), "Say what is known"),
        (Known(" ", public=True), "Say where it can be read"),
        (PUBLIC, ""),
    ],
)
def test_the_glass_is_broken_for_a_reason_that_can_be_read(known: Known, said: str) -> None:
    found = objection(known, fold(history((RECEIVED, received()))))
    assert said in found
    assert bool(said) == bool(found)


def test_it_is_broken_once_and_not_after_an_end_by_agreement() -> None:
    assert "broken already" in objection(PUBLIC, fold(broken(PUBLIC)))
    agreed = history((RECEIVED, received()), (january(11), e.EmbargoExited("agreement", "x", ("us", "Ada"))))
    assert "by agreement already" in objection(PUBLIC, fold(agreed))
    assert broken_by(agreed) is None


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (e.ReleaseStarted("csaf", "a.json", "0" * 64, "CLEAR"), "the export of an advisory was begun"),
        (e.AdvisoryPublished(), "an advisory was published"),
        (e.StatusSent(), "a letter was recorded as sent"),
        (e.PersonTold("CERT", "a call"), "somebody was told"),
    ],
)
def test_no_entry_of_it_is_undone_once_anything_has_left(left: Event, said: str) -> None:
    events = broken(PUBLIC)
    own = profile("aumos")
    for entry in events[1:]:
        undo = e.EventUndone(entry.id)
        after = [*events, Recorded("f" * 64, events[0].case_id, "w", 9, january(13), january(13), "me", left)]
        refused = decide(after, fold(after), undo, own, at=NOW, now=NOW)
        assert isinstance(refused, Refusal)
        assert said in refused.reason


def test_what_the_embargo_ended_for_is_not_undone_while_it_is_ended() -> None:
    events = broken(PUBLIC)
    own, (public, drafted, exited) = profile("aumos"), events[1:]

    def undoing(entry: Recorded, told: list[Recorded]) -> str:
        answer = decide(told, fold(told), e.EventUndone(entry.id), own, at=NOW, now=NOW)
        return answer.reason if isinstance(answer, Refusal) else ""

    assert "The embargo ended for this" in undoing(public, events)
    assert undoing(drafted, events) == undoing(exited, events) == ""
    undone = Recorded("e" * 64, events[0].case_id, "w", 9, NOW, NOW, "me", e.EventUndone(exited.id))
    assert undoing(public, [*events, undone]) == ""
    again = Recorded("d" * 64, events[0].case_id, "w", 9, NOW, NOW, "me", e.DetailsDisclosed("a talk"))
    assert undoing(public, [*events, again]) == ""


def test_a_letter_from_before_that_is_recorded_late_has_not_left_since() -> None:
    events = broken(PUBLIC)
    late = Recorded("f" * 64, events[0].case_id, "w", 9, january(10), january(13), "me", e.StatusSent())
    undo = e.EventUndone(events[-1].id)
    assert not isinstance(
        decide([*events, late], fold(events), undo, profile("aumos"), at=NOW, now=NOW), Refusal
    )


def test_entries_are_joined_only_as_one_row_of_one_writer_that_counts() -> None:
    act = e.EmbargoExited("public", "a blog", together=2)
    row = broken(PUBLIC)[:-1]
    assert is_one_act(act, row)
    another = msgspec.structs.replace(row[-1], writer="other")
    apart = msgspec.structs.replace(row[-1], sequence=row[-1].sequence + 1)
    twice = [*row, msgspec.structs.replace(row[-1], id="f" * 64, sequence=row[-1].sequence + 1)]
    undoing = msgspec.structs.replace(row[0], id="e" * 64, writer="other", event=e.EventUndone(row[-1].id))
    assert not is_one_act(act, [*row[:-1], another])
    assert not is_one_act(act, [*row[:-1], apart])
    assert not is_one_act(act, twice)
    assert not is_one_act(act, [*row[:-2], undoing, *row[-2:]])


def test_an_exit_that_names_too_many_takes_no_other_entry_along() -> None:
    events = broken(PUBLIC, (january(10), PRODUCT), (january(11), e.NoteAdded("x")))
    exited = events[-1]
    more = msgspec.structs.replace(exited, event=msgspec.structs.replace(exited.event, together=4))
    found = entries_of(more, [*events[:-1], more])
    assert [r.event.kind for r in found] == ["details.disclosed", "advisory.drafted", "embargo.exited"]


# --- a holding advisory ----------------------------------------------------------------------------------


def test_a_holding_advisory_calls_no_fix_fixed_that_is_not_out() -> None:
    fix = e.FixPrepared("Widget", "1.4.1", "1.4")
    out = e.BranchReleased("Widget", "1.4.1", date(2026, 1, 12), "1.4")

    def fixed(*acts: Event) -> tuple[str, ...]:
        events = broken(PUBLIC, (january(10), PRODUCT), *((january(11), act) for act in acts))
        facts = advisory_from(fold(events), profile("aumos"), now=NOW)
        assert facts.holding
        return facts.products[0].fixed

    assert (fixed(), fixed(fix), fixed(fix, out)) == ((), (), ("1.4.1",))


def test_details_and_references_from_before_the_glass_broke_wait_for_the_full_advisory() -> None:
    proof = AdvisoryText("A hole", "Update soon.", "curl … | sh", "Wait.", "Switch it off.", ("https://poc",))
    before = ((january(10), PRODUCT), (january(11), e.AdvisoryDrafted(proof)))
    held = advisory_from(fold(broken(PUBLIC, *before)), profile("aumos"), now=NOW)
    assert held.holding
    assert held.text == AdvisoryText("A hole", "Update soon.", "", "Wait.", "Switch it off.")
    whole = fold(history((RECEIVED, received()), *before))
    assert advisory_from(whole, profile("aumos"), now=NOW).text == proof


def test_a_holding_advisory_waits_for_words_and_a_product_alone() -> None:
    own = profile("aumos")
    case = fold(broken(PUBLIC))
    assert is_holding(case, own)
    assert [need.id for need in missing_for(e.AdvisoryPublished(), case, own)] == ["affected-versions"]
    listed = fold(broken(PUBLIC, (january(11), PRODUCT)))
    assert missing_for(e.AdvisoryPublished(), listed, own) == ()
    whole = fold(history((RECEIVED, received()), (january(11), PRODUCT)))
    assert "report.confirmed" in [n.id for n in missing_for(e.AdvisoryPublished(), whole, own)]


def test_a_full_advisory_is_not_published_as_a_holding_one() -> None:
    def publishing(*exports: e.AdvisoryExported) -> str:
        before = [(january(11), act) for act in (PRODUCT, e.AdvisoryDrafted(WORDS))]
        left = broken(PUBLIC, *before)
        events = [
            *left,
            *(
                Recorded(f"{n:064x}", left[0].case_id, "w", n, january(13), january(13), "me", export)
                for n, export in enumerate(exports, 20)
            ),
        ]
        answer = decide(events, fold(events), e.AdvisoryPublished(), profile("aumos"), at=NOW, now=NOW)
        return answer.reason if isinstance(answer, Refusal) else ""

    full = e.AdvisoryExported("csaf", "a.json", "0" * 64)
    assert "export a holding one" in publishing(full)
    assert publishing(full, e.AdvisoryExported("csaf", "a.json", "0" * 64, holding=True)) == ""


# --- who is to be told -----------------------------------------------------------------------------------


def test_nobody_is_to_be_told_while_the_glass_is_whole() -> None:
    assert whom(history((RECEIVED, received()))) == []


def test_everybody_with_a_part_is_to_be_told_and_ticked_off() -> None:
    named = (
        (january(10), e.PersonNamed("CERT/CC", "coordinator")),
        (january(10), e.PersonNamed("Grace", "handler")),
        (january(10), e.HandlerAssigned("Linus")),
    )
    joined = e.ReporterJoined(
        "AUM-2026-1", Untrusted("Eve"), Untrusted("eve@example.org"), "claimed", RECEIVED
    )
    events = broken(PUBLIC, *named, (january(11), joined))
    found = whom(events, own_name="grace")
    assert [(t.whom, t.name.line, t.letter) for t in found] == [
        ("reporter", "Ada", "status"),
        ("reporter", "Eve", "status"),
        ("coordinator", "CERT/CC", ""),
        ("handler", "Linus", ""),
        ("users", "", "user-notice"),
    ]
    assert [t.told_at for t in found] == [None] * 5
    sent = [
        Recorded(f"{n:064x}", events[0].case_id, "w", n, january(13), january(13), "me", act)
        for n, act in enumerate(
            (e.QuestionSent(), e.PersonTold("cert/cc", "a call"), e.UsersNotified(how="a page")), 50
        )
    ]
    ticked = whom([*events, *sent], joined_told={"AUM-2026-1": january(14)}, own_name="grace")
    assert [t.told_at for t in ticked] == [january(13), january(14), january(13), None, january(13)]


def test_a_letter_from_before_told_nobody() -> None:
    events = broken(PUBLIC, (january(11), e.StatusSent()))
    assert whom(events)[0].told_at is None
    joined = {"AUM-2026-1": january(11)}
    assert whom(events, joined_told=joined)[0].told_at is None


def test_who_cannot_be_reached_is_not_waited_for() -> None:
    gone = (january(11), e.ReporterUnreachable("no address"))
    assert [t.whom for t in whom(broken(PUBLIC, gone))] == ["users"]


def test_authorities_are_told_by_the_legal_clocks_that_the_facts_start() -> None:
    attacked = broken(Known("a honeypot", attack=True))
    assert [t.whom for t in whom(attacked)] == ["reporter", "users"]
    found = [t for t in whom(attacked, pack="regulation") if t.whom == "authority"]
    assert [(t.act, t.due) for t in found] == [
        ("csirt.warned", datetime(2026, 1, 13, tzinfo=UTC)),
        ("csirt.notified", january(15)),
    ]
    breach = whom(broken(Known("a dump", public=True, personal_data=True), policy="m87"), "m87", "regulation")
    assert [(t.whom, t.letter) for t in breach if t.act == "authority.notified"] == [
        ("authority", "authority-notice")
    ]
    by_hand = [t for t in whom(broken(Known("a dump", public=True, personal_data=True))) if t.why]
    assert [(t.whom, t.letter, t.act) for t in by_hand] == [("authority", "", "authority.notified")]
    warned = Recorded("f" * 64, attacked[0].case_id, "w", 9, january(13), january(13), "me", e.CsirtWarned())
    ticked = [t for t in whom([*attacked, warned], pack="regulation") if t.act == "csirt.warned"]
    assert [t.told_at for t in ticked] == [january(13)]
