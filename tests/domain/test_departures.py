"""What stays open after somebody left, until events settle it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.event import Event, Recorded
from desktop.domain.parties.departures import Departure, departed, departures
from tests.histories import january

OLD, NEW = "A" * 40, "B" * 40
SLOTS = (e.SlotThen("s1", "passphrase"), e.SlotThen("s2", "recovery"), e.SlotThen("s3", "keyring"))
LEFT = e.HandlerLeft("Grace Handler", "Henry Next", "another job", SLOTS, OLD)
SETTLING: dict[str, tuple[Event, ...]] = {
    "s1": (e.SlotAdded("n1", "passphrase"), e.SlotRemoved("s1", "passphrase")),
    "s2": (e.SlotRemoved("s2", "recovery"), e.SlotAdded("n2", "recovery")),
    "s3": (e.SlotRemoved("s3", "keyring"),),
    OLD: (e.IntakeKeyChosen(NEW),),
    "": (e.AccessReviewed("looked at all"),),
}


def vault(*events: Event) -> list[Recorded]:
    return [
        Recorded(f"{n:064x}", None, "w", n, january(1 + n), january(1 + n), "me", event)
        for n, event in enumerate(events)
    ]


def left(*after: Event) -> Departure:
    (found,) = departures(vault(*SETTLING["s1"], e.AccessReviewed("before"), LEFT, *after))
    return found


def open_now(*after: Event) -> set[str]:
    return {step.about for step in left(*after).open}


def test_everything_is_open_at_first_whatever_happened_before() -> None:
    found = left()
    assert (found.name, found.successor, found.reason, found.at) == (
        *("Grace Handler", "Henry Next", "another job"),
        january(4),
    )
    assert open_now() == SETTLING.keys()


@given(st.permutations(list(SETTLING)), st.integers(0, len(SETTLING)))
def test_each_step_is_settled_by_its_own_events_and_no_others(order: list[str], done: int) -> None:
    after = [event for about in order[:done] for event in SETTLING[about]]
    assert open_now(*after) == set(order[done:])
    for step in left(*after).steps:
        assert (step.settled_at is None) == (step.about in order[done:])


@pytest.mark.parametrize(
    ("after", "about"),
    [
        ((e.SlotRemoved("s1", "passphrase"),), "s1"),
        ((e.VaultRekeyed((e.SlotThen("s1", "passphrase"),), (), ()),), "s1"),
        ((e.SlotAdded("n1", "passphrase"),), "s1"),
        ((e.SlotAdded("n1", "recovery"), e.SlotRemoved("s1", "passphrase")), "s1"),
        ((e.IntakeKeyChosen(OLD),), OLD),
    ],
)
def test_half_a_replacement_settles_nothing(after: tuple[Event, ...], about: str) -> None:
    assert about in open_now(*after)


def test_what_was_undone_settles_nothing() -> None:
    history = vault(LEFT, e.AccessReviewed("looked"))
    undone = [*history, *vault(e.HandlerNamed("x"), e.HandlerNamed("x"), e.EventUndone(history[1].id))[2:]]
    assert [step.kind for step in departures(undone)[0].open if step.kind == "access"] == ["access"]


def test_without_an_intake_key_none_is_to_be_chosen() -> None:
    (found,) = departures(vault(e.HandlerLeft("Grace", "Henry")))
    assert [step.kind for step in found.steps] == ["access"]


def test_each_step_says_what_to_do_and_by_which_verbs() -> None:
    told = {step.about: (step.words, step.commands) for step in left().steps}
    assert "Replace slot s1 (passphrase)" in told["s1"][0]
    assert told["s2"][1] == ("embargo slots rotate s2", "embargo rekey")
    assert told["s3"] == (
        "Remove slot s3 (keyring), or look after who has that account.",
        ("embargo slots remove s3",),
    )
    assert "AAAA AAAA AAAA AAAA" in told[OLD][0]
    assert told[""][1] == ("embargo slots review --note TEXT",)


def test_who_left_is_gone_until_they_work_here_again() -> None:
    assert departed(vault(LEFT)) == {"grace handler"}
    assert departed(vault(LEFT, e.HandlerNamed("grace  HANDLER"))) == frozenset()
    assert departed(vault(e.HandlerNamed("Grace Handler"), LEFT)) == {"grace handler"}


def test_another_key_of_the_vault_settles_what_opens_it_no_more() -> None:
    gone = tuple(e.SlotThen(*slot) for slot in (("s1", "passphrase"), ("s2", "recovery"), ("s3", "keyring")))
    made = (e.SlotThen("n2", "recovery"), e.SlotThen("n3", "keyring"))
    assert {"s1"} == open_now(e.VaultRekeyed((), made, gone)) & {"s1", "s2", "s3"}
    assert not open_now(e.SlotRotated("s1", "passphrase", "n1")) & {"s1"}


def test_a_key_of_their_own_is_only_taken_away() -> None:
    history = vault(e.HandlerLeft("Grace", "Henry", slots=(e.SlotThen("s4", "openpgp"),)))
    (step,) = (step for step in departures(history)[0].steps if step.about == "s4")
    assert "who has that key" in step.words
    assert step.commands == ("embargo slots remove s4",)
