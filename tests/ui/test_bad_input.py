"""Names without end and files without number: nothing is cut off, frozen or lost."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain.assessing.evidence import KeptFile
from desktop.domain.inert import Untrusted
from desktop.ui.attachments.attachments_dialog import AttachmentsDialog
from desktop.ui.parts.rows_table import _LOOKED_AT
from desktop.ui.settings import DeskSettings
from desktop.workflows.intake.enter_case import enter_case
from tests.ui.conftest import settle, typed
from tests.ui.cut_words import lost

LONG = "Wolfeschlegelsteinhausenbergerdorff" * 115
"""4,025 characters without a place to break."""
MANY = 500


@pytest.mark.parametrize("scale", [100, 200])
def test_a_name_of_four_thousand_characters_widens_nothing_and_cuts_nothing_off(qtbot, window, desk, scale):
    window.use_settings(DeskSettings(theme="light", scale=scale))
    window.resize(1268, 756)
    long = enter_case(desk, typed(title=LONG, text=LONG, name=LONG, address=f"{LONG}@example.org"))
    window.desk.session.changed.emit()
    window.desk.session.show_case(long)
    settle(qtbot, window)
    for view in ("due", "inbox", "all"):
        window.desk.show_view(view)
        settle(qtbot, window)
        assert lost(window.desk.list) == []
    window.desk.session.show_case(long)
    settle(qtbot, window)
    for tab in ("report", "thread", "confirm", "timeline"):
        window.desk.show_tab(tab)
        settle(qtbot, window)
        qtbot.waitUntil(lambda: lost(window) == [])
        assert window.width() == 1268
    assert window.desk.session.view.case.title.raw == LONG


def test_a_handler_whose_name_never_ends_stays_within_the_rail(qtbot, window):
    window.resize(1268, 756)
    window.setting.name_handler(LONG)
    settle(qtbot, window)
    assert window.desk.session.desk.handler == LONG
    qtbot.waitUntil(lambda: lost(window.desk.rail) == [])
    assert window.width() == 1268
    dialog = window.setting.dialog()
    dialog.show()
    assert dialog.handler == LONG
    assert dialog.width() < window.width()
    dialog.close()


def test_five_hundred_files_are_listed_and_the_last_can_be_looked_at(qtbot, window):
    files = tuple(
        KeptFile(Untrusted(f"{LONG}{n}.bin"), f"file-{n}.bin", n, f"{n:064x}", "application/octet-stream")
        for n in range(MANY)
    )
    wanted = []
    dialog = AttachmentsDialog(window, files)
    dialog.preview_wanted.connect(wanted.append)
    dialog.show()
    assert dialog._model.rowCount() == MANY
    assert dialog.list.header().resizeContentsPrecision() == _LOOKED_AT < MANY
    dialog.list.setCurrentIndex(dialog._model.index(MANY - 1, 0))
    QApplication.processEvents()
    dialog.preview.click()
    assert wanted == [files[-1]]
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    qtbot.waitUntil(lambda: lost(dialog) == [])
    dialog.close()
