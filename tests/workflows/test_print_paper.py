"""What is printed passes the gate, and stands in the vault's own journal before the print service has it."""

import os
from dataclasses import replace

import pytest

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.failures import Cancelled, PrintRefused, RefusedByPolicy, WriteFailed
from desktop.ui.case_paper import print_case
from desktop.ui.job import Job
from desktop.ui.printing import print_timeline
from desktop.workflows.metric_ports import MetricQuery
from desktop.workflows.paper_ports import OnPaper, Printed
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.promises.export_case import case_on_paper
from desktop.workflows.promises.export_metrics import figures_on_paper
from desktop.workflows.promises.export_timeline import timeline_on_paper
from desktop.workflows.promises.measure import measure
from desktop.workflows.promises.print_paper import offer_queues, print_paper
from tests.fake_printers import HALL, OFFICE, InMemoryPrinters
from tests.pdf_text import pdf_pages
from tests.workflows.desks import CASE, receive
from tests.workflows.test_team import HAL, RITA, as_person, office

__all__ = ["office"]
PDF = b"%PDF-1.4 drawn"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def printers() -> InMemoryPrinters:
    return InMemoryPrinters()


@pytest.fixture
def at_work(desk: Desk, printers: InMemoryPrinters) -> Desk:
    receive(desk)
    return with_printers(desk, printers)


def with_printers(desk: Desk, printers: InMemoryPrinters) -> Desk:
    return replace(desk, tools=replace(desk.tools, printers=printers))


def paper_of(desk: Desk) -> OnPaper:
    return timeline_on_paper(desk, CASE, "a.pdf", lambda _t: Printed(PDF, (CASE,), 3))


def told(desk: Desk) -> list[e.PrintStarted]:
    return [r.event for r in desk.vault.vault_history() if isinstance(r.event, e.PrintStarted)]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("made", ["case-sheet", "timeline"])
def test_the_very_bytes_that_the_gate_cleared_are_handed_over_and_journalled(at_work, printers, made):
    make = {"case-sheet": (case_on_paper, print_case), "timeline": (timeline_on_paper, print_timeline)}
    on_paper, draw = make[made]
    before = at_work.vault.history(CASE)
    paper = on_paper(at_work, CASE, f"{CASE}.pdf", draw)
    assert paper.pages == pdf_pages(paper.cleared.content) >= 1
    job = print_paper(at_work, paper, "Office", progress=Silent())
    assert job == "Office-1"
    assert printers.handed == [("Office", paper.cleared.content)]
    digest = sha256(paper.cleared.content)
    assert told(at_work) == [e.PrintStarted(made, digest, paper.pages, "Office", CASE)]
    assert at_work.vault.vault_history()[-1].author == at_work.handler
    assert at_work.vault.history(CASE) == before


def test_figures_are_of_no_case(at_work, printers):
    measured = measure(at_work, MetricQuery(), Silent())
    paper = figures_on_paper(measured, "metrics.pdf", lambda _m: Printed(PDF, ("Metrics",)))
    print_paper(at_work, paper, "Hall", progress=Silent())
    assert printers.handed == [("Hall", PDF)]
    assert told(at_work) == [e.PrintStarted("figures", sha256(PDF), 1, "Hall")]


def test_what_the_gate_refuses_is_no_paper(at_work):
    with pytest.raises(RefusedByPolicy):
        timeline_on_paper(at_work, CASE, "a.pdf", lambda _t: Printed(PDF, (CASE, "Hole in loader")))
    assert at_work.vault.vault_history()[-1].event == e.ActRefused("timeline", "gate", CASE)
    assert told(at_work) == []


def test_what_the_print_service_refuses_was_to_be_printed(at_work, printers):
    printers.refusal = PrintRefused("Out of order.")
    with pytest.raises(PrintRefused) as refused:
        print_paper(at_work, paper_of(at_work), "Office", progress=Silent())
    assert refused.value.written == (
        "Nothing was handed to the print service. The journal says that it was to be printed."
    )
    assert len(told(at_work)) == 1


def test_nothing_is_handed_over_that_the_journal_does_not_take(at_work, printers, monkeypatch):
    def full(*_args: object, **_kept: object) -> None:
        raise WriteFailed("The disk is full.")

    paper = paper_of(at_work)
    monkeypatch.setattr(at_work.vault, "append", full)
    with pytest.raises(WriteFailed):
        print_paper(at_work, paper, "Office", progress=Silent())
    assert printers.handed == []


def test_what_is_stopped_in_time_leaves_no_trace(at_work, printers):
    stopped = Job(lambda _progress: None, lambda _result: None, "")
    stopped.cancel()
    with pytest.raises(Cancelled):
        print_paper(at_work, paper_of(at_work), "Office", progress=stopped)
    assert (told(at_work), printers.handed) == ([], [])


def test_the_printers_of_the_machine_are_offered(at_work):
    assert offer_queues(at_work.tools, progress=Silent()) == (OFFICE, HALL)


def test_where_nothing_prints_that_is_said(desk):
    with pytest.raises(PrintRefused, match="Nothing here can print"):
        offer_queues(desk.tools, progress=Silent())


@pytest.mark.parametrize("name", [HAL, RITA])
def test_whoever_may_read_a_case_may_print_it_and_it_is_known_who_did(office, printers, name):
    desk = with_printers(as_person(office, name), printers)
    print_paper(desk, paper_of(desk), "Office", progress=Silent())
    last = office.vault.vault_history()[-1]
    assert (last.author, last.event.kind) == (name, "print.started")
