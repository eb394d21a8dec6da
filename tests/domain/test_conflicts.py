"""What handlers decided apart: told with every answer, the same in every vault, until one is kept."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Event, Recorded
from desktop.domain.exchange.conflicts import conflicts_of, keeping, settling
from desktop.domain.fold import fold
from desktop.domain.occurrences import in_force
from desktop.domain.retention.purge import objection
from tests.histories import RECEIVED, profile, received

ANN, BEN, CAROL = "a" * 32, "b" * 32, "c" * 32


class Tale:
    """A case that several vaults write on, each knowing of the others what it was told."""

    def __init__(self) -> None:
        self.history: list[Recorded] = []
        self._seen: dict[str, dict[str, int]] = {}
        self.says(ANN, received())
        self.tells(ANN, BEN)
        self.tells(ANN, CAROL)

    def says(self, writer: str, event: Event) -> Recorded:
        own = self._seen.setdefault(writer, {})
        own[writer] = own.get(writer, 0) + 1
        number = len(self.history) + 1
        at = RECEIVED + timedelta(minutes=number)
        others = tuple(sorted((w, s) for w, s in own.items() if w != writer))
        recorded = Recorded(
            f"{number:064x}", "AUM-2026-000000", writer, own[writer], at, at, writer[0], event, others
        )
        self.history.append(recorded)
        return recorded

    def tells(self, source: str, target: str) -> None:
        own = self._seen.setdefault(target, {})
        for writer, sequence in self._seen[source].items():
            own[writer] = max(own.get(writer, 0), sequence)

    def settles(self, writer: str, kept: Recorded) -> Recorded:
        act = settling(self.history, e.ConflictSettled(kept.id))
        assert act is not None
        return self.says(writer, act)

    @property
    def told(self) -> list[tuple[str, list[str]]]:
        return [(c.words, [choice.words for choice in c.choices]) for c in conflicts_of(self.history)]


@pytest.fixture
def tale() -> Tale:
    return Tale()


def severity(level: str) -> e.SeveritySet:
    return e.SeveritySet(level, "we looked")


def test_two_severities_that_did_not_know_of_each_other_are_both_told(tale):
    tale.says(ANN, severity("high"))
    tale.says(BEN, severity("low"))
    (conflict,) = conflicts_of(tale.history)
    assert [(c.words, c.recorded.author) for c in conflict.choices] == [("high", "a"), ("low", "b")]


def test_a_later_word_that_knew_the_former_is_no_conflict(tale):
    tale.says(ANN, severity("high"))
    tale.tells(ANN, BEN)
    tale.says(BEN, severity("low"))
    assert tale.told == []


def test_the_same_word_twice_is_no_conflict(tale):
    tale.says(ANN, severity("high"))
    tale.says(BEN, severity("high"))
    assert tale.told == []


@pytest.mark.parametrize("kept", [0, 1])
def test_keeping_one_lets_it_hold_whichever_came_later(tale, kept):
    words = [tale.says(ANN, severity("high")), tale.says(BEN, severity("low"))]
    tale.tells(ANN, BEN)
    tale.settles(BEN, words[kept])
    assert tale.told == []
    assert fold(tale.history).severity == words[kept].event


def test_two_who_settle_apart_are_told_again_and_nothing_is_lost(tale):
    high, low = tale.says(ANN, severity("high")), tale.says(BEN, severity("low"))
    tale.tells(ANN, BEN)
    tale.tells(BEN, ANN)
    before = list(tale.history)
    ours = tale.settles(ANN, high)
    act = settling(before, e.ConflictSettled(low.id))
    assert act is not None
    theirs = tale.says(BEN, act)
    assert tale.told == [("the severity", ["high", "low"])]
    tale.tells(BEN, ANN)
    last = tale.settles(ANN, ours)
    assert tale.told == []
    assert fold(tale.history).severity == high.event
    assert last.event.over == (theirs.id,)


def test_a_third_word_that_knew_of_no_settlement_is_told_against_it(tale):
    high = tale.says(ANN, severity("high"))
    tale.says(BEN, severity("low"))
    tale.tells(BEN, ANN)
    tale.settles(ANN, high)
    tale.says(CAROL, severity("critical"))
    assert tale.told == [("the severity", ["high", "critical"])]


def test_taking_back_against_setting_anew_is_told(tale):
    first = tale.says(ANN, severity("high"))
    tale.tells(ANN, BEN)
    back = tale.says(ANN, e.EventUndone(first.id))
    low = tale.says(BEN, severity("low"))
    assert tale.told == [("the severity", ["taken back: high", "low"])]
    tale.tells(BEN, ANN)
    tale.settles(ANN, back)
    assert fold(tale.history).severity is None
    assert low.id in tale.history[-1].event.over


def test_one_closed_while_the_other_went_on(tale):
    closed = tale.says(ANN, e.CaseClosed("nothing in it"))
    work = tale.says(BEN, severity("high"))
    assert tale.told == [
        ("whether the case is closed", ["closed: nothing in it", "the case went on"]),
    ]
    tale.tells(BEN, ANN)
    copy = Tale()
    copy.history, copy._seen = list(tale.history), {w: dict(s) for w, s in tale._seen.items()}
    tale.settles(ANN, closed)
    assert (tale.told, fold(tale.history).open) == ([], False)
    assert fold(tale.history).severity == work.event  # what was done was done
    copy.settles(ANN, work)
    assert (copy.told, fold(copy.history).open) == ([], True)


def test_a_note_beside_a_closing_is_no_conflict(tale):
    tale.says(ANN, e.CaseClosed("done"))
    tale.says(BEN, e.NoteAdded("seen"))
    assert tale.told == []


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        (e.HandlerAssigned("Ann"), e.HandlerAssigned("Ben"), "who handles the case"),
        (e.ReportConfirmed(), e.ReportRejected("spam", "no"), "whether the problem is real"),
        (
            e.DisclosureAgreed(RECEIVED, ("we", "they"), "mail"),
            e.DisclosureAgreed(RECEIVED + timedelta(days=9), ("we", "they"), "call"),
            "the agreed date",
        ),
        (
            e.AffectedListed("Acme", "Widget", (">=1",)),
            e.AffectedListed("Acme", "Widget", (">=2",)),
            "the affected versions (Acme Widget)",
        ),
        (e.CaseRestricted(("Ann",)), e.CaseOpened("all help"), "who sees the case"),
        (
            e.AdvisoryPublished("https://a.example/1"),
            e.AdvisoryPublished("https://b.example/1"),
            "where the advisory came out",
        ),
        (
            e.AdvisoryExported("csaf", "aum-1.json", "a" * 64),
            e.AdvisoryExported("csaf", "aum-1.json", "b" * 64),
            "which advisory left (csaf)",
        ),
    ],
)
def test_what_else_can_be_decided_apart(tale, one, other, about):
    tale.says(ANN, one)
    tale.says(BEN, other)
    assert [words for words, _ in tale.told] == [about]


def test_two_publications_both_stay_and_one_counts(tale):
    ours = tale.says(ANN, e.AdvisoryPublished("https://a.example/1"))
    theirs = tale.says(BEN, e.AdvisoryPublished("https://b.example/1"))
    tale.tells(ANN, BEN)
    settled = tale.settles(BEN, ours)
    assert (settled.event.over, settled.event.beside) == ((), (theirs.id,))
    assert tale.told == []
    assert {ours, theirs} <= {*in_force(tale.history)}


def test_a_hold_that_another_did_not_know_of_is_told_and_nothing_is_purged_meanwhile(tale):
    tale.says(ANN, e.LegalHoldPlaced("one court"))
    tale.says(BEN, e.LegalHoldPlaced("another court"))
    assert tale.told == []
    tale.says(ANN, e.LegalHoldReleased("done"))
    tale.says(ANN, e.CaseClosed("done"))
    case, now = fold(tale.history), tale.history[-1].recorded_at
    assert (tale.told, case.legal_hold) == (
        [("whether a legal hold keeps it", ["a hold keeps it", "it was released"])],
        None,
    )
    assert "decided apart on whether a legal hold" in objection(tale.history, case, (), now)


def test_products_that_differ_are_two_questions(tale):
    tale.says(ANN, e.AffectedListed("Acme", "Widget", (">=1",)))
    tale.says(BEN, e.AffectedListed("Acme", "Gadget", (">=2",)))
    assert tale.told == []


def test_settling_goes_by_the_rules(tale):
    high, low = tale.says(ANN, severity("high")), tale.says(BEN, severity("low"))
    policy, now = profile("aumos"), tale.history[-1].recorded_at

    def decided(act):
        return decide(tale.history, fold(tale.history), act, policy, at=now, now=now)

    draft = decided(e.ConflictSettled(kept=high.id))
    assert draft.event == e.ConflictSettled(kept=high.id, over=(low.id,))
    refusal = decided(e.ConflictSettled(kept="0" * 64))
    assert isinstance(refusal, Refusal)
    assert "No conflict stands" in refusal.reason


def test_an_entry_of_two_conflicts_settles_the_one_that_is_meant(tale):
    tale.says(ANN, e.CaseClosed("nothing in it"))
    tale.says(ANN, severity("high"))
    work = tale.says(BEN, severity("low"))
    tale.tells(BEN, ANN)
    about_severity, about_closing = conflicts_of(tale.history)
    whole = keeping(about_closing, work.id)
    assert settling(tale.history, whole) == whole != keeping(about_severity, work.id)
    tale.says(ANN, whole)
    assert tale.told == [("the severity", ["high", "low"])]
    assert settling(tale.history, whole) is None


def test_a_settlement_that_is_undone_leaves_both_again(tale):
    high = tale.says(ANN, severity("high"))
    tale.says(BEN, severity("low"))
    tale.tells(BEN, ANN)
    settled = tale.settles(ANN, high)
    now = tale.history[-1].recorded_at
    undone = decide(
        tale.history, fold(tale.history), e.EventUndone(settled.id), profile("aumos"), at=now, now=now
    )
    tale.says(ANN, undone.event)
    assert tale.told == [("the severity", ["high", "low"])]


def test_a_history_of_one_vault_has_no_conflict(tale):
    alone = [recorded for recorded in tale.history if recorded.writer == ANN]
    assert conflicts_of(alone) == ()


_ACTS = st.sampled_from([severity("high"), severity("low"), e.CaseClosed("x"), e.NoteAdded("n")])
_STEP = st.tuples(
    st.sampled_from([ANN, BEN, CAROL]), st.sampled_from(["say", "undo", "settle", "hear"]), _ACTS
)


@given(st.lists(_STEP, max_size=14), st.randoms())
def test_whatever_happened_it_can_be_settled_question_by_question(steps, random):
    tale = Tale()
    for writer, what, act in steps:
        own = [r for r in tale.history if r.writer == writer and not isinstance(r.event, e.ReportReceived)]
        if what == "hear":
            tale.tells(random.choice([ANN, BEN, CAROL]), writer)
        elif what == "undo" and own:
            tale.says(writer, e.EventUndone(random.choice(own).id))
        elif what == "settle" and (found := conflicts_of(tale.history)):
            tale.settles(writer, found[0].choices[0].recorded)
        else:
            tale.says(writer, act)
    for writer in (BEN, CAROL):
        tale.tells(writer, ANN)
    for _round in range(12):
        found = conflicts_of(tale.history)
        if not found:
            break
        tale.settles(ANN, random.choice(found[0].choices).recorded)
    assert conflicts_of(tale.history) == ()
