"""A user whom the machine's user database does not know, as in many containers."""

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNKNOWN = 54321


@pytest.fixture
def as_nobody() -> list[str]:
    """The words before a command that run it as a user without an entry."""
    with pytest.raises(KeyError):
        pwd.getpwuid(UNKNOWN)
    if os.getuid() == 0:
        words = ["setpriv", f"--reuid={UNKNOWN}", f"--regid={UNKNOWN}", "--clear-groups"]
        words += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]  # the tree may be root's alone
    else:
        words = ["unshare", "--user", f"--map-user={UNKNOWN}"]
    read_us = [*words, sys.executable, "-c", f"import os; os.listdir({str(ROOT)!r})"]
    if not shutil.which(words[0]) or subprocess.run(read_us, check=False, capture_output=True).returncode:
        pytest.skip("no way here to be another user who can read this tree")
    return words


def test_a_user_without_an_entry_is_a_handler_all_the_same(as_nobody: list[str]) -> None:
    code = "from desktop.files.places import user_name; print(user_name())"
    done = subprocess.run(
        [*as_nobody, sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == (f"handler {UNKNOWN}\n", "")


def test_the_doctor_needs_no_home(as_nobody: list[str]) -> None:
    environment = {"PATH": os.environ["PATH"]}
    done = subprocess.run(
        [*as_nobody, sys.executable, "-m", "desktop", "doctor"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 7}
    assert "SQLCipher" in done.stdout
    assert "Traceback" not in done.stderr
    assert "bug" not in done.stderr
