"""A CVE id that is not to be used: a record through the gate, signed and journalled like an advisory."""

import json
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft
from desktop.domain.failures import Failure, InvalidDocument, RefusedByPolicy, Usage
from desktop.domain.fold import fold
from desktop.formats.advisories.cve.validation import validate_cve
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.publication.approve_advisory import approve_advisory, view_approval
from desktop.workflows.publication.label_item import label_item
from desktop.workflows.publication.name_publisher import name_publisher
from desktop.workflows.publication.publish_advisory import Published
from desktop.workflows.publication.reject_cve import reject_cve
from desktop.workflows.team.four_eyes import decide_four_eyes
from desktop.workflows.team.people_of_the_vault import enrol
from desktop.workflows.team.sign_in import desk_for, work_as
from tests.fakes import InMemoryVault
from tests.formats.records import replace
from tests.formats.test_cve import ORG
from tests.workflows.desks import CASE, REPORTER, TEXT, desk_on, receive, tell

RITA = "Rita Reviewer"
REJECTED = e.ReportRejected("not-a-vulnerability", "The loader never runs what it reads.")


@pytest.fixture
def desk(us) -> Desk:
    found = desk_on(InMemoryVault(), us.gpg)
    receive(found)
    name_publisher(found, ORG, "mushin")
    tell(found, e.AdvisoryDrafted(replace(TEXT, cve="CVE-2026-12345", tlp="RED")))
    return found


@pytest.fixture
def reject(desk: Desk, us, tmp_path: Path):
    def rejected(reason: str = "It is no vulnerability.", replaced_by: str = "") -> Published:
        return reject_cve(
            desk,
            CASE,
            tmp_path / "out",
            reason=reason,
            replaced_by=replaced_by,
            sign_with=us.key.fingerprint,
            progress=Silent(),
        )

    return rejected


def test_the_record_is_valid_signed_and_journalled(desk: Desk, reject, tmp_path: Path) -> None:
    tell(desk, REJECTED)
    published = reject(replaced_by="CVE-2026-2222")
    assert [file.kind for file in published.files[:2]] == ["advisory", "signature"]
    content = Path(published.files[0].path).read_bytes()
    assert validate_cve(content) == ()
    record = json.loads(content)
    assert record["cveMetadata"] == {
        "assignerOrgId": ORG,
        "assignerShortName": "mushin",
        "cveId": "CVE-2026-12345",
        "state": "REJECTED",
    }
    assert record["containers"]["cna"]["replacedBy"] == ["CVE-2026-2222"]
    kinds = [type(recorded.event) for recorded in desk.vault.history(CASE)[-2:]]
    assert kinds == [e.ReleaseStarted, e.AdvisoryExported]


def test_an_id_in_use_is_not_rejected(desk: Desk, reject, tmp_path: Path) -> None:
    with pytest.raises(RefusedByPolicy, match="its id stays in use"):
        reject()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("reason", "kind"),
    [(" ", Usage), (f"As {REPORTER} said.", RefusedByPolicy), ("a\u202eb", RefusedByPolicy)],
)
def test_a_reason_passes_the_gate(
    desk: Desk, reject, tmp_path: Path, reason: str, kind: type[Failure]
) -> None:
    tell(desk, REJECTED)
    with pytest.raises(kind):
        reject(reason)
    assert not (tmp_path / "out").exists()


def test_an_id_of_another_shape_does_not_replace_it(desk: Desk, reject) -> None:
    tell(desk, REJECTED)
    with pytest.raises(InvalidDocument, match="replacedBy"):
        reject(replaced_by="GHSA-1")


def test_a_case_that_is_labelled_as_a_whole_is_not_told_of_by_a_rejection_either(
    desk: Desk, reject, tmp_path: Path
) -> None:
    tell(desk, REJECTED)
    label_item(desk, CASE, "case", "", "all of it is restricted")
    with pytest.raises(RefusedByPolicy, match="whole case is labelled"):
        reject()
    assert not (tmp_path / "out").exists()


def test_under_four_eyes_it_leaves_once_somebody_else_approved_these_words(
    desk: Desk, reject, tmp_path: Path
) -> None:
    """Who wrote the advisory may be that somebody; who wrote the rejection may not."""
    writer = desk_for(desk.vault, desk.tools, desk.handler)
    enrol(writer, desk.handler)
    enrol(writer, RITA, role="reviewer")
    decide_four_eyes(writer, asked=True, reason="our rule")
    tell(desk, REJECTED)
    with pytest.raises(RefusedByPolicy, match="Four eyes are asked for"):
        reject()
    with pytest.raises(RefusedByPolicy, match="somebody else approves it"):
        approve_advisory(writer, CASE)
    reviewer = work_as(writer, RITA, progress=Silent(), lasting=False)
    assert "It is no vulnerability." in view_approval(reviewer, CASE).text
    assert approve_advisory(reviewer, CASE).lacks == ""
    with pytest.raises(RefusedByPolicy, match="was changed since"):
        reject("Other words.")
    assert not (tmp_path / "out").exists()
    reject()
    assert (tmp_path / "out").exists()


def test_the_author_of_an_advisory_stays_its_author_when_a_rejection_is_undone(desk: Desk) -> None:
    tell(desk, REJECTED)
    rejected = desk.vault.history(CASE)[-1]
    now = desk.tools.now()
    words = Draft(e.CveRejectionWritten("It is no vulnerability."), now)
    desk.vault.append(CASE, [words], author=RITA, now=now)
    assert fold(desk.vault.history(CASE)).drafted_by == RITA
    undone = Draft(e.EventUndone(rejected.id), now)
    desk.vault.append(CASE, [undone], author=RITA, now=now)
    assert fold(desk.vault.history(CASE)).drafted_by == desk.handler
