"""A vault with many reports, made without taking each of them in: its rows are what taking in leaves."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from desktop.domain.case import Case
from desktop.domain.inert import Untrusted
from desktop.domain.triage import Likeness, judge, traits_of, worth_a_look
from desktop.vault.sql_vault import SqlVault
from desktop.workflows.vault_ports import Vault
from tests.triage.reports import Told, reports

_FIRST = "TST-2026-0000010"


class Filled(NamedTuple):
    """Who is who in the vault: the later report of each pair, and the case that it doubles."""

    doubles: Mapping[str, str]


class Found(NamedTuple):
    """How many of the doubles were proposed, and how many other cases were, by strength."""

    found: int
    strong: int
    false_strong: int
    false_medium: int
    first: int
    """Pairs whose other case is the first proposal."""


def fill(vault: Vault, bench, source: str, count: int, twins: int, seed: int = 1) -> Filled:
    """Put so many reports and pairs into an open vault."""
    assert isinstance(vault, SqlVault)
    bench.report(vault, _FIRST)
    others, pairs = reports(source, count, twins, seed)
    step = max(len(others) // twins, 1)
    placed: list[tuple[str, Told]] = []
    doubles: dict[str, str] = {}
    for number, (one, other) in enumerate(pairs):
        placed += [
            (f"N{number:03}{n:06}", told)
            for n, told in enumerate(others[number * step : (number + 1) * step])
        ]
        placed += [(f"A{number:07}", one), (f"B{number:07}", other)]
        doubles[f"B{number:07}"] = f"A{number:07}"
    _store(vault, placed)
    return Filled(doubles)


def _store(vault: SqlVault, placed: Iterable[tuple[str, Told]]) -> None:
    database = vault._database
    columns = [row[1] for row in database.rows("PRAGMA table_info(case_row)")]
    values = ", ".join({"case_id": "?", "title": "?", "reporter_address": "?"}.get(c, c) for c in columns)
    wanted = [c for c in columns if c in ("case_id", "title", "reporter_address")]
    copy = f"INSERT INTO case_row SELECT {values} FROM case_row WHERE case_id = '{_FIRST}'"
    with database.transaction():
        for number, (case_id, told) in enumerate(placed, 2):
            given = {"case_id": case_id, "title": told.title, "reporter_address": f"r{number}@example.org"}
            database.run(copy, *(given[c] for c in wanted))
            database.run("INSERT INTO searched_case VALUES (?, ?, '')", number, case_id)
            said = f"{told.title}\n{told.text}"
            database.run(
                "INSERT INTO search (rowid, title, report) VALUES (?, ?, ?)", number, told.title, said
            )
            traits = traits_of(Case(case_id, 1, title=Untrusted(told.title)), said)
            database.run_many("INSERT INTO trait VALUES (?, ?)", [(token, number) for token in traits])


def propose(vault: Vault, case_id: str) -> tuple[Likeness, ...]:
    """What is proposed for a case, nothing settled."""
    near = vault.near_cases(case_id)
    return worth_a_look(judge(near.own, near.others, near.spread)[:16])[:8]


def count_found(vault: Vault, filled: Filled) -> Found:
    """Ask for every double."""
    found = strong = false_strong = false_medium = first = 0
    for double, original in filled.doubles.items():
        proposals = propose(vault, double)
        mine = [p for p in proposals if p.case_id == original]
        found += bool(mine)
        strong += bool(mine) and mine[0].strength == "strong"
        first += bool(proposals) and proposals[0].case_id == original
        others = [p for p in proposals if p.case_id != original]
        false_strong += sum(p.strength == "strong" for p in others)
        false_medium += sum(p.strength == "medium" for p in others)
    return Found(found, strong, false_strong, false_medium, first)
