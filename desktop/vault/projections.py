"""What lists are made of: rows computed from one case's events, written with them, rebuildable at any time.

A row depends on the journal and the pinned policy alone. Clocks are read at the instant of the case's last
event, so that a rebuild years later gives the same rows; what the passing of time changes is derived when a
list is read.
"""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from desktop.domain.case import Case, fold
from desktop.domain.clocks import OWED, Reading, most_urgent, read_clocks
from desktop.domain.event import Recorded
from desktop.domain.events import FollowUpReceived, ReportReceived, Sent
from desktop.domain.policy import Profile
from desktop.domain.stages import STAGES, stage_of
from desktop.formats.mail.addresses import address_in, same_address
from desktop.vault.database import Database, Row
from desktop.vault.instants import maybe_to_micros, to_micros
from desktop.vault.journal import Journal

ProfileOf = Callable[[str], Profile | None]
"""The pinned policy by its SHA-256, or None when it cannot be read."""

_TABLES = ("case_row", "due", "message", "file", "reporter_key")
_INSERTS = {
    "case_row": "INSERT INTO case_row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "due": "INSERT INTO due VALUES (?, ?, ?, ?, ?, ?, ?)",
    "message": "INSERT INTO message VALUES (?, ?)",
    "file": "INSERT INTO file VALUES (?, ?)",
    "reporter_key": "INSERT INTO reporter_key VALUES (?, ?, ?)",
}
_ORDERED = {
    "case_row": "SELECT * FROM case_row WHERE case_id = ?",
    "due": "SELECT * FROM due WHERE case_id = ? ORDER BY clock",
    "message": "SELECT * FROM message WHERE case_id = ? ORDER BY message_id",
    "file": "SELECT * FROM file WHERE case_id = ? ORDER BY sha256",
    "reporter_key": "SELECT * FROM reporter_key WHERE case_id = ? ORDER BY address, sha256",
}
Projected = dict[str, list[Row]]
"""Table name to the rows of one case."""
RULES = "1"
"""By which rules the rows were made: raised by whoever changes what a row holds or when a clock is due."""
_NO_POLICY = "This version of Embargo cannot read the policy that the case pinned: its clocks do not run."


def refresh(database: Database, history: Sequence[Recorded], profile_of: ProfileOf) -> None:
    """Replace the rows of one case; runs within the caller's transaction."""
    rows = project(history, profile_of)
    case_id = rows["case_row"][0][0]
    for table in reversed(_TABLES):
        database.run(f"DELETE FROM {table} WHERE case_id = ?", case_id)  # noqa: S608 - our own names
    for table in _TABLES:
        database.run_many(_INSERTS[table], rows[table])


def are_current(journal: Journal) -> bool:
    """Whether the stored rows were made by today's rules; else they differ from the events for that alone."""
    return journal.fact("lists-rules") == RULES


def rebuild(database: Database, journal: Journal, profile_of: ProfileOf) -> None:
    """Make every row again from the journal; runs within the caller's transaction."""
    for table in reversed(_TABLES):
        database.run(f"DELETE FROM {table}")  # noqa: S608 - our own names
    for case_id in journal.case_ids():
        refresh(database, journal.of_case(case_id), profile_of)
    journal.set_fact("lists-rules", RULES)


def disagrees(database: Database, history: Sequence[Recorded], profile_of: ProfileOf) -> bool:
    """Whether the stored rows of a case differ from what its events say."""
    rows = project(history, profile_of)
    case_id = rows["case_row"][0][0]
    return any(database.rows(_ORDERED[table], case_id) != rows[table] for table in _TABLES)


def project(history: Sequence[Recorded], profile_of: ProfileOf) -> Projected:
    """All rows of one case, in the order of `_ORDERED`."""
    case = fold(history)
    profile = profile_of(case.policy_sha256)
    readings = read_clocks(profile, history, history[-1].recorded_at) if profile else ()
    owed = [reading for reading in readings if reading.state in OWED] if case.open else []
    return {
        "case_row": [_case_row(case, history, profile, most_urgent(owed))],
        "due": sorted(_due_row(case.case_id, reading) for reading in owed)
        if profile
        else [(case.case_id, "policy", _NO_POLICY, "[]", None, None, "undated")],
        "message": sorted((name, case.case_id) for name in _message_ids(history)),
        "file": sorted((sha256, case.case_id) for sha256 in _files(history)),
        "reporter_key": sorted((*pair, case.case_id) for pair in _keys(case)),
    }


def _case_row(
    case: Case, history: Sequence[Recorded], profile: Profile | None, urgent: Reading | None
) -> Row:
    stage = stage_of(case, profile) if profile else STAGES[0]
    severity = case.severity.level if case.severity else ""
    reporter = case.reporter_name.raw or case.reporter_address.raw
    searched = (case.title.raw, case.reporter_name.raw, case.reporter_address.raw, case.case_id)
    return (
        case.case_id,
        storable(case.title.raw),
        storable(case.title.line.casefold()),
        storable(reporter),
        storable("\n".join(searched).casefold()),
        case.grade,
        case.policy_id,
        stage,
        STAGES.index(stage),
        severity,
        _rank(severity, profile),
        case.handler,
        to_micros(case.arrived_at or history[0].occurred_at),
        maybe_to_micros(urgent.due if urgent else None),
        urgent.clock if urgent else "",
        urgent.state if urgent else "",
        int(case.open),
        case.revision,
    )


def _due_row(case_id: str, reading: Reading) -> Row:
    return (
        case_id,
        reading.clock,
        reading.sentence,
        msgspec.json.encode(reading.clauses).decode(),
        maybe_to_micros(reading.since),
        maybe_to_micros(reading.due),
        reading.state,
    )


def _rank(severity: str, profile: Profile | None) -> int | None:
    levels = profile.severity.levels if profile else ()
    return levels.index(severity) if severity in levels else None


def _message_ids(history: Sequence[Recorded]) -> set[str]:
    found = {_received(recorded, "message_id", None) for recorded in history}
    return {storable(name.raw) for name in found if name is not None and name.raw}


def _files(history: Sequence[Recorded]) -> set[str]:
    received = {_received(recorded, "sealed_sha256", "") for recorded in history}
    sent = {recorded.event.message_sha256 for recorded in history if isinstance(recorded.event, Sent)}
    return (received | sent) - {""}


def _keys(case: Case) -> set[tuple[str, str]]:
    """The reporter's address with each key taken in that names it.

    A key speaks for the reporter of the case that it was taken in for, whatever other addresses it claims.
    """
    reporter = case.reporter_address.raw.strip()
    named = {(address_in(uid.raw), key.key_sha256) for key in case.keys for uid in key.uids}
    own = {sha256 for address, sha256 in named if same_address(address, reporter)}
    return {(storable(reporter.casefold()), sha256) for sha256 in own}


def _received(recorded: Recorded, attribute: str, otherwise: Any) -> Any:
    is_message = isinstance(recorded.event, ReportReceived | FollowUpReceived)
    return getattr(recorded.event, attribute) if is_message else otherwise


def storable(text: str) -> str:
    """SQLite holds no lone surrogates, and its text functions stop at NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
