"""A signal ends the program at any moment with 130 and without a traceback, and what was done is said."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Keys, piped

ROOT = Path(__file__).resolve().parents[2]
PIPE_HOLDS = 65536
ENDINGS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]

_AT_IMPORT = """
import os, sys
class Finder:
    def find_spec(name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), {ending})
sys.meta_path.insert(0, Finder)
from desktop.bootstrap import main
sys.exit(main(["policy", "list"]))
"""


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    "module", ["desktop.hardening.process", "argparse", "msgspec", "desktop.openpgp.gpg"]
)
def test_a_signal_during_the_start_ends_it_quietly(ending: int, module: str) -> None:
    heard = "import signal; signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"  # also where the tests ignore it
    code = heard + _AT_IMPORT.format(module=module, ending=int(ending))
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_a_signal_that_was_ignored_stays_ignored() -> None:
    code = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    code += _AT_IMPORT.format(module="argparse", ending=int(signal.SIGHUP))
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_cancelled_import_says_what_was_taken_in(vault: Path, keys: Keys, report: Path, form: str) -> None:
    with piped(PASSPHRASE.encode() + b"\n") as descriptor:
        words = [sys.executable, "-m", "desktop", "import", str(report), "-", "--vault", str(vault)]
        words += ["--passphrase-fd", str(descriptor), *(["--json"] if form == "json" else [])]
        with subprocess.Popen(
            words,
            bufsize=0,
            env=os.environ | {"GNUPGHOME": str(keys.home)},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=[descriptor],
        ) as child:
            first = b""
            if form == "text":
                first = child.stdout.readline()  # each line comes when its file is done
            child.stdin.write(b"x" * PIPE_HOLDS * 2)  # returns when the second file is being read
            child.send_signal(signal.SIGINT)
            out, err = child.communicate(timeout=60)
    assert child.returncode == 130
    assert err == b"Stopped: 1 of 2 files were taken in.\n"
    if form == "json":
        assert [d["outcome"] for d in json.loads(out)] == ["opened"]
    else:
        assert (first.split()[0], out) == (b"opened", b"")
