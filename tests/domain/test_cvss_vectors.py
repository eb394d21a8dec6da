"""A vector is read in any spelling, edited metric by metric, and scored as the `cvss` package scores it."""

import random
import re
from contextlib import suppress

import pytest
from cvss import CVSS3, CVSS4
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.assessing.severity import read_cvss
from desktop.domain.scoring.metric import OPEN, Version
from desktop.domain.scoring.score import rating, scores_of
from desktop.domain.scoring.vector import METRICS, CvssVector, read_vector

THREE = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
FOUR = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"
VERSIONS = pytest.mark.parametrize("version", ["3.1", "4.0"])
SOAK = 10_000


@st.composite
def vectors(draw: st.DrawFn, *, complete: bool = True) -> CvssVector:
    """Built as the editor builds it: one choice after the other."""
    vector = CvssVector(draw(st.sampled_from(["3.1", "4.0"])))
    for metric in METRICS[vector.version]:
        values = [choice.key for choice in metric.choices]
        if not metric.required:
            values = [OPEN, OPEN, *values]  # most vectors leave most of them open
        if not complete:
            values.append("")
        vector = vector.choose(metric.key, draw(st.sampled_from(values)))
    return vector


def of_package(vector: CvssVector) -> tuple[str, list[float]]:
    scored = CVSS3(vector.text) if vector.version == "3.1" else CVSS4(vector.text)
    return scored.clean_vector(), [float(score) for score in scored.scores()]


def agrees_with_the_package(vector: CvssVector) -> None:
    text, scores = of_package(vector)
    assert vector.text == text
    named = {"Base": 0, "With threat": 1, "With environment": 2}
    for score in scores_of(vector):
        assert score.score == scores[named.get(score.name, 0)]
        assert score.rating == rating(score.score)
    assert read_cvss(text).score == scores[0]


@given(vectors())
def test_scores_are_those_of_the_package(vector: CvssVector) -> None:
    agrees_with_the_package(vector)


@pytest.mark.parametrize(
    "written",
    [
        f"CVSS v3.1: {THREE[9:]}",
        f"CVSS:3.1 {THREE[9:]}",
        f"CVSS3.1 {THREE[9:]} (9.8)",
        f"{THREE} 9.8 Critical",
        f"({THREE}/9.8)",
        f"{THREE[9:]} (9.8 critical)",
    ],
)
def test_what_reports_write_around_a_vector_is_no_part_of_it(written: str) -> None:
    assert read_vector(written, "3.1").text == THREE


def test_a_number_is_no_value() -> None:
    with pytest.raises(ValueError, match="A \\(availability\\) takes"):
        read_vector(f"{THREE[:-1]}9")


@pytest.mark.soak
@VERSIONS
def test_scores_are_those_of_the_package_in_the_long_run(version: Version) -> None:
    chance = random.Random(20260302)
    for _ in range(SOAK):
        vector = CvssVector(version)
        for metric in METRICS[version]:
            if metric.required or chance.random() < 0.3:
                vector = vector.choose(metric.key, chance.choice(metric.choices).key)
        agrees_with_the_package(vector)


@given(vectors(complete=False))
def test_what_is_written_is_read_back(vector: CvssVector) -> None:
    if vector.text:
        assert read_vector(vector.text) == read_vector(vector.text, vector.version) == vector


@given(vectors(), st.randoms())
def test_order_case_blanks_and_brackets_do_not_matter(vector: CvssVector, chance: random.Random) -> None:
    prefix, *fields = vector.text.split("/")
    chance.shuffle(fields)
    written = chance.choice(["({})", " {} ", "{}/", "{}"]).format("/".join((prefix, *fields)))
    assert read_vector(chance.choice([written, written.lower(), written.replace("/", " / ")])) == vector
    assert read_vector("/".join(fields), vector.version) == vector


@given(vectors(), st.data())
def test_one_change_changes_one_metric(vector: CvssVector, data: st.DataObject) -> None:
    metric = data.draw(st.sampled_from(METRICS[vector.version]))
    value = data.draw(st.sampled_from([choice.key for choice in metric.choices]))
    changed = vector.choose(metric.key, value)
    others = {m.key for m in METRICS[vector.version]} - {metric.key}
    assert all(changed.chosen.get(key) == vector.chosen.get(key) for key in others)
    assert changed.chosen.get(metric.key, OPEN) == value


@pytest.mark.parametrize(
    ("written", "version", "words"),
    [
        (FOUR, "3.1", "a vector of CVSS 4.0, and one of CVSS 3.1 is asked for"),
        ("CVSS:3.0/AV:N", None, "a vector of CVSS 3.0: only 3.1 and 4.0"),
        ("CVSS:3.1/AT:N", None, "CVSS 3.1 has no metric AT; the vector may be one of CVSS 4.0"),
        ("CVSS:4.0/ZZ:N", None, "CVSS 4.0 has no metric ZZ"),
        ("CVSS:3.1/AV:Q", None, "AV (attack vector) takes N, A, L or P, not 'Q'"),
        ("CVSS:3.1/AV:N/AV:L", None, "AV stands twice"),
        ("CVSS:3.1/AVN", None, "'AVN' is no metric with its value"),
        ("AV:N/AC:L", None, "a vector starts with CVSS:3.1/ or CVSS:4.0/"),
    ],
)
def test_what_is_wrong_with_a_vector_is_said(written: str, version: Version | None, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        read_vector(written, version)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(written: str) -> None:
    with suppress(ValueError):
        assert read_vector(written).version in METRICS


def test_an_incomplete_vector_has_no_score_and_names_what_is_open() -> None:
    vector = read_vector("CVSS:3.1/AV:N")
    assert scores_of(vector) == ()
    assert [metric.key for metric in vector.missing] == ["AC", "PR", "UI", "S", "C", "I", "A"]
    with pytest.raises(ValueError, match=r"AC \(attack complexity\), PR"):
        read_cvss("CVSS:3.1/AV:N")


def test_each_score_says_what_went_into_it() -> None:
    assert [s.name for s in scores_of(read_vector(THREE))] == ["Base"]
    names = [s.name for s in scores_of(read_vector(f"{THREE}/E:P/CR:L"))]
    assert names == ["Base", "With threat", "With environment"]
    assert [s.name for s in scores_of(read_vector(FOUR))] == ["CVSS-B"]
    assert [s.name for s in scores_of(read_vector(f"{FOUR}/E:P/CR:L"))] == ["CVSS-BTE"]
    assert [s.name for s in scores_of(read_vector(f"{FOUR}/U:red"))] == ["CVSS-B"]


@VERSIONS
def test_every_metric_and_value_is_explained(version: Version) -> None:
    for metric in METRICS[version]:
        assert metric.name
        assert metric.question.endswith("?")
        assert metric.group
        assert all(choice.name and choice.text.endswith(".") for choice in metric.choices)
        assert len({choice.name for choice in metric.choices}) == len(metric.choices)


def test_the_metrics_are_those_of_the_package() -> None:
    for kind, version in ((CVSS3, "3.1"), (CVSS4, "4.0")):
        module = __import__(kind.__module__, fromlist=["x"])
        theirs = {key: set(values) for key, values in module.METRICS_VALUE_NAMES.items()}
        assert {m.key: {c.key for c in m.choices} for m in METRICS[version]} == theirs
