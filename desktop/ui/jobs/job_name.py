"""What a piece of work is called; apart from its other words, for the door asks for it too."""

from PySide6.QtCore import QCoreApplication

from desktop.ui.job import Job


def name_of(job: Job) -> str:
    """Its own, or the step that it is at."""
    return job.name or job.words or job.doing or QCoreApplication.translate("Jobs", "Waiting for the vault")
