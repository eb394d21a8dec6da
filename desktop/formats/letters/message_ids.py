"""Names of our own drafts: a Message-ID from which the desk that wrote it reads the kind of letter again.

It holds the case id, the instant, and an HMAC over both and the kind, under a secret of the vault. So nothing
has to be remembered, strangers learn nothing, and nobody else can make one.
"""

import hmac
import re
from datetime import UTC, datetime

from desktop.formats.letters.kinds import LETTER_KINDS, LetterKind

_NAME = re.compile(r"<?([0-9A-Za-z-]{1,40})\.(\d{14})\.([0-9a-f]{16})@[^@<>\s]+>?")
_DIGITS = 16


def make_message_id(case_id: str, kind: LetterKind, at: datetime, *, secret: str, sender: str) -> str:
    """A Message-ID without its brackets (RFC 5322 §3.6.4); `secret` is known to the vault alone."""
    stamp = f"{at.astimezone(UTC):%Y%m%d%H%M%S}"
    return f"{case_id}.{stamp}.{_digest(case_id, kind, stamp, secret)}@{sender.rpartition('@')[2]}"


def case_in(message_id: str) -> str:
    """The case id that such a name holds, as it is written there, or ""."""
    match = _NAME.fullmatch(message_id.strip())
    return match[1] if match else ""


def kind_in(message_id: str, secret: str) -> LetterKind | None:
    """The kind of letter that this desk gave this name to; None for any other name."""
    match = _NAME.fullmatch(message_id.strip())
    if match is None:
        return None
    case_id, stamp, digest = match.groups()
    return next(
        (k for k in LETTER_KINDS if hmac.compare_digest(_digest(case_id, k, stamp, secret), digest)), None
    )


def _digest(case_id: str, kind: str, stamp: str, secret: str) -> str:
    named = f"{case_id} {kind} {stamp}".encode()
    return hmac.new(secret.encode(), named, "sha256").hexdigest()[:_DIGITS]
