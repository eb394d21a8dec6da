"""Publishing that goes wrong on the way: what was written is said, and nothing is called done that is not."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain import events as e
from desktop.domain.event import Draft, Recorded
from desktop.domain.failures import (
    Cancelled,
    CaseChanged,
    SignatureRefused,
    WriteFailed,
)
from desktop.domain.fold import fold
from desktop.domain.report import SignatureCheck
from desktop.files.local import LocalFiles
from desktop.openpgp.gpg import Gpg
from desktop.workflows.ports import Desk, Progress, Signed, Silent
from desktop.workflows.publication.publish_advisory import publish_advisory
from desktop.workflows.vault_ports import Vault
from tests.fakes import InMemoryVault
from tests.workflows.desks import CASE, STEM, TWO, desk_on, publish, ready_to_publish, receive, tell


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
        def write_new(self, path: Path, content: bytes, **more: bool) -> None:
            if len(list(out.iterdir())) >= 2:
                raise WriteFailed("The disk is full.")
            super().write_new(path, content, **more)

    small = replace(desk, tools=replace(desk.tools, files=SmallDisk()))
    with pytest.raises(WriteFailed, match="The disk is full") as caught:
        publish(small, out, us.key.fingerprint)
    assert caught.value.written.startswith(f"Written: {STEM}.json, {STEM}.json.asc.")
    kinds = [recorded.event.kind for recorded in desk.vault.history(CASE)]
    assert "advisory.release-started" in kinds
    assert "advisory.exported" not in kinds


def test_a_disk_that_does_not_answer_any_more_leaves_a_doubt_about_what_was_written(
    desk: Desk, us, out: Path
) -> None:
    receive(desk)
    ready_to_publish(desk)

    class Pulled(LocalFiles):
        def write_new(self, path: Path, content: bytes, **more: bool) -> None:
            if list(out.iterdir()):
                raise WriteFailed("The stick is gone.")
            super().write_new(path, content, **more)

        def keep_names(self, _folder: Path) -> None:
            raise WriteFailed("The stick is gone.")

    pulled = replace(desk, tools=replace(desk.tools, files=Pulled()))
    with pytest.raises(WriteFailed, match="stick is gone") as caught:
        publish(pulled, out, us.key.fingerprint)
    assert caught.value.written.startswith(f"Written: {STEM}.json. The export is not recorded as done.")
    assert caught.value.written.endswith("is not sure: the disk did not answer.")


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

        def sign_all(self, contents: Sequence[bytes], fingerprint: str, *, progress: Progress) -> Signed:
            return us.gpg.sign_all(contents, fingerprint, progress=progress)

    receive(desk)
    ready_to_publish(desk)
    forgetful = replace(desk, tools=replace(desk.tools, openpgp=Forgetful(us.home)))
    with pytest.raises(SignatureRefused) as caught:
        publish(forgetful, out, us.key.fingerprint)
    assert f"{STEM}.json.asc" in caught.value.written
    assert not fold(desk.vault.history(CASE)).exports


def test_a_good_signature_by_another_key_is_not_good_enough(desk: Desk, us, reporter, out: Path) -> None:
    class Muddled(Gpg):
        """A gpg that signs with another key than it was told."""

        def sign_all(self, contents: Sequence[bytes], _fingerprint: str, *, progress: Progress) -> Signed:
            return reporter.gpg.sign_all(contents, reporter.key.fingerprint, progress=progress)

        def verify_all(
            self,
            signed: Sequence[tuple[bytes, bytes]],
            *,
            known_keys: Sequence[bytes] = (),
            made: Signed | None = None,
            progress: Progress,
        ) -> tuple[SignatureCheck, ...]:
            known = (*known_keys, reporter.public)
            return super().verify_all(signed, known_keys=known, made=made, progress=progress)

    receive(desk)
    ready_to_publish(desk)
    muddled = replace(desk, tools=replace(desk.tools, openpgp=Muddled(us.home)))
    with pytest.raises(SignatureRefused):
        publish(muddled, out, us.key.fingerprint)
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


@pytest.mark.checks("F78")
@pytest.mark.parametrize("below", [".", "not/there/yet"])
def test_where_not_all_of_it_has_room_nothing_is_written(
    either_vault: Vault, us, out: Path, below: str
) -> None:
    class Small(LocalFiles):
        def room(self, _folder: Path) -> int:
            return 16 * 1024

    desk = desk_on(either_vault, us.gpg)
    receive(desk)
    ready_to_publish(desk)
    desk = replace(desk, tools=replace(desk.tools, files=Small()))
    before = len(desk.vault.history(CASE))
    with pytest.raises(WriteFailed, match="The disk is full") as caught:
        publish(desk, out / below, us.key.fingerprint)
    assert caught.value.written == "Nothing was written."
    assert [*out.rglob("*")] == []
    assert len(desk.vault.history(CASE)) == before
