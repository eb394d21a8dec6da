"""A process of ours that crashes leaves no memory behind, and shows none while it lives."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checked import Figure

ROOT = Path(__file__).parents[2]
_HARDEN = "from desktop.hardening.process import harden_process; harden_process()\n"


def crash(folder: Path, code: str) -> int:
    """The wait status of a process that aborts in this folder, with cores allowed by who starts it."""

    def allow_cores() -> None:
        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (most, most))

    child = os.fork()
    if child == 0:
        allow_cores()
        os.chdir(folder)
        os.execve(sys.executable, [sys.executable, "-c", code], os.environ | {"PYTHONPATH": str(ROOT)})
    return os.waitpid(child, 0)[1]


@pytest.mark.checks("C38")
def test_a_crash_leaves_no_core(tmp_path: Path, figure: Figure) -> None:
    status = crash(tmp_path, _HARDEN + "import os; os.abort()")
    assert os.WTERMSIG(status) == 6
    assert not os.WCOREDUMP(status)
    assert list(tmp_path.iterdir()) == []
    figure("C38", "SIGABRT: no core file")


def test_the_same_crash_without_hardening_would_dump(tmp_path: Path) -> None:
    if resource.getrlimit(resource.RLIMIT_CORE)[1] == 0:
        pytest.skip("no process may dump here")
    assert os.WCOREDUMP(crash(tmp_path, "import os; os.abort()"))


_AS_NOBODY = """
import ctypes, os
from desktop.hardening.process import harden_process
os.setuid(65534)
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # PR_SET_DUMPABLE: as a program has it that nobody hardened
"""
_LOOK = """
import os
os.setuid(65534)
for name in ("maps", "mem", "environ", "auxv", "fd"):
    try:
        os.listdir(f"/proc/{pid}/fd") if name == "fd" else open(f"/proc/{pid}/{name}", "rb").close()
        print("open")
    except PermissionError:
        print("refused")
"""


def looks_at(code: str) -> list[str]:
    """What comes of five looks by another process of the same user at one that ran this."""
    with subprocess.Popen(
        [sys.executable, "-c", f"{_AS_NOBODY}{code}print(1, flush=True); input()"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as watched:
        assert watched.stdout is not None
        assert watched.stdout.read(1) == b"1"
        look = [sys.executable, "-c", f"pid = {watched.pid}\n{_LOOK}"]
        seen = subprocess.run(look, capture_output=True, text=True, check=True)
        watched.communicate(b"\n")
    return seen.stdout.split()


@pytest.mark.checks("C38")
@pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user to look with")
def test_another_process_of_the_same_user_cannot_read_its_memory(figure: Figure) -> None:
    assert "open" in looks_at("")  # the control: what is not hardened can be read
    assert looks_at("harden_process()\n") == ["refused"] * 5
    figure("C38", "5 of 5 looks into its memory by the same user refused")
