"""Secrets on descriptors: whole however they arrive, read once, of any character set."""

import json
import os
import select
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.cli.secret_input import read_secret
from desktop.domain.failures import Usage
from desktop.formats.sample_mail import inline_sample, sample_text
from desktop.formats.shipped import shipped
from desktop.openpgp.gpg import Gpg
from desktop.openpgp.home import throwaway_home
from desktop.workflows.ports import Silent
from tests.cli.conftest import Embargo, piped


def test_a_secret_in_two_pieces_is_whole() -> None:
    reading, writing = os.pipe()
    began = threading.Event()

    def write() -> None:
        os.write(writing, b"correct ")
        began.wait(10)
        os.write(writing, b"horse\nrest")
        os.close(writing)

    thread = threading.Thread(target=write)
    thread.start()
    assert select.select([reading], [], [], 10)[0]
    began.set()
    assert read_secret(reading, "") == "correct horse"
    assert os.read(reading, 10) == b"rest"  # left for whoever reads the next secret
    thread.join()
    os.close(reading)


def test_a_secret_without_a_line_break_ends_with_the_input() -> None:
    with piped(b"horse") as descriptor:
        assert read_secret(descriptor, "") == "horse"
        assert read_secret(descriptor, "") == ""


def test_a_line_may_end_as_on_other_systems() -> None:
    with piped(b"horse\r\r\nnext") as descriptor:
        assert read_secret(descriptor, "") == "horse\r"
        assert read_secret(descriptor, "") == "next"


@pytest.mark.parametrize("verb", ["list", "due", "metrics", "verify", "repair"])
def test_nobody_is_asked_for_the_secret_of_a_vault_that_is_not_there(
    embargo: Embargo, tmp_path: Path, verb: str
) -> None:
    refused = embargo(verb, "--vault", str(tmp_path / "none.embargo"))
    assert (refused.code, "There is no vault at this place." in refused.err) == (2, True)


def test_an_empty_secret_opens_nothing(embargo: Embargo, vault: Path) -> None:
    for kind in ("passphrase", "recovery"):
        refused = embargo("list", "--unlock", kind, secret="")
        assert (refused.code, "is empty" in refused.err) == (3, True)


def test_what_is_no_secret_is_said() -> None:
    with piped(b"x" * 5000) as descriptor, pytest.raises(Usage, match="at most 4096 bytes"):
        read_secret(descriptor, "")
    for descriptor in (-1, 2**40, 999):
        with pytest.raises(Usage, match="cannot be read"):
            read_secret(descriptor, "")


@contextmanager
def key_without_cache(passphrase: bytes) -> Iterator[tuple[Path, bytes]]:
    """A home whose agent forgets at once, and a report to the key in it."""
    secret = passphrase.decode("utf-8", "surrogateescape")
    with throwaway_home() as home:
        (home / "gpg-agent.conf").write_text(
            "default-cache-ttl 0\nmax-cache-ttl 0\nallow-loopback-pinentry\ns2k-count 65536\n"
        )
        gpg = Gpg(home)
        made = gpg.create_key("Intake", "security@mushinai.com", passphrase=secret, progress=Silent())
        template = shipped("demo", "session-fixation.txt")
        armoured = gpg.encrypt(sample_text(template), (), own=(made.fingerprint,), progress=Silent())
        yield home, inline_sample(template, armoured, sent_at=made.created)
        gpg.close()


def test_the_key_is_unlocked_as_often_as_it_is_used_whatever_its_characters(
    embargo: Embargo, tmp_path: Path
) -> None:
    with key_without_cache(b"caf\xe9 horse") as (home, report):
        paths = [tmp_path / "1.eml", tmp_path / "2.eml"]
        for path in paths:
            path.write_bytes(report)
        words = ("inspect", "--json", "--gnupg-home", str(home), *map(str, paths))
        with piped(b"caf\xe9 horse\n") as descriptor:
            found = embargo(*words, "--key-passphrase-fd", str(descriptor))
        assert [d["encryption"] for d in json.loads(found.out)] == ["decrypted", "decrypted"]
        with piped(b"caf\xe8 horse\n") as descriptor:
            assert embargo(*words, "--key-passphrase-fd", str(descriptor)).code == 3
