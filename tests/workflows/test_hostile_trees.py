"""A provider tree that a stranger filled: odd names, addresses and notes are told, and lead nowhere."""

import hashlib
import json
import os
from pathlib import Path

import msgspec
import pytest

from desktop.cli.stages.validate_verb import described
from desktop.domain.failures import InvalidDocument, RefusedByPolicy, Usage
from desktop.formats.advisories.findings import Finding
from desktop.formats.provider.metadata import read_metadata
from desktop.formats.provider.redo_note import Move, Note, read_note, write_note
from desktop.workflows.ports import Desk, Silent
from desktop.workflows.provider.audit_provider import audit_provider
from desktop.workflows.provider.extend_provider import extend_provider
from tests.workflows.desks import CASE, later, ready_to_publish, receive

URL = "https://mushinai.example/csaf"


@pytest.fixture
def tree(desk: Desk, us, tmp_path: Path) -> Path:
    receive(desk)
    ready_to_publish(desk)
    root = tmp_path / "csaf"
    extend_provider(desk, root, (CASE,), sign_with=us.key.fingerprint, base_url=URL, progress=Silent())
    return root


def files_in(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"\xff\xfe.json", "white/2026/\\xff\\xfe.json"),
        (b"a\nb: valid.json", "white/2026/a\\nb: valid.json"),
        (b"\x1b[2J.json", "white/2026/\\x1b[2J.json"),
    ],
)
def test_a_name_that_cannot_be_printed_is_told_on_one_line(
    desk: Desk, tree: Path, name: bytes, shown: str
) -> None:
    Path(os.fsdecode(os.fsencode(tree / "white/2026") + b"/" + name)).write_bytes(b"{}")
    found = [f for f in audit_provider(desk.tools, tree, progress=Silent()).findings if f.path == shown]
    assert [f.test for f in found] == ["7.1.11"]
    msgspec.json.encode(found)


def test_two_trees_never_share_a_head_by_a_name_with_a_line_in_it(desk: Desk, tmp_path: Path) -> None:
    two, one = tmp_path / "two", tmp_path / "one"
    for root in (two, one):
        (root / "a").mkdir(parents=True)
    (two / "a" / "b").write_bytes(b"1")
    (two / "a" / "c").write_bytes(b"2")
    second = hashlib.sha256(b"2").hexdigest()
    (one / f"a/b\n{second}  a").mkdir(parents=True)
    (one / f"a/b\n{second}  a" / "c").write_bytes(b"1")
    heads = [audit_provider(desk.tools, root, progress=Silent()).head for root in (two, one)]
    assert heads[0] != heads[1]


@pytest.mark.parametrize(
    "changes",
    [
        {"canonical_url": "https://e.example/\x1b[31m/provider-metadata.json"},
        {"canonical_url": "javascript:x//provider-metadata.json"},
        {"canonical_url": f"https://e.example/{'a' * 4000}/provider-metadata.json"},
        {"public_openpgp_keys": [{"fingerprint": "../../x\nforged: valid", "url": "https://e.example/x"}]},
    ],
)
def test_a_description_with_more_than_addresses_and_fingerprints_is_none(
    tree: Path, changes: dict[str, object]
) -> None:
    written = json.loads((tree / "provider-metadata.json").read_bytes())
    read_metadata(json.dumps(written).encode())
    with pytest.raises(InvalidDocument):
        read_metadata(json.dumps(written | changes).encode())


def test_a_tree_is_not_extended_for_an_address_that_we_would_never_give(desk: Desk, tree: Path, us) -> None:
    path = tree / "provider-metadata.json"
    path.write_bytes(path.read_bytes().replace(URL.encode(), b"http://elsewhere.example/<b>"))
    before = files_in(tree)
    with pytest.raises(Usage, match="no https:// address"):
        extend_provider(later(desk, days=1), tree, (CASE,), sign_with=us.key.fingerprint, progress=Silent())
    assert files_in(tree) == before


@pytest.mark.parametrize("place", ["white/2026/a.json", "white/2026/mus-2026-0000011.json"])
def test_a_draft_that_somebody_left_in_the_tree_gets_into_no_list(
    desk: Desk, tree: Path, us, place: str
) -> None:
    written = json.loads((tree / "white/2026/mus-2026-0000000.json").read_bytes())
    written["document"]["title"] = "Not out yet"
    written["document"]["tracking"]["id"] = "MUS-2026-0000011"
    (tree / place).write_text(json.dumps(written))
    before = files_in(tree)
    with pytest.raises(RefusedByPolicy, match=r"may not be known to its readers: MUS-2026-0000011"):
        extend_provider(later(desk, days=1), tree, (CASE,), sign_with=us.key.fingerprint, progress=Silent())
    assert files_in(tree) == before


@pytest.mark.parametrize(
    "note",
    [
        Note((Move("white/index.txt", "0" * 64),) * 2),
        Note((Move("white/../../x", "0" * 64),)),
        Note((), ("/etc/passwd",)),
        Note((Move(".ssh/authorized_keys", "0" * 64),)),
    ],
)
def test_a_note_that_leaves_the_tree_or_names_a_place_twice_is_none(note: Note) -> None:
    with pytest.raises(InvalidDocument):
        read_note(write_note(note))


def test_a_finding_cannot_forge_another_line() -> None:
    told = described("a\nb.json: valid", [Finding("1", "error", "/x\n  fine.json: valid\x1b[2J", "Wrong.")])
    assert told.count("\n") == 1
    assert "\x1b" not in told
