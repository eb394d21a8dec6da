"""Publishing an advisory, with real keys, real files and the whole gate."""

import hashlib
import json
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.advisories.advisory import AdvisoryText
from desktop.domain.failures import (
    InvalidDocument,
    KeyMissing,
    RefusedByPolicy,
    WriteFailed,
)
from desktop.formats.advisories.csaf.validation import validate_csaf
from desktop.formats.advisories.findings import errors_of
from desktop.workflows.ports import Desk
from desktop.workflows.publication.preview_advisory import preview_advisory
from desktop.workflows.vault_ports import Vault
from tests.workflows.desks import CASE, STEM, TWO, desk_on, later, publish, ready_to_publish, receive, tell


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
