"""The two lists for readers without ROLIE: `index.txt` (§7.1.12) and `changes.csv` (§7.1.13)."""

import csv
import io
from collections.abc import Iterable

from desktop.formats.advisories.instants import instant
from desktop.formats.provider.listed import Listed

Row = tuple[str, str]
"""A document's place within the folder of its label, and its current release."""


def write_index(listed: Iterable[Listed]) -> bytes:
    """A line for each document, by its name."""
    return "".join(f"{place}\n" for place in sorted(one.in_folder for one in listed)).encode()


def write_changes(listed: Iterable[Listed]) -> bytes:
    """A line for each document without a heading, the newest first."""
    rows = sorted(((one.in_folder, instant(one.current_release)) for one in listed), key=lambda row: row[0])
    rows.sort(key=lambda row: row[1], reverse=True)
    return "".join(f'"{place}","{released}"\n' for place, released in rows).encode()


def read_index(content: bytes) -> tuple[str, ...]:
    """The places that it names. Raises ValueError for bytes that are no UTF-8."""
    return tuple(line.strip() for line in content.decode().splitlines() if line.strip())


def read_changes(content: bytes) -> tuple[Row, ...]:
    """Its rows. Raises ValueError for what is no such list."""
    try:
        rows = [row for row in csv.reader(io.StringIO(content.decode()), strict=True) if row]
    except csv.Error as error:
        raise ValueError("no comma-separated values") from error
    if any(len(row) != 2 for row in rows):  # noqa: PLR2004 - a name and an instant
        raise ValueError("a row has not two columns")
    return tuple((place, released) for place, released in rows)
