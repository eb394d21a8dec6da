"""From a policy's own text to a policy in use without a screen, and back to a text that changed since."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo
from tests.cli.policies import MAIL, run

TEXT = """# Security policy of Acme Loader

Write to security@acme-loader.dev. You will receive a response within 48 hours.

We send a detailed answer within 7 days.
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "SECURITY.md"
    path.write_text(TEXT)
    return path


@pytest.fixture
def sheet(embargo: Embargo, text: Path, tmp_path: Path) -> Path:
    path = tmp_path / "decisions.json"
    assert embargo("policy", "propose", str(text), "--decisions", str(path)).code == 0
    return path


def decide(sheet: Path, **corrected: dict[str, Any]) -> None:
    """Accept every value, with these keys corrected, and answer every question."""
    document = json.loads(sheet.read_text())
    for row in document["values"]:
        row["decision"] = "accept"
        row["value"] |= corrected.get(row["id"].partition(":")[2], {})
    for question in document["questions"]:
        question["answer"] = (
            question["choices"][0]["id"] if question["choices"] else "https://acme-loader.dev"
        )
    sheet.write_text(json.dumps(document))


def adopt(embargo: Embargo, text: Path, sheet: Path, *words: str, policy: str = "acme-loader") -> Any:
    more = ("--from", str(text), "--decisions", str(sheet), *words)
    return embargo("policy", "adopt", policy, *more, secret=PASSPHRASE)


def test_nothing_is_decided_in_a_new_sheet_and_nothing_is_adopted_by_it(
    embargo: Embargo, vault: Path, own: Path, text: Path, sheet: Path
) -> None:
    document = json.loads(sheet.read_text())
    assert {row["decision"] for row in document["values"]} == {""}
    refused = adopt(embargo, text, sheet)
    assert refused.code == 9
    assert "clocks:ack is not decided." in refused.err
    assert list(own.glob("*.toml")) == []


def test_what_was_accepted_is_in_use_with_its_source_and_its_sentences(
    embargo: Embargo, vault: Path, own: Path, text: Path, sheet: Path
) -> None:
    decide(sheet, ack={"within": "24h"})
    tried = adopt(embargo, text, sheet, "--dry-run")
    assert (tried.code, "Nothing was written" in tried.err) == (0, True)
    assert list(own.glob("*.toml")) == []
    done = adopt(embargo, text, sheet, "--json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    assert (found["adopted"], found["text"]) == (True, sha256(text.read_bytes()).hexdigest())
    assert {one["change"] for one in found["differences"]} == {"new"}
    profile = (own / "acme-loader.toml").read_text()
    assert 'within = "24h"' in profile
    assert 'sentence = "Receipt is acknowledged within 24 hours."' in profile
    assert "You will receive a response within 48 hours." in profile
    assert sha256(text.read_bytes()).hexdigest() in profile


def test_the_text_has_to_be_the_one_that_was_decided_about(
    embargo: Embargo, vault: Path, own: Path, text: Path, sheet: Path
) -> None:
    decide(sheet)
    text.write_text(TEXT.replace("48", "24"))
    refused = adopt(embargo, text, sheet)
    assert (refused.code, "another version of the text" in refused.err) == (9, True)
    text.write_text(TEXT)
    assert adopt(embargo, text, sheet, policy="aumos").code == 9
    assert embargo("policy", "adopt", "acme-loader", "--from", str(text), secret=PASSPHRASE).code == 2
    assert embargo("policy", "adopt", "aumos", "--dry-run", secret=PASSPHRASE).code == 2
    assert list(own.glob("*.toml")) == []


def test_a_changed_text_is_told_in_promises_with_what_would_move(
    embargo: Embargo, vault: Path, own: Path, text: Path, sheet: Path, tmp_path: Path
) -> None:
    decide(sheet)
    assert adopt(embargo, text, sheet).code == 0
    mail = tmp_path / "mail.eml"
    mail.write_bytes(MAIL % (b"security@acme-loader.dev", b"1@example.net"))
    assert embargo("import", str(mail), secret=PASSPHRASE).code == 0
    rows = json.loads(embargo("due", "--everything", "--json", secret=PASSPHRASE).out)
    quoted = {row["clock"]: row["quotes"] for row in rows if row["case"]}
    assert quoted["ack"] == ["You will receive a response within 48 hours."]
    assert all(quoted.values())
    shown = embargo("due", secret=PASSPHRASE)
    assert "“You will receive a response within 48 hours.”" in " ".join(shown.out.split())
    same = run(embargo, "check", str(text), "--against", "acme-loader")
    assert (same["same_text"], same["differences"], same["moves"]) == (True, [], [])
    text.write_text(TEXT.replace("We send", "Please know: we send"))
    reworded = run(embargo, "check", str(text), "--against", "acme-loader")
    assert (reworded["same_text"], reworded["differences"]) == (False, [])
    text.write_text(TEXT.replace("48 hours", "24 hours"))
    found = run(embargo, "check", str(text), "--against", "acme-loader")
    (changed,) = found["differences"]
    assert changed["change"] == "changed"
    assert (changed["before"]["within"], changed["after"]["within"]) == ("48h", "24h")
    (moved,) = found["moves"][0]["moved"]
    assert (moved["old"]["due"], moved["new"]["due"]) == ("2026-01-07T09:00:00Z", "2026-01-06T09:00:00Z")
    told = embargo("policy", "check", str(text), "--against", "acme-loader", secret=PASSPHRASE)
    assert "changed: Clocks: Receipt is acknowledged within 24 hours." in told.out
    assert "was: 48 hours from when the report arrives." in told.out
    assert "now: 24 hours from when the report arrives." in told.out
    assert "Nothing was changed" in told.err


@pytest.mark.parametrize("content", [b"", b"# Notes\n\nHello.\n", bytes(range(256)) * 9, b"a\n" * 6_000_000])
def test_what_is_no_policy_is_told_and_nothing_is_written(
    embargo: Embargo, vault: Path, own: Path, tmp_path: Path, content: bytes
) -> None:
    bad, sheet = tmp_path / "bad.md", tmp_path / "sheet.json"
    bad.write_bytes(content)
    refused = embargo("policy", "propose", str(bad), "--decisions", str(sheet))
    assert refused.code != 0
    assert refused.err.startswith("embargo: ")
    assert not sheet.exists()
    assert list(own.glob("*.toml")) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\x00\x01" * 99, "no sheet of decisions"),
        (b"[" * 200_000, "no sheet of decisions"),
        (b" " * (4 * 2**20 + 1), "read up to 4 MiB"),
    ],
    ids=["binary", "nested", "long"],
)
def test_what_is_no_sheet_is_refused_and_adopts_nothing(
    embargo: Embargo, vault: Path, own: Path, text: Path, tmp_path: Path, content: bytes, told: str
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    refused = adopt(embargo, text, bad)
    assert (refused.code in (5, 6), told in refused.err, "message" in refused.err) == (True, True, False)
    assert list(own.glob("*.toml")) == []
