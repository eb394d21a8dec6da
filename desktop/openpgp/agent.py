"""gpg-agent, which caches passphrases: only agents that we started are ended, else our keys are forgotten."""

import os
import re
import select
from collections.abc import Iterable
from pathlib import Path

from desktop.domain.failures import GpgMissing
from desktop.openpgp.child import Limits, converse
from desktop.openpgp.environment import child_environment
from desktop.workflows.ports import Silent

_LIMITS = Limits(output=64 * 1024, timeout_s=10.0)

_END_S = 2.0
"""How long an agent may take to end; one that is busy with a pinentry ends with it."""


class Agent:
    """The agent of one home (None: of gpg's default home)."""

    def __init__(self, home: Path | None) -> None:
        self._home = home

    def running(self) -> bool:
        """Whether one answers; starts none."""
        return self._process() is not None

    def end(self) -> None:
        """End it, and with it everything that it cached."""
        process = self._process()
        self._ask("KILLAGENT")
        if process is not None:
            _await_end(process)

    def forget(self, keygrips: Iterable[str]) -> None:
        """Make a running agent forget the passphrases of these keys."""
        commands = [f"CLEAR_PASSPHRASE --mode=normal {keygrip}" for keygrip in keygrips]
        if commands:
            self._ask(*commands)

    def _process(self) -> int | None:
        found = re.search(rb"^D (\d+)$", self._ask("GETINFO pid"), re.MULTILINE)
        return int(found[1]) if found else None

    def _ask(self, *commands: str) -> bytes:
        place = ["--homedir", str(self._home)] if self._home else []
        try:
            outcome = converse(
                ["gpg-connect-agent", *place, "--no-autostart", *commands, "/bye"],
                child_environment(os.environ),
                limits=_LIMITS,
                progress=Silent(),
            )
        except GpgMissing:
            return b""
        return outcome.output


def _await_end(process: int) -> None:
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return
    try:
        select.select([descriptor], [], [], _END_S)
    finally:
        os.close(descriptor)
