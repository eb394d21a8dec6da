"""Policy profiles as TOML: a file becomes a `Profile`, or everything that is wrong with it is said."""

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from desktop.domain.failures import InvalidPolicy
from desktop.domain.policy import SCHEMA, Profile
from desktop.domain.policy.adoption import as_adopted
from desktop.formats.policies.calendar_rules import calendar_flaws
from desktop.formats.policies.clock_rules import clock_flaws
from desktop.formats.policies.decoding import decode_profile
from desktop.formats.policies.disclosure_rules import disclosure_flaws
from desktop.formats.policies.lines import Lines
from desktop.formats.policies.mistakes import Flaw, Mistake, label_of
from desktop.formats.policies.procedure_rules import procedure_flaws

PROFILE_LIMIT = 1024 * 1024
"""The largest profile that is read, in bytes."""
MOST_TABLES = 2000
"""More of them than a policy ever has would take their time to look at, each."""
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
"""What the header of a table begins with."""
_Rule = Callable[[Profile], Iterator[Flaw]]
_RULES: tuple[_Rule, ...] = (calendar_flaws, clock_flaws, disclosure_flaws, procedure_flaws)
_FAMILY, _, _VERSION = SCHEMA.partition("/")
_AT_LINE = re.compile(r" ?\(at line (\d+), column (\d+)\)")
_NO_TOML = "Mend it: a profile is a policy in TOML; `embargo policy check FILE` looks at it."
_NEWER = "this version of Embargo is too old for it."
_TOO_OLD = "Use a newer Embargo, or ask whoever wrote the profile for one in this schema."


def read_profile(source: bytes, name: str = "") -> Profile:
    """Decode and check a profile, with what was decided when it was adopted.

    `name` is what the message calls it by. Raises InvalidPolicy with every mistake, each with table and key.
    """
    profile, mistakes = _read(source)
    if profile is None or mistakes:
        raise InvalidPolicy(_told(mistakes, name), advice=_next_step(profile, mistakes))
    return as_adopted(profile)


def read_pinned(source: bytes) -> Profile:
    """A profile that a case is held to since it was checked: rules that came later do not lock the case.

    Raises InvalidPolicy when it does not fit the schema.
    """
    profile, mistakes = _read(source, rules=())
    if profile is None or mistakes:
        raise InvalidPolicy(_told(mistakes, ""))
    return as_adopted(profile)


def find_mistakes(source: bytes) -> tuple[Mistake, ...]:
    """Everything that is wrong with a profile, in the order of the file; nothing when it can be used."""
    return _read(source)[1]


def has_too_many_tables(text: str) -> bool:
    """Whether a text has headers of more tables than a profile may have; counted without reading it."""
    return next(islice(_TABLE.finditer(text), MOST_TABLES, None), None) is not None


def is_of_newer_schema(mistakes: tuple[Mistake, ...]) -> bool:
    """Whether nothing is wrong with the file but that a newer Embargo is needed to read it."""
    return any(mistake.key == "schema" and mistake.message.endswith(_NEWER) for mistake in mistakes)


def _told(mistakes: tuple[Mistake, ...], name: str) -> str:
    what = f"The profile {name}" if name else "The profile"
    if len(mistakes) == 1:
        return f"{what} cannot be used. {mistakes[0].sentence}"
    lines = "".join(f"\n  {mistake.sentence}" for mistake in mistakes)
    return f"{what} has {len(mistakes)} mistakes.{lines}"


def _next_step(profile: Profile | None, mistakes: tuple[Mistake, ...]) -> str:
    """What to do; "" where mending what is listed is all."""
    if profile is not None:
        return ""
    return _TOO_OLD if is_of_newer_schema(mistakes) else _NO_TOML


@lru_cache(maxsize=32)  # a case is read again and again, and its policy stays as it is
def _read(source: bytes, rules: tuple[_Rule, ...] = _RULES) -> tuple[Profile | None, tuple[Mistake, ...]]:
    """What can be read of it; no profile at all where it is no TOML or of another schema."""
    try:
        text = source.decode().removeprefix("\ufeff")
        if has_too_many_tables(text) or _tables_in(raw := tomllib.loads(text)) > MOST_TABLES:
            return None, (Mistake("", "", f"The profile has more than {MOST_TABLES} tables."),)
        other = _other_schema(raw)
        if other:
            return None, (Mistake("", "schema", other, Lines(text).of((), "schema")),)
        profile, flaws = decode_profile(raw)
        found = [*flaws, *_others(_rule_flaws(profile, rules), flaws)]
        return profile, _placed(found, text, raw) if found else ()
    except UnicodeDecodeError:
        return None, (Mistake("", "", "The profile is no TOML: it is not UTF-8 text."),)
    except tomllib.TOMLDecodeError as error:
        return None, (_no_toml(str(error)),)
    except RecursionError:
        return None, (Mistake("", "", "The profile is nested too deeply."),)


def _tables_in(value: Any) -> int:
    """How many tables there are, also those that stand within a value and have no header."""
    if isinstance(value, dict):
        return 1 + sum(map(_tables_in, value.values()))
    return sum(map(_tables_in, value)) if isinstance(value, list) else 0


def _rule_flaws(profile: Profile, rules: tuple[_Rule, ...]) -> Iterator[Flaw]:
    for rule in rules:
        yield from rule(profile)


def _others(found: Iterator[Flaw], earlier: tuple[Flaw, ...]) -> Iterator[Flaw]:
    """Those that do not only say again that a key, or the whole table, could not be read."""
    tables = {other.path for other in earlier if not other.key}
    keys = {(other.path, other.key.partition("[")[0]) for other in earlier}
    for flaw in found:
        above = {flaw.path[:length] for length in range(len(flaw.path) + 1)}
        if (flaw.path, flaw.key) not in keys and not tables & above:
            yield flaw


def _placed(flaws: list[Flaw], text: str, raw: dict[str, Any]) -> tuple[Mistake, ...]:
    lines = Lines(text)
    mistakes = {
        Mistake(
            label_of(flaw.path, raw), flaw.key, flaw.message, lines.of(flaw.path, flaw.key), flaw.path
        ): None
        for flaw in flaws
    }
    return tuple(sorted(mistakes, key=lambda mistake: mistake.line or 0))


def _other_schema(raw: dict[str, Any]) -> str:
    schema = raw.get("schema")
    family, _, version = schema.partition("/") if isinstance(schema, str) else ("", "", "")
    if family != _FAMILY or not version.isdecimal() or int(version) <= int(_VERSION):
        return ""
    return f"This profile is written in {_FAMILY}/{int(version)}; {_NEWER}"


def _no_toml(told: str) -> Mistake:
    place = _AT_LINE.search(told)
    words = _AT_LINE.sub("", told).strip().rstrip(".")
    return Mistake("", "", f"The profile is no TOML: {words}.", int(place[1]) if place else None)
