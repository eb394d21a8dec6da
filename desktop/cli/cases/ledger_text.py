"""The promise ledger of a case on the command line: as a table, and as JSON."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from functools import partial

from desktop.cli.cases.hold_text import hours
from desktop.cli.output import table, when
from desktop.domain.clocks import Proof
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.clocks.words import moved
from desktop.domain.promises.ledger import Entry, ledger
from desktop.workflows.desk.view_case import CaseView

_HASH_DIGITS = 16
_HOUR_S = 3600


def promises_table(view: CaseView) -> str:
    """Every promise once: promised, done, how late, what proves it; then why, where it was late.

    Those that have not begun, or were none, stand below those that have.
    """
    entries = ledger(view.readings, view.at)
    begun = {(entry.policy_id, entry.clock) for entry in entries}
    held = {(r.policy_id, r.clock) for r in view.readings if r.force == "rule"}
    due = partial(_due, zone=zone_named(view.profile.calendar.timezone))
    rows = [
        (
            e.state,
            due(e.due, hold=(e.policy_id, e.clock) in held),
            _done(e),
            _late(e),
            proof_text(e.proof),
            _sentence(e.sentence, e.clauses),
        )
        for e in entries
    ]
    rows += [
        (r.state, due(r.due, hold=r.force == "rule"), "-", "-", "-", _sentence(r.sentence, r.clauses))
        for r in view.readings
        if (r.policy_id, r.clock) not in begun
    ]
    if not rows:
        return "No promise runs."
    lines = [table(rows, ("STATE", "DUE", "DONE", "LATE", "PROOF", "PROMISE"))]
    lines += [
        f"{entry.clock}: first promised for "
        f"{due(entry.promised, hold=(entry.policy_id, entry.clock) in held)}, {moved(entry.moved_by)}."
        for entry in entries
        if entry.moved_by
    ]
    lines += [f"{entry.clock}: late because {entry.lateness}" for entry in entries if entry.lateness]
    return "\n".join(lines)


def _due(due: datetime | None, *, hold: bool, zone: tzinfo) -> str:
    """The end of an embargo is told in the hours of UTC and of clocks on the wall."""
    return hours(due, zone) if hold and due is not None else when(due)


def _done(entry: Entry) -> str:
    """When it was done; what merely ran out was done by nobody."""
    return "ended" if entry.state == "ended" and entry.proof is None else when(entry.done_at)


def _sentence(words: str, clauses: Sequence[str]) -> str:
    return f"{words} ({', '.join(clauses)})" if clauses else words


def ledger_values(view: CaseView) -> list[dict[str, object]]:
    """The same for scripts; instants in UTC, lateness in seconds."""
    return [_values(entry) for entry in ledger(view.readings, view.at)]


def _values(entry: Entry) -> dict[str, object]:
    return {
        "policy": entry.policy_id,
        "clock": entry.clock,
        "sentence": entry.sentence,
        "clauses": entry.clauses,
        "state": entry.state,
        "owed_by": entry.owed_by,
        "promised": entry.promised,
        "agreed": entry.agreed,
        "due": entry.due,
        "moved_by": entry.moved_by or None,
        "done": entry.done_at,
        "late_by_s": round(entry.late_by.total_seconds()) if entry.late_by is not None else None,
        "lateness": entry.lateness or None,
        "proof": proof_values(entry.proof),
    }


def proof_values(proof: Proof | None) -> dict[str, object] | None:
    """The entry that proves what was done, for scripts; `recorded_later` tells when, where that was so."""
    if proof is None:
        return None
    later: datetime | None = proof.recorded_at if proof.recorded_later else None
    return {
        "event": proof.event,
        "event_id": proof.event_id,
        "at": proof.at,
        "message_sha256": proof.message_sha256 or None,
        "recorded_later": later,
    }


def _late(entry: Entry) -> str:
    return f"{entry.late_by.total_seconds() / _HOUR_S:.0f} h" if entry.late_by is not None else "-"


def proof_text(proof: Proof | None) -> str:
    """The same for people, with the beginning of the sent message's hash."""
    if proof is None:
        return "-"
    message = f" {proof.message_sha256[:_HASH_DIGITS]}" if proof.message_sha256 else ""
    later = f" (recorded {when(proof.recorded_at)})" if proof.recorded_later else ""
    return f"{proof.event}{message}{later}"
