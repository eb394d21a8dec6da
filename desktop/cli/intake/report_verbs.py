"""inspect: opening what strangers sent, without a vault."""

import argparse
from pathlib import Path

from desktop.cli.intake.several_files import outcome_of
from desktop.cli.output import ProgressBar, print_json, print_text, shown_path
from desktop.cli.program import Program
from desktop.cli.session import open_tools
from desktop.cli.streams import read_input
from desktop.domain.failures import NOTHING_WRITTEN, Failure
from desktop.workflows.intake.inspect_report import Inspection, inspect_report, refuse
from desktop.workflows.intake.receive_report import MESSAGE_LIMIT
from desktop.workflows.ports import Tools


def inspect(parsed: argparse.Namespace, program: Program) -> int:
    """Open reports without a vault; one file's outcome is the exit code, several different ones give 7."""
    found: list[Inspection] = []
    with open_tools(parsed, program) as tools:
        for name in parsed.files:
            found.append(_inspect_one(name, tools))
            if not parsed.json:
                print_text(_describe(found[-1]))
    if parsed.json:
        print_json(found[0] if len(found) == 1 else found)
    return outcome_of([inspection.exit for inspection in found])


def _inspect_one(name: str, tools: Tools) -> Inspection:
    try:
        raw = _read(name, tools)
    except Failure as failure:
        return refuse(shown_path(name), failure)
    return inspect_report(shown_path(name), raw, tools, at=tools.now(), progress=ProgressBar())


def _read(name: str, tools: Tools) -> bytes:
    if name == "-":
        return read_input(MESSAGE_LIMIT)
    return tools.files.read(Path(name), limit=MESSAGE_LIMIT)


def _describe(found: Inspection) -> str:
    if found.failure is not None:
        return f"{found.file}: {found.failure.message} {NOTHING_WRITTEN} {found.failure.advice}"
    who = f"{found.reporter.name} <{found.reporter.address}> ({found.reporter.grade})"
    lines = [
        f"{found.file}: {found.kind}, {found.encryption}, signature {found.signature}",
        f"From: {who}",
        f"Subject: {found.subject}",
        *(f"Signer: {s.fingerprint} {s.state}: {s.reason}" for s in found.signers),
        *(f"Attachment: {a.shown_name} ({a.media_type}, {a.size} bytes)" for a in found.attachments),
        *(f"Warning: {code}" for code in found.warnings),
        "",
        found.text,
    ]
    return "\n".join(lines)
