"""What is left of a purged case: folds and clocks go on, words do not."""

from datetime import datetime

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.clocks import chronicle_of, read_clocks
from desktop.domain.embargo.state import read_embargo
from desktop.domain.event import Event, Purged, Recorded, name_of
from desktop.domain.event_codec import KINDS, encode
from desktop.domain.fold import fold
from desktop.domain.metrics import facts_of
from desktop.domain.promises.ledger import ledger
from desktop.domain.retention.forgetting import FIELDS, forgetting
from desktop.domain.retention.purge import purge_of, redaction_of
from desktop.domain.retention.redaction import kept_fields
from desktop.domain.retention.remains import named_in, restored
from desktop.domain.searched import searched_in
from desktop.domain.stages import walk_stages
from desktop.domain.thread.telling import thread_of
from tests.domain.test_clock_laws import ACTS, ANY_TIME, CORRECTIONS, MANY, MOMENTS
from tests.domain.test_searched import OF_THE_VAULT, some
from tests.histories import RECEIVED, history, received

CANARY = "canary"
WHAT = st.sampled_from(["everything", "report", "reporter"])
OF_CASES = sorted(name for name in KINDS if name not in OF_THE_VAULT)


def full_of_words(kind: type[Event]) -> Event:
    """An event of this kind that has the canary wherever text may stand."""
    fields = {f.name: some(f.type, CANARY) for f in msgspec.structs.fields(kind)}
    return kind(**fields)


ANY_EVENT = st.one_of(
    ACTS, CORRECTIONS, st.sampled_from(OF_CASES).map(lambda name: full_of_words(KINDS[name]))
)
HISTORIES = st.lists(st.tuples(ANY_TIME, ANY_EVENT), max_size=12)


def read_all(events: list[Recorded], now: datetime) -> None:
    """Everything that is told of a case."""
    case = fold(events)
    walk_stages(case, MANY)
    ledger(read_clocks(MANY, events, now), now)
    read_embargo(MANY, events, now)
    facts_of(case, events, MANY, "Closed")
    searched_in(case, events)
    thread_of(events)


def emptied(events: list[Recorded], gone: frozenset[str]) -> list[Recorded]:
    return [msgspec.structs.replace(r, event=Purged(name_of(r.event))) if r.id in gone else r for r in events]


def purged(events: list[Recorded], event: e.ContentPurged, at: datetime) -> list[Recorded]:
    """As the vault gives them back once this was purged."""
    number = len(events) + 1
    last = Recorded(f"{number:064x}", events[0].case_id, "w", number, at, at, "me", event)
    return restored([*emptied(events, frozenset(event.purged)), last])


@settings(max_examples=40)
@given(HISTORIES, st.lists(st.integers(1, 12)), st.booleans(), ANY_TIME)
def test_a_fold_never_fails_whatever_was_purged(
    acts: list[tuple[datetime, Event]], gone: list[int], told: bool, now: datetime
) -> None:
    events = history((RECEIVED, received("small")), *acts)
    ids = frozenset(f"{n:064x}" for n in gone)
    read_all(restored(emptied(events, ids)), now)
    if told:
        event = e.ContentPurged("everything", "rule", tuple(ids), dict.fromkeys(ids, "{broken"))
        read_all(purged(events, event, now), now)


@settings(max_examples=40)
@given(HISTORIES, WHAT, ANY_TIME)
def test_a_purge_leaves_a_case_that_can_be_read_and_nothing_more_to_purge(
    acts: list[tuple[datetime, Event]], what: e.Purgeable, now: datetime
) -> None:
    events = restored(history((RECEIVED, received("small")), *acts))
    event = purge_of(events, redaction_of(fold(events), what), what, "rule")
    if event is None:
        return
    after = purged(events, event, now)
    assume(
        all(getattr(r.event, "event_id", "") != after[-1].id for r in events)
    )  # nothing undoes what is to come
    read_all(after, now)
    assert named_in(after) >= frozenset(event.purged)
    assert fold(after).purged or what == "reporter"
    assert purge_of(after, redaction_of(fold(after), what), what, "again") is None


@pytest.mark.parametrize("name", OF_CASES)
def test_what_was_forgotten_is_not_looked_for_again(name: str) -> None:
    """A fingerprint that is gone is no word, which would stand between any two letters."""
    events = restored(history((RECEIVED, received("small")), (RECEIVED, full_of_words(KINDS[name]))))
    event = purge_of(events, redaction_of(fold(events), "reporter"), "reporter", "rule")
    assert event is not None
    after = purged(events, event, RECEIVED)
    assert purge_of(after, redaction_of(fold(after), "reporter"), "reporter", "again") is None


def test_who_is_named_as_somebody_else_is_forgotten_whole() -> None:
    named = e.PersonNamed("Ada", "finder", "ada@elsewhere.example", "Ada's lab")
    events = history((RECEIVED, received("small")), (RECEIVED, named))
    event = purge_of(events, redaction_of(fold(events), "reporter"), "reporter", "rule")
    assert event is not None
    assert "elsewhere" not in repr(purged(events, event, RECEIVED)[:-1])


@settings(max_examples=40)
@given(st.lists(st.tuples(MOMENTS, ACTS), max_size=10), WHAT, MOMENTS)
def test_how_promises_were_kept_outlives_the_content(
    acts: list[tuple[datetime, Event]], what: e.Purgeable, now: datetime
) -> None:
    events = history((RECEIVED, received("small")), *sorted(acts, key=lambda pair: pair[0]))
    event = purge_of(events, redaction_of(fold(events), what), what, "rule")
    assert event is not None
    after = purged(events, event, max(now, events[-1].recorded_at))
    before, then = (read_clocks(MANY, h, now) for h in (events, after))
    assert [(r.clock, r.state, r.due, r.met_at) for r in before] == [
        (r.clock, r.state, r.due, r.met_at) for r in then
    ]
    measured = [facts_of(fold(h), h, MANY, "Closed") for h in (events, after)]
    assert measured[0] == measured[1]
    assert chronicle_of(after).closed == chronicle_of(events).closed


@pytest.mark.parametrize("name", OF_CASES)
def test_no_words_are_left_of_any_kind_of_event(name: str) -> None:
    acts = [] if name == "report.received" else [(RECEIVED, full_of_words(KINDS[name]))]
    first = full_of_words(e.ReportReceived)
    events = history((RECEIVED, first), *acts)
    event = purge_of(events, redaction_of(fold(events), "everything"), "everything", "rule")
    assert event is not None
    kept = {first.kind: kept_fields(first), name: kept_fields(events[-1].event)}
    for recorded in purged(events, event, RECEIVED)[:-1]:
        told = {f: getattr(recorded.event, f) for f in recorded.event.__struct_fields__}
        words = {f: value for f, value in told.items() if f not in kept[recorded.event.kind]}
        assert CANARY not in repr(words)
    assert not {f for kind in KINDS.values() for f in kept_fields(full_of_words(kind))} & {
        "title", "text", "reporter_name", "reporter_address", "ground", "rationale",
    }  # fmt: skip


def test_what_a_kind_keeps_is_a_field_of_it() -> None:
    for kind in KINDS.values():
        assert kept_fields(full_of_words(kind)) <= {*kind.__struct_fields__}, kind


@settings(max_examples=40)
@given(st.sampled_from(FIELDS), st.lists(st.sampled_from(OF_CASES), max_size=8))
def test_forgetting_a_field_is_total_and_done_once(field: str, names: list[str]) -> None:
    events = history((RECEIVED, received("small")), *((RECEIVED, full_of_words(KINDS[n])) for n in names))
    redact = forgetting(fold(events), "", (field,))  # type: ignore[arg-type]
    assert redact is not None
    event = purge_of(events, redact, "reporter", "asked", fields=(field,))
    if event is None:
        return
    after = purged(events, event, RECEIVED)
    read_all(after, RECEIVED)
    if field in ("name", "address"):
        word = {"name": "Ada", "address": "ada@example.org"}[field]
        assert all(word not in encode(r.event).decode() for r in after[:-1])


def test_nobody_else_says_what_is_left_of_an_entry_once_its_own_writer_did() -> None:
    first, *_ = history((RECEIVED, received("small")), (RECEIVED, e.NoteAdded("x")))
    ours, forged = (encode(e.NoteAdded(words)).decode() for words in ("[purged]", "forged"))

    def by(writer: str, number: int, event: Event) -> Recorded:
        return msgspec.structs.replace(
            first, id=f"{number:064x}", writer=writer, sequence=number, event=event
        )

    note = by("w", 2, Purged(e.NoteAdded.kind))
    own = by("w", 3, e.ContentPurged("everything", "rule", (note.id,), {note.id: ours}))
    other = by("v", 4, e.ContentPurged("everything", "rule", (note.id,), {note.id: forged}))
    assert restored([first, note, own, other])[1].event == e.NoteAdded("[purged]")
    assert restored([first, note, other])[1].event == e.NoteAdded("forged")
