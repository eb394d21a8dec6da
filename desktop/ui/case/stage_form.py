"""The form of a stage: fields, what is still missing, one primary button, and a draft while it is typed."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QTimer, Signal

from desktop.domain.event import Event
from desktop.ui.case.stage_reasons import StageReasons
from desktop.ui.desk_work import Loaded
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import Field
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Sheet
from desktop.ui.session import Session
from desktop.workflows.desk.view_case import CaseView

_KEEP_AFTER_MS = 1500
"""After the first change that is not kept yet: whoever types on and on loses no more than that."""


class StageForm(Sheet):
    """What the forms of all stages do alike; `form` names the draft, `stage` whose needs are told."""

    stage = ""
    edited = Signal()

    def __init__(self, session: Session, form: str, title: str, intro: str, why: str = "") -> None:
        super().__init__(title)
        self.session = session
        self.form = form
        self.fields: dict[str, Field] = {}
        self.primary: ActButton | None = None
        self._case_id = ""
        self._dirty = False
        self._title = Words(title, "title", wrap=True)
        self._refusal = Words(look="bad", wrap=True)
        self._refusal.hide()
        self.rows.addWidget(self._title)
        self._intro = Words(intro, "muted", wrap=True)
        self.rows.addWidget(self._intro)
        self.reasons = StageReasons(why)
        self.rows.addWidget(self.reasons)
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._keep.timeout.connect(self.flush)
        session.refused.connect(self._on_refused)

    # --- to be filled by each form -------------------------------------------------------------------

    def build(self) -> Iterator[None]:
        """Put in what takes long to make, a part to a piece, before a case is shown."""
        return iter(())

    def fill(self, view: CaseView) -> None:
        """Put in what the case knows."""
        raise NotImplementedError

    def refresh(self, view: CaseView) -> None:
        """Show what depends on the case but is not typed."""

    def counting(self, draft: dict[str, str]) -> dict[str, str]:
        """What of a kept draft still counts."""
        return draft

    # --- shared --------------------------------------------------------------------------------------

    def add(self, **fields: Field) -> None:
        """Put fields under each other, each under its draft key."""
        for key, field in fields.items():
            self.watch(key, field)
            self.rows.addWidget(field)

    def add_row(self, **fields: Field) -> None:
        """Put fields beside each other."""
        for key, field in fields.items():
            self.watch(key, field)
        self.rows.addWidget(FoldingRow(*fields.values(), grow=tuple(fields.values()), spacing=14))

    def watch(self, key: str, field: Field) -> None:
        """Keep this field in the draft."""
        self.fields[key] = field
        field.edited.connect(self._on_edited)

    def finish(self, primary: ActButton, *others: ActButton) -> None:
        """The foot of the form."""
        self.rows.addWidget(self._refusal)
        self.primary = primary
        self.rows.addWidget(FoldingRow(primary, *others))
        self.rows.addStretch(1)

    def show_case(self, loaded: Loaded) -> None:
        """Show a case; what is half typed for the same case stays."""
        another = loaded.view.case.case_id != self._case_id
        if another:
            self.flush()
            self._case_id = loaded.view.case.case_id
            self._dirty = False
        self._refusal.hide()
        self.judge(loaded.view)
        self.refresh(loaded.view)
        if self._dirty:
            return
        self.fill(loaded.view)
        for key, value in self.counting(loaded.drafts.get(self.form, {})).items():
            if key in self.fields:
                self.fields[key].put(value)
                self._dirty = True

    def judge(self, view: CaseView) -> None:
        """Show what passing time changes, and touch nothing that somebody may be at."""
        self.reasons.show_stage(view, self.stage)

    def record(self, *acts: Event, then: Callable[[], None] = lambda: None, move_on: bool = False) -> None:
        """Record what the form says; its draft dies with the act."""
        self._keep.stop()
        self._refusal.hide()

        def recorded() -> None:
            self._dirty = False
            then()

        self.session.act(*acts, form=self.form, then=recorded, move_on=move_on)

    def flush(self) -> None:
        """Keep the draft now."""
        self._keep.stop()
        if self._dirty and self._case_id:
            self.session.keep_draft(self._case_id, self.form, self.state)

    @property
    def state(self) -> dict[str, str]:
        """What stands in the fields."""
        return {key: field.value for key, field in self.fields.items()}

    def value(self, key: str) -> str:
        """What stands in one field."""
        return self.fields[key].value

    def focus_first(self) -> None:
        """Begin where something is missing."""
        shown = [field for field in self.fields.values() if field.isVisibleTo(self)]
        empty = [field for field in shown if not field.value]
        for field in (*empty, *shown):
            field.control.setFocus()
            self.ensureWidgetVisible(field)
            return

    def refuse(self, sentence: str) -> None:
        """Say beside the button why it did not happen."""
        self._refusal.say(sentence)
        self._refusal.show()
        self.ensureWidgetVisible(self._refusal, 0, 50)

    def _on_edited(self) -> None:
        self._dirty = True
        self._keep_soon()
        self.edited.emit()

    def _keep_soon(self) -> None:
        if not self._keep.isActive():
            self._keep.start()

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.refuse(sentence)
        if self._dirty:
            self._keep_soon()


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a box that hold something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
