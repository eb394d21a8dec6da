"""Everything that is promised, across all cases, and what the vault itself owes."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from heapq import merge

import msgspec

from desktop.domain.clocks import Reading, dates_of, read_custody, with_dates
from desktop.domain.event import Recorded
from desktop.domain.inert import Untrusted
from desktop.domain.promises.slot_drill import SHOWN_BEFORE, drill_due
from desktop.domain.promises.undated import undated
from desktop.workflows.policies.policies_in_use import profiles_in_use
from desktop.workflows.ports import Desk
from desktop.workflows.promises.quote_promises import with_quotes
from desktop.workflows.retention.list_retained import reminder
from desktop.workflows.vault_ports import DueRow

_PAGE = 500


def list_due(desk: Desk, offset: int = 0, limit: int = 100, *, everything: bool = False) -> list[DueRow]:
    """Promises from `offset` on, earliest due first, those without a date last.

    Clocks that the vault runs for its own custody, such as backups (M87-3.1f), have no case id. `everything`
    as in `Vault.due`.
    """
    own = due_of_vault(desk, everything=everything)
    start = max(0, offset - len(own))
    page = desk.vault.due(start, limit + offset - start, everything=everything)
    if start and not page:
        return []
    before = [row for row in own if start and row.place < page[0].place]
    merged = sorted([*own[len(before) :], *page], key=_place)
    first = offset - start - len(before)
    return list(with_quotes(desk, merged[first : first + limit]))


def walk_due(desk: Desk, *, everything: bool = False) -> Iterator[DueRow]:
    """All of them in the same order, read in pages that each begin where the last one ended."""
    return merge(due_of_vault(desk, everything=everything), _pages(desk, everything=everything), key=_place)


def count_due(desk: Desk, *, everything: bool = False) -> int:
    """How many promises `list_due` has to give."""
    return desk.vault.count_due(everything=everything) + len(due_of_vault(desk, everything=everything))


def count_conditional(desk: Desk) -> int:
    """How many of what is listed as owed only may apply."""
    own = sum(row.state == "conditional" for row in due_of_vault(desk))
    return desk.vault.count_conditional() + own


def due_of_vault(desk: Desk, *, everything: bool = False) -> list[DueRow]:
    """The clocks of custody under all policies in use, in order; the same clock and interval stands once.

    Content that is past the time that it is kept stands among them, as a reminder.
    A policy that cannot be read is passed over: the cases that pinned it say so, and `verify` does.
    """
    history, now = desk.vault.vault_history(), desk.tools.now()
    found: dict[tuple[str, str], DueRow] = {}
    for version in profiles_in_use(desk, history).profiles:
        profile = with_dates(version, dates_of(history, version.policy.id))
        for reading in read_custody(profile, history, now):
            clock = profile.clock(reading.clock)
            key = (reading.clock, (clock.every or clock.within) if clock else "")
            found[key] = _joined(found[key], reading) if key in found else _row(reading)
        found |= {(reading.clock, ""): _row(reading) for reading in undated(profile, history)}
    rows = [row for row in found.values() if everything or row.owed]
    kept = reminder(desk)
    own = (*_drill(history, now, everything=everything), *([kept] if kept is not None else []))
    return sorted((*rows, *own), key=_place)


def _drill(history: Sequence[Recorded], now: datetime, *, everything: bool) -> Iterator[DueRow]:
    """The house's reminder to prove the recovery code, when its day comes near."""
    reading = drill_due(history)
    if reading is not None and reading.due is not None and (everything or now >= reading.due - SHOWN_BEFORE):
        yield _row(reading)


def keeping(desk: Desk, policy_id: str, clock_id: str) -> frozenset[str]:
    """The events that keep a promise of the vault itself, under the policy in use; none where it has none."""
    profiles = profiles_in_use(desk, desk.vault.vault_history()).profiles
    clocks = [profile.clock(clock_id) for profile in profiles if profile.policy.id == policy_id]
    return frozenset(event for clock in clocks if clock for event in (*clock.stops, clock.tick) if event)


def _pages(desk: Desk, *, everything: bool) -> Iterator[DueRow]:
    last: DueRow | None = None
    while page := desk.vault.due(0, _PAGE, everything=everything, after=last):
        yield from page
        last = page[-1]


def _place(row: DueRow) -> tuple[datetime, str, str, str]:
    return row.place


def _row(reading: Reading) -> DueRow:
    return DueRow(
        case_id="",
        title=Untrusted(""),
        policy_id=reading.policy_id,
        clock=reading.clock,
        sentence=reading.sentence,
        clauses=reading.clauses,
        since=reading.since,
        due=reading.due,
        state=reading.state,
        original_due=reading.original_due,
        met_at=reading.met_at,
        why=reading.why,
        proof=reading.proof,
        lateness=reading.lateness,
        force=reading.force,
        owed_by=reading.owed_by,
        audience=reading.audience,
    )


def _joined(row: DueRow, reading: Reading) -> DueRow:
    """The same promise of another policy: one row that names the clauses of both."""
    clauses = tuple(dict.fromkeys((*row.clauses, *reading.clauses)))
    return msgspec.structs.replace(row, clauses=clauses)
