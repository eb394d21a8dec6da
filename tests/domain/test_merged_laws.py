"""What holds of a case on which several vaults wrote apart: folds are total, and alike wherever it lies."""

from datetime import timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.decide import Refusal, decide
from desktop.domain.event import Draft, Event, Opaque, Purged, Recorded, name_of
from desktop.domain.event_codec import KINDS, decode, encode
from desktop.domain.exchange.conflicts import conflicts_of, keeping, settling
from desktop.domain.fold import fold
from desktop.domain.occurrences import in_force
from desktop.domain.retention.purge import objection, purge_of, redaction_of
from desktop.domain.retention.remains import restored
from tests.domain.test_clock_laws import ACTS, ANY_TIME, MANY
from tests.domain.test_retention_laws import OF_CASES, full_of_words, read_all
from tests.histories import RECEIVED, received

WRITERS = ("a" * 32, "b" * 32, "c" * 32)
PLACES = st.integers(0, 14)
OF_ANY_KIND = st.one_of(
    ACTS,
    st.sampled_from([name for name in OF_CASES if name not in ("event.undone", "conflict.settled")]).map(
        lambda name: full_of_words(KINDS[name])
    ),
    st.just(Opaque("made.tomorrow", b"{}")),
)
"""Acts as they happen, every kind of event once, and one that only a later version knows."""
REFERRING = st.one_of(
    PLACES.map(lambda n: e.EventUndone(_id(n))),
    st.tuples(PLACES, st.lists(PLACES, max_size=3), st.lists(PLACES, max_size=2)).map(
        lambda t: e.ConflictSettled(_id(t[0]), tuple(map(_id, t[1])), tuple(map(_id, t[2])))
    ),
    st.lists(PLACES, max_size=4).map(
        lambda gone: e.ContentPurged("everything", "rule", tuple(map(_id, gone)), {_id(n): "{" for n in gone})
    ),
)
"""What names other entries: those before it, itself, those behind it and those that nobody has."""
WRITTEN = st.lists(
    st.tuples(st.sampled_from(WRITERS), st.booleans(), st.one_of(OF_ANY_KIND, REFERRING)), max_size=12
)
"""By whom, whether they had received all that was written before, and what."""
FEW = settings(max_examples=60, deadline=None)


def _id(number: int) -> str:
    return f"{number:064x}"


def united(written: list[tuple[str, bool, Event]]) -> list[Recorded]:
    """One history of them all, in the order in which folds read it."""
    found: list[Recorded] = []
    last: dict[str, int] = {}
    seen: dict[str, dict[str, int]] = {}
    for number, (writer, received_all, event) in enumerate(((WRITERS[0], True, received("small")), *written)):
        own = seen.setdefault(writer, {})
        if received_all:
            own.update(last)
        last[writer] = last.get(writer, 0) + 1
        at = RECEIVED + timedelta(hours=number)
        others = tuple(sorted((who, place) for who, place in own.items() if who != writer))
        found.append(
            Recorded(_id(number), "AUM-2026-000000", writer, last[writer], at, at, writer[0], event, others)
        )
    return found


def stored(history: list[Recorded], purged: frozenset[str] = frozenset()) -> list[Recorded]:
    """As another vault reads it from its own file, some of it purged there."""
    return restored(
        [
            msgspec.structs.replace(
                r,
                event=Purged(name_of(r.event))
                if r.id in purged
                else decode(name_of(r.event), encode(r.event)),
            )
            for r in history
        ]
    )


@FEW
@given(WRITTEN, st.frozensets(PLACES.map(_id), max_size=6), ANY_TIME)
def test_whatever_was_written_apart_and_purged_can_be_read(written, purged, now):
    events = stored(united(written), purged)
    read_all(events, now)
    case = fold(events)
    objection(events, case, (MANY,), now, (case,))
    for what in ("everything", "report", "reporter"):
        purge_of(events, redaction_of(case, what), what, "rule")
    assert case.revision == len(events)
    assert {r.id for r in in_force(events)} <= {r.id for r in events}


@FEW
@given(WRITTEN)
def test_what_was_stored_and_sent_tells_what_was_written(written):
    ours = united(written)
    theirs = stored(stored(ours))
    assert fold(theirs) == fold(ours)
    assert [one.words for one in conflicts_of(theirs)] == [one.words for one in conflicts_of(ours)]


@FEW
@given(WRITTEN, st.integers(0, 3))
def test_settling_ends_every_conflict_whichever_answer_is_kept(written, chosen):
    events = stored(united(written))
    told = conflicts_of(events)
    for _ in range(len(told)):
        if not (open_now := conflicts_of(events)):
            break
        conflict = open_now[0]
        kept = conflict.choices[chosen % len(conflict.choices)].recorded
        act = keeping(conflict, kept.id)
        assert act in {settling(events, act), settling(events, e.ConflictSettled(kept.id))}
        outcome = decide(
            events, fold(events), act, MANY, at=events[-1].recorded_at, now=events[-1].recorded_at
        )
        assert isinstance(outcome, Draft | Refusal)
        number, seen = len(events), {r.writer: r.sequence for r in events}
        writer = WRITERS[0]
        at = events[-1].recorded_at + timedelta(hours=1)
        others = tuple(sorted((who, place) for who, place in seen.items() if who != writer))
        events.append(
            Recorded(_id(number), "AUM-2026-000000", writer, seen[writer] + 1, at, at, "a", act, others)
        )
        assert conflict.words not in {one.words for one in conflicts_of(events)}
    assert len(conflicts_of(events)) <= len(told)
