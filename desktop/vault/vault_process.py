"""The process that holds the key, seen from the desk: start it, ask it, end it."""

import contextlib
import subprocess
import threading
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from desktop.domain.failures import Cancelled, Locked, rebuild
from desktop.vault.wire import (
    GIVE_UP,
    Answer,
    Broken,
    Call,
    End,
    Failed,
    Piece,
    Reply,
    Signature,
    Stopped,
    receive,
    send,
)

_POLITE_S = 0.5
"""How long locking waits for a call to end and for the process to go by itself, each."""


class VaultProcess:
    """A child that serves; calls from several threads take turns."""

    def __init__(self, command: Sequence[str]) -> None:
        try:
            # Of a session of its own: Ctrl-C in a terminal is for the desk to act on. Nothing of the folder
            # that the desk was started in can reach what holds the key.
            self._child = subprocess.Popen(  # noqa: S603 - our own program, named by bootstrap
                list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True, cwd="/"
            )
        except OSError as error:
            raise Locked(
                "The vault process cannot be started.", advice="`embargo doctor` shows what is missing."
            ) from error
        self._turn = threading.Lock()

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._child.poll() is None

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._child.pid

    def call(self, method: str, signature: Signature, *positional: Any, **named: Any) -> Any:
        """Ask and wait; raises the Failure that the other side raised, or Locked when it died.

        What taking the next piece of a file raises is raised once the other side has given up too.
        """
        arguments = msgspec.Raw(signature.pack(positional, named))
        with self._turn:
            reply = self._exchange(Call(method, arguments), signature.pieces_of(positional, named))
        match reply:
            case Answer(value):
                return signature.unpack_result(bytes(value))
            case Failed(code, message, advice, written):
                raise rebuild(code, message, advice, written)
            case Stopped():
                raise Cancelled
            case Broken(exception):
                raise RuntimeError(f"the vault process met {exception}")

    def give_up(self) -> None:
        """Let a call that waits for a person raise Cancelled; returns at once."""
        if self.alive:
            self._child.send_signal(GIVE_UP)

    def end(self) -> None:
        """Let it finish what it writes, for a moment; then kill it."""
        polite = self._turn.acquire(timeout=_POLITE_S)
        try:
            assert self._child.stdin is not None
            if polite:
                with contextlib.suppress(OSError):
                    self._child.stdin.close()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._child.wait(_POLITE_S)
            if self.alive:
                self._child.kill()
            self._child.wait()
        finally:
            if polite:
                self._turn.release()
        with self._turn:
            self._close_pipes()

    def _exchange(self, call: Call, pieces: Iterable[bytes] | None) -> Reply:
        assert self._child.stdout is not None
        stopped_by = None
        try:
            self._send(call)
            if pieces is not None:
                stopped_by = self._send_pieces(pieces)
            frame = receive(self._child.stdout)
        except (OSError, ValueError) as error:
            raise self._gone() from error
        if frame is None:
            raise self._gone()
        if stopped_by is not None:
            raise stopped_by
        reply: Reply = msgspec.msgpack.decode(frame, type=Reply)
        return reply

    def _send_pieces(self, pieces: Iterable[bytes]) -> BaseException | None:
        """Send a file; returns what kept it from being sent whole, for after the answer."""
        following = iter(pieces)
        while True:
            try:
                piece = next(following, None)
            except BaseException as error:  # noqa: BLE001 - raised again once the pipe is free of this call
                self._send(End(stopped=True))
                return error
            if piece is None:
                self._send(End())
                return None
            self._send(Piece(piece))

    def _send(self, message: Call | Piece | End) -> None:
        assert self._child.stdin is not None
        send(self._child.stdin, message)

    def _gone(self) -> Locked:
        return Locked(
            "The vault process has ended, so the vault is locked.",
            written="A change that was under way is written whole or not at all.",
            advice="Unlock the vault and look at the case again.",
        )

    def _close_pipes(self) -> None:
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
