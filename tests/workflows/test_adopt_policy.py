"""A vault takes a version of a policy into use; new cases pin it, and its own text can be quoted."""

import os
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.digest import sha256
from desktop.domain.events import ProfileAdopted
from desktop.domain.failures import InvalidPolicy, RefusedByPolicy
from desktop.domain.fold import fold
from desktop.domain.policy import Adoption
from desktop.files.policies import PolicyShelf
from desktop.formats.policy import read_profile
from desktop.workflows.desk.view_case import pinned_profile
from desktop.workflows.intake.enter_case import TypedReport, enter_case
from desktop.workflows.intake.open_case import policy_in_force
from desktop.workflows.policies.adopt_policy import adopt_policy, adopted_source, own_text, quote
from desktop.workflows.policies.amend_adoption import (
    amend_answers,
    answers_in_force,
    kept_text,
    wrong_answers,
)
from desktop.workflows.ports import Desk
from tests.histories import profile
from tests.workflows.desks import NOW

DATA = os.environ.get("EMBARGO_TEST_DATA", "")
needs_texts = pytest.mark.skipif(
    not DATA, reason="EMBARGO_TEST_DATA names no folder with the policies' texts"
)
BERLIN = Adoption(on=date(2026, 3, 2), timezone="Europe/Berlin", readings={"assess": "from-acknowledgement"})
TEXT = b"# Policy\n\nWe answer\xe2\x80\xae soon.\nThank you.\n"
MINE = f"""
schema = "cvd-profile/1"
[policy]
id = "mine"
code = "MINE"
organisation = "Example"
namespace = "https://example.org"
source_sha256 = "{sha256(TEXT)}"
[policy.lines]
1 = "1"
2a = "3-4"
9 = "40"
"""


def enter(desk: Desk, policy_id: str = "aumos") -> str:
    return enter_case(
        desk, TypedReport(policy_id=policy_id, channel="phone", title="A hole", text="It is.", arrived_at=NOW)
    )


@pytest.fixture
def with_mine(desk: Desk, tmp_path: Path) -> Desk:
    (tmp_path / "mine.toml").write_text(MINE)
    return replace(desk, tools=replace(desk.tools, policies=PolicyShelf(tmp_path)))


@pytest.mark.clause("AUM-3b")
def test_new_cases_are_held_to_what_was_adopted_and_open_ones_stay(desk: Desk) -> None:
    before = enter(desk)
    recorded = adopt_policy(desk, "aumos", BERLIN)
    assert isinstance(recorded.event, ProfileAdopted)
    assert recorded.case_id is None
    desk = replace(desk, tools=replace(desk.tools, random_digits=lambda count, _below: [1] * count))
    after = fold(desk.vault.history(enter(desk)))
    assert after.policy_sha256 == recorded.event.policy_sha256
    held_to = pinned_profile(desk.vault, after)
    assert held_to.calendar.timezone == "Europe/Berlin"
    assert held_to.adopted == BERLIN
    assert pinned_profile(desk.vault, fold(desk.vault.history(before))).calendar.timezone == "UTC"


def test_the_shelf_holds_until_something_is_adopted_and_then_the_latest_of_it(desk: Desk) -> None:
    assert adopted_source(desk, "aumos") == desk.tools.policies.source("aumos")
    adopt_policy(desk, "aumos", BERLIN)
    adopt_policy(desk, "aumos", Adoption(on=date(2026, 3, 2), timezone="Asia/Tokyo"))
    assert b'timezone = "Asia/Tokyo"' in adopted_source(desk, "aumos")
    assert b"Berlin" not in adopted_source(desk, "aumos")
    assert adopted_source(desk, "mushin") == desk.tools.policies.source("mushin")


def test_a_report_falls_under_what_held_when_it_arrived_however_late_it_is_taken_in(desk: Desk) -> None:
    def zone_for(arrived: datetime) -> str:
        return read_profile(policy_in_force(desk, "aumos", arrived)).calendar.timezone

    assert zone_for(NOW) == "UTC"
    for days, zone in ((3, "Europe/Berlin"), (6, "Asia/Tokyo")):
        at = NOW + timedelta(days=days)
        then = replace(desk, tools=replace(desk.tools, now=lambda at=at: at))
        adopt_policy(then, "aumos", Adoption(on=at.date(), timezone=zone))
    arrivals = {days: zone_for(NOW + timedelta(days=days)) for days in (0, 3, 5, 6, 9)}
    assert arrivals == {
        0: "Europe/Berlin",
        3: "Europe/Berlin",
        5: "Europe/Berlin",
        6: "Asia/Tokyo",
        9: "Asia/Tokyo",
    }


def test_what_was_adopted_holds_when_the_shelf_has_lost_it(with_mine: Desk, tmp_path: Path) -> None:
    adopt_policy(with_mine, "mine", Adoption(on=date(2026, 3, 2)))
    (tmp_path / "mine.toml").unlink()
    assert fold(with_mine.vault.history(enter(with_mine, "mine"))).policy_id == "mine"


def test_answers_that_do_not_fit_write_nothing(desk: Desk) -> None:
    for wrong in (
        Adoption(on=date(2026, 3, 2), timezone="Mars/Olympus"),
        Adoption(on=date(2026, 3, 2), readings={"assess": "guess"}),
    ):
        with pytest.raises(InvalidPolicy):
            adopt_policy(desk, "aumos", wrong)
    assert desk.vault.vault_history() == []


def test_what_was_decided_stays_unless_it_is_named_or_cleared(with_mine: Desk) -> None:
    today = date(2026, 3, 3)
    assert answers_in_force(with_mine, "aumos") is None
    assert amend_answers(with_mine, "aumos", BERLIN) == BERLIN
    adopt_policy(with_mine, "aumos", BERLIN)
    anew = Adoption(on=today, weekend=(), readings={"fix-high": "from-report"})
    amended = amend_answers(with_mine, "aumos", anew)
    assert (amended.on, amended.timezone, amended.weekend) == (today, "Europe/Berlin", ())
    assert amended.readings == {"assess": "from-acknowledgement", "fix-high": "from-report"}
    cleared = amend_answers(with_mine, "aumos", anew, ("timezone", "readings"))
    assert (cleared.timezone, cleared.readings) == ("", {"fix-high": "from-report"})


def test_a_text_is_kept_while_the_version_at_hand_is_made_from_it(with_mine: Desk, tmp_path: Path) -> None:
    assert kept_text(with_mine, "mine") == b""
    adopt_policy(with_mine, "mine", Adoption(on=date(2026, 3, 2)), TEXT)
    assert kept_text(with_mine, "mine") == TEXT
    (tmp_path / "mine.toml").write_text(MINE.replace(sha256(TEXT), sha256(b"another")))
    assert kept_text(with_mine, "mine") == b""


def test_a_reading_that_is_offered_no_more_is_left_out(with_mine: Desk, tmp_path: Path) -> None:
    clock = """[[clocks]]
id = "ack"
sentence = "Soon."
starts = ["report.received"]
stops = ["ack.sent"]
within = "2d"
"""
    other = '[[clocks.alternatives]]\nid = "later"\ntext = "Later."\nwithin = "3d"\n'
    (tmp_path / "mine.toml").write_text(MINE + clock + other)
    adopt_policy(with_mine, "mine", Adoption(on=date(2026, 3, 2), readings={"ack": "later"}))
    (tmp_path / "mine.toml").write_text(MINE + clock)
    assert amend_answers(with_mine, "mine", Adoption(on=date(2026, 3, 3))).readings == {}


def test_wrong_answers_are_told_apart_from_a_broken_policy(with_mine: Desk, tmp_path: Path) -> None:
    (wrong,) = wrong_answers(with_mine, "mine", Adoption(on=date(2026, 3, 2), timezone="Mars"))
    assert (wrong.key, wrong.message) == ("timezone", "There is no time zone Mars.")
    (tmp_path / "mine.toml").write_text("schema = ")
    assert wrong_answers(with_mine, "mine", Adoption(on=date(2026, 3, 2), timezone="Mars")) == ()


def test_a_pack_is_nobodys_policy(desk: Desk) -> None:
    with pytest.raises(RefusedByPolicy, match="is a pack"):
        adopt_policy(desk, "regulation", Adoption(on=date(2026, 3, 2)))
    assert desk.vault.vault_history() == []


def test_a_text_of_another_version_is_refused(with_mine: Desk) -> None:
    with pytest.raises(RefusedByPolicy, match="another version"):
        adopt_policy(with_mine, "mine", Adoption(on=date(2026, 3, 2)), b"something else")
    assert with_mine.vault.vault_history() == []


def test_clauses_are_quoted_from_the_adopted_text_with_nothing_hidden(with_mine: Desk) -> None:
    assert own_text(with_mine, "mine") == b""
    adopt_policy(with_mine, "mine", Adoption(on=date(2026, 3, 2)), TEXT)
    text, mine = own_text(with_mine, "mine"), with_mine.tools.policies.profile("mine")
    assert quote(text, mine, "MINE-2a") == "We answer⟨U+202E⟩ soon.\nThank you."
    assert quote(text, mine, "MINE-1") == "# Policy"
    assert quote(text, mine, "MINE-9") == ""
    assert quote(text, mine, "MINE-7") == ""


@needs_texts
@pytest.mark.parametrize("name", ["m87", "czm", "mushin", "terragon", "aumos"])
def test_every_line_that_a_shipped_profile_names_is_in_its_text(name: str) -> None:
    policy = profile(name)
    texts = [path.read_bytes() for path in Path(DATA, "seeds").rglob("*") if path.is_file()]
    (text,) = [text for text in texts if sha256(text) == policy.policy.source_sha256]
    assert policy.policy.lines
    for clause in policy.policy.lines:
        assert quote(text, policy, f"{policy.policy.code}-{clause}").strip()


def test_no_report_falls_under_a_pack(desk: Desk) -> None:
    with pytest.raises(RefusedByPolicy, match="pack of clocks"):
        enter(desk, "regulation")
