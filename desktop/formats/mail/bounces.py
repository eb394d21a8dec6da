"""What mail servers report of a message of ours (RFC 6522): that it was lost, and which one it was."""

import re
from collections.abc import Iterator
from contextlib import suppress

from desktop.domain.failures import TooLarge
from desktop.formats.mail.fields import read_fields
from desktop.formats.mail.tree import Entity

MESSAGE_ID = re.compile(r"<[^<>\s]{1,990}>")
_RETURNED = ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global-headers")
_STATUS = ("message/delivery-status", "message/global-delivery-status")
_FAILED = b"action: failed"
_LONGEST_STATUS = 64 * 1024


def is_machine_report(root: Entity) -> bool:
    """Whether a machine wrote it about a message: a bounce, a delay, a receipt."""
    return root.media_type == "multipart/report"


def is_bounce(root: Entity) -> bool:
    """Whether a recipient was given up; a delay is none (RFC 3464 §2.3.3)."""
    about_delivery = root.parameters.get("report-type", "").casefold() == "delivery-status"
    return about_delivery and any(
        line.strip().lower().startswith(_FAILED)
        for child in root.children
        if child.media_type in _STATUS
        for line in child.content[:_LONGEST_STATUS].splitlines()
    )


def lost_messages(root: Entity) -> Iterator[str]:
    """The Message-ID of what was sent, as the report gives it back."""
    for child in root.children:
        if child.media_type not in _RETURNED:
            continue
        content = child.content
        with suppress(TooLarge):  # headers beyond our limits name nothing
            yield from MESSAGE_ID.findall(read_fields(content, 0, len(content))[0].first("message-id"))[:1]
