"""What a published policy has to be before it leaves: nothing hidden, nothing of a case, what is promised."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from desktop.domain.leaving.leaks.guarded import Guarded
from desktop.domain.leaving.secrets import secret
from desktop.domain.leaving.sentences import guarded_items, hidden
from desktop.domain.leaving.traces import foreign_case_ids

PublicFormat = Literal["security-md", "security-txt"]
_BEGIN, _SIGNATURE = b"-----BEGIN PGP SIGNED MESSAGE-----\n", b"\n-----BEGIN PGP SIGNATURE-----\n"


class PolicyCandidate(msgspec.Struct, frozen=True):
    """A policy for the public that asks to leave; `mistakes` is what reading it back found."""

    content: bytes
    file_name: str
    mistakes: tuple[str, ...] = ()
    guarded: Guarded = Guarded()


def objections_to_policy(candidate: PolicyCandidate) -> Iterator[str]:
    """Everything that stands against it."""
    text = candidate.content.decode("utf-8", "replace")
    yield from candidate.mistakes
    yield from guarded_items(text, candidate.guarded)
    yield from hidden(text)
    yield from secret(text)
    if named := foreign_case_ids(text, ""):
        yield f"Cases are named: {', '.join(named)}."


def signed_text(signed: bytes) -> bytes:
    """The text that a cleartext signature frames, its dashes unescaped (RFC 9580 §7.1); empty for none."""
    head, _, body = signed.partition(b"\n\n")
    text, found, _ = body.partition(_SIGNATURE)
    if not f"{head.decode('ascii', 'replace')}\n".encode().startswith(_BEGIN) or not found:
        return b""
    return b"".join(line.removeprefix(b"- ") + b"\n" for line in text.split(b"\n"))
