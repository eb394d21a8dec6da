"""CUPS through `lpstat` and `lp`: they speak to its socket on this machine, whatever a configuration names.

What neither we nor they may do, the print service does: it is another process, under rules of its own.
"""

import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from desktop.domain.failures import Cancelled, PrintRefused
from desktop.domain.inert import escape_invisible
from desktop.printers.child import Ended, TookTooLong, run
from desktop.printers.queues import is_sound, queues_in
from desktop.workflows.ports import Progress
from desktop.workflows.printer_ports import Queue

_FOLDERS = "/usr/bin:/usr/local/bin:/bin"
_SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock")
_LISTING_S, _SPOOLING_S = 15.0, 60.0
_NO_BUS = "unix:path=/dev/null"
"""Where `lpstat` would ask for printers that the network announces, it finds nobody."""
_JOB = re.compile(r"^request id is (\S{1,160}-\d+)\b", re.MULTILINE)
_COMPLAINT = re.compile(r"^(?:\S*/)?lp(?:stat)?: (?:Error - )?")
_WORDS = 200
"""Characters of a complaint that are told."""
_UNSURE = "It is not known whether the print service has it."
_LOOK = "`lpstat -o` shows what waits to be printed, and `cancel -x JOB` takes it away with its copy."


class Cups:
    """The print service of this machine.

    `folders` is where its programs are looked for: never the person's PATH, where anybody may put a program.
    """

    def __init__(
        self,
        folders: str = _FOLDERS,
        environment: Mapping[str, str] = os.environ,
        *,
        listing_s: float = _LISTING_S,
        spooling_s: float = _SPOOLING_S,
    ) -> None:
        self._folders, self._environment = folders, environment
        self._listing_s, self._spooling_s = listing_s, spooling_s

    def queues(self, *, progress: Progress) -> tuple[Queue, ...]:
        """Its queues, the usual one first; raises PrintRefused where there is none, or no print service."""
        program, environment = self._program("lpstat"), self._their_environment()
        ended = run([program, "-v", "-d"], environment, seconds=self._listing_s, progress=progress)
        found = queues_in(ended.said)
        if found:
            return found
        if ended.code and "No destinations" not in ended.said:
            raise PrintRefused(_complaint(ended))
        raise PrintRefused(
            "No printer is set up on this machine.",
            advice="Set one up in the settings of the system, or save a PDF and print that elsewhere.",
        )

    def spool(self, queue: str, pdf: bytes, *, progress: Progress) -> str:
        """Hand the document to a queue; returns the id of the job, empty where none was told.

        Raises PrintRefused, which says whether the print service may have it all the same.
        """
        if not is_sound(queue):
            raise PrintRefused("No printer can have that name.")
        # Nothing names the job: its title would be shown to whoever asks what is printed
        arguments = [self._program("lp"), "-d", queue]
        try:
            ended = run(
                arguments,
                self._their_environment(),
                document=pdf,
                seconds=self._spooling_s,
                progress=progress,
            )
        except Cancelled as error:
            raise PrintRefused("Handing it over was stopped.", written=_UNSURE, advice=_LOOK) from error
        except TookTooLong as error:
            raise PrintRefused(error.message, written=_UNSURE, advice=_LOOK) from error
        if ended.code:
            raise PrintRefused(_complaint(ended))
        told = _JOB.search(ended.said)
        return escape_invisible(told[1]) if told is not None else ""

    def _program(self, name: str) -> str:
        found = shutil.which(name, path=self._folders)
        if found is None:
            raise PrintRefused(
                f"{name}, a program of the print service (CUPS), is not installed.",
                advice="Install the Debian package cups-client, or save a PDF and print that elsewhere.",
            )
        return found

    def _their_environment(self) -> dict[str, str]:
        """Nothing of ours but the home, where a person keeps how they like to print."""
        chosen = self._environment.get("CUPS_SERVER", "")
        places = (chosen,) if chosen.startswith("/") else _SOCKETS
        socket = next(filter(_is_socket, places), "")
        if not socket:
            raise PrintRefused(
                f"The print service of this machine (CUPS) is not running: nothing is at {places[0]}.",
                advice="Start it, or save a PDF and print that elsewhere. No other machine is asked.",
            )
        home = self._environment.get("HOME")
        return {
            "PATH": self._folders,
            "LC_ALL": "C.UTF-8",
            "CUPS_SERVER": socket,
            "DBUS_SYSTEM_BUS_ADDRESS": _NO_BUS,
            **({"HOME": home} if home else {}),
        }


def _is_socket(place: str) -> bool:
    with suppress(OSError):
        return Path(place).is_socket()
    return False


def _complaint(ended: Ended) -> str:
    """What it said last, on one line and of a length that a person reads."""
    lines = [line.strip() for line in ended.said.splitlines() if line.strip()]
    words = _COMPLAINT.sub("", lines[-1]) if lines else f"it ended with {ended.code}"
    return f"The print service says: {escape_invisible(words)[:_WORDS].rstrip('.')}."
