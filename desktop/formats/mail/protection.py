"""Headers that stand inside the encryption or signature: when they count, and what repeats them.

`protected-headers="v1"` (draft-autocrypt-lamps-protected-headers) and `hp=` (RFC 9788) mark the root of what
was sealed; anywhere else they are a stranger's mistake or trick and do not count.
"""

import re

from desktop.formats.mail.tree import Entity, read_tree

_FIELD_LINE = re.compile(r"[!-9;-~]+:[^\n]*(?:\n[ \t][^\n]*)*\n")


def is_protected(root: Entity) -> bool:
    """Whether the root of a sealed entity says that its headers are the message's own."""
    parameters = root.parameters
    return parameters.get("protected-headers") == "v1" or parameters.get("hp") in {"clear", "cipher"}


def unwrap(root: Entity) -> tuple[Entity, bool]:
    """The entity to read, and whether its headers count.

    A sealed message/rfc822 that says it was not forwarded is the message itself (RFC 8551 §3.1).
    """
    if root.media_type == "message/rfc822" and root.parameters.get("forwarded", "").lower() == "no":
        return read_tree(root.content), True
    return root, is_protected(root)


def is_legacy_display(entity: Entity) -> bool:
    """Whether a first part only repeats protected headers for programs that do not know them."""
    return (
        entity.media_type in {"text/plain", "text/rfc822-headers"}
        and entity.parameters.get("protected-headers") == "v1"
        and not entity.fields.parameters("content-disposition").get("filename")
    )


def strip_legacy_lines(text: str) -> str:
    """The text without the header lines that `hp-legacy-display="1"` put before it (RFC 9788 §4.5.3)."""
    position = 0
    while match := _FIELD_LINE.match(text, position):
        position = match.end()
    stripped = text[position:]
    return stripped[1:] if position and stripped.startswith("\n") else text
