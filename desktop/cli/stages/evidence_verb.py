"""evidence: files that a case keeps in quarantine, added and listed."""

import argparse

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.intake.several_files import outcome_of
from desktop.cli.output import ProgressBar, print_json, print_text, say, shown_path
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.cli.stages.evidence_text import file_values, files_table
from desktop.domain.assessing.evidence import added_in, files_of
from desktop.domain.failures import Exit
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.investigation.add_evidence import Added, add_files


def evidence(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the acts."""
    return {"add": _add, "list": _list}[parsed.evidence_act](parsed, program)


def _add(parsed: argparse.Namespace, program: Program) -> int:
    """Add files; each has an outcome of its own, and one that is refused stops no other."""
    case_id, progress = case_id_of(parsed.case), ProgressBar()
    told = []
    with open_desk(parsed, program) as desk:
        for added in add_files(desk, case_id, tuple(parsed.files), parsed.note, progress=progress):
            progress.finish()
            told.append(added)
            if not parsed.json:
                _tell(added, case_id)
    if parsed.json:
        values = [_values(added) for added in told]
        print_json(values[0] if len(values) == 1 else values)
    elif kept := added_in([added.recorded for added in told if added.recorded]):
        say(f"Added to {case_id}, encrypted; nothing opens {'it' if len(kept) == 1 else 'them'}.")
        print_text(files_table(kept))
    return outcome_of([added.failure.exit if added.failure else Exit.DONE for added in told])


def _tell(added: Added, case_id: str) -> None:
    """What was not added, while the others go on."""
    name = " ".join(shown_path(added.path.name).split())
    if added.failure is not None:
        say(f"{name}: {added.failure}")
    elif added.recorded is None:
        say(f"{name}: This file is in {case_id} already: {added.words}. Nothing was written.")


def _values(added: Added) -> dict[str, object]:
    kept = added_in([added.recorded]) if added.recorded else []
    failure = added.failure
    return {
        "file": shown_path(added.path),
        "outcome": added.outcome,
        "id": added.recorded.id if added.recorded else None,
        "already": added.words or None,
        "failure": {"code": failure.code, "message": failure.message, "advice": failure.advice}
        if failure
        else None,
        **(file_values(kept[0]) if kept else {}),
    }


def _list(parsed: argparse.Namespace, program: Program) -> int:
    with open_desk(parsed, program, read_only=True) as desk:
        view = view_case(desk, case_id_of(parsed.case))
    files = files_of(view.history, view.reports)
    if parsed.json:
        print_json([file_values(file) for file in files])
    elif files:
        print_text(files_table(files))
    else:
        say(f"{view.case.case_id} keeps no files. Add one with `embargo evidence add CASE FILE`.")
    return Exit.DONE
