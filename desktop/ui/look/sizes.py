"""Sizes of files, for eyes."""


def size_words(size: int) -> str:
    """A file's size, in binary units."""
    for unit in ("B", "KiB", "MiB"):
        if size < 1024:  # noqa: PLR2004 - binary units
            return f"{size} {unit}"
        size //= 1024
    return f"{size} GiB"
