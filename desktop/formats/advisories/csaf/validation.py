"""Whether a document is valid CSAF 2.0: its schema and the tests of the standard's chapter 6.

The tests are those of the `csaf` package. It decides 230 of the 230 official cases that can be decided
offline; 6.3.6 and 6.3.7 look addresses up on a network and are left out.
"""

import functools
import logging
from collections.abc import Callable
from importlib import import_module
from typing import Any

import jsonschema_rs
import msgspec

from desktop.formats.advisories.csaf.package import csaf_schema
from desktop.formats.advisories.findings import Finding, Severity, sentence
from desktop.formats.advisories.schema_words import schema_finding
from desktop.formats.advisories.strict_json import NotStrict, decode_strict
from desktop.formats.advisories.written_json import nuls_in

_SEVERITY: dict[str, Severity] = {"mandatory": "error", "recommended": "warning", "informative": "info"}
_NEEDS_NETWORK = frozenset({"6.3.6", "6.3.7"})


class _Test(msgspec.Struct, frozen=True):
    id: str
    severity: Severity
    check: Callable[[dict[str, Any]], list[Any]]


def validate_csaf(content: bytes, *, thorough: bool = False) -> tuple[Finding, ...]:
    """Everything that is wrong with the document; without errors it is valid. Never raises for its content.

    The mandatory tests (6.1) always run, `thorough` adds the recommended and informative ones (6.2, 6.3). As
    the standard has it, they run on documents that fit the schema.
    """
    try:
        document = decode_strict(content)
    except NotStrict as error:
        return (Finding("json", "error", "", sentence(str(error))),)
    findings = (*nuls_in(content, document), *_schema_findings(document))
    if findings:
        return findings
    tests = (test for test in _tests() if thorough or test.severity == "error")
    return tuple(finding for test in tests for finding in _run(test, document))


def _schema_findings(document: Any) -> tuple[Finding, ...]:
    return tuple(map(schema_finding, _schema().iter_errors(document)))


@functools.cache
def _schema() -> jsonschema_rs.Validator:
    schema, referenced = csaf_schema()
    registry = jsonschema_rs.Registry(referenced)
    return jsonschema_rs.validator_for(schema, registry=registry, validate_formats=True)


def _run(test: _Test, document: dict[str, Any]) -> list[Finding]:
    try:
        found = test.check(document)
    except Exception as error:  # noqa: BLE001 - a test of the library that stumbles over hostile input decides nothing
        words = f"the test could not be decided ({type(error).__name__})"
        return [Finding(test.id, test.severity, "", sentence(words))]
    return [Finding(test.id, test.severity, e.instance_path, sentence(e.message)) for e in found]


@functools.cache
def _tests() -> tuple[_Test, ...]:
    """The tests of CSAF 2.0 in the order of the standard."""
    before = list(logging.getLogger().handlers)
    level = logging.getLogger().level
    # Imported late: the package takes a third of a second and loads modules that only validation needs.
    from csaf.csaf.v20 import _validator  # noqa: PLC0415

    _take_away_handlers(before, level)
    _quicken()
    rules = _validator.all_rules()
    return tuple(
        _Test(entry["id"], _SEVERITY[entry["group"]], rules[entry["id"]])
        for entry in _validator._catalog()  # noqa: SLF001 - the 2.0 tests have no public list; the version is pinned
        if entry["group"] in _SEVERITY and entry["id"] in rules and entry["id"] not in _NEEDS_NETWORK
    )


def _quicken() -> None:
    """The tests ask by the same few paths for every document, and the library would read each anew.

    It also spells every name on the way anew, and looks for children in every string; what is decoded holds
    no other mappings and sequences than these.
    """
    environment: Any = import_module("jsonpath").DEFAULT_ENV  # it comes with `csaf`
    match: Any = import_module("jsonpath.match")
    segments: Any = import_module("jsonpath.segments")
    environment.compile = functools.lru_cache(maxsize=512)(environment.compile)
    match.canonical_string = functools.lru_cache(maxsize=512)(match.canonical_string)
    segments.Mapping, segments.Sequence = dict, list


def _take_away_handlers(before: list[logging.Handler], level: int) -> None:
    """Importing `csaf` makes the root logger write to stderr, where content of reports could then appear."""
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
