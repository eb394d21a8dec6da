"""Incidents on the command line: opened without a report, recorded phase by phase, handed on encrypted."""

from pathlib import Path

import pytest

from desktop.openpgp.gpg import Gpg
from desktop.workflows.ports import Silent
from tests.cli.conftest import PASSPHRASE, Embargo, Keys


@pytest.fixture
def run(embargo: Embargo, vault: Path):
    return lambda *words, code=0: checked(embargo("incident", *words, secret=PASSPHRASE), code)


def checked(result, code: int):
    assert result.code == code, result.err
    return result


@pytest.fixture
def case(run) -> str:
    words = ("--policy", "terragon", "--title", "Odd logins", "--noticed", "The night shift", "--json")
    return str(run("open", *words, "--at", "2026-01-09T16:00Z").json["case"])


@pytest.mark.clause("TER-3a", "TER-3b", "TER-3c", "TER-3d", "TER-3e", "TER-3f")
def test_terragons_six_phases_lead_to_a_closed_case(embargo: Embargo, run, case: str) -> None:
    phases = ("containment", "assessed", "Remediation", "incident.recovered", "lessons learned")
    names = ("containment", "assessment", "remediation", "recovery", "lessons-learned")
    for n, phase in enumerate(phases):
        shown = run("show", case, "--json").json
        assert shown["next"] == names[n]
        closing = embargo("act", case, "case.closed", "--note", "Over", secret=PASSPHRASE)
        assert closing.code == 9
        run("record", case, phase, "--note", f"Words {n}", "--at", f"2026-01-{10 + n}T09:00Z")
    run("personal-data", case, "not-affected", "--note", "Test accounts")
    embargo("act", case, "handler.assigned", "--set", "handler=Robin", secret=PASSPHRASE)
    assert embargo("act", case, "case.closed", "--note", "Over", secret=PASSPHRASE).code == 0
    shown = run("show", case, "--json").json
    assert [p["phase"] for p in shown["phases"]] == ["detection", *names]
    assert shown["phases"][-1]["event"] == "review.done"
    page = run("show", case).out
    assert all(f"\n{name} " in page for name in names)
    assert "incident." not in page
    assert [p["text"] for p in shown["phases"]][:3] == [
        "The incident detected",
        "The systems concerned isolated",
        "Its scope and impact determined",
    ]
    assert (shown["next"], shown["open"], shown["personal_data"]) == (None, False, "not-affected")


def test_a_case_without_a_promise_says_so(embargo: Embargo, case: str) -> None:
    assert "\nNo promise runs.\n" in embargo("show", case, secret=PASSPHRASE).out
    assert case not in embargo("due", "--everything", secret=PASSPHRASE).out


def test_a_phase_out_of_order_is_recorded_and_remarked(run, case: str) -> None:
    told = run("record", case, "assessed", "--note", "Two accounts", "--at", "2026-01-09T18:00Z")
    assert "nothing records: the systems concerned isolated" in told.err
    again = run("record", case, "contained", "--at", "2026-01-09T19:00Z")
    assert "recorded in" in again.err
    page = run("show", case).out
    assert page.index("containment") < page.index("assessment")
    assert "That happened later, on 2026-01-09 19:00 UTC" in page


def test_a_corrective_action_is_due_past_its_day_in_a_closed_case_and_no_promise(embargo, run, case) -> None:
    run("action", "plan", case, "Rotate", "--owner", "Kim", "--by", "2026-01-20")
    run("personal-data", case, "not-affected", "--note", "Test accounts")
    for phase in ("containment", "assessment", "remediation", "recovery", "review"):
        run("record", case, phase, "--note", "Done")
    embargo("act", case, "handler.assigned", "--set", "handler=Robin", secret=PASSPHRASE)
    assert embargo("act", case, "case.closed", "--note", "Over", secret=PASSPHRASE).code == 0
    listed = embargo("due", "--check", secret=PASSPHRASE)
    (line,) = [line for line in listed.out.splitlines() if case in line]
    assert (" late " in line, "Corrective action: Rotate (Kim)" in line) == (True, True)
    rows = embargo("due", "--json", secret=PASSPHRASE).json
    assert [row["kind"] for row in rows if row["case"] == case] == ["reminder"]


def test_a_phase_that_nobody_has_a_name_for_is_answered_with_those_there_are(run, case: str) -> None:
    told = run("record", case, "eradicationn", code=2).err
    assert "No phase is called eradicationn. Nothing was written. Name one of detection, containment" in told
    assert "Only a review" in run("record", case, "contained", "--no-action", "None", code=2).err
    assert "review" in run("record", case, "review", "--note", "Learned").err


def test_what_is_done_already_is_not_asked_to_be_put_right(run, case: str) -> None:
    run("personal-data", case, "affected", "--note", "Customers")
    told = run("personal-data", case, "not-affected", "--note", "x", code=9).err
    assert "undo that entry first if it is wrong. Nothing was written. Then record it again." in told
    other = str(run("open", "--policy", "terragon", "--title", "B", "--noticed", "x", "--json").json["case"])
    run("link", case, other)
    told = run("link", other, case, code=9).err
    assert "The two cases are linked already. Nothing was written. Nothing else needs to be done." in told
    assert f"linked with {case}" in run("show", other).out


def test_a_phase_recorded_again_says_which_counts_and_how_it_is_corrected(embargo, run, case: str) -> None:
    run("record", case, "contained", "--note", "Isolated", "--at", "2026-01-10T09:00Z")
    told = run("record", case, "contained", "--note", "Isolated", "--at", "2026-01-10T08:00Z").err
    assert "recorded already, as of 2026-01-10 09:00Z: the one recorded now is earlier" in told
    assert run("show", case).out.count("Isolated") == 1
    later = run("record", case, "contained", "--note", "Wrong", "--at", "2026-01-11T08:00Z").err
    assert "as of 2026-01-10 08:00Z: that one counts." in later
    undo = later.partition("event_id=")[2].partition("`")[0]
    assert embargo("act", case, "event.undone", "--set", f"event_id={undo}", secret=PASSPHRASE).code == 0
    assert "2026-01-10 09:00Z" in run("show", case).out


def test_a_review_and_an_action_that_do_not_fit_are_recorded_and_remarked(run, case: str) -> None:
    run("record", case, "contained")
    late = run("action", "plan", case, "Rotate", "--owner", "Kim", "--by", "2025-01-01").err
    assert "Its day, 2025-01-01, has passed already" in late
    told = run("record", case, "review", "--note", "Seen", "--no-action", "Nothing to do").err
    assert "the case has 1 corrective action: both are kept" in told
    page = run("show", case).out
    assert "1 corrective action past the day that was set" in page
    assert "why nothing has to be corrected: Nothing to do" in page


def test_corrective_actions_are_planned_done_and_dropped_by_the_beginning_of_their_id(run, case: str) -> None:
    run("cause", case, "A shared password", "--evidence", "The log of Friday")
    for what in ("One account each", "A second factor"):
        run("action", "plan", case, what, "--owner", "Kim", "--by", "2026-02-01")
    first, second = (action["id"] for action in run("show", case, "--json").json["actions"])
    run("action", "done", case, first[:12], "--note", "Made")
    run("action", "drop", case, second[:12], "--note", "The system is replaced")
    assert [a["state"] for a in run("show", case, "--json").json["actions"]] == ["done", "dropped"]
    assert "was done on" in run("action", "drop", case, first[:12], "--note", "x", code=9).err
    assert "No corrective action" in run("action", "done", case, "ffffffffffff", "--note", "x", code=9).err
    assert run("action", "plan", case, "x", "--owner", "Kim", "--by", "someday", code=2).code == 2


def test_a_breach_is_shown_with_its_ground_and_with_what_asks_for_a_notice(run, case: str) -> None:
    run("personal-data", case, "affected", "--note", "Customers", "--at", "2026-01-10T09:00Z")
    page = run("show", case).out
    assert "personal data is affected, known from 2026-01-10 09:00Z: Customers" in page
    assert "no clock of the policy, or of a pack that the case took on, asks for a notice" in page
    assert run("show", case, "--json").json["personal_data_ground"] == "Customers"


@pytest.mark.clause("M87-3.6c")
def test_the_record_of_an_incident_leaves_encrypted(
    embargo: Embargo, run, keys: Keys, case: str, tmp_path: Path
) -> None:
    clear, sealed = tmp_path / "record.md", tmp_path / "record.asc"
    assert embargo("key", "choose", keys.intake, secret=PASSPHRASE).code == 0
    assert "encrypted only" in run("export", case, "--out", str(clear), code=2).err
    assert run("export", case, "--out", str(sealed), "--json").json["encrypted"] is True
    assert not clear.exists()
    gpg = Gpg(keys.home)
    assert "Odd logins" in gpg.open(sealed.read_bytes(), progress=Silent()).plaintext.decode()
    gpg.close()


def test_show_list_thread_due_and_verify_take_a_case_without_a_report(embargo: Embargo, case: str) -> None:
    shown = embargo("show", case, secret=PASSPHRASE)
    assert "an incident, noticed 2026-01-09 16:00Z; no report; handler (none)" in shown.out
    assert "incident: 1 of 6 phases; next: containment (The systems concerned isolated)" in shown.out
    assert "Hold" not in shown.out
    for words in (("list",), ("thread", case), ("due",), ("people", case), ("scope", case), ("verify",),
                  ("duplicates", case), ("search", "logins"), ("show", case, "--json")):  # fmt: skip
        assert embargo(*words, secret=PASSPHRASE).code == 0, words


def test_a_backup_of_it_restores_equal(embargo: Embargo, case: str, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    assert embargo("backup", str(folder), secret=PASSPHRASE).code == 0
    assert embargo("restore", str(folder), "--drill", secret=PASSPHRASE).code == 0


def test_an_incident_can_begin_in_the_case_of_a_report(embargo: Embargo, run, report: Path) -> None:
    case = str(embargo("import", str(report), "--json", secret=PASSPHRASE).json["case"])  # type: ignore[index]
    assert "has no incident" in run("show", case).err
    run("record", case, "detected", "--note", "Logs show use of it")
    shown = run("show", case, "--json").json
    assert (shown["report"], shown["phases"][0]["of_policy"]) == (True, False)
    answer = embargo("act", case, "ack.sent", secret=PASSPHRASE)
    assert answer.code == 0
