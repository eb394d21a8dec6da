"""What is measured once is measured anew as soon as its words, its look or the type are others."""

from PySide6.QtWidgets import QApplication, QWidget

from desktop.ui.look.theme import Side, wear
from desktop.ui.parts.labels import Words
from desktop.ui.parts.layout import column
from desktop.ui.parts.rows_table import RowsModel, RowsTable

SHORT, LONG, WIDTH = "A hole.", "A hole in the loader that runs what it reads. " * 6, 200


class Names(RowsModel[str]):
    """Two columns of names."""

    def data(self, index, role=0):
        return self.row(index.row()) if role == 0 else None

    def titles(self):
        return ("a", "b")


def fresh_height(words: Words) -> int:
    """What Qt finds out."""
    return super(Words, words).heightForWidth(WIDTH)


def test_the_height_of_words_follows_the_words_their_look_and_the_type(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    words = Words(SHORT, wrap=True)
    column(window).addWidget(words)
    wear(window, "light", Side())
    window.show()
    heights = []
    for change in (
        lambda: words.say(LONG),
        lambda: words.say(LONG, "title"),
        lambda: words.say(SHORT, "title"),
        lambda: wear(window, "light", Side(), scale=200),
        lambda: words.say(SHORT, "small"),
        lambda: wear(window, "light", Side()),
    ):
        heights.append(words.heightForWidth(WIDTH))
        change()
        QApplication.processEvents()
        assert words.heightForWidth(WIDTH) == fresh_height(words)
    assert len({*heights, words.heightForWidth(WIDTH)}) > 4


def test_a_column_is_as_wide_as_its_words_after_each_change(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    table = RowsTable(model := Names(window), "Names", height=100)
    column(window).addWidget(table)
    wear(window, "light", Side())
    window.resize(900, 200)
    window.show()
    widths = []
    for rows in (["x"], ["a name that is longer"], ["x" * 60, "y"], []):
        model.show_rows(rows)
        QApplication.processEvents()
        widths.append(table.columnWidth(0))
        assert table.sizeHintForColumn(0) == super(RowsTable, table).sizeHintForColumn(0)
    assert widths[0] < widths[1] < widths[2] > widths[3]
    model.show_rows(["a name that is longer"])
    QApplication.processEvents()
    wear(window, "light", Side(), scale=200)
    QApplication.processEvents()
    assert table.columnWidth(0) > widths[1]
    wear(window, "light", Side())
