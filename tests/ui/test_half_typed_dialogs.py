"""What is half typed into a dialog is there again after a lock; secrets are kept nowhere."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain import events as e
from desktop.ui.dialogs.disclosure_dialog import DisclosureDialog
from desktop.ui.dialogs.intake_key_dialog import IntakeKeyDialog
from desktop.ui.dialogs.key_dialog import KeyDialog
from desktop.ui.dialogs.record_dialog import RecordDialog, all_abouts
from desktop.ui.dialogs.settings_dialog import SettingsDialog
from desktop.ui.door import Opened
from desktop.ui.policies.dates_dialog import DatesDialog
from desktop.ui.policies.editing.edit_errand import _open
from desktop.ui.products.products_dialog import ProductsDialog
from desktop.ui.scoring.cvss_dialog import CvssDialog
from desktop.ui.settings import DeskSettings
from desktop.ui.versions.matrix_dialog import MatrixDialog
from desktop.ui.versions.trace_dialog import TraceDialog
from tests.people import someone
from tests.ui.conftest import settle


@pytest.fixture
def come_back(qtbot, window, desk, case_id):
    def lock_and_come_back():
        window.lock()
        settle(qtbot, window)
        desk.vault._open = True  # unlocked again
        window.open_desk(Opened(desk, DeskSettings()))
        window.desk.session.show_case(case_id)
        settle(qtbot, window)

    return lock_and_come_back


@pytest.fixture
def opened(qtbot, window):
    def open_it(act, kind):
        act(window.desk.errands)
        settle(qtbot, window)
        return [dialog for dialog in window.findChildren(kind) if dialog.isVisible()][-1]

    return open_it


def test_the_name_of_a_holiday_survives_the_lock(opened, come_back):
    def act(errands):
        errands.policies.keep_dates_of_case()

    dialog = opened(act, DatesDialog)
    dialog.choose_kind("holiday")
    dialog._name.put("Founders' day")
    come_back()
    again = opened(act, DatesDialog)
    assert (again._kind.value, again._name.value) == ("holiday", "Founders' day")
    assert again._name.isVisible()


def test_a_product_survives_the_lock_and_what_is_read_of_the_list(opened, come_back):
    def act(errands):
        errands.products.show()

    opened(act, ProductsDialog)._product.put("Half a name")
    come_back()
    assert opened(act, ProductsDialog)._product.value == "Half a name"


def test_removing_a_product_leaves_what_is_typed_of_another(qtbot, window, opened):
    dialog = opened(lambda errands: errands.products.show(), ProductsDialog)
    dialog.kept.emit(e.ProductListed("Acme", "Old"), None)
    settle(qtbot, window)
    assert dialog._product.value == ""  # what was listed is not typed any more
    dialog._product.put("Half a name")
    dialog.dropped.emit(e.ProductListed("Acme", "Old"))
    settle(qtbot, window)
    assert dialog._product.value == "Half a name"


def test_a_word_on_versions_and_a_question_to_a_clone_survive_the_lock(
    qtbot, window, opened, come_back, case_id
):
    def act(errands):
        errands.versions.show("")

    listed = e.AffectedListed(vendor="Acme", product="Widget", affected=("1.0",), supported_branches=("1",))
    window.desk.session.act(listed)
    settle(qtbot, window)
    matrix = opened(act, MatrixDialog)
    matrix.word.ground.put("I read the code.")
    matrix.trace_wanted.emit()
    matrix.findChild(TraceDialog).introduced.put("a1b2c3")
    come_back()
    again = opened(act, MatrixDialog)
    assert again.word.ground.value == "I read the code."
    again.trace_wanted.emit()
    settle(qtbot, window)
    assert again.findChild(TraceDialog).introduced.value == "a1b2c3"
    again.findChild(TraceDialog).reject()  # thought better of it: the word stays
    settle(qtbot, window)
    come_back()
    assert opened(act, MatrixDialog).word.ground.value == "I read the code."


def test_a_vector_that_is_half_chosen_survives_the_lock(qtbot, window, opened, come_back):
    def act(_errands):
        window.desk.reading.show_tab("confirm")
        settle(qtbot, window)
        window.desk.reading.tabs["confirm"]._severity._on_score()

    opened(act, CvssDialog)._three._on_chosen("AV", "N")
    come_back()
    again = opened(act, CvssDialog)
    assert again.vectors[0].endswith("AV:N")
    assert "AV:N" in again._three._line.value


def test_settings_survive_the_lock(window, opened, come_back):
    def act(_errands):
        window.setting.open()

    opened(act, SettingsDialog)._handler.put("Grace B. Handler")
    come_back()
    assert opened(act, SettingsDialog).handler == "Grace B. Handler"


def test_the_intake_key_survives_the_lock_without_its_passphrase(desk, opened, come_back):
    def act(errands):
        errands.keys.choose_intake_key()

    dialog = opened(act, IntakeKeyDialog)
    dialog._key.put("new")
    dialog._name.put("Security team")
    dialog._passphrase.put("hunter2 hunter2")
    come_back()
    again = opened(act, IntakeKeyDialog)
    assert again.new_key == ("Security team", "", "")
    assert not [kept for kept in desk.vault._drafts.values() if b"hunter2" in kept]


def test_how_a_key_was_compared_is_never_given_to_another_key(qtbot, window, opened, come_back):
    def act(errands):
        errands.keys.take_key()

    dialog = opened(act, KeyDialog)
    dialog._how.put("by phone")
    come_back()
    again = opened(act, KeyDialog)
    assert again._how.value == "by phone"  # no key is at hand yet
    again._how.put("on her card")
    with someone("Ada", "ada@example.org") as ada:
        QApplication.clipboard().setText(ada.public.decode())
    again._on_paste()
    settle(qtbot, window)
    assert again.key.offer.info.fingerprint == ada.fingerprint
    come_back()
    assert opened(act, KeyDialog)._how.value == ""


DAMAGED = (b"\xff\xfe", b"{", b"[1]", b'{"a": {"b": 1}}')


@pytest.mark.parametrize("kept", DAMAGED)
def test_a_damaged_draft_stops_no_dialog_no_form_and_no_case(qtbot, window, desk, case_id, opened, kept):
    keys = [f"case/{case_id}/{form}" for form in ("letters", "confirm", "fix", "letters/saved")]
    keys += [f"case/{case_id}/record/{about}" for about in all_abouts(window.desk.session.view)]
    keys += [f"case/{case_id}/dialog/DisclosureDialog/"]
    for key in keys:
        desk.vault.keep_draft(key, kept)
    window.desk.session.show_case(case_id)
    settle(qtbot, window)
    assert window.desk.session.view.case.case_id == case_id
    assert opened(lambda errands: errands.cases.agree_on_date(), DisclosureDialog).isVisible()
    assert opened(lambda errands: errands.records.record(), RecordDialog).isVisible()
    assert window.bar.isHidden()


def test_a_damaged_draft_of_a_profile_or_of_a_review_opens_what_is_there(desk):
    for kept in DAMAGED:
        desk.vault.keep_draft("case//profile/aumos", kept)
        _opened, unsaved, draft = _open(desk, "aumos")
        assert unsaved is None
        assert draft.mistakes == ()
