"""What holds reports is taken in item by item: every one has its outcome, and stopping loses none."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop.domain.case import Case
from desktop.domain.failures import Cancelled
from desktop.domain.fold import fold
from desktop.domain.policy import Adoption
from desktop.formats.intake.written import WrittenReport
from desktop.openpgp.gpg import Gpg
from desktop.sandbox.parser import SandboxedParser
from desktop.workflows.intake.find_reports import find_reports
from desktop.workflows.intake.take_in_reports import Intake, Outcome
from desktop.workflows.policies.adopt_policy import adopt_policy
from desktop.workflows.ports import Desk, Silent
from tests.fakes import InMemoryVault
from tests.workflows.desks import desk_on

NOW = datetime(2026, 1, 6, 12, tzinfo=UTC)
BOX = b"From ada@example.net Mon Jan  5 09:00:00 2026\n"
FORM = {"name": "Ada", "email": "ada@example.net", "subject": "A hole", "message": "It runs code."}


@pytest.fixture(scope="module")
def parser() -> Iterator[SandboxedParser]:
    parser = SandboxedParser()
    yield parser
    parser.close()


@pytest.fixture
def desk(parser: SandboxedParser, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    home = tmp_path_factory.mktemp("h", numbered=True)
    home.chmod(0o700)
    desk = desk_on(InMemoryVault(), Gpg(home), NOW)
    digits = iter(range(1000))
    fresh = lambda count, below: [next(digits) % below for _ in range(count)]  # noqa: E731
    return replace(desk, tools=replace(desk.tools, parser=parser, random_digits=fresh))


def take(desk: Desk, path: Path, policy_id: str = "mushin", progress: Silent | None = None) -> list[Outcome]:
    sources = find_reports(desk.tools.files, path)
    intake = Intake(desk, policy_id)
    return [
        outcome
        for place, source in enumerate(sources, start=1)
        for outcome in intake.take_source(source, progress or Silent(), place, len(sources))
    ]


def case_of(desk: Desk, outcome: Outcome) -> Case:
    return fold(desk.vault.history(outcome.case_id))


def exported(tmp_path: Path, *reports: object, name: str = "export.json") -> Path:
    path = tmp_path / name
    path.write_text(json.dumps(list(reports)))
    return path


def mail(number: int, body: bytes = b"It breaks.\n") -> bytes:
    return (
        b"From: rae%d@example.net\nTo: security@mushinai.com\nSubject: Hole\nMessage-ID: <%d@example.net>\n\n"
        % (number, number)
    ) + body


# --- exports of forms --------------------------------------------------------------------------------------


def test_a_submission_becomes_a_case_of_the_web_form(desk: Desk, tmp_path: Path) -> None:
    (outcome,) = take(desk, exported(tmp_path, FORM | {"date": "2025-11-03T09:00:00+01:00"}))
    case = case_of(desk, outcome)
    assert (case.channel, case.grade, case.reporter_address.raw) == ("web-form", "claimed", "ada@example.net")
    assert (case.arrived_at, case.arrival_source) == (datetime(2025, 11, 3, 8, tzinfo=UTC), "export")
    assert case.arrival_zone == "+01:00"
    assert not case.arrival_confirmed


@pytest.mark.clause("CZM-3c")
@pytest.mark.parametrize("name", ["form.json", "form.csv"])
def test_saved_submissions_of_the_policys_own_form_open_its_cases(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    fields = ("name", "email", "subject", "message")
    rows = [",".join(fields), ",".join(FORM[field] for field in fields)]
    path.write_text(json.dumps(FORM) if name.endswith("json") else "\n".join(rows))
    (outcome,) = take(desk, path, "czm")
    case = case_of(desk, outcome)
    assert (case.policy_id, case.channel, case.title.raw) == ("czm", "web-form", "A hole")
    assert "web-form" in {channel.kind for channel in desk.tools.policies.profile("czm").intake}
    assert [again.outcome for again in take(desk, path, "czm")] == ["already-there"]


@pytest.mark.parametrize("date", ["2031-01-01", "1901-01-01", "05/01/2026"])
def test_an_implausible_date_gives_way_to_the_import(desk: Desk, tmp_path: Path, date: str) -> None:
    (outcome,) = take(desk, exported(tmp_path, FORM | {"date": date}))
    case = case_of(desk, outcome)
    assert (case.arrived_at, case.arrival_source) == (NOW, "import")
    assert outcome.received is not None
    assert outcome.received.report is not None
    assert "date-implausible" in outcome.received.report.warnings


def test_whoever_leaves_no_address_is_unknown(desk: Desk, tmp_path: Path) -> None:
    (outcome,) = take(desk, exported(tmp_path, {"message": "It runs code.\u202e See https://example.net/x"}))
    case = case_of(desk, outcome)
    assert (case.reporter_name.raw, case.reporter_address.raw) == ("", "")
    assert case.title.raw.startswith("It runs code.")
    assert outcome.received is not None
    assert outcome.received.report is not None
    assert outcome.received.report.warnings == ("hidden-characters", "links")


def test_an_entry_is_taken_once_and_one_that_is_none_is_refused(desk: Desk, tmp_path: Path) -> None:
    outcomes = take(desk, exported(tmp_path, FORM, {"colour": "red"}, FORM))
    assert [(o.item, o.outcome) for o in outcomes] == [(1, "opened"), (2, "refused"), (3, "already-there")]
    assert outcomes[0].case_id == outcomes[2].case_id
    assert [o.outcome for o in take(desk, exported(tmp_path, FORM))] == ["already-there"]


def test_without_a_policy_an_entry_is_refused_and_can_be_given_again(desk: Desk, tmp_path: Path) -> None:
    (refused,) = take(desk, exported(tmp_path, FORM), policy_id="")
    assert refused.failure is not None
    assert refused.failure.code == "refused-by-policy"
    assert isinstance(refused.message, WrittenReport)
    assert Intake(desk, "aumos").take(refused.message, Silent()).case_id.startswith("AUM-")


def test_a_later_submission_that_names_its_case_follows_up(desk: Desk, tmp_path: Path) -> None:
    (first,) = take(desk, exported(tmp_path, FORM))
    again = FORM | {"subject": f"Re: {first.case_id}", "message": "More."}
    (second,) = take(desk, exported(tmp_path, again))
    assert (second.outcome, second.case_id) == ("followed-up", first.case_id)


def test_an_entry_that_was_exported_again_is_no_other_case(desk: Desk, tmp_path: Path) -> None:
    form = FORM | {"id": 17, "status": "new", "date": "2026-01-05T09:00:00Z"}
    (first,) = take(desk, exported(tmp_path, form))
    pretty = tmp_path / "pretty.json"
    pretty.write_text(json.dumps([form | {"status": "read"}], indent=1))
    (again,) = take(desk, pretty)
    assert (again.outcome, again.case_id) == ("already-there", first.case_id)
    (edited,) = take(desk, exported(tmp_path, form | {"message": "It runs any code."}))
    assert (edited.outcome, edited.case_id) == ("followed-up", first.case_id)
    assert take(desk, exported(tmp_path, form | {"message": "It runs any code."}, name="b.json"))[
        0
    ].outcome == ("already-there")
    (other,) = take(desk, exported(tmp_path, form | {"email": "eve@example.net", "message": "Mine."}))
    assert other.outcome == "opened"


@pytest.mark.parametrize(
    ("policy_id", "arrived"),
    [("aumos", datetime(2026, 1, 5, 1, tzinfo=UTC)), ("mushin", datetime(2026, 1, 5, 4, 30, tzinfo=UTC))],
)
def test_a_date_without_a_zone_is_read_in_ours_and_that_is_said(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, policy_id: str, arrived: datetime
) -> None:
    """The policy's zone where somebody stated one, else this machine's."""
    adopt_policy(desk, "aumos", Adoption(on=date(2026, 1, 1), timezone="Asia/Tokyo"))
    with monkeypatch.context() as there:
        there.setenv("TZ", "Asia/Kolkata")
        time.tzset()
        form = exported(tmp_path, FORM | {"date": "2026-01-05 10:00"})
        (outcome,) = take(desk, form, policy_id)
    time.tzset()
    assert case_of(desk, outcome).arrived_at == arrived
    assert outcome.received is not None
    assert outcome.received.report is not None
    assert "zone-assumed" in outcome.received.report.warnings


@pytest.mark.parametrize(("content", "code"), [("{", "malformed"), ("[" * 9000, "too-deep")])
def test_an_export_that_cannot_be_read_is_one_refusal(
    desk: Desk, tmp_path: Path, content: str, code: str
) -> None:
    path = tmp_path / "export.json"
    path.write_text(content)
    (outcome,) = take(desk, path)
    assert outcome.failure is not None
    assert (outcome.item, outcome.failure.code) == (0, code)


# --- mailboxes ---------------------------------------------------------------------------------------------


@pytest.mark.checks("B21")
def test_five_hundred_attachments_are_refused_with_the_cap_and_the_way_out(
    desk: Desk, tmp_path: Path
) -> None:
    part = b"--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment\n\nx\n"
    head = b"From: a@example.net\nTo: security@mushinai.com\nContent-Type: multipart/mixed; boundary=b\n\n"
    path = tmp_path / "many.eml"
    path.write_bytes(head + part * 500 + b"--b--\n")
    (outcome,) = take(desk, path)
    assert outcome.failure is not None
    assert "more than 200 parts" in str(outcome.failure)
    assert "as files" in outcome.failure.advice


def test_a_message_of_a_hundred_megabytes_is_refused_with_the_cap_and_the_way_out(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "huge.eml"
    with path.open("wb") as file:
        file.write(mail(1))
        file.truncate(100 * 1024 * 1024)
    (outcome,) = take(desk, path)
    assert outcome.failure is not None
    assert "larger than 64 MiB" in str(outcome.failure)
    assert "as files" in outcome.failure.advice


def test_the_same_in_a_mailbox_does_not_stop_the_next(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "in.mbox"
    line = b"x" * 1023 + b"\n"
    with path.open("wb") as file:
        file.write(BOX + mail(1))
        file.writelines(line for _ in range(65 * 1024))
        file.write(b"\n" + BOX + mail(2) + b"\n")
    first, second = take(desk, path)
    assert first.failure is not None
    assert "larger than 64 MiB" in str(first.failure)
    assert "as files" in first.failure.advice
    assert second.outcome == "opened"


class StopsAfter(Silent):
    """Progress that is cancelled when so many messages were begun."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.cancelled = False

    def step(self, words: str, *_: object) -> None:
        self.cancelled = words.startswith(f"Message {self.count} ") and "Storing" in words


def test_what_is_stopped_while_it_is_stored_is_stored_whole(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "in.mbox"
    path.write_bytes(b"".join(BOX + mail(number) + b"\n" for number in range(4)))
    with pytest.raises(Cancelled):
        take(desk, path, progress=StopsAfter(2))
    assert [o.outcome for o in take(desk, path)] == ["already-there"] * 2 + ["opened"] * 2


def test_a_mailbox_that_may_not_be_read_any_more_is_told(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "in.mbox"
    path.write_bytes(BOX + mail(1) + b"\n")
    (source,) = find_reports(desk.tools.files, path)
    path.unlink()
    (outcome,) = Intake(desk).take_source(source, Silent(), 1, 1)
    assert outcome.failure is not None
    assert outcome.failure.code == "unreadable"


def test_a_message_that_may_be_cut_off_is_taken_in_with_a_warning(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "in.mbox"
    path.write_bytes(BOX + mail(1) + b"\n" + BOX + mail(2, b"It breaks.\n"))
    whole, last = take(desk, path)
    assert whole.received is not None
    assert last.received is not None
    assert whole.received.report is not None
    assert last.received.report is not None
    assert "perhaps-cut" not in whole.received.report.warnings
    assert "perhaps-cut" in last.received.report.warnings
    (stray,) = take(desk, tmp_path / "in.mbox", policy_id="")[1:]
    assert stray.outcome == "already-there"


def test_the_doubt_stays_with_a_message_that_is_given_again(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "in.mbox"
    stray = mail(2).replace(b"security@mushinai.com", b"info@example.org")
    path.write_bytes(BOX + mail(1) + b"\n" + BOX + stray)
    refused = take(desk, path, policy_id="")[1]
    assert refused.failure is not None
    again = Intake(desk, "aumos").take(refused.message, Silent())
    assert again.received is not None
    assert again.received.report is not None
    assert "perhaps-cut" in again.received.report.warnings


@pytest.mark.parametrize("name", ["in.mbox", "IN.MBX"])
def test_what_is_called_a_mailbox_and_is_none_is_refused_by_name(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"From ada@example.net yesterday\n" + mail(1) + b"\nFrom bob yesterday\n" + mail(2))
    for given in (path, tmp_path):
        (outcome,) = take(desk, given)
        assert outcome.failure is not None
        assert "called a mailbox" in str(outcome.failure)
        assert ".eml" in outcome.failure.advice
    path.write_bytes(b"\n")
    (empty,) = take(desk, path)
    assert (empty.outcome, empty.words) == ("skipped", "An empty mailbox.")


# --- what is left out of a folder --------------------------------------------------------------------------


def test_messages_of_programs_that_are_not_read_are_named_and_the_others_counted(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "a.eml").write_bytes(mail(1))
    (tmp_path / "b.msg").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "c.EMLX").write_bytes(b"200\n" + mail(2))
    (tmp_path / "notes").write_bytes(b"Buy milk.\n")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    opened, outlook, apple, others = take(desk, tmp_path)
    assert opened.outcome == "opened"
    assert (outlook.outcome, apple.outcome, others.outcome) == ("skipped", "skipped", "skipped")
    assert "Outlook" in outlook.words
    assert "Apple Mail" in apple.words
    assert others.left_out == 2
    (named,) = take(desk, tmp_path / "b.msg")
    assert named.failure is not None
    assert (named.failure.code, ".eml" in str(named.failure)) == ("unsupported", True)
