"""The journal as owners and auditors see it: every entry without content, and the proof that it is whole."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.journal import Proof
from desktop.ui.journal.journal_model import JournalModel, Reader
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.empty_state import Emptiness, fill_when_empty
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.folding_row import FoldingRow
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import Rule, beside, column
from desktop.ui.parts.rows_table import RowsTable

_HEIGHT_PX = 200


class JournalSheet(QWidget):
    """Reading only; what a button asks for is somebody else's errand."""

    export_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = JournalModel(read)
        self._export = ActButton(self.tr("Export for an auditor…"), self.export_wanted.emit, mark="document")
        self._check = ActButton(self.tr("Check and record it"), self.check_wanted.emit, mark="check")
        self._case = LineField(self.tr("Case"), "", self.tr("all cases"))
        self._case.edited.connect(self.read)
        self.table = RowsTable(self.model, self.tr("Entries of the journal"), height=_HEIGHT_PX)
        self.table.setTabKeyNavigation(False)
        why = self.tr(
            "Every act stands here, without its content, and each case has one entry at least. Its id is "
            "written as in the list of cases."
        )
        every = self.tr("Show all entries")
        fill_when_empty(self.table, Emptiness(self.tr("No entry is of this case."), why, every, self._all))
        self._told = Words(look="small", wrap=True)
        self._proof = Words(look="code", wrap=True)
        self._refused = Words(look="warn", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 16, 24, 12)
        head.setSpacing(10)
        head.addWidget(Words(self.tr("Journal"), "title"))
        buttons = QWidget()
        row = beside(self._export, self._check, stretch=1, spacing=8)
        row.setContentsMargins(0, 0, 0, 0)
        buttons.setLayout(row)
        head.addWidget(FoldingRow(self._case, buttons))
        for words in (self._told, self._proof, self._refused):
            head.addWidget(words)
        self._refused.hide()
        rows = column(self)
        rows.addLayout(head)
        rows.addWidget(Rule())
        body = QVBoxLayout()
        body.setContentsMargins(24, 14, 24, 20)
        body.addWidget(self.table)
        rows.addLayout(body, 1)

    def read(self) -> None:
        """Read from the top."""
        self.model.ask(self._case.value.strip().upper())

    def _all(self) -> None:
        self._case.put("")
        self.read()

    def show_proof(self, proof: Proof) -> None:
        """Say what shows that the journal is whole."""
        words = self.tr(
            "Every entry names the one before it by its hash, and the vault signs the last: nothing can be "
            "changed, left out or moved unseen. Hashes are salted and tell nothing of what they prove."
        )
        self._told.say(words)
        own = [head for head in proof.heads if head.vault_id == proof.vault_id]
        heads = [self.tr("head {hash}, entry {n}").format(hash=_grouped(h.head), n=h.sequence) for h in own]
        self._proof.say("\n".join((*heads, self.tr("key {key}").format(key=_grouped(proof.public_key)))))
        self._open(True)

    def refuse(self, sentence: str) -> None:
        """Say why nothing of it is shown."""
        self._refused.say(sentence)
        self._open(False)

    def _open(self, may: bool) -> None:
        self._refused.setVisible(not may)
        for widget in (self._export, self._check, self._case, self.table, self._told, self._proof):
            widget.setVisible(may)


def _grouped(digits: str) -> str:
    """Sixteen at a time: to be compared by eye, and broken into lines where the type is large."""
    return " ".join(digits[at : at + 16] for at in range(0, len(digits), 16))
