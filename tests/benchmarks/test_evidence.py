"""What a large file of evidence costs on its way into the vault process, beside hashing and copying it."""

import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain.event import Draft
from desktop.domain.events import EvidenceAdded
from desktop.domain.inert import Untrusted
from desktop.vault.remote import RemoteCustody
from tests.vault.conftest import CHILD, ROOT, Bench

pytestmark = pytest.mark.soak

CASE = "TST-2026-0000010"
MIB = 1024 * 1024
SIZE_MIB = 100
AT_MOST = 12
"""Times the floor: encryption, the pipe, a journal on the disk, and a second hash."""
CACHE_MIB = 128 + 64
"""The page cache of the vault, and some room."""


def pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(MIB):
            yield piece


def memory_mib(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) // 1024


COMMAND = [
    sys.executable,
    "-c",
    f"import sys, runpy; sys.path.insert(0, {str(ROOT)!r}); runpy.run_path({str(CHILD)!r})",
]


def test_a_large_file_costs_no_more_memory_than_the_cache(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    path = tmp_path / "large"
    with path.open("wb") as file:
        for _ in range(SIZE_MIB):
            file.write(os.urandom(MIB))
    began = time.perf_counter()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    shutil.copyfile(path, tmp_path / "copy")
    floor = time.perf_counter() - began
    with closing(RemoteCustody(COMMAND)) as bench.custody:
        vault = bench.make()
        bench.report(vault, CASE)
        event = EvidenceAdded(Untrusted("large"), "large", SIZE_MIB * MIB, digest, "application/octet-stream")
        before = memory_mib(vault.process.pid), memory_mib(os.getpid())
        began = time.perf_counter()
        vault.append_file(
            CASE, [Draft(event, bench.now)], digest, pieces(path), author="me", now=bench.now, revision=1
        )
        took = time.perf_counter() - began
        after = memory_mib(vault.process.pid), memory_mib(os.getpid())
        began, found = time.perf_counter(), hashlib.sha256()
        for place in range(SIZE_MIB):
            found.update(vault.blob_range(digest, place * MIB, MIB))
        out = time.perf_counter() - began
        began = time.perf_counter()
        vault.blob_range(digest, (SIZE_MIB - 1) * MIB, 64 * 1024)
        page = time.perf_counter() - began
        let_out = memory_mib(vault.process.pid), memory_mib(os.getpid())
        bench.close()
    print(f"{SIZE_MIB} MiB in {took:.2f} s, {took / floor:.1f} times the floor")  # noqa: T201
    print(f"out again in {out:.2f} s, a page at its end in {page * 1000:.0f} ms")  # noqa: T201
    assert found.hexdigest() == digest
    assert let_out[0] - before[0] < CACHE_MIB
    assert let_out[1] - before[1] < 16
    assert after[0] - before[0] < CACHE_MIB
    assert after[1] - before[1] < 16
    assert took < AT_MOST * floor
