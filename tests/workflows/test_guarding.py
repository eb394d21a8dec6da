"""What a vault guards: labelled items, names of its own, other cases; and what was no leak after all."""

from pathlib import Path

import msgspec
import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.digest import sha256
from desktop.domain.event import Draft
from desktop.domain.failures import RefusedByPolicy, Usage
from desktop.domain.inert import Untrusted
from desktop.domain.leaving.bundles import BundleCandidate
from desktop.domain.leaving.gate import GateRefusal, clear_bundle
from desktop.domain.leaving.labels import digest_of
from desktop.formats.letters.kinds import LetterKind
from desktop.workflows.attachments.release_attachment import release_attachment
from desktop.workflows.correspondence.write_letter import draft_letter, seal_letter
from desktop.workflows.desk.view_case import read_messages
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.publication.accept_leak import accept_leak
from desktop.workflows.publication.keep_watchwords import drop_watchword, keep_watchword, kept_watchwords
from desktop.workflows.publication.label_item import label_item, labels_of, lift_label
from desktop.workflows.publication.preview_advisory import preview_advisory
from desktop.workflows.publication.publish_advisory import publish_advisory
from desktop.workflows.publication.review_case import review_case
from desktop.workflows.vault_ports import Vault
from tests.workflows.desks import CASE, NOW, TEXT, desk_on, ready_to_publish, receive, tell

PATTERN = "The detector fires when the opcode histogram of a block has more than nine reductions."
WEIGHTS = b"weights of the detector: " + b"0.125 0.250 " * 50


@pytest.fixture
def ready(desk: Desk) -> Desk:
    receive(desk)
    ready_to_publish(desk)
    return desk


@pytest.fixture
def ready_in_either(either_vault: Vault, us) -> Desk:
    desk = desk_on(either_vault, us.gpg)
    receive(desk)
    ready_to_publish(desk)
    return desk


def saying(desk: Desk, words: str) -> None:
    tell(desk, e.AdvisoryDrafted(msgspec.structs.replace(TEXT, details=f"{TEXT.details}\n\n{words}")))


def refusals(desk: Desk) -> str:
    return " ".join(preview_advisory(desk, CASE).refusals)


def documents(desk: Desk) -> str:
    return " ".join(document.content.decode() for document in preview_advisory(desk, CASE).documents)


@pytest.mark.clause("AUM-6a")
def test_a_labelled_paragraph_is_taken_out_of_every_form(ready_in_either: Desk, us, out: Path) -> None:
    saying(ready_in_either, PATTERN)
    assert "opcode" in documents(ready_in_either)
    label_item(ready_in_either, CASE, "paragraph", "3", "a detection pattern")
    assert "opcode" not in documents(ready_in_either)
    assert refusals(ready_in_either) == ""
    publish_advisory(ready_in_either, CASE, out, sign_with=us.key.fingerprint, progress=Silent())
    assert not [file for file in out.iterdir() if b"opcode" in file.read_bytes()]


@pytest.mark.clause("AUM-6a")
def test_what_is_labelled_is_not_told_elsewhere_either(ready: Desk) -> None:
    tell(ready, e.NoteAdded(PATTERN))
    label_item(ready, CASE, "note", "1", "a detection pattern")
    saying(ready, "It fires when the opcode histogram of a block has more than usual.")
    assert "labelled as restricted stands in it" in refusals(ready)
    (first, *_) = preview_advisory(ready, CASE).leaks
    assert (first.kind, first.acceptable) == ("restricted", False)
    assert "opcode" not in first.sentence
    letter = msgspec.structs.replace(draft_letter(ready, CASE, "status"), text=f"Dear Ada,\n\n{PATTERN}\n")
    with pytest.raises(RefusedByPolicy, match="labelled as restricted"):
        seal_letter(ready, CASE, letter, form="text", progress=Silent())


@pytest.mark.clause("AUM-6a")
def test_a_labelled_file_stays_and_so_does_a_bundle_that_would_carry_it(
    ready_in_either: Desk, us, out: Path
) -> None:
    added = e.EvidenceAdded(Untrusted("w.txt"), "w.txt", len(WEIGHTS), sha256(WEIGHTS), "text/plain")
    ready_in_either.vault.append(
        CASE, [Draft(added, NOW)], author="me", now=NOW, blobs={sha256(WEIGHTS): WEIGHTS}
    )
    label_item(ready_in_either, CASE, "file", sha256(WEIGHTS)[:8], "model weights")
    with pytest.raises(RefusedByPolicy, match="labelled as restricted"):
        release_attachment(
            ready_in_either, CASE, sha256(WEIGHTS), out / "let", "to look at", progress=Silent()
        )
    case, profile = review_case(ready_in_either, CASE).case, review_case(ready_in_either, CASE).profile
    sealed = b"-----BEGIN PGP MESSAGE-----\nx\n-----END PGP MESSAGE-----"
    bundle = clear_bundle(BundleCandidate(sealed, "exchange-0123abcd.bundle", "F" * 40, "me"), case, profile)
    assert isinstance(bundle, GateRefusal)
    assert "1 labelled item is in it" in bundle.sentence
    assert list(out.iterdir()) == []
    lift_label(ready_in_either, CASE, 1)
    assert labels_of(ready_in_either, CASE) == ()
    assert release_attachment(
        ready_in_either, CASE, sha256(WEIGHTS), out / "let", "to look at", progress=Silent()
    ).exists()


@pytest.mark.clause("AUM-6a")
def test_nothing_but_an_answer_to_its_reporter_leaves_of_a_labelled_case(ready: Desk) -> None:
    label_item(ready, CASE, "case", "", "all of it is about the detector")
    assert "The whole case is labelled as restricted" in refusals(ready)
    letter = msgspec.structs.replace(draft_letter(ready, CASE, "status"), text="Dear Ada, we are at it.")
    assert seal_letter(ready, CASE, letter, form="text", progress=Silent()).kind == "letter"
    for kind in ("user-notice", "authority-notice"):
        assert "whole case is labelled" in refused_letter(ready, kind, "Please update.")


def test_a_label_names_what_is_there_once_and_with_a_reason(ready: Desk) -> None:
    tell(ready, e.NoteAdded(PATTERN))
    for item, named, words in (
        ("note", "2", "has 1 of these"),
        ("message", "0", "has 1"),
        ("file", "ab", "digits"),
    ):
        with pytest.raises(Usage, match=words):
            label_item(ready, CASE, item, named, "why")
    with pytest.raises(RefusedByPolicy, match="Say why"):
        label_item(ready, CASE, "message", "1", " ")
    label_item(ready, CASE, "message", "1", "a pattern")
    with pytest.raises(RefusedByPolicy, match="labelled already"):
        label_item(ready, CASE, "message", "1", "again")
    (label,) = labels_of(ready, CASE)
    assert (label.item, label.reason, label.number) == ("message", "a pattern", 1)
    with pytest.raises(Usage, match="no such label"):
        lift_label(ready, CASE, 2)
    assert digest_of(" x \n") == digest_of("x")


def test_names_that_the_vault_keeps_to_itself_are_found_until_they_are_dropped(ready_in_either: Desk) -> None:
    saying(ready_in_either, "We called it Blue-Heron and tested it on ci.lab.example.")
    assert refusals(ready_in_either) == ""
    keep_watchword(ready_in_either, " Blue  Heron", "code-name")
    keep_watchword(ready_in_either, "lab.example", "host")
    said = refusals(ready_in_either)
    assert "“Blue Heron” (line" in said
    assert "lab.example (line" in said
    assert [kept.word for kept in kept_watchwords(ready_in_either)] == ["Blue Heron", "lab.example"]
    drop_watchword(ready_in_either, "blue heron")
    drop_watchword(ready_in_either, "LAB.example")
    assert refusals(ready_in_either) == ""
    with pytest.raises(Usage, match="keeps no such name"):
        drop_watchword(ready_in_either, "Blue Heron")
    with pytest.raises(Usage, match="so few letters"):
        keep_watchword(ready_in_either, "ab", "code-name")


def test_a_false_alarm_is_explained_for_these_bytes_alone(ready: Desk, us, out: Path) -> None:
    saying(ready, "Bind the service to 10.1.2.3 as the manual shows.")
    leaks = preview_advisory(ready, CASE).leaks
    assert {(leak.kind, leak.what, leak.acceptable) for leak in leaks} == {
        ("internal-host", "10.1.2.3", True)
    }
    with pytest.raises(RefusedByPolicy, match=r"10\.1\.2\.3 .line"):
        publish_advisory(ready, CASE, out / "a", sign_with=us.key.fingerprint, progress=Silent())
    accept_leak(ready, CASE, leaks[0].id[:6], "an address from the manual")
    assert refusals(ready) == ""
    publish_advisory(ready, CASE, out / "b", sign_with=us.key.fingerprint, progress=Silent())
    saying(ready, "Bind the service to 10.1.2.3 as the manual tells.")
    assert "10.1.2.3" in refusals(ready)
    with pytest.raises(Usage, match="found nothing"):
        accept_leak(ready, CASE, leaks[0].id, "again")


@pytest.mark.parametrize(
    ("words", "kind"),
    [("ada@reporter.example", "reporter"), ("-----BEGIN PGP PRIVATE KEY BLOCK-----", "secret")],
)
def test_no_reason_lets_a_reporter_or_a_key_out(ready: Desk, words: str, kind: str) -> None:
    saying(ready, words)
    leak = next(leak for leak in preview_advisory(ready, CASE).leaks if leak.kind == kind)
    with pytest.raises(RefusedByPolicy, match="No reason lets this out"):
        accept_leak(ready, CASE, leak.id, "it is fine")
    if kind == "reporter":
        forged = e.LeakAccepted(leak.id, "internal-host", leak.document, "it is fine")
        tell(ready, forged)
        assert "names the reporter" in refusals(ready)


def test_the_journal_knows_of_a_refusal_only_what_kind_of_thing_stayed(ready: Desk, us, out: Path) -> None:
    saying(ready, "api_key = 'q7Zt0pXc9LmN2vRb5KsW'")
    with pytest.raises(RefusedByPolicy):
        publish_advisory(ready, CASE, out, sign_with=us.key.fingerprint, progress=Silent())
    refused = ready.vault.vault_history()[-1].event
    assert refused == e.ActRefused("advisory", "gate", CASE)


OTHER = "MUS-2026-0000011"


def keep_another_case(desk: Desk, title: str, cve: str = "") -> None:
    source = desk.tools.policies.source("mushin")
    report = e.ReportReceived(
        policy_id="mushin", policy_sha256=sha256(source), channel="mail", report_kind="plain",
        title=Untrusted(title),
        reporter_address=Untrusted("bo@elsewhere.example"), reporter_name=Untrusted("Bo"),
        grade="claimed", arrival_source="date-header",
    )  # fmt: skip
    text = AdvisoryText("Another problem", "It is another.", cve=cve)
    desk.vault.append(OTHER, [Draft(report, NOW), Draft(e.AdvisoryDrafted(text), NOW)], author="me", now=NOW)


def refused_letter(desk: Desk, kind: LetterKind, words: str) -> str:
    drafted = draft_letter(desk, CASE, kind, to="" if kind == "status" else "users@lists.example")
    letter = msgspec.structs.replace(drafted, text=f"Dear reader,\n\n{words}\n")
    try:
        seal_letter(desk, CASE, letter, form="text", progress=Silent())
    except RefusedByPolicy as refused:
        return str(refused)
    return ""


KEPT = {
    "The scheduler trusts the JOB header, too.": "Other cases are named",
    "It ran on ci.lab.example.": "Hosts within stand in it: lab.example",
    "We call it Blue-Heron.": "keeps to itself",
    "See CVE-2026-48213.": "not out yet",
}


@pytest.mark.checks("F70")
def test_no_letter_tells_what_the_vault_keeps_to_itself(ready: Desk) -> None:
    keep_another_case(ready, "Scheduler trusts the job header", "CVE-2026-48213")
    keep_watchword(ready, "Blue Heron", "code-name")
    keep_watchword(ready, "lab.example", "host")
    kinds: tuple[LetterKind, ...] = ("status", "user-notice", "authority-notice")
    for kind in kinds:
        assert refused_letter(ready, kind, "We are at it.") == ""
        said = refused_letter(ready, kind, "\n".join(KEPT))
        assert [why for why in KEPT.values() if why not in said] == []


def test_reporters_may_be_answered_in_their_own_words_though_another_case_is_called_so(ready: Desk) -> None:
    (own,) = [report.text.raw for _, report in read_messages(ready.vault, review_case(ready, CASE).case)]
    theirs = " ".join(own.split()[:4])
    keep_another_case(ready, theirs)
    assert refused_letter(ready, "status", f"As you wrote, {theirs}.") == ""
    assert "Other cases are named" in refused_letter(ready, "user-notice", f"Know that {theirs}.")


@pytest.mark.checks("F70")
def test_a_notice_to_users_tells_neither_the_proof_nor_who_wrote_it(ready: Desk) -> None:
    proof = b"curl -sk -X POST https://victim.example/api --data-binary @evil.model -H 'X-Tenant: 1;--'\n"
    added = e.EvidenceAdded(Untrusted("p.txt"), "p.txt", len(proof), sha256(proof), "text/plain")
    ready.vault.append(CASE, [Draft(added, NOW)], author="me", now=NOW, blobs={sha256(proof): proof})
    command = proof.decode().strip()
    assert "own proof" in refused_letter(ready, "user-notice", f"Look for {command} in your logs.")
    assert refused_letter(ready, "authority-notice", f"It is used as {command}.") == ""
    told = refused_letter(ready, "user-notice", "Built from /home/ghopper/work.")
    assert "the home folder of ghopper" in told


def test_the_id_of_another_case_that_is_not_out_is_no_id_of_this_one(ready: Desk) -> None:
    tell(ready, e.AdvisoryDrafted(msgspec.structs.replace(TEXT, cve="CVE-2026-48213")))
    assert refusals(ready) == ""
    keep_another_case(ready, "Scheduler trusts the job header", "CVE-2026-48213")
    assert "Ids of problems that are not out yet stand in it: CVE-2026-48213" in refusals(ready)
    (first, *_) = preview_advisory(ready, CASE).leaks
    accept_leak(ready, CASE, first.id, "both cases are one problem, which has one id")
    assert refusals(ready) == ""


def test_ids_and_titles_of_cases_that_are_not_out_stay(ready_in_either: Desk) -> None:
    keep_another_case(ready_in_either, "Scheduler trusts the job header", "CVE-2026-48213")
    saying(
        ready_in_either,
        "Compare CVE-2026-48213 and CVE-2021-44228.\n\nThe scheduler trusts the JOB header as well.",
    )
    kinds = {(leak.kind, leak.what) for leak in preview_advisory(ready_in_either, CASE).leaks}
    assert kinds == {
        ("embargoed-id", "CVE-2026-48213"),
        ("other-case", "the title of another case, “Scheduler trusts the job header”"),
    }
    ready_in_either.vault.append(
        OTHER, [Draft(e.DetailsDisclosed("public by others"), NOW)], author="me", now=NOW
    )
    assert refusals(ready_in_either) == ""
