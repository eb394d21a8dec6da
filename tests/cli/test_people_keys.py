"""The intake key and reporters' keys, from the command line, so that letters are encrypted."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.openpgp.gpg import Gpg
from desktop.openpgp.home import throwaway_home
from desktop.workflows.ports import Silent
from tests.cli.conftest import PASSPHRASE, Embargo, Keys, Result, piped

REPORTER = "lin@hackers.example"


@pytest.fixture(scope="module")
def lin() -> Iterator[tuple[str, bytes]]:
    """The reporter's fingerprint and public key."""
    with throwaway_home() as home:
        gpg = Gpg(home)
        made = gpg.create_key("Lin", REPORTER, passphrase="", progress=Silent()).fingerprint
        yield made, gpg.public_key(made)
        gpg.close()


@pytest.fixture
def case(embargo: Embargo, vault: Path, report: Path) -> str:
    return embargo("import", str(report), "--json", secret=PASSPHRASE).json["case"]


def take(embargo: Embargo, case: str, file: Path, *words: str) -> Result:
    return embargo("key", "take", case, str(file), "--json", *words, secret=PASSPHRASE)


def listed(embargo: Embargo) -> dict[str, bool]:
    return {
        key["fingerprint"]: key["intake"] for key in embargo("key", "list", "--json", secret=PASSPHRASE).json
    }


def test_a_key_of_gpg_becomes_the_intake_key(embargo: Embargo, vault: Path, keys: Keys) -> None:
    assert listed(embargo)[keys.intake] is False
    spaced = " ".join(keys.intake[i : i + 4] for i in range(0, 40, 4)).lower()
    chosen = embargo("key", "choose", spaced, "--json", secret=PASSPHRASE)
    assert (chosen.code, chosen.json) == (0, {"fingerprint": keys.intake})
    assert listed(embargo)[keys.intake] is True
    assert keys.intake in embargo("key", "list", secret=PASSPHRASE).out
    assert embargo("key", "choose", "A" * 40, secret=PASSPHRASE).code == 4


def test_a_new_intake_key_is_made_with_its_passphrase(embargo: Embargo, vault: Path) -> None:
    with throwaway_home() as home, piped(b"key horse\n") as descriptor:
        words = ("--name", "Team", "--address", "team@example.org", "--gnupg-home", str(home), "--json")
        secret = ("--key-passphrase-fd", str(descriptor))
        made = embargo("key", "create", *words, *secret, secret=PASSPHRASE)
        assert made.code == 0, made.err
        fingerprint = made.json["fingerprint"]
        locked = Gpg(home, lambda: "wrong")
        locked._agent.end()
        assert [key.fingerprint for key in locked.secret_keys()] == [fingerprint]
        locked.close()
        key = Gpg(home, lambda: "key horse")
        assert key.sign(b"x", fingerprint, progress=Silent())
        key.close()
        unasked = embargo("key", "create", *words, secret=PASSPHRASE)
        assert unasked.code == 2
        assert "A passphrase for the new key is needed" in unasked.err
        assert "--key-passphrase-fd N" in unasked.err


def test_letters_are_encrypted_once_the_reporters_key_was_compared(
    embargo: Embargo, case: str, keys: Keys, lin: tuple[str, bytes], tmp_path: Path
) -> None:
    fingerprint, public = lin
    file = tmp_path / "lin.asc"
    file.write_bytes(public)
    assert embargo("key", "choose", keys.intake, secret=PASSPHRASE).code == 0

    shown = take(embargo, case, file)
    assert shown.code == 9
    assert "--fingerprint" in shown.err
    assert shown.json["taken"] is False
    (key,) = shown.json["keys"]
    assert (key["fingerprint"], key["uids"]) == (fingerprint, [f"Lin <{REPORTER}>"])

    wrong = take(embargo, case, file, "--fingerprint", "B" * 40)
    assert (wrong.code, f"This file holds {fingerprint}. Compare it" in wrong.err) == (9, True)
    open_letter = tmp_path / "plain.eml"
    assert "NOT encrypted: no key of the reporter" in draft(embargo, case, open_letter).err
    assert b"BEGIN PGP MESSAGE" not in open_letter.read_bytes()
    assert draft(embargo, case, tmp_path / "open.eml", "--json").json["encrypted"] is False

    taken = take(embargo, case, file, "--fingerprint", fingerprint.lower())
    assert (taken.code, taken.json["taken"]) == (0, True)
    sealed = tmp_path / "sealed.eml"
    told = draft(embargo, case, sealed).err
    assert told.startswith("Encrypted draft written.")
    assert "Nobody has compared the fingerprint" in told
    assert b"BEGIN PGP MESSAGE" in sealed.read_bytes()
    assert draft(embargo, case, tmp_path / "closed.eml", "--json").json["encrypted"] is True
    values = ("--set", f"fingerprint={fingerprint}", "--set", "how=by phone", "--set", "with_whom=Lin")
    assert embargo("act", case, "key.confirmed", *values, secret=PASSPHRASE).code == 0
    assert ": by phone, with Lin." in draft(embargo, case, tmp_path / "compared.eml").err


def test_a_key_that_names_another_than_the_reporter_is_taken_in_with_a_word(
    embargo: Embargo, case: str, keys: Keys, lin: tuple[str, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "other.asc"
    file.write_bytes(Gpg(keys.home).public_key(keys.intake))
    taken = take(embargo, case, file, "--fingerprint", keys.intake)
    assert taken.code == 0
    assert "No address in this key is the reporter's" in taken.err
    (event,) = [
        entry
        for entry in embargo("show", case, "--json", secret=PASSPHRASE).json["history"]
        if entry["event"] == "key.taken"
    ]
    assert f"event.undone --set event_id={event['id'][:12]}" in taken.err
    file.write_bytes(lin[1])
    assert "No address" not in take(embargo, case, file, "--fingerprint", lin[0]).err


def test_an_expired_key_is_refused_before_its_fingerprint_is_asked_for(
    embargo: Embargo, case: str, tmp_path: Path
) -> None:
    file = tmp_path / "expired.asc"
    with throwaway_home() as home:
        options = (
            "--batch",
            "--homedir",
            str(home),
            "--passphrase",
            "",
            "--faked-system-time",
            "20200101T000000!",
        )
        words = ("--quick-gen-key", f"Lin <{REPORTER}>", "default", "default", "1d")
        subprocess.run(["gpg", *options, *words], check=True, capture_output=True)
        export = ["gpg", "--batch", "--homedir", str(home), "--armor", "--export", REPORTER]
        file.write_bytes(subprocess.run(export, check=True, capture_output=True).stdout)
    refused = take(embargo, case, file)
    assert (refused.code, "The key is expired since 2020-01-02" in refused.err) == (9, True)
    assert "--fingerprint" not in refused.err


def draft(embargo: Embargo, case: str, path: Path, *words: str) -> Result:
    written = embargo("letter", case, "acknowledgement", "--out", str(path), *words, secret=PASSPHRASE)
    assert written.code == 0, written.err
    return written


def test_what_holds_no_key_is_refused(embargo: Embargo, case: str, tmp_path: Path) -> None:
    file = tmp_path / "none.asc"
    file.write_bytes(b"nothing")
    refused = take(embargo, case, file)
    assert refused.code == 5
    assert json.loads(refused.out or "null") is None
