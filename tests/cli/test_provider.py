"""`embargo provider` and `advisory validate` on trees, as scripts use them."""

import json
import shutil
from pathlib import Path

import pytest

from desktop import bootstrap
from desktop.formats.advisories.csaf.writing import write_csaf
from desktop.openpgp.gpg import Gpg
from tests.cli.conftest import PASSPHRASE, Embargo, Keys, quick_custody
from tests.formats.advisories import FACTS
from tests.workflows.desks import CASE, desk_on, ready_to_publish, receive


def test_a_tree_without_cases_is_a_mistake_of_use(embargo: Embargo, tmp_path: Path) -> None:
    refused = embargo("provider", str(tmp_path), "--check", "--case", "MUS-2026-0000000")
    assert (refused.code, "changes nothing" in refused.err) == (2, True)


def test_a_folder_that_is_no_tree_is_said_to_lack_what_a_tree_has(embargo: Embargo, tmp_path: Path) -> None:
    checked = embargo("provider", str(tmp_path), "--check", "--json")
    assert checked.code == 6
    assert (checked.json["valid"], checked.json["format"]) == (False, "csaf-provider")
    assert [f["test"] for f in checked.json["findings"]] == ["7.1.7"]
    assert embargo("provider", str(tmp_path / "no"), "--check").code == 5
    assert embargo("advisory", "validate", str(tmp_path)).code == 6


def test_a_document_whose_checksum_differs_ends_with_5(embargo: Embargo, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(write_csaf(FACTS))
    assert embargo("advisory", "validate", str(path)).code == 0
    (tmp_path / "a.json.sha256").write_text("0" * 64 + "  a.json\n")
    refused = embargo("advisory", "validate", "--json", str(path))
    assert refused.code == 5
    assert ("checksum", "error") in [(f["test"], f["severity"]) for f in refused.json["findings"]]


def test_a_key_that_is_none_is_a_failure_of_its_own(embargo: Embargo, tmp_path: Path) -> None:
    (tmp_path / "key.asc").write_text("no key")
    assert embargo("advisory", "validate", "--keys", str(tmp_path / "key.asc"), "--", "x").code == 5
    assert embargo("advisory", "validate", str(tmp_path / "key.asc")).code == 6


def test_the_demo_case_goes_into_a_tree_that_validates(
    embargo: Embargo, published: tuple[str, str], tmp_path: Path
) -> None:
    case, key = published
    tree = tmp_path / "csaf"
    url = ("--base-url", "https://mushinai.example/csaf")
    written = embargo("provider", str(tree), "--case", case, "--sign", key, *url, "--json", secret=PASSPHRASE)
    assert written.code == 0, written.err
    assert written.json["documents"] == 1
    checked = embargo("provider", str(tree), "--check", "--json")
    assert (checked.code, checked.json["head"]) == (0, written.json["head"])
    assert embargo("advisory", "validate", str(tree)).code == 0

    (document,) = tree.glob("white/*/*.json")
    whole = shutil.copytree(tree, tmp_path / "copy")
    changed = json.loads(document.read_bytes())
    changed["document"]["title"] = "Another title"
    document.write_text(json.dumps(changed))
    broken = embargo("provider", str(tree), "--check", "--json")
    assert broken.code == 5
    assert {"7.1.18", "7.1.19"} <= {f["test"] for f in broken.json["findings"]}
    assert embargo("provider", str(whole), "--check").code == 0


@pytest.fixture
def published(embargo: Embargo, vault: Path, keys: Keys) -> tuple[str, str]:
    """A case that the gate lets out, and the key to sign with."""
    opened = quick_custody().unlock(str(vault), "passphrase", PASSPHRASE)
    gpg = Gpg(keys.home)
    try:
        desk = desk_on(opened, gpg, bootstrap.now())
        receive(desk)
        ready_to_publish(desk)
    finally:
        opened.close()
    return CASE, keys.intake
