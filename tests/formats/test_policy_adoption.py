"""What was decided when a policy was adopted is written beside it, and read back in its place."""

import tomllib
from datetime import date

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.domain.failures import InvalidPolicy
from desktop.domain.policy import Adoption
from desktop.domain.policy.adoption import AS_WRITTEN, DISCLOSURE, as_adopted, questions_of
from desktop.formats.policies.adopting import with_adoption
from desktop.formats.policy import read_profile
from tests.histories import POLICIES, profile

AUMOS = (POLICIES / "aumos.toml").read_bytes()
TODAY = date(2026, 1, 9)
ADOPTION = Adoption(
    on=TODAY,
    timezone="Europe/Berlin",
    weekend=("fri", "sat"),
    holidays=(date(2026, 12, 24),),
    national_holidays="DE-BY",
    office_hours=("09:00-12:30", "13:00-17:00"),
    readings={"assess": "from-acknowledgement"},
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]))
ADOPTIONS = st.builds(
    Adoption,
    on=st.dates(),
    timezone=WORDS,
    weekend=st.none() | st.lists(st.sampled_from(["mon", "sat"])).map(tuple),
    holidays=st.lists(st.dates()).map(tuple),
    national_holidays=WORDS,
    office_hours=st.lists(WORDS).map(tuple),
    readings=st.dictionaries(WORDS, WORDS.filter(bool)),
)


@settings(deadline=None)
@example(Adoption(on=date(2026, 1, 9), readings={"": "\x85["}), Adoption(on=date(2026, 1, 9)))
@example(Adoption(on=date(2026, 1, 9), readings={"a": "\u2028[adopted]"}), Adoption(on=date(2026, 1, 9)))
@given(ADOPTIONS, ADOPTIONS)
def test_whatever_is_decided_reads_back_equal_and_replaces_what_was_decided_before(
    first: Adoption, second: Adoption
) -> None:
    twice = with_adoption(with_adoption(AUMOS, first), second)
    assert twice == with_adoption(AUMOS, second)
    raw = tomllib.loads(twice.decode())
    assert msgspec.convert(raw.pop("adopted"), Adoption) == second
    assert raw == tomllib.loads(AUMOS.decode())


@pytest.mark.parametrize(
    "earlier",
    [
        '[adopted]\non = 2025-01-01\n\n[adopted.readings]\nassess = "x"\n\n[credit]\nmode = "opt-out"\n',
        "[ adopted ] # by hand\r\non = 2025-01-01\r\n",
        "[credit]\n[adopted]",
    ],
)  # fmt: skip
def test_an_earlier_adoption_is_taken_out_in_any_usual_form(earlier: str) -> None:
    written = with_adoption(b'schema = "cvd-profile/1" # mine\n\n' + earlier.encode(), Adoption(on=TODAY))
    assert tomllib.loads(written.decode())["adopted"] == {"on": TODAY}
    assert written.startswith(b'schema = "cvd-profile/1" # mine\n\n')


@pytest.mark.parametrize(
    "source",
    [
        b"adopted.on = 2025-01-01\n",
        b"adopted = { on = 2025-01-01 }\n",
        b'x = """\n[adopted]\n[a]\n"""\n',
        b"[adopted",
        b"\xff",
    ],
)
def test_what_cannot_be_replaced_is_refused(source: bytes) -> None:
    with pytest.raises(InvalidPolicy):
        with_adoption(source, Adoption(on=TODAY))


def test_the_answers_take_the_place_of_what_was_assumed() -> None:
    adopted = read_profile(with_adoption(AUMOS, ADOPTION))
    calendar = adopted.calendar
    assert (calendar.timezone, calendar.weekend) == ("Europe/Berlin", ("fri", "sat"))
    assert (calendar.holidays, calendar.national_holidays) == ((date(2026, 12, 24),), "DE-BY")
    assert calendar.office_hours == ("09:00-12:30", "13:00-17:00")
    assert calendar.assumed == ()
    assert adopted.adopted == ADOPTION
    assert as_adopted(adopted) == adopted


def test_what_was_not_answered_stays_assumed() -> None:
    adopted = read_profile(with_adoption(AUMOS, Adoption(on=TODAY, national_holidays="DE")))
    assert adopted.calendar.assumed == ("timezone", "weekend")


def test_no_weekend_at_all_is_an_answer() -> None:
    adopted = read_profile(with_adoption(AUMOS, Adoption(on=TODAY, weekend=())))
    assert adopted.calendar.weekend == ()


@pytest.mark.clause("AUM-1i", "AUM-3b")
def test_another_reading_of_a_clock_replaces_what_it_names_and_nothing_else() -> None:
    before, adopted = profile("aumos"), read_profile(with_adoption(AUMOS, ADOPTION))
    (changed,) = [c for c in adopted.clocks if c not in before.clocks]
    was = before.clock("assess")
    assert was is not None
    (other,) = was.alternatives
    assert changed == msgspec.structs.replace(was, starts=other.starts, assumed=other.text)


@pytest.mark.clause("AUM-4a", "AUM-4d")
def test_another_reading_of_the_hold_replaces_it() -> None:
    (other,) = profile("aumos").disclosure.alternatives
    assert [q.id for q in questions_of(profile("aumos"))][-1] == DISCLOSURE
    disclosure = read_profile(
        with_adoption(AUMOS, Adoption(on=TODAY, readings={DISCLOSURE: other.id}))
    ).disclosure
    assert (disclosure.hold, disclosure.assumed) == (other.hold, other.text)


def test_a_reading_that_the_policy_does_not_offer_is_refused() -> None:
    with pytest.raises(InvalidPolicy, match="no other reading guess"):
        read_profile(with_adoption(AUMOS, Adoption(on=TODAY, readings={"assess": "guess"})))


def test_the_reading_of_the_policy_itself_is_not_written() -> None:
    written = with_adoption(AUMOS, Adoption(on=TODAY, readings={"assess": AS_WRITTEN}))
    assert written == with_adoption(AUMOS, Adoption(on=TODAY))


@pytest.mark.clause("M87-2d")
def test_adopting_asks_for_what_the_policy_leaves_open() -> None:
    questions = {question.id: question for question in questions_of(profile("m87"))}
    assert questions.keys() >= {"timezone", "weekend", "holidays"}
    assert [choice.text for choice in questions["timezone"].choices] == ["UTC"]
    assert [choice.text for choice in questions["holidays"].choices] == ["none"]


@pytest.mark.clause("TER-5b", "TER-5c", "TER-5d")
def test_a_sentence_that_can_be_read_in_several_ways_is_asked_about_with_its_default_first() -> None:
    asked = [q for q in questions_of(profile("terragon")) if q.about == "clock"]
    assert asked
    for question in asked:
        first, *others = question.choices
        assert first.id == AS_WRITTEN
        assert first.text
        assert others


def test_hours_of_business_are_asked_for_where_a_clock_counts_them() -> None:
    source = AUMOS.replace(b'within = "5bd"', b'within = "8bh"').replace(
        b'assumed = ["timezone", "weekend", "holidays"]', b'assumed = ["office_hours"]'
    )
    assert "office_hours" in [q.id for q in questions_of(read_profile(source)) if q.about == "calendar"]
    answered = with_adoption(source, Adoption(on=TODAY, office_hours=("09:00-17:00",)))
    assert "office_hours" not in [q.id for q in questions_of(read_profile(answered))]
