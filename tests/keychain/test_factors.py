"""Second factors, OpenPGP keys and the cost of a passphrase; gpg is the real one, in a throwaway home."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from desktop.domain.failures import (
    Cancelled,
    Failure,
    KeyMissing,
    Locked,
    NoKey,
    Usage,
    VaultDamaged,
    VaultTooNew,
)
from desktop.files import LocalFiles
from desktop.keychain import passphrase
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.passphrase import PRODUCTION, acceptable, cost_for
from desktop.keychain.sealing import Place
from desktop.keychain.slots_file import Argon2Cost
from desktop.openpgp.gpg import Gpg
from desktop.openpgp.home import throwaway_home
from desktop.workflows.custody.openpgp_secrets import OpenPgpSecrets
from desktop.workflows.custody.patience import FREE, Patience
from desktop.workflows.keeping_ports import Given
from desktop.workflows.ports import Silent
from desktop.workflows.slot_ports import SlotKind

NOW = datetime(2026, 7, 26, 12, tzinfo=UTC)
CHEAP = Argon2Cost(passes=1, memory_kib=8, lanes=1)
VAULT = "5f" * 16
FILE, OTHER = b"\x17" * 64, b"\x18" * 64


class Card:
    """A key of our own in a home of its own, as it stands in for a card: what has it can decrypt."""

    def __init__(self, home: Path) -> None:
        self.gpg = Gpg(home)
        self.fingerprint = self.gpg.create_key(
            "Hand", "hand@example.org", passphrase="", progress=Silent()
        ).fingerprint
        self.sealer = OpenPgpSecrets(lambda: self.gpg)


@pytest.fixture(scope="module")
def card() -> Iterator[Card]:
    with throwaway_home() as home:
        yield Card(home)


@pytest.fixture(scope="module")
def nobodys_home() -> Iterator[OpenPgpSecrets]:
    with throwaway_home() as home:
        yield OpenPgpSecrets(lambda: Gpg(home))


def keychain_with(sealer: OpenPgpSecrets | None = None) -> Keychain:
    return Keychain(SecretServiceKeyring(0.5), LocalFiles(), CHEAP, sealer)


def filled(keychain: Keychain, folder: Path) -> bytes:
    key = keychain.new_key()
    keychain.fill(str(folder), VAULT, key, passphrase="correct horse", keyring=False, now=NOW)
    return key


@pytest.mark.clause("M87-3.2e", "MUS-5.1b")
def test_a_passphrase_with_a_key_file_opens_by_both_alone(tmp_path: Path):
    keychain, folder = keychain_with(), str(tmp_path)
    key = filled(keychain, tmp_path)
    plain = keychain.infos(folder)[0]
    made, _ = keychain.add(folder, key, "passphrase", Given("battery staple", FILE), NOW)
    assert made.factors == ("passphrase", "key-file")
    assert keychain.open(folder, "passphrase", "battery staple", key_file=FILE).key == key
    refused = set()
    for secret, file in (("battery staple", OTHER), ("wrong", FILE), ("wrong", OTHER)):
        with pytest.raises(Locked) as caught:
            keychain.open(folder, "passphrase", secret, key_file=file)
        refused.add(str(caught.value))
    assert len(refused) == 1
    keychain.remove(folder, plain.slot_id)
    with pytest.raises(Locked, match="together with its key file"):
        keychain.open(folder, "passphrase", "battery staple")


def test_what_is_no_second_factor_is_refused(tmp_path: Path):
    keychain, folder = keychain_with(), str(tmp_path)
    key = filled(keychain, tmp_path)
    before = (tmp_path / "slots.json").read_bytes()
    for kind, given in (
        ("passphrase", Given("battery staple", b"short")),
        ("recovery", Given(key_file=FILE)),
        ("recovery", Given(openpgp="A" * 40)),
        ("openpgp", Given()),
        ("openpgp", Given(openpgp="A" * 40)),  # nothing here knows gpg
    ):
        with pytest.raises(Usage):
            keychain.add(folder, key, kind, given, NOW)
    with pytest.raises(Locked, match="asks for a key file"):
        keychain.open(folder, "passphrase", "correct horse", key_file=FILE)
    assert (tmp_path / "slots.json").read_bytes() == before


@pytest.mark.clause("MUS-7.2a")
def test_an_openpgp_key_opens_the_vault_and_nothing_else_does(
    card: Card, nobodys_home: OpenPgpSecrets, tmp_path: Path
):
    keychain, folder = keychain_with(card.sealer), str(tmp_path)
    key = filled(keychain, tmp_path)
    made, code = keychain.add(folder, key, "openpgp", Given(openpgp=card.fingerprint), NOW)
    assert (made.factors, made.fingerprint, code) == (("openpgp",), card.fingerprint, "")
    assert keychain.open(folder, "openpgp").key == key
    with pytest.raises(NoKey):
        keychain_with(nobodys_home).open(folder, "openpgp")
    with pytest.raises(KeyMissing):
        keychain.add(folder, key, "openpgp", Given(openpgp="A" * 40), NOW)


@pytest.mark.clause("M87-3.2e", "MUS-5.1b", "MUS-7.2a")
def test_a_passphrase_with_an_openpgp_key_opens_by_both_alone(
    card: Card, nobodys_home: OpenPgpSecrets, tmp_path: Path
):
    keychain, folder = keychain_with(card.sealer), str(tmp_path)
    key = filled(keychain, tmp_path)
    plain = keychain.infos(folder)[0]
    keychain.add(folder, key, "passphrase", Given("battery staple", openpgp=card.fingerprint), NOW)
    assert keychain.open(folder, "passphrase", "battery staple").key == key
    assert keychain.open(folder, "passphrase", "correct horse").key == key
    keychain.remove(folder, plain.slot_id)
    with pytest.raises(Locked, match="one of them is wrong, or both are"):
        keychain.open(folder, "passphrase", "correct horse")
    with pytest.raises(NoKey):
        keychain_with(nobodys_home).open(folder, "passphrase", "battery staple")


class AbsentCard:
    """A sealer whose card answered once, and whose question is not answered now."""

    def __init__(self, raises: Exception) -> None:
        self._raises = raises
        self._kept = b""
        self.present = True

    def seal(self, secret: bytes, _fingerprint: str) -> bytes:
        self._kept = secret
        return b"sealed"

    def unseal(self, _sealed: bytes) -> bytes:
        if not self.present:
            raise self._raises
        return self._kept

    def give_up(self) -> None:
        """Nobody waits."""


@pytest.mark.clause("M87-3.2d", "MUS-4.3b", "TER-2.1c")
@pytest.mark.parametrize(
    "raises", [NoKey("It was encrypted to others."), Cancelled()], ids=["none", "dismissed"]
)
def test_a_guess_is_a_wrong_one_also_where_a_card_was_asked_for_next(raises: Exception, tmp_path: Path):
    card = AbsentCard(raises)
    keychain, folder = keychain_with(card), str(tmp_path)  # type: ignore[arg-type]
    key = filled(keychain, tmp_path)
    plain = keychain.infos(folder)[0]
    keychain.add(folder, key, "passphrase", Given("battery staple", openpgp="A" * 40), NOW)
    card.present = False
    patience = Patience(LocalFiles(), lambda: NOW)
    for _ in range(FREE):
        with pytest.raises(Locked, match="does not open"), patience.attempt(folder, "passphrase"):
            keychain.open(folder, "passphrase", "a guess")
    assert patience.wait_s(folder) == 1
    assert keychain.open(folder, "passphrase", "correct horse").key == key
    keychain.remove(folder, plain.slot_id)
    with pytest.raises(type(raises)):  # nothing was tried: the card comes first
        keychain.open(folder, "passphrase", "a guess")


@pytest.mark.parametrize("part", ["salt", "nonce", "sealed"])
@pytest.mark.parametrize("kind", ["passphrase", "recovery"])
def test_a_slot_with_a_part_of_another_length_is_damage_and_no_wrong_secret(
    kind: SlotKind, part: str, tmp_path: Path
):
    keychain = keychain_with()
    filled(keychain, tmp_path)
    path = tmp_path / "slots.json"
    file = json.loads(path.read_text())
    file["slots"][kind == "recovery"][part] = ""
    path.write_text(json.dumps(file))
    with pytest.raises(VaultDamaged):
        keychain.open(str(tmp_path), kind, "correct horse")


def test_a_message_put_in_place_of_the_sealed_secret_opens_nothing(card: Card, tmp_path: Path):
    # whoever can encrypt to the key can write such a message
    keychain, folder = keychain_with(card.sealer), str(tmp_path)
    key = filled(keychain, tmp_path)
    keychain.add(folder, key, "openpgp", Given(openpgp=card.fingerprint), NOW)
    forged = card.sealer.seal(b"\0" * 32, card.fingerprint)
    file = json.loads((tmp_path / "slots.json").read_text())
    file["slots"][2]["openpgp"]["sealed"] = msgspec.json.decode(msgspec.json.encode(forged))
    (tmp_path / "slots.json").write_text(json.dumps(file))
    with pytest.raises(Locked):
        keychain.open(folder, "openpgp")


def test_a_factor_that_was_taken_away_in_the_file_opens_nothing(tmp_path: Path):
    keychain, folder = keychain_with(), str(tmp_path)
    key = filled(keychain, tmp_path)
    keychain.add(folder, key, "passphrase", Given("battery staple", FILE), NOW)
    path = tmp_path / "slots.json"
    file = json.loads(path.read_text())
    del file["slots"][2]["key_file"]
    path.write_text(json.dumps(file))
    with pytest.raises(Locked):
        keychain.open(folder, "passphrase", "battery staple")
    file["slots"][1]["key_file"] = True
    path.write_text(json.dumps(file))
    with pytest.raises(Failure):
        keychain.open(folder, "recovery", "x", key_file=FILE)


def test_a_place_without_a_second_factor_is_told_as_it_always_was():
    assert Place("v", "s", "recovery").facts == b'["v","s","recovery","embargo data key 1"]'
    assert Place("v", "s", "passphrase", ("key-file",)).facts.endswith(b'1",["key-file"]]')


@pytest.mark.checks("E56")
def test_the_older_format_is_written_where_it_says_everything(tmp_path: Path):
    keychain, folder = keychain_with(), str(tmp_path)
    key = filled(keychain, tmp_path)
    written = (tmp_path / "slots.json").read_text
    assert json.loads(written())["format"] == 1
    made, _ = keychain.add(folder, key, "passphrase", Given("battery staple", FILE), NOW)
    assert json.loads(written())["format"] == 2
    keychain.remove(folder, made.slot_id)
    assert json.loads(written())["format"] == 1
    newer = json.loads(written()) | {"format": 3}
    (tmp_path / "slots.json").write_text(json.dumps(newer))
    before = written()
    for attempt in (
        lambda: keychain.add(folder, key, "recovery", Given(), NOW),
        lambda: keychain.remove(folder, "x"),
    ):
        with pytest.raises(VaultTooNew):
            attempt()
    assert written() == before


def test_a_slot_that_needs_what_its_kind_never_does_is_damage(tmp_path: Path):
    keychain, folder = keychain_with(), str(tmp_path)
    filled(keychain, tmp_path)
    path = tmp_path / "slots.json"
    file = json.loads(path.read_text())
    file["slots"][1]["openpgp"] = {"fingerprint": "A" * 40, "sealed": ""}
    path.write_text(json.dumps(file))
    with pytest.raises(VaultDamaged):
        keychain.open(folder, "recovery", "x")


@pytest.mark.parametrize(("measured_s", "passes"), [(3.0, 4), (0.5, 4), (0.3, 10), (0.1, 16), (0.0, 16)])
def test_a_faster_machine_makes_more_passes_and_no_machine_fewer(measured_s: float, passes: int):
    cost = cost_for(measured_s)
    assert cost == msgspec.structs.replace(PRODUCTION, passes=passes)
    assert acceptable(cost)


@pytest.mark.clause("M87-3.2a")
@pytest.mark.parametrize(
    "floor",
    [Argon2Cost(passes=4, memory_kib=2048, lanes=4), pytest.param(PRODUCTION, marks=pytest.mark.soak)],
)
def test_without_a_cost_the_machine_is_measured(
    floor: Argon2Cost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(passphrase, "PRODUCTION", floor)
    keychain = Keychain(SecretServiceKeyring(0.5), LocalFiles())
    key = filled(keychain, tmp_path)
    cost = json.loads((tmp_path / "slots.json").read_text())["slots"][0]["argon2id"]
    assert (cost["memory_kib"], cost["lanes"]) == (floor.memory_kib, floor.lanes)
    assert cost["passes"] >= floor.passes
    assert keychain.open(str(tmp_path), "passphrase", "correct horse").key == key


def test_no_slot_is_cheaper_than_the_second_recommendation_of_rfc_9106():
    assert PRODUCTION.passes >= 3
    assert PRODUCTION.memory_kib >= 64 * 1024
    assert PRODUCTION.lanes >= 4
