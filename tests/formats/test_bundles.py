"""A bundle's file and parts: whatever bytes come, they are read within bounds or refused in a sentence."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.exchange.bundle import (
    MOST_BYTES,
    MOST_ENTRIES,
    ChainClaim,
    Content,
    FileClaim,
    Manifest,
)
from desktop.domain.failures import BundleRefused, TooLarge
from desktop.formats.exchange.manifest import MANIFEST_LIMIT, read_manifest, write_manifest
from desktop.formats.exchange.parts import PART_BYTES, PART_LIMIT, Headers, Piece, Said, pack, unpack
from desktop.formats.exchange.sealed import BEGIN, END, SEALED_LIMIT, messages

WRITER, VAULT, HASH = "a" * 32, "b" * 32, "c" * 64
MANIFEST = Manifest(
    format=1,
    case_id="TST-2026-123456Z",
    vault_id=VAULT,
    head=HASH,
    to="A" * 40,
    made_at=datetime(2026, 3, 1, tzinfo=UTC),
    chains=(ChainClaim(WRITER, VAULT, "key", 3, HASH, "signature"),),
    events=(HASH,),
    files=(FileClaim(HASH, 5),),
)
_BYTES = st.binary(max_size=200)
_HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)
_RUNS = st.one_of(
    st.builds(Headers, st.just(WRITER), st.lists(_BYTES, max_size=4).map(tuple)),
    st.builds(Said, st.builds(Content, _HASHES, st.just(b"s" * 16), st.none() | _BYTES, st.just(b"p" * 16))),
    st.builds(Piece, _HASHES, st.integers(0, 2**40), _BYTES),
)


def armoured(content: bytes) -> bytes:
    return BEGIN + b"\n\n" + content + b"\n" + END + b"\n"


@given(st.lists(_RUNS, max_size=20))
def test_what_was_packed_is_unpacked(runs):
    assert [run for part in pack(runs) for run in unpack(part)] == runs


def test_parts_stay_within_their_limit():
    pieces = [Piece(HASH, n, bytes(1024 * 1024)) for n in range(20)]
    parts = list(pack(pieces))
    assert len(parts) == 3
    assert all(PART_BYTES <= len(part) <= PART_LIMIT for part in parts[:-1])


@given(_BYTES)
def test_no_bytes_break_the_reader_of_parts(content):
    with pytest.raises((BundleRefused, TooLarge)):
        unpack(b"\xc1" + content)
    try:
        unpack(content)
    except BundleRefused:
        return


@given(_BYTES)
def test_no_bytes_break_the_reader_of_manifests(content):
    with pytest.raises((BundleRefused, TooLarge)):
        read_manifest(content)


def test_nested_without_end_is_refused():
    for reader in (unpack, read_manifest):
        with pytest.raises(BundleRefused):
            reader(b"\x91" * 100_000)


def test_more_than_a_part_may_hold_is_not_even_read():
    with pytest.raises(TooLarge):
        unpack(bytes(PART_LIMIT + 1))
    with pytest.raises(TooLarge):
        read_manifest(bytes(MANIFEST_LIMIT + 1))


def test_a_manifest_is_read_as_it_was_written():
    assert read_manifest(write_manifest(MANIFEST)) == MANIFEST


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"case_id": "../../etc/passwd"},
        {"case_id": "TST-2026-123456A"},
        {"to": "somebody"},
        {"events": ()},
        {"events": (HASH, HASH)},
        {"files": (FileClaim(HASH, 1), FileClaim(HASH, 2))},
        {"chains": MANIFEST.chains * 2},
        {"chains": ()},
        {"vault_id": "d" * 32},
        {"chains": (msgspec.structs.replace(MANIFEST.chains[0], sequence=MOST_ENTRIES + 1),)},
        {"files": (FileClaim(HASH, MOST_BYTES + 1),)},
        {"made_at": datetime(2026, 3, 1)},  # noqa: DTZ001 - that is what is refused
    ],
)
def test_a_manifest_that_contradicts_itself_or_asks_too_much_is_refused(change):
    broken = msgspec.msgpack.encode(msgspec.structs.replace(MANIFEST, **change))
    with pytest.raises((BundleRefused, TooLarge)):
        read_manifest(broken)


@given(st.lists(_BYTES.map(bytes.hex).map(str.encode), min_size=1, max_size=5), st.integers(1, 50))
def test_messages_are_told_apart_however_the_file_is_cut(contents, step):
    file = b"".join(map(armoured, contents))
    pieces = [file[i : i + step] for i in range(0, len(file), step)]
    assert list(messages(pieces)) == [armoured(content) for content in contents]


@pytest.mark.parametrize(
    "file",
    [
        armoured(b"x")[:-5],
        armoured(b"x") + b"something behind",
        b"something before" + armoured(b"x"),
        BEGIN + armoured(b"x"),
        b"no bundle at all",
    ],
)
def test_what_stands_beside_the_messages_is_refused(file):
    with pytest.raises(BundleRefused):
        list(messages([file]))


def test_a_message_without_an_end_is_not_gathered_for_ever():
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield bytes(1024 * 1024)

    with pytest.raises(TooLarge):
        list(messages(endless()))
    assert len(taken) <= SEALED_LIMIT // 1024**2 + 2
