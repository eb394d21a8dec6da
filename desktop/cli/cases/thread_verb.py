"""thread: everything that was written to and fro about a case, in order."""

import argparse
import textwrap
from collections.abc import Iterator

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.cases.silence_text import silence_text, silence_values
from desktop.cli.output import ID_DIGITS, print_json, print_text, when
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.failures import Exit
from desktop.domain.inert import Untrusted
from desktop.domain.report import Report
from desktop.domain.thread import Entry
from desktop.workflows.correspondence.read_thread import read_entry, read_thread
from desktop.workflows.desk.view_case import CaseView, view_case

_Read = list[tuple[Entry, Report | None]]
_STATES = {
    "draft": "a draft",
    "saved": "saved as a file, not sent by anybody's word",
    "marked-sent": "marked as sent",
    "copy-kept": "sent, a copy is kept",
    "answered": "answered",
    "waiting": "waits for an answer",
}


def thread(parsed: argparse.Namespace, program: Program) -> int:
    """Messages, letters and drafts of a case with where each stands, and what it waits for."""
    with open_desk(parsed, program, read_only=True) as desk:
        view = view_case(desk, case_id_of(parsed.case))
        read = [(entry, read_entry(desk, entry)) for entry in read_thread(desk, view.case.case_id)]
    if parsed.json:
        print_json(_document(view, read))
    else:
        blocks = ["\n".join(filter(None, _lines(entry, report))) for entry, report in read]
        print_text("\n\n".join([*blocks, *silence_text(view)]))
    return Exit.DONE


def _document(view: CaseView, read: _Read) -> dict[str, object]:
    entries = [_values(entry, report) for entry, report in read]
    return {"case": view.case.case_id, "silence": silence_values(view), "entries": entries}


def _values(entry: Entry, report: Report | None) -> dict[str, object]:
    """One entry; what strangers wrote is given raw."""
    return {
        "id": entry.event_id or None,
        "direction": entry.direction,
        "event": entry.kind or None,
        "letter": entry.letter or None,
        "state": entry.state or None,
        "at": entry.at,
        "recorded_at": entry.recorded_at,
        "recorded_later": entry.recorded_later,
        "party": entry.party or None,
        "address": entry.who.raw,
        "subject": _subject(entry, report).raw,
        "automatic": entry.automatic,
        "bounce": entry.bounce,
        "kept": entry.kept,
        "message_sha256": entry.message_sha256 or None,
        "text": report.text.raw if report is not None else entry.text or None,
    }


def _lines(entry: Entry, report: Report | None) -> Iterator[str]:
    number = f"  {entry.event_id[:ID_DIGITS]}" if entry.event_id else ""
    yield f"{when(entry.at)}  {_arrow(entry)} {entry.kind or entry.letter}{number}"
    yield ", ".join(filter(None, (*_remarks(entry, report), _STATES.get(entry.state, ""))))
    subject = _subject(entry, report).line
    yield f"Subject: {subject}" if subject else ""
    words = report.text.shown if report is not None else Untrusted(entry.text).shown
    yield textwrap.indent(words.strip("\n"), "    ")


def _arrow(entry: Entry) -> str:
    who = entry.who.line or entry.party
    return {"in": f"from {who}:", "out": f"to {who}:", "note": "noted:"}[entry.direction]


def _remarks(entry: Entry, report: Report | None) -> Iterator[str]:
    if entry.report_sha256 and report is None and not entry.purged:
        yield "its words were lost before the vault was salvaged"
    if entry.bounce:
        yield "a letter came back: record reporter.unreachable if nobody can be reached"
    elif entry.automatic:
        yield "automatic: it answers nothing"
    elif entry.party == "other":
        yield "not from the reporter: it answers no letter to them"
    if entry.purged:
        yield "its content was purged"
    if entry.recorded_later:
        yield f"recorded later, {when(entry.recorded_at)}"


def _subject(entry: Entry, report: Report | None) -> Untrusted:
    """What it says now that it was read; a letter's subject stands in its copy alone."""
    return report.subject if report is not None and report.subject else entry.subject
