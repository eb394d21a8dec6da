"""Everything that can be reached says what it is, and everything can be reached by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from desktop.domain.clocks.hold import Hold
from desktop.domain.embargo.state import Proposal
from desktop.domain.events import HandlerLeft, SlotThen
from desktop.domain.fixing.records import BranchRecord
from desktop.domain.incidents.incident import Action
from desktop.domain.journal import Finding
from desktop.domain.matrix.rows import Row
from desktop.domain.parties.departures import departures
from desktop.domain.policy.differences import Difference, stated_in
from desktop.domain.rights.team import Member
from desktop.formats.policies.reading.reader import read_proposal
from desktop.ui.case.reading_pane import TABS
from desktop.ui.dialogs.access_dialog import AccessDialog
from desktop.ui.dialogs.assign_dialog import AssignDialog
from desktop.ui.dialogs.cheat_sheet import CheatSheet
from desktop.ui.dialogs.close_dialog import CloseDialog
from desktop.ui.dialogs.departure_dialog import DepartureDialog
from desktop.ui.dialogs.disclosure_dialog import DisclosureDialog
from desktop.ui.dialogs.false_alarm_dialog import FalseAlarmDialog
from desktop.ui.dialogs.findings_dialog import FindingsDialog
from desktop.ui.dialogs.handover_dialog import HandoverDialog
from desktop.ui.dialogs.intake_key_dialog import IntakeKeyDialog
from desktop.ui.dialogs.key_dialog import KeyDialog
from desktop.ui.dialogs.keys_dialog import KeysDialog
from desktop.ui.dialogs.new_case_dialog import NewCaseDialog
from desktop.ui.dialogs.person_dialog import PersonDialog
from desktop.ui.dialogs.policy_dialog import PolicyDialog
from desktop.ui.dialogs.question_dialog import QuestionDialog
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.dialogs.release_dialog import ReleaseDialog
from desktop.ui.dialogs.settings_dialog import SettingsDialog
from desktop.ui.dialogs.snooze_dialog import SnoozeDialog
from desktop.ui.dialogs.taken_dialog import TakenDialog
from desktop.ui.dialogs.waiver_dialog import WaiverDialog
from desktop.ui.dialogs.wish_dialog import WishDialog
from desktop.ui.doctor.doctor_dialog import DoctorDialog
from desktop.ui.embargo.break_glass_dialog import BreakGlassDialog
from desktop.ui.embargo.exit_dialog import ExitDialog
from desktop.ui.embargo.proposal_dialog import ProposalDialog, RefusalDialog, ToldDialog
from desktop.ui.fixing.branch_dialogs import BranchReleaseDialog, ExemptDialog, TakeBackDialog
from desktop.ui.fixing.releases_dialog import ReleasesDialog
from desktop.ui.help.help_dialog import HelpDialog
from desktop.ui.incidents.learning_dialogs import (
    CauseDialog,
    LinkDialog,
    OutcomeDialog,
    PlanDialog,
    ReviewDialog,
)
from desktop.ui.incidents.new_incident_dialog import NewIncidentDialog
from desktop.ui.key_work import KeyAtHand
from desktop.ui.keys_in_use import KeysInUse
from desktop.ui.palette.offers import commands
from desktop.ui.palette.palette import Palette
from desktop.ui.policies.adopt_dialog import AdoptDialog
from desktop.ui.policies.check_dialog import CheckDialog
from desktop.ui.policies.dates_dialog import DatesDialog
from desktop.ui.policies.offer_dialog import OfferDialog
from desktop.ui.policies.pack_dialog import PackDialog
from desktop.ui.policies.policy_work import Asked
from desktop.ui.policies.proposing.correct_dialog import CorrectDialog
from desktop.ui.policies.proposing.take_dialog import TakeDialog
from desktop.ui.policies.publish_dialog import PublishDialog
from desktop.ui.printers.print_dialog import PrintDialog
from desktop.ui.printing import print_timeline
from desktop.ui.retention.content_dialog import ContentDialog
from desktop.ui.scoring.cvss_dialog import CvssDialog
from desktop.ui.settings import DeskSettings
from desktop.ui.slots.add_slot_dialog import AddSlotDialog
from desktop.ui.slots.code_dialog import CodeDialog
from desktop.ui.slots.rekey_dialog import RekeyDialog
from desktop.ui.slots.secret_dialog import ProveDialog, RemoveDialog, ReplaceDialog
from desktop.ui.slots.slots_dialog import SlotsDialog
from desktop.workflows.correspondence.take_key import OfferedKey
from desktop.workflows.custody.doctor import Check
from desktop.workflows.custody.known_handlers import AtWork
from desktop.workflows.custody.review_access import Access
from desktop.workflows.keeping_ports import Verification
from desktop.workflows.policies.foresee_moves import Moves
from desktop.workflows.policies.keep_dates import KnownDate
from desktop.workflows.policies.offer_policy import Moved, Offer
from desktop.workflows.policies.take_proposal import Taking
from desktop.workflows.ports import KeyInfo
from desktop.workflows.promises.export_timeline import timeline_on_paper
from desktop.workflows.publication.preview_advisory import preview_advisory
from desktop.workflows.publication.take_facts import Taken
from desktop.workflows.publication.tell_leaks import FoundLeak
from desktop.workflows.slot_ports import SlotInfo
from tests.fake_printers import HALL, OFFICE
from tests.histories import history
from tests.ui.conftest import NOW, untrusted
from tests.ui.test_policy_proposal import TEXT

LEFT = history((NOW, HandlerLeft("Grace", "Henry", "", (SlotThen("s1", "passphrase"),), "AB12" * 10)))
INTERACTIVE = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QTabBar)
NO_KEY = "None is chosen: reports cannot be opened, nor advisories signed."
KEY = KeyInfo("AB12" * 10, (untrusted("Ada <ada@example.org>"),), False, True, True)


def unnamed(top: QWidget) -> list[str]:
    """Interactive widgets without an accessible name; Qt's own inner ones carry a qt_ name."""
    found = []
    for widget in top.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_") or widget.parent() is None
        own = isinstance(widget, INTERACTIVE) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        internal = type(widget).__module__.startswith("PySide6") and isinstance(widget.parent(), INTERACTIVE)
        if own and not inner and not internal and not widget.accessibleName():
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def test_every_widget_of_the_desk_has_a_name(window):
    for tab in TABS:
        window.desk.reading.show_tab(tab)
        assert unnamed(window) == []


def test_every_widget_of_the_jobs_has_a_name(qtbot, window):
    window.background.run(lambda _p: None, name="Check the vault")
    window.jobs.turn()
    qtbot.waitUntil(lambda: window.background.idle)
    window.jobs.tell()
    assert unnamed(window.jobs) == []


@pytest.mark.parametrize("page", ["first_run", "recovery", "unlock"])
def test_every_widget_at_the_door_has_a_name(window, page):
    assert unnamed(getattr(window.entrance, page)) == []


def dialogs(window, desk, case_id):
    view, policies = window.desk.session.view, (("aumos", "AumOS"),)
    preview = preview_advisory(desk, case_id)
    yield NewCaseDialog(window, policies, NOW)
    yield CloseDialog(window, view)
    branch = BranchRecord("Scanner", "1.4")
    yield TakeBackDialog(window, branch, "The fix")
    yield ExemptDialog(window, branch, "The fix", Row("1.4", "supported"))
    yield BranchReleaseDialog(window, branch, "The fix", NOW.date(), out_of_band=True)
    yield ReleasesDialog(window, (), can_plan=True)
    yield DisclosureDialog(window, view, NOW)
    found = ("ab12", "internal-host", "csaf", "a.json", 3, "10.1.2.3", "A host within stands in it.")
    yield FalseAlarmDialog(window, FoundLeak(*found, acceptable=True, document="0" * 64), ())
    yield ProposalDialog(window, view, NOW)
    yield RefusalDialog(window, view, Proposal("a", NOW, NOW, "reporter", "her mail"))
    yield ToldDialog(window, "CERT/CC")
    yield ExitDialog(window, view)
    yield BreakGlassDialog(window, NOW, by_law=True)
    yield IntakeKeyDialog(window, (KEY,), "")
    yield KeyDialog(window, (KeyAtHand(OfferedKey(KEY, b"", taken=False), "file"),), NOW)
    yield PersonDialog(window)
    yield PersonDialog(window, view.people[0].person)
    yield WishDialog(window, view, view.people[0])
    yield AssignDialog(window, ("Grace Handler", "Henry"), "Grace Handler", "")
    yield HandoverDialog(window, (AtWork("Grace", 2, gone=False),), has_status=True)
    yield DepartureDialog(window, departures(LEFT))
    yield WaiverDialog(window, view.stages[0].needs[0])
    yield ContentDialog(window, view.case)
    yield PrintDialog(window, timeline_on_paper(desk, case_id, "a.pdf", print_timeline), (OFFICE, HALL))
    yield FindingsDialog(window, Verification(1, "", (Finding(1, "does not follow"),), (), ()))
    yield PolicyDialog(window, policies)
    yield ReleaseDialog(window, preview, (KEY,), "", "/tmp")
    yield SettingsDialog(window, DeskSettings())
    slots = (SlotInfo("1", "passphrase", "", NOW), SlotInfo("2", "keyring", "Own", NOW))
    yield AccessDialog(window, Access((Member("Grace", roles=frozenset({"auditor"})),), slots))
    yield CheatSheet(window, window.commands.actions)
    yield Palette(window, commands(window), (), lambda _typed, take: take(()))
    yield KeysDialog(window, window.commands.actions, KeysInUse(window.commands.usual_keys, {}, {}, ""))
    yield CvssDialog(window, "", "")
    yield CvssDialog(window, "AV:N/E:P/CR:H", "AV:N/E:P/CR:H/S:P")
    yield SnoozeDialog(window, 3, NOW)
    yield HelpDialog(window, "clocks", {})
    yield TakenDialog(window, Taken(case_id, "csaf.json", (), (), ("It says that 2.4.3 is fixed.",)))
    doctor = DoctorDialog(window)
    doctor.show_checks(
        (
            Check("GnuPG", "missing", "GnuPG is not installed.", packages=("gnupg",)),
            Check("Intake key", "weak", NO_KEY, mends="choose-key"),
            Check("Fonts", "good", "Fine."),
        )
    )
    yield doctor
    yield from policy_dialogs(window, desk, view)
    yield from incident_dialogs(window, view)
    yield from proposal_dialogs(window, desk)


def proposal_dialogs(window, desk):
    proposal = read_proposal(TEXT.encode(), "SECURITY.md")
    for item in proposal.items:
        if item.table in ("clock", "intake", "versions"):
            yield CorrectDialog(window, item, {})
    source = desk.tools.policies.source("aumos")
    profile = desk.tools.policies.profile("aumos")
    stated = stated_in(profile)
    differences = (Difference(None, stated[1]), Difference(stated[2], None), Difference(stated[3], stated[4]))
    for is_new in (True, False):
        yield TakeDialog(window, Taking(profile, source, b"", differences, Moves((), 3, 3), is_new))


def incident_dialogs(window, view):
    yield NewIncidentDialog(window, (("aumos", "AumOS"),), NOW)
    yield CauseDialog(window, view)
    yield PlanDialog(window, NOW, "Grace Handler")
    yield LinkDialog(window)
    yield ReviewDialog(window, view, NOW)
    yield OutcomeDialog(window, Action("1", "Rotate every key", "Kim", NOW.date()), done=True)


def policy_dialogs(window, desk, view):
    asking = desk.tools.policies.profile("m87")
    yield RecordDialog(window, view, NOW, "lateness.explained")
    yield QuestionDialog(window, "m87", asking.conditions[0])
    yield PackDialog(window, (desk.tools.policies.profile("regulation"),))
    yield PublishDialog(window, "AumOS", has_key=True)
    yield CheckDialog(window, Path("own.toml"), ("policy, code (line 2): This key is missing.",))
    dates = DatesDialog(window, asking, NOW.date())
    dates.show_dates((KnownDate("release", NOW.date()), KnownDate("holiday", NOW.date(), of_profile=True)))
    yield dates
    yield from slot_dialogs(window)
    asked = Asked(asking, None, False, (("UTC", "UTC"),), (("DE", "Germany"),))
    yield AdoptDialog(window, asked, NOW.date())
    hold = Hold(NOW, stated=True, may_come_sooner=False, why="")
    moved = Moved("ack", "Receipt is acknowledged.", view.readings[0], None)
    yield OfferDialog(window, Offer("", 1, "m87", "", b"", "", "", (moved,), hold, hold))


def slot_dialogs(window):
    slots = [
        SlotInfo("a1", "passphrase", "Passphrase and key file", NOW, ("passphrase", "key-file")),
        SlotInfo("b2", "recovery", "Recovery code", NOW, ("recovery",)),
        SlotInfo("c3", "openpgp", "OpenPGP key", NOW, ("openpgp",), "A" * 40, NOW),
    ]
    yield SlotsDialog(window, slots)
    yield AddSlotDialog(window, ("passphrase", "recovery", "openpgp", "keyring"), ())
    yield RekeyDialog(window, slots)
    yield CodeDialog(window, "-".join(["7XK2M"] * 8))
    for slot in slots:
        yield ProveDialog(window, slot)
        yield ReplaceDialog(window, slot)
        yield RemoveDialog(window, slot)


def test_every_widget_of_every_dialog_has_a_name(window, desk, case_id):
    for dialog in dialogs(window, desk, case_id):
        assert unnamed(dialog) == [], type(dialog).__name__
        assert dialog.accessibleName()


def test_tab_leaves_every_text_box(window):
    boxes = window.findChildren(QPlainTextEdit)
    assert boxes
    assert all(box.tabChangesFocus() for box in boxes)


def test_shortcuts_are_unique_and_all_stand_in_the_cheat_sheet(window):
    keys = [action.shortcut().toString() for action in window.commands.actions]
    assert all(keys)
    assert len(keys) == len(set(keys))
    assert {"J", "K", "Return", "A", "C", "E", "/", "?", "Ctrl+Z", "Ctrl+O", "Ctrl+L"} <= set(keys)
    sheet = CheatSheet(window, window.commands.actions)
    words = {label.text() for label in sheet.findChildren(QWidget) if hasattr(label, "say")}
    assert {action.text().replace("&", "").rstrip("…") for action in window.commands.actions} <= words


def letter(window, key: str) -> QAction:
    return next(a for a in window.commands.actions if a.shortcut().toString() == key)


def test_single_letters_rest_while_somebody_types(qtbot, window):
    window.activateWindow()
    window.desk.list.case_view.setFocus()
    window.commands._on_focus(window.desk.list.case_view)
    assert letter(window, "J").isEnabled()
    window.desk.reading.show_tab("confirm")
    typing = window.desk.reading.tabs["confirm"].fields["cwe"].control
    window.commands._on_focus(typing)
    assert not letter(window, "J").isEnabled()
    assert letter(window, "Ctrl+Z").isEnabled()


def test_single_letters_can_be_switched_off(window):
    window.use_settings(DeskSettings(single_letters=False))
    assert not letter(window, "J").isEnabled()
    assert letter(window, "Ctrl+L").isEnabled()
    window.use_settings(DeskSettings())


def test_no_menu_is_a_wall_of_entries(window):
    menus = [action.menu() for action in window.commands.bar.actions()]
    assert [menu.accessibleName() for menu in menus] == ["File", "Vault", "Case", "Triage", "Go", "Help"]
    for menu in menus:
        groups = [[]]
        for action in menu.actions():
            groups.append([]) if action.isSeparator() else groups[-1].append(action)
        assert max(map(len, groups)) <= 8, menu.accessibleName()
        assert all(groups[1:]), menu.accessibleName()
