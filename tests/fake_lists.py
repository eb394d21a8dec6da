"""How a list of cases is narrowed and sorted, and what the journal has of an entry."""

from typing import Any

from desktop.domain.event import Recorded, name_of
from desktop.domain.journal import Header, seal
from desktop.domain.policy import Profile
from desktop.domain.stages import STAGES
from desktop.workflows.vault_ports import CaseQuery, CaseRow


def rank_in(order: str, row: CaseRow, profile: Profile) -> Any:
    """What a list is sorted by; None stands at its end in either direction."""
    levels = profile.severity.levels
    return {
        "due": row.next_due,
        "received": row.received_at,
        "title": row.title.line.casefold(),
        "severity": levels.index(row.severity) if row.severity in levels else None,
        "stage": STAGES.index(row.stage),
        "case_id": row.case_id,
    }[order]


def wanted(row: CaseRow, query: CaseQuery) -> bool:
    return (
        query.stage in ("", row.stage)
        and query.policy_id in ("", row.policy_id)
        and query.handler in ("", row.handler)
        and (row.open or not query.open_only)
        and row.case_id not in query.without
    )


def header_of(recorded: Recorded) -> bytes:
    """As the journal has it, but for hashes and links: nothing is chained in memory."""
    facts = (recorded.occurred_at, recorded.recorded_at, recorded.author, "", "", "")
    return seal(Header(1, recorded.writer, recorded.sequence, name_of(recorded.event), *facts))
