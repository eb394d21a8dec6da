"""Ways to open a vault, added and removed from the command line."""

import json
from pathlib import Path

from tests.cli.conftest import PASSPHRASE, Embargo, Result, piped


def slots(embargo: Embargo) -> dict[str, str]:
    """Slot ids by kind, the last of a kind."""
    return {slot["kind"]: slot["slot_id"] for slot in json.loads(embargo("slots", "--json").out)}


def opens(embargo: Embargo, secret: str, kind: str) -> bool:
    return embargo("list", "--unlock", kind, secret=secret).code == 0


def add_passphrase(embargo: Embargo, secret: str) -> Result:
    with piped(secret.encode() + b"\n") as descriptor:
        words = ("slots", "--json", "add", "passphrase", "--new-passphrase-fd", str(descriptor))
        return embargo(*words, secret=PASSPHRASE)


def test_a_lost_recovery_code_is_replaced(embargo: Embargo, vault: Path) -> None:
    old = slots(embargo)["recovery"]
    made = embargo("slots", "add", "recovery", "--json", secret=PASSPHRASE)
    assert made.code == 0, made.err
    assert made.json.keys() >= {"slot_id", "kind", "label", "made_at", "recovery_code"}
    removed = embargo("slots", "remove", old, "--json", secret=PASSPHRASE)
    assert removed.json == {"removed": old}
    assert slots(embargo)["recovery"] == made.json["slot_id"]
    assert opens(embargo, made.json["recovery_code"], "recovery")


def test_a_passphrase_is_changed_by_adding_and_removing(embargo: Embargo, vault: Path) -> None:
    old = slots(embargo)["passphrase"]
    made = add_passphrase(embargo, "another new horse")
    assert (made.code, made.json["recovery_code"]) == (0, "")
    assert embargo("slots", "remove", old, secret="another new horse").code == 0
    assert opens(embargo, "another new horse", "passphrase")
    assert not opens(embargo, PASSPHRASE, "passphrase")


def test_two_ways_in_stay_and_unknown_ones_are_said(embargo: Embargo, vault: Path) -> None:
    before = slots(embargo)
    assert embargo("slots", "remove", before["recovery"], secret=PASSPHRASE).code == 9
    assert embargo("slots", "remove", "nonsense", secret=PASSPHRASE).code == 2
    assert add_passphrase(embargo, "").code == 2
    assert embargo("slots", "add", "passphrase", secret=PASSPHRASE).code == 2  # no terminal to ask on
    assert embargo("slots", "add", "recovery", secret="wrong").code == 3
    assert slots(embargo) == before


def test_people_see_the_id_that_they_need(embargo: Embargo, vault: Path) -> None:
    assert slots(embargo)["recovery"] in embargo("slots").out
    added = embargo("slots", "add", "recovery", secret=PASSPHRASE)
    assert len(added.out.strip().split("-")) == 8
    assert "Write the recovery code down" in added.err
