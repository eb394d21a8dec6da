"""The kernel refuses every network to what is hardened, and to all that it starts."""

import ctypes
import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import bootstrap
from desktop.cli.custody.machine import look_at_network
from desktop.hardening import network
from desktop.openpgp.home import throwaway_home
from desktop.vault.vault_process import VaultProcess
from desktop.vault.wire import CUSTODY
from tests.checked import Figure

ROOT = Path(__file__).parents[2]
STRACE = shutil.which("strace")
_TRY = """
import errno, os, socket
said = []
for name in ("AF_UNIX", "AF_NETLINK", "AF_INET", "AF_INET6", "AF_PACKET", "AF_VSOCK"):
    try:
        socket.socket(getattr(socket, name), socket.SOCK_DGRAM).close()
        said.append(name)
    except OSError as error:
        said.append(name + ":" + errno.errorcode[error.errno])
print(" ".join(said))
"""
_REFUSED = "AF_UNIX AF_NETLINK " + " ".join(
    f"{name}:EAFNOSUPPORT" for name in ("AF_INET", "AF_INET6", "AF_PACKET", "AF_VSOCK")
)
_HARDEN = "from desktop.hardening.process import harden_process; harden_process()\n"


def python(code: str, *before: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.checks("C34")
@pytest.mark.clause("M87-3.4b", "CZM-11a", "MUS-5.3b", "TER-2.4b")
def test_a_hardened_process_gets_local_sockets_only(figure: Figure) -> None:
    done = python(_HARDEN + _TRY)
    assert done.stdout.split() == _REFUSED.split(), done.stderr
    figure("C34", "4 of 4 other domains refused by the kernel")


@pytest.mark.checks("C34")
def test_what_it_starts_inherits_the_refusal() -> None:
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {_TRY!r}])"
    assert python(_HARDEN + nested).stdout.split() == _REFUSED.split()


@pytest.mark.checks("C34")
def test_a_thread_that_runs_already_is_under_the_filter_as_well() -> None:
    code = (
        "import socket, threading\nhardened = threading.Event()\n"
        "def tries():\n    hardened.wait()\n    try: socket.socket(socket.AF_INET)\n"
        "    except OSError: print('refused')\n"
        "thread = threading.Thread(target=tries); thread.start()\n"
    )
    assert python(code + _HARDEN + "hardened.set(); thread.join()").stdout == "refused\n"


@pytest.mark.checks("C34")
def test_no_other_way_into_the_kernel_leads_past_it() -> None:
    of_all = [(425, 1, 0), (438, -1, 0)]  # io_uring_setup, pidfd_getfd
    of_this = {"x86_64": [(101, 16, -1), (0x40000000 + 41, 2, 2)], "aarch64": [(117, 16, -1)]}  # ptrace, x32
    calls = of_all + of_this[os.uname().machine]
    code = _HARDEN + "import ctypes; libc = ctypes.CDLL(None, use_errno=True)\n"
    code += f"print([libc.syscall(*call) == -1 and ctypes.get_errno() for call in {calls!r}])"
    assert python(code).stdout.strip() == str([errno.EPERM] * len(calls))


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="this machine runs no 32-bit calls of x86")
def test_a_call_of_another_architecture_ends_the_process(tmp_path: Path) -> None:
    compiler = shutil.which("gcc")
    if compiler is None:
        pytest.skip("there is no compiler")
    source = tmp_path / "old.c"  # getpid of 32-bit x86, by its old gate
    source.write_text('int main(void) { int r; __asm__("int $0x80" : "=a"(r) : "a"(20)); return r < 1; }')
    subprocess.run([compiler, source, "-o", tmp_path / "old"], check=True)
    start = f"import subprocess; print(subprocess.run([{str(tmp_path / 'old')!r}]).returncode)"
    if python(start).stdout.strip() != "0":
        pytest.skip("this kernel runs no 32-bit calls")
    assert python(_HARDEN + start).stdout.strip() == "-31"  # SIGSYS


@pytest.mark.checks("C34")
def test_the_process_that_holds_the_key_is_under_the_filter() -> None:
    process = VaultProcess(bootstrap.own_command("_vault"))
    try:
        process.call("custody.keyring_available", CUSTODY["keyring_available"])
        assert _filters(process.pid) > _filters(os.getpid())
    finally:
        process.end()


@pytest.mark.checks("C34")
def test_the_child_that_parses_is_under_the_filter() -> None:
    with subprocess.Popen(
        bootstrap.own_command("_parse"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(b"x")  # what it cannot be asked: it ends once it has read it, hardened before
        ours = seen = _filters(os.getpid())
        while seen == ours and child.poll() is None:
            seen = _filters(child.pid)
        child.stdin.close()
    assert seen > ours


@pytest.mark.checks("C34")
def test_gpg_and_its_agent_work_under_the_filter() -> None:
    code = _HARDEN + (
        "import sys; from pathlib import Path; from desktop.bootstrap import make_tools\n"
        "from desktop.workflows.ports import Silent\n"
        "home = Path(sys.argv[1]); gpg = make_tools(home).openpgp\n"
        "key = gpg.create_key('Ada', 'ada@example.org', passphrase='', progress=Silent())\n"
        "gpg.sign(b'x', key.fingerprint, progress=Silent())\n"
        "agent = gpg._agent._process()\n"
        "print([l for l in open(f'/proc/{agent}/status') if l.startswith('Seccomp:')]); gpg.close()"
    )
    with throwaway_home() as home:
        done = subprocess.run(
            [sys.executable, "-c", code, str(home)], cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert done.stdout.split("\\t")[-1].startswith("2"), done.stderr


@pytest.mark.skipif(not STRACE, reason="strace is not installed")
@pytest.mark.checks("C34")
def test_who_watches_sees_the_calls_that_are_refused(tmp_path: Path) -> None:
    # the control of the watch over the whole job: a filter of strace's own would hide them
    python(_HARDEN + _TRY, "strace", "-f", "-qq", "-e", "trace=socket", "-o", str(tmp_path / "calls"))
    assert (tmp_path / "calls").read_text().count("AF_INET") == len(("AF_INET", "AF_INET6"))


def test_the_doctor_says_whether_the_kernel_helps() -> None:
    assert look_at_network(lambda: True).state == "good"
    weak = look_at_network(lambda: False)
    assert weak.state == "weak"
    assert weak.next_step
    assert not network.network_refused()  # this very process was never hardened: the probe can tell


def test_a_machine_that_is_not_known_goes_on_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_MACHINES", {})
    assert network.refuse_network() is False


def test_the_filter_is_the_same_for_both_architectures() -> None:
    lengths = {len(network._filter(machine)) for machine in network._MACHINES.values()}
    assert lengths == {17}
    assert ctypes.sizeof(ctypes.c_void_p) == 8


def _filters(pid: int) -> int:
    """How many filters the kernel keeps for a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.findall(r"^Seccomp_filters:\s*(\d+)$", status, re.MULTILINE)[0])
