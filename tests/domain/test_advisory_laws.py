"""What holds of the facts of every advisory, whatever its case went through."""

from datetime import datetime, timedelta
from itertools import combinations

from hypothesis import given, settings

from desktop.domain.advisories.advisory import AdvisoryFacts
from desktop.domain.advisories.facts import advisory_from, without_release
from desktop.domain.advisories.moments import REPORTED
from desktop.domain.event import Event
from desktop.domain.fold import fold
from desktop.domain.versions.lint import contradictions
from desktop.domain.versions.ranges import Range, overlap, parse_range
from tests.domain.drafted_cases import histories
from tests.histories import RECEIVED, history, profile

AUMOS = profile("aumos")
NOW = RECEIVED + timedelta(days=5)
Told = list[tuple[datetime, Event]]


def facts_of(told: Told, now: datetime = NOW) -> AdvisoryFacts:
    return advisory_from(fold(history(*told)), AUMOS, now=now)


def read(written: str) -> Range:
    return parse_range(written)


@settings(max_examples=120, deadline=None)
@given(histories)
def test_no_version_stands_in_two_groups_of_a_product(told: Told) -> None:
    (product,) = facts_of(told).products
    groups = [
        tuple(map(read, product.affected)),
        tuple(map(read, product.fixed)),
        tuple(read(one.version) for one in product.unaffected),
        tuple(map(read, product.investigated)),
    ]
    shared = [
        (one, other)
        for (n, first), (m, second) in combinations(enumerate(groups), 2)
        for one in first
        for other in second
        if overlap(one, other) and (n, m) != (0, 1)
    ]
    assert shared == []
    both = any(overlap(one, other) for one in groups[0] for other in groups[1])
    assert not both or contradictions((product,)), "what a person lists as both is refused, not hidden"


@settings(max_examples=60, deadline=None)
@given(histories)
def test_what_gets_no_fix_is_affected_and_was_never_fixed(told: Told) -> None:
    (product,) = facts_of(told).products
    assert set(product.abandoned) | set(product.withdrawn) <= set(product.affected)
    assert not set(product.abandoned) & set(product.withdrawn)
    assert len(set(product.affected)) == len(product.affected)


@settings(max_examples=60, deadline=None)
@given(histories)
def test_the_timeline_begins_with_the_report_and_ends_by_now(told: Told) -> None:
    facts = facts_of(told)
    assert facts.timeline[0].what == REPORTED
    moments = [moment.at for moment in facts.timeline]
    assert moments == sorted(moments)
    released = [fix.released for product in facts.products for fix in product.fixes if fix.released]
    assert all(RECEIVED <= at <= NOW for at in (*moments, *released))


@settings(max_examples=60, deadline=None)
@given(histories)
def test_what_a_person_approves_does_not_hang_on_the_instant_of_release(told: Told) -> None:
    one, other = (facts_of(told, NOW + timedelta(seconds=step)) for step in (0, 1))
    assert one != other
    assert without_release(one) == without_release(other)
    assert without_release(one).timeline[-1].at != NOW
    assert facts_of(told) == one
