"""Needs of the house can be set aside with a reason, needs of a policy never."""

from desktop.domain.fold import fold
from desktop.ui.case.stepper import Stepper
from desktop.ui.dialogs.waiver_dialog import WaiverDialog
from desktop.ui.parts.buttons import ActButton
from desktop.ui.parts.labels import Words
from tests.ui.conftest import settle


def waivers(window) -> dict[str, ActButton]:
    """The buttons that are shown now, by what they would set aside."""
    buttons = window.desk.inspector._stepper.findChildren(ActButton)
    return {b.accessibleName().removeprefix("Set aside: "): b for b in buttons if b.isVisibleTo(window)}


def words_of(stepper: Stepper) -> list[str]:
    return [label.text() for label in stepper.findChildren(Words) if label.isVisibleTo(stepper)]


def test_only_needs_of_the_house_offer_it(window):
    stages = window.desk.session.view.stages
    missing = next(stage for stage in stages if not stage.done).missing
    assert {need.origin for need in missing} == {"house", "policy"}
    assert set(waivers(window)) == {need.text for need in missing if need.origin == "house"}


def test_a_waiver_needs_a_reason_shows_it_and_can_be_undone(qtbot, window, desk, case_id):
    need = "A primary handler assigned"
    waivers(window)[need].click()
    dialog = window.findChild(WaiverDialog)
    dialog.primary.click()
    assert dialog.isVisible()
    assert not fold(desk.vault.history(case_id)).waived
    dialog._reason.put("Nobody is free")
    dialog.primary.click()
    settle(qtbot, window)
    assert fold(desk.vault.history(case_id)).waived[0].need == "handler"
    stepper = window.desk.inspector._stepper
    qtbot.waitUntil(lambda: "Set aside: Nobody is free" in words_of(stepper))
    assert need not in waivers(window)
    window.bar._action.click()
    settle(qtbot, window)
    assert not fold(desk.vault.history(case_id)).waived
    qtbot.waitUntil(lambda: need in waivers(window))
