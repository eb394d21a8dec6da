"""Every promise on the command line, what the vault owes, and how that is recorded."""

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from desktop import bootstrap
from desktop.domain.event import Draft
from desktop.domain.events import HandlerNamed
from tests.cli.conftest import PASSPHRASE, Embargo, quick_custody

OLD = (
    b"From: a@example.org\r\nTo: security@mushinai.com\r\nSubject: x\r\n"
    b"Date: Fri, 09 Jan 2026 16:00:00 +0000\r\nMessage-ID: <1@example.org>\r\n\r\nhello\r\n"
)
KEYS = {
    "case", "policy", "clock", "state", "due", "since", "sentence", "clauses",
    "original_due", "met_at", "proof", "why", "lateness",
}  # fmt: skip


def rows(embargo: Embargo, *words: str) -> dict[str, dict[str, object]]:
    listed = embargo("due", "--json", *words, secret=PASSPHRASE)
    assert listed.code == 0, listed.err
    return {row["clock"]: row for row in json.loads(listed.out)}


@pytest.fixture
def vault(embargo: Embargo, tmp_path: Path) -> Path:
    """A vault whose fallback is a policy that asks something of the vault itself."""
    directory = tmp_path / "cases.embargo"
    assert embargo("init", str(directory), "--policy", "m87", secret=PASSPHRASE).code == 0
    return directory


@pytest.fixture
def case(embargo: Embargo, vault: Path, tmp_path: Path) -> str:
    """A case with a report of last January."""
    mail = tmp_path / "old.eml"
    mail.write_bytes(OLD)
    imported = embargo("import", str(mail), "--json", secret=PASSPHRASE)
    assert imported.code == 0, imported.err
    return str(imported.json["case"])  # type: ignore[index]


@pytest.mark.clause("MUS-1d")
def test_an_overdue_answer_stands_first_with_its_sentence_and_clauses(embargo: Embargo, case: str) -> None:
    first = json.loads(embargo("due", "--json", secret=PASSPHRASE).out)[0]
    assert first.keys() >= KEYS
    assert (first["case"], first["policy"], first["clock"], first["state"]) == (
        case, "mushin", "ack", "overdue",
    )  # fmt: skip
    assert first["due"] == first["original_due"] == "2026-01-11T16:00:00Z"
    assert (first["since"], first["met_at"], first["proof"]) == ("2026-01-09T16:00:00Z", None, None)
    text = embargo("due", secret=PASSPHRASE).out
    top = text.splitlines()[1]
    assert top.startswith(case)
    for words in (
        "overdue",
        "2026-01-11 16:00Z",
        first["sentence"],
        "MUS-1d",
        "Waits until the acknowledgement is sent",
    ):
        assert words in top
    assert "(the vault)" in text
    assert embargo("due", "--check", secret=PASSPHRASE).code == 8


@pytest.mark.clause("MUS-1d")
def test_what_was_answered_is_listed_with_its_proof_when_everything_is_asked_for(
    embargo: Embargo, case: str
) -> None:
    sent = ("act", case, "ack.sent", "--at", "2026-01-13T16:00Z")
    assert embargo(*sent, secret=PASSPHRASE).code == 0
    why = ("act", case, "lateness.explained", "--set", "clock=ack", "--note", "the weekend")
    assert embargo(*why, secret=PASSPHRASE).code == 0
    assert "ack" not in rows(embargo)
    assert embargo("due", "--check", secret=PASSPHRASE).code == 0
    row = rows(embargo, "--everything")["ack"]
    assert (row["state"], row["met_at"], row["lateness"]) == ("late", "2026-01-13T16:00:00Z", "the weekend")
    proof = row["proof"]
    assert isinstance(proof, dict)
    assert (proof["event"], proof["at"], proof["message_sha256"]) == (
        "ack.sent",
        "2026-01-13T16:00:00Z",
        None,
    )
    assert proof["recorded_later"]
    text = embargo("due", "--everything", secret=PASSPHRASE).out
    for words in ("late", "ack.sent (recorded ", "Late because the weekend"):
        assert words in text


@pytest.mark.clause("M87-3.1f", "MUS-5.2c", "TER-2.4d")
def test_backups_drills_and_reviews_are_owed_without_a_date_and_counted_from_the_last(
    embargo: Embargo, vault: Path, tmp_path: Path
) -> None:
    owed = rows(embargo)
    assert owed.keys() == {"backup", "restore-test", "access-review"}
    for row in owed.values():
        assert (row["case"], row["due"], row["state"]) == (None, None, "undated")
        assert "no number" in str(row["why"])
    copy = str(tmp_path / "copy")
    assert embargo("backup", copy, secret=PASSPHRASE).code == 0
    drilled = embargo("restore", copy, "--drill", "--json", secret=PASSPHRASE)
    assert (drilled.code, drilled.json["path"]) == (0, copy)  # type: ignore[index]
    reviewed = embargo("slots", "review", "--note", "just me", "--json", secret=PASSPHRASE)
    assert {slot["kind"] for slot in json.loads(reviewed.out)["slots"]} == {"passphrase", "recovery"}
    again = rows(embargo)
    assert again.keys() == owed.keys()
    for clock, row in again.items():
        assert str(row["since"]) > str(owed[clock]["since"])


def test_a_drill_says_what_it_did_and_what_it_cannot_do(
    embargo: Embargo, vault: Path, tmp_path: Path
) -> None:
    copy, before = str(tmp_path / "copy"), sorted(tmp_path.iterdir())
    assert embargo("backup", copy, secret=PASSPHRASE).code == 0
    done = embargo("restore", copy, "--drill", secret=PASSPHRASE)
    assert (done.code, "The backup restores" in done.err) == (0, True)
    assert sorted(tmp_path.iterdir()) == sorted([*before, Path(copy)])
    assert embargo("restore", copy, str(tmp_path / "there"), "--drill", secret=PASSPHRASE).code == 2
    assert embargo("restore", copy).code == 2
    assert embargo("restore", str(tmp_path / "none"), "--drill", secret=PASSPHRASE).code == 2
    (tmp_path / "copy" / "vault.db").write_bytes(b"x")
    assert embargo("restore", copy, "--drill", secret=PASSPHRASE).code == 5


def test_a_review_shows_the_ways_in_and_needs_a_note(embargo: Embargo, vault: Path) -> None:
    shown = embargo("slots", "review", "--note", "both of us", secret=PASSPHRASE)
    assert (shown.code, "recovery" in shown.out, "recorded" in shown.err) == (0, True, True)
    assert embargo("slots", "review", secret=PASSPHRASE).code == 2
    assert embargo("slots", "review", "--note", " ", secret=PASSPHRASE).code == 2


@pytest.mark.checks("E58")
@pytest.mark.parametrize("verb", ["due", "verify"])
def test_a_clock_that_cannot_be_right_is_said_beside_what_is_due(
    embargo: Embargo, case: str, vault: Path, verb: str
) -> None:
    before = embargo("due", "--json", secret=PASSPHRASE)
    assert "clock" not in before.err
    next_year = bootstrap.now() + timedelta(days=365)
    with closing(quick_custody().unlock(str(vault), "passphrase", PASSPHRASE)) as opened:
        opened.append(None, [Draft(HandlerNamed("Ada"), next_year)], author="Ada", now=next_year)
    told = embargo(verb, "--json", secret=PASSPHRASE)
    assert told.code == 0
    assert "which is still to come" in told.err
    assert embargo("due", "--json", secret=PASSPHRASE).out == before.out
