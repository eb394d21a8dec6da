"""A policy's own text becomes the policy in use: read by sentences, decided by a person alone."""

import tomllib
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton

from desktop.domain import events as e
from desktop.domain.digest import sha256
from desktop.domain.fold import fold
from desktop.domain.policy.proposing import LeftOut, Open, Proposed
from desktop.files.policies import PolicyShelf
from desktop.formats.policies.reading.reader import read_proposal
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.fields import LineField
from desktop.ui.parts.labels import InertLabel, Words
from desktop.ui.policies.proposing.correct_dialog import CorrectDialog
from desktop.ui.policies.proposing.take_dialog import TakeDialog
from desktop.workflows.intake.enter_case import enter_case
from desktop.workflows.policies.adopt_policy import adopted_source, own_text
from tests.ui.conftest import NoParser, settle, typed

TEXT = """\
# Security Policy of Acme Loader

## Reporting a Vulnerability

Please email security@acme-loader.dev and do not open a public issue.

You will receive a response within 48 hours.

We send a detailed answer within 7 days.

## Supported Versions

| Version | Supported |
| ------- | --------- |
| 2.x     | yes       |
| 1.x     | no        |

<!-- TODO: promise a fix within 3 days -->
"""
ANSWERS = {
    "policy.organisation": "Acme",
    "policy.namespace": "https://acme.example",
    "policy.id": "acme",
    "policy.code": "ACME",
    "calendar.timezone": "Europe/Berlin",
    "calendar.weekend": "sat sun",
    "calendar.holidays": "",
    "calendar.national_holidays": "DE",
    "calendar.office_hours": "09:00-17:00",
}


class PureParser(NoParser):
    """Reads in this process what the sandbox's child would read."""

    def read_policy(self, raw, name, **_progress):
        return read_proposal(raw, name)


@pytest.fixture
def desk(desk, tmp_path):
    shelf = PolicyShelf(tmp_path / "policies")
    return replace(desk, tools=replace(desk.tools, policies=shelf, parser=PureParser()))


@pytest.fixture
def read(qtbot, window, tmp_path):
    def begin(*contents: bytes | str):
        paths = []
        for number, content in enumerate(contents):
            path = tmp_path / f"SECURITY{number or ''}.md"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            paths.append(path)
        window.desk.show_view("policies")
        window.desk.errands.proposing.begin(paths)
        settle(qtbot, window)
        return window.desk.pages.proposal()

    return begin


def rows_of(page, kind) -> list[int]:
    return [n for n, point in enumerate(page.points._points) if isinstance(point, kind)]


def words_of(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(Words) if label.isVisibleTo(widget)]


def inert_of(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(InertLabel) if label.isVisibleTo(widget)]


def answer_all(page) -> None:
    """Answer each question as a person does: the first alternative, or words."""
    for question in page.proposal.questions:
        row = next(n for n in rows_of(page, Open) if page.points._points[n].id == question.id)
        page.points.setCurrentRow(row)
        choice = question.choices[0].id if question.choices else ANSWERS[question.id]
        if (
            question.choices
            and question.id in ANSWERS
            and any(c.id == ANSWERS[question.id] for c in question.choices)
        ):
            choice = ANSWERS[question.id]
        page.card.field.put(choice)
        page.card.answered.emit(question.id, choice)


def accept_all(qtbot, page) -> None:
    """Accept each value by the key for it."""
    for item in page.proposal.items:
        row = next(n for n in rows_of(page, Proposed) if page.points._points[n].id == item.id)
        page.points.setCurrentRow(row)
        qtbot.keyClick(page.points, Qt.Key.Key_A)


def adopt(qtbot, window, page) -> None:
    page._adopt.click()
    settle(qtbot, window)
    window.findChildren(TakeDialog)[-1].primary.click()
    settle(qtbot, window)


def adopted(desk) -> list[e.ProfileAdopted]:
    return [r.event for r in desk.vault.vault_history() if isinstance(r.event, e.ProfileAdopted)]


def test_every_value_stands_beside_its_sentence_and_nothing_is_accepted_in_advance(qtbot, read) -> None:
    page = read(TEXT)
    assert page.isVisible()
    clock = next(item for item in page.proposal.proposed("clocks") if item.value["within"] == "48h")
    row = next(n for n in rows_of(page, Proposed) if page.points._points[n].id == clock.id)
    page.points.setCurrentRow(row)
    assert page.source.text.textCursor().blockNumber() + 1 == clock.passages[0].first
    assert page.source.text.extraSelections()
    told = f"Line {clock.passages[0].lines} of the text"
    qtbot.waitUntil(lambda: told in words_of(page.card))
    assert page.review.accepted == {}
    assert page.review.answers == {}
    assert "To decide" in page._state.text()


def test_what_was_seen_and_not_proposed_is_listed_with_its_reason(read) -> None:
    page = read(TEXT)
    left = rows_of(page, LeftOut)
    assert left
    texts = [page.points.item(n).text() for n in left]
    assert any(text.startswith("Comment in the text") for text in texts)
    assert not any("3d" in str(item.value) for item in page.proposal.items)


def show_question(page, question_id: str) -> None:
    page.points.setCurrentRow(
        next(n for n in rows_of(page, Open) if page.points._points[n].id == question_id)
    )


def test_a_time_zone_that_the_text_does_not_name_can_be_answered(qtbot, window, read) -> None:
    page = read(TEXT)
    show_question(page, "calendar.timezone")
    answer = next(b for b in page.card.findChildren(ActButton) if b.text() == "This is the answer")
    answer.click()
    assert "calendar.timezone" not in page.review.answers
    line = page.card.field.control.lineEdit()
    line.setFocus()
    line.setText("Europe/Berlin")  # typed, it would open its list, which offscreen cannot
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settle(qtbot, window)
    assert page.review.answers["calendar.timezone"] == "Europe/Berlin"


def test_days_off_that_the_text_does_not_name_can_be_answered(qtbot, window, read) -> None:
    page = read(TEXT.replace("within 48 hours", "within 2 business days"))
    for question_id, days in (("calendar.weekend", "fri sat"), ("calendar.holidays", "2026-12-24")):
        show_question(page, question_id)
        other = page.card.findChildren(LineField)[-1]
        assert other.caption.text() == "Another answer"
        other.control.setFocus()
        other.put(days)
        qtbot.keyClick(other.control, Qt.Key.Key_Return)
        settle(qtbot, window)
        assert page.review.answers[question_id] == days


def test_the_keyboard_stays_with_the_questions_once_one_is_answered(qtbot, window, read) -> None:
    page = read(TEXT.replace("within 48 hours", "within 2 business days"))
    accept_all(qtbot, page)
    show_question(page, "calendar.weekend")
    page.card.findChildren(QRadioButton)[0].click()
    settle(qtbot, window)
    assert window.focusWidget() is not None
    assert page.isAncestorOf(window.focusWidget())


def test_what_decides_a_value_is_in_sight_before_anything_is_scrolled(qtbot, window, read) -> None:
    window.resize(1280, 720)
    page = read(TEXT + "\nLast Updated: 2026-01-01\n" * 3)
    qtbot.wait(50)
    seen = page.card.parentWidget().parentWidget()  # the part of it that is in view
    for button in page.card.findChildren(ActButton):
        place = button.mapTo(seen, button.rect().bottomLeft())
        assert place.y() < seen.height(), button.text()


def test_nothing_is_adopted_before_all_is_decided_and_answered(qtbot, window, read, desk) -> None:
    page = read(TEXT)
    page._adopt.click()
    settle(qtbot, window)
    assert "Nothing was written." in page._state.text()
    assert window.focusWidget() is page.points  # where the letters decide
    accept_all(qtbot, page)
    if page.proposal.questions:
        page._adopt.click()
        settle(qtbot, window)
        assert "To answer" in page._state.text()
    assert adopted(desk) == []
    assert not window.findChildren(TakeDialog)


def test_an_accepted_text_is_a_profile_with_its_source_and_new_cases_are_held_to_it(
    qtbot, window, read, desk, tmp_path
) -> None:
    page = read(TEXT)
    accept_all(qtbot, page)
    answer_all(page)
    adopt(qtbot, window, page)
    assert "is in use" in window.bar.text
    (event,) = adopted(desk)
    profile = tomllib.loads(adopted_source(desk, event.policy_id).decode())
    assert profile["policy"]["source"] == "SECURITY.md"
    assert profile["policy"]["source_sha256"] == sha256(TEXT.encode())
    assert profile["policy"]["source_read"] == "2026-03-02"
    assert any("48 hours" in quote for quote in profile["policy"]["quotes"].values())
    assert own_text(desk, event.policy_id) == TEXT.encode()
    assert (tmp_path / "policies" / f"{event.policy_id}.toml").exists()
    assert window.desk.pages.policies().isVisible()
    newer = enter_case(desk, replace_policy(event.policy_id))
    assert fold(desk.vault.history(newer)).policy_id == event.policy_id


def replace_policy(policy_id: str):
    report = typed(title="Another")
    return type(report)(**{**vars_of(report), "policy_id": policy_id})


def vars_of(report) -> dict:
    return {name: getattr(report, name) for name in report.__struct_fields__}


def test_a_value_can_be_corrected_and_refused_by_key(qtbot, window, read, desk) -> None:
    page = read(TEXT)
    clock = next(item for item in page.proposal.proposed("clocks") if item.value["within"] == "48h")
    row = next(n for n in rows_of(page, Proposed) if page.points._points[n].id == clock.id)
    page.points.setCurrentRow(row)
    qtbot.keyClick(page.points, Qt.Key.Key_C)
    settle(qtbot, window)
    dialog = window.findChildren(CorrectDialog)[-1]
    within = dialog.form.fields[(), "within"][1]
    within.put("24h")
    within.edited.emit()
    dialog.primary.click()
    settle(qtbot, window)
    sentence = "Receipt is acknowledged within 24 hours."
    assert page.review.accepted[clock.id] == {"within": "24h", "sentence": sentence}
    page.points.setCurrentRow(row)
    qtbot.keyClick(page.points, Qt.Key.Key_R)
    assert page.review.verdict(clock.id) == "refused"
    assert clock.id not in page.review.accepted


def test_what_was_decided_comes_back_with_the_same_text_alone(qtbot, window, read, desk) -> None:
    page = read(TEXT)
    accept_all(qtbot, page)
    decided = page.review
    page._leave.click()
    settle(qtbot, window)
    assert read(TEXT).review == decided
    assert read(TEXT + "\nMore.\n").review.accepted == {}


def test_two_texts_that_contradict_each_other_are_resolved_by_a_person(qtbot, window, read, desk) -> None:
    page = read(TEXT, TEXT.replace("48 hours", "5 days"))
    assert page.proposal.conflicts
    accept_all(qtbot, page)
    answer_all(page)
    page._adopt.click()
    settle(qtbot, window)
    assert "Contradictions to resolve: 1." in page._state.text()
    refused = page.proposal.conflicts[0].ids[1]
    page.decide(page.review.refuse(refused))
    adopt(qtbot, window, page)
    assert len(adopted(desk)) == 1


def test_a_contradiction_shows_what_the_other_text_says_and_leads_there(qtbot, window, read) -> None:
    page = read(TEXT, TEXT.replace("48 hours", "5 days"))
    mine, theirs = page.proposal.conflicts[0].ids
    page.points.go_to(mine)
    qtbot.waitUntil(lambda: "Clocks: Receipt is acknowledged within 5 days." in inert_of(page.card))
    assert "Line 7 of SECURITY1.md" in words_of(page.card)
    go = next(b for b in page.card.findChildren(ActButton) if b.text() == "Go to it")
    go.click()
    assert page.points.point.id == theirs
    assert page.source.which.value == "1"


def test_a_hold_that_ends_with_a_clock_is_told_by_its_time(read) -> None:
    page = read("# Policy\n\nWrite to security@acme-loader.dev.\n\nEmbargoes last no longer than 90 days.\n")
    rows = [page.points.item(n).text() for n in rows_of(page, Proposed)]
    assert "Disclosure: 90 days after “Report received”" in rows


def test_a_question_says_what_each_answer_means(qtbot, read) -> None:
    page = read("# Policy\n\nWrite to security@acme-loader.dev. We fix problems within 30 days.\n")
    row = next(n for n in rows_of(page, Open) if page.points._points[n].about == "clock")
    page.points.setCurrentRow(row)
    qtbot.waitUntil(lambda: "Which reading holds?" in words_of(page.card))
    assert "Counted from the confirmation. 30 days from: Problem confirmed" in words_of(page.card)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (bytes(range(256)) * 20, "no text"),
        (b"a" * 10 * 1024 * 1024, "A policy's text is read up to 256 KiB, and this file is longer."),
        (b"", ""),
        (b"# Notes\n\nHello, this is no policy.\n", ""),
    ],
    ids=["binary", "10 MB", "empty", "no policy"],
)
def test_bad_input_is_told_in_a_sentence_and_nothing_is_adopted(
    qtbot, window, read, desk, content, told
) -> None:
    page = read(content)
    if told:
        assert not page.isVisible()
        assert any(word in window.bar.text for word in told.split("|"))
        assert "Nothing was written" in window.bar.text
    else:
        assert "makes no promise that could run" in page._told.text()
        assert not page._adopt.isEnabled()
    assert adopted(desk) == []


def test_a_changed_text_shows_what_differs_and_what_would_move_before_anything_is_applied(
    qtbot, window, read, desk
) -> None:
    page = read(TEXT)
    accept_all(qtbot, page)
    answer_all(page)
    adopt(qtbot, window, page)
    policy_id = adopted(desk)[0].policy_id
    case_id = enter_case(desk, replace_policy(policy_id))
    pinned = fold(desk.vault.history(case_id)).policy_sha256
    page = read(TEXT.replace("48 hours", "24 hours"))
    assert page._as_before.isVisible()
    page._as_before.click()
    clock = next(item for item in page.proposal.proposed("clocks") if item.value["within"] == "24h")
    assert page.review.verdict(clock.id) == ""
    accept_all(qtbot, page)
    answer_all(page)
    page._adopt.click()
    settle(qtbot, window)
    dialog = window.findChildren(TakeDialog)[-1]
    told = words_of(dialog)
    assert "Changed: Clocks" in told
    assert any("48 hours → 24 hours" in words for words in told)
    assert case_id in told
    assert any("Wed 4 Mar 2026" in words and "Tue 3 Mar 2026" in words for words in told)
    assert len(adopted(desk)) == 1
    dialog.primary.click()
    settle(qtbot, window)
    assert len(adopted(desk)) == 2
    assert fold(desk.vault.history(case_id)).policy_sha256 == pinned
