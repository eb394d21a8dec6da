"""`embargo team` and `--work-as NAME` on a real vault and a real gpg."""

from pathlib import Path

import pytest

from desktop.domain.failures import Exit
from tests.cli.conftest import PASSPHRASE, Embargo, Keys

OLGA, HAL, RITA = "Olga Owner", "Hal Handler", "Rita Reviewer"


@pytest.fixture
def call(embargo: Embargo, vault: Path):
    def run(*words: str):
        return embargo(*words, "--vault", str(vault), secret=PASSPHRASE)

    return run


@pytest.fixture
def staffed(call, keys: Keys):
    """An owner without a key, a handler with the key of the test's gpg home, a reviewer with none at hand."""
    assert call("team", "enrol", OLGA, "--work-as", OLGA).code == Exit.DONE
    hal = ("team", "enrol", HAL, "--fingerprint", keys.intake, "--work-as", OLGA)
    assert call(*hal).code == Exit.DONE
    rita = ("team", "enrol", RITA, "--role", "reviewer", "--fingerprint", "AB" * 20, "--work-as", OLGA)
    assert call(*rita).code == Exit.DONE
    return call


def test_a_vault_of_one_is_told_how_a_team_begins(call):
    shown = call("team", "list")
    assert shown.code == Exit.DONE
    assert "Nobody is enrolled" in shown.err


def test_a_name_that_is_given_later_stays_and_needs_no_team(call):
    assert call("team", "name", f"  {HAL} ").code == Exit.DONE
    shown = call("team", "list", "--json").json
    assert shown == {"works_here": HAL, "people": []}


def test_in_a_team_a_name_is_one_of_its_people(staffed):
    refused = staffed("team", "name", "Somebody Else")
    assert refused.code == Exit.USAGE
    assert f"Work as one of {HAL}, {OLGA}, {RITA}." in refused.err
    assert staffed("team", "name", HAL).code == Exit.DONE
    assert staffed("team", "list", "--json").json["works_here"] == HAL


def test_the_first_to_be_enrolled_is_whoever_works_here(call):
    here = call("team", "list", "--json").json["works_here"]
    refused = call("team", "enrol", OLGA)
    assert refused.code == Exit.USAGE
    assert f'`embargo team enrol "{here}"` begins' in refused.err
    assert call("team", "list", "--json").json["people"] == []
    assert call("team", "enrol", here).code == Exit.DONE
    assert call("team", "enrol", OLGA).code == Exit.DONE


def test_four_eyes_where_nobody_else_may_approve_say_what_holds_until_then(staffed):
    assert "Nobody else may approve" not in staffed("team", "four-eyes", "on", "--work-as", OLGA).err
    for name, role in ((HAL, "handler"), (RITA, "reviewer")):
        assert staffed("team", "withdraw", name, role, "--work-as", OLGA).code == Exit.DONE
    alone = staffed("team", "four-eyes", "on", "--work-as", OLGA)
    assert alone.code == Exit.DONE
    assert "Nobody else may approve yet." in alone.err
    assert "advisory approve CASE --alone --reason TEXT" in alone.err


def test_the_team_is_listed_with_roles_and_an_honest_word(staffed, keys: Keys):
    found = staffed("team", "list", "--json", "--work-as", OLGA).json
    assert found["works_here"] == OLGA
    assert [(p["name"], p["roles"]) for p in found["people"]] == [
        (HAL, ["handler"]),
        (OLGA, ["owner", "handler"]),
        (RITA, ["reviewer"]),
    ]
    shown = staffed("team", "list")
    assert keys.intake[-4:] in shown.out
    assert "belongs in another vault" in shown.err


def test_as_a_person_with_a_key_gpg_signs_and_the_journal_says_so(staffed):
    assert staffed("slots", "review", "--note", "looked", "--work-as", HAL).code == Exit.DONE
    refused = staffed("slots", "review", "--note", "looked", "--work-as", RITA)
    assert refused.code == Exit.KEY_MISSING
    stranger = staffed("slots", "review", "--note", "looked", "--work-as", "Mallory")
    assert stranger.code == Exit.USAGE
    assert "Nobody called Mallory is enrolled" in stranger.err


def test_what_a_role_may_not_ends_with_the_exit_code_of_a_refusal(staffed):
    refused = staffed("team", "role", HAL, "owner", "--work-as", HAL)
    assert refused.code == Exit.POLICY
    assert "That is for an owner to do." in refused.err
    assert staffed("team", "role", HAL, "owner", "--work-as", OLGA).code == Exit.DONE
    assert staffed("team", "withdraw", OLGA, "owner", "--work-as", HAL).code == Exit.DONE
    assert staffed("team", "withdraw", HAL, "owner", "--work-as", HAL).code == Exit.POLICY


@pytest.mark.clause("M87-3.4c")
def test_a_doctor_tells_when_access_was_reviewed_where_a_policy_promises_it(embargo, keys, tmp_path: Path):
    place = str(tmp_path / "m87.embargo")
    assert embargo("init", place, "--policy", "m87", secret=PASSPHRASE).code == Exit.DONE

    def doctor() -> str:
        return embargo("doctor", "--vault", place, secret=PASSPHRASE).out

    assert "Nobody went through who can open the vault." in doctor()
    due = embargo("due", "--json", "--vault", place, secret=PASSPHRASE).json
    assert "access-review" in {row["clock"] for row in due}
    embargo("slots", "review", "--note", "only mine", "--vault", place, secret=PASSPHRASE)
    assert "Access review" in doctor()
    assert "Last done on" in doctor()


def test_as_somebody_lasts_for_one_verb(staffed):
    staffed("slots", "review", "--note", "looked", "--work-as", OLGA)
    assert staffed("team", "list", "--json").json["works_here"] not in (OLGA, HAL)
