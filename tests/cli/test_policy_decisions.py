"""What a vault decides about policies on the command line: adoption, offers, packs, dates."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo
from tests.cli.policies import MINE, clocks, receive, run
from tests.histories import profile


@pytest.fixture
def case(embargo: Embargo, vault: Path, tmp_path: Path) -> str:
    return str(json.loads(receive(embargo, tmp_path).out)["case"])


@pytest.mark.clause("M87-2d")
def test_adopting_a_policy_settles_what_it_leaves_open(embargo: Embargo, vault: Path, tmp_path: Path) -> None:
    words = ("--timezone", "Europe/Berlin", "--weekend", "fri", "sat", "--holiday", "2026-01-06")
    adopted = run(embargo, "adopt", "m87", *words, "--national-holidays", "DE")
    assert adopted["policy"] == "m87"
    received = receive(embargo, tmp_path, b"root@cosmicai.dev")
    ack = clocks(embargo, json.loads(received.out)["case"])["ack"]
    assert ack["due"] == "2026-01-07T09:00:00Z"


def test_no_weekend_at_all_can_be_adopted(embargo: Embargo, vault: Path) -> None:
    run(embargo, "adopt", "m87", "--weekend")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--timezone", "Mars"), 2, "--timezone: There is no time zone Mars. Nothing was written."),
        (("--reading", "assess=guess"), 2, "--reading assess: It has no other reading guess"),
        (("--reading", "asess=guess"), 2, "did you mean assess?"),
        (
            ("--national-holidays", "DE-ZZ"),
            2,
            "No public holidays are known for 'DE-ZZ': list the days instead.",
        ),
        (("--clear", "everything"), 2, "invalid choice"),
        (("--reading", "assess"), 2, "CLOCK=READING"),
        (("--holiday", "someday"), 2, "no day such as"),
        (("--weekend", "sunday"), 2, "invalid choice"),
        (("--office-hours", "9-5"), 2, "--office-hours: '9-5' is no span of one day"),
    ],
)
def test_answers_that_mean_nothing_are_refused(
    embargo: Embargo, vault: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    refused = embargo("policy", "adopt", "aumos", *words, secret=PASSPHRASE)
    assert (refused.code, said in refused.err) == (code, True), refused.err


def test_adopting_anew_keeps_every_answer_that_is_not_named(embargo: Embargo, vault: Path) -> None:
    run(embargo, "adopt", "aumos", "--timezone", "Europe/Berlin", "--national-holidays", "DE")
    second = run(embargo, "adopt", "aumos", "--reading", "assess=from-acknowledgement")
    kept = {"timezone": "Europe/Berlin", "national_holidays": "DE"}
    assert second["answers"].items() >= {**kept, "readings": {"assess": "from-acknowledgement"}}.items()
    told = embargo("policy", "adopt", "aumos", "--timezone", "Asia/Tokyo", secret=PASSPHRASE).err
    open_ = told.partition("Nobody answered these; until then what is assumed holds:")[2]
    assert "Which days of the week are no business days? sat sun (--weekend)" in open_
    assert "When does the hold end?" in open_
    assert "(--reading disclosure=fix-only)" in open_
    assert not any(answered in open_ for answered in ("time zone", "--holiday", "--reading assess="))
    assert "In force now: time zone: Asia/Tokyo; public holidays of: DE; reading of assess: from-" in told
    cleared = run(embargo, "adopt", "aumos", "--clear", "national-holidays", "readings")["answers"]
    assert (cleared["timezone"], cleared["national_holidays"], cleared["readings"]) == ("Asia/Tokyo", "", {})


def test_a_text_is_kept_with_the_next_adoption_until_it_is_cleared(
    embargo: Embargo, own: Path, vault: Path, tmp_path: Path
) -> None:
    text = tmp_path / "policy.md"
    text.write_text("We answer.")
    digest = sha256(text.read_bytes()).hexdigest()
    source = MINE.replace(profile("mushin").policy.source_sha256, digest)
    (own / "mine.toml").write_text(source)
    assert run(embargo, "adopt", "mine", "--text", str(text))["text"] == digest
    kept = embargo("policy", "adopt", "mine", "--timezone", "Asia/Tokyo", secret=PASSPHRASE)
    assert "In force now: time zone: Asia/Tokyo; its own text, for quoting." in kept.err
    assert "MUS-1d" in embargo("policy", "show", "mine", "--text", str(text)).out
    assert run(embargo, "adopt", "mine", "--clear", "text")["text"] == ""


def test_a_pack_is_not_adopted_but_taken_on(embargo: Embargo, vault: Path) -> None:
    refused = embargo("policy", "adopt", "regulation", secret=PASSPHRASE)
    assert (refused.code, "embargo policy take CASE regulation --reason" in refused.err) == (9, True)


def test_a_broken_profile_is_told_its_own_mistakes_when_it_is_adopted(
    embargo: Embargo, own: Path, vault: Path
) -> None:
    (own / "broken.toml").write_text("schema = \n")
    refused = embargo("policy", "adopt", "broken", "--timezone", "Europe/Berlin", secret=PASSPHRASE)
    assert (refused.code, "no TOML" in refused.err, "(line 1)" in refused.err) == (6, True, True)


def test_another_reading_moves_the_clocks_of_new_cases(embargo: Embargo, vault: Path, tmp_path: Path) -> None:
    run(embargo, "adopt", "aumos", "--reading", "assess=from-acknowledgement")
    received = receive(embargo, tmp_path, b"security@aumos.io")
    assert clocks(embargo, json.loads(received.out)["case"])["assess"]["state"] == "waiting"


def test_a_newer_version_is_offered_and_taken_only_with_a_reason(
    embargo: Embargo, vault: Path, case: str
) -> None:
    assert run(embargo, "offer", case) is None
    assert "stays with its version" in embargo("policy", "offer", case, secret=PASSPHRASE).err
    early = embargo("policy", "offer", case, "--accept", secret=PASSPHRASE)
    assert (early.code, "Nothing is offered" in early.err) == (9, True)
    run(embargo, "adopt", "mushin", "--timezone", "Asia/Tokyo")
    offer = run(embargo, "offer", case)
    assert (offer["case"], offer["policy"], offer["accepted"]) == (case, "mushin", False)
    shown = embargo("policy", "offer", case, secret=PASSPHRASE)
    assert "No clock of this case would move." in shown.out
    assert "both as of 2025-05" in shown.out
    assert "Hold, now and then: no date." in shown.out
    refused = embargo("policy", "offer", case, "--accept", secret=PASSPHRASE)
    assert (refused.code, "Say why" in refused.err) == (9, True)
    accepted = embargo("policy", "offer", case, "--accept", "--reason", "We work there", secret=PASSPHRASE)
    assert (accepted.code, "held to the newer version" in accepted.err) == (0, True)
    assert run(embargo, "offer", case) is None


def test_what_an_offer_would_move_stands_beside_what_holds(
    embargo: Embargo, own: Path, vault: Path, tmp_path: Path
) -> None:
    (own / "mine.toml").write_text(MINE)
    case = json.loads(receive(embargo, tmp_path, b"security@mine.example").out)["case"]
    (own / "mine.toml").write_text(MINE.replace('within = "48h"', 'within = "72h"'))
    shown = embargo("policy", "offer", case, secret=PASSPHRASE).out
    assert "2026-01-07 09:00Z" in shown
    assert "2026-01-08 09:00Z" in shown
    (moved,) = run(embargo, "offer", case)["moved"]
    assert moved["new"] == {"state": "overdue", "due": "2026-01-08T09:00:00Z"}
    assert clocks(embargo, case)["ack"]["due"] == "2026-01-07T09:00:00Z"


@pytest.mark.clause("M87-3.6b")
def test_a_case_takes_a_regulation_on_and_answers_its_questions(embargo: Embargo, case: str) -> None:
    taken = run(embargo, "take", case, "regulation", "--reason", "Personal data leaked")
    assert (taken["case"], taken["policy"]) == (case, "regulation")
    again = embargo("policy", "take", case, "regulation", "--reason", "x", secret=PASSPHRASE)
    assert (again.code, "already" in again.err) == (9, True)
    assert embargo("policy", "take", case, "aumos", "--reason", "x", secret=PASSPHRASE).code == 9
    aware = ("breach.aware", "--at", "2026-01-06T12:00Z", "--note", "The log says so")
    assert embargo("act", case, *aware, secret=PASSPHRASE).code == 0
    assert clocks(embargo, case)["authority-notice"]["state"] == "conditional"
    answer = ("--set", "policy_id=regulation", "--set", "condition=gdpr-applies", "--set", "applies=yes")
    answered = embargo("act", case, "condition.answered", *answer, "--note", "Customers", secret=PASSPHRASE)
    assert answered.code == 0, answered.err
    notice = clocks(embargo, case)["authority-notice"]
    assert (notice["state"], notice["due"]) == ("overdue", "2026-01-09T12:00:00Z")


def test_a_report_to_an_address_of_no_policy_is_taken_in_with_a_word(
    embargo: Embargo, vault: Path, tmp_path: Path
) -> None:
    taken = receive(embargo, tmp_path, b"hello@elsewhere.example")
    words = "No policy names the address hello@elsewhere.example: taken under mushin"
    assert (taken.code, words in taken.err, words in json.loads(taken.out)["warning"]) == (0, True, True)
    named = receive(embargo, tmp_path, b"again@elsewhere.example", "--policy", "aumos")
    assert (named.err, json.loads(named.out)["warning"]) == ("", "")
    many = receive(embargo, tmp_path, b"a@x.example, b@x.example, c@x.example, d@x.example")
    assert "c@x.example and 1 more: taken under" in many.err


def test_no_report_falls_under_a_pack(embargo: Embargo, vault: Path, tmp_path: Path) -> None:
    refused = receive(embargo, tmp_path, b"security@mushinai.com", "--policy", "regulation")
    assert (refused.code, "pack of clocks" in refused.err) == (9, True)
    made = embargo("init", str(tmp_path / "x.embargo"), "--policy", "regulation", secret=PASSPHRASE)
    assert made.code == 9
    assert not (tmp_path / "x.embargo").exists()


@pytest.mark.clause("AUM-3f")
def test_releases_and_holidays_are_kept_and_taken_back(embargo: Embargo, vault: Path, tmp_path: Path) -> None:
    case = json.loads(receive(embargo, tmp_path, b"security@aumos.io").out)["case"]
    assert clocks(embargo, case)["assess"]["due"] == "2026-01-12T09:00:00Z"
    run(embargo, "holiday", "aumos", "2026-01-08", "--name", "Moving house")
    assert clocks(embargo, case)["assess"]["due"] == "2026-01-13T09:00:00Z"
    assert run(embargo, "holiday", "aumos", "2026-01-08", "--remove")["event"] == "holiday.removed"
    assert clocks(embargo, case)["assess"]["due"] == "2026-01-12T09:00:00Z"
    assert run(embargo, "release", "aumos", "2026-12-24")["on"] == "2026-12-24"
    twice = embargo("policy", "release", "aumos", "2026-12-24", secret=PASSPHRASE)
    assert (twice.code, "is a planned release already, in this vault" in twice.err) == (2, True)
    said = embargo("policy", "release", "aumos", "2026-12-24", "--cancel", secret=PASSPHRASE)
    assert (said.code, "is no release under aumos any more: no open promise" in said.err) == (0, True)
    assert embargo("policy", "release", "aumos", "2026-12-24", "--cancel", secret=PASSPHRASE).code == 2


def test_a_date_says_how_many_open_promises_it_moved(embargo: Embargo, vault: Path, tmp_path: Path) -> None:
    case = json.loads(receive(embargo, tmp_path, b"security@terragon.com").out)["case"]
    level = ("--set", "level=low", "--note", "Small")
    embargo("act", case, "severity.set", *level, secret=PASSPHRASE)
    planned = embargo("policy", "release", "terragon", "2026-12-24", secret=PASSPHRASE).err
    assert planned == "2026-12-24 is planned as a release under terragon: 1 open promise has another date.\n"
    assert run(embargo, "release", "terragon", "2026-12-20")["moved"] == 1


def test_a_release_that_is_past_is_no_plan_and_one_that_nothing_waits_for_is_told(
    embargo: Embargo, vault: Path
) -> None:
    past = embargo("policy", "release", "aumos", "2020-02-03", secret=PASSPHRASE)
    assert (past.code, "2020-02-03 is past" in past.err) == (2, True)
    unused = embargo("policy", "release", "m87", "2026-12-24", secret=PASSPHRASE)
    assert (unused.code, "No clock of m87 waits for a release" in unused.err) == (0, True)
    never = embargo("policy", "release", "m87", "2026-12-25", "--cancel", secret=PASSPHRASE)
    assert (never.code, "was not added here" in never.err) == (2, True)
    assert "The days that were added: 2026-12-24." in never.err


def test_a_policy_is_published_to_a_new_file(embargo: Embargo, vault: Path, tmp_path: Path) -> None:
    out = tmp_path / "SECURITY.md"
    told = run(embargo, "publish", "aumos", "--format", "security-md", "--out", str(out))
    assert told["sha256"] == sha256(out.read_bytes()).hexdigest()
    assert "Receipt is acknowledged within 48 hours." in out.read_text()
    again = embargo(
        *("policy", "publish", "aumos", "--format", "security-md", "--out", str(out)), secret=PASSPHRASE
    )
    assert again.code == 5
    contact = tmp_path / "security.txt"
    words = ("--canonical", "https://aumos.io/.well-known/security.txt", "--out", str(contact))
    run(embargo, "publish", "aumos", "--format", "security-txt", *words)
    assert contact.read_text().startswith("Contact: mailto:security@aumos.io\nExpires: ")
