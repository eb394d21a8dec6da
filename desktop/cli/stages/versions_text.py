"""The matrix of a finding in words, and as a document."""

from collections import Counter

from desktop.cli.output import table
from desktop.domain.events import VersionJudged, VersionsTraced
from desktop.domain.inert import Untrusted
from desktop.domain.matrix.cells import Cell
from desktop.domain.matrix.known import Known
from desktop.domain.matrix.rows import Row

_DIGITS = 12
_HEADINGS = ("VERSION", "BRANCH", "STATE", "TOLD BY", "EVIDENCE")


def describe_matrix(known: Known) -> str:
    """A heading, a line for each row, and what could be listed."""
    matrix, proposal = known.matrix, known.proposal
    name = Untrusted(f"{matrix.product}, {matrix.finding or 'the reported problem'}").line
    if not matrix.rows:
        return f"{name}: nothing is known of any version, and no supported branch is listed."
    lines = [f"{name}:", table([_line(row) for row in matrix.rows], _HEADINGS)]
    if proposal.affected:
        lines.append(f"To be listed as affected: {'; '.join(proposal.affected)}.")
    if proposal.branches:
        lines.append(f"Branches that need a fix: {', '.join(proposal.branches)}.")
    return "\n".join(lines)


def describe_trace(trace: VersionsTraced, kept: int = 0) -> str:
    """What a clone told, and how many tags and branches an earlier trace still tells of."""
    counts = Counter(cell.state for cell in trace.cells)
    states = ", ".join(f"{count} {state}" for state, count in sorted(counts.items()))
    lacks = " The clone is shallow: what lies before its history is not checked." if trace.shallow else ""
    before = f" Kept from earlier traces: {kept} more, of which this one tells nothing." if kept else ""
    return f"{len(trace.cells)} tags and branches of {Untrusted(trace.clone).line}: {states}.{lacks}{before}"


def matrix_values(known: Known) -> dict[str, object]:
    """The same as a document."""
    matrix, proposal, trace = known.matrix, known.proposal, known.matrix.trace
    return {
        "finding": matrix.finding,
        "product": matrix.product,
        "branches": matrix.branches,
        "trace": None if trace is None else _trace(trace) | {"kept": matrix.kept},
        "rows": [_values(row) for row in matrix.rows],
        "proposal": {"affected": proposal.affected, "branches": proposal.branches},
    }


def _line(row: Row) -> tuple[str, ...]:
    name, evidence = Untrusted(row.name).line, Untrusted(row.evidence).line
    sort = "(branch)" if row.sort == "supported" else ""
    no_version = "(no version)" if row.sort == "version" and not row.number else ""
    told = "hand" if row.judged else "clone" if row.traced else "-"
    if row.follows:
        told = f"follows from {Untrusted(row.follows).line}"
    if row.judged is not None and row.traced is not None:
        source = "Its versions say" if row.sort == "supported" else "The clone says"
        evidence += f" ({source} {row.traced.state}: {Untrusted(row.traced.evidence).line})"
    state = f"{row.state}: {row.justification}" if row.justification else row.state
    return " ".join(filter(None, (name, sort, no_version))), row.branch or "-", state, told, evidence


def _trace(trace: VersionsTraced) -> dict[str, object]:
    return {
        "clone": trace.clone,
        "introduced": trace.introduced,
        "fixed": trace.fixed,
        "refs": trace.refs,
        "shallow": trace.shallow,
    }


def _values(row: Row) -> dict[str, object]:
    return {
        "name": row.name,
        "sort": row.sort,
        "version": row.number or None,
        "branch": row.branch,
        "state": row.state,
        "justification": row.justification or None,
        "evidence": row.evidence,
        "traced": _traced(row.traced),
        "judged": _judged(row.judged),
        "follows_from": row.follows or None,
    }


def _traced(cell: Cell | None) -> dict[str, object] | None:
    if cell is None:
        return None
    return {"state": cell.state, "evidence": cell.evidence, "commit": cell.commit[:_DIGITS] or None}


def _judged(act: VersionJudged | None) -> dict[str, object] | None:
    return None if act is None else {"state": act.state, "evidence": act.ground}
