"""The wire carries what the ports say, and a broken frame breaks nothing."""

import io
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.clocks import Proof
from desktop.domain.event import Draft, Event, Opaque, Purged, Recorded
from desktop.domain.failures import Failure, Locked, rebuild
from desktop.domain.inert import Untrusted
from desktop.vault.server import serve
from desktop.vault.wire import CUSTODY, VAULT, Answer, Broken, Call, Failed, Reply, receive, send
from desktop.workflows.vault_ports import DueRow

NOW = datetime(2026, 7, 26, 12, tzinfo=UTC)
EVENTS = [
    e.NoteAdded("a note"),
    e.AckSent("aa" * 32),
    Opaque("rating.given", b"\x00\xff not even JSON"),
    e.DisclosureAgreed(NOW, ("us", "them"), "letter"),
]


@pytest.mark.parametrize("event", EVENTS)
def test_events_arrive_as_they_left(event: Event):
    drafts = [Draft(event, NOW)]
    packed = VAULT["append"].pack((None, drafts), {"author": "hand", "now": NOW, "blobs": {"a": b"\x00"}})
    assert VAULT["append"].unpack(packed) == {
        "case_id": None,
        "drafts": drafts,
        "author": "hand",
        "now": NOW,
        "blobs": {"a": b"\x00"},
    }
    recorded = [Recorded("id", None, "writer", 1, NOW, NOW, "hand", event)]
    assert VAULT["history"].unpack_result(VAULT["history"].pack_result(recorded)) == recorded


def test_a_purged_event_stays_purged():
    recorded = [Recorded("id", "case", "writer", 1, NOW, NOW, "hand", Purged("note.added"))]
    assert VAULT["history"].unpack_result(VAULT["history"].pack_result(recorded)) == recorded


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
INSTANTS = st.none() | st.datetimes(timezones=st.just(UTC))
PROOFS = st.builds(Proof, event=NAMES, at=st.datetimes(timezones=st.just(UTC)), recorded_at=INSTANTS)
ROWS = st.builds(
    DueRow,
    **dict.fromkeys(("case_id", "policy_id", "clock", "sentence", "state", "why", "lateness"), NAMES),
    **dict.fromkeys(("since", "due", "original_due", "met_at"), INSTANTS),
    title=st.builds(Untrusted, NAMES),
    clauses=st.lists(NAMES, max_size=3).map(tuple),
    proof=st.none() | PROOFS,
)


@given(rows=st.lists(ROWS, max_size=3), everything=st.booleans())
def test_rows_of_promises_arrive_as_they_left(rows: list[DueRow], everything: bool):
    due = VAULT["due"]
    assert due.unpack_result(due.pack_result(rows)) == rows
    asked = {"everything": everything, "after": rows[0] if rows else None}
    assert due.unpack(due.pack((0, 500), asked)) == {"offset": 0, "limit": 500, **asked}


def test_every_failure_is_the_same_on_the_other_side():
    for code, kind in Failure.known.items():
        failure = kind("What happened.", advice="Do this.", written="Half.")
        again = rebuild(code, failure.message, failure.advice, failure.written)
        assert (type(again), str(again)) == (kind, str(failure))


def talk(bench, *calls: Call) -> list[Reply]:
    """What a server in this process answers to these calls."""
    asked, answered = io.BytesIO(), io.BytesIO()
    for call in calls:
        send(asked, call)
    asked.seek(0)
    serve(asked, answered, bench.custody)
    answered.seek(0)
    frames = iter(lambda: receive(answered), None)
    return [msgspec.msgpack.decode(frame, type=Reply) for frame in frames]


def custody(method: str, *positional: object, **named: object) -> Call:
    return Call(f"custody.{method}", msgspec.Raw(CUSTODY[method].pack(positional, named)))


def vault(method: str, *positional: object, **named: object) -> Call:
    return Call(f"vault.{method}", msgspec.Raw(VAULT[method].pack(positional, named)))


def test_a_server_makes_opens_and_closes_a_vault(bench):
    made, asked = talk(
        bench, custody("create", bench.directory, passphrase="horse", now=NOW), vault("vault_id")
    )
    code = CUSTODY["create"].unpack_result(bytes(made.value))
    assert len(VAULT["vault_id"].unpack_result(bytes(asked.value))) == 32
    opened, draft = talk(bench, custody("unlock", bench.directory, "recovery", code), vault("draft", "x"))
    assert isinstance(opened, Answer)
    assert VAULT["draft"].unpack_result(bytes(draft.value)) == b""


def test_a_server_answers_failures_and_bugs_and_goes_on(bench):
    nonsense = Call("vault.no_such_method", msgspec.Raw(msgspec.msgpack.encode({})))
    refused, unknown, again = talk(bench, vault("vault_id"), nonsense, vault("vault_id"))
    assert (refused.code, refused.message) == (Locked.code, "No vault is open.")
    assert unknown == Broken("KeyError")
    assert isinstance(again, Failed)


@given(st.binary(max_size=60))
def test_a_frame_is_read_whole_or_not_at_all(content: bytes):
    stream = io.BytesIO(len(content).to_bytes(8, "big") + content)
    assert receive(stream) == content
    assert receive(stream) is None
    assert receive(io.BytesIO((len(content) + 1).to_bytes(8, "big") + content)) is None
