"""The written record of an incident, in CommonMark: what happened, why, what is corrected (M87-3.6c, TER-3f).

Every instant stands in the zone of the policy's calendar and in UTC. What people typed is escaped, so that
none of it becomes markup.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import msgspec

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.clocks import Reading
from desktop.domain.clocks.policy_day import day_of
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.clocks.words import how_long
from desktop.domain.incidents.incident import Action
from desktop.domain.incidents.phases import Phase
from desktop.domain.policy import Profile
from desktop.domain.promises.ledger import Entry, ledger
from desktop.formats.advisories.prose.markdown import escape_line, escape_text

_STATES = {
    "conditional": "may apply",
    "met": "kept",
    "running": "owed",
    "paused": "owed",
    "undated": "owed, without a date",
    "overdue": "owed, overdue",
}


class IncidentRecord(msgspec.Struct, frozen=True):
    """Everything that the record tells; `notices` are the clocks of the incident, begun or not."""

    case: Case
    profile: Profile
    phases: tuple[Phase, ...]
    remarks: tuple[str, ...]
    notices: tuple[Reading, ...]
    at: datetime


def write_record(record: IncidentRecord) -> str:
    """The document; blocks are separated by one blank line, it ends in one line break."""
    blocks = [
        f"# Incident {record.case.case_id}: {escape_line(record.case.title.line)}",
        _overview(record),
        "## Phases",
        *_phases(record),
        "## Root cause",
        *_cause(record.case),
        "## Corrective actions",
        _actions(record),
        "## Personal data and notices",
        *_personal_data(record),
        *_notices(record),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def local_and_utc(instant: datetime, profile: Profile) -> str:
    """An instant on the policy's own wall clock, and in UTC."""
    utc = f"{instant.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    zone = profile.calendar.timezone
    if zone == "UTC":
        return utc
    return f"{instant.astimezone(zone_named(zone)):%Y-%m-%d %H:%M} {zone} ({utc})"


def _overview(record: IncidentRecord) -> str:
    opened = record.case.incident.opened
    lines = [
        ("Organisation", escape_line(record.profile.policy.organisation)),
        ("Written", local_and_utc(record.at, record.profile)),
        ("Noticed", escape_line(opened.noticed) if opened else ""),
        ("Noticed by", escape_line(opened.noticed_by) if opened else ""),
        ("Handler", escape_line(record.case.handler)),
        ("Began with", "" if opened else "a report"),
        ("State", "open" if record.case.open else "closed"),
        *(("Of the same matter", _link(link)) for link in record.case.incident.linked),
    ]
    return "\n".join(f"- {name}: {value}" for name, value in lines if value)


def _link(link: e.IncidentLinked) -> str:
    return escape_line(f"{link.other}: {link.reason}" if link.reason.strip() else link.other)


def _phases(record: IncidentRecord) -> Iterator[str]:
    if not any(phase.of_policy for phase in record.phases):
        yield "The policy names no phases."
    for phase in record.phases:
        clauses = f" ({', '.join(phase.clauses)})" if phase.clauses else ""
        yield f"### {escape_line(f'{phase.name}: {phase.text}')}{clauses}"
        if not phase.done:
            yield "Not recorded."
        for entry in phase.records:
            said = f": {escape_line(phase.news(entry))}" if phase.news(entry).strip() else ""
            yield f"{local_and_utc(entry.at, record.profile)}, {escape_line(entry.author)}{said}"
        yield from (escape_line(remark) for remark in phase.remarks)


def _cause(case: Case) -> Iterator[str]:
    cause = case.incident.cause
    if cause is None:
        yield "Not written down."
        return
    yield escape_text(cause.cause)
    if cause.evidence.strip():
        yield f"Shown by: {escape_text(cause.evidence)}"


def _actions(record: IncidentRecord) -> str:
    actions = record.case.incident.actions
    if not actions:
        reason = record.case.incident.no_action
        return f"None: {escape_line(reason)}" if reason else "None planned."
    rows: list[Sequence[str]] = [("What", "Who", "By", "State"), ("---",) * 4]
    rows += [_action(action, record) for action in actions]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    reason = record.case.incident.no_action.strip()
    said = f"\n\nA review says why nothing has to be corrected: {escape_line(reason)}"
    return f"{table}{said if reason else ''}"


def _action(action: Action, record: IncidentRecord) -> tuple[str, ...]:
    state: str = action.state
    if action.ended_at is not None:
        state = f"{state} {local_and_utc(action.ended_at, record.profile)}: {escape_line(action.outcome)}"
    elif action.late(day_of(record.profile, record.at)):
        state = "open, past its day"
    return escape_line(action.action), escape_line(action.owner), action.due_on.isoformat(), state


def _personal_data(record: IncidentRecord) -> Iterator[str]:
    case = record.case
    aware, ruled_out = case.milestones.get(e.BreachAware.kind), case.incident.ruled_out
    if aware is not None:
        breach = case.incident.breach
        ground = f": {escape_line(breach.record)}" if breach is not None and breach.record.strip() else "."
        yield f"A breach of personal data was known from {local_and_utc(aware, record.profile)}{ground}"
    elif ruled_out is not None:
        yield f"No personal data is affected: {escape_line(ruled_out.ground)}"
    else:
        yield "Nobody has said yet whether personal data is affected."
    yield from (escape_line(remark) for remark in record.remarks)
    answered = [_answer(record, answer) for answer in case.answers.values()]
    if answered:
        yield "\n".join(f"- {line}" for line in answered)


def _answer(record: IncidentRecord, answer: e.ConditionAnswered) -> str:
    condition = record.profile.condition(answer.condition)
    own = condition is not None and answer.policy_id == record.profile.policy.id
    question = condition.question if own and condition is not None else answer.condition
    return f"{escape_line(question)} {'Yes' if answer.applies else 'No'}: {escape_line(answer.ground)}"


def _notices(record: IncidentRecord) -> Iterator[str]:
    """What is owed, kept or late; then what no event has begun, or what does not apply, and why."""
    entries = ledger(record.notices, record.at)
    if entries:
        rows: list[Sequence[str]] = [("Promise", "Due", "Done", "State"), ("---",) * 4]
        rows += [_notice(entry, record) for entry in entries]
        yield "\n".join(f"| {' | '.join(row)} |" for row in rows)
    begun = {entry.promise for entry in entries}
    others = [reading for reading in record.notices if reading.promise not in begun]
    if not entries:
        yield _none_owed(others)
    if others:
        yield "\n".join(f"- {escape_line(f'{other.sentence} {other.why}')}" for other in others)


def _none_owed(notices: Sequence[Reading]) -> str:
    """What no clock asks for may be asked by a law all the same: the record does not judge that."""
    if not notices:
        return "No clock of the policy, or of a pack that the case took on, asks for a notice."
    return (
        "No notice is owed." if all(n.state == "not-applicable" for n in notices) else "No notice runs yet."
    )


def _notice(entry: Entry, record: IncidentRecord) -> tuple[str, ...]:
    due = local_and_utc(entry.due, record.profile) if entry.due else "no date"
    done = local_and_utc(entry.done_at, record.profile) if entry.done_at else "not yet"
    state = _STATES.get(entry.state, entry.state)
    kept = state if entry.late_by is None else f"{state}, {how_long(entry.late_by)} late"
    lateness = f" ({escape_line(entry.lateness)})" if entry.lateness else ""
    return escape_line(entry.sentence), due, done, f"{kept}{lateness}"
