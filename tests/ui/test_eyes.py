"""Four eyes between machines, in the window: asking, answering without a vault, bringing the answer."""

import dataclasses
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.approving.request import ApprovalRequest, AskedDocument
from desktop.domain.event import Draft
from desktop.domain.report import SignatureCheck
from desktop.openpgp.gpg import Gpg
from desktop.openpgp.home import throwaway_home
from desktop.ui.application import window_on
from desktop.ui.background import Background
from desktop.ui.door import Door
from desktop.ui.eyes import answer_errand, ask_errand
from desktop.ui.eyes.answer_dialog import AnswerDialog
from desktop.ui.eyes.ask_dialog import AskDialog
from desktop.ui.pages.first_run_page import FirstRunPage
from desktop.ui.pages.unlock_page import UnlockPage
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from desktop.ui.team.approve_dialog import ApproveDialog
from desktop.ui.window import MainWindow
from desktop.workflows.approving.answer_request import OpenedRequest
from desktop.workflows.ports import Silent
from desktop.workflows.team.four_eyes import decide_four_eyes
from desktop.workflows.team.people_of_the_vault import enrol
from desktop.workflows.team.sign_in import desk_for, work_as
from tests.ui.conftest import NOW, settle

GRACE, RITA = "Grace Handler", "Rita Reviewer"


@pytest.fixture(scope="module")
def rita():
    """The reviewer's GnuPG home, on a machine of her own."""
    with throwaway_home() as home:
        gpg = Gpg(home)
        key = gpg.create_key(RITA, "rita@example.org", passphrase="", progress=Silent())
        yield gpg, key.fingerprint
        gpg.close()


@pytest.fixture
def office(desk, case_id, rita):
    """A vault that asks for four eyes, with an advisory that Grace wrote."""
    desk = desk_for(desk.vault, desk.tools, GRACE)
    decide_four_eyes(desk, asked=True)
    enrol(desk, GRACE)
    enrol(desk, RITA, role="reviewer", fingerprint=rita[1])
    product = e.AffectedListed(vendor="Aumos", product="Widget", affected=("<1.4",))
    draft = e.AdvisoryDrafted(AdvisoryText("Loader runs code", "A crafted file runs code."))
    desk.vault.append(case_id, [Draft(act, NOW) for act in (product, draft)], author=GRACE, now=NOW)
    return desk


@pytest.fixture
def seen(qtbot, office, case_id):
    window = window_on(office)
    qtbot.addWidget(window)
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    window.show()
    settle(qtbot, window)
    yield window
    window.close()


def dialog_of(window, kind):
    return next(found for found in window.findChildren(kind) if found.is_open)


def words_in(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Words) if not label.isHidden())


def part(window):
    return window.desk.reading.tabs["advisory"]._approval


def ask(qtbot, window, rita, path: Path, monkeypatch) -> None:
    """From the button to the file."""
    key = path.with_suffix(".asc")
    key.write_bytes(rita[0].public_key(rita[1]))
    monkeypatch.setattr(ask_errand, "choose_new_path", lambda *_: path)
    part(window)._ask.click()
    settle(qtbot, window)
    dialog = dialog_of(window, AskDialog)
    assert dialog.to == (rita[1],)
    dialog.key_file = key
    dialog.primary.click()
    settle(qtbot, window)


def answer(qtbot, window, errand, request: Path, path: Path, monkeypatch) -> tuple[AnswerDialog, str]:
    """From the button to the file; with the text that was shown."""
    monkeypatch.setattr(answer_errand, "choose_files", lambda *_, **__: (request,))
    monkeypatch.setattr(answer_errand, "choose_new_path", lambda *_: path)
    errand.begin()
    settle(qtbot, window)
    dialog = dialog_of(window, AnswerDialog)
    text = dialog._text.toPlainText()
    dialog.primary.click()
    settle(qtbot, window)
    return dialog, text


@pytest.fixture
def elsewhere(qtbot, office, rita):
    """Rita's window: no vault is open, her GnuPG home has her key."""
    background = Background()
    tools = dataclasses.replace(office.tools, openpgp=rita[0])
    window = MainWindow(background, Door(background, None, lambda: tools, lambda _v, _t: office))
    qtbot.addWidget(window)
    window.entrance.begin()
    window.show()
    yield window
    window.close()


@pytest.mark.checks("F64")
def test_an_advisory_is_approved_on_another_machine(
    qtbot, seen, elsewhere, office, rita, case_id, tmp_path, monkeypatch
):
    request, brought = tmp_path / "approval-0.request", tmp_path / "approval-0.answer"
    assert not part(seen)._bring.isEnabled()
    ask(qtbot, seen, rita, request, monkeypatch)
    assert request.is_file()
    assert "Sent to be approved elsewhere" in part(seen)._asked.text()
    assert part(seen)._bring.isEnabled()
    dialog, text = answer(qtbot, elsewhere, elsewhere.entrance.answers, request, brought, monkeypatch)
    assert "A crafted file runs code." in text
    assert not dialog.is_open
    assert "Send it to who asked" in elsewhere.bar.text
    monkeypatch.setattr(ask_errand, "choose_files", lambda *_, **__: (brought,))
    part(seen)._bring.click()
    settle(qtbot, seen)
    assert "Rita Reviewer approved it elsewhere" in seen.bar.text
    assert "signed by the key" in part(seen)._told.text()
    assert part(seen)._asked.isHidden()
    approval = office.vault.history(case_id)[-1]
    assert (approval.event.approver, approval.author) == (RITA, GRACE)
    part(seen)._bring.click()
    settle(qtbot, seen)
    assert "brought before" in seen.bar.text


def test_a_drawn_document_is_approved_by_its_bytes_and_never_shown_as_text(qtbot, window):
    drawn = AskedDocument("pdf", "a.pdf", "0" * 64, b"%PDF-1.4\n\xe2\xe3 endobj")
    told = AskedDocument("markdown", "a.md", "1" * 64, b"# A hole")
    request = ApprovalRequest(1, "v", "k", "AUM-2026-1", GRACE, NOW, "0" * 32, (drawn, told))
    dialog = AnswerDialog(window, OpenedRequest(request, SignatureCheck()), ())
    assert dialog._text.toPlainText() == "# A hole"
    dialog._which.put("pdf")
    dialog._which.edited.emit()
    assert "cannot be read here" in dialog._text.toPlainText()
    assert "endobj" not in dialog._text.toPlainText()
    assert "0" * 64 in dialog._text.toPlainText()


def test_a_file_that_is_no_answer_is_refused_in_the_bar(qtbot, seen, rita, tmp_path, monkeypatch):
    ask(qtbot, seen, rita, tmp_path / "approval-0.request", monkeypatch)
    (tmp_path / "x.answer").write_text("approved!")
    monkeypatch.setattr(ask_errand, "choose_files", lambda *_, **__: (tmp_path / "x.answer",))
    part(seen)._bring.click()
    settle(qtbot, seen)
    assert "The file is no answer" in seen.bar.text


def test_a_request_for_somebody_else_is_not_opened(qtbot, seen, rita, tmp_path, monkeypatch):
    request = tmp_path / "approval-0.request"
    ask(qtbot, seen, rita, request, monkeypatch)
    monkeypatch.setattr(answer_errand, "choose_files", lambda *_, **__: (request,))
    seen.desk.errands.answers.begin()
    settle(qtbot, seen)
    assert not [found for found in seen.findChildren(AnswerDialog) if found.is_open]
    assert seen.bar.text


def test_nobody_to_ask_is_said(qtbot, seen, office):
    office.vault.append(None, [Draft(e.HandlerEnrolled(RITA, ""), NOW)], author=GRACE, now=NOW)
    part(seen)._ask.click()
    settle(qtbot, seen)
    dialog = dialog_of(seen, AskDialog)
    assert "Nobody else who may approve has a key enrolled" in words_in(dialog)
    assert not dialog.primary.isEnabled()


def test_who_has_no_key_signs_nothing(qtbot, seen, elsewhere, rita, tmp_path, monkeypatch):
    request, path = tmp_path / "approval-0.request", tmp_path / "a.answer"
    ask(qtbot, seen, rita, request, monkeypatch)
    monkeypatch.setattr(type(rita[0]), "secret_keys", lambda _self: ())
    dialog, _ = answer(qtbot, elsewhere, elsewhere.entrance.answers, request, path, monkeypatch)
    assert "no key of yours" in dialog._refusal.text()
    assert not path.exists()


def test_a_person_with_a_key_is_told_that_it_signs(qtbot, office, rita, case_id):
    tools = dataclasses.replace(office.tools, openpgp=rita[0])
    reviewer = work_as(dataclasses.replace(office, tools=tools), RITA, progress=Silent(), lasting=False)
    window = window_on(reviewer)
    qtbot.addWidget(window)
    window.show()
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    part(window)._look.click()
    settle(qtbot, window)
    dialog = dialog_of(window, ApproveDialog)
    assert "Your approval is signed with your key" in words_in(dialog)
    dialog.primary.click()
    settle(qtbot, window)
    approval = office.vault.history(case_id)[-1]
    assert (approval.author, approval.event.fingerprint) == (RITA, rita[1])
    assert approval.event.signature
    window.close()


@pytest.mark.parametrize("page", [lambda: FirstRunPage(Path.home(), with_demo=False), UnlockPage])
def test_the_door_offers_to_answer_without_a_vault(qtbot, page):
    shown = page()
    qtbot.addWidget(shown)
    buttons = [found for found in shown.findChildren(ActButton) if found.text() == "Answer a request…"]
    (button,) = buttons
    with qtbot.waitSignal(shown.answer_wanted):
        button.click()
