"""Hand a document to a printer: through the gate, journalled, to the print service of this machine.

That service is another program with a disk of its own. What it does with the document, and whether paper ever
came out, nobody tells us; so it is never said.
"""

from desktop.domain.event import Draft
from desktop.domain.events import PrintStarted
from desktop.domain.failures import PrintRefused
from desktop.workflows.paper_ports import OnPaper
from desktop.workflows.ports import Desk, Progress, Tools
from desktop.workflows.printer_ports import Printers, Queue
from desktop.workflows.publication.write_cleared import spool_cleared

_JOURNALLED = "The journal says that it was to be printed."


def offer_queues(tools: Tools, *, progress: Progress) -> tuple[Queue, ...]:
    """The queues to choose from, one at least; raises PrintRefused, Cancelled."""
    progress.step("Asking the print service for its printers")
    return _printers(tools).queues(progress=progress)


def print_paper(desk: Desk, paper: OnPaper, queue: str, *, progress: Progress) -> str:
    """Hand it to a queue; returns the id of the job, empty where none was told.

    The journal keeps it first: nothing leaves that is not written down. Raises PrintRefused, Cancelled before
    that, and what the vault raises when it takes no entry.
    """
    printers, cleared = _printers(desk.tools), paper.cleared
    progress.step("Handing it to the print service")
    now = desk.tools.now()
    event = PrintStarted(cleared.kind, cleared.sha256, paper.pages, queue, paper.case_id)
    desk.vault.append(None, [Draft(event, now)], author=desk.handler, now=now)
    try:
        return spool_cleared(printers, queue, cleared, progress)
    except PrintRefused as refused:
        refused.written = f"{refused.written} {_JOURNALLED}"
        raise


def _printers(tools: Tools) -> Printers:
    if tools.printers is None:
        raise PrintRefused("Nothing here can print.")
    return tools.printers
