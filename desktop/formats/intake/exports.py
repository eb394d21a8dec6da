"""The door of the export parser: a JSON or CSV file in, the reports that it holds out.

Pure and deterministic. Raises only Malformed, TooLarge and TooDeep.
"""

import re
from itertools import islice
from typing import Any

import msgspec

from desktop.domain.failures import Malformed, TooDeep, TooLarge
from desktop.formats.advisories.strict_json import DEPTH_LIMIT, NotStrict, decode_strict
from desktop.formats.intake.advisories import is_csaf, is_github, read_csaf, read_github
from desktop.formats.intake.forms import NO_WORDS, has_words, is_submission, names_text, read_form
from desktop.formats.intake.tables import OPEN_QUOTE, TOO_LONG, TableRow, read_table
from desktop.formats.intake.written import EXPORT_BYTES, HELD_BYTES, MOST_REPORTS, WrittenReport

_WRAPPERS = ("reports", "submissions", "data", "items", "entries", "results", "responses")
"""What the list of submissions is called where an export puts it into an object."""
_DELIMITERS = ",;\t"
_MOST_COLUMNS = 500
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|\\)"
)
"""An escape of JSON that stands for a pair of surrogates, for half of one, or for a backslash."""
_NO_OBJECT = "It is not an object with named fields."
FLAWS = frozenset({"", NO_WORDS, _NO_OBJECT, TOO_LONG, OPEN_QUOTE})
"""Every sentence that says why an entry is no report."""
_ADVICE = "Export the reports again, as JSON or CSV with a description, message or details for each."


def read_export(raw: bytes) -> tuple[WrittenReport, ...]:
    """The reports in their order; one that is none has a flaw. Raises Malformed, TooLarge, TooDeep."""
    if len(raw) > EXPORT_BYTES:
        raise TooLarge(
            f"The export is larger than {EXPORT_BYTES // 1024 // 1024} MiB.",
            advice="Export fewer reports at a time.",
        )
    content = raw.removeprefix(b"\xef\xbb\xbf")
    if not content.strip():
        raise Malformed("The file is empty.", advice=_ADVICE)
    reports = _read_json(content) if content.lstrip()[:1] in (b"{", b"[") else _read_rows(content)
    if len(reports) > MOST_REPORTS or sum(len(report.raw) for report in reports) > HELD_BYTES:
        raise TooLarge(
            f"The export holds more than {MOST_REPORTS:,} reports, or too much of them.",
            advice="Export fewer reports at a time.",
        )
    return tuple(reports)


def _read_json(content: bytes) -> list[WrittenReport]:
    try:
        sound = _without_halves(content)
        whole = decode_strict(sound)
    except NotStrict as error:
        failure = TooDeep if f"deeper than {DEPTH_LIMIT}" in str(error) else Malformed
        raise failure(f"The export cannot be read: {error}.", advice=_ADVICE) from error
    pieces = _pieces(content, sound, whole)
    return [_read_object(value, piece) for value, piece in pieces[: MOST_REPORTS + 1]]


def _without_halves(content: bytes) -> bytes:
    """The document with U+FFFD for half characters: a form that cut a text amid an emoji spoils no other."""
    return _ESCAPE.sub(lambda found: b"\\ufffd" if found["half"] else found[0], content)


def _pieces(content: bytes, sound: bytes, whole: Any) -> list[tuple[Any, bytes]]:
    """Each report with its own bytes as they stand in the file; `sound` is what could be read, as long."""
    at, listed = 0, sound
    if isinstance(whole, dict):
        wrapper = _wrapper_of(whole)
        if not wrapper:
            return [(whole, content.strip())]
        listed = bytes(msgspec.json.decode(sound, type=dict[str, msgspec.Raw])[wrapper])
        at, whole = sound.index(listed), whole[wrapper]
    pieces = []
    for value, raw in zip(whole, msgspec.json.decode(listed, type=list[msgspec.Raw]), strict=True):
        piece = bytes(raw).strip()
        at = sound.index(piece, at)
        pieces.append((value, content[at : at + len(piece)]))
        at += len(piece)
    return pieces


def _wrapper_of(whole: dict[str, Any]) -> str:
    """The key of the submissions; "" for an object that is itself the report.

    A form's own title or description stands beside its submissions; what one person lists in a report of
    theirs names nobody and no date.
    """
    wrapper = next((key for key in _WRAPPERS if isinstance(whole.get(key), list)), "")
    if not wrapper or is_csaf(whole) or is_github(whole):
        return ""
    if not names_text(list(whole)):
        return wrapper
    listed = [item for item in whole[wrapper] if isinstance(item, dict)]
    meant = is_submission if has_words(whole) else lambda item: names_text(list(item))
    return wrapper if listed and all(map(meant, listed)) else ""


def _read_object(value: Any, piece: bytes) -> WrittenReport:
    if not isinstance(value, dict):
        return WrittenReport(raw=piece, flaw=_NO_OBJECT)
    if is_csaf(value):
        return read_csaf(value, piece)
    return read_github(value, piece) if is_github(value) else read_form(value, piece)


def _read_rows(content: bytes) -> list[WrittenReport]:
    """A CSV file (RFC 4180) with a row of names; cells are text, whatever a spreadsheet makes of them."""
    text = _decoded(content)
    first_line = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    rows = read_table(text, delimiter)
    names = _column_names(next(rows, TableRow()).cells)
    filled = (row for row in rows if row.flaw or any(cell.strip() for cell in row.cells))
    return [_read_row(names, row) for row in islice(filled, MOST_REPORTS + 1)]


def _column_names(row: list[str]) -> list[str]:
    if not names_text(row):
        raise Malformed("No column of the file is called description, message or details.", advice=_ADVICE)
    if len(row) > _MOST_COLUMNS:
        raise TooLarge(f"The file has more than {_MOST_COLUMNS} columns.", advice="Export fewer columns.")
    named = [name.strip() or f"column {number}" for number, name in enumerate(row, start=1)]
    return [
        f"{name} ({number})" if name in named[: number - 1] else name
        for number, name in enumerate(named, start=1)
    ]


def _read_row(names: list[str], found: TableRow) -> WrittenReport:
    row = found.cells
    if found.flaw:
        return WrittenReport(raw=found.text.encode("utf-8", "replace"), flaw=found.flaw)
    beyond = [f"column {number}" for number in range(len(names) + 1, len(row) + 1)][:_MOST_COLUMNS]
    fields = dict(zip([*names, *beyond], row, strict=False))
    return read_form(fields, msgspec.json.encode(fields))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # what spreadsheets write where nobody chose
