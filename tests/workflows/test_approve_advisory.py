"""F64 end to end: asked for, refused and journalled, approved by a second person, dead on any change."""

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.failures import RefusedByPolicy, Usage
from desktop.workflows.correspondence.write_letter import draft_letter, seal_letter
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.publication.approve_advisory import approve_advisory, release_alone, view_approval
from desktop.workflows.publication.preview_advisory import preview_advisory
from desktop.workflows.team.four_eyes import decide_four_eyes
from desktop.workflows.team.people_of_the_vault import enrol
from desktop.workflows.team.sign_in import desk_for, work_as
from tests.workflows.desks import CASE, TEXT, later, publish, ready_to_publish, receive, tell

GRACE, RITA = "Grace Handler", "Rita Reviewer"


@pytest.fixture
def author(desk) -> Desk:
    """A case ready to publish, at the desk of who wrote its advisory, in a vault that asks for four eyes."""
    desk = desk_for(desk.vault, desk.tools, GRACE)
    receive(desk)
    ready_to_publish(desk)
    decide_four_eyes(desk, asked=True, reason="our rule")
    return desk


@pytest.fixture
def pair(author) -> tuple[Desk, Desk]:
    enrol(author, GRACE)
    enrol(author, RITA, role="reviewer")
    return author, work_as(author, RITA, progress=Silent(), lasting=False)


def refusals_in(desk: Desk) -> list[str]:
    return [r.event.why for r in desk.vault.history(CASE) if isinstance(r.event, e.ReleaseRefused)]


@pytest.mark.checks("F64")
def test_without_a_second_approver_it_is_refused_and_journalled(pair, out, us, figure):
    author, _ = pair
    with pytest.raises(RefusedByPolicy, match="Four eyes are asked for"):
        publish(author, out, us.key.fingerprint)
    assert refusals_in(author) == ["nobody-approved"]
    assert list(out.iterdir()) == []
    figure("F64", "an unapproved advisory: 0 files written, 1 refusal in the journal")


@pytest.mark.checks("F64")
def test_its_author_is_refused_as_approver_and_journalled(pair):
    author, _ = pair
    with pytest.raises(RefusedByPolicy, match="somebody else approves it") as refused:
        approve_advisory(author, CASE)
    assert refused.value.advice == f"Ask {RITA}."
    assert refusals_in(author) == ["own-approval"]
    assert view_approval(author, CASE).approvals == ()


@pytest.mark.checks("F64")
def test_a_second_person_approves_and_it_leaves_later(pair, out, us):
    author, reviewer = pair
    assert approve_advisory(reviewer, CASE).lacks == ""
    tomorrow = later(author, days=1)
    assert preview_advisory(tomorrow, CASE).refusals == ()
    published = publish(tomorrow, out, us.key.fingerprint)
    assert published.files
    approval = next(r for r in author.vault.history(CASE) if isinstance(r.event, e.AdvisoryApproved))
    assert approval.author == RITA
    for document in approval.event.documents:
        assert author.vault.blob(document.sha256)


@pytest.mark.checks("F64")
@pytest.mark.parametrize(
    "change",
    [
        e.AdvisoryDrafted(msgspec.structs.replace(TEXT, summary="A crafted model file runs code.")),
        e.SeveritySet(level="high", rationale="Local", cwe="502"),
        e.CreditRecorded(choice="anonymous", ground="her message of 2 March"),
    ],
    ids=lambda act: act.kind,
)
def test_any_change_undoes_the_approval_and_is_shown(pair, out, us, change):
    author, reviewer = pair
    approve_advisory(reviewer, CASE)
    tell(author, change)
    view = view_approval(author, CASE)
    assert "was changed since Rita Reviewer approved it" in view.lacks
    assert [line for line in view.changes if line.startswith(("+", "-"))]
    with pytest.raises(RefusedByPolicy, match="changed since"):
        publish(author, out, us.key.fingerprint)
    assert approve_advisory(reviewer, CASE).lacks == ""


@pytest.mark.checks("F64")
def test_alone_it_leaves_with_a_journalled_reason(author, out, us):
    with pytest.raises(Usage):
        release_alone(author, CASE, " ")
    assert release_alone(author, CASE, "I work alone; the fix is out.").lacks == ""
    assert publish(author, out, us.key.fingerprint).files
    (entry,) = [r for r in author.vault.history(CASE) if isinstance(r.event, e.SelfReleased)]
    assert (entry.author, entry.event.reason) == (GRACE, "I work alone; the fix is out.")


@pytest.mark.checks("F64")
def test_nobody_releases_alone_beside_others(pair):
    author, _ = pair
    with pytest.raises(RefusedByPolicy, match="There is somebody who can approve it: Rita Reviewer"):
        release_alone(author, CASE, "in a hurry")


@pytest.mark.checks("F64")
def test_a_letter_to_the_reporter_needs_no_second_person(author):
    letter = draft_letter(author, CASE, "acknowledgement")
    assert seal_letter(author, CASE, letter, form="eml", progress=Silent()).content
    assert refusals_in(author) == []


def test_what_nobody_asks_for_may_be_given_all_the_same(desk, out, us):
    receive(desk)
    ready_to_publish(desk)
    assert not view_approval(desk, CASE).asked
    assert publish(desk, out, us.key.fingerprint).files


def test_an_advisory_that_nobody_wrote_is_not_approved(desk):
    receive(desk)
    with pytest.raises(Usage, match="not written yet"):
        approve_advisory(desk, CASE)
