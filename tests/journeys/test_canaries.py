"""Nothing secret stands anywhere but in the vault: not in logs, temporary files, settings or cores."""

import json
import os
import re
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.checked import Figure
from tests.journeys.watched_folders import WatchedFolders
from tests.people import someone

ROOT = Path(__file__).parents[2]
PASSPHRASE = "canary staple battery horse"
BODY = b"canary-of-the-body"
NAME = "canary-of-a-file-name.txt"
CONTENT = b"canary-of-an-attachment"
SUBJECT = b"canary-of-the-subject"
EVIDENCE = b"canary-of-the-evidence"
WRONG = "canary of a wrong guess"


def report(intake: object) -> bytes:
    inner = EmailMessage()
    inner["Subject"] = SUBJECT.decode()
    inner.set_content(BODY.decode() + "\nAffected: 1.0\n")
    inner.add_attachment(CONTENT, maintype="text", subtype="plain", filename=NAME)
    armoured = intake.encrypt(inner.as_bytes(), intake, signed=False)  # type: ignore[attr-defined]
    mail = EmailMessage()
    mail["From"], mail["To"] = "Ada <ada@example.org>", "security@mushinai.com"
    mail["Subject"], mail["Message-ID"] = "...", "<canary@example.org>"
    mail.set_content(armoured.decode())
    return mail.as_bytes()


_RUN = """
import json, os, sys
from dataclasses import replace
from desktop import bootstrap
from desktop.hardening.process import harden_process
harden_process()
from desktop.cli.main import run
from tests.cli.conftest import piped, quick_custody
bootstrap.quieten_libraries()
program = replace(bootstrap.assemble(), custody=quick_custody())
for words in json.loads(sys.argv[1]):
    *words, secret, expected = words
    with piped(secret.encode() + b"\\n") as descriptor:
        code = run([*words, "--passphrase-fd", str(descriptor)], program)
    assert code == expected, (words, code)
"""


@pytest.mark.checks("C35")
@pytest.mark.clause("MUS-7.1d")
def test_no_canary_gets_out_of_the_vault(tmp_path: Path, figure: Figure) -> None:
    watched, said = WatchedFolders(tmp_path), b""
    vault, backup, given = (tmp_path / name for name in ("cases.embargo", "backup", "given"))
    given.mkdir()
    (given / NAME).write_bytes(EVIDENCE)

    def embargo(*verbs: tuple[str, ...], wrong: str = "", code: int = 0) -> str:
        nonlocal said
        asked = json.dumps([[*words, wrong or PASSPHRASE, code] for words in verbs])
        command = [sys.executable, "-c", _RUN, asked]
        environment = os.environ | watched.environment
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
        said += done.stderr
        return done.stdout.decode()

    with someone("Intake", "security@mushinai.com") as intake:
        (given / "report.eml").write_bytes(report(intake))
        watched.environment["GNUPGHOME"] = str(intake.home)
        made = ("init", str(vault), "--policy", "mushin")
        told = embargo(made, ("import", str(given / "report.eml")))
    (case,) = set(re.findall(r"MUS-\d{4}-\w{7}", told))
    shown = embargo(
        ("evidence", "add", case, str(given / NAME)),
        ("act", case, "note.added", "--note", BODY.decode()),
        ("thread", case),
        ("verify",),
        ("backup", str(backup)),
    )
    assert BODY.decode() in shown
    embargo(("act", case, "fix.ready"), code=9)
    embargo(("list",), code=3, wrong=WRONG)
    secrets = (PASSPHRASE.encode(), WRONG.encode(), watched.key)
    canaries = (BODY, NAME.encode(), CONTENT, EVIDENCE, SUBJECT, *secrets)
    assert watched.written()  # settings at least: what is watched for would be seen
    assert watched.found(*canaries) == []
    for path in (*vault.iterdir(), *backup.iterdir()):
        assert not [canary for canary in canaries if canary in path.read_bytes()]
    assert [canary for canary in canaries if canary in said] == []
    assert not list(ROOT.glob("core*"))
    figure("C35", f"0 of {len(canaries)} canaries in {len(watched.written())} files and the error output")


def test_the_watch_would_see_what_is_deleted_again(tmp_path: Path) -> None:
    watched = WatchedFolders(tmp_path)
    leaky = (
        "import tempfile, os, secrets; from pathlib import Path\n"
        "with tempfile.TemporaryDirectory() as folder: Path(folder, 'x').write_bytes(b'a canary')\n"
        "descriptor, name = tempfile.mkstemp(); os.write(descriptor, secrets.token_bytes(48))\n"
        "os.unlink(name)"
    )
    subprocess.run([sys.executable, "-c", leaky], env=os.environ | watched.environment, check=True)
    assert len(watched.found(b"canary")) == 1
    assert len(watched.found(watched.key)) == 1
