"""Every shortcut of the cheat-sheet, pressed on a real window, does its own act and no other."""

import random
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from desktop.ui.case.stage_form import StageForm
from desktop.workflows.intake.enter_case import enter_case
from tests.fake_printers import InMemoryPrinters
from tests.ui.conftest import settle, typed

ENDING = ("lock", "quit")
"""What ends the desk is pressed last."""
PREPARED = {
    "do-what-the-form-says": lambda desk: desk.reading.show_tab("audit"),
    "all-cases": lambda desk: desk.show_view("inbox"),
}
DONE = {
    "open-reports": "Open reports",
    "open-a-folder": "Open a folder of reports",
    "paste-a-report": "1 received",
    "receive-a-bundle": "Choose the bundle that another handler sent you",
    "take-facts-from-an-advisory": "Take facts from an advisory",
    "answer-a-request-to-approve": "Choose the request that somebody sent you",
    "new-case": "NewCaseDialog",
    "new-incident": "NewIncidentDialog",
    "planned-releases": "ReleasesDialog",
    "save-as-a-calendar": "Save as a calendar",
    "check-an-advisory": "Check an advisory",
    "check-a-provider-folder": "Check a provider folder",
    "back-up": "Back up into a new folder",
    "backups-that-make-themselves": "BackupPlanDialog",
    "try-whether-a-backup-restores": "Try whether a backup restores",
    "check-the-vault": "The vault is sound",
    "keys-of-the-vault": "SlotsDialog",
    "intake-key": "IntakeKeyDialog",
    "review-who-can-open-the-vault": "AccessDialog",
    "failed-unlocks-and-refusals": "RefusalsDialog",
    "team": "TeamDialog",
    "work-as": "TeamDialog",
    "when-a-handler-leaves": "HandoverDialog",
    "content-past-its-time": "RetentionDialog",
    "take-the-next-step": "handler.assigned",
    "do-what-the-form-says": "refused",
    "undo-the-last-act": "event.undone",
    "record": "RecordDialog",
    "agree-on-a-date": "DisclosureDialog",
    "record-a-proposal-about-the-embargo": "ProposalDialog",
    "break-the-glass": "BreakGlassDialog",
    "take-breaking-the-glass-back": "The glass is not broken",
    "add-a-person": "PersonDialog",
    "assign": "AssignDialog",
    "who-sees-it": "ReadersDialog",
    "label-as-restricted": "LabelDialog",
    "reporters-key": "KeyDialog",
    "add-evidence": "Add evidence",
    "files-in-quarantine": "AttachmentsDialog",
    "save-the-case-as-pdf": "Save the case",
    "save-the-timeline-as-pdf": "Save the timeline",
    "print-the-case": "PrintDialog",
    "print-the-timeline": "PrintDialog",
    "publish-into-a-provider-folder": "IntoTreeDialog",
    "send-to-another-handler": "SendDialog",
    "take-on-a-regulation": "PackDialog",
    "release-dates-and-holidays": "DatesDialog",
    "what-is-kept-of-it": "ContentDialog",
    "acknowledge": "tab thread",
    "reply": "tab thread",
    "confirm": "tab confirm",
    "incident": "tab incident",
    "snooze": "SnoozeDialog",
    "close": "CloseDialog",
    "close-as-spam": "case.closed",
    "reject-duplicate": "report.rejected duplicate",
    "reject-out-of-scope": "report.rejected out-of-scope",
    "reject-not-a-vulnerability": "report.rejected not-a-vulnerability",
    "reject-not-reproducible": "report.rejected not-reproducible",
    "reject-other-vendor": "report.rejected other-vendor",
    "reject-obsolete-product": "report.rejected obsolete-product",
    "palette": "Palette",
    "jobs": "focus IconButton",
    "search": "focus SearchLine",
    "search-by-one-key": "focus SearchLine",
    "save-the-filter": "FilterDialog",
    "choose": "chosen 1",
    "next-in-the-list": "row +1",
    "previous-in-the-list": "row -1",
    "read-the-case": "focus FoldedText",
    "next-tab": "tab thread",
    "previous-tab": "tab timeline",
    "due": "list Due",
    "inbox": "list Inbox",
    "in-work": "list In work",
    "advisories": "list Advisories",
    "all-cases": "list All cases",
    "policies": "page PolicyPage",
    "metrics": "page MetricsPage",
    "journal": "page JournalSheet",
    "products": "ProductsDialog",
    "keys": "CheatSheet",
    "help": "HelpDialog",
    "doctor": "the machine is examined",
    "settings": "SettingsDialog",
    "change-keys": "KeysDialog",
}


@pytest.fixture
def desk(desk):
    """Whose cases never run out of ids, on a machine with printers."""
    chance = random.Random(1)

    def draw(count, below):
        return [chance.randrange(below) for _ in range(count)]

    return replace(desk, tools=replace(desk.tools, random_digits=draw, printers=InMemoryPrinters()))


def stand(qtbot, window, desk, name: str) -> None:
    """The second of three open cases in sight, with its report in front and the keyboard in the list."""
    view = window.desk.session.view
    if len(view.history) > 2:
        window.desk.session.show_case(enter_case(desk, typed("A case")))
        settle(qtbot, window)
    window.desk.show_view("all")
    settle(qtbot, window)
    window.desk.list.select(window.desk.session.view.case.case_id)
    window.desk.reading.show_tab("report")
    PREPARED.get(name, lambda _desk: None)(window.desk)
    settle(qtbot, window)
    window.desk.list.case_view.setFocus()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def stood(window) -> dict[str, str]:
    desk, form = window.desk, window.desk.reading.tabs[window.desk.reading.tab]
    said = form._refusal.text() if isinstance(form, StageForm) and form._refusal.isVisible() else ""
    return {
        "page": type(desk._pages.currentWidget()).__name__,
        "list": desk.list._title.text(),
        "tab": desk.reading.tab,
        "focus": type(window.focusWidget()).__name__,
        "refused": said,
        "chosen": str(len(desk.list.choosing.cases.ids)),
    }


def acts_of(view) -> list[str]:
    named = [(recorded.event.kind, getattr(recorded.event, "reason", "")) for recorded in view.history]
    return [" ".join(filter(None, pair)) for pair in named]


def told(window, before: dict[str, str], view, row: int) -> str:
    """All that is to be seen of what was done."""
    dialogs = [type(shown).__name__ for shown in window.findChildren(QDialog) if shown.isVisible()]
    changed = [f"{what} {now}" for what, now in stood(window).items() if now != before[what]]
    now = window.desk.session.view
    acts = acts_of(now)[len(view.history) :] if now.case.case_id == view.case.case_id else []
    moved = window.desk.list._shown.currentIndex().row() - row
    return "; ".join([*dialogs, *changed, *acts, f"row {moved:+}", window.bar.text])


def press(window, action) -> None:
    key = action.shortcut()[0]
    QTest.keyClick(window.focusWidget(), key.key(), key.keyboardModifiers())


def noting(fired: list[str], name: str):
    return lambda _checked: fired.append(name)


def test_every_key_does_its_own_act(qtbot, window, desk, monkeypatch):
    asked, fired, wrong = [], [], {}
    for other in range(2):
        enter_case(desk, typed(f"Case {other}"))

    def choose(dialog):
        asked.append(dialog.windowTitle())
        dialog.deleteLater()
        return ()

    monkeypatch.setattr("desktop.ui.parts.choose_file._run", choose)
    received = lambda messages, *_: asked.append(f"{len(messages)} received")  # noqa: E731
    monkeypatch.setattr(window.desk.session, "receive", received)
    window.doctor = SimpleNamespace(begin=lambda: asked.append("the machine is examined"))
    for action in window.commands.actions:
        action.triggered.connect(noting(fired, action.objectName()))
    for action in window.commands.actions:
        name = action.objectName()
        if name in ENDING or action.shortcut().isEmpty():
            continue
        stand(qtbot, window, desk, name)
        QApplication.clipboard().setText("From: a@example.org\n\nA report")
        asked.clear()
        fired.clear()
        window.bar.forget()
        before, view = stood(window), window.desk.session.view
        row = window.desk.list._shown.currentIndex().row()
        press(window, action)
        settle(qtbot, window)
        settle(qtbot, window)
        seen = "; ".join([*asked, told(window, before, view, row)])
        if fired != [name] or DONE.get(name, "nothing is expected of it") not in seen:
            wrong[name] = (fired, seen)
        for dialog in window.findChildren(QDialog):
            dialog.close()
    assert wrong == {}


@pytest.mark.parametrize("name", ENDING)
def test_the_keys_that_end_the_desk_end_it(qtbot, window, name):
    action = next(action for action in window.commands.actions if action.objectName() == name)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, action)
    qtbot.waitUntil(lambda: window.page is None)
    assert window.isVisible() == (name == "lock")


@pytest.mark.parametrize(
    "key", ["J", "K", "Return", "A", "C", "S", "E", "X", "/", "?", "Ctrl+Z", "!", "N", "Ctrl+K"]
)
def test_the_keys_that_are_promised_are_there(window, key):
    assert [action for action in window.commands.actions if action.shortcut().toString() == key]
