"""Duplicates and merging on the command line."""

from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo

ONE = (
    "From: Ada <ada@reporter.example>\nTo: {to}\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nMessage-ID: <{id}@x>\n"
    "Subject: {subject}\n\n{text}\n"
)
TEXTS = {
    "one": (
        "IDOR in invoice export",
        "GET /api/invoices/export?owner_id=7 does not check the owner of the invoice.",
    ),
    "two": (
        "strangers' invoices",
        "In the invoice export the `owner_id` parameter gives me somebody else's invoice.",
    ),
}


@pytest.fixture
def cases(embargo: Embargo, vault: Path, tmp_path: Path) -> list[str]:
    found = []
    for name, (subject, text) in TEXTS.items():
        path = tmp_path / f"{name}.eml"
        path.write_text(ONE.format(to="security@aumos.example", id=name, subject=subject, text=text))
        taken = embargo("import", str(path), "--policy", "aumos", "--json", secret=PASSPHRASE)
        found.append(str(taken.json["case"]))  # type: ignore[index]
    return found


def test_duplicates_are_proposed_merged_shown_and_undone(embargo: Embargo, cases: list[str]) -> None:
    original, duplicate = cases
    (proposal,) = embargo("duplicates", duplicate, "--json", secret=PASSPHRASE).json  # type: ignore[misc]
    assert (proposal["case"], proposal["strength"]) == (original, "strong")
    assert {axis["axis"] for axis in proposal["axes"]} == {"component", "class", "path"}
    assert any("owner_id" in axis["evidence"] for axis in proposal["axes"])
    printed = embargo("duplicates", duplicate, secret=PASSPHRASE).out
    assert f"{original}  strong: same component (export + invoice" in printed
    merged = embargo("merge", duplicate.lower(), original, "--json", secret=PASSPHRASE).json
    assert (merged["duplicate"], merged["original"]) == (duplicate, original)  # type: ignore[index]
    shown = embargo("show", duplicate, secret=PASSPHRASE).out
    assert f"Duplicate of {original}." in shown
    assert f"joined from {duplicate}" in embargo("show", original, secret=PASSPHRASE).out
    assert embargo("show", original, "--json", secret=PASSPHRASE).json["joined_from"] == [duplicate]  # type: ignore[index]
    listed = embargo("list", "is:duplicate", "--json", secret=PASSPHRASE).json
    assert [row["case_id"] for row in listed] == [duplicate]  # type: ignore[union-attr]
    undone = embargo("act", duplicate, "event.undone", "--set", f"event_id={merged['id']}", secret=PASSPHRASE)  # type: ignore[index]
    assert undone.code == 0
    assert embargo("show", original, "--json", secret=PASSPHRASE).json["joined_from"] == []  # type: ignore[index]


def test_a_circle_is_refused_by_the_act_too(embargo: Embargo, cases: list[str]) -> None:
    original, duplicate = cases
    assert embargo("merge", duplicate, original, secret=PASSPHRASE).code == 0
    back = ("--set", "reason=duplicate", "--set", f"of={duplicate}", "--note", "x")
    refused = embargo("act", original, "report.rejected", *back, secret=PASSPHRASE)
    assert refused.code == 9
    assert "itself a duplicate of this case" in refused.err
    assert embargo("merge", original, original, secret=PASSPHRASE).code == 9


def test_nothing_alike_is_said(embargo: Embargo, cases: list[str], report: Path) -> None:
    other = str(embargo("import", str(report), "--json", secret=PASSPHRASE).json["case"])  # type: ignore[index]
    found = embargo("duplicates", other, secret=PASSPHRASE)
    assert (found.code, found.out) == (0, "")
    assert "No other case" in found.err
