"""Breaking the glass on a real vault: one transaction, a holding advisory that may leave, one undoing."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.decide import Refusal
from desktop.domain.embargo.breaking import Known
from desktop.domain.event import Draft, name_of
from desktop.domain.failures import CaseChanged, RefusedByPolicy
from desktop.domain.fold import fold
from desktop.domain.inert import Untrusted
from desktop.workflows.desk.record_act import record_act
from desktop.workflows.desk.view_case import view_case
from desktop.workflows.embargo.break_glass import Plan, break_glass, mend_glass, plan_break_glass
from desktop.workflows.policies.take_pack import take_pack
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.publication.preview_advisory import preview_advisory
from desktop.workflows.publication.publish_advisory import publish_advisory
from desktop.workflows.vault_ports import Vault
from tests.workflows.conftest import Keyholder
from tests.workflows.desks import CASE, NOW, TEXT, confirm_audit_fix, desk_on, later, receive, tell


@pytest.fixture
def desk(either_vault: Vault, us: Keyholder) -> Desk:
    return desk_on(either_vault, us.gpg)


@pytest.fixture
def signing(us: Keyholder) -> str:
    return us.key.fingerprint


PUBLIC = Known("https://blog.example/post", public=True)
LISTED = e.AffectedListed("MushinAI", "Platform", (">=1.2",), ())


def broken(desk: Desk, known: Known = PUBLIC) -> Plan:
    plan = break_glass(desk, CASE, known)
    assert isinstance(plan, Plan), plan.sentence
    return plan


def kinds(desk: Desk) -> list[str]:
    return [name_of(r.event) for r in desk.vault.history(CASE)]


def test_what_is_planned_is_what_is_recorded_together(desk: Desk) -> None:
    receive(desk)
    tell(desk, LISTED)
    before = kinds(desk)
    plan = plan_break_glass(desk, CASE, PUBLIC)
    assert isinstance(plan, Plan)
    assert kinds(desk) == before
    assert broken(desk).drafts == plan.drafts
    assert kinds(desk) == [*before, "details.disclosed", "advisory.drafted", "embargo.exited"]
    view = view_case(desk, CASE)
    assert (view.embargo.state, view.hold.ended(NOW)) == ("exited", True)
    assert [t.whom for t in view.to_tell] == ["reporter", "users"]
    assert plan.to_tell == view.to_tell


def test_the_drafted_words_tell_nothing_of_the_reporter_or_the_report(desk: Desk) -> None:
    receive(desk, subject="Hole in loader")
    broken(desk, Known("https://blog.example/post", exploit=True, attack=True))
    text = fold(desk.vault.history(CASE)).advisory
    assert text is not None
    words = f"{text.title} {text.summary} {text.remediation}".casefold()
    assert not any(word in words for word in ("ada", "loader", "reporter.example", "blog.example"))
    assert "exploit" in words
    assert "attacks" in words
    assert "a fix is being prepared" in words


def test_words_that_are_there_are_kept_and_what_is_missing_is_said(desk: Desk) -> None:
    receive(desk)
    tell(desk, e.AdvisoryDrafted(text=TEXT))
    plan = broken(desk, Known("seen", attack=True))
    case = fold(desk.vault.history(CASE))
    assert case.advisory == TEXT
    assert len(plan.remarks) == 3
    assert "are kept" in plan.remarks[0]
    assert "CSAF advisory cannot leave without a product" in plan.remarks[1]
    assert "CSIRT within 24 hours" in plan.remarks[2]


def test_what_a_law_may_ask_for_is_said_with_the_packs_that_know_it(desk: Desk) -> None:
    receive(desk)
    plan = plan_break_glass(desk, CASE, Known("a dump", public=True, personal_data=True))
    assert isinstance(plan, Plan)
    assert plan.packs == ("regulation",)
    (said,) = [remark for remark in plan.remarks if "GDPR" in remark]
    assert "no clock of this case starts with it: take on the pack `regulation`" in said
    take_pack(desk, CASE, "regulation", "It applies to us")
    taken = plan_break_glass(desk, CASE, Known("a dump", public=True, personal_data=True))
    assert isinstance(taken, Plan)
    assert (taken.packs, [r for r in taken.remarks if "GDPR" in r]) == ((), [])


def test_since_when_it_is_public_may_lie_before_the_report(desk: Desk) -> None:
    receive(desk)
    since = NOW - timedelta(days=9)
    assert isinstance(break_glass(desk, CASE, PUBLIC, since), Plan)
    view = view_case(desk, CASE)
    assert view.hold.until == since
    assert isinstance(break_glass(desk, CASE, PUBLIC), Refusal)


def test_a_time_that_lies_ahead_is_refused_and_nothing_is_written(desk: Desk) -> None:
    receive(desk)
    before = kinds(desk)
    refused = break_glass(desk, CASE, PUBLIC, NOW + timedelta(days=1))
    assert isinstance(refused, Refusal)
    assert "in the future" in refused.reason
    assert kinds(desk) == before


def test_a_case_that_moved_on_is_looked_at_again_first(desk: Desk) -> None:
    receive(desk)
    with pytest.raises(CaseChanged):
        break_glass(desk, CASE, PUBLIC, seen=99)


def test_taking_it_back_restores_the_embargo_in_one_act(desk: Desk) -> None:
    receive(desk)
    tell(desk, e.DisclosureAgreed(NOW + timedelta(days=30), ("MushinAI", "Ada"), "her message"))
    before = view_case(desk, CASE)
    broken(desk)
    taken = mend_glass(desk, CASE)
    assert not isinstance(taken, Refusal)
    assert len(taken) == 3
    view = view_case(desk, CASE)
    assert (view.embargo, view.case.advisory, view.to_tell) == (before.embargo, None, ())
    assert view.embargo.state == "active"
    again = mend_glass(desk, CASE)
    assert isinstance(again, Refusal)
    assert "not broken" in again.reason
    broken(desk)
    assert view_case(desk, CASE).embargo.state == "exited"


def test_it_stays_once_a_letter_went_out(desk: Desk) -> None:
    receive(desk)
    broken(desk)
    tell(desk, e.StatusSent())
    refused = mend_glass(desk, CASE)
    assert isinstance(refused, Refusal)
    assert refused.reason == (
        "Breaking the glass is not taken back any more: a letter was recorded as sent since."
    )
    assert view_case(desk, CASE).embargo.state == "exited"


# --- the holding advisory --------------------------------------------------------------------------------


def test_a_holding_advisory_leaves_though_nothing_is_confirmed_yet(
    desk: Desk, tmp_path: Path, signing: str
) -> None:
    receive(desk)
    with pytest.raises(RefusedByPolicy):
        publish_advisory(desk, CASE, tmp_path / "out", sign_with=signing, progress=Silent())
    tell(desk, LISTED)
    broken(desk)
    assert preview_advisory(desk, CASE).refusals == ()
    publish_advisory(desk, CASE, tmp_path / "out", sign_with=signing, progress=Silent())
    document = json.loads((tmp_path / "out" / "mus-2026-0000000.json").read_text())
    assert document["document"]["tracking"]["status"] == "interim"
    assert list(document["vulnerabilities"][0]["product_status"]) == ["under_investigation"]
    assert "acknowledgments" not in document["vulnerabilities"][0]
    tell(desk, e.AdvisoryPublished())
    refused = mend_glass(desk, CASE)
    assert isinstance(refused, Refusal)
    view = view_case(desk, CASE)
    assert view.case.open
    missing = {need.id for stage in view.stages for need in stage.missing}
    assert {
        "report.confirmed",
        "audit.done",
        "fix.ready",
        "advisory-exported",
        "advisory.published",
    } <= missing


def test_the_full_advisory_is_the_next_revision_and_asks_for_everything(
    desk: Desk, tmp_path: Path, signing: str
) -> None:
    receive(desk)
    tell(desk, LISTED)
    broken(desk)
    publish_advisory(desk, CASE, tmp_path / "one", sign_with=signing, progress=Silent())
    tell(desk, e.AdvisoryPublished())
    desk = later(desk, days=2)
    confirm_audit_fix(desk)
    early = record_act(desk, CASE, e.AdvisoryPublished())
    assert isinstance(early, Refusal)
    assert "the last one was a holding advisory" in early.sentence
    tell(desk, e.CreditRecorded(choice="named", name="Ada Finder", ground="her message of 1 March"))
    full = publish_advisory(desk, CASE, tmp_path / "two", sign_with=signing, progress=Silent())
    assert full.revision == "2"
    document = json.loads((tmp_path / "two" / "mus-2026-0000000.json").read_text())
    assert document["document"]["tracking"]["status"] == "final"
    assert document["vulnerabilities"][0]["acknowledgments"][0]["names"] == ["Ada Finder"]
    tell(desk, e.FixReleased(), e.AdvisoryPublished())
    assert view_case(desk, CASE).case.published_in_full


def test_without_a_product_the_preview_says_what_is_missing(desk: Desk) -> None:
    receive(desk)
    broken(desk)
    refusals = preview_advisory(desk, CASE).refusals
    assert any("affected products and versions listed" in refusal for refusal in refusals)


def test_who_joined_is_ticked_off_by_a_letter_in_their_own_case(desk: Desk) -> None:
    receive(desk)
    other, who = "MUS-2026-1111111", Untrusted("eve@example.org")
    joined = [e.ReporterJoined(name, who, who, "claimed", NOW) for name in (other, "MUS-2026-2222222")]
    desk.vault.append(CASE, [Draft(event, NOW) for event in joined], author="me", now=NOW)
    broken(desk)
    assert [t.told_at for t in view_case(desk, CASE).to_tell] == [None] * 4
    desk.vault.append(other, [Draft(e.StatusSent(), NOW)], author="me", now=NOW)
    assert [t.told_at for t in view_case(desk, CASE).to_tell] == [None, NOW, None, None]
