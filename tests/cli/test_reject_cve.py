"""Rejecting a CVE id from the command line."""

import json
from pathlib import Path

from tests.cli.conftest import PASSPHRASE, Embargo
from tests.cli.test_publisher import ORG
from tests.workflows.test_take_facts import GITHUB


def test_an_id_of_a_case_that_goes_on_is_not_rejected(embargo: Embargo, vault: Path, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(GITHUB))
    taken = embargo("advisory", "import", str(tmp_path / "a.json"), "--policy", "mushin", secret=PASSPHRASE)
    case, out = taken.out.strip(), str(tmp_path / "out")
    words = ("advisory", "reject-cve", case, "--reason", "Twice.", "--out", out, "--sign", "A" * 40)
    lacking = embargo(*words, secret=PASSPHRASE)
    assert (lacking.code, "names the numbering authority" in lacking.err) == (6, True)
    embargo("advisory", "publisher", "--org-id", ORG, "--short-name", "mushin", secret=PASSPHRASE)
    refused = embargo(*words, secret=PASSPHRASE)
    assert (refused.code, "its id stays in use" in refused.err) == (9, True)
