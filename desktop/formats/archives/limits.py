"""Bounds that an archive must keep; they are checked before the work that they bound."""

from desktop.domain.failures import TooDeep, TooLarge

ARCHIVE_BYTES = 64 * 1024 * 1024
ENTRIES = 10_000
ENTRY_BYTES = 64 * 1024 * 1024
TOTAL_BYTES = 128 * 1024 * 1024
"""Of all entries together, unpacked."""
RATIO = 200
"""An archive unpacks to at most so many times its own size, once that is more than `ALWAYS_BYTES`."""
ALWAYS_BYTES = 1024 * 1024
DEPTH = 16
"""Folders within folders."""
NAME_BYTES = 1024
_ADVICE = "Ask for it in smaller archives, or as single files."


def check_archive(raw: bytes) -> None:
    """Refuse an archive that is larger than `ARCHIVE_BYTES`."""
    if len(raw) > ARCHIVE_BYTES:
        raise TooLarge(f"The archive is larger than {_mib(ARCHIVE_BYTES)}.", advice=_ADVICE)


def check_entries(count: int) -> None:
    """Refuse an archive of more than `ENTRIES` entries."""
    if count > ENTRIES:
        raise TooLarge(f"The archive holds more than {ENTRIES:,} entries.", advice=_ADVICE)


def check_entry(size: int) -> None:
    """Refuse an entry of more than `ENTRY_BYTES`."""
    if size > ENTRY_BYTES:
        raise TooLarge(f"A file in the archive is larger than {_mib(ENTRY_BYTES)}.", advice=_ADVICE)


def room_of(packed: int) -> int:
    """How many bytes may come out of an archive of `packed` bytes."""
    return min(TOTAL_BYTES, max(ALWAYS_BYTES, RATIO * packed))


def check_total(size: int, packed: int) -> None:
    """Refuse an archive that unpacks to more than `room_of` it."""
    if size > room_of(packed):
        raise TooLarge("The archive unpacks to far more than an honest one of its size.", advice=_ADVICE)


def check_depth(depth: int) -> None:
    """Refuse folders nested deeper than `DEPTH`."""
    if depth > DEPTH:
        raise TooDeep(
            f"The folders of the archive are nested more than {DEPTH} deep.",
            advice="Ask for it with fewer folders.",
        )


def _mib(count: int) -> str:
    return f"{count // 1024 // 1024} MiB"
