"""scope: what a policy says of a case, printed and as JSON; recorded only through act."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo


@pytest.fixture
def czm(embargo: Embargo, vault: Path, tmp_path: Path) -> str:
    mail = tmp_path / "czm.eml"
    mail.write_bytes(
        b"From: a@example.org\r\nTo: security@example.net\r\nSubject: Login of https://api.czm.ai/\r\n"
        b"Date: Fri, 09 Jan 2026 16:00:00 +0000\r\nMessage-ID: <7@example.org>\r\n\r\n"
        b"Also czrn.ai and \xd1\x81zm.ai, found by an automated scanner that made your service worse.\r\n"
    )
    imported = embargo("import", str(mail), "--policy", "czm", "--json", secret=PASSPHRASE)
    assert imported.code == 0, imported.err
    return str(imported.json["case"])  # type: ignore[index]


@pytest.mark.clause("CZM-2a", "CZM-2k", "CZM-6b")
def test_hosts_lines_and_proposal_are_printed_and_the_verdict_recorded(embargo: Embargo, czm: str) -> None:
    found = json.loads(embargo("scope", czm, "--json", secret=PASSPHRASE).out)
    assert found.keys() == {
        "case", "policy", "stated", "hosts", "condition", "lines", "proposal", "verdict", "versions"
    }  # fmt: skip
    assert found["hosts"][0] == {
        "host": "api.czm.ai",
        "name": "api.czm.ai",
        "lines": ["czm.ai with its subdomains"],
        "doubts": [],
    }
    assert all(host["doubts"] for host in found["hosts"][1:])
    assert found["condition"]["clauses"] == ["CZM-2k"]
    assert [line["clauses"] for line in found["lines"] if line["by_words"]] == [["CZM-6b"]]
    assert found["proposal"]["verdict"] == "ask"
    assert found["verdict"] is None
    words = ("--set", "verdict=in", "--set", "lines=CZM-2k", "--set", "hosts=api.czm.ai")
    recorded = embargo("act", czm, "scope.judged", *words, secret=PASSPHRASE)
    assert recorded.code == 0, recorded.err
    after = json.loads(embargo("scope", czm, "--json", secret=PASSPHRASE).out)["verdict"]
    assert (after["verdict"], after["lines"], after["letter"]) == (
        "in",
        ["Owned and run by CZM itself"],
        None,
    )


def test_a_verdict_against_the_lines_is_refused_without_a_note(embargo: Embargo, czm: str) -> None:
    refused = embargo("act", czm, "scope.judged", "--set", "verdict=in", secret=PASSPHRASE)
    assert refused.code == 9
    assert "Say why" in refused.err
    noted = embargo(
        "act", czm, "scope.judged", "--set", "verdict=out", "--note", "sold last year", secret=PASSPHRASE
    )
    assert noted.code == 0
    shown = embargo("scope", czm, secret=PASSPHRASE).out
    assert shown.startswith("Judged: out. sold last year. Its letter: rejection.")
    assert "api.czm.ai" in shown
    assert "is doubtful" in shown
    assert "CZM-2j" in shown
    assert "Owned and run by CZM itself (CZM-2k)" in shown


@pytest.mark.clause("MUS-2a", "MUS-2b", "MUS-2c")
def test_a_policy_without_a_scope_says_so_and_versions_are_told(
    embargo: Embargo, vault: Path, report: Path
) -> None:
    case = str(embargo("import", str(report), "--json", secret=PASSPHRASE).json["case"])  # type: ignore[index]
    words = (
        "--set",
        "vendor=A",
        "--set",
        "product=B",
        "--set",
        "affected=1.4.2",
        "--set",
        "affected=2.0.0-rc1",
    )
    assert embargo("act", case, "affected.listed", *words, secret=PASSPHRASE).code == 0
    shown = embargo("scope", case, secret=PASSPHRASE).out
    assert shown.startswith("Not stated")
    assert "MUS-2b" in shown
    document = json.loads(embargo("scope", case, "--json", secret=PASSPHRASE).out)
    assert (document["stated"], document["hosts"]) == (False, [])
    assert [v["support"] for v in document["versions"]] == ["supported", "ask"]
