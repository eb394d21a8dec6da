"""An advisory calls fixed what is so: not what was taken back, nor what the matrix calls affected."""

import json
from pathlib import Path

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.formats.advisories.csaf.validation import validate_csaf
from desktop.formats.advisories.findings import errors_of
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.publication.preview_advisory import preview_advisory
from desktop.workflows.publication.publish_advisory import publish_advisory
from tests.workflows.desks import CASE, STEM, TEXT, later, ready_to_publish, receive, tell


def test_a_correction_is_signed_and_published_while_another_fix_is_made(
    desk: Desk, us, out: Path, tmp_path: Path
) -> None:
    receive(desk)
    ready_to_publish(desk)
    publish_advisory(desk, CASE, out, sign_with=us.key.fingerprint, progress=Silent())
    tell(desk, e.FixReleased(), e.AdvisoryPublished())
    after = later(desk, days=3)
    tell(after, e.FixReverted("Platform", "it can be walked around", "1.4"))
    assert preview_advisory(after, CASE).refusals == ()

    again = tmp_path / "again"
    published = publish_advisory(after, CASE, again, sign_with=us.key.fingerprint, progress=Silent())

    assert published.revision == "2"
    content = (again / f"{STEM}.json").read_bytes()
    assert errors_of(validate_csaf(content)) == ()
    document = json.loads(content)
    leaves = document["product_tree"]["branches"][0]["branches"][0]["branches"]
    (leaf,) = [x["product"]["product_id"] for x in leaves if x["name"] == "1.4.1"]
    (vulnerability,) = document["vulnerabilities"]
    assert leaf in vulnerability["product_status"]["known_affected"]
    assert "fixed" not in vulnerability["product_status"]
    (none,) = [r for r in vulnerability["remediations"] if r["product_ids"] == [leaf]]
    assert none["category"] == "none_available"
    assert none["details"].startswith("The fix in 1.4.1 was withdrawn")
    history = document["document"]["tracking"]["revision_history"]
    assert history[-1]["summary"] == "The fix in 1.4.1 was withdrawn."
    people = (again / f"{STEM}.md").read_text()
    assert "no fix yet for `1.4.1`, whose fix was withdrawn" in people
    tell(later(after, hours=1), e.AdvisoryPublished())


def test_a_text_that_still_names_the_fix_is_remarked(desk: Desk) -> None:
    receive(desk)
    ready_to_publish(desk, AdvisoryText(TEXT.title, TEXT.summary, remediation="Update to 1.4.1 at once."))
    tell(desk, e.BranchReleased("Platform", "1.4.1", desk.tools.now().date(), "1.4"))
    said = "The text still speaks of 1.4.1"
    assert said not in " ".join(preview_advisory(desk, CASE).remarks)
    tell(desk, e.FixReverted("Platform", "it can be walked around", "1.4"))
    assert said in " ".join(preview_advisory(desk, CASE).remarks)


def test_an_advisory_that_calls_an_affected_version_fixed_is_refused(desk: Desk) -> None:
    receive(desk)
    ready_to_publish(desk)
    tell(desk, e.VersionJudged("Platform", "v1.4.1", "affected", "the exporter has it too"))
    preview = preview_advisory(desk, CASE)
    assert any("1.4.1 is called fixed, and by the matrix" in reason for reason in preview.refusals)
    assert any("nothing listed holds it" in remark for remark in preview.remarks)
