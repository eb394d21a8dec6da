"""The one subclass of `gnupg.GPG`: every call of gpg runs here, its status on a descriptor of its own."""

import copy
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import gnupg

from desktop.domain.failures import Cancelled, GpgMissing, GpgRefused
from desktop.openpgp.child import Argument, Limits, Outcome, as_descriptor, converse
from desktop.openpgp.environment import child_environment
from desktop.openpgp.status import Status, read_status
from desktop.workflows.ports import Progress, Silent

Passphrase = Callable[[], str]

_STRICT = (
    "--no-options",
    "--batch",
    "--no-tty",
    "--no-verbose",
    "--no-greeting",
    "--enable-special-filenames",
    "--fixed-list-mode",
    "--display-charset=utf-8",
    "--trust-model=pgp",
    "--no-auto-check-trustdb",
    # nothing of gpg's may reach for a network
    "--disable-dirmngr",
    "--no-auto-key-locate",
    "--no-auto-key-retrieve",
)
# More than eight decryptions at once make an agent say "No secret key" of a key that it has.
_SEATS = threading.BoundedSemaphore(4)


class Run(Outcome):
    """A finished call of gpg; its status lines are read, not yet judged."""

    @property
    def lines(self) -> tuple[Status, ...]:
        """The status lines, in order."""
        return read_status(self.status)


class StrictGpg(gnupg.GPG):  # type: ignore[misc]  # the library has no types
    """gpg with our options, our environment, our limits and no verdict: who calls `run` must judge.

    The library's own operations trust status lines mixed into stderr and let the last word win: they are
    cut off, and calling one is a TypeError or, its type of result being gone, a KeyError.
    """

    result_map = {"verify": gnupg.GPG.result_map["verify"]}  # noqa: RUF012 - as the library declares it; its constructor needs this one

    def __init__(self, home: Path | None, binary: str = "gpg") -> None:
        found = shutil.which(binary)
        if found is None:
            raise GpgMissing("GnuPG is not installed.")
        try:
            super().__init__(gpgbinary=found, gnupghome=str(home) if home else None, encoding="utf-8")
        except (OSError, ValueError) as error:
            raise GpgMissing("GnuPG could not be started.") from error

    def elsewhere(self, home: Path) -> "StrictGpg":
        """The same gpg in another home."""
        other = copy.copy(self)
        other.gnupghome = str(home)
        return other

    def run(
        self,
        arguments: Sequence[Argument],
        data: bytes = b"",
        *,
        passphrase: Passphrase | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        progress: Progress | None = None,
    ) -> Run:
        """Run gpg to its end with `data` on standard input.

        `passphrase` is asked, and piped to gpg, instead of the agent's pinentry.
        Raises Cancelled, TooLarge, GpgRefused (no answer in time), GpgMissing.
        """
        progress = progress or Silent()
        words = [*self.make_args([], passphrase=False), *_loopback(passphrase), *arguments]
        with _a_seat(progress):
            outcome = converse(
                words, child_environment(os.environ), data=data, limits=limits, progress=progress
            )
        return Run(outcome.output, outcome.status, outcome.exit_code)

    def make_args(self, args: Sequence[str], passphrase: bool) -> list[Argument]:
        """The library's command line, made strict; `{status}` stands for the status descriptor."""
        if passphrase:
            raise GpgRefused("A passphrase is given on a descriptor of its own, never with the data.")
        place = ["--homedir", self.gnupghome] if self.gnupghome else []
        return [self.gpgbinary, *_STRICT, "--status-fd", "{status}", *place, *args]

    def _open_subprocess(self, args: Sequence[str], passphrase: bool = False) -> "_Finished":
        """Answer the library's constructor, which asks for gpg's version."""
        words = self.make_args(args, passphrase)
        return _Finished(converse(words, child_environment(os.environ), limits=Limits(), progress=Silent()))

    def _handle_io(self, *_arguments: Any, **_library: Any) -> Any:
        raise TypeError("every call goes through `run` and a verdict of ours")

    def _collect_output(self, process: "_Finished", result: Any, **_library: Any) -> int:
        result.data = process.outcome.output
        result.stderr = ""
        return process.returncode


class _Finished:
    """What the library takes for a running process; ours has ended already."""

    stdin = None

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.returncode = outcome.exit_code


def _loopback(passphrase: Passphrase | None) -> list[Argument]:
    if passphrase is None:
        return []
    secret = passphrase()
    if any(c in secret for c in "\n\r\0"):
        raise GpgRefused("A passphrase is one line.", advice="Give it without line breaks.")
    # What came from a descriptor need not be UTF-8: gpg gets the very bytes.
    line = secret.encode("utf-8", "surrogateescape") + b"\n"
    return ["--pinentry-mode", "loopback", "--passphrase-fd", as_descriptor(line)]


@contextmanager
def _a_seat(progress: Progress) -> Iterator[None]:
    while not _SEATS.acquire(timeout=0.1):
        if progress.cancelled:
            raise Cancelled
    try:
        yield
    finally:
        _SEATS.release()
