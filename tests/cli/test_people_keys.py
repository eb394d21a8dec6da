"""The intake key and reporters' keys, from the command line, so that letters are encrypted."""

import json
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
        assert embargo("key", "create", *words, secret=PASSPHRASE).code == 2  # no passphrase, no terminal


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

    assert take(embargo, case, file, "--fingerprint", "B" * 40).code == 9
    open_letter = tmp_path / "plain.eml"
    assert "NOT encrypted: no key of the reporter" in draft(embargo, case, open_letter).err
    assert b"BEGIN PGP MESSAGE" not in open_letter.read_bytes()
    assert draft(embargo, case, tmp_path / "open.eml", "--json").json["encrypted"] is False

    taken = take(embargo, case, file, "--fingerprint", fingerprint.lower())
    assert (taken.code, taken.json["taken"]) == (0, True)
    sealed = tmp_path / "sealed.eml"
    assert draft(embargo, case, sealed).err.startswith("Encrypted draft written.")
    assert b"BEGIN PGP MESSAGE" in sealed.read_bytes()
    assert draft(embargo, case, tmp_path / "closed.eml", "--json").json["encrypted"] is True


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
