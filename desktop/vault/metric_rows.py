"""What is measured of a case as one row: instants and what became of promises, nothing that time changes."""

from collections.abc import Iterable, Sequence

from desktop.domain.case import Case
from desktop.domain.clocks import Chronicle
from desktop.domain.event import Recorded
from desktop.domain.fold import fold
from desktop.domain.metrics import MEASURES, CaseFacts, Course, facts_of
from desktop.domain.policy import Profile
from desktop.domain.stages import STAGES, Stage, stage_of
from desktop.vault.database import Database, Row
from desktop.vault.instants import from_micros, maybe_from_micros, maybe_to_micros, to_micros
from desktop.vault.promise_rows import ProfileOf
from desktop.vault.reader_rows import seen_by
from desktop.workflows.metric_ports import Arrivals, MetricQuery

_AHEAD = "case_id, policy_id, quarter, arrived_at, severity, stage, open, rejected"
_COURSES = ", ".join(f"{measure}_{part}" for measure in MEASURES for part in ("done", "due", "verdict"))
_PARTS = 3
_LAST_QUARTER = "9999-Q4"


def rows_measured(
    case: Case,
    history: Sequence[Recorded],
    profile: Profile | None,
    stage: Stage,
    chronicle: Chronicle | None = None,
) -> list[Row]:
    """The row of one case; none where no report began it: nobody waits for an answer or an advisory."""
    return [] if case.incident_only else [_row(case, facts_of(case, history, profile, stage, chronicle))]


def stage_in(case: Case, profile: Profile | None) -> Stage:
    """Where the case stands; without its policy, where every case begins."""
    return stage_of(case, profile) if profile else STAGES[0]


def _row(case: Case, facts: CaseFacts) -> Row:
    courses = (facts.course(measure) for measure in MEASURES)
    parts = ((maybe_to_micros(c.done_at), maybe_to_micros(c.due), c.verdict) for c in courses)
    return (
        facts.case_id,
        facts.policy_id,
        case.policy_sha256,
        facts.quarter,
        to_micros(facts.arrived_at),
        facts.severity,
        facts.stage,
        int(facts.open),
        int(facts.rejected),
        *(part for course in parts for part in course),
    )


def refresh_measured(database: Database, history: Sequence[Recorded], profile_of: ProfileOf) -> None:
    """Replace this row alone; runs within the caller's transaction."""
    case = fold(history)
    profile = profile_of(case.policy_sha256)
    database.run("DELETE FROM measured WHERE case_id = ?", case.case_id)
    for row in rows_measured(case, history, profile, stage_in(case, profile)):
        marks = ", ".join("?" * len(row))
        database.run(f"INSERT INTO measured VALUES ({marks})", *row)  # noqa: S608 - our own words, here and below


def policies_measured(database: Database) -> list[str]:
    """The SHA-256 of every policy that any case was held to."""
    return [sha256 for (sha256,) in database.rows("SELECT DISTINCT policy_sha256 FROM measured")]


def closed_cases_under(database: Database, policies: Iterable[str]) -> list[str]:
    """The closed cases that were held to one of these policies, by their SHA-256."""
    sql = "SELECT case_id FROM measured WHERE policy_sha256 = ? AND open = 0"
    return sorted(case_id for sha256 in policies for (case_id,) in database.rows(sql, sha256))


def measured(
    database: Database, wanted: MetricQuery, after: tuple[str, str] | None, limit: int, viewer: str = ""
) -> list[CaseFacts]:
    """A page of what is measured: a range of one index."""
    policy = "policy_id = ? AND" if wanted.policy_id else ""
    seen, reader = seen_by(viewer, "measured.case_id")
    seen = f"{seen} AND" if seen else ""
    sql = (
        f"SELECT {_AHEAD}, {_COURSES} FROM measured WHERE {policy} {seen} "  # noqa: S608
        "(quarter, case_id) > (?, ?) AND quarter <= ? ORDER BY quarter, case_id LIMIT ?"
    )
    policies = [wanted.policy_id] if wanted.policy_id else []
    begins = after or (wanted.first, "")
    rows = database.rows(sql, *policies, *reader, *begins, wanted.last or _LAST_QUARTER, limit)
    return [_facts(row) for row in rows]


def arrivals(database: Database) -> list[Arrivals]:
    """How many cases arrived in each quarter under each policy."""
    sql = (
        "SELECT policy_id, quarter, count(*) FROM measured GROUP BY policy_id, quarter "
        "ORDER BY policy_id, quarter"
    )
    return [Arrivals(*row) for row in database.rows(sql)]


def _facts(row: Row) -> CaseFacts:
    case_id, policy_id, quarter, arrived_at, severity, stage, is_open, rejected, *parts = row
    courses = [
        Course(maybe_from_micros(parts[at]), maybe_from_micros(parts[at + 1]), parts[at + 2])
        for at in range(0, len(parts), _PARTS)
    ]
    arrived = from_micros(arrived_at)
    return CaseFacts(
        case_id, policy_id, quarter, arrived, severity, stage, bool(is_open), bool(rejected), *courses
    )
