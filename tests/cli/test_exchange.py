"""A case goes to another handler's vault and comes back: over the command line, with two GnuPG homes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.domain.failures import Exit
from desktop.domain.parties.fingerprints import grouped
from tests.cli.conftest import PASSPHRASE, Embargo, Keys, Result
from tests.people import Person, run_gpg, someone


@dataclass
class Seat:
    """A handler with a vault and a GnuPG home of their own."""

    embargo: Embargo
    vault: Path
    home: Path
    fingerprint: str

    def __call__(self, *words: str) -> Result:
        where = ("--vault", str(self.vault), "--gnupg-home", str(self.home), "--no-input")
        return self.embargo(*words, *where, secret=PASSPHRASE)

    def show(self, case: str) -> dict:
        return self("show", case, "--json").json


@pytest.fixture(scope="module")
def colleague() -> Iterator[Person]:
    with someone("Ben Second", "ben@mushinai.com") as person:
        yield person


@pytest.fixture
def seats(embargo: Embargo, keys: Keys, colleague: Person, tmp_path: Path):
    """Ann has the case; Ben has an empty vault; each has the other's public key as a file."""
    found = []
    for name, home, fingerprint in (
        ("Ann", keys.home, keys.intake),
        ("Ben", colleague.home, colleague.fingerprint),
    ):
        vault = tmp_path / f"{name}.embargo"
        seat = Seat(embargo, vault, home, fingerprint)
        made = embargo(
            "init", str(vault), "--policy", "mushin", "--handler", name, "--gnupg-home", str(home),
            secret=PASSPHRASE,
        )  # fmt: skip
        assert made.code == 0, made.err
        assert seat("key", "choose", fingerprint).code == 0
        found.append(seat)
    return found


@pytest.fixture
def public(keys: Keys, colleague: Person, tmp_path: Path) -> dict[str, Path]:
    found = {}
    for home, fingerprint in ((keys.home, keys.intake), (colleague.home, colleague.fingerprint)):
        found[fingerprint] = tmp_path / f"{fingerprint}.asc"
        found[fingerprint].write_bytes(run_gpg(home, "--armor", "--export", fingerprint))
    return found


def opened(ann: Seat, report: Path) -> str:
    assert ann("import", str(report)).code == 0
    (row,) = ann("list", "--json").json
    return row["case_id"]


def send(source: Seat, target: Seat, case: str, out: Path, public: dict[str, Path]) -> Path:
    key = ("--key", str(public[target.fingerprint]))
    sent = source("exchange", "send", case, "--to", target.fingerprint, *key, "--out", str(out), "--json")
    assert sent.code == 0, sent.err
    assert sent.json["to"] == target.fingerprint
    return out


def receive(target: Seat, source: Seat, file: Path, public: dict[str, Path]) -> Result:
    key = ("--key", str(public[source.fingerprint]))
    return target("exchange", "receive", str(file), "--from", source.fingerprint, *key, "--json")


@pytest.mark.clause("M87-3.5c", "MUS-7.1a")
def test_a_case_goes_there_and_back_with_acts_on_both_sides(seats, report, public, tmp_path):
    ann, ben = seats
    case = opened(ann, report)
    bundle = send(ann, ben, case, tmp_path / "one.bundle", public)
    assert bundle.stat().st_mode & 0o777 == 0o600
    assert case.encode() not in bundle.read_bytes()

    taken = receive(ben, ann, bundle, public)
    assert taken.code == 0, taken.err
    assert (taken.json["opened"], taken.json["nothing_new"]) == (True, False)
    assert ben.show(case) == ann.show(case)

    again = receive(ben, ann, bundle, public)
    assert (again.code, again.json["nothing_new"]) == (0, True)

    assert ann("act", case, "severity.set", "--set", "level=high", "--note", "remote").code == 0
    assert ben("act", case, "severity.set", "--set", "level=low", "--note", "local").code == 0
    assert ben("act", case, "note.added", "--note", "seen by Ben").code == 0
    assert receive(ann, ben, send(ben, ann, case, tmp_path / "two.bundle", public), public).code == 0
    assert receive(ben, ann, send(ann, ben, case, tmp_path / "three.bundle", public), public).code == 0
    seen = ann.show(case)
    assert seen == ben.show(case)
    (conflict,) = seen["conflicts"]
    assert (conflict["about"], [c["words"] for c in conflict["choices"]]) == ("the severity", ["high", "low"])
    assert "Decided apart, and not settled: the severity." in ann("show", case).out

    kept = conflict["choices"][0]["id"]
    assert ann("act", case, "conflict.settled", "--set", f"kept={kept[:12]}").code == 0
    assert receive(ben, ann, send(ann, ben, case, tmp_path / "four.bundle", public), public).code == 0
    settled = ben.show(case)
    assert (settled["severity"], settled["conflicts"]) == ("high", [])
    assert settled == ann.show(case)

    for seat in seats:
        checked = seat("verify", "--json")
        assert (checked.code, checked.json["sound"]) == (0, True)
        assert checked.json["withheld"] > 0
    listed = ben("exchange", "list", case, "--json").json
    assert [entry["event"] for entry in listed][:2] == ["bundle.received", "bundle.sent"]


def test_an_unknown_key_is_asked_for_and_its_fingerprint_is_taken_as_printed(seats, report, public, tmp_path):
    ann, ben = seats
    case, out = opened(ann, report), tmp_path / "one.bundle"
    to = ("exchange", "send", case, "--to", grouped(ben.fingerprint), "--out", str(out))
    unknown = ann(*to)
    assert unknown.code == Exit.KEY_MISSING
    assert "Name their public key: --key FILE." in unknown.err
    assert "intake key" not in unknown.err
    sent = ann(*to, "--key", str(public[ben.fingerprint]))
    assert sent.code == Exit.DONE, sent.err
    assert "It holds 1 event and " in sent.err


def test_what_nobody_confirmed_or_the_gate_keeps_goes_nowhere(seats, report, public, tmp_path):
    ann, ben = seats
    case = opened(ann, report)
    key = ("--key", str(public[ben.fingerprint]))
    telling = tmp_path / f"{case}.bundle"
    refused = ann("exchange", "send", case, "--to", ben.fingerprint, *key, "--out", str(telling))
    assert refused.code == 9
    assert not telling.exists()
    assert ann("exchange", "list", "--json").json == []
    bundle = send(ann, ben, case, tmp_path / "one.bundle", public)
    key = ("--key", str(public[ann.fingerprint]))
    unnamed = ben("exchange", "receive", str(bundle), *key)
    assert unnamed.code == 5
    assert f"--from {ann.fingerprint}" in unnamed.err
    assert ben("exchange", "receive", str(bundle)).code == 4
    wrong = ben("exchange", "receive", str(bundle), *key, "--from", "A" * 40)
    assert wrong.code == 5
    assert json.loads(ben("list", "--json").out) == []
    assert receive(ann, ben, bundle, public).code == 4  # for Ben alone
