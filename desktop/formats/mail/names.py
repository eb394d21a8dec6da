"""Names of attachments, made safe to show and to write: a stranger chose them."""

import re
import unicodedata

from desktop.domain.inert import escape_invisible, is_hidden

LONGEST_BYTES = 200
_STRANGE = re.compile(r'[<>:"|?*]')
_EDGES = re.compile(r"^[\s.]+|[\s.]+$")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³]|con(?:in|out)\$)(?:\..*)?", re.IGNORECASE)
_LONGEST_SUFFIX = 20


def safe_name(name: str, taken: set[str]) -> str:
    """A plain file name for `name`: no folders, nothing hidden, not reserved, short, and not in `taken`.

    The name is added to `taken` (compared without case). An empty name becomes "attachment".
    """
    plain = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join("_" if is_hidden(c) or c in "\n\t" else c for c in plain)
    plain = _EDGES.sub("", _STRANGE.sub("_", plain)) or "attachment"
    if _RESERVED.fullmatch(plain) or plain.startswith(("-", "~")):
        plain = f"_{plain}"
    return _single(_short(plain, LONGEST_BYTES), taken)


def was_changed(name: str, shown: str) -> bool:
    """Whether a reader must be told that the shown name is not the one that was sent."""
    return bool(name) and escape_invisible(name) != shown


def _short(name: str, limit: int) -> str:
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > _LONGEST_SUFFIX:
        stem, dot, suffix = name, "", ""
    room = limit - len((dot + suffix).encode())
    return stem.encode()[: max(room, 1)].decode("utf-8", "ignore").rstrip() + dot + suffix


def _single(name: str, taken: set[str]) -> str:
    stem, dot, suffix = name.rpartition(".")
    if not stem:
        stem, dot, suffix = name, "", ""
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem} ({number}){dot}{suffix}"
    taken.add(candidate.casefold())
    return candidate
