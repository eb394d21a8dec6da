"""Hand on the written record of an incident: encrypted to our own key, through the gate, to a new file."""

import os
from pathlib import Path

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.failures import Failure, KeyMissing, Usage, WriteFailed
from desktop.domain.incidents.phases import phases_of, remarks_on_breach
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import clear_record
from desktop.domain.leaving.records import RecordCandidate
from desktop.formats.incident_record import IncidentRecord, write_record
from desktop.workflows.custody.record_refusal import require_cleared
from desktop.workflows.desk.view_case import CaseView, view_case
from desktop.workflows.intake.choose_intake_key import intake_key
from desktop.workflows.ports import Desk, Progress
from desktop.workflows.publication.gather_guarded import guard_letter
from desktop.workflows.publication.write_cleared import write_cleared
from desktop.workflows.triage.other_reporters import other_reporters

_SUFFIX = ".asc"


def record_of(view: CaseView) -> IncidentRecord:
    """What the record says, as the case stands."""
    return IncidentRecord(
        case=view.case,
        profile=view.profile,
        phases=phases_of(view.case, view.profile),
        remarks=remarks_on_breach(view.case),
        notices=tuple(reading for reading in view.readings if reading.track == "incident"),
        at=view.at,
    )


def export_record(desk: Desk, case_id: str, path: Path, *, progress: Progress) -> Cleared:
    """Write the record as an armoured message that only our intake key opens, and journal that it left.

    Raises NoSuchCase, Usage where there is no incident or the name does not end in .asc, KeyMissing without
    an intake key, RefusedByPolicy with the gate's reasons, WriteFailed, and gpg's failures.
    """
    view = view_case(desk, case_id)
    if not view.case.incident.begun:
        raise Usage(
            "This case has no incident.", advice="Record that one was detected, then its record can leave."
        )
    if path.suffix != _SUFFIX:
        raise Usage("The record leaves encrypted only.", advice="Give the file a name that ends in .asc.")
    own = intake_key(desk)
    if not own:
        raise KeyMissing("No intake key is chosen, so the record cannot be encrypted.")
    if os.path.lexists(path):
        raise WriteFailed(
            f"The folder holds {path.name} already.",
            advice="Give the record another name: one that was exported before is never overwritten.",
        )
    text = write_record(record_of(view))
    progress.step("Encrypting the record")
    armoured = desk.tools.openpgp.encrypt(text.encode(), [], own=[own], progress=progress)
    guarded = guard_letter(desk, view.case, text, audience="authority")
    candidate = RecordCandidate(text, armoured, path.name, encrypted=True, guarded=guarded)
    outcome = clear_record(candidate, view.case, view.profile, other_reporters(desk, view.case))
    refused, advice = "The record may not leave.", "Change what was written, and try again."
    cleared = require_cleared(desk, outcome, "record", refused, case_id=case_id, advice=advice)
    write_cleared(desk.tools.files, path, cleared)
    _write_down(desk, case_id, cleared, own)
    return cleared


def _write_down(desk: Desk, case_id: str, cleared: Cleared, recipient: str) -> None:
    """That it left, and for whom (M87-3.5c)."""
    exported = e.RecordExported(cleared.file_name, cleared.sha256, (recipient,))
    now = desk.tools.now()
    try:
        desk.vault.append(case_id, [Draft(exported, now)], author=desk.handler, now=now)
    except Failure as failure:
        failure.written = f"{cleared.file_name} is written, but the journal does not say so."
        raise
