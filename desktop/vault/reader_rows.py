"""Whom lists leave a case out for: those who are not among its readers, where it has any."""

from desktop.domain.case import Case
from desktop.domain.policy import Profile
from desktop.domain.rights.need_to_know import readers_of
from desktop.vault.database import Database, Row
from desktop.vault.promise_rows import storable

_SEEN = (
    "(NOT EXISTS (SELECT 1 FROM case_reader WHERE case_reader.case_id = {case_id}) OR EXISTS "
    "(SELECT 1 FROM case_reader WHERE case_reader.case_id = {case_id} AND case_reader.reader = ?))"
)


def rows_of_readers(case: Case, profile: Profile | None) -> list[Row]:
    """A row for each who sees the case, by the key of their name; none where everybody does."""
    return sorted((case.case_id, storable(reader)) for reader in readers_of(case, profile))


def seen_by(viewer: str, case_id: str) -> tuple[str, tuple[str, ...]]:
    """A condition on the column that names a case, with its value; empty for who sees everything."""
    return (_SEEN.format(case_id=case_id), (storable(viewer),)) if viewer else ("", ())


def closed_to(database: Database, viewer: str) -> list[str]:
    """The cases that have readers, and not this one."""
    sql = "SELECT case_id FROM case_reader GROUP BY case_id HAVING sum(reader = ?) = 0 ORDER BY case_id"
    return [case_id for (case_id,) in database.rows(sql, storable(viewer))]
