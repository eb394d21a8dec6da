"""Facts of an advisory taken in from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo
from tests.workflows.test_take_facts import GITHUB


@pytest.fixture
def advisory(tmp_path: Path) -> Path:
    path = tmp_path / "advisory.json"
    path.write_text(json.dumps(GITHUB))
    return path


def test_an_advisory_opens_a_case_and_is_taken_once(embargo: Embargo, vault: Path, advisory: Path) -> None:
    opened = embargo("advisory", "import", str(advisory), "--policy", "mushin", secret=PASSPHRASE)
    assert (opened.code, "nobody is named" in opened.err) == (0, True)
    case = opened.out.strip()
    again = embargo("advisory", "import", str(advisory), "--case", case, secret=PASSPHRASE)
    assert (again.code, again.out, "states all of this already" in again.err) == (0, "", True)
    advisory.write_text(json.dumps({**GITHUB, "summary": "Another\ttitle"}))
    words = ("advisory", "import", str(advisory), "--case", case)
    held = embargo(*words, secret=PASSPHRASE)
    assert (held.code, "title: the case says Model loader runs code" in held.err) == (9, True)
    shown = json.loads(embargo(*words, "--json", secret=PASSPHRASE).out)
    assert [conflict["fact"] for conflict in shown["conflicts"]] == ["title"]
    assert embargo(*words, "--replace", secret=PASSPHRASE).code == 0


def test_what_is_no_advisory_is_refused(embargo: Embargo, vault: Path, advisory: Path) -> None:
    advisory.write_text("{}")
    refused = embargo("advisory", "import", str(advisory), "--policy", "mushin", secret=PASSPHRASE)
    assert (refused.code, "Nothing was written." in refused.err) == (6, True)
