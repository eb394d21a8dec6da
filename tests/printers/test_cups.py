"""The print service of this machine: what it lists, what it gets, and what is said when it does not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.domain.failures import Cancelled, Failure, PrintRefused
from desktop.printers.cups import Cups
from desktop.workflows.ports import Silent
from desktop.workflows.printer_ports import Queue

ROOT = Path(__file__).parents[2]
PDF = b"%PDF-1.4 a document" + bytes(range(256)) * 2000
_HARDEN = "from desktop.hardening.process import harden_process; harden_process()\n"
_PRINT = """
import pathlib, sys
from desktop.printers.cups import Cups
from desktop.workflows.ports import Silent
cups = Cups(environment={"CUPS_SERVER": sys.argv[1]})
names = [queue.name for queue in cups.queues(progress=Silent())]
print(" ".join(names), cups.spool("Office", pathlib.Path(sys.argv[2]).read_bytes(), progress=Silent()))
"""


class Stopping(Silent):
    """Progress that somebody stops after some looks at it."""

    def __init__(self, looks: int) -> None:
        self._looks = looks

    @property
    def cancelled(self) -> bool:
        self._looks -= 1
        return self._looks < 0


@pytest.fixture
def standing_in(tmp_path, print_service):
    """Cups whose programs are a script, at the socket of the real service; so patient."""

    def stand_in(script: str, patience_s: float = 30.0) -> Cups:
        for name in ("lp", "lpstat"):
            (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
            (tmp_path / name).chmod(0o700)
        folders = f"{tmp_path}:/usr/bin:/bin"
        return Cups(folders, print_service.environment, listing_s=patience_s, spooling_s=patience_s)

    return stand_in


def test_the_printer_gets_the_very_bytes_and_the_job_its_id(print_service):
    job = print_service.cups.spool("Office", PDF, progress=Silent())
    assert job.startswith("Office-")
    assert print_service.printed(job) == PDF


def test_the_name_of_a_job_says_nothing(print_service):
    job = print_service.cups.spool("Office", PDF, progress=Silent())
    print_service.printed(job)
    assert (print_service.kept / f"{job}.title").read_text() == "(stdin)"


def test_each_printer_is_listed_with_how_far_it_is(print_service):
    found = {queue.name: queue for queue in print_service.cups.queues(progress=Silent())}
    assert found["Office"] == Queue("Office", "attached", f"usb://{print_service.kept}")
    assert found["Hall"].reach == "network"


def test_the_usual_printer_comes_first(print_service):
    for name in ("Office", "Hall"):
        print_service.tell("lpadmin", "-d", name)
        assert print_service.cups.queues(progress=Silent())[0].name == name


def test_a_name_of_signs_and_letters_of_elsewhere_is_printed_on_as_it_is(print_service):
    name = "Büro&$(id);x"
    print_service.add(name, "beh")
    try:
        (queue,) = (q for q in print_service.cups.queues(progress=Silent()) if q.name == name)
        assert queue.reach == "unknown"
        job = print_service.cups.spool(name, PDF, progress=Silent())
        assert print_service.printed(job) == PDF
    finally:
        print_service.tell("lpadmin", "-x", name)


@pytest.mark.checks("C34")
def test_it_prints_from_within_the_ban_on_networks_and_looks_for_no_printer_on_one(print_service, tmp_path):
    document, calls = tmp_path / "document", tmp_path / "calls"
    document.write_bytes(PDF)
    strace = shutil.which("strace")
    assert strace is not None, "`resources/start test` installs it"
    watch = [strace, "-f", "-qq", "-e", "trace=socket,connect,sendto", "-o", str(calls)]
    done = subprocess.run(
        [*watch, sys.executable, "-c", _HARDEN + _PRINT, str(print_service.socket), str(document)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *names, job = done.stdout.split()
    assert "Office" in names
    assert print_service.printed(job) == PDF
    seen = calls.read_text()
    assert f'sun_path="{print_service.socket}"' in seen
    assert "AF_INET" not in seen
    assert "dbus" not in seen


@pytest.mark.parametrize("elsewhere", ["printers.example.org", "10.1.2.3:631", "localhost", ""])
def test_no_other_machine_is_asked_whatever_the_environment_names(elsewhere, monkeypatch):
    monkeypatch.setattr("desktop.printers.cups._SOCKETS", ("/nowhere/cups.sock",))
    cups = Cups(environment={"CUPS_SERVER": elsewhere})
    with pytest.raises(PrintRefused, match=r"not running: nothing is at /nowhere/cups.sock"):
        cups.queues(progress=Silent())


def test_nor_what_a_person_has_configured_for_other_programs(print_service):
    configured = print_service.folder / ".cups" / "client.conf"
    configured.parent.mkdir(exist_ok=True)
    configured.write_text("ServerName 192.0.2.1\n")
    try:
        job = print_service.cups.spool("Office", PDF, progress=Silent())
    finally:
        configured.unlink()
    assert print_service.printed(job) == PDF


def test_a_printer_that_takes_nothing_and_one_that_is_not_there_are_told_of(print_service):
    print_service.tell("cupsreject", "-r", "no paper", "Office")
    try:
        with pytest.raises(PrintRefused, match='"Office" is not accepting jobs') as refused:
            print_service.cups.spool("Office", PDF, progress=Silent())
    finally:
        print_service.tell("cupsaccept", "Office")
    assert refused.value.written == "Nothing was handed to the print service."
    with pytest.raises(PrintRefused, match="does not exist"):
        print_service.cups.spool("Elsewhere", PDF, progress=Silent())


@pytest.mark.parametrize("name", ["-h", "-x", "", "a b", "a/b", "a\nb", "a\u202eb", "a#b", "x" * 200, "'"])
def test_what_can_be_no_name_is_handed_to_nobody(standing_in, name):
    with pytest.raises(PrintRefused, match="No printer can have that name"):
        standing_in("exit 0").spool(name, PDF, progress=Silent())


def test_without_the_programs_of_the_print_service_it_is_said_what_to_install(tmp_path, print_service):
    cups = Cups(str(tmp_path), print_service.environment)
    for attempt in (cups.queues, lambda **kept: cups.spool("Office", PDF, **kept)):
        with pytest.raises(PrintRefused, match="is not installed") as refused:
            attempt(progress=Silent())
        assert "cups-client" in refused.value.advice


def test_without_a_printer_it_is_said_that_none_is_set_up(standing_in):
    said = "echo 'lpstat: No destinations added.' >&2; exit 1"
    with pytest.raises(PrintRefused, match="No printer is set up"):
        standing_in(said).queues(progress=Silent())
    with pytest.raises(PrintRefused, match="says: Forbidden"):
        standing_in("echo 'lpstat: Forbidden' >&2; exit 1").queues(progress=Silent())
    with pytest.raises(PrintRefused, match="ended with 3"):
        standing_in("exit 3").queues(progress=Silent())


def test_names_that_hide_something_and_passwords_in_addresses_are_not_shown(standing_in):
    said = r"""printf 'device for a\342\200\256b: usb://x\n'
printf 'device for -d: usb://x\ndevice for two words: usb://x\n'
printf 'device for Good: socket://grace:secret@10.1.2.3/\342\200\256x\n'
printf 'device for Class: ///dev/null\ndevice for HP: hp:/usb/LaserJet?serial=1\n'
printf 'device for Good: socket://grace:secret@10.1.2.3/\342\200\256x\n'"""
    assert standing_in(said).queues(progress=Silent()) == (
        Queue("Class", "unknown", "///dev/null"),
        Queue("Good", "network", "socket://10.1.2.3/⟨U+202E⟩x"),
        Queue("HP", "attached", "hp:/usb/LaserJet?serial=1"),
    )


def test_what_does_not_answer_is_ended_and_said_to_be_unsure(standing_in):
    cups = standing_in("exec sleep 600", 0.3)
    with pytest.raises(PrintRefused, match="did not answer in time"):
        cups.queues(progress=Silent())
    with pytest.raises(PrintRefused, match="did not answer in time") as refused:
        cups.spool("Office", PDF, progress=Silent())
    assert refused.value.written == "It is not known whether the print service has it."
    assert "cancel -x" in refused.value.advice
    closing = standing_in("exec sleep 600 >&- 2>&-", 0.3)
    with pytest.raises(PrintRefused, match="did not answer in time"):
        closing.queues(progress=Silent())


def test_a_person_stops_it_and_hears_what_is_not_known(standing_in):
    cups = standing_in("exec sleep 600")
    with pytest.raises(Cancelled):
        cups.queues(progress=Stopping(3))
    with pytest.raises(PrintRefused, match="was stopped") as refused:
        cups.spool("Office", PDF, progress=Stopping(3))
    assert refused.value.written == "It is not known whether the print service has it."


def test_what_talks_without_end_is_ended(standing_in):
    with pytest.raises(PrintRefused, match="more than can be read"):
        standing_in("exec yes device").queues(progress=Silent())


def test_a_complaint_is_told_on_one_line_without_tricks(standing_in):
    said = r"printf 'lp: Error - \033[31mno\342\200\256 %0300d\n' 7 >&2; exit 1"
    with pytest.raises(PrintRefused) as refused:
        standing_in(said).spool("Office", PDF, progress=Silent())
    assert refused.value.message.startswith("The print service says: ⟨U+001B⟩[31mno⟨U+202E⟩ 000")
    assert len(refused.value.message) < 260


def test_a_program_that_cannot_be_started_is_told_of(standing_in, tmp_path):
    cups = standing_in("")
    (tmp_path / "lp").write_bytes(b"\x7fELF")
    with pytest.raises(PrintRefused, match="lp could not be started"):
        cups.spool("Office", PDF, progress=Silent())


def test_a_job_without_an_id_is_handed_over_all_the_same(standing_in):
    assert standing_in("cat >/dev/null").spool("Office", PDF, progress=Silent()) == ""


def test_nothing_of_our_environment_goes_along_but_the_home(standing_in, monkeypatch):
    monkeypatch.setenv("LD_LIBRARY_PATH", "/packed")
    cups = standing_in('echo "request id is $(env | cut -d= -f1 | sort | tr "\\n" ,)-1"')
    told = cups.spool("Office", PDF, progress=Silent()).removesuffix(",-1")
    assert set(told.split(",")) - {"PWD", "_", "SHLVL"} == {
        "CUPS_SERVER",
        "DBUS_SYSTEM_BUS_ADDRESS",
        "HOME",
        "LC_ALL",
        "PATH",
    }


def test_it_has_no_terminal_to_ask_for_a_password(standing_in):
    cups = standing_in('[ "$(ps -o tty= -p $$)" = "?" ] && (: </dev/tty) 2>/dev/null && exit 9; exit 0')
    assert cups.spool("Office", PDF, progress=Silent()) == ""


def test_the_document_has_no_name_on_a_disk(standing_in):
    cups = standing_in('echo "request id is $(readlink /proc/self/fd/0 | tr -d " ")-1"')
    assert cups.spool("Office", PDF, progress=Silent()).startswith("/memfd:document")


def test_a_failure_of_printing_can_be_carried_between_processes():
    assert Failure.known["print-refused"] is PrintRefused
