"""Rows found in pages are those that SQLite reads; whatever stands in a page, reading it ends."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain import events as e
from desktop.vault.repair.pages import PAGE_BYTES, RESERVED_BYTES, Pages
from desktop.vault.repair.rows import row_of, rows_in

CASE = "TST-2026-0000010"


@pytest.mark.checks("E54")
def test_every_row_that_sqlite_reads_is_found(bench):
    vault = bench.make()
    bench.report(vault, CASE)
    for size in (0, 1, 900, 979, 980, 3980, 4060, 9000, 70_000, 1_200_000):
        content = bytes(size)
        bench.act(vault, CASE, e.NoteAdded("é" * min(size, 9000)), blobs={bench.sha256(content): content})
    key, expected = vault._key, {}
    for table in ("meta", "chain", "journal", "payload", "blob", "blob_chunk", "case_row", "message"):
        expected[table] = set(vault._database.rows(f"SELECT * FROM {table}"))
    bench.close()
    with Pages(bench.database, key) as pages:
        rows = list(rows_in(pages))
        found = {row.values for row in rows}
        assert {table: held - found for table, held in expected.items() if held - found} == {}
        assert all(row_of(pages, row.pages[0], row.slot) == row for row in rows)


class OnePage:
    """Pages of which one is there, and says anything at all."""

    count = 3

    def __init__(self, content: bytes) -> None:
        self._content = content

    def numbers(self):
        return iter((2,))

    def read(self, number: int) -> bytes | None:
        return self._content if number in (2, 3) else None


@settings(max_examples=40)
@given(st.sampled_from([0x0D, 0x0A, 0x02, 0x05]), st.binary(max_size=60), st.integers(0, 2**32))
def test_a_page_of_any_content_is_read_to_its_end(kind: int, start: bytes, seed: int):
    # at most 40 cells: a page that says of itself that it has 60,000 is read, but takes a second
    head = bytes([kind, 0, 0, 0, seed % 40])
    rest = PAGE_BYTES - RESERVED_BYTES - len(head) - len(start)
    content = head + start + random.Random(seed).randbytes(rest)
    for row in rows_in(OnePage(content)):
        assert len(row.values) >= 0
