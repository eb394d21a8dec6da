"""Ids that nobody outside knows yet: CVE and GHSA ids of other cases, and these cases with their titles."""

import re
from collections.abc import Iterable, Iterator

from desktop.domain.leaving.leaks.guarded import Guarded
from desktop.domain.leaving.leaks.leak import Leak
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.leaving.namings import Naming, telling_phrase
from desktop.domain.leaving.notations import Notations, folded
from desktop.domain.leaving.traces import foreign_case_ids_in

_WORD = re.compile(r"\w+")
# Each begins with its letters and looks at what is before them afterwards, which is many times as quick.
_CVE = re.compile(r"cve(?<![0-9a-z]cve)[\W_]{0,3}(\d{4})[\W_]{0,3}(\d{4,19})(?!\d)", re.ASCII)
_GHSA = re.compile(r"ghsa(?<![0-9a-z]ghsa)" + r"[\W_]{0,3}([23456789cfghjmpqrvwx]{4})" * 3 + r"(?![0-9a-z])")
"""Their letters are chosen so that no words come about."""


def ids_in(page: Page) -> frozenset[str]:
    """The CVE and GHSA ids of a page in any of its notations, as they are written."""
    return _ids(page.whole)


def embargoed_ids(page: Page, guarded: Guarded) -> Iterator[Leak]:
    """Ids that other cases of this vault still keep back."""
    for one, line in page.places(lambda read: sorted(_ids(read) & guarded.ids)) if guarded.ids else ():
        yield Leak("embargoed-id", line, one)


def other_cases(page: Page, guarded: Guarded, own: str) -> Iterator[Leak]:
    """Ids of other cases, whose check digit holds, and titles of those that are not out."""
    told = foreign_case_ids_in(Notations((page.pieces,), ()), own)  # an id has no blank
    for case_id, line in page.places(lambda read: foreign_case_ids_in(read, own)) if told else ():
        yield Leak("other-case", line, case_id)
    yield from other_titles(page, guarded)


def other_titles(page: Page, guarded: Guarded) -> Iterator[Leak]:
    """Titles of other cases that are not out."""
    for title, phrase in titles_in(page, guarded.titles):
        for line in page.lines_where(phrase.stands_in):
            yield Leak("other-case", line, f"the title of another case, \u201c{title}\u201d")


def titles_in(page: Page, titles: Iterable[str]) -> Iterator[tuple[str, Naming]]:
    """Those that stand in it, each with what finds it."""
    for title in titles:
        phrase = telling_phrase(title) if _may_stand(title, page.words) else None
        if phrase is not None and phrase.stands_in(page.whole):
            yield title, phrase


def _may_stand(title: str, said: frozenset[str]) -> bool:
    """A quick no for most of thousands of titles; words of scripts without spaces may stand anywhere."""
    words = _WORD.findall(folded(title))
    return not title.isascii() or all(word in said for word in words)


def _ids(read: Notations) -> frozenset[str]:
    readings = (*read.folded, *read.looks)
    cves = {f"CVE-{m[1]}-{m[2]}" for reading in readings for m in _CVE.finditer(reading)}
    return frozenset(cves | {f"GHSA-{m[1]}-{m[2]}-{m[3]}" for one in readings for m in _GHSA.finditer(one)})
