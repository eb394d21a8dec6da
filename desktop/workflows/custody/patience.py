"""Failed attempts to unlock have to wait, longer each time (M87-3.2d, MUS-4.3b, TER-2.1c).

What is remembered lies in the vault's folder, so that it holds for every program and after each start. It
slows down somebody at this machine's keyboard and makes them seen in the journal. It stops nobody who can
write to the folder: who deletes the file, or copies the vault, waits for nothing, and meets Argon2 alone,
which is what makes every guess expensive.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Annotated

import msgspec

from desktop.domain.event import Draft
from desktop.domain.events import UnlockFailed
from desktop.domain.failures import Locked, TooLarge, TooSoon, Unreadable, WriteFailed
from desktop.domain.undecodable import UNDECODABLE
from desktop.workflows.ports import Files, Now
from desktop.workflows.slot_ports import SlotKind
from desktop.workflows.vault_ports import Vault

NAME = "attempts.json"
FREE = 3
"""Failures in a row that cost no time: people mistype."""
LONGEST_S = 300
"""Nobody is kept out of their own vault for long."""
_LARGEST = 4096
_GUESSED: tuple[SlotKind, ...] = ("passphrase", "recovery")
"""Kinds of slots that guessing could open; what a keyring holds is nobody's guess, and it never waits."""
_UNCHANGED = "Nothing in the vault was changed."
"""The attempt itself was counted, beside it."""

Instant = Annotated[datetime, msgspec.Meta(tz=True)]


class Attempts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The failures since somebody last got in, and those that the journal does not know of yet."""

    in_a_row: Annotated[int, msgspec.Meta(ge=0)] = 0
    untold: Annotated[int, msgspec.Meta(ge=0)] = 0
    first: Instant | None = None
    last: Instant | None = None
    kinds: tuple[SlotKind, ...] = ()


def delay_s(failures: int) -> int:
    """How long the next attempt has to wait after so many failures in a row, in seconds."""
    return min(LONGEST_S, 2 ** min(failures - FREE, 32)) if failures >= FREE else 0


def not_told_yet(files: Files, directory: str) -> UnlockFailed | None:
    """The failures that the journal will hear of when the vault is next opened to write; None without any."""
    known = _read(files, directory)
    if known.first is None or known.last is None:
        return None
    return UnlockFailed(known.untold, known.first, known.last, known.kinds)


class Patience:
    """What an unlocking asks first, and tells how it went."""

    def __init__(self, files: Files, now: Now) -> None:
        self._files = files
        self._now = now

    def wait_s(self, directory: str) -> int:
        """Seconds until a secret may be tried again; 0 when it may be now.

        A clock that was put back makes nobody wait longer than the delay itself, which begins again; one that
        was put forward ends it.
        """
        known, now = self._read(directory), self._now()
        if known.last is None:
            return 0
        if known.last > now:
            known = msgspec.structs.replace(known, last=now)
            self._write(directory, known)
        assert known.last is not None
        left = timedelta(seconds=delay_s(known.in_a_row)) - (now - known.last)
        return max(0, ceil(left.total_seconds()))

    @contextmanager
    def attempt(self, directory: str, kind: SlotKind) -> Iterator[None]:
        """Try a secret in the block; a wrong one is counted before anybody hears of it. Raises TooSoon."""
        if kind not in _GUESSED:
            yield
            return
        if wait := self.wait_s(directory):
            failures = self._read(directory).in_a_row
            raise TooSoon(f"After {failures} failed attempts the next has to wait: {wait} s more.")
        try:
            yield
        except Locked as failure:
            known = self._one_more(self._read(directory), kind)
            self._write(directory, known)
            wait = delay_s(known.in_a_row)
            told = f"{failure.message} The next attempt has to wait {wait} s." if wait else failure.message
            raise type(failure)(told, advice=failure.advice, written=_UNCHANGED) from failure

    def succeed(self, directory: str, vault: Vault, *, read_only: bool) -> None:
        """Somebody got in: nobody waits any more, and a writer tells the journal what failed before."""
        known = self._read(directory)
        if known == Attempts():
            return
        if read_only:
            self._write(directory, msgspec.structs.replace(known, in_a_row=0))
            return
        if told := not_told_yet(self._files, directory):
            vault.append(None, [Draft(told, self._now())], author="", now=self._now())
        self._write(directory, Attempts())

    def _one_more(self, known: Attempts, kind: SlotKind) -> Attempts:
        now = self._now()
        kinds = known.kinds if kind in known.kinds else (*known.kinds, kind)
        return Attempts(known.in_a_row + 1, known.untold + 1, known.first or now, now, kinds)

    def _read(self, directory: str) -> Attempts:
        return _read(self._files, directory)

    def _write(self, directory: str, attempts: Attempts) -> None:
        with suppress(WriteFailed):  # a vault that may only be read is opened all the same
            self._files.replace(Path(directory) / NAME, msgspec.json.encode(attempts))


def _read(files: Files, directory: str) -> Attempts:
    """What is remembered: nothing where the file is absent or no longer makes sense."""
    try:
        known = msgspec.json.decode(files.read(Path(directory) / NAME, limit=_LARGEST), type=Attempts)
    except (Unreadable, TooLarge, *UNDECODABLE):
        return Attempts()
    return known if known.untold > 0 else Attempts()
