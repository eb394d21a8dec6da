"""The one way out: only the gate clears, and an advisory only when all stands behind it."""

import copy
import pickle
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.clocks.hold import Hold, read_hold
from desktop.domain.event import Event
from desktop.domain.leaving.cleared import Cleared
from desktop.domain.leaving.gate import GateRefusal
from tests.domain.gatekeeping import CONTENT, MUSHIN, NOW, OTHER, ask, cleared, reasons, told

# --- only the gate clears ------------------------------------------------------------------------------


def test_the_gate_clears_exactly_these_bytes() -> None:
    passed = cleared()
    assert (passed.content, passed.tlp, passed.kind, passed.audience) == (
        CONTENT,
        "CLEAR",
        "advisory",
        "everyone",
    )
    assert passed.file_name == "a.json"
    assert not passed.encrypted


def test_nobody_else_makes_one() -> None:
    for token in (None, object(), True, "gate"):
        with pytest.raises(TypeError, match="only the gate"):
            Cleared(token, b"x", file_name="x", tlp="CLEAR", kind="advisory", audience="everyone")


def test_what_is_cleared_cannot_be_changed_copied_or_decoded() -> None:
    passed = cleared()
    with pytest.raises(TypeError):
        passed.content = b"other"
    with pytest.raises(TypeError):
        del passed.content
    for forge in (
        copy.copy,
        copy.deepcopy,
        pickle.dumps,
        lambda value: msgspec.structs.replace(value, content=b"other"),
        msgspec.json.encode,
        lambda _v: msgspec.convert({"content": b""}, Cleared),
        lambda _v: msgspec.json.decode(b"{}", type=Cleared),
        lambda _v: type("Forged", (Cleared,), {}),
    ):
        with pytest.raises((TypeError, msgspec.ValidationError)):
            forge(passed)


def test_the_gate_s_token_is_used_in_the_gate_alone() -> None:
    root = Path(__file__).parents[2] / "desktop"
    holders = {path.name for path in root.rglob("*.py") if "_GATE" in path.read_text()}
    assert holders == {"cleared.py", "gate.py"}


# --- advisories ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        (e.AffectedListed, "affected products and versions"),
        (e.SeveritySet, "severity"),
        (e.ReportConfirmed, "problem confirmed"),
        (e.AuditRecorded, "searched for similar"),
        (e.AuditDone, "audit declared done"),
        (e.FixReady, "fixes declared ready"),
        (e.CreditRecorded, "wish about credit"),
        (e.AdvisoryDrafted, "title and summary"),
    ],
)
def test_nothing_leaves_before_its_stages_are_done(lacking: type[Event], words: str) -> None:
    assert words in reasons(ask(told(without=lacking)))


def test_nothing_leaves_while_a_fix_is_taken_back() -> None:
    back = told(e.FixReverted("Widget", "it broke the login", "1.4"))
    assert "another fix for Widget 1.4" in reasons(ask(back))


def test_a_waived_need_of_the_house_is_settled() -> None:
    assert isinstance(
        ask(told(e.NeedWaived("credit", "no reply in a month"), without=e.CreditRecorded)), Cleared
    )


def test_a_rejected_or_closed_case_publishes_nothing() -> None:
    assert "rejected" in reasons(ask(told(e.ReportRejected("spam", "spam"))))
    assert "closed" in reasons(ask(told(e.CaseClosed("done"))))


@pytest.mark.clause("M87-3.5a")
@pytest.mark.parametrize("tlp", ["CLEAR", "GREEN"])
def test_a_public_advisory_waits_for_the_hold(tlp: str) -> None:
    hold = Hold(NOW + timedelta(days=3), stated=True, may_come_sooner=True, why="By the policy (X-1).")
    said = reasons(ask(hold=hold, tlp=tlp))
    assert "2026-01-23 00:00 UTC" in said
    assert "By the policy (X-1)." in said


@pytest.mark.parametrize("tlp", ["AMBER", "RED"])
def test_a_limited_advisory_may_leave_during_the_hold(tlp: str) -> None:
    hold = Hold(NOW + timedelta(days=3), stated=True, may_come_sooner=True, why="")
    assert isinstance(ask(hold=hold, tlp=tlp), Cleared)


def test_without_a_stated_hold_a_person_must_decide() -> None:
    unset = reasons(ask(hold=read_hold(MUSHIN, [], NOW)))
    assert "no date is set" in unset
    assert "`embargo hold agree`" in unset


@pytest.mark.clause("AUM-6b")
def test_mistakes_of_the_validator_are_reasons() -> None:
    assert "CSAF 6.1.8: wrong" in reasons(ask(mistakes=("CSAF 6.1.8: wrong",)))


@pytest.mark.clause("CZM-8a")
def test_the_bytes_name_their_own_case_and_no_other() -> None:
    assert "id of its case" in reasons(ask(content=b"Advisory"))
    said = reasons(ask(content=CONTENT + b" like " + OTHER.lower().encode()))
    assert OTHER in said


def test_the_hold_ends_at_its_very_instant() -> None:
    assert isinstance(ask(hold=Hold(NOW, stated=True, may_come_sooner=False, why="")), Cleared)
    later = Hold(NOW + timedelta(seconds=1), stated=True, may_come_sooner=False, why="")
    assert isinstance(ask(hold=later), GateRefusal)


def test_a_purged_case_publishes_nothing() -> None:
    assert "purged" in reasons(ask(msgspec.structs.replace(told(), purged=True)))
