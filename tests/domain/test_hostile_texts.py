"""A text made to keep the search for leaks busy does not: what is looked for takes time by its length."""

import time
from collections.abc import Callable

import pytest

from desktop.domain.leaving.gate import GateRefusal
from tests.checked import Figure
from tests.domain.gatekeeping import ask
from tests.domain.leaking import CASE, GUARDED

_ENOUGH = 120.0
"""Seconds of the processor for a million characters; these patterns once took hours for them."""

HOSTILE: dict[str, Callable[[int], str]] = {
    "tags that never end": lambda n: "<meta " * (n // 6),
    "authors that never end": lambda n: "<meta name=author " * (n // 18),
    "creators that never end": lambda n: "<dc:creator " * (n // 12),
    "backslashes": lambda n: "\\" * n,
    "beginnings of tokens": lambda n: "eyJaaaaaaaaaaa-" * (n // 15),
    "a key in every line": lambda n: "\n".join(f"ghp_{k:036}" for k in range(n // 41)),
    "another host in every line": lambda n: "\n".join(f"10.{k // 250}.{k % 250}.1" for k in range(n // 100)),
    "hidden characters": lambda n: "\n".join(f"x{chr(0xE0001 + k % 127)}" for k in range(n // 40)),
}


@pytest.mark.checks("F78")
@pytest.mark.parametrize("letters", [20_000, pytest.param(1_000_000, marks=pytest.mark.soak)])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_keeps_the_search_for_leaks_busy(name: str, letters: int, figure: Figure) -> None:
    begun = time.process_time()
    outcome = ask(CASE, HOSTILE[name](letters).encode(), guarded=GUARDED)
    taken = time.process_time() - begun
    assert isinstance(outcome, GateRefusal)
    assert taken < _ENOUGH
    figure("F78", f"{letters:,} characters of {name} were looked through in {taken:.0f} s of the processor")
