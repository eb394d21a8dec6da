"""A walk goes in any order, says what is open and what can still come, and ends where the table says."""

import csv
import os
import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.scoring.ssvc import DecisionTable, Walk, read_walk
from desktop.formats.ssvc import TABLES, ssvc_table

DATA = os.environ.get("EMBARGO_TEST_DATA", "")
ORIGINALS = {
    "supplier": ("supplier_patch_development_priority_1_0_0.csv", 36),
    "deployer": ("deployer_patch_application_priority_1_0_0.csv", 72),
    "coordinator": ("cisa_coordinator_2_0_3.csv", 36),
    "triage": ("coordinator_triage_1_0_0.csv", 192),
    "publish": ("coordinator_publish_decision_table_1_0_0.csv", 27),
}
EVERY_TABLE = pytest.mark.parametrize("table", [ssvc_table(name) for name in TABLES], ids=TABLES)


@st.composite
def walks(draw: st.DrawFn) -> Walk:
    walk = Walk(ssvc_table(draw(st.sampled_from(TABLES))))
    for point in draw(st.permutations(walk.table.points)):
        if draw(st.booleans()):
            walk = walk.choose(point.id, draw(st.sampled_from(point.values)).key)
    return walk


@EVERY_TABLE
def test_a_table_has_one_row_for_every_combination(table: DecisionTable) -> None:
    combinations = set(product(*([value.key for value in point.values] for point in table.points)))
    assert {row[:-1] for row in table.rows} == combinations
    assert len(table.rows) == len(combinations) == ORIGINALS[table.id][1]
    assert {row[-1] for row in table.rows} <= {value.key for value in table.outcome.values}


@EVERY_TABLE
def test_every_row_is_walked_to_its_outcome(table: DecisionTable) -> None:
    for row in table.rows:
        walk = Walk(table)
        for point, value in zip(table.points, row, strict=False):
            assert walk.outcome is None
            walk = walk.choose(point.id, value)
        assert walk.outcome is not None
        assert walk.outcome.key == row[-1]


@pytest.mark.skipif(not Path(DATA, "ssvc").is_dir(), reason="EMBARGO_TEST_DATA names no folder with ssvc/")
@EVERY_TABLE
def test_the_rows_are_those_that_were_published(table: DecisionTable) -> None:
    name, count = ORIGINALS[table.id]
    head, *rows = csv.reader(Path(DATA, "ssvc", name).read_text().splitlines())
    assert len(rows) == count
    assert {tuple(row[1:]) for row in rows} == set(table.rows)
    versions = [re.search(r"v(\d+\.\d+\.\d+)", title)[1] for title in head[1:]]
    assert [point.version for point in (*table.points, table.outcome)] == versions
    assert f"{table.version.replace('.', '_')}.csv" in name


@EVERY_TABLE
def test_every_answer_is_explained(table: DecisionTable) -> None:
    for point in (*table.points, table.outcome):
        assert point.question.endswith("?")
        assert all(value.text.endswith(".") and value.name for value in point.values)


@given(walks())
def test_what_is_open_and_what_can_still_come_follow_from_the_choices(walk: Walk) -> None:
    assert {point.id for point in walk.open} == {p.id for p in walk.table.points} - walk.chosen.keys()
    assert walk.possible
    assert (walk.outcome is None) == bool(walk.open)
    assert read_walk(walk.table, reversed(walk.written)) == Walk(walk.table, walk.chosen)
    for point in walk.open[:1]:
        further = [walk.choose(point.id, value.key).possible for value in point.values]
        assert {value.key for some in further for value in some} == {value.key for value in walk.possible}


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (["weather=fine"], "has no point 'weather': it has exploitation, exposure"),
        (["exploitation=rumoured"], "exploitation takes none, public poc, active, not 'rumoured'"),
        (["exploitation"], "'exploitation' is no choice such as exploitation=VALUE"),
        (["exploitation=none", "Exploitation=active"], "Exploitation is answered twice"),
    ],
)
def test_what_is_no_choice_is_refused(chosen: list[str], words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        read_walk(ssvc_table("deployer"), chosen)


def test_answers_are_read_in_any_spelling() -> None:
    walk = read_walk(ssvc_table("deployer"), ["Exploitation=Public-PoC", "human_impact=VERY HIGH"])
    assert walk.written == ("exploitation=public poc", "human-impact=very high")


def test_there_is_no_other_table() -> None:
    with pytest.raises(ValueError, match="there are supplier, deployer"):
        ssvc_table("../policies/aumos")
