"""The page on which a profile is edited: its form, its TOML, and when promises would be due."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from desktop.formats.policies.lines import Lines
from desktop.formats.policies.mistakes import Mistake, TablePath
from desktop.ui.look.theme import grown
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Rule, Sheet, column
from desktop.ui.policies.editing.draft_work import DraftRead
from desktop.ui.policies.editing.mistake_list import MistakeList
from desktop.ui.policies.editing.profile_form import ProfileForm
from desktop.ui.policies.editing.toml_box import TomlBox
from desktop.ui.policies.sample_card import SampleCard

_FORM_PX, _TEXT_PX, _SAMPLE_PX = 340, 460, 270
_LEAST_PX = 210


class EditorPage(QWidget):
    """Holds the text alone; reading it, changing and saving it are an errand's work."""

    edited = Signal()
    changed = Signal(object)
    """A change that a field of the form makes."""
    save_wanted = Signal()
    revert_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form = ProfileForm()
        self.box = TomlBox(self.tr("The profile as TOML"))
        self.mistakes = MistakeList()
        self.sample = SampleCard()
        self._title = Words(look="title", wrap=True)
        self._told = Words(look="muted", wrap=True)
        self._broken = Words(look="warn", wrap=True)
        self._save = ActButton(self.tr("Save as a new version"), self.save_wanted.emit, "primary", "check")
        self._undo = ActButton(self.tr("Undo"), self.box.undo, mark="undo")
        self._redo = ActButton(self.tr("Redo"), self.box.redo, mark="forward")
        self._revert = ActButton(self.tr("Back to the saved version"), self.revert_wanted.emit)
        self._leave = ActButton(self.tr("Back to the policies"), self.left.emit, "quiet")
        self._lay_out()
        self._join()

    def _join(self) -> None:
        self.box.edited.connect(self.edited)
        self.form.changed.connect(self.changed)
        self.form.moved.connect(self._follow)
        self.form.undo_wanted.connect(self.box.undo)
        self.form.redo_wanted.connect(self.box.redo)
        self.mistakes.chosen.connect(self._lead_to)
        self.box.undoAvailable.connect(self._undo.setEnabled)
        self.box.redoAvailable.connect(self._redo.setEnabled)
        for button in (self._undo, self._redo, self._revert, self._save):
            button.setEnabled(False)

    def _lay_out(self) -> None:
        head = column(top := QWidget(), spacing=4)
        head.setContentsMargins(20, 14, 20, 10)
        head.addWidget(FoldingRow(self._title, self._leave, grow=(self._title,)))
        head.addWidget(self._told)
        text = column(middle := QWidget())
        text.addWidget(self.box, 1)
        text.addWidget(self.mistakes)
        form = column(left := QWidget())
        self._broken.setContentsMargins(16, 10, 16, 0)
        self._broken.hide()
        form.addWidget(self._broken)
        form.addWidget(self.form, 1)
        sample = Sheet(self.tr("What follows"), margin=14, spacing=0)
        sample.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the keyboard scrolls it
        sample.rows.addWidget(self.sample)
        sample.rows.addStretch(1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        for part in (left, middle, sample):
            part.setMinimumWidth(grown(_LEAST_PX, _LEAST_PX))
            split.addWidget(part)
        split.setStretchFactor(1, 1)
        split.setSizes([_FORM_PX, _TEXT_PX, _SAMPLE_PX])
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 20, 12)
        foot.addWidget(FoldingRow(self._save, self._undo, self._redo, self._revert))
        rows = column(self)
        rows.addWidget(top)
        rows.addWidget(Rule())
        rows.addWidget(split, 1)
        rows.addWidget(Rule())
        rows.addLayout(foot)

    @property
    def slow_parts(self) -> tuple[QWidget, ...]:
        """What takes long to lay out: it may come into sight after the rest."""
        return self.form.fields, self.sample

    # --- showing -------------------------------------------------------------------------------------

    def begin(self, name: str, told: str, text: str) -> bool:
        """Show a profile; whether its text can be kept as it is while it is edited."""
        self._title.say(self.tr("Edit {name}").format(name=name))
        self._told.say(told)
        return self.box.begin(text)

    def show_draft(self, draft: DraftRead, *, unsaved: bool) -> None:
        """Show what the text says, where it is still the text that was looked at."""
        if draft.text != self.box.text:
            return
        self.mistakes.show_mistakes(draft.mistakes)
        self.box.mark({mistake.line for mistake in draft.mistakes if mistake.line})
        self._broken.setVisible(draft.raw is None)
        if draft.raw is None:
            self._broken.say(self.tr("The form shows nothing new before the text is TOML again."))
        else:
            self.form.show_tables(draft.raw)
        self.form.setEnabled(draft.raw is not None)
        if draft.preview is not None:
            self.sample.show_preview(draft.preview)
        else:
            self.sample.say(self.tr("Nothing can be told before every mistake is mended."))
        self._save.setEnabled(unsaved and not draft.mistakes)
        self._revert.setEnabled(unsaved)

    def _follow(self, path: TablePath) -> None:
        """Bring the text of the table into sight that the form shows."""
        line = Lines(self.box.text).of(path, "")
        if line is not None:
            self.box.lead_to(line)

    def _lead_to(self, mistake: Mistake) -> None:
        if mistake.line:
            self.box.lead_to(mistake.line)
        if not self.form.isEnabled() or not self.form.lead_to(mistake.path, mistake.key):
            self.box.setFocus()

    # --- undo ----------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Undo and redo wherever the keys are on this page: a case in view is not meant here."""
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.ShortcutOverride,
            QEvent.Type.KeyPress,
        ):
            for keys, act in (
                (QKeySequence.StandardKey.Undo, self.box.undo),
                (QKeySequence.StandardKey.Redo, self.box.redo),
            ):
                if event.matches(keys):
                    if event.type() == QEvent.Type.KeyPress:
                        act()
                    event.accept()
                    return True
        return super().event(event)
