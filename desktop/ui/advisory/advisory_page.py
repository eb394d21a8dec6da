"""The page of the advisory: its fields, and what would leave beside them or below, as it is typed."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter

from desktop.domain.advisories.advisory import FormName
from desktop.domain.failures import Failure
from desktop.formats.advisories.places import field_at
from desktop.ui.advisory.advisory_form import AdvisoryForm
from desktop.ui.advisory.preview_pane import PreviewPane
from desktop.ui.desk_work import Loaded
from desktop.ui.dialogs.false_alarm_dialog import FalseAlarmDialog
from desktop.ui.session import Session
from desktop.workflows.publication.forms_at_hand import forms_at_hand
from desktop.workflows.publication.preview_advisory import AdvisoryPreview, preview_advisory
from desktop.workflows.publication.tell_leaks import FoundLeak

_AFTER_MS = 600
"""Of quiet, before what was typed is written into documents."""
_BESIDE_PX = 980
"""As wide as both need to stand beside each other."""
_JUDGED: FormName = "csaf"
"""The format whose validator is asked while somebody types, beside the one that they look at."""


class AdvisoryPage(QSplitter):
    """Documents are written by the worker, and only while the page is in sight."""

    def __init__(self, session: Session, form: AdvisoryForm) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._session = session
        self._case_id = session.view.case.case_id if session.view is not None else ""
        self._stale = True
        self.form = form
        self.preview = PreviewPane(forms_at_hand(session.desk.tools.draw_advisory))
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(self.form)
        self.addWidget(self.preview)
        self.setSizes([550, 450])  # shares, not pixels
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._soon.timeout.connect(self._write)
        self.form.edited.connect(self._on_edited)
        self.preview.form_chosen.connect(self._on_edited)
        self.preview.led.connect(self.show_field)
        self.preview.alarms.accept_wanted.connect(self._on_false_alarm)
        session.case_shown.connect(self._on_case_shown)

    def show_field(self, place: str) -> bool:
        """Lead to the field of a fact, or of a JSON pointer into the document that is looked at.

        False where it is edited on no field of this page.
        """
        field = field_at(self.preview.form, place) if place.startswith("/") else place
        return field is not None and self.form.show_field(field)

    def showEvent(self, event: QShowEvent) -> None:
        """Write what was put off."""
        super().showEvent(event)
        if self._stale:
            self._soon.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand beside each other where there is room."""
        super().resizeEvent(event)
        way = Qt.Orientation.Horizontal if self.width() >= _BESIDE_PX else Qt.Orientation.Vertical
        if way != self.orientation():
            self.setOrientation(way)
            self.setSizes([550, 450])

    def _on_case_shown(self, loaded: Loaded) -> None:
        case_id = loaded.view.case.case_id
        if case_id != self._case_id:
            self._case_id = case_id
            self.preview.forget()
        self._put_off(0)

    def _on_edited(self) -> None:
        self._put_off(_AFTER_MS)

    def _put_off(self, after_ms: int) -> None:
        self._stale = True
        if self.isVisible():
            self._soon.start(after_ms)

    def _write(self) -> None:
        view = self._session.view
        if view is None or view.case.case_id != self._case_id or view.case.incident_only:
            return
        self._stale = False
        desk, case_id, typed = self._session.desk, self._case_id, self.form.acts()
        formats = dict.fromkeys((self.preview.form, _JUDGED)) if typed else ()
        self._session.background.run(
            lambda _p: preview_advisory(desk, case_id, tuple(formats), typed=typed),  # type: ignore[arg-type]  # keys of FORMS
            lambda preview: self._on_written(case_id, preview),
            topic="preview",
            otherwise=self._on_failed,
            doing=self.tr("Writing the documents"),
        )

    def _on_written(self, case_id: str, preview: AdvisoryPreview) -> None:
        if case_id == self._case_id:
            self.preview.show_preview(preview)
            self.form.elsewhere.show_facts(preview.facts)

    def _on_false_alarm(self, leak: FoundLeak) -> None:
        """The reason is kept for every document that is at hand: the others ask for themselves."""
        dialog = FalseAlarmDialog(self, leak, self.preview.leaks)
        self._session.ask(dialog, lambda: dialog.acts)

    def _on_failed(self, failure: Failure) -> None:
        self.preview.show_failure(" ".join(filter(None, (failure.message, failure.advice))))
