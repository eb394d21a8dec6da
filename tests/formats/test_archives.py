"""Archives are read whole or refused whole, whatever a stranger made of them."""

import gzip
import io
import tarfile
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.failures import Failure, Malformed, TooDeep, TooLarge, Unsupported
from desktop.formats.archives import limits
from desktop.formats.archives.reading import read_archive
from tests.formats.archives import HONEST, HOSTILE, streamed_zip, tarred, zipped


def found(raw):
    return {entry.name: entry.content for entry in read_archive(raw)}


@pytest.mark.parametrize(
    "pack",
    [
        zipped,
        streamed_zip,
        lambda files: zipped(files, zipfile.ZIP_STORED),
        tarred,
        lambda files: tarred(files, form=tarfile.GNU_FORMAT),
        lambda files: gzip.compress(tarred(files)),
    ],
    ids=["zip", "zip written to a pipe", "stored zip", "tar", "gnu tar", "tar.gz"],
)
def test_an_honest_archive_is_read(pack):
    assert found(pack(HONEST)) == HONEST


def test_folders_are_named_by_what_is_in_them():
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.mkdir("a")
        archive.writestr("a/b", b"1")
    assert found(into.getvalue()) == {"a/b": b"1"}
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        folder = tarfile.TarInfo("a/")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        archive.addfile(tarfile.TarInfo("a/b"), io.BytesIO())
    assert found(into.getvalue()) == {"a/b": b""}


def test_a_long_name_that_ustar_can_hold_is_read():
    name = "/".join(["folder" * 10] * 3)
    assert found(tarred({name: b"x"})) == {name: b"x"}


@pytest.mark.checks("B26")
@pytest.mark.parametrize("trick", HOSTILE)
def test_a_hostile_archive_is_refused_whole(trick):
    with pytest.raises((Malformed, TooLarge, TooDeep)) as refusal:
        read_archive(HOSTILE[trick])
    assert refusal.value.advice


@pytest.mark.checks("B26")
def test_what_is_refused_is_counted(figure):
    refused = 0
    for raw in HOSTILE.values():
        with pytest.raises(Failure):
            read_archive(raw)
        refused += 1
    figure("B26", f"{refused} of {len(HOSTILE)} hostile archives refused whole")


@pytest.mark.checks("B26")
def test_a_bomb_takes_no_more_memory_than_an_honest_archive_may(figure):
    bomb = gzip.compress(bytes(400_000_000), compresslevel=1)
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            read_archive(bomb)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3 * limits.TOTAL_BYTES
    figure("B26", f"a bomb of {len(bomb):,} bytes stopped at {peak // 2**20} MiB of memory")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (zipped({"a": b"x"}, zipfile.ZIP_BZIP2), "packed in a way"),
        (tarred({"a" * 200: b"x"}, form=tarfile.PAX_FORMAT), "extended headers"),
        (tarred({"a" * 200: b"x"}, form=tarfile.GNU_FORMAT), "extended headers"),
        (bytearray(zipped({"a": b"x"})), "password"),
        (bytearray(zipped({"a": b"x"})), "ZIP64"),
    ],
    ids=["bzip2", "pax", "long name", "encrypted", "zip64"],
)
def test_what_is_recognised_and_not_read_is_named(raw, words):
    if words == "password":
        raw[raw.index(b"PK\x01\x02") + 8] |= 1
    elif words == "ZIP64":
        at = raw.index(b"PK\x01\x02") + 24
        raw[at : at + 4] = b"\xff" * 4
    with pytest.raises(Unsupported, match=words) as refusal:
        read_archive(bytes(raw))
    assert refusal.value.advice


def test_no_more_entries_than_the_limit(monkeypatch):
    monkeypatch.setattr(limits, "ENTRIES", 3)
    assert len(read_archive(zipped({str(n): b"" for n in range(3)}))) == 3
    for pack in (zipped, tarred):
        with pytest.raises(TooLarge, match="entries"):
            read_archive(pack({str(n): b"" for n in range(4)}))


def test_no_larger_than_the_limits(monkeypatch):
    monkeypatch.setattr(limits, "ENTRY_BYTES", 10)
    for pack in (zipped, tarred):
        with pytest.raises(TooLarge, match="file in the archive"):
            read_archive(pack({"a": b"x" * 11}))
    monkeypatch.setattr(limits, "ARCHIVE_BYTES", 10)
    with pytest.raises(TooLarge, match="The archive is larger"):
        read_archive(zipped({}))


_NAMES = st.text("abc/.\\ é\0", min_size=1, max_size=12)


@given(st.dictionaries(_NAMES, st.binary(max_size=50), max_size=5))
def test_what_is_read_is_what_was_packed_and_stays_within(files):
    files = {name: content for name, content in files.items() if "\0" not in name}
    try:
        read = found(zipped(files))
    except Failure:
        return
    assert read == {name: content for name, content in files.items() if not name.endswith("/")}
    for name in read:
        assert not name.startswith("/")
        assert not {"", ".", ".."} & set(name.split("/"))


@given(st.data())
def test_a_spoilt_archive_gives_what_was_packed_or_a_refusal(data):
    raw = bytearray(data.draw(st.sampled_from([zipped(HONEST), tarred(HONEST), streamed_zip(HONEST)])))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        entries = read_archive(bytes(raw))
    except Failure:
        return
    assert len(entries) == len(HONEST)
