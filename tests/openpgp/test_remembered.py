"""A key that was looked up is used again only while nothing has changed by which it was judged."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.failures import KeyMissing
from desktop.openpgp import Gpg, throwaway_home
from desktop.openpgp.engine import Run, StrictGpg
from desktop.workflows.ports import Silent
from tests.people import Person, run_gpg, settle

SILENT = Silent()


@pytest.fixture
def own() -> Iterator[Person]:
    with throwaway_home() as home:
        yield settle(home, "Example Security", "security@example.org")


@pytest.fixture
def signer(own: Person) -> Iterator[Gpg]:
    engine = Gpg(own.home)
    yield engine
    engine.close()


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys that gpg was asked for, in order."""
    asked: list[str] = []
    run = StrictGpg.run

    def told(self: StrictGpg, arguments: list[str], *more: bytes, **options: object) -> Run:
        if "--with-secret" in arguments:
            asked.append(arguments[-1])
        return run(self, arguments, *more, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(StrictGpg, "run", told)
    return asked


def sign(signer: Gpg, own: Person) -> None:
    signed = signer.sign_all((b"advisory",), own.fingerprint, progress=SILENT)
    assert (len(signed.signatures), signed.key.fingerprint) == (1, own.fingerprint)


def test_a_key_that_nothing_touched_is_looked_up_once(signer: Gpg, own: Person, looked_up: list[str]) -> None:
    sign(signer, own)
    sign(signer, own)
    assert looked_up == [own.fingerprint]


def revoke(own: Person) -> None:
    revocation = (own.home / "openpgp-revocs.d" / f"{own.fingerprint}.rev").read_bytes()
    run_gpg(own.home, "--import", data=revocation.replace(b":-----BEGIN", b"-----BEGIN"))


def lose(own: Person) -> None:
    run_gpg(own.home, "--yes", "--delete-secret-keys", own.fingerprint)


@pytest.mark.parametrize("spoil", [revoke, lose])
def test_a_key_that_was_spoilt_since_signs_no_more(
    signer: Gpg, own: Person, spoil: Callable[[Person], None]
) -> None:
    sign(signer, own)
    spoil(own)
    with pytest.raises(KeyMissing):
        sign(signer, own)


def mistrust(own: Person) -> None:
    run_gpg(own.home, "--import-ownertrust", data=f"{own.fingerprint}:3:\n".encode())


def keep_elsewhere(own: Person) -> None:
    (own.home / "common.conf").write_text("")


def outgrow(own: Person) -> None:
    with Path(own.home / "pubring.gpg").open("wb") as ring:
        ring.truncate(9 * 1024 * 1024)


@pytest.mark.parametrize("change", [mistrust, keep_elsewhere, outgrow])
def test_a_home_that_changed_or_cannot_be_told_is_asked_again(
    signer: Gpg, own: Person, looked_up: list[str], change: Callable[[Person], None]
) -> None:
    sign(signer, own)
    change(own)
    sign(signer, own)
    assert looked_up == [own.fingerprint] * 2


@pytest.mark.parametrize("years", [3, -1])
def test_a_key_is_asked_for_again_once_its_time_is_over(
    signer: Gpg, own: Person, looked_up: list[str], years: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(signer, own)
    later = time.time() + years * 365 * 86400
    monkeypatch.setattr("desktop.openpgp.remembered.time.time", lambda: later)
    sign(signer, own)
    assert looked_up == [own.fingerprint] * 2
