"""What lists are made of: rows written with the events that they come from, rebuildable at any time.

A row depends on the journal and on what it pins alone: the case's events, its policy and packs, and the
releases and holidays that the vault's own events tell.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import version

from desktop.domain.event import Recorded
from desktop.domain.fold import fold
from desktop.domain.policy import Profile
from desktop.vault.case_rows import project
from desktop.vault.database import Database
from desktop.vault.due_list import cases_pinned_to
from desktop.vault.journal import Journal
from desktop.vault.metric_rows import closed_cases_under, refresh_measured
from desktop.vault.promise_rows import ProfileOf, without_wording
from desktop.vault.search_rows import clear_search, refresh_search, search_disagrees
from desktop.vault.sighting_rows import clear_sightings, refresh_sightings, sightings_disagree

_RULES = "14"
"""Raised by whoever changes what a row holds or when a clock is due."""
_CALENDARS = ("tzdata", "holidays")
"""The packages that tell when a day begins and which days are holidays."""

_ORDERED = {
    "case_row": "SELECT * FROM case_row WHERE case_id = ?",
    "due": "SELECT * FROM due WHERE case_id = ? ORDER BY policy_id, clock",
    "measured": "SELECT * FROM measured WHERE case_id = ?",
    "pinned": "SELECT * FROM pinned WHERE case_id = ? ORDER BY sha256",
    "message": "SELECT * FROM message WHERE case_id = ? ORDER BY message_id",
    "file": "SELECT * FROM file WHERE case_id = ? ORDER BY sha256",
    "reporter_key": "SELECT * FROM reporter_key WHERE case_id = ? ORDER BY address, sha256",
    "retained": "SELECT * FROM retained WHERE case_id = ?",
    "case_reader": "SELECT * FROM case_reader WHERE case_id = ? ORDER BY reader",
}
_COLUMNS = {
    "case_row": 23,
    "due": 20,
    "measured": 21,
    "pinned": 2,
    "message": 2,
    "file": 2,
    "reporter_key": 3,
    "retained": 5,
    "case_reader": 2,
}


@cache
def rules() -> str:
    """By which rules rows are made today: ours, and those of the calendars that due instants rest on."""
    return " ".join((_RULES, *(f"{package} {version(package)}" for package in _CALENDARS)))


def refresh(database: Database, history: Sequence[Recorded], profile_of: ProfileOf) -> None:
    """Bring the rows of one case up to date; runs within the caller's transaction.

    Most acts change few of them, and every page that is written is encrypted anew.
    """
    case = fold(history)
    rows, case_id = project(case, history, profile_of), case.case_id
    stale = {table for table, sql in _ORDERED.items() if database.rows(sql, case_id) != rows[table]}
    for table in reversed(_COLUMNS):
        if table in stale:
            database.run(f"DELETE FROM {table} WHERE case_id = ?", case_id)  # noqa: S608 - our own names
    for table, columns in _COLUMNS.items():
        if table in stale:
            marks = ", ".join("?" * columns)
            database.run_many(f"INSERT INTO {table} VALUES ({marks})", rows[table])  # noqa: S608
    refresh_search(database, case, history)
    refresh_sightings(database, case_id, history)


def refresh_moved(
    database: Database, journal: Journal, before: dict[str, Profile | None], profile_of: ProfileOf
) -> None:
    """Replace the rows of all cases whose policy or pack reads otherwise than before: its dates changed.

    Of a closed case only what is measured rests on them.
    """
    moved = [sha256 for sha256, profile in before.items() if profile_of(sha256) != profile]
    _refresh_all(database, journal, cases_pinned_to(database, moved), profile_of)
    for case_id in closed_cases_under(database, moved):
        refresh_measured(database, journal.of_case(case_id), profile_of)


def are_current(journal: Journal) -> bool:
    """Whether the stored rows were made by today's rules; else they differ from the events for that alone."""
    return journal.fact("lists-rules") == rules()


def rebuild(database: Database, journal: Journal, profile_of: ProfileOf) -> None:
    """Make every row again from the journal; runs within the caller's transaction."""
    for table in reversed(_COLUMNS):
        database.run(f"DELETE FROM {table}")  # noqa: S608 - our own names
    clear_search(database)
    clear_sightings(database)
    _refresh_all(database, journal, journal.case_ids_by_age(), profile_of)
    journal.set_fact("lists-rules", rules())


def disagrees(database: Database, history: Sequence[Recorded], profile_of: ProfileOf) -> bool:
    """Whether the stored rows of a case differ from what its events say, in more than our own wording."""
    case = fold(history)
    rows, case_id = project(case, history, profile_of), case.case_id
    stored = {table: database.rows(sql, case_id) for table, sql in _ORDERED.items()}
    for table in (rows, stored):
        table["due"] = [without_wording(row) for row in table["due"]]
    return (
        stored != rows
        or search_disagrees(database, case, history)
        or sightings_disagree(database, case_id, history)
    )


def _refresh_all(
    database: Database, journal: Journal, case_ids: Iterable[str], profile_of: ProfileOf
) -> None:
    for case_id in case_ids:
        refresh(database, journal.of_case(case_id), profile_of)
