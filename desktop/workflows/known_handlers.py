"""The names under which people worked in this vault, and who of them left."""

from desktop.domain import events as e
from desktop.domain.departures import departed
from desktop.workflows.ports import Desk


def known_handlers(desk: Desk) -> tuple[str, ...]:
    """Whoever is or was a primary handler, or worked at this desk, and has not left, by name."""
    gone = departed(desk.vault.vault_history())
    return tuple(name for name in all_handlers(desk) if e.name_key(name) not in gone)


def all_handlers(desk: Desk) -> tuple[str, ...]:
    """The same with those who left; each name once, however it was written."""
    named = [r.event.name for r in desk.vault.vault_history() if isinstance(r.event, e.HandlerNamed)]
    found = {e.name_key(name): name for name in (*named, *desk.vault.handlers(), desk.handler)}
    return tuple(sorted(found.values()))


def is_gone(desk: Desk, name: str) -> bool:
    """Whether they left, and did not come back to this desk."""
    return e.name_key(name) in departed(desk.vault.vault_history())
