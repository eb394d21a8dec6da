"""A conversation with one child process: feed it, hear it out, stop it in time.

Everything it says is buffered, so that nothing is released before its verdict is known.
"""

import os
import select
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain.failures import Cancelled, GpgMissing, GpgRefused, TooLarge
from desktop.workflows.ports import Progress

_CHUNK = 64 * 1024
_POLL_MS = 100
"""How often a cancel is looked for; it must be obeyed within 0.3 s."""
_LISTEN_LATER_MS = 20
"""How long a child may speak into its pipes before it is heard: most have ended by then."""
_STATUS_LIMIT = 4 * 1024 * 1024


@dataclass(frozen=True)
class Piped:
    """An argument whose content the child reads from a pipe of its own; `shape` names the descriptor."""

    content: bytes
    shape: str


def as_file(content: bytes) -> Piped:
    """Content where gpg wants a file name (with --enable-special-filenames); it never touches the disk."""
    return Piped(content, "-&{}")


def as_descriptor(content: bytes) -> Piped:
    """Content where gpg wants the number of a descriptor, such as --passphrase-fd."""
    return Piped(content, "{}")


@dataclass(frozen=True)
class Linked:
    """Content at a path where the child finds a link to a pipe of its own; no word of the call.

    The link stays, and is put right by whoever uses the path next.
    """

    content: bytes
    path: Path


Argument = str | Piped | Linked


@dataclass(frozen=True)
class Limits:
    """What a child may take: bytes on its standard output, and seconds."""

    output: int = 16 * 1024 * 1024
    timeout_s: float = 60.0
    too_long: str = ""
    """The sentence for more output than that; without one it is not a message that is too long, but gpg."""
    stop_at: bytes = b""
    """Status bytes at which the child is ended at once, before it can do what they announce."""


@dataclass(frozen=True)
class Outcome:
    """All that the child said, and how it ended."""

    output: bytes
    status: bytes
    exit_code: int


@dataclass
class _Conversation:
    """The pipes that are still open: bytes to write, by descriptor, and chunks heard, by descriptor."""

    feeds: dict[int, memoryview] = field(default_factory=dict)
    heard: dict[int, list[bytes]] = field(default_factory=dict)
    caps: dict[int, int] = field(default_factory=dict)
    too_long: dict[int, str] = field(default_factory=dict)
    stop_at: dict[int, bytes] = field(default_factory=dict)
    open_fds: set[int] = field(default_factory=set)

    @property
    def stopped(self) -> bool:
        """Whether the word was heard that ends the conversation."""
        return any(word in b"".join(self.heard[fd]) for fd, word in self.stop_at.items() if word)

    def close(self, fd: int) -> None:
        if fd in self.open_fds:
            self.open_fds.discard(fd)
            os.close(fd)

    def close_all(self) -> None:
        for fd in tuple(self.open_fds):
            self.close(fd)


def converse(
    arguments: Sequence[Argument],
    environment: Mapping[str, str],
    *,
    data: bytes = b"",
    limits: Limits,
    progress: Progress,
) -> Outcome:
    """Run a child to its end; an argument `{status}` becomes the descriptor of its status pipe.

    Raises Cancelled (the child is killed within 0.3 s), TooLarge, GpgRefused (no end in time, or in
    what it says), GpgMissing.
    """
    talk = _Conversation()
    with ExitStack() as closing:
        closing.callback(talk.close_all)
        with ExitStack() as theirs:
            process, status, output = _start(talk, theirs, arguments, environment, data, limits)
        closing.callback(process.wait)
        closing.callback(process.kill)
        if not (talk.feeds or limits.stop_at):
            _let_it_speak(process.pid)
        _exchange(talk, limits, progress)
        if talk.stopped:
            process.kill()
        process.wait()
        return Outcome(b"".join(talk.heard[output]), b"".join(talk.heard[status]), process.returncode)


def _start(
    talk: _Conversation,
    theirs: ExitStack,
    arguments: Sequence[Argument],
    environment: Mapping[str, str],
    data: bytes,
    limits: Limits,
) -> tuple[subprocess.Popen[bytes], int, int]:
    stdin = _feed(talk, theirs, data)
    status_ours, status = _hear(talk, theirs, _STATUS_LIMIT)
    talk.stop_at[status_ours] = limits.stop_at
    output_ours, output = _hear(talk, theirs, limits.output)
    talk.too_long[output_ours] = limits.too_long
    passed = [status]
    words: list[str] = []
    for argument in arguments:
        if isinstance(argument, Piped):
            passed.append(_feed(talk, theirs, argument.content))
            words.append(argument.shape.format(passed[-1]))
        elif isinstance(argument, Linked):
            passed.append(_feed(talk, theirs, argument.content))
            _link(argument.path, f"/proc/self/fd/{passed[-1]}")
        else:
            words.append(str(status) if argument == "{status}" else argument)
    try:
        process = subprocess.Popen(  # noqa: S603 - no shell; the words are ours and fingerprints
            words,
            stdin=stdin,
            stdout=output,
            stderr=subprocess.DEVNULL,
            pass_fds=passed,
            env=dict(environment),
        )
    except OSError as error:
        raise GpgMissing("GnuPG could not be started.") from error
    return process, status_ours, output_ours


def _link(path: Path, target: str) -> None:
    """Descriptors are numbered alike from call to call: the link of an earlier one mostly fits."""
    try:
        if path.readlink() == Path(target):
            return
        path.unlink()
    except FileNotFoundError:
        pass
    path.symlink_to(target)


def _feed(talk: _Conversation, theirs: ExitStack, content: bytes) -> int:
    read_end, write_end = os.pipe()
    theirs.callback(os.close, read_end)
    os.set_blocking(write_end, False)
    # most of it is small enough to wait in the pipe
    rest = memoryview(content)[os.write(write_end, content[:_CHUNK]) if content else 0 :]
    if rest:
        talk.feeds[write_end] = rest
        talk.open_fds.add(write_end)
    else:
        os.close(write_end)
    return read_end


def _hear(talk: _Conversation, theirs: ExitStack, cap: int) -> tuple[int, int]:
    read_end, write_end = os.pipe()
    theirs.callback(os.close, write_end)
    talk.heard[read_end] = []
    talk.caps[read_end] = cap
    talk.open_fds.add(read_end)
    return read_end, write_end


def _let_it_speak(child: int) -> None:
    """Wait a moment for its end: to be woken by every word of it costs more than the words.

    What a pipe does not hold waits for us; nothing is lost.
    """
    ended = os.pidfd_open(child)
    try:
        poller = select.poll()
        poller.register(ended, select.POLLIN)
        poller.poll(_LISTEN_LATER_MS)
    finally:
        os.close(ended)


def _exchange(talk: _Conversation, limits: Limits, progress: Progress) -> None:
    deadline = time.monotonic() + limits.timeout_s
    poller = select.poll()
    for fd in talk.feeds:
        poller.register(fd, select.POLLOUT)
    for fd in talk.heard:
        poller.register(fd, select.POLLIN)
    while talk.open_fds & talk.heard.keys() and not talk.stopped:
        for fd, _ in poller.poll(_POLL_MS):
            move = _read if fd in talk.heard else _write
            if not move(talk, fd):
                poller.unregister(fd)
                talk.close(fd)
        if progress.cancelled:
            raise Cancelled
        if time.monotonic() > deadline:
            raise GpgRefused(f"GnuPG did not finish within {limits.timeout_s:.0f} seconds.")


def _read(talk: _Conversation, fd: int) -> bool:
    chunk = os.read(fd, _CHUNK)
    talk.caps[fd] -= len(chunk)
    if talk.caps[fd] < 0:
        talk.heard.clear()
        if sentence := talk.too_long.get(fd):
            raise TooLarge(sentence)
        raise GpgRefused("GnuPG says more than it may, and was stopped.")
    talk.heard[fd].append(chunk)
    return bool(chunk)


def _write(talk: _Conversation, fd: int) -> bool:
    rest = talk.feeds[fd]
    try:
        written = os.write(fd, rest[:_CHUNK]) if rest else 0
    except BrokenPipeError:
        return False
    talk.feeds[fd] = rest[written:]
    return bool(talk.feeds[fd])
