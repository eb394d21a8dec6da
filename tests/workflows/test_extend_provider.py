"""A CSAF provider tree, with real keys and real files: extended, revised, and refused where it must be."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from csaf._audit import audit_tree

from desktop.domain import events as e
from desktop.domain.failures import RefusedByPolicy, Usage, VaultInUse, WriteFailed
from desktop.files.local import LocalFiles
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.provider.audit_provider import audit_provider
from desktop.workflows.provider.extend_provider import Extended, extend_provider
from tests.workflows.desks import CASE, TEXT, later, ready_to_publish, receive, tell

URL = "https://mushinai.example/csaf"
PLACE = "white/2026/mus-2026-0000000.json"


@pytest.fixture
def ready(desk: Desk) -> Desk:
    receive(desk)
    ready_to_publish(desk)
    return desk


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "csaf"


def extend(desk: Desk, root: Path, signer: str, *cases: str, url: str = URL) -> Extended:
    wanted = cases or (CASE,)
    return extend_provider(desk, root, wanted, sign_with=signer, base_url=url, progress=Silent())


def places(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def whole(desk: Desk, root: Path) -> list[str]:
    return [
        f"{f.test} {f.path} {f.message}"
        for f in audit_provider(desk.tools, root, progress=Silent()).findings
        if f.severity == "error"
    ]


def test_an_advisory_becomes_a_whole_provider_tree(ready: Desk, us, root: Path) -> None:
    extended = extend(ready, root, us.key.fingerprint)

    assert places(root) == {
        "provider-metadata.json",
        f"openpgp/{us.key.fingerprint}.asc",
        "white/index.txt",
        "white/changes.csv",
        "white/csaf-feed-tlp-white.json",
        *(PLACE + suffix for suffix in ("", ".asc", ".sha256", ".sha512")),
    }
    assert whole(ready, root) == []
    assert extended.documents == 1
    assert not extended.findings
    assert (root / "white/changes.csv").read_text() == '"2026/mus-2026-0000000.json","2026-03-02T10:30:15Z"\n'
    metadata = json.loads((root / "provider-metadata.json").read_bytes())
    assert metadata["canonical_url"] == f"{URL}/provider-metadata.json"
    assert metadata["role"] == "csaf_trusted_provider"
    assert metadata["public_openpgp_keys"][0]["fingerprint"] == us.key.fingerprint


def test_the_csaf_package_finds_the_folders_of_years_and_the_index_right(ready: Desk, us, root: Path) -> None:
    extend(ready, root, us.key.fingerprint)
    result = audit_tree(str(root / "white"))
    assert result.advisory_count == 1
    assert not result.violations_for("year-folders")
    assert not result.violations_for("index-txt")


def test_the_journal_tells_the_files_and_the_head_of_the_tree(ready: Desk, us, root: Path) -> None:
    extended = extend(ready, root, us.key.fingerprint)
    (told,) = [r.event for r in ready.vault.vault_history() if isinstance(r.event, e.ProviderExtended)]
    assert told.head == extended.head == audit_provider(ready.tools, root, progress=Silent()).head
    assert {file.place for file in told.files} == places(root)
    assert [type(r.event) for r in ready.vault.history(CASE)][-2:] == [e.ReleaseStarted, e.AdvisoryExported]


def test_a_revision_takes_the_place_of_the_one_before(ready: Desk, us, root: Path) -> None:
    extend(ready, root, us.key.fingerprint)
    before = places(root)
    third_day = later(ready, days=3)
    extend(third_day, root, us.key.fingerprint, url="")
    assert places(root) == before
    tracking = json.loads((root / PLACE).read_bytes())["document"]["tracking"]
    assert tracking["version"] == "2"
    assert [r["number"] for r in tracking["revision_history"]] == ["1", "2"]
    assert "2026-03-05T10:30:15Z" in (root / "white/changes.csv").read_text()
    assert whole(third_day, root) == []


def test_another_label_moves_the_document_to_another_folder(ready: Desk, us, root: Path) -> None:
    tell(ready, e.AdvisoryDrafted(msgspec.structs.replace(TEXT, tlp="GREEN")))
    extend(ready, root, us.key.fingerprint)
    assert (root / "green/2026/mus-2026-0000000.json").exists()
    tell(ready, e.AdvisoryDrafted(TEXT))
    extend(later(ready, days=1), root, us.key.fingerprint)
    assert (root / PLACE).exists()
    assert not any(place.startswith("green/") for place in places(root))
    assert whole(ready, root) == []


def test_a_clock_that_was_set_back_extends_nothing(ready: Desk, us, root: Path) -> None:
    extend(ready, root, us.key.fingerprint)
    before = {place: (root / place).read_bytes() for place in places(root)}
    back = ready.tools.now() - timedelta(days=400)
    with pytest.raises(RefusedByPolicy, match=r"clock of this machine says 2025-01"):
        extend(replace(ready, tools=replace(ready.tools, now=lambda: back)), root, us.key.fingerprint)
    assert {place: (root / place).read_bytes() for place in places(root)} == before


def test_what_the_gate_holds_back_makes_no_tree(desk: Desk, us, root: Path) -> None:
    receive(desk)
    with pytest.raises(RefusedByPolicy, match="may not leave"):
        extend(desk, root, us.key.fingerprint)
    assert not root.exists()


def test_a_tree_says_once_where_it_is_served(ready: Desk, us, root: Path) -> None:
    with pytest.raises(Usage, match="Nothing says yet"):
        extend(ready, root, us.key.fingerprint, url="")
    with pytest.raises(Usage, match="no https"):
        extend(ready, root, us.key.fingerprint, url="http://mushinai.example")
    extend(ready, root, us.key.fingerprint)
    with pytest.raises(Usage, match="says that it is served"):
        extend(later(ready, days=1), root, us.key.fingerprint, url="https://other.example")


# --- the audit notices ---------------------------------------------------------------------------------


def rewrite(place: str, old: str, new: str):
    def change(root: Path) -> None:
        path = root / place
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    return change


def cut(place: str):
    return lambda root: (root / place).unlink()


def move(place: str, to: str):
    def change(root: Path) -> None:
        (root / to).parent.mkdir(parents=True, exist_ok=True)
        (root / place).rename(root / to)

    return change


METADATA, FEED, INDEX = "provider-metadata.json", "white/csaf-feed-tlp-white.json", "white/index.txt"
CHANGES = "white/changes.csv"
DAMAGES = [
    (rewrite(PLACE, "crafted", "Crafted"), "7.1.18"),
    (rewrite(PLACE, "crafted", "Crafted"), "7.1.19"),
    (rewrite(PLACE, '"title": ', '"titel": '), "schema"),
    (rewrite(PLACE, "2026-03-02", "2025-03-02"), "7.1.11"),
    (rewrite(PLACE, '"label": "WHITE"', '"label": "GREEN"'), "7.1.4"),
    (cut(PLACE + ".asc"), "7.1.19"),
    (cut(PLACE + ".sha256"), "7.1.18"),
    (cut(PLACE + ".sha512"), "7.1.18"),
    (rewrite(PLACE + ".sha256", "mus-", "other-"), "7.1.18"),
    (rewrite(PLACE + ".asc", "BEGIN PGP SIGNATURE", "BEGIN PGP MESSAGE"), "7.1.19"),
    (cut(INDEX), "7.1.12"),
    (rewrite(INDEX, "2026/", "2025/"), "7.1.12"),
    (cut(CHANGES), "7.1.13"),
    (rewrite(CHANGES, "2026-03-02", "2026-03-01"), "7.1.13"),
    (rewrite(CHANGES, '"', ""), ""),
    (rewrite(CHANGES, ",", ";"), "7.1.13"),
    (cut(FEED), "7.1.15"),
    (rewrite(FEED, "MUS-2026-0000000", "MUS-2026-0000001"), "7.1.15"),
    (rewrite(FEED, f'"src": "{URL}', '"src": "https://elsewhere.example'), "7.1.15"),
    (rewrite(FEED, '"entry"', '"entri"'), "7.1.15"),
    (rewrite(FEED, "2026-03-02", "2026-03-01"), "7.1.15"),
    (cut(METADATA), "7.1.7"),
    (rewrite(METADATA, '"2.0"', '"3.0"'), "7.1.7"),
    (rewrite(METADATA, "2026-03-02", "2026-03-01"), "7.1.7"),
    (rewrite(METADATA, "/white/", "/green/"), "7.1.7"),
    (move(PLACE, "white/2026/another.json"), "5.1"),
    (move(PLACE, "green/2026/mus-2026-0000000.json"), "7.1.4"),
    (lambda root: (root / "white/link.json").symlink_to(root / PLACE), "7.1.11"),
    (lambda root: (root / ".embargo-redo.json").write_text("{}"), "redo"),
]


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.soak)])
def test_the_audit_notices_every_damage(ready: Desk, us, root: Path, tmp_path: Path, every: int) -> None:
    extend(ready, root, us.key.fingerprint)
    missed = []
    for number, (change, test) in enumerate(DAMAGES[::every]):
        copy = shutil.copytree(root, tmp_path / str(number))
        change(copy)
        found = {line.partition(" ")[0] for line in whole(ready, copy)}
        missed += [number] if test and test not in found else []
        assert bool(found) is bool(test)
    assert missed == []


def test_keys_that_are_missing_others_or_none_are_noticed(ready: Desk, us, reporter, root: Path) -> None:
    extend(ready, root, us.key.fingerprint)
    key = root / f"openpgp/{us.key.fingerprint}.asc"
    for content in (None, b"nonsense", reporter.public):
        key.unlink() if content is None else key.write_bytes(content)
        assert "7.1.20" in {line.partition(" ")[0] for line in whole(ready, root)}


@pytest.mark.checks("F78")
def test_a_tree_signed_by_a_foreign_key_is_noticed(ready: Desk, us, reporter, root: Path) -> None:
    extend(ready, root, us.key.fingerprint)
    signature = reporter.gpg.sign((root / PLACE).read_bytes(), reporter.key.fingerprint, progress=Silent())
    (root / f"{PLACE}.asc").write_bytes(signature)
    assert whole(ready, root) == [f"7.1.19 {PLACE}.asc The signing key is not known here."]


# --- on a stick ----------------------------------------------------------------------------------------


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A medium of 1 MiB."""
    place = tmp_path / "stick"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs", str(place)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk can be mounted by root only")
    yield place
    if place.is_mount():
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def content_of(root: Path) -> dict[str, bytes]:
    return {place: (root / place).read_bytes() for place in places(root)}


@pytest.mark.checks("E77")
def test_a_stick_that_is_full_keeps_its_old_tree(ready: Desk, us, stick: Path) -> None:
    root = stick / "csaf"
    extend(ready, root, us.key.fingerprint)
    before = content_of(root)
    next_day = later(ready, days=1)
    for left in (0, 8192, 40_960, 200_000):
        free = os.statvfs(stick).f_bavail * os.statvfs(stick).f_frsize
        (stick / "ballast").write_bytes(bytes(free - left))
        with pytest.raises(WriteFailed, match="disk is full") as caught:
            extend(next_day, root, us.key.fingerprint)
        assert caught.value.written == "Nothing was written."
        assert content_of(root) == before
        (stick / "ballast").unlink()
    assert whole(ready, root) == []
    extend(next_day, root, us.key.fingerprint)
    assert whole(next_day, root) == []


@pytest.mark.checks("E77")
def test_a_stick_that_is_read_only_keeps_its_old_tree(ready: Desk, us, stick: Path) -> None:
    root = stick / "csaf"
    extend(ready, root, us.key.fingerprint)
    before = content_of(root)
    subprocess.run(["mount", "-o", "remount,ro", str(stick)], check=True)
    with pytest.raises(WriteFailed, match="read-only"):
        extend(later(ready, days=1), root, us.key.fingerprint)
    assert content_of(root) == before


class Pulled(LocalFiles):
    """A stick that is pulled out before it takes its nth move, and does not answer from then on."""

    def __init__(self, moves: int) -> None:
        self.moves = moves

    def move(self, old: Path, new: Path) -> None:
        self.moves -= 1
        self._answer()
        super().move(old, new)

    def settle(self, folder: Path) -> None:
        self._answer()
        super().settle(folder)

    def _answer(self) -> None:
        if self.moves < 0:
            raise WriteFailed("The disk or stick does not answer.")


@pytest.mark.checks("E77")
@pytest.mark.parametrize("moves", [0, 3, 6])
def test_a_stick_that_was_pulled_out_is_finished_when_it_is_back(
    ready: Desk, us, root: Path, moves: int
) -> None:
    extend(ready, root, us.key.fingerprint)
    next_day = later(ready, days=1)
    pulled = replace(next_day, tools=replace(next_day.tools, files=Pulled(moves)))
    with pytest.raises(WriteFailed, match="does not answer") as caught:
        extend(pulled, root, us.key.fingerprint)
    assert "finished first" in caught.value.written
    exports = [r.event for r in ready.vault.history(CASE) if isinstance(r.event, e.AdvisoryExported)]
    assert len(exports) == 1

    finished = extend_provider(next_day, root, (), sign_with="", progress=Silent())

    assert finished.finished
    assert whole(next_day, root) == []
    assert json.loads((root / PLACE).read_bytes())["document"]["tracking"]["version"] == "2"
    exports = [r.event for r in ready.vault.history(CASE) if isinstance(r.event, e.AdvisoryExported)]
    assert [one.sha256 for one in exports][1:] == [hashlib.sha256((root / PLACE).read_bytes()).hexdigest()]
    told = [r.event for r in ready.vault.vault_history() if isinstance(r.event, e.ProviderExtended)]
    assert [one.head for one in told][1:] == [finished.head]
    with pytest.raises(Usage, match="nothing waits"):
        extend_provider(next_day, root, (), sign_with="", progress=Silent())


def test_two_do_not_extend_one_tree_at_once(ready: Desk, us, root: Path) -> None:
    extend(ready, root, us.key.fingerprint)
    with ready.tools.files.held(root), pytest.raises(VaultInUse):
        extend(later(ready, days=1), root, us.key.fingerprint)
