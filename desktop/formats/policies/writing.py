"""A profile as TOML: the tables of the schema in its order, without what the schema has anyway."""

from collections.abc import Iterator
from typing import Any

import msgspec

from desktop.domain.failures import InvalidPolicy
from desktop.domain.policy import Profile
from desktop.domain.policy.proposing import Decisions, Proposal, accepted
from desktop.formats.policies.toml_text import toml_key, toml_string, toml_value
from desktop.formats.policy import find_mistakes, read_profile

WITH_HEADERS = ("clocks.alternatives", "severity.rules", "severity.effects", "disclosure.alternatives")
"""Lists of tables that get headers of their own; others stand in one line."""

_DICTS = ("lines", "quotes")
"""Tables of the policy's own that stand at the end, a line each."""
_COMMON = ("clauses", "assumed")
"""Keys of every table, which stand behind its own."""


def write_accepted(proposal: Proposal, decisions: Decisions) -> bytes:
    """The profile that a person's decisions make of a proposal, checked like any other.

    Raises InvalidPolicy with every mistake.
    """
    content = write_profile(accepted(proposal, decisions))
    if mistakes := find_mistakes(content):
        lines = "".join(f"\n  {mistake.sentence}" for mistake in mistakes)
        raise InvalidPolicy(
            f"What was accepted makes no profile that can be used.{lines}",
            advice="Correct or refuse these values.",
        )
    return content


def write_profile(profile: Profile) -> bytes:
    """The profile in UTF-8; it reads back equal. Raises InvalidPolicy where it would not."""
    content = ("\n".join(_lines(profile)) + "\n").encode()
    if not find_mistakes(content) and read_profile(content) != profile:
        raise InvalidPolicy("The profile cannot be written down: what was written reads otherwise.")
    return content


def _lines(profile: Profile) -> Iterator[str]:
    yield f"schema = {toml_string(profile.schema)}"
    yield from _tables(profile)
    for key in _DICTS:
        if words := getattr(profile.policy, key):
            yield f"\n[policy.{key}]"
            yield from (f"{toml_key(name)} = {toml_string(said)}" for name, said in words.items())


def _tables(profile: Profile) -> Iterator[str]:
    if profile.kind != "policy":
        yield f"kind = {toml_string(profile.kind)}"
    for name in profile.__struct_fields__:
        table = getattr(profile, name)
        if name in ("schema", "kind") or table is None:
            continue
        if isinstance(table, tuple):
            for item in table:
                yield from _table(item, name, "[[{}]]")
        elif _given(table):
            yield from _table(table, name, "[{}]")


def _table(item: msgspec.Struct, path: str, header: str) -> Iterator[str]:
    yield f"\n{header.format(path)}"
    given = _given(item)
    later = [key for key in given if f"{path}.{key}" in WITH_HEADERS]
    own = [key for key in given if key not in (*later, *_DICTS)]
    yield from (
        f"{toml_key(key)} = {toml_value(_plain(given[key]))}" for key in sorted(own, key=_COMMON.__contains__)
    )
    for key in later:
        for part in given[key]:
            yield from _table(part, f"{path}.{key}", "[[{}]]")


def _given(item: msgspec.Struct) -> dict[str, Any]:
    """What is not as the schema has it unasked."""
    return {
        field.encode_name: value
        for field in msgspec.structs.fields(item)
        if (value := getattr(item, field.name)) is not None and (field.required or value != _default(field))
    }


def _default(field: msgspec.structs.FieldInfo) -> Any:
    return field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default


def _plain(value: Any) -> Any:
    """As TOML has it: what a table holds that is not as the schema has it unasked."""
    if isinstance(value, msgspec.Struct):
        return {key: _plain(part) for key, part in _given(value).items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
