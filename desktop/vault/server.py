"""The vault process: answers calls from a pipe with an open vault, until the pipe ends.

It exits when the desk goes away, however it goes, because its input ends then. It never prints: its output is
the wire.
"""

import contextlib
import os
import signal
from collections.abc import Iterator
from typing import IO, Any

import msgspec

from desktop.domain.failures import Cancelled, Failure, Locked
from desktop.hardening.process import harden_process
from desktop.vault.wire import (
    CUSTODY,
    GIVE_UP,
    VAULT,
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
from desktop.workflows.custody_ports import Custody
from desktop.workflows.vault_ports import Vault


def run_vault_process(custody: Custody) -> int:
    """Serve one desk on standard input and output; returns the exit code."""
    signal.signal(GIVE_UP, lambda *_: custody.give_up())
    harden_process()
    calls = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        # A library that prints or reads would otherwise speak on the wire.
        os.dup2(nowhere, standard)
    # A desk that was killed reads no more answers; there is nobody left to tell.
    with contextlib.suppress(BrokenPipeError), calls, replies:
        serve(calls, replies, custody)
    return 0


def serve(calls: IO[bytes], replies: IO[bytes], custody: Custody) -> None:
    """Answer calls until the input ends; one vault at a time is open."""
    session = _Session(custody, calls)
    with contextlib.closing(session):
        while (frame := receive(calls)) is not None:
            try:
                reply = session.answer(frame)
            except Failure as failure:
                reply = Failed(failure.code, failure.message, failure.advice, failure.written)
            except Cancelled:
                reply = Stopped()
            except Exception as error:  # noqa: BLE001 - a bug ends this call, not the vault
                reply = Broken(type(error).__name__)
            send(replies, reply)


class _Session:
    """A custody and the vault that it opened."""

    def __init__(self, custody: Custody, calls: IO[bytes]) -> None:
        self._custody = custody
        self._calls = calls
        self._vault: Vault | None = None

    def answer(self, frame: bytes) -> Reply:
        """Do what a frame asks."""
        call = msgspec.msgpack.decode(frame, type=Call)
        room, _, method = call.method.partition(".")
        signature = {"vault": VAULT, "custody": CUSTODY}[room][method]
        with self._following(signature) as follows:
            target: Any = self._opened() if room == "vault" else self._custody
            result = getattr(target, method)(**signature.unpack(bytes(call.arguments)), **follows)
        self._remember(method, result)
        return Answer(msgspec.Raw(signature.pack_result(result)))

    def close(self) -> None:
        """Close the vault, if one is open."""
        if self._vault is not None:
            self._vault.close()
            self._vault = None

    @contextlib.contextmanager
    def _following(self, signature: Signature) -> Iterator[dict[str, Any]]:
        """The pieces that come behind a call; none is left in the pipe, to be taken for the next call."""
        if not signature.streamed:
            yield {}
            return
        pieces = _Pieces(self._calls)
        try:
            yield {signature.streamed: pieces}
        finally:
            pieces.pass_over()

    def _opened(self) -> Vault:
        if self._vault is None:
            raise Locked("No vault is open.")
        return self._vault

    def _remember(self, method: str, result: Any) -> None:
        if method in ("unlock", "look"):
            self._vault = result
        elif method == "create":
            self._vault = result[0]


class _Pieces:
    """The parts of a file as they come through the pipe."""

    def __init__(self, calls: IO[bytes]) -> None:
        self._calls = calls
        self._ended = False

    def __iter__(self) -> Iterator[bytes]:
        """Each in turn; raises Cancelled when the other side stopped, Locked when it has gone."""
        while not self._ended:
            frame = receive(self._calls)
            message = msgspec.msgpack.decode(frame, type=Piece | End) if frame is not None else None
            if isinstance(message, Piece):
                yield message.content
                continue
            self._ended = True
            if message is None:
                raise Locked("The desk has gone.")
            if message.stopped:
                raise Cancelled

    def pass_over(self) -> None:
        """Read what nobody took."""
        with contextlib.suppress(Cancelled, Locked):
            for _piece in self:
                pass
