"""handover on the command line: tried, done, and its list followed until nothing is open."""

from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo, piped

OTHER = "another horse battery staple"


@pytest.fixture
def case(embargo: Embargo, vault: Path, report: Path) -> str:
    case = embargo("import", str(report), "--json", secret=PASSPHRASE).json["case"]
    assert embargo("act", case, "handler.assigned", "--set", "handler=Grace", secret=PASSPHRASE).code == 0
    return case


def test_a_dry_run_lists_the_cases_and_writes_nothing(embargo: Embargo, case: str) -> None:
    tried = embargo("handover", "grace", "Henry", "--dry-run", secret=PASSPHRASE)
    assert (tried.code, case in tried.out, "Nothing was written." in tried.err) == (0, True, True)
    told = embargo("handover", "grace", "Henry", "--dry-run", "--json", secret=PASSPHRASE).json
    assert told == {"leaver": "Grace", "successor": "Henry", "cases": [case]}
    assert embargo("show", case, "--json", secret=PASSPHRASE).json["handler"] == "Grace"
    assert embargo("handover", "--status", "--json", secret=PASSPHRASE).json == []


def test_the_list_of_what_to_rotate_is_followed_to_its_end(embargo: Embargo, case: str) -> None:
    done = embargo("handover", "Grace", "Henry", "--reason", "another job", secret=PASSPHRASE)
    assert (done.code, "Open cases of Grace that went to Henry: 1." in done.err) == (0, True)
    assert "cannot be taken back" in done.out
    assert embargo("show", case, "--json", secret=PASSPHRASE).json["handler"] == "Henry"
    (left,) = embargo("handover", "--status", "--json", secret=PASSPHRASE).json
    assert (left["name"], left["successor"], left["reason"], left["open"]) == (
        "Grace",
        "Henry",
        "another job",
        3,
    )
    old = {step["slot_kind"]: step["about"] for step in left["steps"] if step["kind"] == "slot"}
    doctor = embargo("doctor", secret=PASSPHRASE)
    assert "Grace (3 of 3 steps)" in doctor.out
    assert "embargo handover --status" in doctor.out
    assert "Who left" not in embargo("doctor").out

    with piped(f"{OTHER}\n".encode()) as new:
        added = embargo("slots", "add", "passphrase", "--new-passphrase-fd", str(new), secret=PASSPHRASE)
    assert added.code == 0, added.err
    assert embargo("slots", "add", "recovery", secret=OTHER).code == 0
    for slot in old.values():
        assert embargo("slots", "remove", slot, secret=OTHER).code == 0
    assert embargo("slots", "review", "--note", "only ours are left", secret=OTHER).code == 0
    (left,) = embargo("handover", "--status", "--json", secret=OTHER).json
    assert left["open"] == 0
    assert "  open " not in embargo("handover", "--status", secret=OTHER).out
    assert "Nothing is open since anybody left." in embargo("doctor", secret=OTHER).out


def test_a_leaving_can_be_taken_back_and_what_comes_back_to_a_leaver_is_said(
    embargo: Embargo, case: str
) -> None:
    assert embargo("handover", "Grace", "Henry", secret=PASSPHRASE).code == 0
    assert embargo("act", case, "handler.assigned", "--set", "handler=Grace", secret=PASSPHRASE).code == 0
    assert "Grace has left: assign the case to somebody." in embargo("show", case, secret=PASSPHRASE).out
    assert "Grace has not left" in embargo("handover", "--undo", "grace", secret=PASSPHRASE).err
    assert embargo("handover", "--status", "--json", secret=PASSPHRASE).json == []
    assert "has left" not in embargo("show", case, secret=PASSPHRASE).out
    assert embargo("handover", "--undo", "grace", secret=PASSPHRASE).code == 2


def test_who_is_not_known_is_refused_with_those_who_are(embargo: Embargo, case: str) -> None:
    unknown = embargo("handover", "Nobody", "Henry", secret=PASSPHRASE)
    assert (unknown.code, "Known here: Grace" in unknown.err) == (2, True)
    assert embargo("handover", "Grace", secret=PASSPHRASE).code == 2


def test_a_case_given_to_who_left_is_told(embargo: Embargo, case: str) -> None:
    assert embargo("handover", "Grace", "Henry", secret=PASSPHRASE).code == 0
    again = embargo("act", case, "handler.assigned", "--set", "handler=Grace", secret=PASSPHRASE)
    assert "Grace has left" in again.err
    known = embargo("handover", "--status", secret=PASSPHRASE)
    assert "Grace left on" in known.out
