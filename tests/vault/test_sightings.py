"""Which addresses and keys came together: written with the events, made again, and checked."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report, Reporter, SignatureCheck, Signer
from desktop.vault import sighting_rows

CASES = ("TST-2026-0000010", "TST-2026-0000020")
KEYS = ("A" * 40, "B" * 40)
ADDRESSES = ("eve@example.org", "eve@EXAMPLE.org", "Eve@example.org", "", "no address", "x\udcff@y")
STATES = ("good", "bad", "unknown-key", "uid-mismatch", "expired-key", "revoked-key", "weak-digest")


def parsed(signed: tuple[tuple[str, str], ...] = (), offered: tuple[str, ...] = ()) -> bytes:
    nobody = Untrusted("")
    return msgspec.json.encode(
        Report(
            kind="plain",
            encryption="not-encrypted",
            signature=SignatureCheck("good", tuple(Signer(key, (), state, "") for key, state in signed)),
            reporter=Reporter(nobody, nobody, "claimed"),
            subject=nobody,
            text=nobody,
            offered=offered,
        )
    )


def write(bench, vault, case_id: str, address: str = "eve@example.org", **keys):
    report = parsed(**keys)
    event = e.FollowUpReceived(
        Untrusted(address), "claimed", Untrusted("Re"), report_sha256=bench.sha256(report)
    )
    return bench.act(vault, case_id, event, blobs={bench.sha256(report): report})[0]


def pairs(vault, **wanted: str) -> list[tuple[str, str, int]]:
    return [(seen.address, seen.fingerprint, seen.cases) for seen in vault.sightings(**wanted)]


def stored(vault) -> list[tuple[object, ...]]:
    return vault._database.rows("SELECT * FROM sighting ORDER BY case_id, address, fingerprint")


_signed = st.tuples(st.sampled_from(KEYS), st.sampled_from(STATES))
_acts = st.one_of(
    st.tuples(
        st.just("message"),
        st.sampled_from(ADDRESSES),
        st.lists(_signed, max_size=2).map(tuple),
        st.lists(st.sampled_from(KEYS), max_size=1).map(tuple),
    ),
    st.tuples(st.just("key"), st.sampled_from(KEYS)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("note")),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(CASES), _acts), max_size=8))
def test_rows_made_act_by_act_are_those_made_again(bench, done) -> None:
    try:
        vault = bench.make()
        for case_id in CASES:
            bench.report(vault, case_id, address="first@example.org")
        for case_id, (kind, *what) in done:
            if kind == "message":
                address, signed, offered = what
                write(
                    bench,
                    vault,
                    case_id,
                    address.encode("utf-8", "replace").decode(),
                    signed=signed,
                    offered=offered,
                )
            elif kind == "key":
                content = what[0].encode()
                taken = e.KeyTaken(what[0], (), "pasted", bench.sha256(content))
                bench.act(vault, case_id, taken, blobs={bench.sha256(content): content})
            elif kind == "undo":
                bench.act(vault, case_id, e.EventUndone(vault.history(case_id)[-1].id))
            else:
                bench.act(vault, case_id, e.NoteAdded("a note"))
        before = stored(vault)
        assert vault.verify().sound
        vault.rebuild()
        assert stored(vault) == before
    finally:
        bench.close()
        for path in sorted(bench.folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()


def test_an_address_is_known_over_all_cases_by_what_tells_addresses_apart(bench) -> None:
    vault = bench.make()
    for case_id in CASES:
        bench.report(vault, case_id)
        bench.now += timedelta(days=1)
    write(bench, vault, CASES[0], "eve@EXAMPLE.org", signed=((KEYS[0], "good"),))
    write(bench, vault, CASES[0], "Eve@example.org", offered=(KEYS[1],))
    assert pairs(vault, address="eve@Example.ORG") == [
        ("eve@example.org", "", 2),
        ("eve@example.org", KEYS[0], 1),
    ]
    assert [seen.case_ids for seen in vault.sightings(address="eve@example.org")] == [CASES, CASES[:1]]
    assert pairs(vault, fingerprint=KEYS[1]) == [("Eve@example.org", KEYS[1], 1)]
    assert (
        pairs(vault, address="nobody@example.org") == pairs(vault, address="no address") == pairs(vault) == []
    )


@pytest.mark.parametrize(
    ("state", "counts"),
    [("good", True), ("uid-mismatch", True), ("expired-key", True), ("bad", False), ("unknown-key", False)],
)
def test_a_key_counts_where_it_made_the_signature(bench, state: str, counts: bool) -> None:
    vault = bench.make()
    bench.report(vault, CASES[0])
    write(bench, vault, CASES[0], signed=((KEYS[0], state),))
    assert bool(pairs(vault, fingerprint=KEYS[0])) == counts


def test_reports_are_read_again_only_when_a_message_or_key_came(bench, monkeypatch) -> None:
    vault, read = bench.make(), []
    bench.report(vault, CASES[0])
    write(bench, vault, CASES[0], offered=(KEYS[0],))
    real = sighting_rows._read
    monkeypatch.setattr(sighting_rows, "_read", lambda *given: read.append(given) or real(*given))
    bench.act(vault, CASES[0], e.NoteAdded("a note"), e.AckSent())
    assert read == []
    write(bench, vault, CASES[0], offered=(KEYS[1],))
    assert len(read) == 2


def test_a_report_that_cannot_be_read_hides_no_case(bench) -> None:
    vault = bench.make()
    bench.report(vault, CASES[0])
    event = e.FollowUpReceived(
        Untrusted("a@b.example"), "claimed", Untrusted("Re"), report_sha256=bench.sha256(b"x")
    )
    bench.act(vault, CASES[0], event, blobs={bench.sha256(b"x"): b"x"})
    assert pairs(vault, address="a@b.example") == [("a@b.example", "", 1)]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE sighting SET seen_at = seen_at - 1",
        "DELETE FROM sighting",
        "UPDATE sighting SET address = 'other@example.org'",
        "DELETE FROM sighted_case",
    ],
)
def test_rows_that_somebody_changed_are_found(bench, sql: str) -> None:
    vault = bench.make()
    bench.report(vault, CASES[0])
    with vault._database.transaction():
        vault._database.run(sql)
    assert vault.verify().database == ("a case's rows in the lists differ from the journal",)
    vault.rebuild()
    assert vault.verify().sound
