"""The thread on the command line, and going on without an answer."""

import json
from pathlib import Path

import pytest

from desktop.cli.cases.thread_verb import _lines
from desktop.domain.inert import Untrusted
from desktop.domain.thread import Entry
from tests.cli.conftest import PASSPHRASE, Embargo

REPORT = (
    b"From: Ada <ada@example.org>\r\nTo: security@mushinai.com\r\nSubject: A ho\xe2\x80\xaele\r\n"
    b"Date: Fri, 09 Jan 2026 16:00:00 +0000\r\nMessage-ID: <1@example.org>\r\n\r\nIt br\xe2\x80\xaeeaks.\r\n"
)
ANSWER = (
    b"From: ada@example.org\r\nTo: security@mushinai.com\r\nSubject: Re: A hole\r\n"
    b"Date: Mon, 02 Feb 2026 16:00:00 +0000\r\nMessage-ID: <2@example.org>\r\n"
    b"In-Reply-To: <1@example.org>\r\n%s\r\n1.4, sorry.\r\n"
)


def run(embargo: Embargo, *words: str):
    return embargo(*words, secret=PASSPHRASE)


def take(embargo: Embargo, folder: Path, raw: bytes) -> str:
    path = folder / f"{len(raw)}.eml"
    path.write_bytes(raw)
    taken = run(embargo, "import", str(path), "--json")
    assert taken.code == 0, taken.err
    return str(taken.json["case"])


@pytest.fixture
def asked(embargo: Embargo, vault: Path, tmp_path: Path) -> str:
    """A case whose reporter was asked something in January."""
    case = take(embargo, tmp_path, REPORT)
    assert run(embargo, "act", case, "question.sent", "--at", "2026-01-10T10:00Z").code == 0
    return case


def thread(embargo: Embargo, case: str) -> dict[str, object]:
    return json.loads(run(embargo, "thread", case, "--json").out)


def test_everything_stands_in_order_with_its_state_and_words(
    embargo: Embargo, asked: str, tmp_path: Path
) -> None:
    document = thread(embargo, asked)
    assert [(e["direction"], e["event"], e["state"]) for e in document["entries"]] == [
        ("in", "report.received", "answered"),
        ("out", "question.sent", "marked-sent"),
    ]
    assert document["entries"][0]["text"].startswith("It br")
    assert document["entries"][1]["recorded_later"]
    take(embargo, tmp_path, ANSWER % b"")
    assert [e["state"] for e in thread(embargo, asked)["entries"]] == ["answered", "answered", "waiting"]


def test_hidden_characters_are_shown_in_text(embargo: Embargo, asked: str) -> None:
    printed = run(embargo, "thread", asked).out
    assert "\u202e" not in printed
    assert "Subject: A ho⟨U+202E⟩le" in printed
    assert "    It br⟨U+202E⟩eaks." in printed
    assert "from ada@example.org: report.received" in printed


def test_going_on_is_recorded_with_the_letter_that_it_is_about(embargo: Embargo, asked: str) -> None:
    silence = thread(embargo, asked)["silence"]
    assert (silence["event"], silence["may_go_on"], silence["may_go_on_at"]) == (
        "question.sent",
        True,
        "2026-01-24T10:00:00Z",
    )
    assert "may go on without it since 2026-01-24 10:00Z" in run(embargo, "show", asked).out
    assert run(embargo, "act", asked, "silence.accepted", "--json").code == 0
    document = thread(embargo, asked)
    assert document["silence"]["accepted_at"]
    note = document["entries"][-1]
    assert (note["direction"], note["event"]) == ("note", "silence.accepted")
    assert note["text"] == "No answer in 14 days to what was asked on 2026-01-10 10:00 UTC."
    again = run(embargo, "act", asked, "silence.accepted")
    assert (again.code, "already" in again.err) == (9, True)


def test_what_is_awaited_is_said_with_the_date_from_which_it_need_not_be(
    embargo: Embargo, asked: str
) -> None:
    assert run(embargo, "act", asked, "credit.asked").code == 0
    told = run(embargo, "thread", asked).out.splitlines()[-1]
    assert told.startswith("No answer to credit.asked of ")
    assert "Without one, the case may go on from " in told
    assert not thread(embargo, asked)["silence"]["may_go_on"]


def test_going_on_too_early_names_the_date(embargo: Embargo, asked: str) -> None:
    refused = run(embargo, "act", asked, "silence.accepted", "--at", "2026-01-20T00:00Z")
    assert refused.code == 9
    assert "2026-01-24 10:00 UTC" in refused.err
    assert "silence.accepted" not in run(embargo, "show", asked).out.split("HAPPENED")[1]


def test_it_stands_on_the_list_of_what_is_due_and_is_never_overdue(
    embargo: Embargo, asked: str, tmp_path: Path
) -> None:
    def row() -> list[dict[str, object]]:
        return [r for r in json.loads(run(embargo, "due", "--json").out) if r["kind"] == "may-go-on"]

    (proposed,) = row()
    assert (proposed["policy"], proposed["state"], proposed["due"], proposed["clauses"]) == (
        "",
        "waiting",
        "2026-01-24T10:00:00Z",
        [],
    )
    assert run(embargo, "due", "--check").code == 0
    take(embargo, tmp_path, ANSWER % b"Auto-Submitted: auto-replied\r\n")
    assert row()
    automatic = run(embargo, "thread", asked).out
    assert "automatic: it answers nothing" in automatic
    take(embargo, tmp_path, (ANSWER % b"").replace(b"<2@", b"<3@"))
    assert not row()


def test_what_a_machine_wrote_is_told_as_such_when_it_is_taken_in(
    embargo: Embargo, asked: str, tmp_path: Path
) -> None:
    path = tmp_path / "away.eml"
    path.write_bytes(ANSWER % b"Auto-Submitted: auto-replied\r\n")
    assert "A machine wrote it" in run(embargo, "import", str(path)).err
    lost = tmp_path / "lost.eml"
    head = b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n"
    status = b"--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n--b--\r\n"
    body = (ANSWER % head).replace(b"<2@", b"<4@").replace(b"1.4, sorry.\r\n", status)
    lost.write_bytes(body)
    assert f"embargo act {asked} reporter.unreachable" in run(embargo, "import", str(lost)).err
    printed = run(embargo, "thread", asked).out
    assert "a letter came back" in printed


def test_what_somebody_else_wrote_is_told_as_theirs() -> None:
    theirs = Entry("in", "report.followed-up", party="other", who=Untrusted("vic@vendor.example"))
    told = list(_lines(theirs, None))
    assert "from vic@vendor.example" in told[0]
    assert told[1] == "not from the reporter: it answers no letter to them"
