"""A bundle that is dropped on the window, what was decided apart, and the way back to its sender."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from desktop.domain import events as e
from desktop.openpgp.gpg import Gpg
from desktop.ui.application import window_on
from desktop.ui.exchange import exchange_errands
from desktop.ui.exchange.receive_dialog import ReceiveDialog
from desktop.ui.exchange.send_dialog import SendDialog
from desktop.ui.parts.buttons import ActButton
from desktop.vault.remote import RemoteCustody
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.exchange.peers import peer_by_key
from desktop.workflows.exchange.receive_bundle import open_bundle, receive_bundle
from desktop.workflows.exchange.send_bundle import send_bundle
from desktop.workflows.intake.choose_intake_key import choose_intake_key
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.ports import Desk, Silent
from tests.people import Person
from tests.ui.conftest import PASSPHRASE, settle, typed

ROOT = Path(__file__).parents[2]
CHILD = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import tests.vault.vault_child"


@pytest.fixture
def seats(desk, custody, intake: Person, reporter: Person, tmp_path) -> Iterator[tuple[Desk, Desk]]:
    """Ann, and Ben at whose desk the window is: his vault is in a process of its own."""
    with ExitStack() as open_now:
        remote = open_now.enter_context(closing(RemoteCustody([sys.executable, "-c", CHILD])))
        found = []
        for name, person, keeper in (("Ann", intake, custody), ("Ben", reporter, remote)):
            vault, _ = keeper.create(str(tmp_path / name), passphrase=PASSPHRASE, now=desk.tools.now())
            open_now.enter_context(closing(vault))
            gpg = open_now.enter_context(closing(Gpg(person.home)))
            seat = Desk(vault, replace(desk.tools, openpgp=gpg), name)
            choose_intake_key(seat, person.fingerprint)
            found.append(seat)
        yield found[0], found[1]


def sent(source: Desk, to: Person, case_id: str, path: Path) -> Path:
    send_bundle(source, case_id, peer_by_key(source, to.public), path, progress=Silent())
    return path


def drop(window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, nothing))


def answer(dialog, qtbot, window) -> None:
    """The dialog refuses until the fingerprint is said to have been compared."""
    dialog.accept()
    assert "Compare the fingerprint first" in dialog._refusal.text()
    dialog._compared.put("compared")
    dialog.accept()
    settle(qtbot, window)


def test_the_bundle_that_came_is_looked_for_among_bundles_first(qtbot, seats, monkeypatch):
    asked = []
    monkeypatch.setattr(QFileDialog, "exec", lambda dialog: asked.append(dialog) or 0)
    window = window_on(seats[1])
    qtbot.addWidget(window)
    window.desk.errands.exchange.receive()
    (dialog,) = asked
    assert dialog.nameFilters() == ["Bundles (*.bundle)", "All files (*)"]
    assert dialog.windowTitle() == "Choose the bundle that another handler sent you"


def test_a_case_comes_by_a_drop_is_settled_and_goes_back(
    qtbot, seats, intake, reporter, tmp_path, monkeypatch
):
    ann, ben = seats
    case_id = enter_case(ann, typed())
    window = window_on(ben)
    qtbot.addWidget(window)
    window.resize(1280, 860)
    window.show()
    key = tmp_path / "ann.asc"
    key.write_bytes(intake.public)
    monkeypatch.setattr(exchange_errands, "choose_files", lambda *_: (key,))
    drop(window, sent(ann, reporter, case_id, tmp_path / "one.bundle"))
    settle(qtbot, window)
    (dialog,) = window.findChildren(ReceiveDialog)
    answer(dialog, qtbot, window)
    assert window.desk.session.view.case.case_id == case_id
    assert ben.vault.history(case_id) == ann.vault.history(case_id)

    for seat, level, handler in ((ann, "high", "Ann"), (ben, "low", "Ben")):
        record_act(seat, case_id, e.SeveritySet(level, "we looked"))
        record_act(seat, case_id, e.HandlerAssigned(handler))
    drop(window, sent(ann, reporter, case_id, tmp_path / "two.bundle"))
    settle(qtbot, window)
    (dialog,) = [d for d in window.findChildren(ReceiveDialog) if d.isVisible()]
    dialog.accept()  # her key is known by now
    settle(qtbot, window)
    keep = [b for b in window.desk.conflicts.findChildren(ActButton) if b.isVisible()]
    assert [b.accessibleDescription() for b in keep] == [
        "the severity: high",
        "the severity: low",
        "who handles the case: Ann",
        "who handles the case: Ben",
    ]
    keep[0].click()
    settle(qtbot, window)
    view = window.desk.session.view
    assert [conflict.about for conflict in view.conflicts] == ["who handles the case"]
    assert view.case.severity.level == "high"

    back = tmp_path / "back.bundle"
    monkeypatch.setattr(exchange_errands, "choose_new_path", lambda *_: back)
    window.desk.errands.exchange.send()
    settle(qtbot, window)
    (dialog,) = window.findChildren(SendDialog)
    dialog.accept()  # to her, whose key came with what she sent
    settle(qtbot, window)
    opened = open_bundle(ann, back, progress=Silent())
    receive_bundle(ann, opened, progress=Silent())
    assert ann.vault.history(case_id) == ben.vault.history(case_id)
    window.close()


def test_a_key_is_compared_before_the_first_case_goes_to_it(qtbot, window, reporter):
    session = window.desk.session
    dialog = SendDialog(window, "AUM-2026-000000", [])
    dialog.open()
    dialog.accept()
    assert "public key" in dialog._refusal.text()
    dialog.add([peer_by_key(session.desk, reporter.public)])
    answer(dialog, qtbot, window)
    assert not dialog.is_open
