"""What no text that leaves may hold, as sentences of a refusal."""

from collections.abc import Iterator

from desktop.domain.case import Case
from desktop.domain.leaving.traces import foreign_case_ids, hidden_characters


def foreign(text: str, case: Case) -> Iterator[str]:
    """Ids of other cases."""
    others = foreign_case_ids(text, case.case_id)
    if others:
        yield f"Other cases are named: {', '.join(others)}."


def hidden(text: str) -> Iterator[str]:
    """What changes the text, or says something else, and is not seen."""
    found = hidden_characters(text)
    if found:
        yield f"Characters stand in it that no reader sees: {', '.join(found)}."
