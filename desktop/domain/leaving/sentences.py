"""What no text that leaves may hold, as sentences of a refusal."""

from collections.abc import Iterator

from desktop.domain.case import Case
from desktop.domain.inert import escape_invisible
from desktop.domain.leaving.leaks.guarded import Guarded, Known
from desktop.domain.leaving.leaks.hosts import kept_hosts
from desktop.domain.leaving.leaks.ids import embargoed_ids, other_titles
from desktop.domain.leaving.leaks.leak import sentences
from desktop.domain.leaving.leaks.metadata import metadata
from desktop.domain.leaving.leaks.names import code_names
from desktop.domain.leaving.leaks.page import Page
from desktop.domain.leaving.leaks.proofs import proofs, restricted
from desktop.domain.leaving.traces import foreign_case_ids, hidden_characters, reporter_traces
from desktop.domain.policy import Profile


def foreign(text: str, case: Case) -> Iterator[str]:
    """Ids of other cases."""
    others = foreign_case_ids(text, case.case_id)
    if others:
        yield f"Other cases are named: {', '.join(others)}."


def guarded_items(text: str, guarded: Guarded) -> Iterator[str]:
    """What the vault keeps to itself, whoever reads the text.

    Restricted items, code names, hosts that it lists, ids and titles of other cases.
    """
    page = Page(text)
    yield from sentences(
        (
            *restricted(page, guarded, Known()),
            *code_names(page, guarded),
            *kept_hosts(page, guarded),
            *embargoed_ids(page, guarded),
            *other_titles(page, guarded),
        )
    )


def worked_on(text: str, guarded: Guarded, known: Known, organisation: str) -> Iterator[str]:
    """What tells strangers how the problem is proved, or on whose machine a text was written."""
    page = Page(text)
    yield from sentences((*proofs(page, guarded, known), *metadata(page, organisation)))


def hidden(text: str) -> Iterator[str]:
    """What changes the text, or says something else, and is not seen."""
    found = hidden_characters(text)
    if found:
        yield f"Characters stand in it that no reader sees: {', '.join(found)}."


def naming(text: str, case: Case, profile: Profile, what: str) -> Iterator[str]:
    """Who reported, unless they agreed to be named (CZM-8b); `what` is "The letter" or the like."""
    found = reporter_traces(text, case, profile)
    if found:
        names = ", ".join(f"“{escape_invisible(name)}”" for name in found)
        yield (
            f"{what} names the reporter, as {names}, and no agreement to be named is recorded. Record "
            "the wish of the reporter about credit, or take the name out of the text."
        )
