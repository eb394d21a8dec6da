"""The sentences of the lower rooms: every string there that people read, with numbers for what is filled in.

Rules, formats and workflows know of no language and finish their sentences in English. What is collected here
lets translators say them, and lets the window find again which sentence a finished one is.
"""  # noqa: INP001 - a part of a script of the checkout, in no package

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from math import prod
from pathlib import Path

from desktop.domain.clocks.words import counted, happened, happens, known_events, moved
from desktop.domain.scoring.metrics31 import METRICS as METRICS_31
from desktop.domain.scoring.metrics40 import METRICS as METRICS_40
from desktop.formats.ssvc import TABLES, ssvc_table

DESKTOP = Path(__file__).resolve().parents[2] / "desktop"
SPEAKING = ("cli/", "ui/", "domain/clocks/words.py", "domain/scoring/metric")
"""Rooms that speak for themselves, and tables that are read as they are."""
FOR_THE_WINDOW = ("cli/custody/doctor.py", "cli/custody/machine.py")
"""What the doctor finds is shown there too."""
DOCUMENTS = (
    "domain/advisories/changes.py", "domain/advisories/moments.py", "domain/leaving/common_names.py",
    "formats/acknowledgements.py",
    "formats/advisories/csaf/wording.py", "formats/advisories/openvex/saying.py", "formats/advisories/prose/",
    "formats/incident_record.py", "formats/letters/fields.py", "formats/policies/reading/published",
    "formats/publishing/promises.py", "formats/publishing/security_md.py", "workflows/demo/",
)  # fmt: skip
"""What is written there leaves, in English, or is English that came."""
VOCABULARIES = (
    "domain/assessing/asked_fields.py", "domain/assessing/questions.py", "domain/assessing/scope_words.py",
    "domain/leaving/leaks/metadata.py", "domain/triage/", "formats/policies/reading/",
)  # fmt: skip
"""Words that are looked for in texts stand there: only whole sentences are said."""
PROMISES = ("formats/policies/reading/clock_values.py", "formats/policies/reading/hold.py")
"""What is filled in there becomes a policy's own sentence, and stays so."""
EVERYWHERE = (
    "%1 and %2", "%1 or %2", "%1 day", "%1 days", "%1 hour", "%1 hours", "%1 minute", "%1 minutes",
    "less than a minute",
)  # fmt: skip
"""Lists of two, and spans of time."""
_HOLE = "\0"
_MOST_FORMS = 32
"""A sentence of more forms has holes instead."""
_FIELD = re.compile(r"\{[^{}]*\}")
_TOGETHER = re.compile(rf"{_HOLE}(?: \({_HOLE}\)|[^A-Za-z0-9({_HOLE}]*{_HOLE})+")
"""Holes with no word between them are one: only words tell where a hole ends."""
_TWO_WORDS = re.compile(r"(?<![\w-])[A-Za-z][\w']*,? [a-z][a-z'-]*(?!\w)")
"""What people read has them, where what is filled in is one; keys and marks have not."""
_WORD = re.compile(r"[A-Za-z]+")
_COUNTED = re.compile(rf"{_HOLE} [a-z]+")
_SIGNS = re.compile(
    r"\\|\(\?|\||\w\[|\]$|:<|<[a-z!/]|^[#\[{]|= \?|\w_\w+, \w+(?:_\w+)?,"
    r"|(?-i:^(?:CLEAR_PASSPHRASE|GETINFO|embargo|git grep|import) )"
    rf"|_\w+ {_HOLE}|\b(?:select|delete from|insert into|update \w+ set|coalesce|left join|union all)\b",
    re.IGNORECASE,
)
"""Of patterns, markup, commands and questions to a database."""


def sentences() -> list[str]:
    """Each of them once, as in "The file %1 holds the policy %2."."""
    found = {*EVERYWHERE, *_of_events(), *_of_tables()}
    for path in DESKTOP.rglob("*.py"):
        place = path.relative_to(DESKTOP).as_posix()
        if place in FOR_THE_WINDOW or not place.startswith((*SPEAKING, *DOCUMENTS)):
            found.update(one for one in templates(path.read_text()) if _is_ours(one, place))
    return sorted(found - set(scoring_names()))


def _is_ours(sentence: str, place: str) -> bool:
    promised = place.startswith(PROMISES) and "%" in sentence
    return not promised and (not place.startswith(VOCABULARIES) or sentence[-1] in ".?:")


def scoring_names() -> list[str]:
    """How the metrics of CVSS, the questions of SSVC and what they can be are called."""
    found = set[str]()
    for metric in (*METRICS_31, *METRICS_40):
        found |= {metric.name, metric.group, *(choice.name for choice in metric.choices)}
    for table in map(ssvc_table, TABLES):
        found.add(table.title)
        for point in (*table.points, table.outcome):
            found |= {point.title, *(value.name for value in point.values)}
    return sorted(found)


def templates(source: str, among: str = "") -> Iterator[str]:
    """Those of one module, or of a part of it `among` the rest, which has constants that the part names."""
    named = _constants(among or source)
    for node in _strings(ast.parse(source)):
        for form in _forms(node, named):
            yield from filter(None, map(_template, form.split("\n")))


@cache
def _constants(module: str) -> dict[str, ast.expr]:
    return {
        name.id: node.value
        for node in ast.parse(module).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for name in node.targets
        if isinstance(name, ast.Name)
    }


def _of_events() -> Iterator[str]:
    for event in known_events():
        yield from (happens((event,)), happened(event))
    yield from map(moved, ("agreement", "pause", "plan"))


def _of_tables() -> Iterator[str]:
    """What CVSS and SSVC ask, and when an answer is the right one."""
    for metric in (*METRICS_31, *METRICS_40):
        yield from (metric.question, *(choice.text for choice in metric.choices))
    for table in map(ssvc_table, TABLES):
        yield table.question
        for point in (*table.points, table.outcome):
            yield from (point.question, *(value.text for value in point.values))


def _strings(node: ast.AST) -> Iterator[ast.expr]:
    """Strings, f-strings and calls, without what documents the source or is a part of a string."""
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Expr(value=ast.Constant()):
                continue
            case ast.JoinedStr(values=values):
                yield child
                filled = [value.value for value in values if isinstance(value, ast.FormattedValue)]
                for inner in filled:
                    yield from () if isinstance(inner, ast.IfExp) else _strings(ast.Expression(inner))
            case ast.Constant() | ast.Call():
                yield child
                yield from _strings(child)
            case _:
                yield from _strings(child)


def _forms(node: ast.expr, named: dict[str, ast.expr]) -> list[str]:
    """What it can say: both where it says one thing or another, and a hole for what is filled in."""
    match node:
        case ast.Name(id=name) if name in named:
            return _forms(named[name], {})
        case ast.Constant(value=str(text)):
            return [_FIELD.sub(_HOLE, text)]
        case ast.IfExp(body=one, orelse=other):
            return [*_forms(one, named), *_forms(other, named)]
        case ast.Call(func=ast.Name(id="counted"), args=[_, ast.Constant(value=str(thing))]):
            return [f"{_HOLE} {thing}", counted(0, thing).replace("0", _HOLE)]
        case ast.JoinedStr(values=values):
            parts = [[v.value] if isinstance(v, ast.Constant) else _forms(v.value, named) for v in values]
            if prod(map(len, parts)) > _MOST_FORMS:
                parts = [part if len(part) == 1 else [_HOLE] for part in parts]
            return ["".join(form) for form in product(*parts)]
    return [_HOLE]


def _template(form: str) -> str:
    """A form with numbered holes; "" where it says nothing to people."""
    text = _TOGETHER.sub(_HOLE, form).strip(" ,;:·")
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    own = len(_WORD.findall(text))
    reads = own > 1 and _TWO_WORDS.search(text.replace(_HOLE, "a"))
    if not (reads or _COUNTED.fullmatch(text)) or _SIGNS.search(text):
        return ""
    first, *others = text.split(_HOLE)
    return first + "".join(f"%{number}{words}" for number, words in enumerate(others, 1))
