"""The end of an embargo in the hours of its policy's zone, on the command line and in a calendar."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.conftest import PASSPHRASE, Embargo
from tests.cli.policies import run
from tests.histories import POLICIES

SENT = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(days=2)
MAIL = (
    "From: a@example.org\r\nTo: security@aumos.io\r\nSubject: x\r\n"
    f"Date: {SENT:%a, %d %b %Y %H:%M:%S} +0000\r\nMessage-ID: <1@example.org>\r\n\r\nhello\r\n"
)


@pytest.fixture
def case(embargo: Embargo, vault: Path, tmp_path: Path) -> str:
    """A case under a policy that was adopted for Tokyo, which knows no summer time."""
    run(embargo, "adopt", "aumos", "--timezone", "Asia/Tokyo")
    mail = tmp_path / "a.eml"
    mail.write_bytes(MAIL.encode())
    return str(json.loads(embargo("import", str(mail), "--json", secret=PASSPHRASE).out)["case"])


def end_of(embargo: Embargo, case: str) -> tuple[str, str]:
    """The end on clocks in Tokyo, as JSON has it and as people read it."""
    document = json.loads(embargo("hold", "show", case, "--json", secret=PASSPHRASE).out)
    local = datetime.fromisoformat(document["until_local"])
    assert local == datetime.fromisoformat(document["until"])
    assert document["until_local"].endswith("+09:00")
    return document["until_local"], f"{local:%Y-%m-%d %H:%M} JST ("


def test_every_verb_tells_the_end_in_the_hours_of_the_policy_first(embargo: Embargo, case: str) -> None:
    local, told = end_of(embargo, case)
    for words in (("hold", "show", case), ("show", case), ("due",)):
        assert told in embargo(*words, secret=PASSPHRASE).out, words
    (row,) = [line for line in embargo("show", case, secret=PASSPHRASE).out.splitlines() if "held " in line]
    assert told in row
    held = json.loads(embargo("show", case, "--json", secret=PASSPHRASE).out)["hold"]
    assert (held["until_local"], held["zone"]) == (local, "Asia/Tokyo")


def test_what_was_first_promised_is_told_so_too(embargo: Embargo, case: str) -> None:
    _local, told = end_of(embargo, case)
    date = ("--until", f"{SENT + timedelta(days=60):%Y-%m-%dT%H:%MZ}")
    both = ("--party", "AumOS", "--party", "Ada", "--evidence", "a call")
    agreed = embargo("hold", "agree", case, *date, *both, secret=PASSPHRASE)
    assert agreed.code == 0, agreed.err
    assert end_of(embargo, case)[1] != told
    assert f"First promised for {told}" in " ".join(embargo("due", secret=PASSPHRASE).out.split())
    assert f"first promised for {told}" in embargo("show", case, secret=PASSPHRASE).out


def test_a_calendar_tells_it_in_the_hours_of_the_policy(embargo: Embargo, case: str, tmp_path: Path) -> None:
    told = end_of(embargo, case)[1]
    assert embargo("due", "--ics", str(tmp_path / "a.ics"), secret=PASSPHRASE).code == 0
    found = Calendar.from_ical((tmp_path / "a.ics").read_bytes()).walk("VEVENT")
    assert any(told in str(event.get("description", "")) for event in found)


def test_a_story_that_is_tried_out_tells_it_so_too(embargo: Embargo, own: Path) -> None:
    source = (POLICIES / "aumos.toml").read_text().replace('timezone = "UTC"', 'timezone = "Asia/Tokyo"')
    (own / "tokyo.toml").write_text(source.replace('id = "aumos"', 'id = "tokyo"'))
    story = ("--event", "report.received=2026-01-09T10:00Z", "--now", "2026-01-15T00:00Z")
    told = embargo("policy", "simulate", "tokyo", *story).out
    (row,) = [line for line in told.splitlines() if line.startswith("embargo ")]
    assert row.split()[1:7] == ["held", "2026-04-09", "19:00", "JST", "(10:00", "UTC)"]
    assert "Hold: until 2026-04-09 19:00 JST (10:00 UTC)" in told
