"""Figures on the command line, as text, JSON and CSV."""

import csv
import io
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo

MAIL = (
    "From: a@example.org\r\nTo: security@mushinai.com\r\nSubject: Secret hole\r\n"
    "Date: Fri, {day} Jan 2026 16:00:00 +0000\r\nMessage-ID: <{day}@example.org>\r\n\r\nhello\r\n"
)


@pytest.fixture
def cases(embargo: Embargo, vault: Path, tmp_path: Path) -> list[str]:
    """Two reports of last January: one answered in time, one not at all."""
    found = []
    for day in ("09", "16"):
        mail = tmp_path / f"{day}.eml"
        mail.write_text(MAIL.format(day=day), newline="")
        imported = embargo("import", str(mail), "--json", secret=PASSPHRASE)
        assert imported.code == 0, imported.err
        found.append(str(imported.json["case"]))  # type: ignore[index]
    sent = ("act", found[0], "ack.sent", "--at", "2026-01-10T16:00Z")
    assert embargo(*sent, secret=PASSPHRASE).code == 0
    return found


def test_text_says_how_many_promises_were_kept_and_what_is_overdue(
    embargo: Embargo, cases: list[str]
) -> None:
    said = embargo("metrics", "--from", "2026-Q1", "--to", "2026-Q1", secret=PASSPHRASE)
    assert said.code == 0, said.err
    line = next(line for line in said.out.splitlines() if "acknowledge" in line and "2026-Q1" in line)
    assert line.split() == [
        "mushin",
        "2026-Q1",
        "acknowledge",
        "2",
        "1",
        "1",
        "day",
        "-",
        "-",
        "1",
        "of",
        "2",
    ]
    assert "no promise" in said.out
    assert f"{cases[1]}  acknowledge  2026-01-18 16:00Z" in said.out
    assert "Secret" not in said.out


def test_json_gives_seconds_and_keys(embargo: Embargo, cases: list[str]) -> None:
    told = embargo("metrics", "--json", "--policy", "mushin", "--from", "2026-Q1", secret=PASSPHRASE).json
    assert (told["from"], told["cases"], told["overdue_count"]) == ("2026-Q1", 2, 1)
    assert told["overdue"][0]["case"] == cases[1]
    ack = next(f for f in told["figures"] if f["quarter"] == "2026-Q1" and f["measure"] == "acknowledge")
    assert (ack["kept"], ack["overdue"], ack["due"], ack["waiting"]) == (1, 1, 2, 1)
    assert (ack["values_s"], ack["median_s"]) == ([86400.0], None)
    assert ack["allowed_s"] == [172800.0] * 3


def test_csv_goes_to_a_new_file_or_to_stdout(embargo: Embargo, cases: list[str], tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    told = embargo("metrics", "--csv", str(path), "--from", "2026-Q1", secret=PASSPHRASE)
    assert (told.code, "acknowledge" in told.out) == (0, True)
    assert str(path) in told.err
    piped = embargo("metrics", "--csv", "-", "--from", "2026-Q1", secret=PASSPHRASE)
    assert list(csv.reader(io.StringIO(piped.out))) == list(csv.reader(io.StringIO(path.read_text())))
    assert embargo("metrics", "--csv", str(path), "--from", "2026-Q1", secret=PASSPHRASE).code != 0


@pytest.mark.parametrize("period", [("--from", "2026"), ("--from", "2026-Q4", "--to", "2026-Q1")])
def test_a_period_that_is_none_is_a_usage_error(
    embargo: Embargo, vault: Path, period: tuple[str, ...]
) -> None:
    said = embargo("metrics", *period, secret=PASSPHRASE)
    assert (said.code, said.out) == (2, "")
    assert "Nothing was written." in said.err


def test_an_empty_vault_says_so(embargo: Embargo, vault: Path) -> None:
    said = embargo("metrics", "--policy", "aumos", secret=PASSPHRASE)
    assert said.code == 0
    assert said.out.startswith("No case arrived under aumos from ")


def test_a_policy_that_nobody_knows_is_named(embargo: Embargo, vault: Path) -> None:
    said = embargo("metrics", "--policy", "nope", secret=PASSPHRASE)
    assert (said.code, said.out) == (2, "")
    assert "No policy is called nope. Nothing was written. Name one of aumos, " in said.err
