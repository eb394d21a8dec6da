"""Profiles are read as they stand, or refused in words; nothing in a file breaks the reader."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.failures import InvalidPolicy
from desktop.domain.policy import Profile
from desktop.domain.policy.adoption import as_adopted
from desktop.formats.policies.decoding import decode_profile
from desktop.formats.policy import find_mistakes, read_pinned, read_profile
from tests.histories import POLICIES, profile

PATHS = sorted(POLICIES.glob("*.toml"))
AUMOS = (POLICIES / "aumos.toml").read_text()


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_every_shipped_profile_is_sound(path: Path) -> None:
    assert find_mistakes(path.read_bytes()) == ()
    assert read_profile(path.read_bytes()).policy.id == path.stem


@pytest.mark.clause("MUS-3a", "MUS-3b", "MUS-3d")
def test_mushin_has_its_five_steps_in_order() -> None:
    steps = profile("mushin").steps
    assert [s.clauses for s in steps] == [(f"MUS-3{c}",) for c in "abcde"]
    assert [s.event for s in steps] == [
        "handler.assigned",
        "report.confirmed",
        "audit.done",
        "fix.ready",
        "advisory.published",
    ]


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ("cvd-profile/2", "cvd-profile/2; this version of Embargo is too old"),
        ("cvd-profile/1x", 'takes "cvd-profile/1", not "cvd-profile/1x"; did you mean cvd-profile/1'),
        ("profile", 'takes "cvd-profile/1"'),
    ],
)
def test_a_profile_of_another_schema_is_told_apart(schema: str, words: str) -> None:
    (mistake,) = find_mistakes(AUMOS.replace("cvd-profile/1", schema).encode())
    assert words in mistake.message
    assert (mistake.key, mistake.line) == ("schema", 3)


def test_a_newer_schema_asks_for_a_newer_program_not_for_mending() -> None:
    with pytest.raises(InvalidPolicy, match="too old for it") as refused:
        read_profile(AUMOS.replace("cvd-profile/1", "cvd-profile/2").encode())
    assert "newer Embargo" in refused.value.advice
    assert "Mend" not in refused.value.advice


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (AUMOS.replace("[policy]", "[policy", 1).encode(), r"\(line 5\)"),
        (b"caf\xe9", "not UTF-8 text"),
        (b"x = " + b"[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_toml_is_said_with_the_way_out(source: bytes, words: str) -> None:
    with pytest.raises(InvalidPolicy, match=words) as refused:
        read_profile(source)
    assert "is a policy in TOML" in refused.value.advice


def test_terms_nested_beyond_sense_are_refused() -> None:
    deep = 'hold = { op = "min", of = [' * 200
    with pytest.raises(InvalidPolicy):
        read_profile(AUMOS.replace("[disclosure]", f"[disclosure]\n{deep}", 1).encode())


def test_a_byte_order_mark_and_foreign_line_ends_change_nothing() -> None:
    source = "\ufeff" + AUMOS.replace("\n", "\r\n")
    assert read_profile(source.encode()) == profile("aumos")


def as_toml(value: Any) -> str:
    """A value inline; the test's own writer, for tables of any shape."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            escaped = "".join(c if c.isalnum() else f"\\U{ord(c):08x}" for c in value)
            return f'"{escaped}"'
        case list():
            return f"[{', '.join(as_toml(item) for item in value)}]"
        case dict():
            return "{" + ", ".join(f"{as_toml(k)} = {as_toml(v)}" for k, v in value.items()) + "}"
        case _:
            return str(value)


def raw_of(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text())


def words_of(raw: Any) -> set[str]:
    if isinstance(raw, dict):
        return {*raw, *(word for value in raw.values() for word in words_of(value))}
    if isinstance(raw, list):
        return {word for value in raw for word in words_of(value)}
    return {raw} if isinstance(raw, str) and len(raw) < 40 else set()


WORDS = st.sampled_from(sorted({word for path in PATHS for word in words_of(raw_of(path))}))
TEXTS = WORDS | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
LEAVES = TEXTS | st.integers(-(10**9), 10**9) | st.booleans() | st.dates(date(1, 1, 1)) | st.just(2.5)
JUNK = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=5),
    max_leaves=30,
)
TOP = st.sampled_from(msgspec.structs.fields(Profile)).map(lambda field: field.name)


@settings(deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode(errors="replace")))
def test_no_bytes_break_the_reader(source: bytes) -> None:
    with pytest.raises(InvalidPolicy):
        read_profile(source)


@settings(deadline=None)
@given(st.dictionaries(TOP, JUNK))
def test_no_tables_break_the_reader(tables: dict[str, Any]) -> None:
    source = "\n".join(f"{key} = {as_toml(value)}" for key, value in tables.items())
    mistakes = find_mistakes(source.encode())
    assert mistakes
    assert all(mistake.message.endswith((".", "?")) for mistake in mistakes)


@st.composite
def mutated(draw: st.DrawFn) -> dict[str, Any]:
    """A shipped profile with one thing in it taken out, put in, or replaced."""
    raw = raw_of(draw(st.sampled_from(PATHS)))
    place: Any = raw
    for _ in range(draw(st.integers(0, 4))):
        parts = place.values() if isinstance(place, dict) else place
        inner = [part for part in parts if isinstance(part, dict | list) and part]
        if not inner:
            break
        place = draw(st.sampled_from(inner))
    keys = sorted(place) if isinstance(place, dict) else range(len(place))
    key = draw(st.sampled_from(keys))
    if draw(st.booleans()):
        del place[key]
    elif isinstance(place, dict):
        place[draw(WORDS | st.just(key))] = draw(JUNK)
    else:
        place.insert(key, draw(JUNK))
    return raw


@settings(deadline=None)
@given(mutated())
def test_a_changed_profile_is_read_as_it_stands_or_explained(raw: dict[str, Any]) -> None:
    source = "\n".join(f"{as_toml(key)} = {as_toml(value)}" for key, value in raw.items()).encode()
    try:
        expected = msgspec.convert(raw, Profile)
    except msgspec.ValidationError:
        assert find_mistakes(source)
        return
    assert decode_profile(raw) == (expected, ())
    if not find_mistakes(source):
        assert read_profile(source) == as_adopted(expected)


def test_a_rule_that_came_later_does_not_lock_a_case_that_pinned_the_profile_before() -> None:
    broken = AUMOS.replace('id = "fix-low"', 'id = "fix-high"').encode()
    with pytest.raises(InvalidPolicy, match="fix-high"):
        read_profile(broken)
    assert read_pinned(broken).policy.id == "aumos"
    with pytest.raises(InvalidPolicy):
        read_pinned(broken.replace(b"[policy]", b"[polity]"))
