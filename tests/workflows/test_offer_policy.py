"""A newer version of a policy is offered with what would move, packs are taken on; nothing moves alone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.digest import sha256
from desktop.domain.event import Draft, Recorded
from desktop.domain.failures import CaseChanged, InvalidPolicy, RefusedByPolicy
from desktop.domain.fold import fold
from desktop.domain.policy import Adoption
from desktop.files.policies import PolicyShelf
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.intake.enter_case import TypedReport, enter_case
from desktop.workflows.policies.adopt_policy import adopt_policy
from desktop.workflows.policies.offer_policy import accept_offer, offered
from desktop.workflows.policies.take_pack import take_pack
from desktop.workflows.ports import Desk
from tests.workflows.desks import NOW

OLD = """
schema = "cvd-profile/1"
[policy]
id = "mine"
code = "MINE"
organisation = "Example"
namespace = "https://example.org"
updated = "2025-01-01"
[[clocks]]
id = "ack"
sentence = "An answer within 48 hours."
starts = ["report.received"]
stops = ["ack.sent"]
within = "48h"
[[clocks]]
id = "status"
sentence = "News every week."
starts = ["report.received"]
stops = ["fix.released"]
every = "7d"
tick = "status.sent"
[[clocks]]
id = "hold"
sentence = "Held for 90 days."
force = "rule"
starts = ["report.received"]
stops = ["fix.released"]
within = "90d"
[disclosure]
hold = { clock = "hold" }
"""
NEW = (
    OLD.replace("2025-01-01", "2026-02-01")
    .replace('"48h"', '"7d"')
    .replace('"90d"', '"30d"')
    .replace('id = "status"', 'id = "news"')
)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    (tmp_path / "mine.toml").write_text(OLD)
    return tmp_path / "mine.toml"


@pytest.fixture
def case(desk: Desk, shelf: Path) -> tuple[Desk, str]:
    desk = replace(desk, tools=replace(desk.tools, policies=PolicyShelf(shelf.parent)))
    typed = TypedReport(policy_id="mine", channel="phone", title="A hole", text="It is.", arrived_at=NOW)
    return desk, enter_case(desk, typed)


def test_the_same_version_is_no_offer_and_comments_are_no_version(
    case: tuple[Desk, str], shelf: Path
) -> None:
    desk, case_id = case
    assert offered(desk, case_id) is None
    shelf.write_text(f"# {OLD}".replace("\n", "\n\n").replace("# \n", "# again\n"))
    assert offered(desk, case_id) is None


def test_a_newer_version_is_offered_with_what_would_move_and_moves_nothing(
    case: tuple[Desk, str], shelf: Path
) -> None:
    desk, case_id = case
    before = view_case(desk, case_id)
    shelf.write_text(NEW)
    offer = offered(desk, case_id)
    assert offer is not None
    assert (offer.old_updated, offer.new_updated) == ("2025-01-01", "2026-02-01")
    moved = {m.clock: (m.old and m.old.due, m.new and m.new.due) for m in offer.moved}
    assert moved.keys() == {"ack", "hold", "status", "news"}
    assert [(d - NOW).days for d in moved["ack"] if d] == [2, 7]
    assert moved["status"][1] is None
    assert moved["news"][0] is None
    assert [(h.until - NOW).days for h in (offer.hold_before, offer.hold_after) if h.until] == [90, 30]
    assert view_case(desk, case_id) == before


def test_a_person_with_a_reason_moves_the_case_to_it(case: tuple[Desk, str], shelf: Path) -> None:
    desk, case_id = case
    shelf.write_text(NEW)
    offer = offered(desk, case_id)
    assert offer is not None
    assert isinstance(accept_offer(desk, case_id, offer, " "), Refusal)
    assert isinstance(accept_offer(desk, case_id, offer, "Agreed with Ada"), Recorded)
    view = view_case(desk, case_id)
    assert view.case.policy_sha256 == sha256(NEW.encode())
    assert view.profile.policy.updated == "2026-02-01"
    assert offered(desk, case_id) is None


def test_an_offer_on_a_case_that_moved_on_is_not_taken(case: tuple[Desk, str], shelf: Path) -> None:
    desk, case_id = case
    shelf.write_text(NEW)
    offer = offered(desk, case_id)
    assert offer is not None
    record_act(desk, case_id, e.AckSent())
    with pytest.raises(CaseChanged):
        accept_offer(desk, case_id, offer, "Agreed with Ada")
    assert fold(desk.vault.history(case_id)).policy_sha256 == sha256(OLD.encode())


def test_what_was_adopted_since_is_offered_too(case: tuple[Desk, str]) -> None:
    desk, case_id = case
    adopt_policy(desk, "mine", Adoption(on=date(2026, 3, 2), timezone="Asia/Tokyo"))
    offer = offered(desk, case_id)
    assert offer is not None
    assert offer.moved == ()
    assert b"Asia/Tokyo" in offer.source
    accept_offer(desk, case_id, offer, "Our days begin there")
    adopt_policy(desk, "mine", Adoption(on=date(2026, 3, 3), timezone="Asia/Tokyo"))
    assert offered(desk, case_id) is None


@pytest.mark.parametrize("newer", ["", "[policy"])
def test_a_version_that_is_gone_or_broken_is_not_offered(
    case: tuple[Desk, str], shelf: Path, newer: str
) -> None:
    desk, case_id = case
    shelf.write_text(newer)
    assert offered(desk, case_id) is None
    shelf.unlink()
    assert offered(desk, case_id) is None


def test_holidays_of_the_vault_count_in_both_versions(case: tuple[Desk, str], shelf: Path) -> None:
    desk, case_id = case
    holiday = e.HolidayAdded(policy_id="mine", on=date(2026, 3, 4))
    desk.vault.append(None, [Draft(holiday, NOW)], author="me", now=NOW)
    shelf.write_text(OLD.replace('"48h"', '"2bd"'))
    offer = offered(desk, case_id)
    assert offer is not None
    (moved,) = offer.moved
    assert moved.new is not None
    assert moved.new.due is not None
    assert (moved.new.due - NOW).days == 3


@pytest.mark.clause("M87-3.6b")
def test_a_case_takes_a_regulation_on_beside_its_policy(case: tuple[Desk, str]) -> None:
    desk, case_id = case
    assert isinstance(take_pack(desk, case_id, "regulation", ""), Refusal)
    assert isinstance(take_pack(desk, case_id, "regulation", "Personal data leaked"), Recorded)
    answer = e.ConditionAnswered("regulation", "gdpr-applies", applies=True, ground="Customers in Spain")
    assert isinstance(record_act(desk, case_id, answer), Recorded)
    assert isinstance(record_act(desk, case_id, e.BreachAware(ground="The log of Monday")), Recorded)
    view = view_case(desk, case_id)
    assert [pack.policy.id for pack in view.packs] == ["regulation"]
    due = {(r.policy_id, r.clock): r.due for r in view.readings}
    notice = due["regulation", "authority-notice"]
    assert notice is not None
    assert (notice - NOW).days == 3
    assert ("mine", "ack") in due
    again = take_pack(desk, case_id, "regulation", "Once more")
    assert isinstance(again, Refusal)


def test_a_policy_is_no_pack(case: tuple[Desk, str]) -> None:
    desk, case_id = case
    with pytest.raises(RefusedByPolicy, match="not a pack"):
        take_pack(desk, case_id, "aumos", "Why not")
    with pytest.raises(InvalidPolicy):
        take_pack(desk, case_id, "nobody", "Why not")
    assert view_case(desk, case_id).packs == ()
