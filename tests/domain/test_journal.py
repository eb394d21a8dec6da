"""Tampering with the chain shows."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.journal import GENESIS, Entry, Header, event_id, salted_hash, seal, verify

AT = datetime(2026, 1, 9, 16, tzinfo=UTC)


def chain(payloads: list[bytes]) -> list[Entry]:
    entries: list[Entry] = []
    previous = GENESIS
    for number, payload in enumerate(payloads, 1):
        salt, case_salt = bytes([number % 256]) * 16, bytes([255 - number % 256]) * 16
        header = seal(
            Header(
                1,
                "w",
                number,
                "note.added",
                AT,
                AT,
                "me",
                salted_hash(case_salt, b"AUM-1"),
                salted_hash(salt, payload),
                previous,
            )
        )
        entries.append(Entry(event_id(header), header, "AUM-1", case_salt, payload, salt))
        previous = event_id(header)
    return entries


def changed(entry: Entry, **parts: object) -> Entry:
    fields = {name: getattr(entry, name) for name in Entry.__struct_fields__}
    return Entry(**(fields | parts))


PAYLOADS = st.lists(st.binary(max_size=20), min_size=2, max_size=12)


@given(PAYLOADS)
def test_an_honest_chain_has_no_findings(payloads: list[bytes]) -> None:
    entries = chain(payloads)
    assert verify(entries, head=(len(entries), entries[-1].id)) == []


@pytest.mark.checks("F59")
@pytest.mark.clause("TER-2.6d")
@given(PAYLOADS, st.data())
def test_every_edit_deletion_swap_and_insertion_is_noticed(
    payloads: list[bytes], data: st.DataObject
) -> None:
    honest = chain(payloads)
    entries = list(honest)
    at = data.draw(st.integers(0, len(entries) - 1))
    match data.draw(st.sampled_from(["content", "case", "header", "delete", "double", "swap"])):
        case "content":
            entries[at] = changed(entries[at], payload=entries[at].payload + b"!")
        case "case":
            entries[at] = changed(entries[at], case_id="AUM-2")
        case "header":
            entries[at] = changed(entries[at], header=entries[at].header.replace(b'"me"', b'"you"'))
        case "delete":
            del entries[at]
        case "double":
            entries.insert(at, entries[at])
        case "swap":
            other = (at + 1) % len(entries)
            entries[at], entries[other] = entries[other], entries[at]
    assert verify(entries, head=(len(honest), honest[-1].id))


@pytest.mark.checks("F60")
def test_a_cut_tail_shows_against_a_head_held_elsewhere() -> None:
    entries = chain([b"a", b"b", b"c"])
    assert verify(entries[:2]) == []
    assert verify(entries[:2], head=(3, entries[2].id))


@pytest.mark.checks("F69")
def test_the_chain_holds_after_content_was_purged() -> None:
    entries = chain([b"a", b"b"])
    entries[0] = changed(entries[0], payload=None, payload_salt=None, case_salt=None)
    assert verify(entries, absent={entries[0].id}) == []
    assert verify(entries)


def test_an_unreadable_header_is_a_finding_and_no_crash() -> None:
    entries = chain([b"a"])
    assert verify([changed(entries[0], header=b"\xff{")])
