"""show: reading without a window."""

import argparse
from collections.abc import Iterator

from desktop.cli.cases.embargo_text import embargo_line, embargo_values
from desktop.cli.cases.hold_text import hold_text, local_hour
from desktop.cli.cases.ledger_text import ledger_values, promises_table
from desktop.cli.cases.need_words import need_words
from desktop.cli.cases.people_text import people_values
from desktop.cli.cases.silence_text import silence_text, silence_values
from desktop.cli.exchange.conflict_text import conflict_lines, conflict_values
from desktop.cli.incidents.incident_text import incident_lines, incident_values
from desktop.cli.output import ID_DIGITS, print_json, print_text, table, when
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.cli.stages.evidence_text import file_values, try_values
from desktop.domain.assessing.evidence import files_of
from desktop.domain.assessing.questions import SENTENCE
from desktop.domain.assessing.severity_rules import effect_sentences, vectors_of
from desktop.domain.case import Case
from desktop.domain.case_id import normalise
from desktop.domain.clocks import Reading
from desktop.domain.clocks.wall_time import zone_named
from desktop.domain.event import name_of
from desktop.domain.failures import Exit
from desktop.domain.inert import Untrusted
from desktop.domain.occurrences import in_force
from desktop.domain.triage.merging import original_of
from desktop.workflows.custody.tell_damage import lost_sentence
from desktop.workflows.desk.view_case import CaseView, view_case

_LATEST = 10


def case_id_of(written: str) -> str:
    """The id that was meant; a mistyped one is passed on, so that the vault names it as unknown."""
    return normalise(written) or written


def show(parsed: argparse.Namespace, program: Program) -> int:
    """One case: what it is, what each stage lacks, what is promised, what was done."""
    with open_desk(parsed, program, read_only=True) as desk:
        view = view_case(desk, case_id_of(parsed.case))
    if parsed.json:
        print_json(_view(view))
    else:
        print_text(_describe(view))
    return Exit.DONE


def _clock(case_id: str, policy_id: str, clock: Reading) -> dict[str, object]:
    """One clock with the keys that scripts rely on."""
    return {
        "case": case_id,
        "policy": policy_id,
        "clock": clock.clock,
        "state": clock.state,
        "due": clock.due,
        "since": clock.since,
        "sentence": clock.sentence,
        "clauses": clock.clauses,
    }


def _remarks(view: CaseView) -> list[str]:
    """What a handler should know of the report before reading it."""
    named = view.kept_apart_from
    original = original_of(view.case)
    joined = [f"Duplicate of {original}."] if original else []
    joined += [f"Its reporter joined from {j.from_case}." for j in view.case.joined]
    joined += [
        f"Still to be told of the publication: the reporter of {other}." for other in view.still_to_tell
    ]
    joined += [f"Of the same matter: {link.other}." for link in view.case.incident.linked]
    apart = [f"Names {case_id}, whose reporter is somebody else: kept apart." for case_id in named]
    lacks = "; ".join(field.text for field in view.not_found)
    changed = view.reporter.known.warnings if view.reporter is not None else ()
    asked = [f"Asked for and not found: {lacks}."] if lacks else []
    gone = [f"{view.case.handler} has left: assign the case to somebody."] if view.handler_left else []
    lost = [lost_sentence(view.salvaged)] if view.salvaged else []
    question = [SENTENCE] if view.may_be_a_question else []
    return [*lost, *gone, *joined, *apart, *changed, *silence_text(view), *question, *asked]


def _view(view: CaseView) -> dict[str, object]:
    case = view.case
    return {
        "case": case.case_id,
        "policy": case.policy_id,
        "title": case.title.raw,
        "reporter": {
            "address": case.reporter_address.raw,
            "name": case.reporter_name.raw,
            "grade": case.grade,
        },
        "people": people_values(view),
        "handler": case.handler,
        "arrived_at": case.arrived_at,
        "arrival_confirmed": case.arrival_confirmed,
        "severity": case.severity.level if case.severity else None,
        "severity_effects": _effects(view),
        "assessment": case.severity,
        "affected": case.products,
        "notes": case.notes,
        "ssvc": case.decisions,
        "tries": try_values(view.history),
        "evidence": [file_values(file) for file in files_of(view.history, view.reports)],
        "open": case.open,
        "incident": incident_values(view) if case.incident.begun else None,
        "linked": [link.other for link in case.incident.linked],
        "silence": silence_values(view),
        "salvaged": view.salvaged and {"lost_files": view.salvaged.lost_files},
        "conflicts": conflict_values(view),
        "duplicate_of": original_of(case) or None,
        "joined_from": [joined.from_case for joined in case.joined],
        "still_to_tell": view.still_to_tell,
        "kept_apart_from": view.kept_apart_from,
        "asked_not_found": [{"id": field.id, "text": field.text} for field in view.not_found],
        "may_be_a_question": view.may_be_a_question,
        "stages": [
            {"stage": s.stage, "done": s.done, "missing": [{"id": n.id, "text": n.text} for n in s.missing]}
            for s in view.stages
        ],
        "clocks": [_clock(case.case_id, r.policy_id, r) for r in view.readings],
        "ledger": ledger_values(view),
        "hold": _hold(view),
        "embargo": embargo_values(view),
        "history": [
            {"id": r.id, "event": name_of(r.event), "occurred_at": r.occurred_at, "author": r.author}
            for r in view.history
        ],
    }


def _hold(view: CaseView) -> dict[str, object]:
    hold, zone = view.hold, view.profile.calendar.timezone
    local = local_hour(hold.until, zone_named(zone))
    return {"until": hold.until, "until_local": local, "zone": zone, "stated": hold.stated, "why": hold.why}


def _describe(view: CaseView) -> str:
    case = view.case
    lines = [
        f"{case.case_id}  {case.title.line}",
        f"{_origin(case)}; handler {case.handler or '(none)'}",
        *incident_lines(view),
        *conflict_lines(view),
        *_remarks(view),
        "",
    ]
    lines[2:2] = [*_settled(view), *(f"SSVC {d.table} {d.version}: {d.outcome}" for d in case.decisions)]
    if files := files_of(view.history, view.reports):
        lines[-1:-1] = [f"{_count(len(files))} in quarantine: `embargo evidence list {case.case_id}`."]
    for stage in view.stages:
        lacks = "; ".join(need_words(need) for need in stage.missing)
        asks_nothing = case.incident_only and not stage.needs
        lines.append(f"{stage.stage:<9} {f'missing: {lacks}' if lacks else '-' if asks_nothing else 'done'}")
    lines += ["", *(f"{case.severity.level}: {effect}" for effect in _effects(view) if case.severity)]
    lines += ["", promises_table(view)] if _effects(view) else [promises_table(view)]
    zone = zone_named(view.profile.calendar.timezone)
    told = ["", embargo_line(view), hold_text(view.hold, view.at, zone), *_still_to_tell(view)]
    lines += [] if case.incident_only else told
    lines += ["", _history(view)]
    return "\n".join(lines)


def _still_to_tell(view: CaseView) -> list[str]:
    """Of a broken embargo, who does not know yet."""
    left = sum(person.told_at is None for person in view.to_tell)
    case_id = view.case.case_id
    return [f"{left} still to be told: `embargo hold show {case_id}`."] if left else []


def _origin(case: Case) -> str:
    if case.incident_only:
        return f"an incident, noticed {when(case.incident.opened_at)}; no report"
    who = f"{case.reporter_name.line or '(no name)'} <{case.reporter_address.line}>, {case.grade}"
    doubt = "" if case.arrival_confirmed else " (not confirmed)"
    return f"from {who}; arrived {when(case.arrived_at)}{doubt}"


def _count(files: int) -> str:
    return "1 file" if files == 1 else f"{files} files"


def _settled(view: CaseView) -> Iterator[str]:
    """What was found out: how bad it is, which versions are affected, and what was noted."""
    case = view.case
    if severity := case.severity:
        facts = ", ".join(filter(None, (severity.cwe, *vectors_of(severity))))
        yield f"severity {severity.level}{f' ({facts})' if facts else ''}: {severity.rationale}"
    for product in case.products:
        yield f"affected {product.vendor} {product.product}: {'; '.join(product.affected)}"
    for note in case.notes:
        yield f"note {Untrusted(note).line}"


def _effects(view: CaseView) -> tuple[str, ...]:
    """What the policy makes follow from the severity."""
    severity = view.case.severity
    return effect_sentences(view.profile, severity.level) if severity else ()


def _history(view: CaseView) -> str:
    """What was done last, with ids that `event.undone` understands."""
    counting = in_force(view.history)
    rows = [(when(r.occurred_at), name_of(r.event), r.id[:ID_DIGITS], r.author) for r in counting[-_LATEST:]]
    left = len(counting) - len(rows)
    more = f"\n{left} earlier entries: `embargo show {view.case.case_id} --json` has all." if left else ""
    return table(rows, ("HAPPENED", "EVENT", "ID", "BY")) + more
