"""Mail that other programs made, with the keys that belong to it (RFC 9788 samples, notmuch's test suite)."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.failures import Malformed, NoKey
from desktop.openpgp import Gpg, throwaway_home
from desktop.workflows.ports import Decrypted, Silent

DATA = Path(os.environ.get("EMBARGO_TEST_DATA", "/nonexistent")) / "mail"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="EMBARGO_TEST_DATA names no folder with mail")
MESSAGE = re.compile(rb"-----BEGIN PGP MESSAGE-----.*?-----END PGP MESSAGE-----\r?\n", re.DOTALL)


@pytest.fixture(scope="module")
def bob() -> Iterator[Gpg]:
    with throwaway_home() as home:
        engine = Gpg(home)
        for key in ("notmuch/openpgp4-secret-key.asc", "protected-headers/bob@openpgp.example.sec.asc"):
            engine.import_secret_key((DATA / key).read_bytes())
        yield engine
        engine.close()


def opened(gpg: Gpg, name: str) -> Decrypted:
    [message] = MESSAGE.findall((DATA / name).read_bytes())
    alice = (DATA / "protected-headers" / "alice@openpgp.example.pub.asc").read_bytes()
    return gpg.open(message, known_keys=[alice], progress=Silent())


@pytest.mark.parametrize(
    ("name", "signers"),
    [
        ("notmuch/basic-encrypted.eml", []),
        ("notmuch/encrypted-rfc822-attachment", []),
        ("notmuch/encrypted-signed.eml", ["Notmuch Test Suite (INSECURE!) <test_suite@notmuchmail.org>"]),
        ("protected-headers/pgpmime-layered.eml", []),
        ("protected-headers/unfortunately-complex.eml", []),
        ("protected-headers/pgpmime-sign+enc.eml", ["Alice Lovelace <alice@openpgp.example>"]),
        ("protected-headers/pgpmime-sign+enc+legacy-disp.eml", ["Alice Lovelace <alice@openpgp.example>"]),
    ],
)
def test_mail_of_other_programs_opens(bob: Gpg, name: str, signers: list[str]) -> None:
    found = opened(bob, name)
    assert b"Content-Type:" in found.plaintext or b"Subject" in found.plaintext
    assert [uid.raw for signer in found.signature.signers for uid in signer.uids] == signers
    assert found.signature.verdict == ("good" if signers else "none")


def test_what_cannot_be_opened_says_why(bob: Gpg) -> None:
    with pytest.raises(NoKey, match="3B7AA7F014E69B5A"):
        opened(bob, "notmuch/simple-encrypted")
    with pytest.raises(Malformed):
        opened(bob, "notmuch/phony-protected-header-bad-encryption.eml")
