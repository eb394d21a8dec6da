"""What of a case is compared: tokens on four axes, from what a handler recorded and what the reports say.

A token is written `kind:value`; its kind says which axis it belongs to and how much it tells.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Literal, get_args

import msgspec

from desktop.domain.case import Case
from desktop.domain.inert import Untrusted
from desktop.domain.triage import places
from desktop.domain.triage.bug_classes import class_of_cwe, classes_in
from desktop.domain.triage.ways import reach_of, ways_in
from desktop.domain.triage.words import readable, spelt, telling

Axis = Literal["component", "class", "path", "fix"]
AXES: tuple[Axis, ...] = get_args(Axis)
AXIS_OF: dict[str, Axis] = {
    "product": "component",
    "route": "component",
    "file": "component",
    "name": "component",
    "pair": "component",
    "apart": "component",
    "class": "class",
    "param": "path",
    "header": "path",
    "option": "path",
    "word": "path",
    "reach": "path",
    "rights": "path",
    "victim": "path",
    "way": "fix",
    "where": "fix",
    "ref": "fix",
}
NEVER_SOUGHT = frozenset({"class", "reach", "rights", "victim", "way"})
"""Kinds of which there are few values: they confirm a likeness and never lead to one."""
MOST_READ = 12_000
"""Characters of a case's reports that are read; what somebody found is told at the beginning."""
_TITLE = 300
_MOST = {"route": 8, "file": 8, "name": 12, "product": 4, "param": 10, "header": 6, "option": 4}
_MOST_PAIRS, _MOST_WHERE = 48, 12


class Sketch(msgspec.Struct, frozen=True):
    """A case as it is compared with others."""

    case_id: str
    policy_id: str
    title: Untrusted
    reporter: Untrusted
    """Their address."""
    open: bool
    text: str
    """What the reports say, cut."""
    traits: tuple[str, ...]


def traits_of(case: Case, text: str) -> tuple[str, ...]:
    """The tokens of a case, sorted; `text` is what its reports say. Total and bounded."""
    said = readable(text, MOST_READ)
    title = readable(case.title.raw, _TITLE)
    named = set(_named(f"{title}. {said}"))
    params = frozenset(value_of(token) for token in named if kind_of(token) == "param")
    found = {
        *_recorded(case),
        *named,
        *(f"pair:{pair}" for pair in _first(pairs_in(title, said, params), _MOST_PAIRS)),
        *reach_of(case, said.lower()),
        *_fix(said),
    }
    if not any(token.startswith("class:") for token in found):
        found.update(f"class:{name}" for name in classes_in(title.lower(), f"{title} {said}".lower()))
    return tuple(sorted(found))


def kind_of(token: str) -> str:
    """What a token is."""
    return token.partition(":")[0]


def value_of(token: str) -> str:
    """What it says."""
    return token.partition(":")[2]


def _recorded(case: Case) -> Iterator[str]:
    """What a handler has settled."""
    for product in case.products:
        yield f"product:{' '.join(product.product.lower().split())}"
    for fix in case.fixes:
        if fix.reference.strip():
            yield f"ref:{fix.reference.strip().lower()[-200:]}"
    cwe = case.severity.cwe if case.severity else ""
    if cwe and class_of_cwe(cwe):
        yield f"class:{class_of_cwe(cwe)}"


def _named(said: str) -> Iterator[str]:
    readers = {
        "route": places.routes_in,
        "file": places.files_in,
        "name": places.names_in,
        "product": places.products_in,
        "param": places.params_in,
        "header": places.headers_in,
        "option": places.options_in,
    }
    for kind, read in readers.items():
        yield from (f"{kind}:{value}" for value in _first(read(said), _MOST[kind]))


# --- words that tell where ------------------------------------------------------------------------------

_SENTENCE = re.compile(r"(?<=[.!?;:]) ")


def pairs_in(title: str, said: str, params: Collection[str] = ()) -> Iterator[str]:
    """Telling words that stand together: "the export of an invoice", exportInvoice, /invoices/export.

    One word of a place is usual in a vault ("export"), two of them together are not. Those of the title and
    of names come first; names of parameters are no part of a place.
    """
    left_out = frozenset(word for param in params for word in telling(spelt(param)))
    yield from _pairs(title, left_out)
    for name in (*places.routes_in(said), *places.written_names_in(said)):
        yield from _pairs(name, left_out)
    for sentence in _SENTENCE.split(said):
        yield from _pairs(sentence, left_out)


def named_pairs(said: str) -> Iterator[str]:
    """The pairs of words of which routes and names in code are made."""
    for name in (*places.routes_in(said), *places.written_names_in(said)):
        yield from _pairs(name, ())


def _pairs(text: str, left_out: Collection[str]) -> Iterator[str]:
    words = [word for word in telling(spelt(text)) if word not in left_out]
    for step in (1, 2):
        for one, other in zip(words, words[step:], strict=False):
            if one != other:
                yield " ".join(sorted((one, other)))


def _fix(said: str) -> Iterator[str]:
    told = list(ways_in(_SENTENCE.split(said)))
    yield from (f"way:{way}" for way, _ in told if way)
    yield from (f"where:{word}" for word in _first((word for _, word in told), _MOST_WHERE))


def _first(values: Iterable[str], most: int) -> list[str]:
    """The first so many different ones; those that could not be stored are left out."""
    return list(islice(dict.fromkeys(value for value in values if value), most))
