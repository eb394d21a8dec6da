"""attachment: files in quarantine, listed, looked at, and let out with a reason."""

import argparse

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import ProgressBar, print_json, print_text, say, shown_path
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.cli.stages.evidence_text import file_values, files_table
from desktop.domain.failures import Exit
from desktop.workflows.attachments.find_attachment import attachments_of, find_attachment
from desktop.workflows.attachments.hand_to_dangerzone import dangerzone_of
from desktop.workflows.attachments.preview_attachment import Preview, preview_attachment
from desktop.workflows.attachments.release_attachment import release_attachment


def attachment(parsed: argparse.Namespace, program: Program) -> int:
    """Run one of the acts."""
    acts = {"list": _list, "preview": _preview, "release": _release}
    return acts[parsed.attachment_act](parsed, program)


def _list(parsed: argparse.Namespace, program: Program) -> int:
    case_id = case_id_of(parsed.case)
    with open_desk(parsed, program, read_only=True) as desk:
        files = attachments_of(desk, case_id)
    if parsed.json:
        print_json([file_values(file) for file in files])
    elif files:
        print_text(files_table(files))
    else:
        say(f"{case_id} keeps no files beside its messages.")
    return Exit.DONE


def _preview(parsed: argparse.Namespace, program: Program) -> int:
    progress = ProgressBar()
    with open_desk(parsed, program, read_only=True) as desk:
        file = find_attachment(desk, case_id_of(parsed.case), parsed.sha256)
        page = preview_attachment(desk, file, parsed.start, parsed.form, progress=progress)
    progress.finish()
    if parsed.json:
        print_json(_values(page))
        return Exit.DONE
    print_text(page.text.shown)
    more = "" if page.later is None else f" Go on with --from {page.later}."
    say(f"Bytes {page.start} to {page.end} of {file.size}, as {page.form}.{more}")
    return Exit.DONE


def _values(page: Preview) -> dict[str, object]:
    return {
        **file_values(page.file),
        "form": page.form,
        "start": page.start,
        "end": page.end,
        "next": page.later,
        "text": page.text.shown,
    }


def _release(parsed: argparse.Namespace, program: Program) -> int:
    case_id, progress, folder = case_id_of(parsed.case), ProgressBar(), parsed.out.absolute()
    with open_desk(parsed, program) as desk:
        file = find_attachment(desk, case_id, parsed.sha256)
        start = dangerzone_of(desk.tools) if parsed.dangerzone else None
        path = release_attachment(desk, case_id, file.sha256, folder, parsed.reason, progress=progress)
        progress.finish()
        if start is not None:
            start(path)
    if parsed.json:
        print_json({"file": shown_path(path), "sha256": file.sha256, "size": file.size})
    else:
        print_text(shown_path(path))
        say("Let out of quarantine, and journalled. It is a stranger's file: open it in a sandbox only.")
    return Exit.DONE
