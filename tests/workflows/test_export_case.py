"""The state of a case goes to a new file, through the gate, and tells nothing of the report."""

import pytest

from desktop.domain.failures import RefusedByPolicy
from desktop.domain.stages import Need, plain_text
from desktop.ui.case_paper import print_case
from desktop.workflows.paper_ports import Printed
from desktop.workflows.promises.export_case import export_case
from tests.pdf_text import pdf_text
from tests.workflows.desks import CASE, receive

PDF = b"%PDF-1.4 drawn"


@pytest.mark.usefixtures("qapp")
def test_the_paper_says_what_is_done_missing_and_happened_and_nothing_of_the_report(desk, out):
    receive(desk)
    path = out / "case.pdf"
    cleared = export_case(desk, CASE, path, print_case)
    assert path.read_bytes() == cleared.content
    assert path.stat().st_mode & 0o077 == 0
    said = pdf_text(cleared.content)
    for words in (CASE, "Intake: ", "A primary handler assigned", "missing", "What happened", "Promises"):
        assert words in said
    for leak in ("Hole in loader", "Ada Finder", "ada@reporter.example", "It is broken"):
        assert leak not in said


@pytest.mark.parametrize("leak", ["Hole in loader", "Ada Finder", "ada@reporter.example"])
def test_a_paper_that_tells_of_the_report_is_not_written(desk, out, leak):
    receive(desk)
    path = out / "case.pdf"
    with pytest.raises(RefusedByPolicy, match="may not leave on paper"):
        export_case(desk, CASE, path, lambda _sheet: Printed(PDF, (CASE, leak)))
    assert not path.exists()


def test_a_need_is_printed_in_general_words_where_this_case_names_people():
    named = Need("credit", "Advisory", "The wish about credit of Ada Finder", met=False)
    assert plain_text(named) == "The reporter's wish about credit"
    of_policy = Need("own-step", "Fix", "A step of the policy", met=False, origin="policy")
    assert plain_text(of_policy) == "A step of the policy"
