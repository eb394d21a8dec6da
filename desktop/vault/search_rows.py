"""The words of a case in the index, and the traits by which its duplicates are found.

A case's rows are made again with each of its acts, but its reports are not read again and the index is left
alone unless something that is searched changed.
"""

from collections.abc import Sequence

import msgspec

from desktop.domain.case import Case
from desktop.domain.digest import sha256
from desktop.domain.event import Recorded
from desktop.domain.failures import Failure
from desktop.domain.filters import plain
from desktop.domain.report import Report
from desktop.domain.searched import SOURCES, Searched, Source, joined, searched_in, words_of
from desktop.domain.triage import traits_of
from desktop.domain.undecodable import UNDECODABLE
from desktop.vault.blobs import read_blob
from desktop.vault.database import Database
from desktop.vault.promise_rows import storable

COLUMNS = ", ".join(SOURCES)
_MARKS = ", ".join("?" * len(SOURCES))
_INSERT = f"INSERT INTO search (rowid, {COLUMNS}) VALUES (?, {_MARKS})"  # noqa: S608 - our own words, here and below
_STORED = f"SELECT {COLUMNS} FROM search WHERE rowid = ?"  # noqa: S608
_FIND = "SELECT id, digest FROM searched_case WHERE case_id = ?"


def refresh_search(database: Database, case: Case, history: Sequence[Recorded]) -> None:
    """Bring the words of one case, which this history makes, up to date; within the caller's transaction."""
    searched = searched_in(case, history)
    digest = _digest(searched, case)
    number, before = next(iter(database.rows(_FIND, case.case_id)), (None, ""))
    if digest == before:
        return
    if number is None:
        database.run("INSERT INTO searched_case (case_id, digest) VALUES (?, ?)", case.case_id, digest)
        number = database.value(_FIND, case.case_id)
    else:
        database.run("UPDATE searched_case SET digest = ? WHERE id = ?", digest, number)
        database.run("DELETE FROM search WHERE rowid = ?", number)
        database.run("DELETE FROM trait WHERE id = ?", number)
    texts = _texts(database, searched)
    database.run(_INSERT, number, *texts)
    traits = [(token, number) for token in _traits(case, texts)]
    database.run_many("INSERT INTO trait VALUES (?, ?)", traits)


def clear_search(database: Database) -> None:
    """Forget every word; runs within the caller's transaction."""
    database.run("DELETE FROM trait")
    database.run("DELETE FROM search")
    database.run("DELETE FROM searched_case")


def search_disagrees(database: Database, case: Case, history: Sequence[Recorded]) -> bool:
    """Whether what is stored for a search differs from the case's events and reports.

    Whether the index agrees with what is stored is for SQLite's own check to say.
    """
    searched = searched_in(case, history)
    number, digest = next(iter(database.rows(_FIND, case.case_id)), (None, ""))
    texts = _texts(database, searched)
    if digest != _digest(searched, case) or database.rows(_STORED, number) != [texts]:
        return True
    stored = [token for (token,) in database.rows("SELECT token FROM trait WHERE id = ? ORDER BY 1", number)]
    return stored != _traits(case, texts)


def count_strays(database: Database) -> int:
    """How many entries of the index belong to no case."""
    entries = "SELECT count(*) FROM search_docsize WHERE id NOT IN (SELECT id FROM searched_case)"
    cases = "SELECT count(*) FROM searched_case WHERE case_id NOT IN (SELECT case_id FROM case_row)"
    traits = "SELECT count(*) FROM trait WHERE id NOT IN (SELECT id FROM searched_case)"
    found: int = database.value(entries) + database.value(cases) + database.value(traits)
    return found


def _digest(searched: Searched, case: Case) -> str:
    """By what is searched, and by what the case has that its traits are read from."""
    facts = (case.products, case.fixes, case.severity)
    told = repr((sorted(searched.words.items()), searched.reports, searched.letters, facts))
    return sha256(told.encode("utf-8", "backslashreplace"))


def _texts(database: Database, searched: Searched) -> tuple[str, ...]:
    """The text of each column, as it is stored."""
    words: dict[Source, str] = {
        **searched.words,
        "report": _said_in(database, searched.reports),
        "letter": _said_in(database, searched.letters),
    }
    return tuple(storable(plain(words.get(source, ""))) for source in SOURCES)


def _traits(case: Case, texts: Sequence[str]) -> list[str]:
    """As they are stored."""
    said = dict(zip(SOURCES, texts, strict=True))
    return sorted({storable(token) for token in traits_of(case, said["report"])})


def _said_in(database: Database, messages: Sequence[str]) -> str:
    return joined([_words(database, sha256) for sha256 in messages])


def _words(database: Database, report_sha256: str) -> str:
    """The words of a report; none of one that cannot be read: a case must be listed even then."""
    try:
        return words_of(msgspec.json.decode(read_blob(database, report_sha256), type=Report))
    except (Failure, *UNDECODABLE):
        return ""
