"""Everybody in a case on the command line, with their wishes, proofs, and since when they are known."""

from pathlib import Path

import pytest

from desktop.openpgp.gpg import Gpg
from tests.cli.conftest import PASSPHRASE, Embargo, Keys, Result


@pytest.fixture
def case(embargo: Embargo, vault: Path, report: Path) -> str:
    return embargo("import", str(report), "--json", secret=PASSPHRASE).json["case"]


def act(embargo: Embargo, case: str, event: str, *values: str) -> Result:
    given = [word for value in values for word in ("--set", value)]
    done = embargo("act", case, event, *given, secret=PASSPHRASE)
    assert done.code == 0, done.err
    return done


def people(embargo: Embargo, case: str) -> list[dict]:
    return embargo("people", case, "--json", secret=PASSPHRASE).json


def test_people_are_listed_with_labels_wishes_and_proofs(embargo: Embargo, case: str) -> None:
    (reporter,) = people(embargo, case)
    assert (reporter["label"], reporter["role"], reporter["wish"]) == ("", "reporter", None)
    assert reporter["known"] == "First seen today."
    message = embargo("show", case, "--json", secret=PASSPHRASE).json["history"][0]["id"]
    act(embargo, case, "person.named", "name=Grace Hopper", "part=finder", "organisation=A Lab")
    told = act(
        embargo,
        *(case, "credit.recorded", "choice=alias", "name=gf", "ground=her mail"),
        *("person=grace  hopper", f"proof={message[:12].upper()}"),
    )
    assert "No signature proves who sent" in told.err
    _, grace = people(embargo, case)
    assert (grace["label"], grace["role"], grace["credited_as"]) == ("Grace Hopper", "finder", "gf")
    assert grace["wish"] == {"choice": "alias", "name": "gf", "ground": "her mail", "proof": message}
    assert embargo("show", case, "--json", secret=PASSPHRASE).json["people"][1] == grace
    shown = embargo("people", case, secret=PASSPHRASE).out
    for words in (
        "Grace Hopper (finder; person=Grace Hopper)",
        f"Wishes to appear as gf (her mail; message {message[:12]}).",
        "No wish about credit is recorded.",
        f"{message[:12]}  ",
        "nobody is named without a recorded wish",
    ):
        assert words in shown
    act(embargo, case, "person.removed", "name=Grace Hopper")
    assert len(people(embargo, case)) == 1


def test_a_proof_that_names_no_message_is_refused(embargo: Embargo, case: str) -> None:
    values = ("--set", "choice=anonymous", "--set", "ground=mail", "--set", "proof=ffffffffffff")
    refused = embargo("act", case, "credit.recorded", *values, secret=PASSPHRASE)
    assert (refused.code, "No message of the case has this id" in refused.err) == (9, True)


def test_a_fingerprint_is_compared_as_it_was_typed(
    embargo: Embargo, case: str, keys: Keys, tmp_path: Path
) -> None:
    file = tmp_path / "key.asc"
    file.write_bytes(Gpg(keys.home).public_key(keys.intake))
    taken = embargo("key", "take", case, str(file), "--fingerprint", keys.intake, secret=PASSPHRASE)
    assert taken.code == 0
    shown = embargo("people", case, secret=PASSPHRASE).out
    assert "not compared yet" in shown
    spaced = " ".join(keys.intake[i : i + 4] for i in range(0, 40, 4)).lower()
    act(embargo, case, "key.confirmed", f"fingerprint={spaced}", "how=by phone", "with_whom=Lin")
    (reporter,) = people(embargo, case)
    assert (reporter["key"], reporter["compared"]["how"]) == (keys.intake, "by phone")
    assert "with Lin, by phone." in embargo("people", case, secret=PASSPHRASE).out


def test_nobody_known_is_an_anonymous_reporter_whose_wish_takes_one_act(
    embargo: Embargo, vault: Path, tmp_path: Path
) -> None:
    written = tmp_path / "form.json"
    written.write_text('[{"title": "A hole", "description": "It runs code."}]')
    taken = embargo("import", str(written), "--policy", "mushin", "--json", secret=PASSPHRASE)
    assert taken.code == 0, taken.err
    case = embargo("list", "--json", secret=PASSPHRASE).json[0]["case_id"]
    assert (
        "Anonymous reporter (reporter, claimed; the first reporter)"
        in embargo("people", case, secret=PASSPHRASE).out
    )
    act(embargo, case, "credit.recorded", "choice=anonymous", "ground=the report names nobody")
    needs = embargo("show", case, "--json", secret=PASSPHRASE).json["stages"]
    missing = [need["id"] for stage in needs for need in stage["missing"]]
    assert "advisory-text" in missing
    assert "credit" not in missing
