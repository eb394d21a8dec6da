"""Find a file of a case by its hash, or by as much of that as somebody types."""

from desktop.domain.assessing.evidence import KeptFile, files_of
from desktop.domain.failures import Usage
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.ports import Desk

FEWEST_DIGITS = 6


def attachments_of(desk: Desk, case_id: str) -> tuple[KeptFile, ...]:
    """Every file of a case, each content once: of its messages, then what was added. Raises NoSuchCase."""
    view = view_case(desk, case_id)
    kept: dict[str, KeptFile] = {}
    for file in files_of(view.history, view.reports):
        kept.setdefault(file.sha256, file)
    return tuple(kept.values())


def find_attachment(desk: Desk, case_id: str, written: str) -> KeptFile:
    """The one whose SHA-256 begins so. Raises NoSuchCase, and Usage where it is none or several."""
    wanted = written.strip().lower()
    if len(wanted) < FEWEST_DIGITS:
        raise Usage(
            f"Name a file by {FEWEST_DIGITS} digits of its SHA-256 at least.", advice=_listed(case_id)
        )
    found = [file for file in attachments_of(desk, case_id) if file.sha256.startswith(wanted)]
    if len(found) != 1:
        several = "Several files of the case begin so." if found else "The case keeps no such file."
        raise Usage(several, advice=_listed(case_id))
    return found[0]


def _listed(case_id: str) -> str:
    return f"`embargo attachment list {case_id}` shows the hashes."
