"""A throwaway home whose agent asks through a pinentry of ours: one that only notes that it was started."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.openpgp import Gpg, throwaway_home
from desktop.workflows.ports import Silent


@dataclass(frozen=True)
class Asking:
    """A home with one key that has a passphrase, and the note that its pinentry leaves."""

    home: Path
    gpg: Gpg
    key: str
    note: Path

    @property
    def asked(self) -> bool:
        return self.note.exists()

    def dismiss(self) -> None:
        """End a pinentry that still waits."""
        if self.asked:
            with suppress(ProcessLookupError):
                os.kill(int(self.note.read_text()), signal.SIGKILL)


@contextmanager
def recording_pinentry(*, patient: bool = False) -> Iterator[Asking]:
    """A pinentry that gives up at once, or (patient) waits for somebody to answer."""
    with throwaway_home() as home:
        note, program = home / "asked", home / "pinentry"
        program.write_text(f"#!/bin/sh\necho $$ > {note}\n" + ("exec cat\n" if patient else "exit 1\n"))
        program.chmod(0o700)
        (home / "gpg-agent.conf").write_text(f"pinentry-program {program}\ns2k-count 65536\n")
        gpg = Gpg(home)
        key = gpg.create_key("Locked", "locked@example.org", passphrase="tr0ub4dor", progress=Silent())
        gpg._agent.end()
        asking = Asking(home, gpg, key.fingerprint, note)
        try:
            yield asking
        finally:
            asking.dismiss()
            gpg.close()
