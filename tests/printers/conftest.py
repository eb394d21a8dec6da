"""A print service of the test's own: CUPS on a socket in a folder, whose printers keep what they get."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from desktop.printers.cups import Cups

_FILES = """FileDevice No
ServerRoot {0}/root
ServerBin {0}/bin
RequestRoot {0}/spool
CacheDir {0}/cache
TempDir {0}/tmp
StateDir {0}/state
ErrorLog {0}/error_log
AccessLog {0}/access_log
PageLog {0}/page_log
SystemGroup {1}
"""
_SERVICE = """Listen {0}/socket
Browsing No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Location /admin>
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""
_KEEPING = """#!/bin/sh
[ $# -gt 0 ] || exit 0
job="${DEVICE_URI#*://}/$PRINTER-$1"
printf '%s' "$3" >"$job.title"
cat ${6:+"$6"} >"$job.part"
mv "$job.part" "$job"
"""
_STARTING_S = 30.0


class PrintService:
    """One that runs; `kept` is the folder of what its printers printed, each under the id of its job."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.kept, self.socket = folder, folder / "kept", folder / "socket"

    @property
    def environment(self) -> Mapping[str, str]:
        """What leads our adapter to it."""
        return {"CUPS_SERVER": str(self.socket), "HOME": str(self.folder)}

    @property
    def cups(self) -> Cups:
        return Cups(environment=self.environment)

    def add(self, name: str, scheme: str = "usb") -> None:
        """Set a printer up that is reached so, as far as its address tells."""
        self.tell("lpadmin", "-p", name, "-E", "-v", f"{scheme}://{self.kept}", "-m", "raw")

    def tell(self, program: str, *arguments: str) -> str:
        environment = {**os.environ, **self.environment, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            [program, *arguments], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def printed(self, job: str) -> bytes:
        """What came out of the printer."""
        until = time.monotonic() + _STARTING_S
        while not (self.kept / job).exists():
            assert time.monotonic() < until, (self.folder / "error_log").read_text()[-2000:]
            time.sleep(0.05)
        return (self.kept / job).read_bytes()


@pytest.fixture(scope="session")
def print_service() -> Iterator[PrintService]:
    folder = Path(tempfile.mkdtemp(prefix="embargo-cups-"))
    service = PrintService(folder)
    try:
        with subprocess.Popen(
            _command(service), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as cupsd:
            try:
                _await(service)
                service.add("Office")
                service.add("Hall", "ipp")
                yield service
            finally:
                cupsd.terminate()
    finally:
        shutil.rmtree(folder)


def _command(service: PrintService) -> list[str]:
    folder, backends = service.folder, service.folder / "bin" / "backend"
    for name in ("root", "spool", "cache", "tmp", "state", "kept", "bin/backend", "bin/filter", "bin/daemon"):
        (folder / name).mkdir(parents=True)
    (folder / "bin/daemon/cups-exec").symlink_to("/usr/lib/cups/daemon/cups-exec")
    for scheme in ("usb", "ipp", "beh"):
        (backends / scheme).write_text(_KEEPING)
        (backends / scheme).chmod(0o700)
    group = subprocess.run(["id", "-gn"], capture_output=True, text=True, check=True).stdout.strip()
    (folder / "files.conf").write_text(_FILES.format(folder, group))
    (folder / "cupsd.conf").write_text(_SERVICE.format(folder))
    program = shutil.which("cupsd", path="/usr/sbin:/usr/bin")
    assert program is not None, "`resources/start test` installs cups-daemon"
    return [program, "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "files.conf")]


def _await(service: PrintService) -> None:
    until = time.monotonic() + _STARTING_S
    while not service.socket.is_socket():
        assert time.monotonic() < until, (service.folder / "error_log").read_text()
        time.sleep(0.05)
