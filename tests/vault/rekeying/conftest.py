"""A vault with a case, closed."""

import os

import pytest

from desktop.domain import events as e
from tests.vault.rekeying.children import CASE


@pytest.fixture
def closed(bench):
    """A vault with a case and half a megabyte of files in it, closed."""
    vault = bench.make()
    bench.report(vault, CASE)
    blob = os.urandom(500_000)
    bench.act(vault, CASE, e.NoteAdded("x"), blobs={bench.sha256(blob): blob})
    bench.close()
    return bench
