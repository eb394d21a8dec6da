"""The panel of the jobs: what runs and waits, each cancelled by itself; what was stopped is gone on with."""

import ast
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import desktop
from desktop import bootstrap
from desktop.domain.failures import Locked
from desktop.sandbox.parser import SandboxedParser
from desktop.ui.dialogs.items_dialog import ItemsDialog
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.ports import Desk
from desktop.workflows.vault_ports import CaseQuery
from tests.ui.conftest import settle, typed
from tests.ui.dropping import mailbox, rae


@pytest.fixture
def desk(desk) -> Desk:
    """With the real parser, and names enough for many cases."""
    parser = SandboxedParser(bootstrap.own_command("_parse"))
    tools = replace(desk.tools, parser=parser, random_digits=bootstrap.random_digits)
    return Desk(desk.vault, tools, desk.handler)


@pytest.fixture
def held(window):
    """A job that runs until the test lets it go."""
    go, begun = threading.Event(), threading.Event()

    def work(progress):
        progress.step("Copying", 3, 10)
        begun.set()
        while not go.wait(0.01):
            progress.step("Copying", 3, 10)

    window.background.run(work, name="Back up")
    assert begun.wait(60)
    yield go
    go.set()


def states(window) -> list[tuple[str, str]]:
    window.jobs.tell()
    return [(row._name.text(), row._chip.text()) for row in window.jobs.rows]


def row_of(window, name: str):
    window.jobs.tell()
    return next(row for row in window.jobs.rows if row._name.text() == name)


def test_what_runs_stands_above_what_waits_with_its_progress(qtbot, window, held):
    window.background.run(lambda _p: None, name="Check the vault")
    window.jobs.turn()
    qtbot.waitUntil(lambda: states(window) == [("Back up", "Runs"), ("Check the vault", "Waits")])
    running, waiting = window.jobs.rows
    assert (running._bar.value(), running._bar.maximum()) == (3, 10)
    assert running._step.text() == "Copying (3 of 10)"
    assert running._bar.isVisible()
    assert not waiting._bar.isVisible()
    held.set()
    settle(qtbot, window)
    assert states(window) == [("Check the vault", "Done"), ("Back up", "Done")]


def test_one_that_waits_is_cancelled_and_the_other_goes_on(qtbot, window, held):
    done = []
    window.background.run(lambda _p: done.append("checked"), name="Check the vault")
    window.jobs.turn()
    row_of(window, "Check the vault")._stop.click()
    assert ("Check the vault", "Stopping") in states(window)
    held.set()
    settle(qtbot, window)
    assert done == []
    assert states(window) == [("Check the vault", "Stopped"), ("Back up", "Done")]


def test_the_strip_cancels_what_runs_and_not_what_waits(qtbot, window, held):
    done = []
    window.background.run(lambda _p: done.append("checked"), name="Check the vault")
    window._strip._on_cancelled()
    settle(qtbot, window)
    assert done == ["checked"]
    assert states(window) == [("Check the vault", "Done"), ("Back up", "Stopped")]


def test_the_strip_says_what_is_done_before_its_first_step_and_when_the_next_begins(qtbot, window):
    first, second = threading.Event(), threading.Event()
    window.background.run(lambda _p: first.wait(60), name="Check the vault")
    window.background.run(lambda _p: second.wait(60), doing="Asking gpg for keys")
    qtbot.waitUntil(window._strip.isVisible)
    assert window._strip._words.text() == "Check the vault"
    first.set()
    qtbot.waitUntil(lambda: window._strip._words.text() == "Asking gpg for keys")
    assert ("Asking gpg for keys", "Runs") in states(window)
    second.set()
    settle(qtbot, window)
    assert states(window) == [("Check the vault", "Done")]  # what was not named is not told of afterwards


def test_whatever_tells_its_progress_has_a_name():
    """Work that takes a Progress is long: whoever waits reads what it is."""
    nameless = []
    for path in Path(desktop.__file__).parent.glob("ui/**/*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if not isinstance(call, ast.Call) or not ast.unparse(call.func).endswith("background.run"):
                continue
            work = call.args[0]
            reports = isinstance(work, ast.Lambda) and not work.args.args[0].arg.startswith("_")
            if reports and not {"name", "doing"} & {keyword.arg for keyword in call.keywords}:
                nameless.append(f"{path.name}:{call.lineno}")
    assert nameless == []


def test_a_job_that_fails_says_why(qtbot, window):
    def refuse(_progress):
        raise Locked("The disk is full.")

    window.background.run(refuse, name="Back up", otherwise=lambda _failure: None)
    settle(qtbot, window)
    (row,) = (window.jobs.turn(), window.jobs.rows)[1]
    assert row._chip.text() == "Failed"
    assert row._step.text().startswith("The disk is full. Nothing was written.")


def test_an_import_that_was_cancelled_is_gone_on_with(qtbot, window, desk, tmp_path):
    path = tmp_path / "in.mbox"
    path.write_bytes(mailbox(*map(rae, range(40))))
    window.desk.session.receive([path])
    window.jobs.turn()
    qtbot.waitUntil(lambda: desk.vault.cases(CaseQuery()).total > 3)
    row_of(window, "Take in in.mbox")._stop.click()
    settle(qtbot, window)
    taken = desk.vault.cases(CaseQuery()).total - 1
    row = row_of(window, "Take in in.mbox")
    assert row._chip.text() == "Stopped"
    assert row._step.text().startswith(f"Cases opened: {taken}. Stopped.")
    row._each.click()
    (dialog,) = window.findChildren(ItemsDialog)
    assert dialog._model.rowCount() == taken
    dialog.reject()
    row._again.click()
    settle(qtbot, window)
    assert states(window)[0] == ("Take in in.mbox", "Done")
    assert not row_of(window, "Take in in.mbox")._again.isVisible()
    assert desk.vault.cases(CaseQuery()).total == 41


def test_the_bar_offers_to_go_on_too(qtbot, window, desk, tmp_path):
    path = tmp_path / "in.mbox"
    path.write_bytes(mailbox(*map(rae, range(40))))
    window.desk.session.receive([path])
    qtbot.waitUntil(lambda: desk.vault.cases(CaseQuery()).total > 3)
    window.background.cancel()
    settle(qtbot, window)
    assert window.bar._action.text() == "Go on"
    window.bar._action.click()
    settle(qtbot, window)
    assert desk.vault.cases(CaseQuery()).total == 41


def test_cases_that_were_not_begun_are_told_and_gone_on_with(qtbot, window, desk, case_id, monkeypatch):
    ids = [case_id, *(enter_case(desk, typed(title=f"Hole {n}")) for n in range(9))]
    append, third, go, written = desk.vault.append, threading.Event(), threading.Event(), []

    def slowly(*args, **kwargs):
        written.append(args)
        if len(written) == 3:
            third.set()
            assert go.wait(60)
        return append(*args, **kwargs)

    monkeypatch.setattr(desk.vault, "append", slowly)
    window.desk.errands.many._chosen.add(ids)
    window.desk.errands.many.close_spam()
    qtbot.waitUntil(third.is_set)
    window.background.cancel()
    go.set()
    settle(qtbot, window)
    open_cases = desk.vault.cases(CaseQuery(open_only=True)).total
    assert 0 < open_cases < 10
    window.jobs.turn()
    row = row_of(window, "Recording case by case")
    assert [item.outcome for item in row.job.show_each.args[0]].count("not-begun") == open_cases
    row._again.click()
    settle(qtbot, window)
    assert desk.vault.cases(CaseQuery(open_only=True)).total == 0


def test_ctrl_j_shows_and_hides_it_and_a_lock_forgets_all(qtbot, window, held):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.desk.list.due_view.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert window.jobs.isVisible()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert not window.jobs.isVisible()
    window.jobs.turn()
    held.set()
    settle(qtbot, window)
    window.lock()
    settle(qtbot, window)
    assert not window.jobs.isVisible()
    assert window.background.past == ()


def test_an_empty_panel_says_what_stands_in_it(window):
    window.jobs.turn()
    (words,) = [w.text() for w in window.jobs._sheet.findChildren(type(window.bar._text)) if w.isVisible()]
    assert words.startswith("Nothing is being done.")
