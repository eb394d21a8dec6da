"""`advisory show`: facts, documents, and what readers will see changed."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo


@pytest.fixture
def case(embargo: Embargo, vault: Path, report: Path) -> str:
    found = str(embargo("import", str(report), "--json", secret=PASSPHRASE).json["case"])  # type: ignore[index]
    act(embargo, found, "affected.listed", "vendor=MushinAI", "product=Platform", "affected=>=1.3, <1.3.9")
    return found


def act(embargo: Embargo, case: str, name: str, *values: str) -> tuple[int, str]:
    given = [word for value in values for word in ("--set", value)]
    done = embargo("act", case, name, *given, secret=PASSPHRASE)
    return done.code, done.err


def test_ids_are_set_in_any_spelling_and_a_wrong_one_is_refused(embargo: Embargo, case: str) -> None:
    words = ("title=A hole", "summary=It runs code.")
    code, said = act(embargo, case, "advisory.drafted", *words, "cve=CVE-26-1")
    assert code != 0
    assert "'CVE-26-1' is no CVE id: one looks like CVE-2026-12345." in said
    ids = ("cve=cve 2026 12345", "aliases=ghsa-23CF-45gh-67jm", "aliases=PYSEC-2026-7")
    assert act(embargo, case, "advisory.drafted", *words, *ids)[0] == 0
    shown = embargo("advisory", "show", case, secret=PASSPHRASE)
    assert shown.code == 0
    assert "Ids             CVE-2026-12345, GHSA-23cf-45gh-67jm, PYSEC-2026-7" in shown.out
    assert "  affected      >=1.3, <1.3.9" in shown.out
    assert "The problem was reported." in shown.out
    assert "Not yet: " in shown.err


def test_documents_are_shown_by_format_and_keep_their_json(embargo: Embargo, case: str) -> None:
    act(embargo, case, "advisory.drafted", "title=A hole", "summary=It runs code.")
    text = embargo("advisory", "show", case, "--format", "markdown", secret=PASSPHRASE)
    assert text.out.startswith("# A hole")
    found = embargo("advisory", "show", case, "--format", "csaf", "--json", secret=PASSPHRASE).json
    assert isinstance(found, dict)
    told = {"case", "refusals", "remarks", "facts", "fields", "documents", "changes", "leaks"}
    assert told == found.keys()
    (document,) = found["documents"]
    assert json.loads(document["text"])["document"]["title"] == "A hole"
    nothing = embargo("advisory", "show", case, "--diff", secret=PASSPHRASE)
    assert nothing.out == "No revision was exported yet: there is nothing to compare with.\n"
