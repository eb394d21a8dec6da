"""Who has part in a case, whose wish about credit is known, and whom an advisory names."""

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import Credit
from desktop.domain.advisories.facts import advisory_from
from desktop.domain.case import Case, Compared
from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Draft, Event
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.traces import reporter_traces
from desktop.domain.parties.people import credited, people_of, person_of, uncredited
from desktop.domain.stages import needs_of
from tests.histories import RECEIVED, history, january, profile, received

MUSHIN = profile("mushin")
FINDER = e.PersonNamed("Grace Hopper", "finder", "grace@lab.example", "A Lab")
JOINED = e.ReporterJoined(
    "AUM-2026-0000001", Untrusted("Bob Second"), Untrusted("bob@second.example"), "claimed", RECEIVED
)
ADA = e.CreditRecorded("named", "Ada", "her mail")


def told(*acts: Event) -> Case:
    return fold(history((RECEIVED, received()), *((january(12), act) for act in acts)))


def refusal(act: Event, *before: Event) -> str:
    happened = history((RECEIVED, received()), *((january(12), other) for other in before))
    outcome = decide(happened, fold(happened), act, MUSHIN, at=january(13), now=january(13))
    return outcome.sentence if isinstance(outcome, Refusal) else ""


def test_reporters_stand_first_and_everybody_has_a_label() -> None:
    people = people_of(told(FINDER, JOINED))
    assert [(p.label, p.role, p.line) for p in people] == [
        ("", "reporter", "Ada"),
        ("AUM-2026-0000001", "reporter", "Bob Second"),
        ("Grace Hopper", "finder", "Grace Hopper"),
    ]


def test_a_name_is_one_person_however_it_is_spaced() -> None:
    again = e.PersonNamed(" grace  hopper", "coordinator")
    case = told(FINDER, again)
    assert [p.part for p in case.named] == ["coordinator"]
    assert told(FINDER, e.PersonRemoved("GRACE HOPPER")).named == ()
    assert person_of(case, "Grace hopper") is not None


def test_a_wish_is_kept_for_each_person() -> None:
    case = told(FINDER, JOINED, ADA, e.CreditRecorded("alias", "gf", "call", "Grace Hopper"))
    assert [p.label for p in uncredited(case)] == ["AUM-2026-0000001"]
    assert [p.credited for p in credited(case)] == ["Ada", "gf"]


def test_the_advisory_waits_for_every_reporter_s_and_finder_s_wish() -> None:
    wish = next(n for n in needs_of(told(FINDER, JOINED, ADA), MUSHIN) if n.id == "credit")
    assert not wish.met
    assert "Bob Second" in wish.text
    assert "Grace Hopper" in wish.text
    assert "Ada" not in wish.text


def test_an_advisory_names_all_who_agreed_and_nobody_else() -> None:
    bob = e.CreditRecorded("anonymous", "", "his mail", JOINED.from_case)
    case = told(FINDER, JOINED, ADA, bob, e.CreditRecorded("named", "Grace Hopper", "call", FINDER.name))
    assert advisory_from(case, MUSHIN, now=january(14)).credits == (
        Credit("Ada", "reporter"),
        Credit("Grace Hopper", "finder"),
    )
    assert reporter_traces("Thanks to Grace Hopper and Bob Second", case, MUSHIN) == (
        "Bob Second",
        "Second",
    )


def test_a_finder_is_not_named_without_their_wish() -> None:
    assert reporter_traces("found by Grace Hopper, grace@lab.example", told(FINDER, ADA), MUSHIN) == (
        "Grace Hopper",
        "Hopper",
        "grace@lab.example",
    )


@pytest.mark.parametrize(
    "later",
    [
        e.PersonNamed("grace hopper", "finder", anonymous=True),
        e.PersonNamed("Grace Hopper", "coordinator", "grace@new.example"),
        e.PersonRemoved("Grace Hopper", "asked to be left out"),
    ],
)
def test_whoever_was_named_once_stays_guarded(later: Event) -> None:
    case = told(FINDER, e.CreditRecorded("named", "Grace Hopper", "call", FINDER.name), later)
    case = msgspec.structs.replace(case, credits={})
    found = reporter_traces("found by Grace Hopper, grace@lab.example", case, MUSHIN)
    assert set(found) == {"Grace Hopper", "Hopper", "grace@lab.example"}


def test_whoever_turned_out_to_be_a_handler_is_not_guarded() -> None:
    case = told(FINDER, e.PersonNamed("Grace Hopper", "handler"))
    assert reporter_traces("Grace Hopper, grace@lab.example", case, MUSHIN) == ()


def test_a_naming_that_was_undone_is_not_guarded() -> None:
    happened = history((RECEIVED, received()), (january(12), FINDER))
    undone = [*happened, *history((january(13), e.EventUndone(happened[1].id)))]
    assert reporter_traces("Grace Hopper", fold(undone), MUSHIN) == ()


AGAIN = e.ReporterJoined(
    "AUM-2026-0000001", Untrusted("A. Lovelace"), Untrusted("ADA@example.org"), "claimed", RECEIVED
)
NAMED = e.CreditRecorded("named", "Ada", "her mail")
ANONYMOUS = e.CreditRecorded("anonymous", "", "her call", AGAIN.from_case)


@pytest.mark.parametrize(
    ("joined", "days", "names"),
    [
        (AGAIN, (14, 15), []),
        (AGAIN, (14, 14), []),
        (AGAIN, (15, 14), ["Ada"]),
        (msgspec.structs.replace(AGAIN, reporter_name=Untrusted(" ada "), reporter_address=Untrusted("")),
         (14, 15), []),
        (JOINED, (14, 15), ["Ada"]),
    ],
)  # fmt: skip
def test_of_one_person_under_two_labels_the_later_wish_counts(
    joined: e.ReporterJoined, days: tuple[int, int], names: list[str]
) -> None:
    named, anonymous = days
    happened = ((RECEIVED, received()), (january(13), joined))
    wishes = ((january(named), NAMED), (january(anonymous), ANONYMOUS))
    for order in (wishes, wishes[::-1]):
        assert [p.credited for p in credited(fold(history(*happened, *order)))] == names


def test_what_gives_away_somebody_of_a_joined_case_is_guarded() -> None:
    joined = msgspec.structs.replace(JOINED, traces=(Untrusted("Robert Zwei"), Untrusted("rob@key.example")))
    found = reporter_traces("Robert Zwei, rob@key.example", told(joined), MUSHIN)
    assert found == ("Robert Zwei", "Zwei", "Robert", "rob@key.example")


def test_our_own_handlers_and_whoever_stays_anonymous_are_no_trace() -> None:
    case = told(
        e.PersonNamed("Henry Handler", "handler"),
        e.PersonNamed("the second finder", "finder", anonymous=True),
    )
    assert reporter_traces("Henry Handler wrote what the second finder said", case, MUSHIN) == ()
    assert people_of(case)[-1].anonymous
    assert people_of(case)[-1].line == "the second finder"


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (e.PersonNamed(" ", "finder"), "an alias will do"),
        (e.PersonRemoved("Nobody"), "Nobody of this name"),
        (e.CreditRecorded("anonymous", "", "mail", "Nobody"), "name the person first"),
        (e.CreditRecorded("anonymous", "", "mail", "", "f" * 64), "No message of the case"),
    ],
)
def test_what_names_nobody_is_refused(act: Event, words: str) -> None:
    assert words in refusal(act)


def test_a_wish_may_name_the_message_that_proves_it() -> None:
    proved = e.CreditRecorded("anonymous", "", "mail", "", history((RECEIVED, received()))[0].id)
    assert refusal(proved) == ""
    assert refusal(e.PersonNamed(JOINED.from_case, "finder"), JOINED) != ""


def test_a_wish_is_recorded_under_the_label_of_its_person() -> None:
    happened = history((RECEIVED, received()), (january(12), FINDER))
    act = e.CreditRecorded("alias", "gf", "call", " grace HOPPER")
    draft = decide(happened, fold(happened), act, MUSHIN, at=january(13), now=january(13))
    assert isinstance(draft, Draft)
    assert draft.event == e.CreditRecorded("alias", "gf", "call", "Grace Hopper")


def test_a_wish_stays_with_its_person_however_they_are_written_anew() -> None:
    case = told(
        FINDER, e.CreditRecorded("alias", "gf", "call", FINDER.name), e.PersonNamed("grace hopper", "finder")
    )
    assert [p.credited for p in credited(case)] == ["gf"]


def test_a_later_wish_of_the_same_person_takes_the_place_of_the_former() -> None:
    case = told(ADA, e.CreditRecorded("alias", "countess", "her second mail"))
    assert [p.credited for p in credited(case)] == ["countess"]
    assert credited(told(ADA, e.CreditRecorded("anonymous", "", "her second mail"))) == ()


@pytest.mark.parametrize("typed", ["AB12 " * 10, "ab12" * 10, " ab12\tAB12" * 5])
def test_a_fingerprint_is_compared_in_whatever_spacing_it_is_typed(typed: str) -> None:
    key = e.KeyTaken("AB12" * 10, (), "pasted", "0" * 64)
    happened = history((RECEIVED, received()), (january(12), key))
    act = e.KeyConfirmed(typed, "by phone", "Ada")
    draft = decide(happened, fold(happened), act, MUSHIN, at=january(13), now=january(14))
    assert isinstance(draft, Draft)
    compared = fold([*happened, *history((draft.occurred_at, draft.event))]).compared
    assert compared == {"AB12" * 10: Compared("by phone", "Ada", january(13))}
    assert refusal(e.KeyConfirmed(typed, " "), key).startswith("Say how")
    assert refusal(e.KeyConfirmed("CD34" * 10, "by phone"), key) == "Take the key in first."


def test_what_a_machine_wrote_proves_no_wish() -> None:
    bounce = e.FollowUpReceived(Untrusted("mailer@x.example"), "claimed", Untrusted("Failed"), automatic=True)
    happened = history((RECEIVED, received()), (january(12), bounce))
    wish = e.CreditRecorded("named", "Ada", "a bounce", "", happened[-1].id)
    assert "A machine wrote" in refusal(wish, bounce)
