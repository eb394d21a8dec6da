"""What the desk and the vault process say to each other: length-prefixed msgpack, typed by the ports.

A call carries the arguments of a method of `Vault` or `Custody` by name; both sides read their types from the
Protocol, so that a port and its wire cannot drift apart. Events travel as stored name and payload, as in the
journal. A call that takes a file in pieces is followed by them, each a frame, and by an `End`.
"""

import inspect
import signal
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import IO, Any, get_type_hints

import msgspec

from desktop.domain.event import Draft, Purged, Recorded, name_of
from desktop.domain.event_codec import decode, encode
from desktop.workflows.custody_ports import Custody
from desktop.workflows.vault_ports import CaseDrafts, Vault

_LENGTH_BYTES = 8
_LONGEST_FRAME = 1024 * 1024 * 1024
"""No call or answer is longer; larger files come in pieces."""


class Call(msgspec.Struct, frozen=True):
    """A method with its arguments, still encoded."""

    method: str
    arguments: msgspec.Raw


class Answer(msgspec.Struct, frozen=True, tag="answer"):
    """What a method returned, still encoded."""

    value: msgspec.Raw


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """A Failure, to be made again on the other side."""

    code: str
    message: str
    advice: str
    written: str


class Broken(msgspec.Struct, frozen=True, tag="broken"):
    """A bug; only the type of the exception, because its text may hold content."""

    exception: str


class Stopped(msgspec.Struct, frozen=True, tag="stopped"):
    """Somebody gave the call up."""


Reply = Answer | Failed | Broken | Stopped

GIVE_UP = signal.SIGUSR1
"""Sent to the vault process beside the pipe, whose next call would be read only after the one at hand."""


class Piece(msgspec.Struct, frozen=True, tag="piece"):
    """A part of a file that follows its call."""

    content: bytes


class End(msgspec.Struct, frozen=True, tag="end"):
    """No more pieces come; `stopped` says that these are not all."""

    stopped: bool = False


class SentDraft(msgspec.Struct, frozen=True):
    """A `Draft` on its way."""

    name: str
    payload: bytes
    occurred_at: datetime


class SentCaseDrafts(msgspec.Struct, frozen=True):
    """A `CaseDrafts` on its way."""

    case_id: str
    drafts: tuple[SentDraft, ...]
    revision: int | None


class SentRecorded(msgspec.Struct, frozen=True):
    """A `Recorded` on its way."""

    id: str
    case_id: str | None
    writer: str
    sequence: int
    occurred_at: datetime
    recorded_at: datetime
    author: str
    name: str
    payload: bytes | None
    seen: tuple[tuple[str, int], ...] = ()


class Signature:
    """How one method's arguments and result travel."""

    def __init__(self, method: Callable[..., Any]) -> None:
        hints = get_type_hints(method)
        self._parameters = [name for name in inspect.signature(method).parameters if name != "self"]
        self._hints = hints
        self._result = hints.get("return", type(None))
        self.streamed = next((name for name in self._parameters if hints[name] == Iterable[bytes]), "")
        """The parameter whose value follows the call piece by piece, if there is one."""

    def pack(self, positional: Sequence[Any], named: dict[str, Any]) -> bytes:
        """Encode the arguments of a call."""
        given = self._given(positional, named)
        sent = {n: _outward(value, self._hints[n]) for n, value in given.items() if n != self.streamed}
        return msgspec.msgpack.encode(sent)

    def pieces_of(self, positional: Sequence[Any], named: dict[str, Any]) -> Iterable[bytes] | None:
        """What is to follow the call."""
        pieces: Iterable[bytes] | None = self._given(positional, named).get(self.streamed)
        return pieces

    def unpack(self, arguments: bytes) -> dict[str, Any]:
        """Decode the arguments of a call; raises msgspec.ValidationError for any that do not fit."""
        raw = msgspec.msgpack.decode(arguments, type=dict[str, msgspec.Raw])
        return {name: _inward(value, self._hints[name]) for name, value in raw.items()}

    def pack_result(self, value: Any) -> bytes:
        """Encode what the method returned; an opened vault stays where it is."""
        return msgspec.msgpack.encode(_outward(value, self._result))

    def unpack_result(self, value: bytes) -> Any:
        """Decode what the method returned."""
        return _inward(value, self._result)

    def _given(self, positional: Sequence[Any], named: dict[str, Any]) -> dict[str, Any]:
        return dict(zip(self._parameters, positional, strict=False)) | named


def signatures(port: type, methods: Sequence[str]) -> dict[str, Signature]:
    """The signatures of these methods of a Protocol."""
    return {name: Signature(getattr(port, name)) for name in methods}


def send(stream: IO[bytes], message: Call | Piece | End | Reply) -> None:
    """Write one frame."""
    body = msgspec.msgpack.encode(message)
    stream.write(len(body).to_bytes(_LENGTH_BYTES, "big"))
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one frame, or None when the other side has gone, or says what is no frame of ours."""
    prefix = stream.read(_LENGTH_BYTES)
    length = int.from_bytes(prefix, "big")
    if length > _LONGEST_FRAME:
        return None
    body = stream.read(length) if len(prefix) == _LENGTH_BYTES else b""
    return body if len(prefix) == _LENGTH_BYTES and len(body) == length else None


def _outward(value: Any, hint: Any) -> Any:
    travels = _TRAVELS.get(hint)
    return value if travels is None else travels.outward(value)


def _inward(value: bytes, hint: Any) -> Any:
    travels = _TRAVELS.get(hint)
    if travels is None:
        return msgspec.msgpack.decode(value, type=hint)
    return travels.inward(msgspec.msgpack.decode(value, type=travels.type))


class _Travels(msgspec.Struct, frozen=True):
    """A type that needs another shape on its way."""

    type: Any
    outward: Callable[[Any], Any]
    inward: Callable[[Any], Any]


def _send_draft(draft: Draft) -> SentDraft:
    return SentDraft(name_of(draft.event), encode(draft.event), draft.occurred_at)


def _read_draft(sent: SentDraft) -> Draft:
    return Draft(decode(sent.name, sent.payload), sent.occurred_at)


def _send_recorded(recorded: Recorded) -> SentRecorded:
    fields = {name: getattr(recorded, name) for name in Recorded.__struct_fields__ if name != "event"}
    purged = isinstance(recorded.event, Purged)
    payload = None if purged else encode(recorded.event)
    return SentRecorded(name=name_of(recorded.event), payload=payload, **fields)


def _read_recorded(sent: SentRecorded) -> Recorded:
    fields = {name: getattr(sent, name) for name in Recorded.__struct_fields__ if name != "event"}
    return Recorded(event=decode(sent.name, sent.payload), **fields)


_TRAVELS: dict[Any, _Travels] = {
    Sequence[Draft]: _Travels(
        list[SentDraft],
        lambda drafts: [_send_draft(d) for d in drafts],
        lambda sent: [_read_draft(s) for s in sent],
    ),
    Sequence[CaseDrafts]: _Travels(
        list[SentCaseDrafts],
        lambda parts: [
            SentCaseDrafts(p.case_id, tuple(map(_send_draft, p.drafts)), p.revision) for p in parts
        ],
        lambda sent: [CaseDrafts(p.case_id, tuple(map(_read_draft, p.drafts)), p.revision) for p in sent],
    ),
    list[Recorded]: _Travels(
        list[SentRecorded],
        lambda recorded: [_send_recorded(r) for r in recorded],
        lambda sent: [_read_recorded(s) for s in sent],
    ),
    Vault: _Travels(None, lambda _vault: None, lambda _nothing: None),
    tuple[Vault, str]: _Travels(str, lambda made: made[1], lambda code: code),
}

VAULT = signatures(
    Vault,
    (
        "append",
        "append_file",
        "append_together",
        "look_as",
        "closed_to",
        "history",
        "vault_history",
        "cases",
        "near_cases",
        "due",
        "count_due",
        "count_conditional",
        "count_proposals",
        "measured",
        "arrivals",
        "last_recorded",
        "retained",
        "retained_policies",
        "purge",
        "compact",
        "pinned_policies",
        "cases_of_messages",
        "case_of_file",
        "keys_of",
        "handlers",
        "sightings",
        "blob",
        "blob_range",
        "keep_draft",
        "draft",
        "slots",
        "add_slot",
        "remove_slot",
        "rotate_slot",
        "drill_slot",
        "rekey",
        "verify",
        "journal_page",
        "journal_proof",
        "standing",
        "accept_rollback",
        "sealed_head",
        "backup",
        "drop_old_backups",
        "test_restore",
        "case_to_send",
        "headers_after",
        "take_in",
        "vault_id",
        "secret_for",
    ),
)
CUSTODY = signatures(
    Custody,
    (
        "create",
        "unlock",
        "wait_s",
        "slots",
        "restore",
        "backups",
        "examine",
        "look",
        "salvage",
        "keyring_available",
    ),
)
