"""Ways to open a vault, added and removed from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Embargo, Keys, Result, piped


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


def test_a_second_factor_is_asked_for_beside_the_passphrase(
    embargo: Embargo, vault: Path, tmp_path: Path
) -> None:
    key_file = tmp_path / "beside"
    key_file.write_bytes(bytes(range(64)))
    plain = slots(embargo)["passphrase"]
    with piped(b"another new horse\n") as descriptor:
        words = ("slots", "add", "passphrase", "--key-file", str(key_file), "--json")
        made = embargo(*words, "--new-passphrase-fd", str(descriptor), secret=PASSPHRASE)
    assert "`--unlock-key-file FILE`" in embargo("list", secret="another new horse").err
    assert made.json["factors"] == ["passphrase", "key-file"]
    assert embargo("slots", "remove", plain, secret=PASSPHRASE).code == 0
    alone = embargo("list", secret="another new horse")
    assert (alone.code, "`--unlock-key-file FILE`" in alone.err) == (3, True)
    both = embargo("list", "--unlock-key-file", str(key_file), secret="another new horse")
    assert both.code == 0, both.err
    assert "passphrase + key-file" in embargo("slots").out
    beside = ("--unlock-key-file", str(key_file))
    with piped(b"yet another horse\n") as descriptor:
        words = ("slots", "rotate", made.json["slot_id"], "--new-passphrase-fd", str(descriptor))
        refused = embargo(*words, *beside, secret="another new horse")
    assert (refused.code, "`--key-file FILE`" in refused.err) == (2, True)


def test_a_key_file_that_is_not_there_is_named_before_anything_is_asked(
    embargo: Embargo, vault: Path, tmp_path: Path
) -> None:
    absent = tmp_path / "absent"
    refused = embargo("slots", "add", "passphrase", "--key-file", str(absent), secret="wrong")
    assert (refused.code, str(absent) in refused.err) == (5, True)
    assert not (vault / "attempts.json").exists()


@pytest.mark.clause("MUS-7.2a")
def test_an_openpgp_key_opens_the_vault_without_a_secret_of_ours(
    embargo: Embargo, vault: Path, keys: Keys
) -> None:
    made = embargo("slots", "add", "openpgp", "--openpgp", keys.intake, "--json", secret=PASSPHRASE)
    assert made.json["fingerprint"] == keys.intake
    assert embargo("list", "--unlock", "openpgp").code == 0
    assert embargo("slots", "add", "openpgp", "--openpgp", "A" * 40, secret=PASSPHRASE).code == 4
    assert embargo("slots", "add", "openpgp", secret=PASSPHRASE).code == 2


def test_a_slot_is_replaced_in_one_step(embargo: Embargo, vault: Path) -> None:
    old = slots(embargo)
    made = embargo("slots", "rotate", old["recovery"], "--json", secret=PASSPHRASE)
    assert made.json["slot_id"] != old["recovery"]
    assert opens(embargo, made.json["recovery_code"], "recovery")
    with piped(b"another new horse\n") as descriptor:
        words = ("slots", "rotate", old["passphrase"], "--new-passphrase-fd", str(descriptor))
        assert embargo(*words, secret=PASSPHRASE).code == 0
    assert opens(embargo, "another new horse", "passphrase")
    assert not opens(embargo, PASSPHRASE, "passphrase")
    assert len(slots(embargo)) == 2
    assert embargo("slots", "rotate", "nonsense", secret="another new horse").code == 2


def drill(embargo: Embargo, secret: str, *words: str) -> Result:
    with piped(secret.encode() + b"\n") as descriptor:
        return embargo("slots", "drill", *words, "--secret-fd", str(descriptor), "--json", secret=PASSPHRASE)


def test_the_recovery_code_is_proved_and_the_proof_is_shown(embargo: Embargo, vault: Path) -> None:
    recovery = slots(embargo)["recovery"]
    made = embargo("slots", "rotate", recovery, "--json", secret=PASSPHRASE).json
    (before,) = (s for s in json.loads(embargo("slots", "--json").out) if s["kind"] == "recovery")
    assert before["drilled_at"] is None
    assert drill(embargo, "wrong").code == 3
    proved = drill(embargo, made["recovery_code"].lower())
    assert (proved.code, proved.json["slot_id"]) == (0, made["slot_id"])
    (after,) = (s for s in json.loads(embargo("slots", "--json").out) if s["kind"] == "recovery")
    assert after["drilled_at"] == proved.json["drilled_at"] is not None
    assert drill(embargo, PASSPHRASE, slots(embargo)["passphrase"]).code == 0
    due = embargo("due", "--everything", "--json", secret=PASSPHRASE).json
    (row,) = (row for row in due if row["clock"] == "recovery-drill")
    assert (row["kind"], row["policy"], row["clauses"]) == ("reminder", "", [])


@pytest.mark.clause("M87-3.3c", "MUS-5.1c", "TER-2.1d")
def test_the_vault_gets_another_key(embargo: Embargo, vault: Path) -> None:
    old = slots(embargo)
    assert add_passphrase(embargo, "of a colleague").code == 0
    theirs = slots(embargo)["passphrase"]
    refused = embargo("rekey", secret=PASSPHRASE)
    assert (refused.code, theirs in refused.err, "`--other-passphrase-fd N`" in refused.err) == (
        2,
        True,
        True,
    )
    with piped(b"of a colleague\n") as descriptor:
        done = embargo("rekey", "--other-passphrase-fd", str(descriptor), "--json", secret=PASSPHRASE)
    assert done.code == 0, done.err
    assert (done.json["kept"], done.json["gone"]) == ([old["passphrase"], theirs], [old["recovery"]])
    assert opens(embargo, done.json["recovery_code"], "recovery")
    assert opens(embargo, "of a colleague", "passphrase")
    dropped = embargo("rekey", "--drop", theirs, "--qr", secret=PASSPHRASE)
    assert dropped.code == 0, dropped.err
    assert f"Gone: {theirs}" in dropped.err
    assert "Backups made before" in dropped.err
    assert "\N{FULL BLOCK}" in dropped.out
    assert not opens(embargo, "of a colleague", "passphrase")
