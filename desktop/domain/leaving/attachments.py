"""What a file in quarantine has to be before it leaves: one of the case, for a reason written down."""

from collections.abc import Iterator

import msgspec

from desktop.domain.assessing.evidence import KeptFile
from desktop.domain.leaving.sentences import hidden

_NAME_DIGITS = 12
_LONGEST_REASON = 1000


class AttachmentCandidate(msgspec.Struct, frozen=True):
    """A file that asks to leave, and why."""

    sha256: str
    reason: str
    restricted: bool = False
    """Whether the file or its whole case is labelled."""


def neutral_name(sha256: str) -> str:
    """What it is called outside: nothing of the stranger's name, and no suffix that any program opens."""
    return f"attachment-{sha256[:_NAME_DIGITS]}.bin"


def objections_to_attachment(candidate: AttachmentCandidate, files: tuple[KeptFile, ...]) -> Iterator[str]:
    """Why it stays; `files` are those of the case."""
    if all(file.sha256 != candidate.sha256 for file in files):
        yield "The case keeps no such file."
    if candidate.restricted:
        yield "The file is labelled as restricted: lift the label first."
    if not candidate.reason.strip():
        yield "Say why it is let out."
    if len(candidate.reason) > _LONGEST_REASON:
        yield "The reason is too long."
    yield from hidden(candidate.reason)
