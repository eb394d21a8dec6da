"""Each of the five policies, from a dropped report to a closed case, through the window alone.

Every gate is tried while it is shut: the same button that does the step later must refuse it before, and say
why; the milestone does not stand.
"""

from pathlib import Path

import msgspec
import pytest

from desktop.ui.dialogs.close_dialog import CloseDialog
from desktop.ui.dialogs.disclosure_dialog import DisclosureDialog
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.parts.labels import Words
from tests.journeys.hands import Hands
from tests.journeys.stations import (
    assess,
    audit,
    declare_confirmed,
    last_look,
    release_fixes,
    reproduce,
    sign,
    take_in,
    write_advisory,
)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


class Promise(msgspec.Struct, frozen=True):
    """What is particular about a policy on the way of a report."""

    address: str
    opens_the_hold: str
    """What lets a fixed problem be told: `release`, `remediation` or `decision`."""
    asks_for: tuple[str, ...]
    """Milestones of the policy without which a case does not end."""


POLICIES = {
    "m87": Promise("root@cosmicai.dev", "remediation", ("remediation.complete",)),
    "czm": Promise(
        "security@czm.ai", "decision", ("assessment.sent", "remediation.complete", "reporter.notified")
    ),
    "mushin": Promise("security@mushinai.com", "decision", ("fix.ready", "audit.done")),
    "terragon": Promise("security@terragon.com", "decision", ()),
    "aumos": Promise(
        "security@aumos.io", "release", ("assessment.sent", "fix.released", "reporter.notified")
    ),
}


def dropped(folder: Path, address: str) -> Path:
    mail = folder / "report.eml"
    mail.write_bytes(
        f"From: Robin Finder <robin@example.net>\r\nTo: {address}\r\nSubject: Export reads across tenants\r\n"
        "\r\nAny tenant reads the findings of all others. Credit me as Robin Finder.\r\n".encode()
    )
    return mail


class Gates:
    """The gates of a case as somebody in a hurry meets them."""

    def __init__(self, qtbot, hands, window):
        self._qtbot, self._hands, self._window = qtbot, hands, window
        self._desk = window.desk

    @property
    def milestones(self):
        return self._desk.session.view.case.milestones

    def shut(self, tab: str, kind: str, because: str, button: str = "primary"):
        """The button of this tab refuses, in words, and the milestone does not stand."""
        self._desk.show_tab(tab)
        form = self._desk.reading.tabs[tab]
        self._hands.click(getattr(form, button))
        assert form._refusal.isVisible(), (tab, kind)
        assert because in form._refusal.text()
        assert kind not in self.milestones

    def shut_button(self, tab: str, button: str):
        """The button of this tab cannot even be pressed."""
        self._desk.show_tab(tab)
        assert not getattr(self._desk.reading.tabs[tab], button).isEnabled()

    def shut_end(self):
        """The case does not close."""
        dialog = self._closing()
        self._hands.click(dialog.primary)
        assert dialog.isVisible()
        assert self._desk.session.view.case.open
        dialog.reject()

    def end(self):
        dialog = self._closing()
        self._hands.click(dialog.primary)
        assert not self._desk.session.view.case.open

    def _closing(self):
        self._desk.errands.cases.close_case()
        self._qtbot.waitUntil(lambda: bool(self._shown(CloseDialog)))
        return self._shown(CloseDialog)[0]

    def _shown(self, kind):
        return [dialog for dialog in self._window.findChildren(kind) if dialog.isVisible()]

    def record(self, kind: str):
        self._desk.errands.records.record(kind)
        self._qtbot.waitUntil(lambda: bool(self._shown(RecordDialog)))
        self._hands.click(self._shown(RecordDialog)[0].primary)
        assert kind in self.milestones

    def agree(self):
        """An agreement without evidence is refused where it is made."""
        self._desk.errands.cases.agree_on_date()
        self._qtbot.waitUntil(lambda: bool(self._shown(DisclosureDialog)))
        dialog = self._shown(DisclosureDialog)[0]
        self._hands.click(dialog.primary)
        assert dialog.isVisible()
        assert "disclosure.agreed" not in self.milestones
        self._hands.type(dialog._evidence.words, "Robin's message of today")
        self._hands.click(dialog.primary)
        assert "disclosure.agreed" in self.milestones


@pytest.mark.parametrize("policy_id", POLICIES)
def test_a_report_is_carried_to_its_end_and_no_gate_opens_early(qtbot, opened, tmp_path, policy_id):
    window, _intake = opened
    promise, desk, hands = POLICIES[policy_id], window.desk, Hands(qtbot, window)
    gates = Gates(qtbot, hands, window)
    hands.drop(dropped(tmp_path, promise.address))
    assert desk.session.view.case.policy_id == policy_id

    gates.shut("confirm", "report.confirmed", "at least one affected version")
    desk.show_tab("audit")
    hands.type(desk.reading.tabs["audit"].fields["searched"], "All readers of the tenant header")
    gates.shut("audit", "audit.done", "This step is locked")
    gates.shut("fix", "fix.ready", "This step is locked")
    gates.shut("fix", "fix.released", "This step is locked", "_released")
    gates.shut_button("advisory", "_published")

    take_in(hands, desk)
    assess(hands, desk)
    gates.shut("confirm", "report.confirmed", "the problem reproduced")
    reproduce(hands, desk)
    declare_confirmed(hands, desk)
    gates.shut("fix", "fix.ready", "audit declared done")
    gates.shut_end()
    desk.show_tab("audit")
    audit(hands, desk)
    gates.shut("fix", "fix.ready", "a test that passes")
    gates.shut("fix", "fix.released", "a test that passes", "_released")
    release_fixes(hands, desk)
    gates.shut_end()
    gates.shut_button("advisory", "_published")
    desk.show_tab("advisory")
    out = tmp_path / "out"
    out.mkdir()
    write_advisory(hands, desk)
    open_the_hold(gates, hands, window, promise)
    sign(hands, window, out)
    gates.shut_end()
    finish(gates, desk, hands, promise)
    assert {*promise.asks_for, "advisory.published", "case.closed"} <= gates.milestones.keys()
    assert all(stage.done for stage in desk.session.view.stages)


def open_the_hold(gates: Gates, hands, window, promise: Promise):
    """Where a fix does not end it, nothing that is meant for everybody can be signed before it ends."""
    if promise.opens_the_hold == "release":
        return
    dialog = last_look(window)
    assert not dialog.primary.isEnabled()
    assert any("TLP:CLEAR would publish it" in words.text() for words in dialog.findChildren(Words))
    dialog.reject()
    if promise.opens_the_hold == "remediation":
        gates.record("remediation.complete")
    else:
        gates.agree()
    window.desk.show_tab("advisory")
    hands.click(window.desk.reading.tabs["advisory"].primary)


def finish(gates: Gates, desk, hands, promise: Promise):
    """The publication, what the policy still asks for, and the end."""
    hands.click(desk.reading.tabs["advisory"]._published)
    assert "advisory.published" in gates.milestones
    owed = [kind for kind in promise.asks_for if kind not in gates.milestones]
    if owed:
        gates.shut_end()
    for kind in owed:
        if kind == "reporter.notified":
            desk.show_tab("letters", "fix-notice")
            hands.wait()
            hands.click(desk.reading.letters.mark_sent)
        else:
            gates.record(kind)
    gates.end()
