"""advisory approve: a second person lets out exactly what is written, or the only one says why alone."""

import argparse

import msgspec

from desktop.cli.cases.case_verbs import case_id_of
from desktop.cli.output import print_json, print_text, say
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.case import Approval
from desktop.domain.failures import Exit, Usage
from desktop.domain.inert import Untrusted
from desktop.domain.parties.fingerprints import grouped
from desktop.workflows.approving.take_answer import take_answer
from desktop.workflows.ports import Silent
from desktop.workflows.publication.approve_advisory import approve_advisory, release_alone, view_approval


def approve(parsed: argparse.Namespace, program: Program) -> int:
    """Show what changed since the last approval, then record this one."""
    if parsed.reason and not parsed.alone:
        raise Usage("A reason belongs to --alone.", advice="An approval needs none.")
    case_id = case_id_of(parsed.case)
    with open_desk(parsed, program) as desk:
        changes = view_approval(desk, case_id).changes
        if parsed.alone:
            view = release_alone(desk, case_id, parsed.reason)
        elif parsed.answer is not None:
            view = take_answer(desk, case_id, parsed.answer.absolute(), progress=Silent())
        else:
            view = approve_advisory(desk, case_id)
    if parsed.json:
        print_json({"case": case_id, "changed_since": changes, **msgspec.structs.asdict(view)})
        return Exit.DONE
    if changes:
        print_text("\n".join(Untrusted(line).line for line in changes))
    approval = view.approvals[-1]
    for document in approval.documents:
        say(f"{document.format}: {document.sha256}")
    said = "released alone" if parsed.alone else "approved"
    by = f"{approval.by}{_signed(approval)}"
    say(f"The advisory of {case_id} is {said} by {by}, as it stands now: any change undoes that.")
    return Exit.DONE


def _signed(approval: Approval) -> str:
    return f", by the key {grouped(approval.fingerprint)}" if approval.signature else ""
