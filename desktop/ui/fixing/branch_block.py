"""One branch in the Fix tab: where its fix stands, the fields that name it, what else can be done."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain import events as e
from desktop.domain.case import Case
from desktop.domain.fixing.gaps import proofs_wanted, standing
from desktop.domain.fixing.records import Branch, BranchAct, BranchRecord, FixState
from desktop.domain.inert import Untrusted
from desktop.ui.fixing.file_field import FileField
from desktop.ui.fixing.fix_words import fix_chip, record_words
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import Field, LineField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import ChipLabel, InertLabel, Words
from desktop.ui.parts.layout import beside, column
from desktop.ui.parts.ticks_field import Tick, TicksField

_DONE = ("ready", "released", "not-needed")
"""States in which nothing has to be typed."""


class BranchBlock(QFrame):
    """`wanted` is told what to do beside the form: "take-back", "exempt", "release"."""

    def __init__(
        self, branch: Branch, variants: Sequence[str], wanted: Callable[[str, Branch], object]
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.branch = branch
        self._wanted = wanted
        self._variants = variants
        self._record = BranchRecord(*branch)
        self._state: FixState = self._record.state
        self._filled: dict[str, str] = {}
        self._opened = False
        name = self._record.name
        self._chip = ChipLabel()
        self._said = InertLabel(Untrusted(""), "small", lines=True)
        self._found = Words(look="small", wrap=True)
        self._found.hide()
        self.patch = FileField(self.tr("Patch file…"), name)
        self.fields = self._make_fields(name, variants)
        self._form = QWidget()
        self._lay_out(name)

    def _make_fields(self, name: str, variants: Sequence[str]) -> dict[str, Field]:
        optional = self.tr("optional")
        fields: dict[str, Field] = {
            "fixed": LineField(self.tr("Fixed in"), "", "1.4.1"),
            "owner": LineField(self.tr("Owner")),
            "commit": LineField(self.tr("Commit"), "", optional),
            "reference": LineField(self.tr("Ticket"), "", optional),
            "patch": self.patch,
        }
        for field in fields.values():
            label = self.tr("{what} of {branch}").format(what=field.caption.text(), branch=name)
            field.control.setAccessibleName(label)
        if variants:
            covers = TicksField(self.tr("It also mends"))
            covers.offer([Tick(variant, Untrusted(variant)) for variant in variants])
            fields["covers"] = covers
        return fields

    def _lay_out(self, name: str) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(14, 10, 14, 10)
        rows.setSpacing(6)
        heading = beside(InertLabel(Untrusted(name), "heading"), self._chip)
        heading.setStretch(1, 0)
        rows.addLayout(heading)
        rows.addWidget(self._said)
        inner = column(self._form, spacing=6)
        for pair in (("fixed", "owner"), ("commit", "reference")):
            widgets = [self.fields[key] for key in pair]
            inner.addWidget(FoldingRow(*widgets, grow=widgets, spacing=14))
        if "covers" in self.fields:
            inner.addWidget(self.fields["covers"])
        inner.addWidget(self.patch)
        rows.addWidget(self._form)
        rows.addWidget(self._found)
        self._change = self._button(self.tr("Change the fix…"), self._on_change)
        self._release = self._button(self.tr("Released…"), lambda: self._wanted("release", self.branch))
        self._back = self._button(self.tr("Take back…"), lambda: self._wanted("take-back", self.branch))
        self._exempt = self._button(self.tr("Needs no fix…"), lambda: self._wanted("exempt", self.branch))
        rows.addWidget(FoldingRow(self._change, self._release, self._back, self._exempt))

    def _button(self, words: str, on_click: Callable[[], object]) -> ActButton:
        button = ActButton(words, on_click, "small")
        button.setAccessibleName(f"{words} {self._record.name}")
        return button

    def show_record(self, record: BranchRecord, case: Case) -> bool:
        """Show where it stands, with the fields while something is to be named; whether it has changed."""
        changed, self._record = record != self._record, record
        before, self._state = self._state, standing(record, case)
        if self._state != before:
            self._opened = False
        self._chip.tell(fix_chip(self._state, proofs_wanted(record, case)))
        left = [name for name in self._variants if not record.covers(name)]
        decided = record.fix is not None or record.exempted is not None
        words = record_words(record)
        if decided and left:
            words = self.tr("{known}; nothing for {names} yet").format(known=words, names=", ".join(left))
        self._said.show_text(Untrusted(words))
        self._said.setVisible(bool(words))
        self._form.setVisible(self.is_open)
        stands = record.fix is not None
        self._change.setVisible(not self.is_open)
        self._release.setVisible(stands and record.released is None)
        self._back.setVisible(stands)
        self._exempt.setVisible(self._state not in _DONE or bool(record.exempted and left))
        for button in (self._change, self._release, self._back, self._exempt):
            button.setEnabled(case.open)
        return changed

    @property
    def is_open(self) -> bool:
        """Whether the fields are shown."""
        return self._opened or self._state not in _DONE

    def fill(self, owner: str, version: str) -> None:
        """Put in what is recorded, else what is proposed."""
        fix = self._record.fix
        fresh = self._record.prepared is None and self._record.exempted is None
        self._filled = {
            "fixed": fix.fixed_in if fix else version if fresh else "",
            "owner": self._record.owner or owner,
            "commit": fix.commit if fix else "",
            "reference": fix.reference if fix else "",
            "patch": fix.patch_sha256 if fix else "",
            "covers": "\n".join(fix.covers) if fix else "",
        }
        for key, field in self.fields.items():
            field.put(self._filled[key])
        self._found.hide()

    def acts(self, *, everything: bool) -> list[BranchAct]:
        """What the fields say that is not recorded yet: what was changed, or all that is proposed too."""
        given = {key: field.value for key, field in self.fields.items()}
        changed = any(given[key] != self._filled.get(key, "") for key in given)
        if not (changed or (everything and self.is_open)):
            return []
        product, branch = self.branch
        found: list[BranchAct] = []
        if given["owner"] and given["owner"] != self._record.owner:
            found.append(e.FixOwned(product, given["owner"], branch))
        covers = tuple(given.get("covers", "").splitlines())
        fix = e.FixPrepared(
            product, given["fixed"], branch, given["reference"], given["commit"], given["patch"], covers
        )
        if fix.fixed_in and fix != self._record.fix:
            found.append(fix)
        return found

    def take_commit(self, commit: str) -> None:
        """Name the commit by its whole id."""
        field = self.fields["commit"]
        if field.value != commit:
            field.put(commit)
            field.edited.emit()

    def say_found(self, words: str, look: str) -> None:
        """What a clone tells of the commit."""
        self._found.say(words, look)
        self._found.show()

    def _on_change(self) -> None:
        self._opened = True
        self._form.show()
        self._change.hide()
        self.fields["fixed"].control.setFocus()
