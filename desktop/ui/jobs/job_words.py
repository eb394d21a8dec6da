"""What is said of a piece of work: what an import is called, and how far each is."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.domain.inert import Untrusted
from desktop.ui.job import Job
from desktop.ui.look.wording import Chip
from desktop.workflows.intake.take_in_reports import Message as Given


def of_what_comes_in(messages: Sequence[Given]) -> str:
    """The name of an import: its file, or how many there are."""
    if not messages:
        return ""
    translate = QCoreApplication.translate
    first = messages[0]
    if len(messages) > 1:
        return translate("Jobs", "Take in reports ({n} given)").format(n=len(messages))
    if isinstance(first, Path):
        return translate("Jobs", "Take in {file}").format(file=Untrusted(first.name).line)
    return translate("Jobs", "Take in what was pasted")


def state_of(job: Job) -> Chip:
    """How far it is, in a word and its tone."""
    return {
        "waits": Chip(QCoreApplication.translate("Jobs", "Waits"), "muted"),
        "runs": Chip(QCoreApplication.translate("Jobs", "Runs"), "accent"),
        "stopping": Chip(QCoreApplication.translate("Jobs", "Stopping"), "warn"),
        "done": Chip(QCoreApplication.translate("Jobs", "Done"), "good"),
        "stopped": Chip(QCoreApplication.translate("Jobs", "Stopped"), "warn"),
        "failed": Chip(QCoreApplication.translate("Jobs", "Failed"), "bad"),
    }[job.state]


def step_of(job: Job) -> str:
    """The step that it is at, and of how many; once it has ended, what came of it."""
    if job.ended:
        return job.words
    if job.state == "waits":
        return QCoreApplication.translate("Jobs", "Begins when what stands above it is done.")
    words = job.words if job.name else ""
    if job.total:
        counted = QCoreApplication.translate("Jobs", "{done} of {total}")
        of = counted.format(done=job.done, total=job.total)
        return f"{words} ({of})" if words else of
    return words
