"""Publishing an advisory, with real keys, real files and the whole gate."""

import hashlib
import json
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText, FormName
from desktop.domain.event import Draft, Recorded
from desktop.domain.failures import (
    Cancelled,
    CaseChanged,
    InvalidDocument,
    KeyMissing,
    RefusedByPolicy,
    SignatureRefused,
    WriteFailed,
)
from desktop.domain.fold import fold
from desktop.domain.report import SignatureCheck
from desktop.files.local import LocalFiles
from desktop.formats.advisories.csaf.validation import validate_csaf
from desktop.formats.advisories.findings import errors_of
from desktop.openpgp.gpg import Gpg
from desktop.workflows.ports import Desk, Progress, Silent
from desktop.workflows.publication.preview_advisory import preview_advisory
from desktop.workflows.publication.publish_advisory import publish_advisory
from desktop.workflows.vault_ports import Vault
from tests.fakes import InMemoryVault
from tests.workflows.desks import (
    CASE,
    TEXT,
    confirm_audit_fix,
    desk_on,
    later,
    ready_to_publish,
    receive,
    tell,
)

STEM = "mus-2026-0000000"
TWO: tuple[FormName, ...] = ("csaf", "markdown")
"""Formats that any case can be told in."""


def publish(desk: Desk, out: Path, signer: str, **options: object):
    return publish_advisory(desk, CASE, out, sign_with=signer, progress=Silent(), **options)


@pytest.mark.clause("MUS-3e")
def test_a_case_becomes_a_signed_valid_advisory(either_vault: Vault, us, out: Path) -> None:
    desk = desk_on(either_vault, us.gpg)
    receive(desk)
    ready_to_publish(desk)

    published = publish(desk, out, us.key.fingerprint, formats=TWO)

    kinds = (".json", ".md")
    names = {f"{STEM}{kind}{beside}" for kind in kinds for beside in ("", ".asc", ".sha256", ".sha512")}
    assert {path.name for path in out.iterdir()} == names | {f"{us.key.fingerprint}.asc"}
    assert {file.file_name for file in published.files} == {path.name for path in out.iterdir()}
    assert errors_of(validate_csaf((out / f"{STEM}.json").read_bytes())) == ()
    for name in (f"{STEM}{kind}" for kind in kinds):
        command = ["gpg", "--homedir", str(us.home), "--verify", str(out / f"{name}.asc"), str(out / name)]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0
        digest = hashlib.sha512((out / name).read_bytes()).hexdigest()
        assert (out / f"{name}.sha512").read_text() == f"{digest}  {name}\n"
        assert ((out / name).stat().st_mode & 0o777) == 0o600

    history = either_vault.history(CASE)
    last = [recorded.event for recorded in history[-2 * len(TWO) :]]
    assert [type(event) for event in last] == [
        *[e.ReleaseStarted] * len(TWO),
        *[e.AdvisoryExported] * len(TWO),
    ]
    digests = {hashlib.sha256((out / f"{STEM}{kind}").read_bytes()).hexdigest() for kind in kinds}
    started, exported = last[: len(TWO)], last[len(TWO) :]
    assert {event.sha256 for event in started} == {event.sha256 for event in exported} == digests


def test_the_advisory_counts_its_revisions(desk: Desk, us, out: Path, tmp_path: Path) -> None:
    receive(desk)
    ready_to_publish(desk)
    publish(desk, out, us.key.fingerprint)
    again = tmp_path / "again"
    again.mkdir()
    published = publish(later(desk, days=3), again, us.key.fingerprint)
    tracking = json.loads((again / f"{STEM}.json").read_bytes())["document"]["tracking"]
    assert published.revision == tracking["version"] == "2"
    assert tracking["initial_release_date"] == "2026-03-02T10:30:15Z"
    assert tracking["current_release_date"] == "2026-03-05T10:30:15Z"
    assert [r["number"] for r in tracking["revision_history"]] == ["1", "2"]


def test_nothing_is_overwritten_and_nothing_recorded_then(desk: Desk, us, out: Path) -> None:
    receive(desk)
    ready_to_publish(desk)
    (out / f"{STEM}.md.asc").write_text("mine")
    before = len(desk.vault.history(CASE))
    with pytest.raises(WriteFailed, match=r"md\.asc already") as caught:
        publish(desk, out, us.key.fingerprint)
    assert caught.value.written == "Nothing was written."
    assert [path.name for path in out.iterdir()] == [f"{STEM}.md.asc"]
    assert (out / f"{STEM}.md.asc").read_text() == "mine"
    assert len(desk.vault.history(CASE)) == before


def test_a_folder_is_made_when_all_else_is_ready(desk: Desk, us, out: Path) -> None:
    receive(desk)
    with pytest.raises(RefusedByPolicy):
        publish(desk, out / "new", us.key.fingerprint)
    assert not (out / "new").exists()
    ready_to_publish(desk)
    published = publish(desk, out / "new", us.key.fingerprint)
    assert {path.name for path in (out / "new").iterdir()} == {file.file_name for file in published.files}
    assert ((out / "new").stat().st_mode & 0o777) == 0o700


def test_a_folder_that_cannot_be_is_said_before_anything_is_recorded(desk: Desk, us, out: Path) -> None:
    receive(desk)
    ready_to_publish(desk)
    before = len(desk.vault.history(CASE))
    (out / "file").touch()
    for place, words in ((out / "no" / "where", "folder is not there"), (out / "file", "no folder")):
        with pytest.raises(WriteFailed, match=words) as caught:
            publish(desk, place, us.key.fingerprint)
        assert caught.value.written == "Nothing was written."
    assert [path.name for path in out.iterdir()] == ["file"]
    assert len(desk.vault.history(CASE)) == before


def test_a_write_that_fails_half_way_says_what_was_written(desk: Desk, us, out: Path) -> None:
    receive(desk)
    ready_to_publish(desk)

    class SmallDisk(LocalFiles):
        def write_new(self, path: Path, content: bytes) -> None:
            if len(list(out.iterdir())) >= 2:
                raise WriteFailed("The disk is full.")
            super().write_new(path, content)

    small = replace(desk, tools=replace(desk.tools, files=SmallDisk()))
    with pytest.raises(WriteFailed, match="The disk is full") as caught:
        publish(small, out, us.key.fingerprint)
    assert caught.value.written.startswith(f"Written: {STEM}.json, {STEM}.json.asc.")
    kinds = [recorded.event.kind for recorded in desk.vault.history(CASE)]
    assert "advisory.release-started" in kinds
    assert "advisory.exported" not in kinds


def test_the_gate_says_everything_that_is_missing(desk: Desk, us, out: Path) -> None:
    receive(desk)
    with pytest.raises(RefusedByPolicy) as caught:
        publish(desk, out, us.key.fingerprint)
    assert "affected products and versions listed" in caught.value.message
    assert "no date is set" in caught.value.message
    assert list(out.iterdir()) == []


def test_an_invalid_document_is_refused_as_such(desk: Desk, us, out: Path) -> None:
    receive(desk)
    ready_to_publish(desk, AdvisoryText(title="A", summary="B", references=("not an address",)))
    with pytest.raises(InvalidDocument, match="CSAF schema"):
        publish(desk, out, us.key.fingerprint)
    preview = preview_advisory(desk, CASE)
    assert any("a whole address" in reason for reason in preview.refusals)
    assert {"csaf", "markdown"} <= {document.format for document in preview.documents}


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


@pytest.mark.checks("F66")
def test_an_advisory_that_names_the_reporter_without_ground_is_refused(desk: Desk, us, out: Path) -> None:
    receive(desk)
    ready_to_publish(desk, AdvisoryText(title="A", summary="Found by Ada *Finder*."))
    tell(desk, e.CreditRecorded(choice="anonymous", ground="her message"))
    with pytest.raises(RefusedByPolicy, match="names the reporter"):
        publish(desk, out, us.key.fingerprint)
    assert list(out.iterdir()) == []


def test_an_unknown_key_signs_nothing(desk: Desk, out: Path) -> None:
    receive(desk)
    ready_to_publish(desk)
    for signer in ("", "A" * 40):
        with pytest.raises(KeyMissing):
            publish(desk, out, signer)
    assert list(out.iterdir()) == []


def test_a_case_that_moved_on_meanwhile_is_not_published(desk: Desk, us, out: Path) -> None:
    receive(desk)
    ready_to_publish(desk)

    class WhileSigning(Silent):
        def step(self, words: str, *_: object) -> None:
            if "Signing" in words:
                tell(desk, e.NoteAdded("meanwhile"))

    with pytest.raises(CaseChanged):
        publish_advisory(desk, CASE, out, sign_with=us.key.fingerprint, progress=WhileSigning())
    assert list(out.iterdir()) == []


def test_cancelling_before_the_files_leaves_nothing(desk: Desk, us, out: Path) -> None:
    receive(desk)
    ready_to_publish(desk)

    class AfterTwoSteps:
        cancelled = False
        steps = 0

        def step(self, *_: object) -> None:
            self.steps += 1
            if self.steps > 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        publish_advisory(desk, CASE, out, sign_with=us.key.fingerprint, progress=AfterTwoSteps())
    assert list(out.iterdir()) == []
    assert "advisory.release-started" not in [r.event.kind for r in desk.vault.history(CASE)]


def test_a_public_key_that_is_there_already_is_left_alone(desk: Desk, us, out: Path) -> None:
    receive(desk)
    ready_to_publish(desk)
    key = out / f"{us.key.fingerprint}.asc"
    key.write_bytes(us.public)
    published = publish(desk, out, us.key.fingerprint, formats=("markdown",))
    assert [file.kind for file in published.files] == ["advisory", "signature", "checksum", "checksum"]
    assert key.read_bytes() == us.public
    assert published.warnings == (f"{key.name} was there already, the same; it was left alone.",)


@pytest.mark.parametrize("other", ["another key", "longer", "dangling link", "folder"])
def test_another_key_of_that_name_is_refused_before_anything_is_written(
    desk: Desk, us, out: Path, tmp_path: Path, other: str
) -> None:
    receive(desk)
    ready_to_publish(desk)
    key = out / f"{us.key.fingerprint}.asc"
    match other:
        case "another key":
            key.write_bytes(us.public.replace(b"BEGIN", b"BEGUN"))
        case "longer":
            key.write_bytes(us.public + b"more")
        case "dangling link":
            key.symlink_to(tmp_path / "nowhere")
        case "folder":
            key.mkdir()
    before = len(desk.vault.history(CASE))
    with pytest.raises(WriteFailed, match=f"another {key.name}") as caught:
        publish(desk, out, us.key.fingerprint)
    assert caught.value.written == "Nothing was written."
    assert list(out.iterdir()) == [key]
    assert not (tmp_path / "nowhere").exists()
    assert len(desk.vault.history(CASE)) == before


def test_an_export_that_cannot_be_recorded_names_the_files(us, out: Path) -> None:
    class FullVault(InMemoryVault):
        def append(self, case_id: str | None, drafts: Sequence[Draft], **options: object) -> list[Recorded]:
            if any(isinstance(draft.event, e.AdvisoryExported) for draft in drafts):
                raise WriteFailed("The disk is full.")
            return super().append(case_id, drafts, **options)

    desk = desk_on(FullVault(), us.gpg)
    receive(desk)
    ready_to_publish(desk)
    with pytest.raises(WriteFailed, match="The disk is full") as caught:
        publish(desk, out, us.key.fingerprint, formats=TWO)
    assert "Nothing was written" not in str(caught.value)
    assert "not recorded as done" in caught.value.written
    there = [path.name for path in out.iterdir()]
    assert len(there) == 4 * len(TWO) + 1
    assert all(name in caught.value.written for name in there)


def test_a_damaged_file_is_told_of_beside_the_whole_ones(desk: Desk, us, out: Path) -> None:
    class LyingDisk(LocalFiles):
        def read_back(self, path: Path, *, limit: int) -> bytes:
            return (
                super().read_back(path, limit=limit)[:-1]
                if path.suffix == ".asc"
                else super().read_back(path, limit=limit)
            )

    receive(desk)
    ready_to_publish(desk)
    lying = replace(desk, tools=replace(desk.tools, files=LyingDisk()))
    with pytest.raises(WriteFailed) as caught:
        publish(lying, out, us.key.fingerprint)
    assert caught.value.written.startswith(f"Written: {STEM}.json. ")
    assert "damaged file was left behind" in caught.value.written


def test_a_disk_that_keeps_other_bytes_is_noticed(desk: Desk, us, out: Path) -> None:
    class LyingDisk(LocalFiles):
        def __init__(self, lies_about: str) -> None:
            self.lies_about = lies_about

        def read_back(self, path: Path, *, limit: int) -> bytes:
            content = super().read_back(path, limit=limit)
            return content.replace(b"MushinAI", b"MushinAl") if path.suffix == self.lies_about else content

    receive(desk)
    ready_to_publish(desk)
    lying = replace(desk, tools=replace(desk.tools, files=LyingDisk(".json")))
    with pytest.raises(WriteFailed, match="does not hold what was written") as caught:
        publish(lying, out, us.key.fingerprint)
    assert "damaged file" in caught.value.written
    assert not fold(desk.vault.history(CASE)).exports


def test_a_signature_that_is_not_good_after_writing_is_noticed(desk: Desk, us, out: Path) -> None:
    class Forgetful(Gpg):
        """A gpg whose key expires between signing and checking."""

        def verify_all(self, signed: Sequence[object], **_: object) -> tuple[SignatureCheck, ...]:
            return (SignatureCheck("not-good"),) * len(signed)

        def sign_all(
            self, contents: Sequence[bytes], fingerprint: str, *, progress: Progress
        ) -> tuple[bytes, ...]:
            return us.gpg.sign_all(contents, fingerprint, progress=progress)

    receive(desk)
    ready_to_publish(desk)
    forgetful = replace(desk, tools=replace(desk.tools, openpgp=Forgetful(us.home)))
    with pytest.raises(SignatureRefused) as caught:
        publish(forgetful, out, us.key.fingerprint)
    assert f"{STEM}.json.asc" in caught.value.written
    assert not fold(desk.vault.history(CASE)).exports


def test_what_is_no_public_key_is_not_written(desk: Desk, us, out: Path) -> None:
    class Confused(Gpg):
        def public_key(self, *_: object) -> bytes:
            return us.public.replace(b"PUBLIC", b"PRIVATE")

    receive(desk)
    ready_to_publish(desk)
    confused = replace(desk, tools=replace(desk.tools, openpgp=Confused(us.home)))
    with pytest.raises(SignatureRefused):
        publish(confused, out, us.key.fingerprint)
    assert list(out.iterdir()) == []


def test_a_key_that_expires_soon_is_warned_of(desk: Desk, us, out: Path, tmp_path: Path) -> None:
    receive(desk)
    ready_to_publish(desk)
    expires = us.key.expires
    assert expires is not None
    assert publish(desk, out, us.key.fingerprint).warnings == ()
    soon = replace(desk, tools=replace(desk.tools, now=lambda: expires - timedelta(days=80)))
    other = tmp_path / "other"
    other.mkdir()
    (warning,) = publish(soon, other, us.key.fingerprint).warnings
    assert f"{expires:%Y-%m-%d}" in warning


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
