"""`embargo journal`: shown, handed to an auditor, and checked by a stranger without the vault."""

import json
from pathlib import Path

import pytest

from desktop.domain.failures import Exit
from tests.cli.conftest import PASSPHRASE, Embargo


@pytest.fixture
def call(embargo: Embargo, vault: Path, report: Path):
    def run(*words: str):
        return embargo(*words, "--vault", str(vault), secret=PASSPHRASE)

    assert run("import", str(report)).code == Exit.DONE
    return run


def test_the_journal_is_listed_and_filtered(call):
    found = call("journal", "--json").json
    assert [entry["sequence"] for entry in found] == list(range(1, len(found) + 1))
    case = next(entry["case"] for entry in found if entry["name"] == "report.received")
    of_case = call("journal", "--case", case, "--json").json
    assert {entry["case"] for entry in of_case} == {case}
    assert call("journal", "--since", "2999-01-01", "--json").json == []
    shown = call("journal")
    assert shown.code == Exit.DONE
    assert "vault.made" in shown.out


@pytest.mark.clause("MUS-7.2d")
def test_an_exported_journal_is_checked_without_any_vault(call, embargo: Embargo, tmp_path: Path):
    path = tmp_path / "journal.jsonl"
    done = call("journal", "export", "--out", str(path))
    assert done.code == Exit.DONE
    assert path.stat().st_mode & 0o777 == 0o600
    found = embargo("journal", "check", str(path))
    assert found.code == Exit.DONE
    assert "holds" in found.out
    head = json.loads(path.read_text().splitlines()[0])["proof"]["heads"][0]["head"]
    assert head in done.err
    assert head in found.out
    path.write_text(path.read_text().replace("report.received", "report.confirmed"))
    spoilt = embargo("journal", "check", str(path))
    assert spoilt.code == Exit.REFUSED
    assert "DOES NOT HOLD" in spoilt.out
    path.write_text("something else\n")
    assert embargo("journal", "check", str(path)).code == Exit.INVALID


def test_the_vaults_own_journal_is_checked_and_that_is_recorded(call):
    assert call("journal", "check", "--note", "quarterly").code == Exit.DONE
    assert call("journal", "--json").json[-1]["name"] == "journal.checked"


@pytest.mark.clause("M87-3.3e")
def test_with_roles_in_force_it_is_shown_to_owners_and_auditors_only(call, tmp_path: Path):
    call("team", "enrol", "Olga", "--work-as", "Olga")
    call("team", "enrol", "Hal", "--work-as", "Olga")
    call("team", "enrol", "Audra", "--role", "auditor", "--work-as", "Olga")
    assert call("journal", "--work-as", "Hal").code == Exit.POLICY
    out = ("journal", "export", "--out", str(tmp_path / "a.jsonl"))
    assert call(*out, "--work-as", "Hal").code == Exit.POLICY
    assert call(*out, "--work-as", "Audra").code == Exit.DONE
    found = call("journal", "--json", "--work-as", "Audra").json
    assert not [entry for entry in found if "case" in entry]
    assert call("list", "--work-as", "Audra").code == Exit.POLICY


@pytest.mark.parametrize(
    "words",
    [
        ("--refused", "export", "--out", "never.jsonl"),
        ("--case", "AUM-2026-0000001", "export", "--out", "never.jsonl"),
        ("--since", "2026-01-01", "check"),
        ("check", "never.jsonl", "--note", "quarterly"),
    ],
)
def test_what_an_act_would_leave_out_is_refused(embargo: Embargo, vault: Path, words: tuple[str, ...]):
    done = embargo("journal", *words, "--vault", str(vault), secret=PASSPHRASE)
    assert done.code == Exit.USAGE
    assert not Path("never.jsonl").exists()


def test_failures_that_no_writer_told_yet_are_shown_beside_the_journal(embargo: Embargo, vault: Path):
    assert "Nothing was refused." in embargo("journal", "--refused", secret=PASSPHRASE).err
    for _ in range(2):
        assert embargo("list", secret="wrong").code == 3
    shown = embargo("journal", "--refused", secret=PASSPHRASE)
    assert (shown.code, "2 attempts (passphrase)" in shown.out) == (0, True)
    assert "not in the journal yet" in shown.err
    (told,) = embargo("journal", "--refused", "--json", secret=PASSPHRASE).json
    assert (told["count"], told["journalled"]) == (2, False)
    assert embargo("slots", "add", "recovery", secret=PASSPHRASE).code == 0
    (told,) = embargo("journal", "--refused", "--json", secret=PASSPHRASE).json
    assert (told["count"], told["journalled"]) == (2, True)
