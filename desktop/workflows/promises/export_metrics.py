"""Hand figures on: through the gate, as CSV for a spreadsheet or as PDF for people, to a new file."""

from collections.abc import Callable
from pathlib import Path

from desktop.domain.failures import RefusedByPolicy
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.figures import FiguresCandidate
from desktop.domain.leaving.gate import GateRefusal, clear_figures
from desktop.formats.metrics_csv import write_metrics
from desktop.workflows.paper_ports import OnPaper, Printed
from desktop.workflows.ports import Desk
from desktop.workflows.promises.measure import Measured
from desktop.workflows.publication.write_cleared import write_cleared

DrawMetrics = Callable[[Measured], Printed]
"""Draws the page as PDF."""


def metrics_csv(measured: Measured, file_name: str) -> Cleared:
    """The figures as CSV that may leave; raises RefusedByPolicy from the gate."""
    content = write_metrics(measured.metrics.figures)
    return _cleared(FiguresCandidate(content, (content.decode(),), file_name))


def export_csv(desk: Desk, measured: Measured, path: Path) -> Cleared:
    """Write the figures as CSV; raises RefusedByPolicy from the gate, WriteFailed when the path is taken."""
    cleared = metrics_csv(measured, path.name)
    write_cleared(desk.tools.files, path, cleared)
    return cleared


def export_pdf(desk: Desk, measured: Measured, path: Path, draw: DrawMetrics) -> Cleared:
    """Write what is drawn; raises RefusedByPolicy from the gate, WriteFailed when the path is taken."""
    cleared = figures_on_paper(measured, path.name, draw).cleared
    write_cleared(desk.tools.files, path, cleared)
    return cleared


def figures_on_paper(measured: Measured, file_name: str, draw: DrawMetrics) -> OnPaper:
    """The drawn figures, which may leave; raises RefusedByPolicy from the gate."""
    printed = draw(measured)
    candidate = FiguresCandidate(printed.content, printed.words, file_name)
    return OnPaper(_cleared(candidate), printed.pages)


def _cleared(candidate: FiguresCandidate) -> Cleared:
    outcome = clear_figures(candidate)
    if isinstance(outcome, GateRefusal):
        raise RefusedByPolicy(
            f"The figures may not leave. {outcome.sentence}",
            advice="Look at the ids of the policies and the names of their severities.",
        )
    return outcome
