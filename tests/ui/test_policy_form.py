"""The form of a profile: it has a field for all that the schema can say, and loses nothing of it."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.policy import (
    Alternative,
    Clock,
    HoldAlternative,
    Pause,
    Predisclosure,
    Profile,
    PublishAfter,
    Severities,
    SeverityEffect,
    SeverityRule,
    Term,
)
from desktop.domain.policy.disclosure import Extension
from desktop.formats.policies.decoding import decode_profile
from desktop.formats.policies.mistakes import TablePath
from desktop.formats.policies.writing import write_profile
from desktop.ui.policies.editing.draft_work import AddRow, SetValue, change_draft, read_draft
from desktop.ui.policies.editing.field_text import is_lost, value_of, words_of
from desktop.ui.policies.editing.field_words import choice_words, form_words, key_words, table_words
from desktop.ui.policies.editing.form_fields import PROFILE, ROWS, SINGLE, Table, fields_of, table_of
from desktop.ui.policies.editing.form_plan import FORMS, Ending, Shown, form_of, in_form, plan, value_at
from tests.formats.policies.test_round_trip import profiles, terms

SHIPPED = sorted(Path("resources/policies").glob("*.toml"))
ONE_VALUE = {("Profile", "schema"), ("Intake", "key_status"), ("Predisclosure", "before")}
"""Keys that can have but one value: there is nothing to say with them."""
WITHOUT_TABLES = "schema = 'cvd-profile/1'\n"


def structs(kind: Any) -> Iterator[Table]:
    """Every table of the schema, however deep it stands."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
        for field in msgspec.structs.fields(kind):
            if kind is not Term:
                yield from structs(field.type)
    for inner in getattr(kind, "__args__", ()):
        yield from structs(inner)


def test_the_form_has_a_named_field_for_every_key_of_the_schema() -> None:
    for table in set(structs(Profile)) | {Term}:
        keys = {field.encode_name for field in msgspec.structs.fields(table)}
        shown = {field.key for field in fields_of(table)}
        if table is Profile:
            shown |= {*ROWS, *SINGLE}
        assert keys - shown == {key for owner, key in ONE_VALUE if owner == table.__name__}
        for field in fields_of(table):
            if (table, field.key) != (Term, "op"):  # the form of a term says it
                assert key_words(field.key, field.owner)
                assert all(choice_words(field.key, choice) for choice in field.choices)
    assert all(table_words(table) for table in (*ROWS, *SINGLE))
    assert all(form_words(form) for form in ("", *FORMS))


def typed_anew(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What a person gets who types into an empty profile what the form shows of this one."""
    text = WITHOUT_TABLES
    for table in (*SINGLE, *ROWS):
        found = raw if table == PROFILE else raw.get(table)
        for number, row in enumerate(found if isinstance(found, list) else [found] if found else []):
            path: TablePath = (table, number) if table in ROWS else () if table == PROFILE else (table,)
            if table in ROWS:
                text = change_draft(text, [AddRow((table,), {})])
            text = typed_table(text, path, table_of(table), row)
    return tomllib.loads(text)


def typed_table(text: str, path: TablePath, table: Table, row: Mapping[str, Any]) -> str:
    ends: list[TablePath] = []
    for entry in plan(table, row):
        inside = any(entry.path[: len(end)] == end for end in ends)
        if isinstance(entry, Ending) and entry.form and not inside:
            ends.append(entry.path)
            *holder, key = entry.path
            term = typed_term(value_at(row, tuple(holder), str(key)))
            text = put(text, path, tuple(holder), str(key), term)
        elif isinstance(entry, Shown) and not inside:
            there = value_at(row, entry.path, entry.field.key)
            if there is not None:
                text = put(text, path, entry.path, entry.field.key, typed_value(entry, there))
    return text


def put(text: str, path: TablePath, inner: TablePath, key: str, value: Any) -> str:
    """The text with a value in a row that is begun where it is not there yet."""
    raw: Any = tomllib.loads(text)
    for part in (*path, *inner[:-1]):
        raw = raw.get(part, {}) if isinstance(raw, dict) else raw[part]
    if inner and isinstance(inner[-1], int) and (not isinstance(raw, list) or len(raw) <= inner[-1]):
        text = change_draft(text, [AddRow((*path, *inner[:-1]), {})])
    return change_draft(text, [SetValue((*path, *inner), key, value)])


def typed_value(entry: Shown, there: Any) -> Any:
    assert not entry.locked, entry
    return value_of(entry.field, words_of(entry.field, there))


def typed_term(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The same expression, chosen form by form and typed word by word."""
    form = form_of(raw)
    term = in_form(form, None)
    assert term is not None
    if form in ("min", "max"):
        return {**term, "of": [typed_term(part) for part in raw["of"]]}
    for entry in plan(_Held, {"hold": raw}):
        if isinstance(entry, Shown):
            value = typed_value(entry, raw.get(entry.field.key, entry.field.default))
            term[entry.field.key] = plain(value) if value is not None else []
    return term


class _Held(msgspec.Struct):
    hold: Term


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items() if plain(part) not in ({}, [])}
    return [plain(part) for part in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_profile_typed_into_the_form_is_the_same_profile(path: Path) -> None:
    raw = tomllib.loads(path.read_text())
    assert plain(typed_anew(raw)) == plain(raw)


EVENTS = ("report.received", "ack.sent", "question.sent", "fix.released", "info.received")
some_words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(str.strip)
named = some_words.map(lambda text: f"x{text}")
lines = st.lists(named.filter(lambda one: "," not in one), max_size=3, unique=True).map(tuple)


@st.composite
def whole_profiles(draw: st.DrawFn) -> Profile:
    """Profiles with what else the schema can say: pauses, readings, who hears early, what was decided."""
    profile = draw(profiles())
    ids = tuple(clock.id for clock in profile.clocks)
    event = st.sampled_from(EVENTS)
    clocks = tuple(
        msgspec.structs.replace(
            clock,
            pauses=tuple(Pause(since=draw(event), until=draw(event)) for _ in range(draw(st.integers(0, 2)))),
            alternatives=tuple(
                Alternative(id=f"a{n}", text=draw(named), starts=(draw(event),), rollover=draw(ROLLOVERS))
                for n in range(draw(st.integers(0, 2)))
            ),
            rollover=draw(st.sampled_from(["none", "next", "previous"])),
            clauses=draw(lines),
        )
        for clock in profile.clocks
    )
    early = Predisclosure(id="early", sentence=draw(named), audience=draw(named), at_least="7d", stops=())
    return msgspec.structs.replace(
        profile,
        clocks=clocks,
        severity=Severities(
            stated=draw(st.booleans()),
            rules=(SeverityRule(match=draw(named), level="high"),) * draw(st.integers(0, 2)),
            effects=(SeverityEffect(level="critical", effect=draw(named), out_of_band=draw(st.booleans())),),
        ),
        disclosure=msgspec.structs.replace(
            profile.disclosure,
            publish_after=(PublishAfter(severity="high", after="30d"),) * draw(st.integers(0, 2)),
            predisclosure=(early,) * draw(st.integers(0, 1)),
            extension=draw(st.sampled_from([None, Extension(longest="14d", needs=("a reason",))])),
            alternatives=tuple(
                HoldAlternative(id=f"h{n}", text=draw(named), hold=draw(terms(ids)))
                for n in range(draw(st.integers(0, 2)))
            ),
        ),
        policy=msgspec.structs.replace(
            profile.policy,
            quotes={"1a": draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))},
        ),
    )


ROLLOVERS = st.sampled_from(["", "none", "next", "previous"])


@given(whole_profiles(), st.sampled_from([{}, {"weekend": []}, {"weekend": ["fri"], "timezone": "UTC"}]))
@settings(max_examples=settings.default.max_examples * 2 // 5, deadline=None)
def test_any_profile_typed_into_the_form_is_the_same_profile(profile: Profile, decided: Any) -> None:
    raw = tomllib.loads(write_profile(profile).decode()) | {"adopted": {"on": date(2026, 1, 9), **decided}}
    anew = typed_anew(raw)
    decoded = [decode_profile(one) for one in (raw, anew)]
    assert decoded[0] == decoded[1]


def test_what_a_field_cannot_show_is_locked_and_stays() -> None:
    by_key = {field.key: field for field in fields_of(Clock)}
    for key, value in (("severities", ["high, or so"]), ("audience", "two\nlines"), ("clauses", [" A-1"])):
        assert is_lost(by_key[key], value)
        assert any(
            entry.locked
            for entry in plan(Clock, {key: value})
            if getattr(entry, "field", None) == by_key[key]
        )
    assert not is_lost(by_key["severities"], ["high", "low"])
    assert not is_lost(by_key["severities"], "high")  # a mistake, and the field mends it


def test_a_text_of_ten_thousand_tables_is_no_form() -> None:
    text = WITHOUT_TABLES + "".join(f'\n[[clocks]]\nid = "c{n}"\n' for n in range(10_000))
    draft = read_draft(text, datetime(2026, 1, 9, tzinfo=UTC))
    assert (draft.raw, draft.preview, len(draft.mistakes)) == (None, None, 1)


def test_a_list_that_is_meant_to_be_empty_is_typed_as_none() -> None:
    weekend = next(field for field in fields_of(table_of("calendar")) if field.key == "weekend")
    assert value_of(weekend, "none") == ()
    assert words_of(weekend, []) == "none"
    assert value_of(weekend, "") is None
