"""journal --refused: failed unlocks, and acts and exits that were refused."""

import argparse
from collections.abc import Sequence
from datetime import datetime

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import print_json, print_text, say, table, when
from desktop.cli.program import Program
from desktop.cli.session import open_desk, vault_directory
from desktop.domain.event import Event, Recorded, name_of
from desktop.domain.events import ActRefused, UnlockFailed
from desktop.domain.failures import Exit
from desktop.workflows.custody.patience import not_told_yet
from desktop.workflows.custody.read_journal import read_journal

_WHY = {
    "rule": "a rule of the desk or the policy",
    "needs": "something is missing",
    "gate": "the gate let it not out",
}


def refusals(parsed: argparse.Namespace, program: Program) -> int:
    """What was refused, newest first: all of it with failed unlocks, or that of one case."""
    with open_desk(parsed, program, read_only=True) as desk:
        case_id = case_id_of(parsed.case) if parsed.case else ""
        found = read_journal(desk.vault, refused=True, case_id=case_id)
        files = desk.tools.files
        waiting = None if case_id else not_told_yet(files, str(vault_directory(parsed, program)))
    if parsed.json:
        coming = [_values(waiting, waiting.last, "") | {"journalled": False}] if waiting else []
        print_json([*coming, *(_values(r.event, r.recorded_at, r.author) for r in found)])
    elif not (found or waiting):
        say("Nothing was refused.")
    else:
        _show(found, waiting)
    return Exit.DONE


def _show(found: Sequence[Recorded], waiting: UnlockFailed | None) -> None:
    """What the journal does not have yet stands first: it is the newest."""
    rows = [(when(waiting.last), name_of(waiting), "-", _about(waiting))] if waiting else []
    rows += [(when(r.recorded_at), name_of(r.event), r.author or "-", _about(r.event)) for r in found]
    print_text(table(rows, ("WHEN", "WHAT", "BY", "ABOUT")))
    if waiting:
        say("The first is not in the journal yet: the next act that writes to the vault records it.")


def _about(event: Event) -> str:
    if isinstance(event, UnlockFailed):
        tried = ", ".join(event.slot_kinds)
        return f"{event.count} attempts ({tried}), {when(event.first)} to {when(event.last)}"
    if isinstance(event, ActRefused):
        lacks = f": {', '.join(event.missing)}" if event.missing else ""
        return " ".join(filter(None, (event.case, event.act, f"({_WHY[event.why]}{lacks})")))
    return ""


def _values(event: Event, at: datetime, author: str) -> dict[str, object]:
    values: dict[str, object] = {"at": at, "event": name_of(event), "by": author, "journalled": True}
    if isinstance(event, UnlockFailed):
        values |= {"count": event.count, "first": event.first, "last": event.last, "kinds": event.slot_kinds}
    elif isinstance(event, ActRefused):
        values |= {"act": event.act, "why": event.why, "case": event.case, "missing": event.missing}
    return values
