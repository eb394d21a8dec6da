"""A CSAF provider tree, with real keys and real files: extended, revised, and refused where it must be."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from csaf._audit import audit_tree

from desktop.domain import events as e
from desktop.domain.failures import RefusedByPolicy, Usage
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
