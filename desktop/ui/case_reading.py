"""Which case is on its way into view, and why: what comes late leads nobody away from where they went."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop.domain.failures import Failure
from desktop.ui.background import Background
from desktop.ui.desk_work import Intent, Loaded
from desktop.ui.job import Job


class CaseReading:
    """Reads one case at a time; a newer question replaces an older one, about the same case it joins it."""

    def __init__(
        self, background: Background, load: Callable[[str], Loaded], show: Callable[[Loaded], None]
    ) -> None:
        self._background = background
        self._load = load
        self._show = show
        self._job: Job | None = None
        self._case_id = ""
        self._intent = Intent()

    @property
    def case_id(self) -> str:
        """The case that is on its way; empty when none is."""
        return self._case_id if self._job is not None and not self._job.cancelled else ""

    def begin(self, case_id: str, intent: Intent) -> None:
        """Read a case, for this reason and any for which it is being read already."""
        self._intent = self._intent.joined(intent) if case_id == self.case_id else intent
        self._case_id = case_id
        self._job = self._background.run(
            lambda _p: self._load(case_id),
            self._on_loaded,
            topic="case",
            otherwise=self._on_failed,
            doing=QCoreApplication.translate("Jobs", "Opening the case"),
        )

    def stay_away(self) -> None:
        """The person went elsewhere: what is still being read does not call them back."""
        self._intent = Intent()

    def _on_loaded(self, loaded: Loaded) -> None:
        self._job = None
        self._show(loaded._replace(intent=self._intent))

    def _on_failed(self, failure: Failure) -> None:
        self._job = None
        self._background.failed.emit(failure)
