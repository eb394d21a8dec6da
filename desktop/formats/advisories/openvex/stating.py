"""What an OpenVEX document states, with the places, for the rules of `linting`; nothing has to be valid."""

from typing import Any

from desktop.formats.advisories.linting import Statements
from desktop.formats.advisories.stating import at, first, placed, said

_DATES = ("timestamp", "last_updated", "action_statement_timestamp")


def statements_in(document: Any) -> Statements:
    """Whatever can be found of them."""
    statements = list(placed(document, "statements", ""))
    return Statements(
        names=(
            *said(document, "", "author", "role"),
            *(
                one
                for path, inside in statements
                for one in said(at(inside, "vulnerability"), f"{path}/vulnerability", "name")
            ),
            *(one for path, inside in statements for one in said(inside, path, "supplier")),
        ),
        texts=tuple(
            one
            for path, inside in statements
            for one in said(inside, path, "status_notes", "impact_statement", "action_statement")
        ),
        initial=first(document, "", "timestamp"),
        current=first(document, "", "last_updated"),
        dates=tuple(one for path, inside in statements for one in said(inside, path, *_DATES)),
    )
