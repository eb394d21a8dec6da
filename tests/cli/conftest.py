"""The command line on real parts: a throwaway GnuPG home, a real vault, the real program."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from desktop import bootstrap
from desktop.cli.main import run
from desktop.files.local import LocalFiles
from desktop.formats.sample_mail import inline_sample, sample_text
from desktop.formats.shipped import shipped
from desktop.keychain.keychain import Keychain
from desktop.keychain.os_keyring import SecretServiceKeyring
from desktop.keychain.slots_file import Argon2Cost
from desktop.openpgp.gpg import Gpg
from desktop.openpgp.home import throwaway_home
from desktop.vault.store import SqlVaultStore
from desktop.workflows.custody.local_custody import LocalCustody
from desktop.workflows.custody.openpgp_secrets import OpenPgpSecrets
from desktop.workflows.custody.patience import Patience
from desktop.workflows.ports import OpenPgp, Silent

PASSPHRASE = "correct horse battery staple"


@dataclass
class Keys:
    home: Path
    intake: str
    report: bytes
    """An inline-encrypted report to security@mushinai.com."""


@pytest.fixture(scope="session")
def keys() -> Iterator[Keys]:
    with throwaway_home() as home:
        gpg = Gpg(home)
        intake = gpg.create_key(
            "Intake", "security@mushinai.com", passphrase="", progress=Silent()
        ).fingerprint
        template = shipped("demo", "session-fixation.txt")
        armoured = gpg.encrypt(sample_text(template), (), own=(intake,), progress=Silent())
        yield Keys(home, intake, inline_sample(template, armoured, sent_at=bootstrap.now()))
        gpg.close()


@dataclass
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> object:
        return json.loads(self.out)


Embargo = Callable[..., Result]


@contextmanager
def piped(content: bytes) -> Iterator[int]:
    """A descriptor that gives these bytes, as a script would hand over a secret."""
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    try:
        yield reading
    finally:
        os.close(reading)


def quick_custody(openpgp: OpenPgp | None = None) -> LocalCustody:
    """As bootstrap makes it, but for the cost of a passphrase."""
    files = LocalFiles()
    sealer = OpenPgpSecrets(lambda: openpgp) if openpgp is not None else None
    keychain = Keychain(SecretServiceKeyring(), files, Argon2Cost(passes=1, memory_kib=64, lanes=1), sealer)
    return LocalCustody(SqlVaultStore(files, bootstrap.now), keychain, Patience(files, bootstrap.now))


@pytest.fixture
def embargo(
    keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Embargo:
    """Run a verb; `secret` is given on a file descriptor, as a script would, and `stdin` piped in."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("GNUPGHOME", str(keys.home))
    program = replace(bootstrap.assemble(), custody=quick_custody(), custody_with=quick_custody)

    def call(*words: str, secret: str | None = None, stdin: bytes = b"") -> Result:
        arguments = list(words)
        if stdin:
            monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin)))
        capsys.readouterr()
        with ExitStack() as stack:
            if secret is not None:
                arguments += ["--passphrase-fd", str(stack.enter_context(piped(secret.encode() + b"\n")))]
            try:
                code = run(arguments, program)
            except SystemExit as stopped:
                code = int(stopped.code or 0)
        said = capsys.readouterr()
        return Result(code, said.out, said.err)

    return call


@pytest.fixture
def vault(embargo: Embargo, tmp_path: Path) -> Path:
    directory = tmp_path / "cases.embargo"
    assert embargo("init", str(directory), "--policy", "mushin", secret=PASSPHRASE).code == 0
    return directory


@pytest.fixture
def report(keys: Keys, tmp_path: Path) -> Path:
    path = tmp_path / "report.eml"
    path.write_bytes(keys.report)
    return path


@pytest.fixture
def own(embargo: Embargo, tmp_path: Path) -> Path:
    """The folder of the user's profiles; `embargo` has set where configuration lies."""
    folder = tmp_path / "config" / "embargo" / "policies"
    folder.mkdir(parents=True)
    return folder
