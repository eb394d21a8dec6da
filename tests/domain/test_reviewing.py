"""A person decides about each value of a proposal; until then nothing of it is accepted."""

from desktop.domain.policy.adoption import Choice
from desktop.domain.policy.proposing import Conflict, Open, Passage, Proposal, Proposed, Source
from desktop.domain.policy.proposing.reviewing import Review, asked, lacks_of, with_decisions_for


def item(name: str, table: str = "clocks", needs: tuple[str, ...] = ()) -> Proposed:
    return Proposed(id=name, table=table, value={}, passages=(Passage(1, 1, "It is."),), needs=needs)  # type: ignore[arg-type]


def proposal(*items: Proposed, **more: object) -> Proposal:
    return Proposal(sources=(Source("SECURITY.md", "0" * 64),), items=items, **more)  # type: ignore[arg-type]


ACK, FIX, WHO = item("clocks:ack"), item("clocks:fix", needs=("severity",)), item("policy", "policy")
LEVELS = item("severity", "severity")


def test_nothing_is_accepted_in_advance() -> None:
    lacks = lacks_of(proposal(WHO, ACK), Review())
    assert lacks.undecided == (WHO, ACK)
    assert lacks.nothing
    assert lacks


def test_what_is_decided_can_be_decided_otherwise() -> None:
    review = Review().accept("a", {"within": "2d"}).refuse("a")
    assert (review.verdict("a"), review.accepted) == ("refused", {})
    review = review.accept("a")
    assert (review.verdict("a"), review.accepted, review.refused) == ("accepted", {"a": {}}, frozenset())
    assert review.accept("a", {"x": 1}).accept("a").accepted == {"a": {"x": 1}}


def test_an_identity_alone_is_no_policy() -> None:
    assert lacks_of(proposal(WHO, ACK), Review().accept("policy").refuse("clocks:ack")).nothing


def test_questions_about_refused_values_are_not_asked() -> None:
    about = Open(id="clocks:ack", about="clock", text="From when?", choices=(Choice("", "From receipt."),))
    zone = Open(id="calendar.timezone", about="calendar", text="Which zone?")
    whole = proposal(ACK, FIX, questions=(about, zone))
    assert asked(whole, Review()) == (about, zone)
    assert asked(whole, Review().refuse("clocks:ack")) == (zone,)
    answered = Review().answer("clocks:ack", "").answer("calendar.timezone", " ")
    assert lacks_of(whole, answered).unanswered == (zone,)
    assert lacks_of(whole, answered.answer("calendar.timezone", "UTC")).unanswered == ()
    assert answered.answer("clocks:ack", None).answers == {"calendar.timezone": " "}


def test_a_conflict_is_resolved_by_refusing_all_but_one() -> None:
    both = proposal(ACK, FIX, conflicts=(Conflict("They differ.", ("clocks:ack", "clocks:fix")),))
    assert lacks_of(both, Review().accept("clocks:ack").accept("clocks:fix")).conflicts
    assert not lacks_of(both, Review().accept("clocks:ack").refuse("clocks:fix"))


def test_a_value_rests_on_another() -> None:
    whole = proposal(FIX, LEVELS)
    assert lacks_of(whole, Review().accept("clocks:fix").refuse("severity")).missing == ((FIX, "severity"),)
    assert not lacks_of(whole, Review().accept("clocks:fix").accept("severity"))


def test_several_are_accepted_at_once_where_nothing_was_decided() -> None:
    review = with_decisions_for(Review().refuse("a"), ["a", "b"])
    assert (review.verdict("a"), review.verdict("b")) == ("refused", "accepted")
    assert review.decisions("2026-01-09").read_on == "2026-01-09"
