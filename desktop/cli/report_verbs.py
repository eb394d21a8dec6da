"""inspect and import: opening what strangers sent."""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path, PurePath

from desktop.cli.output import ProgressBar, print_json, print_text, say, shown_path
from desktop.cli.program import Program
from desktop.cli.session import open_desk, open_tools
from desktop.cli.several_files import outcome_of
from desktop.cli.streams import read_input
from desktop.domain.failures import (
    NOTHING_WRITTEN,
    Cancelled,
    Exit,
    Failure,
    RefusedByPolicy,
    Unreadable,
)
from desktop.workflows.inspect_report import Inspection, inspect_report, refuse
from desktop.workflows.ports import Desk, Tools
from desktop.workflows.receive_report import MESSAGE_LIMIT, Received, receive_file, receive_message

_SHOWN = 3
"""So many recipients of a message are named."""
_SUFFIXES = frozenset({".eml", ".asc", ".gpg", ".pgp", ".txt"})


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


def import_reports(parsed: argparse.Namespace, program: Program) -> int:
    """Open cases; each file has an outcome of its own, and one that fails stops no other."""
    outcomes: list[Exit] = []
    documents: list[dict[str, str]] = []
    stopped = False
    with open_desk(parsed, program) as desk:
        paths = list(_messages(parsed.paths))
        try:
            for path in paths:
                outcome, document = _import_one(desk, path, parsed.policy)
                outcomes.append(outcome)
                documents.append(document)
                if not parsed.json:
                    print_text(f"{document['outcome']:<14} {document['case'] or '-':<20} {document['file']}")
        except (Cancelled, KeyboardInterrupt):
            stopped = True
    if parsed.json:
        print_json(documents[0] if len(documents) == len(paths) == 1 else documents)
    if stopped:
        say(f"Stopped: {outcomes.count(Exit.DONE)} of {len(paths)} files were taken in.")
        return Exit.CANCELLED
    return outcome_of(outcomes)


def _inspect_one(name: str, tools: Tools) -> Inspection:
    try:
        raw = _read(name, tools)
    except Failure as failure:
        return refuse(shown_path(name), failure)
    return inspect_report(shown_path(name), raw, tools, at=tools.now(), progress=ProgressBar())


def _import_one(desk: Desk, path: str, policy_id: str) -> tuple[Exit, dict[str, str]]:
    name = shown_path(path)
    progress = ProgressBar()
    try:
        received = _receive(desk, path, policy_id, progress)
        _refuse_sent(received)
    except Failure as failure:
        say(f"embargo: {name}: {failure}")
        words = {"code": failure.code, "message": failure.message, "advice": failure.advice}
        return failure.exit, {"file": name, "outcome": "refused", "case": ""} | words | {"warning": ""}
    finally:
        progress.finish()
    warning = _without_policy(received)
    if warning:
        say(f"{name}: {warning}")
    done = {"file": name, "outcome": received.outcome, "case": received.case_id}
    return Exit.DONE, done | {"code": "", "message": "", "advice": "", "warning": warning}


def _without_policy(received: Received) -> str:
    """That the policy was not chosen by an address, so that it may be the wrong one; "" where it was."""
    if not received.fallback:
        return ""
    names = [address.line for address in received.report.recipients]
    shown = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
    what = f"No policy names the address {shown}" if names else "The message names no recipient"
    return f"{what}: taken under {received.fallback}, which this vault falls back to."


def _receive(desk: Desk, path: str, policy_id: str, progress: ProgressBar) -> Received:
    if path == "-":
        raw = read_input(MESSAGE_LIMIT)
        return receive_message(desk, raw, policy_id=policy_id, progress=progress)
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
        raise Unreadable("This folder holds no message.", advice="Messages end in .eml, .asc, .gpg or .txt.")
    return receive_file(desk, Path(path), policy_id=policy_id, progress=progress)


def _refuse_sent(received: Received) -> None:
    if received.sent is not None:
        raise RefusedByPolicy(
            f"This looks like a letter that went out about {received.case_id}, not like a report.",
            advice="Record it with `embargo letter CASE KIND --sent FILE`, or name a policy to take it in.",
        )


def _read(name: str, tools: Tools) -> bytes:
    if name == "-":
        return read_input(MESSAGE_LIMIT)
    return tools.files.read(Path(name), limit=MESSAGE_LIMIT)


def _messages(paths: list[str]) -> Iterator[str]:
    """Files as named; of a folder, the messages in it, in the order of their names, or itself if none is."""
    for path in paths:
        walked = os.walk(path) if path != "-" else ()
        inside = sorted(os.path.join(folder, name) for folder, _, names in walked for name in names)  # noqa: PTH118 - as os.walk gives them
        yield from [name for name in inside if PurePath(name).suffix.lower() in _SUFFIXES] or [path]


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
