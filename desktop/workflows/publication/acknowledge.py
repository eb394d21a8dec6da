"""The page of thanks: everybody who agreed to be named, of the cases whose advisories are out."""

from collections.abc import Iterator
from pathlib import Path

from desktop.domain.case import Case
from desktop.domain.failures import Usage
from desktop.domain.filters import Filter, Term
from desktop.domain.fold import fold
from desktop.domain.leaving.acknowledgements import AcknowledgementsCandidate, thanked_in
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import clear_acknowledgements
from desktop.formats.acknowledgements import acknowledgements_html, acknowledgements_markdown
from desktop.formats.policy import read_pinned
from desktop.workflows.custody.record_refusal import require_cleared
from desktop.workflows.policies.policies_in_use import policies_in_use, source_in_force
from desktop.workflows.ports import Desk
from desktop.workflows.publication.write_cleared import write_cleared
from desktop.workflows.vault_ports import CaseQuery

_PAGE = 200
_OUT = Filter((Term("is", "published"),))
_WRITERS = {".md": acknowledgements_markdown, ".html": acknowledgements_html}


def acknowledge(desk: Desk, policy_id: str, path: Path) -> Cleared:
    """Write the page, as Markdown or HTML by the name of the file.

    Nobody is named without a recorded wish and its ground; what was purged names nobody any more. Raises
    Usage for another kind of file, InvalidPolicy, RefusedByPolicy from the gate, WriteFailed.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise Usage("A page of thanks is written as .md or .html.", advice="Give the file such a name.")
    in_use = policies_in_use(desk.vault.vault_history())
    organisation = read_pinned(source_in_force(desk, in_use, policy_id)).policy.organisation
    cases = tuple(_published(desk, policy_id))
    thanked = tuple(dict.fromkeys(one for case in cases for one in thanked_in(case)))
    candidate = AcknowledgementsCandidate(write(organisation, thanked), thanked, path.name)
    outcome = clear_acknowledgements(candidate, cases)
    cleared = require_cleared(desk, outcome, "acknowledgements", "The page may not leave.")
    write_cleared(desk.tools.files, path, cleared)
    return cleared


def _published(desk: Desk, policy_id: str) -> Iterator[Case]:
    query = CaseQuery(wanted=_OUT, policy_id=policy_id, order="case_id")
    offset = 0
    while rows := desk.vault.cases(query, offset, _PAGE).rows:
        yield from (fold(desk.vault.history(row.case_id)) for row in rows)
        offset += len(rows)
