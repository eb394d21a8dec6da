"""Printing from the window: what the dialog says before, what its button does, and what is said then."""

import socket
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desktop.domain.events import PrintStarted
from desktop.domain.failures import PrintRefused
from desktop.printers.cups import Cups
from desktop.ui.application import window_on
from desktop.ui.metrics.metrics_print import print_metrics
from desktop.ui.printers.print_dialog import PrintDialog
from desktop.workflows.metric_ports import MetricQuery
from desktop.workflows.ports import Silent
from desktop.workflows.printer_ports import Queue
from desktop.workflows.promises.export_metrics import figures_on_paper
from desktop.workflows.promises.measure import measure
from tests.fake_printers import HALL, OFFICE, InMemoryPrinters
from tests.pdf_text import pdf_text
from tests.ui.conftest import NOW, settle
from tests.ui.measured_cases import fill
from tests.ui.test_names import unnamed


@pytest.fixture
def printers():
    return InMemoryPrinters()


@pytest.fixture
def desk(desk, printers):
    return replace(desk, tools=replace(desk.tools, printers=printers))


@pytest.fixture
def hanging(tmp_path):
    """A print service that lists a printer, and never takes what it is given."""
    for name, script in (("lpstat", "echo 'device for Office: usb://x'"), ("lp", "exec sleep 600")):
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o700)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        yield Cups(f"{tmp_path}:/usr/bin:/bin", {"CUPS_SERVER": str(tmp_path / "s")})


def act(window, name):
    next(action for action in window.commands.actions if action.objectName() == name).trigger()


def asked(qtbot, window) -> PrintDialog:
    settle(qtbot, window)
    (dialog,) = [shown for shown in window.findChildren(PrintDialog) if shown.isVisible()]
    return dialog


def words_of(dialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(type(dialog._reached)))


def choose(dialog, name: str) -> None:
    dialog._choice.put(name)
    dialog._choice.edited.emit()


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("print-the-case", "stages, promises and dates, nothing of the report"),
        ("print-the-timeline", "its id and its promises, nothing of the report"),
    ],
)
def test_a_case_is_printed_on_the_printer_that_was_chosen(
    qtbot, window, desk, printers, case_id, name, holds
):
    act(window, name)
    dialog = asked(qtbot, window)
    assert f"{case_id}: {holds}" in words_of(dialog)
    assert printers.handed == []
    choose(dialog, "Hall")
    assert "leaves this machine" in words_of(dialog)
    assert "ipps://10.1.2.3/print" in words_of(dialog)
    pages = dialog._paper.pages
    assert (
        dialog.primary.text() == f"Print {pages} pages on Hall"
    )  # the catalogue of English has the singular
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    ((queue, pdf),) = printers.handed
    assert queue == "Hall"
    assert case_id in pdf_text(pdf)
    assert "The print service has it for Hall, as job Hall-1. Whether paper comes out" in window.bar.text
    assert not dialog.is_open
    (event,) = [r.event for r in desk.vault.vault_history() if isinstance(r.event, PrintStarted)]
    assert (event.queue, event.pages, event.case) == ("Hall", pages, case_id)


def test_the_dialog_says_who_keeps_a_copy_and_nothing_is_printed_by_leaving_it(qtbot, window, printers):
    act(window, "print-the-case")
    dialog = asked(qtbot, window)
    said = words_of(dialog)
    assert "keeps an unencrypted copy until it has printed, and usually for a day longer" in said
    assert "It is attached to this machine." in said
    assert "not told whether paper came out" in said
    dialog.reject()
    settle(qtbot, window)
    assert printers.handed == []


def test_what_is_refused_is_told_in_the_dialog_which_stays(qtbot, window, printers):
    printers.refusal = PrintRefused("The print service says: Forbidden.")
    act(window, "print-the-case")
    dialog = asked(qtbot, window)
    dialog.accept()
    settle(qtbot, window)
    assert dialog.is_open
    said = dialog._refusal.text()
    assert "says: Forbidden. Nothing was handed to the print service. The journal says" in said
    choose(dialog, "Hall")
    assert not dialog._refusal.isVisible()


def test_who_stops_it_hears_that_it_may_have_been_handed_over_all_the_same(qtbot, window, desk, hanging):
    session = window.desk.session
    session.desk = replace(desk, tools=replace(desk.tools, printers=hanging))
    act(window, "print-the-case")
    dialog = asked(qtbot, window)
    dialog.accept()
    handing = "Handing it to the print service"
    qtbot.waitUntil(lambda: [job.words for job in window.background.under_way] == [handing])
    window.background.cancel()
    settle(qtbot, window)
    assert "was stopped. It is not known whether the print service has it." in dialog._refusal.text()
    assert "The journal says that it was to be printed." in dialog._refusal.text()


def test_without_a_print_service_no_dialog_opens_and_it_is_said(qtbot, window, desk):
    session = window.desk.session
    session.desk = replace(desk, tools=replace(desk.tools, printers=None))
    act(window, "print-the-timeline")
    settle(qtbot, window)
    assert window.findChildren(PrintDialog) == []
    assert "Nothing here can print." in window.bar.text


def test_the_figures_that_are_shown_are_printed(qtbot, desk, printers):
    fill(desk, 5, NOW)
    window = window_on(desk)
    qtbot.addWidget(window)
    window.show()
    window.desk.show_view("metrics")
    settle(qtbot, window)
    window.desk.pages.metrics()._print.click()
    dialog = asked(qtbot, window)
    assert "figures and ids, nothing of any report" in words_of(dialog)
    dialog.accept()
    settle(qtbot, window)
    assert [queue for queue, _ in printers.handed] == ["Office"]
    window.close()


def test_a_name_without_end_leaves_the_dialog_whole_and_its_signs_are_read(qtbot, desk):
    fill(desk, 1, NOW)
    window = window_on(desk)
    qtbot.addWidget(window)
    window.show()
    measured = measure(desk, MetricQuery(), Silent())
    paper = figures_on_paper(measured, "metrics.pdf", print_metrics)
    names = (Queue("x" * 127, "unknown", "y" * 80), Queue("R&D", "attached", "usb://x"), OFFICE, HALL)
    dialog = PrintDialog(window, paper, names)
    dialog.show()
    assert dialog.width() < 700
    assert dialog.primary.accessibleName().endswith("x" * 127)
    assert "cannot be told from its address" in words_of(dialog)
    choose(dialog, "R&D")
    assert dialog.primary.text().endswith(" on R&&D")
    assert dialog.primary.accessibleName().endswith(" on R&D")
    assert unnamed(dialog) == []
    window.close()
