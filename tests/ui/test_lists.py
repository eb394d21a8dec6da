"""Lists page: a row that has not come is a placeholder, and is asked for once."""

from PySide6.QtCore import Qt

from desktop.domain.inert import Untrusted
from desktop.ui.lists.case_list_model import CaseListModel
from desktop.ui.lists.paged_model import PAGE, PLACEHOLDER
from desktop.workflows.vault_ports import CasePage, CaseQuery, CaseRow
from tests.ui.conftest import NOW

TOTAL = 250


def row(number: int) -> CaseRow:
    return CaseRow(
        case_id=f"AUM-2026-{number}",
        title=Untrusted(f"case {number}"),
        reporter=Untrusted("Ada"),
        grade="signed",
        policy_id="aumos",
        stage="Confirm",
        severity="high",
        handler="",
        received_at=NOW,
        next_due=NOW,
        next_clock="ack",
        next_state="running",
        open=True,
        revision=1,
    )


class Shelf:
    """Answers when it is told to, as a vault in another process does."""

    def __init__(self):
        self.asked = []
        self._answers = []

    def read(self, _query, offset, limit, then):
        self.asked.append(offset)
        rows = tuple(row(n) for n in range(offset, min(offset + limit, TOTAL)))
        self._answers.append(lambda: then(CasePage(TOTAL, offset, rows)))

    def answer(self):
        answers, self._answers = self._answers, []
        for answer in answers:
            answer()


def words(model, number):
    return model.data(model.index(number, 0), Qt.ItemDataRole.DisplayRole)


def test_rows_come_page_by_page(qtbot, qtmodeltester):
    shelf = Shelf()
    model = CaseListModel(shelf.read)
    model.ask(CaseQuery())
    assert model.rowCount() == 0
    shelf.answer()
    assert model.rowCount() == TOTAL
    assert words(model, 3) == "case 3"
    assert words(model, PAGE + 5) == PLACEHOLDER
    assert words(model, PAGE + 6) == PLACEHOLDER
    assert shelf.asked == [0, PAGE]
    with qtbot.waitSignal(model.dataChanged):
        shelf.answer()
    assert words(model, PAGE + 5) == f"case {PAGE + 5}"


def test_an_answer_to_an_older_question_is_passed_over(qtbot):
    shelf = Shelf()
    model = CaseListModel(shelf.read)
    model.ask(CaseQuery())
    model.ask(CaseQuery(words="other"))
    with qtbot.waitSignal(model.modelReset):
        shelf.answer()
    assert model.rowCount() == TOTAL
    assert model.query.words == "other"


def test_a_row_is_one_sentence_for_a_screen_reader(qtbot):
    shelf = Shelf()
    model = CaseListModel(shelf.read)
    model.ask(CaseQuery())
    shelf.answer()
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "case 0" in said
    assert "Ada" in said
    assert "Confirm" in said
