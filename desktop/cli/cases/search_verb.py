"""list, search: the cases that a filter means, as a table or with the place of each hit."""

import argparse

import msgspec

from desktop.cli.output import print_json, print_text, say, table, when
from desktop.cli.program import Program
from desktop.cli.session import open_desk
from desktop.domain.failures import Exit, Usage
from desktop.domain.filters import KEYS, Filter, Misread, Snippet, read_filter
from desktop.workflows.custody.tell_damage import salvage_sentence
from desktop.workflows.vault_ports import CaseQuery, CaseRow

_PAGE = 500
_NAMES = ("from", "handler")
"""Keys whose values may be several words."""
_FIRST = 50
"""So many hits are printed of a search; `list` prints all."""


def list_cases(parsed: argparse.Namespace, program: Program) -> int:
    """All cases that meet the filter, the one that is due first on top. Raises Usage."""
    query = CaseQuery(wanted=_wanted_by(parsed.words))
    rows: list[CaseRow] = []
    with open_desk(parsed, program, read_only=True) as desk:
        while page := desk.vault.cases(query, offset=len(rows), limit=_PAGE).rows:
            rows += page
        lacks = salvage_sentence(desk.vault.vault_history())
    if parsed.json:
        print_json([_values(row) for row in rows])
        return Exit.DONE
    cells = [
        (r.case_id, r.stage, r.severity or "-", when(r.next_due), r.next_clock or "-", r.title.line)
        for r in rows
    ]
    print_text(table(cells, ("CASE", "STAGE", "SEVERITY", "DUE", "CLOCK", "TITLE")))
    if lacks:
        say(lacks)
    return Exit.DONE


def search(parsed: argparse.Namespace, program: Program) -> int:
    """The newest cases that meet the filter, each with the place where its words stand. Raises Usage."""
    query = CaseQuery(wanted=_wanted_by(parsed.words), order="received", descending=True)
    with open_desk(parsed, program, read_only=True) as desk:
        page = desk.vault.cases(query, limit=_FIRST)
    if parsed.json:
        print_json([_values(row) for row in page.rows])
        return Exit.DONE
    if page.rows:
        print_text("\n".join(_described(row) for row in page.rows))
    elif not page.total:
        say("No case has this.")
    if page.total > len(page.rows):
        count = f"{page.total} or more" if page.more else str(page.total)
        say(f"The newest {len(page.rows)} of {count} cases: `embargo list` with the same words shows all.")
    return Exit.DONE


def _wanted_by(words: list[str]) -> Filter:
    """The filter that was typed; a word that the shell had kept together is a phrase. Raises Usage."""
    wanted = read_filter(" ".join(map(_as_typed, words)))
    if isinstance(wanted, Misread):
        raise Usage(wanted.sentence, advice="`embargo search --help` shows the filter language.")
    return wanted


def _as_typed(word: str) -> str:
    """Put the quotation marks back that a shell took away around a name; a whole filter is left as it is."""
    key, colon, value = word.partition(":")
    is_named = colon and key.lstrip("-").lower() in _NAMES
    goes_on = '"' in value or any(f"{other}:" in value.lower() for other in KEYS)
    return f'{key}:"{value}"' if is_named and " " in value and not goes_on else word


def _values(row: CaseRow) -> dict[str, object]:
    raw: dict[str, object] = msgspec.structs.asdict(row)
    return raw | {
        "title": row.title.raw,
        "reporter": row.reporter.raw,
        "found": row.found and _hit(row.found),
    }


def _hit(found: Snippet) -> dict[str, object]:
    return {"source": found.source, "text": found.text.raw, "marks": found.marks}


def _described(row: CaseRow) -> str:
    head = f"{row.case_id}  {row.title.line}"
    return f"{head}\n    {row.found.source}: {row.found.text.line}" if row.found else head
