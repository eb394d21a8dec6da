"""scope: what the policy's scope and table of versions say of a case; it records nothing."""

import argparse

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import print_json, print_text, table
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.assessing.hosts import Host
from desktop.domain.assessing.scope import doubts_of, letter_for, matches
from desktop.domain.events import ScopeJudged
from desktop.domain.failures import Exit
from desktop.domain.policy import ScopeLine
from desktop.workflows.desk.view_case import CaseView, view_case
from desktop.workflows.investigation.judge_scope import ScopeView, view_scope


def scope(parsed: argparse.Namespace, program: Program) -> int:
    """Hosts of the report, lines of the policy, and what a person judged or would have to."""
    with open_desk(parsed, program, read_only=True) as desk:
        view = view_case(desk, case_id_of(parsed.case))
    found = view_scope(view)
    if parsed.json:
        print_json(_document(view, found))
    else:
        print_text(_describe(view, found))
    return Exit.DONE


def _document(view: CaseView, found: ScopeView) -> dict[str, object]:
    asked = view.profile.scope_condition
    return {
        "case": view.case.case_id,
        "policy": view.case.policy_id,
        "stated": found.stated,
        "hosts": [_host_values(view, host) for host in found.hosts],
        "condition": {"text": asked.text, "clauses": asked.clauses} if asked else None,
        "lines": [_line_values(line, found) for line in view.profile.scope],
        "proposal": {
            "verdict": found.proposal.verdict,
            "problem": found.proposal.problem,
            "why": found.proposal.why,
            "action": found.proposal.action,
        },
        "verdict": _verdict_values(view, found.recorded) if found.recorded else None,
        "versions": [
            {"version": s.written, "support": s.verdict, "why": s.why, "clauses": s.clauses}
            for s in found.support
        ],
    }


def _host_values(view: CaseView, host: Host) -> dict[str, object]:
    return {
        "host": host.ascii,
        "name": host.name.raw,
        "lines": [line.text for line in _lines_of(view, host)],
        "doubts": doubts_of(view.profile, (host,)),
    }


def _line_values(line: ScopeLine, found: ScopeView) -> dict[str, object]:
    return {
        "side": line.side,
        "kind": line.kind,
        "text": line.text,
        "clauses": line.clauses,
        "by_host": line in found.proposal.lines,
        "by_words": line in found.proposed,
    }


def _verdict_values(view: CaseView, recorded: ScopeJudged) -> dict[str, object]:
    return {
        "verdict": recorded.verdict,
        "lines": recorded.lines,
        "hosts": recorded.hosts,
        "reason": recorded.reason,
        "letter": letter_for(view.case, view.profile) if recorded.verdict == "out" else None,
    }


def _describe(view: CaseView, found: ScopeView) -> str:
    blocks = [_verdict(view, found)]
    if found.hosts:
        rows = [(h.name.line, _said_of(view, h)) for h in found.hosts]
        blocks.append(table(rows, ("HOST", "SCOPE")))
    if view.profile.scope:
        lines = [
            (", ".join(line.clauses), line.side, _how(line, found), line.text) for line in view.profile.scope
        ]
        blocks.append(table(lines, ("CLAUSE", "SIDE", "PROPOSED", "LINE")))
    if view.profile.scope_condition is not None:
        asked = view.profile.scope_condition
        blocks.append(f"For all of it: {asked.text} ({', '.join(asked.clauses)}).")
    if found.support:
        versions = [(s.written, s.verdict, f"{s.why} {', '.join(s.clauses)}".strip()) for s in found.support]
        blocks.append(table(versions, ("VERSION", "SUPPORT", "WHY")))
    return "\n\n".join(blocks)


def _verdict(view: CaseView, found: ScopeView) -> str:
    recorded = found.recorded
    if recorded is None and not found.stated:
        return "Not stated: the policy does not say what is in its scope."
    if recorded is None:
        return f"Not judged yet. From the hosts alone: {found.proposal.verdict}. {found.proposal.why}"
    why = "; ".join(filter(None, (*recorded.lines, recorded.reason)))
    letter = f" Its letter: {letter_for(view.case, view.profile)}." if recorded.verdict == "out" else ""
    return f"Judged: {recorded.verdict}. {why}.{letter}"


def _said_of(view: CaseView, host: Host) -> str:
    doubts = doubts_of(view.profile, (host,))
    means = "; ".join(f"{line.text} ({', '.join(line.clauses)})" for line in _lines_of(view, host))
    return " ".join(doubts) or means or "no line names it"


def _lines_of(view: CaseView, host: Host) -> list[ScopeLine]:
    return [line for line in view.profile.scope if matches(line, host)]


def _how(line: ScopeLine, found: ScopeView) -> str:
    return "by host" if line in found.proposal.lines else "by words" if line in found.proposed else "-"
