"""The promise ledger of a case, and the dates for a calendar, without a window."""

from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.conftest import PASSPHRASE, Embargo

OLD = (
    b"From: a@example.org\r\nTo: security@aumos.io\r\nSubject: x\r\n"
    b"Date: Fri, 09 Jan 2026 16:00:00 +0000\r\nMessage-ID: <1@example.org>\r\n\r\nhello\r\n"
)


@pytest.fixture
def case(embargo: Embargo, vault: Path, report: Path) -> str:
    imported = embargo("import", str(report), "--json", secret=PASSPHRASE)
    assert imported.code == 0, imported.err
    return str(imported.json["case"])  # type: ignore[index]


def shown(embargo: Embargo, case: str) -> dict[str, dict[str, object]]:
    document = embargo("show", case, "--json", secret=PASSPHRASE).json
    assert isinstance(document, dict)
    return {entry["clock"]: entry for entry in document["ledger"]}


@pytest.mark.clause("MUS-1d")
def test_the_ledger_tells_what_was_promised_and_what_proves_that_it_was_done(embargo, case):
    assert shown(embargo, case)["ack"]["done"] is None
    sent = embargo("act", case, "ack.sent", "--set", f"message_sha256={'ab' * 32}", secret=PASSPHRASE)
    assert sent.code == 0, sent.err
    entry = shown(embargo, case)["ack"]
    assert entry["state"] == "met"
    assert entry["promised"]
    assert entry["late_by_s"] is None
    assert entry["proof"]["event"] == "ack.sent"
    assert entry["proof"]["message_sha256"] == "ab" * 32


def test_the_ledger_is_readable_as_text(embargo, case):
    assert embargo("act", case, "ack.sent", secret=PASSPHRASE).code == 0
    said = embargo("show", case, secret=PASSPHRASE).out
    assert "PROOF" in said
    assert "ack.sent" in said


def test_a_case_is_shown_with_every_promise_once_and_ids_that_can_be_undone(embargo, case):
    for number in range(11):
        assert embargo("act", case, "note.added", "--note", str(number), secret=PASSPHRASE).code == 0
    said = embargo("show", case, secret=PASSPHRASE).out
    promise = next(c["sentence"] for c in embargo("show", case, "--json", secret=PASSPHRASE).json["clocks"])
    assert said.count(promise) == 1
    assert "Confirm   missing: " in said
    assert "earlier entries: `embargo show" in said
    (*_, last) = said.splitlines()[:-1]
    noted = embargo("act", case, "event.undone", "--set", f"event_id={last.split()[3]}", secret=PASSPHRASE)
    assert noted.code == 0, noted.err


@pytest.mark.clause("AUM-4d")
def test_a_hold_that_ran_out_was_done_by_nobody(embargo, case, tmp_path):
    mail = tmp_path / "old.eml"
    mail.write_bytes(OLD)
    old = embargo("import", str(mail), "--json", secret=PASSPHRASE).json["case"]
    (line,) = [
        line for line in embargo("show", old, secret=PASSPHRASE).out.splitlines() if "90 days at most" in line
    ]
    assert line.split()[:5] == ["ended", "2026-04-09", "16:00", "UTC", "ended"]


@pytest.mark.clause("MUS-1d")
def test_due_leaves_a_calendar_with_the_same_instants(embargo, case, tmp_path):
    path = tmp_path / "desk.ics"
    told = embargo("due", "--ics", str(path), "--json", secret=PASSPHRASE)
    assert told.code == 0, told.err
    assert f"Calendar written to {path}, with 1 date." in told.err
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    (answer,) = events
    promised = next(row["due"] for row in told.json if row["clock"] == "ack")
    assert str(promised)[:16] == answer["dtstart"].dt.isoformat()[:16]
    assert str(answer["summary"]) == case


def test_a_calendar_never_replaces_a_file(embargo, case, tmp_path):
    path = tmp_path / "desk.ics"
    path.write_text("mine")
    assert embargo("due", "--ics", str(path), secret=PASSPHRASE).code != 0
    assert path.read_text() == "mine"
