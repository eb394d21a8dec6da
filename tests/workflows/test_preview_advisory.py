"""What would leave is shown before it is recorded, with what changes for readers and where to mend it."""

from pathlib import Path

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.event import Draft
from desktop.domain.failures import InvalidDocument
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.publication.preview_advisory import preview_advisory
from desktop.workflows.publication.publish_advisory import publish_advisory
from tests.workflows.desks import CASE, TEXT, confirm_audit_fix, later, ready_to_publish, receive, tell

CHANGED = msgspec.structs.replace(TEXT, title="Model loader runs any code", cve="CVE-2026-12345")


def told(desk: Desk) -> int:
    return len(desk.vault.history(CASE))


@pytest.fixture
def ready(desk: Desk) -> Desk:
    receive(desk)
    ready_to_publish(desk)
    return desk


def test_what_is_only_typed_counts_and_nothing_is_recorded(ready: Desk) -> None:
    before = told(ready)
    preview = preview_advisory(ready, CASE, typed=[e.AdvisoryDrafted(CHANGED)])
    assert preview.facts.text == CHANGED
    assert all(b"Model loader runs any code" in document.content for document in preview.documents)
    assert preview.refusals == ()
    assert told(ready) == before


def test_what_would_be_refused_is_shown_all_the_same_and_leads_to_its_field(ready: Desk) -> None:
    wrong = msgspec.structs.replace(TEXT, cve="CVE-26-1")
    preview = preview_advisory(ready, CASE, ("markdown",), typed=[e.AdvisoryDrafted(wrong)])
    assert preview.facts.text.cve == "CVE-26-1"
    (sentence,) = [said for said in preview.refusals if "is no CVE id" in said]
    assert preview.fields[sentence] == "cve"
    for text, field in (
        (AdvisoryText("", "Summary"), "title"),
        (AdvisoryText("Title", ""), "summary"),
        (AdvisoryText("Title", "Summary", cve="CVE-2026-12345", aliases=("x",)), "aliases"),
    ):
        found = preview_advisory(ready, CASE, typed=[e.AdvisoryDrafted(text)])
        assert found.fields[found.refusals[0]] == field
    wish = e.CreditRecorded("named", "Ada", "")
    found = preview_advisory(ready, CASE, typed=[wish])
    assert found.fields[found.refusals[0]] == "credit"


def test_a_finding_of_the_validator_leads_to_its_field(ready: Desk) -> None:
    bad = msgspec.structs.replace(TEXT, references=("no address",))
    preview = preview_advisory(ready, CASE, typed=[e.AdvisoryDrafted(bad)])
    said = [sentence for sentence in preview.refusals if sentence.startswith("CSAF schema")]
    assert said
    assert {preview.fields[sentence] for sentence in said} == {"references"}
    assert any(sentence.startswith("no address is no address on the web") for sentence in preview.refusals)


def test_a_mistake_in_the_facts_keeps_them_from_leaving(ready: Desk, us, out: Path) -> None:
    wrong = msgspec.structs.replace(TEXT, details="It has a CVSS score of 1.5.")
    tell(ready, e.AdvisoryDrafted(wrong))
    with pytest.raises(InvalidDocument, match=r"CVSS 1\.5 stands in the details"):
        publish_advisory(ready, CASE, out, sign_with=us.key.fingerprint, progress=Silent())
    assert list(out.iterdir()) == []


def test_readers_changes_are_told_against_the_very_bytes_that_left(ready: Desk, us, out: Path) -> None:
    assert preview_advisory(ready, CASE).changes == ()
    publish_advisory(ready, CASE, out, sign_with=us.key.fingerprint, progress=Silent())
    after = later(ready, days=1)
    preview = preview_advisory(after, CASE, typed=[e.AdvisoryDrafted(CHANGED)])
    found = {changes.format: changes for changes in preview.changes}
    assert {"csaf", "markdown"} <= found.keys()
    assert all(changes.exact and changes.revision == "1" for changes in found.values())
    assert "-# Model loader runs code" in found["markdown"].lines
    assert "+# Model loader runs any code" in found["markdown"].lines
    assert preview.facts.revisions[-1].summary == "Its CVE id is CVE-2026-12345. The text was revised."


def test_another_writer_than_then_is_told(ready: Desk) -> None:
    exported = e.AdvisoryExported("markdown", "x", "0" * 64, changed="Initial publication.")
    ready.vault.append(CASE, [Draft(exported, ready.tools.now())], author="me", now=ready.tools.now())
    changes = {one.format: one for one in preview_advisory(later(ready, days=1), CASE).changes}
    assert not changes["markdown"].exact
    assert changes["csaf"].exact, "nothing left in this format, which could be otherwise"


def test_the_catalogue_of_then_is_what_left(ready: Desk, us, out: Path) -> None:
    publish_advisory(ready, CASE, out, sign_with=us.key.fingerprint, progress=Silent())
    after = later(ready, days=1)
    listed = e.ProductListed("MushinAI", "Platform", purl="pkg:pypi/platform")
    after.vault.append(None, [Draft(listed, after.tools.now())], author="me", now=after.tools.now())
    preview = preview_advisory(after, CASE)
    assert preview.facts.products[0].purl == "pkg:pypi/platform"
    assert preview.facts.revisions[-1].summary == "Platform is identified otherwise."


def test_a_format_that_cannot_be_written_keeps_no_other_from_being_seen(ready: Desk) -> None:
    act = e.AffectedListed("MushinAI", "Platform", (">=1.2, <1.4.1",), ("1.4",))
    wrong = msgspec.structs.replace(act, affected=("1.*",))
    ready.vault.append(CASE, [Draft(wrong, ready.tools.now())], author="me", now=ready.tools.now())
    preview = preview_advisory(ready, CASE)
    assert "csaf" not in {document.format for document in preview.documents}
    assert "markdown" in {document.format for document in preview.documents}
    assert any(said.startswith("The advisory cannot be written") for said in preview.refusals)


def test_what_holds_it_back_for_its_label_leads_to_the_label(desk: Desk) -> None:
    receive(desk)
    preview = preview_advisory(desk, CASE)
    (said,) = [reason for reason in preview.refusals if reason.startswith("TLP:CLEAR would publish it")]
    assert preview.fields[said] == "tlp"


def test_a_doubt_is_a_remark_and_names_its_field(ready: Desk) -> None:
    tell(ready, e.FixPrepared("Platform", "1.4.1", "1.4", "PR 12"))
    preview = preview_advisory(ready, CASE)
    (remark,) = [said for said in preview.remarks if "is left out" in said]
    assert preview.fields[remark] == "fixes"


def test_the_preview_shows_the_documents_and_what_is_missing(desk: Desk) -> None:
    receive(desk)
    confirm_audit_fix(desk)
    preview = preview_advisory(desk, CASE)
    assert preview.facts.products[0].fixed == ("1.4.1",)
    assert any("wish about credit" in reason for reason in preview.refusals)
    tell(
        desk,
        e.CreditRecorded(choice="anonymous", ground="her message"),
        e.AdvisoryDrafted(text=TEXT),
        e.DisclosureAgreed(publish_at=desk.tools.now(), parties=("us", "Ada"), evidence="her message"),
    )
    assert preview_advisory(desk, CASE).refusals == ()
    assert b"Ada" not in b"".join(d.content for d in preview_advisory(desk, CASE).documents)


def test_two_previews_of_one_instant_are_the_same_bytes(desk: Desk) -> None:
    receive(desk)
    ready_to_publish(desk)
    assert preview_advisory(desk, CASE) == preview_advisory(desk, CASE)


def test_versions_that_cannot_be_written_are_refused_in_the_preview(desk: Desk) -> None:
    receive(desk)
    listed = e.AffectedListed("MushinAI", "Platform", ("1.*",))
    desk.vault.append(CASE, [Draft(listed, desk.tools.now())], author="a merged bundle", now=desk.tools.now())
    preview = preview_advisory(desk, CASE)
    assert "csaf" not in {document.format for document in preview.documents}
    assert "cannot be written" in preview.refusals[0]


def test_the_preview_says_where_csaf_puts_a_cvss_4_vector(desk: Desk) -> None:
    receive(desk)
    ready_to_publish(desk)
    where = "there that vector stands in a note"
    assert where not in " ".join(preview_advisory(desk, CASE).remarks)
    four = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"
    tell(desk, e.SeveritySet("critical", "Remote", cvss4=four))
    assert where in " ".join(preview_advisory(desk, CASE).remarks)
    assert where not in " ".join(preview_advisory(desk, CASE, ("markdown",)).remarks)
