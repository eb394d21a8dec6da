"""The names under which people worked in this vault, and who of them left."""

from collections import Counter

import msgspec

from desktop.domain import events as e
from desktop.domain.parties.departures import departed
from desktop.workflows.ports import Desk
from desktop.workflows.vault_ports import CaseQuery


class AtWork(msgspec.Struct, frozen=True):
    """A handler, and how many open cases they have."""

    name: str
    open_cases: int
    gone: bool


def known_handlers(desk: Desk) -> tuple[str, ...]:
    """Whoever is or was a primary handler, or worked at this desk, and has not left, by name."""
    gone = departed(desk.vault.vault_history())
    return tuple(name for name in all_handlers(desk) if e.name_key(name) not in gone)


def all_handlers(desk: Desk) -> tuple[str, ...]:
    """The same with those who left; each name once, however it was written."""
    history = desk.vault.vault_history()
    named = [r.event.name for r in history if isinstance(r.event, e.HandlerNamed | e.HandlerEnrolled)]
    found = {e.name_key(name): name for name in (*named, *desk.vault.handlers(), desk.handler)}
    return tuple(sorted(found.values()))


def is_gone(desk: Desk, name: str) -> bool:
    """Whether they left, and did not come back to this desk."""
    return e.name_key(name) in departed(desk.vault.vault_history())


def who_works_here(desk: Desk) -> tuple[AtWork, ...]:
    """Everybody who has open cases or has not left, by name."""
    gone, open_cases = departed(desk.vault.vault_history()), Counter[str]()
    for name in desk.vault.handlers():
        open_cases[e.name_key(name)] += desk.vault.cases(CaseQuery(handler=name, open_only=True), 0, 0).total
    found = [(name, e.name_key(name)) for name in all_handlers(desk)]
    return tuple(
        AtWork(name, open_cases[key], key in gone)
        for name, key in found
        if open_cases[key] or key not in gone
    )
