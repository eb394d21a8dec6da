"""What a request to approve, and an answer to one, have to be before they leave."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from desktop.domain.case import Case
from desktop.domain.leaving.file_names import names_nothing

_BEGIN, _END = b"-----BEGIN PGP MESSAGE-----", b"-----END PGP MESSAGE-----"
_ANSWER = re.compile(
    rb"-----BEGIN EMBARGO ANSWER-----\nSHA-256: [0-9a-f]{64}\n\n(?:[A-Za-z0-9+/=]{1,64}\n)+"
    rb"-----END EMBARGO ANSWER-----\n"
)


class RequestCandidate(msgspec.Struct, frozen=True):
    """A request that asks to leave, encrypted to the keys `to` and nobody else's."""

    content: bytes
    file_name: str
    to: tuple[str, ...]


class AnswerCandidate(msgspec.Struct, frozen=True):
    """An answer that asks to leave: digests, a signature and a public key."""

    content: bytes
    file_name: str


def objections_to_request(candidate: RequestCandidate, case: Case, approvers: Sequence[str]) -> Iterator[str]:
    """Why it stays: embargoed text leaves encrypted, and only to keys enrolled for who may approve it."""
    content = candidate.content.strip()
    if not (content.startswith(_BEGIN) and content.endswith(_END) and content.count(_BEGIN) == 1):
        yield "A request to approve leaves encrypted only."
    if not candidate.to:
        yield "A request to approve is for somebody, by their key."
    if not set(candidate.to) <= set(approvers):
        yield "It is encrypted to a key that is not enrolled for anybody who may approve this advisory."
    if not names_nothing(candidate.file_name, case):
        yield "The name of the file tells what is in it."


def objections_to_answer(candidate: AnswerCandidate) -> Iterator[str]:
    """Why it stays: it is an answer and nothing beside it."""
    if not _ANSWER.fullmatch(candidate.content):
        yield "This is no answer."
